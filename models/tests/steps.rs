//! Ten AdamW steps from the same weights and data follow PyTorch's loss (tests/fixtures/make_steps.py). `ROENTGEN_STEPS=2` takes the
//! first two, with and without recomputation, for a device as slow as the emulated one; a step shows in the loss of the next.

mod common;

use common::{device, fixture};
use cubecl::prelude::Runtime;
use roentgen_kernels::fill::filled;
use roentgen_kernels::resize::{Filter, Sampling};
use roentgen_models::loss::Loss;
use roentgen_models::optimiser::{Group, Optimiser, Rule};
use roentgen_models::parameters::Stored;
use roentgen_models::tape::{self, Gradients, Tape, Var};
use roentgen_models::weights::Weights;
use roentgen_models::{Encoder, Head, HeadConfig, Keep, source};
use roentgen_runtime::{DType, Device, Tensor, on_device};

const MODELS: [&str; 5] = ["hf_dinov2", "hf_swin", "hf_convnext", "davit", "hf_segformer_seg"];

#[test]
fn ten_steps_follow_pytorchs_loss() {
    let count = std::env::var("ROENTGEN_STEPS").map_or(10, |steps| steps.parse().expect("ROENTGEN_STEPS"));
    assert!((2..=10).contains(&count), "ROENTGEN_STEPS takes 2 to 10: the loss before a step says nothing of it");
    for name in MODELS {
        let file = Weights::open(&fixture(&format!("steps/{name}.safetensors"))).unwrap();
        let wanted = file.f32("losses", &[10]).unwrap();
        for recompute in [false, true] {
            let losses = on_device!(&device(), device => steps(device, name, &file, recompute, count));
            let error = |(got, want): (&f32, &f32)| ((got - want) / want).abs();
            let largest = losses.iter().zip(&wanted).map(error).fold(0.0, f32::max);
            println!("{name}, recompute {recompute}: {count} losses, {largest:.1e}");
            assert!(losses.len() == count && largest <= 1e-4, "{name}: {losses:?}, wanted {wanted:?}");
        }
    }
}

/// The loss before each of `count` steps.
fn steps<R: Runtime>(device: &Device<R>, name: &str, file: &Weights, recompute: bool, count: usize) -> Vec<f32> {
    let folder = fixture(&format!("models/{name}"));
    let source = source::resolve(&folder.display().to_string(), None).unwrap();
    let weights = Weights::open(&folder.join("model.safetensors")).unwrap();
    let encoder = Encoder::load(&source.config, &weights, device, DType::F32).unwrap();
    let decodes = !file.contains("head.weight");
    let head = (!decodes).then(|| {
        let config = HeadConfig::classifier(&source.config, 1).unwrap();
        Head::load(&config, file, device, DType::F32).unwrap()
    });
    let (shape, input) = file.f32_any("input").unwrap();
    let [batch, _, height, width] = shape[..] else { panic!("{shape:?}") };
    let pixels = height * width;
    let at = |i: usize| input[(i / (3 * pixels) * 3 + i % 3) * pixels + i % (3 * pixels) / 3];
    let images: Vec<f32> = (0..input.len()).map(at).collect();
    let images = Tensor::from_f32(device, &[batch, height, width, 3], DType::F32, &images).unwrap();
    let targets = file.f32_any("targets").unwrap().1;
    let loss: Loss = if decodes { "cross-entropy" } else { "binary-cross-entropy" }.parse().unwrap();

    let group = Group { lr: 1e-3, weight_decay: 1e-2 };
    let of_head: &[Stored<R>] = head.as_ref().map_or(&[], |head| head.parameters());
    let parameters = encoder.parameters().iter().chain(of_head).map(|stored| (stored, group));
    let mut optimiser = Optimiser::new(Rule::ADAMW, None, None, parameters).unwrap();
    let logits = |images: &Var<R>| match &head {
        Some(head) => head.logits(&head.features(&encoder, images).unwrap(), [height, width]).unwrap(),
        None => {
            let maps = encoder.record(images, Keep::Maps).unwrap().maps;
            let logits = encoder.decode(&maps).unwrap().unwrap();
            tape::resize(&logits, [height, width], Filter::Bilinear, Sampling::AlignCorners).unwrap()
        }
    };
    let step = |_| {
        let tape = Tape::new().training();
        let tape = if recompute { tape.recomputing() } else { tape };
        let logits = logits(&tape.input(images.clone()));
        let loss = loss.evaluate(&logits, &targets, 1.0).unwrap();
        let mut gradients = Gradients::default();
        tape.backward(&logits, loss.grad_logits, &mut gradients).unwrap();
        optimiser.step(&gradients, 1.0).unwrap();
        loss.value.read().unwrap()
    };
    (0..count).map(step).collect()
}

/// Nobody asks for the gradient of a batch of images in training; padding or reshaping them first does not ask for it either.
#[test]
fn the_gradient_of_images_is_made_where_it_is_watched() {
    on_device!(&device(), device => {
        for name in MODELS {
            let folder = fixture(&format!("models/{name}"));
            let source = source::resolve(&folder.display().to_string(), None).unwrap();
            let weights = Weights::open(&folder.join("model.safetensors")).unwrap();
            let encoder = Encoder::load(&source.config, &weights, device, DType::F32).unwrap();
            let [height, width] = source.processor.geometry(1, 1).output;
            let launches = [true, false].map(|watched| {
                let (tape, images) = (Tape::new(), filled(device, &[1, height, width, 3], 0.5).unwrap());
                let images = if watched { tape.watch(images) } else { tape.input(images) };
                let last = encoder.record(&images, Keep::Result).unwrap().last;
                let ones = filled(device, last.shape(), 1.0).unwrap();
                let (before, mut gradients) = (device.launches(), Gradients::default());
                tape.backward(&last, ones, &mut gradients).unwrap();
                assert_eq!(gradients.take(&images).is_some(), watched, "{name}");
                device.launches() - before
            });
            assert!(launches[0] > launches[1], "{name}: {launches:?} launches");
        }
    });
}
