//! Losses, AdamW and layer norm against PyTorch; processors against transformers, timm and open_clip.

mod common;

use common::{device, fixture, relative};
use roentgen_kernels::adamw::{Settings, adamw};
use roentgen_kernels::fill::filled;
use roentgen_kernels::layer_norm::layer_norm;
use roentgen_kernels::loss::{binary_cross_entropy, cross_entropy};
use roentgen_models::EncoderConfig;
use roentgen_models::preprocess::Pixels;
use roentgen_models::processor::Processor;
use roentgen_models::weights::Weights;
use roentgen_runtime::{DType, Tensor, on_device};
use safetensors::SafeTensors;
use std::fs;

#[test]
fn losses_and_optimiser_agree() {
    let file = Weights::open(&fixture("loss/optim.safetensors")).unwrap();
    let raw = fs::read(fixture("loss/optim.safetensors")).unwrap();
    let raw = SafeTensors::deserialize(&raw).unwrap();
    let load = |key: &str| file.f32_any(key).unwrap();
    let close = |name: &str, got: &[f32], want: &[f32]| {
        assert!(relative(got, want) <= 1e-5, "{name}: {:.2e}", relative(got, want));
    };
    on_device!(&device(), device => {
        let device = &device.poisoned();
        let tensor = |key: &str| {
            let (shape, values) = load(key);
            Tensor::from_f32(device, &shape, DType::F32, &values).unwrap()
        };
        let total = |shares: &Tensor<_>| [shares.to_f32().unwrap().iter().sum::<f32>()];
        let loss = binary_cross_entropy(&tensor("bce.logits"), &tensor("bce.targets")).unwrap();
        close("bce.loss", &total(&loss.shares), &load("bce.loss").1);
        close("bce.grad", &loss.grad_logits.to_f32().unwrap(), &load("bce.grad").1);

        let targets = raw.tensor("cross_entropy.targets").unwrap().data().as_chunks::<4>().0;
        let targets: Vec<f32> = targets.iter().map(|b| i32::from_le_bytes(*b) as f32).collect();
        let weights = load("cross_entropy.weights").1;
        let total_weight = targets.iter().map(|t| weights[*t as usize]).sum();
        let targets = Tensor::from_f32(device, &[targets.len()], DType::F32, &targets).unwrap();
        let logits = tensor("cross_entropy.logits");
        let loss = cross_entropy(&logits, &targets, &tensor("cross_entropy.weights"), total_weight).unwrap();
        close("cross_entropy.loss", &total(&loss.shares), &load("cross_entropy.loss").1);
        close("cross_entropy.grad", &loss.grad_logits.to_f32().unwrap(), &load("cross_entropy.grad").1);

        let parameter = tensor("adamw.param");
        let moment = || filled(device, parameter.shape(), 0.0).unwrap();
        let (first, second) = (moment(), moment());
        let settings = Settings { lr: 1e-2, ..Settings::default() };
        let (grads, afters) = (load("adamw.grad").1, load("adamw.after").1);
        let pairs = grads.chunks(parameter.len()).zip(afters.chunks(parameter.len()));
        for (step, (grad, after)) in (1..).zip(pairs) {
            let grad = Tensor::from_f32(device, parameter.shape(), DType::F32, grad).unwrap();
            adamw(&parameter, &grad, [&first, &second], step, &settings).unwrap();
            close("adamw", &parameter.to_f32().unwrap(), after);
        }
        for width in [1, 7, 96, 384] {
            for (eps, name) in [(1e-6, "eps_1e-6"), (1e-12, "eps_1e-12")] {
                let part = |part: &str| tensor(&format!("layer_norm.{width}.{part}"));
                let got = layer_norm(&part("input"), &part("weight"), &part("bias"), eps).unwrap();
                close("layer_norm", &got.to_f32().unwrap(), &load(&format!("layer_norm.{width}.{name}")).1);
            }
        }
    });
}

/// Within one grey level for 99.9 % of the pixels.
#[test]
fn processors_agree() {
    let want = Weights::open(&fixture("processors/pixel_values.safetensors")).unwrap();
    let device = device();
    let fallback = EncoderConfig::read_arch("dinov2-small").unwrap();
    for key in want.keys() {
        let [folder, image, library] = key.split('.').collect::<Vec<_>>().try_into().unwrap();
        let dir = fixture("processors").join(folder);
        // These folders hold what a processor is read from, not always a whole model.
        let config = EncoderConfig::read(&dir).unwrap_or_else(|_| fallback.clone());
        let processor = Processor::read(&dir, &config).unwrap();
        let picture = image::open(fixture("processors").join(format!("{image}.png"))).unwrap().to_luma8();
        let shape = [picture.height() as usize, picture.width() as usize, 1];
        let (wanted, values) = want.f32_any(key).unwrap();
        let (height, width) = (wanted[2], wanted[3]);
        let got = on_device!(&device, device => {
            let batch = Tensor::empty(&device.poisoned(), &[1, height, width, 3], DType::F32).unwrap();
            processor.prepare(Pixels { values: picture.as_raw(), shape }, &batch, 0).unwrap();
            batch.to_f32().unwrap()
        });
        let mut off = 0;
        for pixel in 0..height * width {
            for c in 0..3 {
                let difference =
                    (got[pixel * 3 + c] - values[c * height * width + pixel]) * processor.std[c] / processor.rescale;
                off += usize::from(difference.is_nan() || difference.abs() > 1.01);
            }
        }
        println!("{folder} {image} {library}: {off} of {} off by more than one grey level", values.len());
        assert!(off * 1000 <= values.len(), "{key}: {off} of {}", values.len());
    }
}
