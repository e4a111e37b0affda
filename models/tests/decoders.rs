//! Every decoder against PyTorch, in inference and in training.

mod common;

use common::{device, error, fixture};
use roentgen_kernels::fill::filled;
use roentgen_models::decoders::{Decoder, DecoderConfig, DecoderKind, Features, Level, Source};
use roentgen_models::parameters::as_checkpoint;
use roentgen_models::tape::{Gradients, Tape, Var};
use roentgen_models::weights::Weights;
use roentgen_models::{Encoder, EncoderConfig};
use roentgen_runtime::{DType, Device, Tensor, on_device};

/// `[n, c, h, w]` as `[n, h, w, c]`; other shapes as they are.
fn channels_last((shape, values): (Vec<usize>, Vec<f32>)) -> (Vec<usize>, Vec<f32>) {
    let &[n, c, h, w] = &shape[..] else { return (shape, values) };
    let mut last = vec![0.0; values.len()];
    for (i, value) in values.into_iter().enumerate() {
        let (image, channel, pixel) = (i / (c * h * w), i / (h * w) % c, i % (h * w));
        last[(image * h * w + pixel) * c + channel] = value;
    }
    (vec![n, h, w, c], last)
}

/// Each fixture: its decoder, the strides of its maps, its width and classes.
const CASES: [(&str, DecoderKind, &[usize], usize, usize); 7] = [
    ("linear", DecoderKind::Linear, &[16], 0, 3),
    ("multi_linear", DecoderKind::MultiLinear, &[4, 8, 16], 0, 3),
    ("upernet", DecoderKind::UperNet, &[4, 8, 16], 4, 2),
    ("upernet_vit", DecoderKind::UperNet, &[16; 4], 4, 2),
    ("unet", DecoderKind::Unet, &[4, 8, 16], 8, 2),
    ("global_local", DecoderKind::GlobalLocal, &[16], 8, 1),
    ("segformer", DecoderKind::SegFormer, &[4, 8, 16], 8, 3),
];

#[test]
fn every_decoder_agrees_with_pytorch() {
    let device = device();
    let mut worst = [0.0f64; 2];
    for (name, kind, strides, width, classes) in CASES {
        let file = Weights::open(&fixture("decoders").join(format!("{name}.safetensors"))).unwrap();
        let level = |(index, stride): (usize, &usize)| {
            let channels = file.shape(&format!("map_{index}")).unwrap()[1];
            Level { source: Source::Map(index), stride: *stride, channels }
        };
        let levels: Vec<_> = strides.iter().enumerate().map(level).collect();
        let embedding = file.shape("embedding").map_or(0, |shape| shape[1]);
        let config = DecoderConfig { kind, levels, embedding, width, classes };
        let errors = on_device!(&device, device => errors(&config, &file, device));
        let want = |key: &&str| ["out", "train.", "after.", "grad."].iter().any(|start| key.starts_with(start));
        assert_eq!(errors.len(), file.keys().filter(want).count(), "{name}");
        for (key, error) in errors {
            let gradient = key.starts_with("grad.");
            assert!(error <= if gradient { 1e-4 } else { 1e-5 }, "{key} of {name}: {error:.2e}");
            worst[usize::from(gradient)] = worst[usize::from(gradient)].max(error);
        }
        let read = |key: &String| !key.starts_with("after.") && !key.starts_with("train.");
        assert_eq!(file.unused().into_iter().filter(read).collect::<Vec<_>>(), [""; 0], "{name}");
    }
    println!("largest relative L2 error {:.1e}, of gradients {:.1e}", worst[0], worst[1]);
}

/// What a decoder makes of a fixture's inputs against what the file has of it, by the file's keys.
fn errors<R: cubecl::prelude::Runtime>(
    config: &DecoderConfig,
    file: &Weights,
    device: &Device<R>,
) -> Vec<(String, f64)> {
    let decoder = Decoder::load(config, file, device, DType::F32).unwrap();
    let input = |key: &str| {
        let (shape, values) = channels_last(file.f32_any(key).unwrap());
        Tensor::from_f32(device, &shape, DType::F32, &values).unwrap()
    };
    let features = |place: &dyn Fn(Tensor<R>) -> Var<R>| Features {
        maps: (0..config.levels.len()).map(|index| place(input(&format!("map_{index}")))).collect(),
        embedding: file.contains("embedding").then(|| place(input("embedding"))),
    };
    let mut all = Vec::new();
    let mut add = |key: &str, got: &[f32], floor: f64| {
        all.push((key.to_string(), error(got, &channels_last(file.f32_any(key).unwrap()).1, floor)));
    };
    let still = decoder.forward(&features(&Var::from)).unwrap();
    assert!(!still.is_recorded());
    add("out", &still.to_f32().unwrap(), 0.0);

    let tape = Tape::new().training();
    let taken = features(&|tensor| tape.watch(tensor));
    let out = decoder.forward(&taken).unwrap();
    if file.contains("train.out") {
        add("train.out", &out.to_f32().unwrap(), 0.0);
    }
    for buffer in decoder.buffers() {
        assert_eq!(file.shape(&buffer.key), Some(&buffer.shape[..]));
        add(&format!("after.{}", buffer.key), &buffer.tensor.to_f32().unwrap(), 0.0);
    }
    let mut gradients = Gradients::default();
    tape.backward(&out, input("cot"), &mut gradients).unwrap();
    let of =
        as_checkpoint(decoder.parameters(), |stored| Ok(gradients.get(&stored.parameter).unwrap().to_f32()?)).unwrap();
    let (sum, count) = of.values().fold((0.0, 0), |(sum, count), (_, values)| {
        (sum + values.iter().map(|v| f64::from(*v).powi(2)).sum::<f64>(), count + values.len())
    });
    let floor = 1e-2 * (sum / count as f64).sqrt();
    for (key, (shape, values)) in of {
        assert_eq!(file.shape(&key), Some(&shape[..]));
        let (_, values) = channels_last((shape, values));
        add(&format!("grad.{key}"), &values, floor);
    }
    let mut taken_gradient = |key: &str, var: &Var<R>| {
        add(&format!("grad.{key}"), &gradients.take(var).unwrap().to_f32().unwrap(), 0.0);
    };
    for (index, map) in taken.maps.iter().enumerate() {
        taken_gradient(&format!("map_{index}"), map);
    }
    if let Some(embedding) = &taken.embedding {
        taken_gradient("embedding", embedding);
    }
    all
}

/// Every decoder of encoders of stages and of a plain vision transformer: what it asks for is what the encoder gives, and the logits
/// are of the size that its paper has them.
#[test]
fn every_decoder_takes_what_encoders_give() {
    let device = device();
    let sizes = |kind, plain| match (kind, plain) {
        (DecoderKind::Linear, false) => Some([2, 3]),
        (DecoderKind::Linear | DecoderKind::MultiLinear | DecoderKind::SegFormer, true) => Some([4, 5]),
        (DecoderKind::UperNet, true) => Some([16, 20]),
        (DecoderKind::Unet, true) => None,
        (DecoderKind::Unet, false) => Some([32, 48]),
        (DecoderKind::GlobalLocal, _) => Some([64, 64]),
        (DecoderKind::MultiLinear | DecoderKind::UperNet | DecoderKind::SegFormer, false) => Some([8, 12]),
    };
    for (name, plain, image) in [("hf_segformer", false, [32, 48]), ("hf_dinov2_reg", true, [28, 35])] {
        let folder = fixture("models").join(name);
        let encoder_config = EncoderConfig::read(&folder).unwrap();
        on_device!(&device, device => {
            let encoder =
                Encoder::load(&encoder_config, &Weights::open(&folder).unwrap(), device, DType::F32).unwrap();
            let pixels: Vec<f32> = (0..2 * image[0] * image[1] * 3).map(|i| (i as f32 * 0.37).sin()).collect();
            let images = Tensor::from_f32(device, &[2, image[0], image[1], 3], DType::F32, &pixels).unwrap();
            for kind in DecoderKind::ALL {
                assert_eq!(kind.name().parse::<DecoderKind>().unwrap(), kind);
                let Some(size) = sizes(kind, plain) else {
                    let refused = DecoderConfig::new(kind, &encoder_config, 3).unwrap_err().to_string();
                    assert!(refused.contains("upernet"), "{refused}");
                    continue;
                };
                let config = DecoderConfig { width: 16, ..DecoderConfig::new(kind, &encoder_config, 3).unwrap() };
                let decoder = Decoder::load(&config, &Weights::initial(1), device, DType::F32).unwrap();
                let tape = Tape::new().training();
                let features = encoder.features(&tape.input(images.clone()), &config.levels).unwrap();
                let logits = decoder.forward(&features).unwrap();
                assert_eq!(logits.shape(), [2, size[0], size[1], 3], "{kind} of {name}");
                let values = logits.to_f32().unwrap();
                let largest = values.iter().fold(0.0f32, |largest, v| largest.max(v.abs()));
                assert!(values.iter().all(|v| v.is_finite()) && largest > 1e-3, "{kind} of {name}: {largest}");
                let mut gradients = Gradients::default();
                tape.backward(&logits, logits.tensor().clone(), &mut gradients).unwrap();
                // The maps are the encoder's, so that its patch embedding learns, too.
                for stored in decoder.parameters().iter().chain(&encoder.parameters()[..1]) {
                    let gradient = gradients.get(&stored.parameter).map(|gradient| gradient.to_f32().unwrap());
                    assert!(gradient.is_some_and(|g| g.iter().all(|v| v.is_finite())), "{kind} of {name}");
                }
            }
            if plain {
                let level = DecoderKind::Linear.levels(&encoder_config).unwrap()[0];
                let block = Level { source: Source::Block(1), ..level };
                let features = encoder.features(&images.into(), &[level, block]).unwrap();
                let [last, block] = [0, 1].map(|index| features.maps[index].to_f32().unwrap());
                assert_eq!(last, block, "the last block's map is the last map");
            }
        });
    }
}

#[test]
fn what_a_decoder_cannot_take_is_said() {
    assert!("unett".parse::<DecoderKind>().unwrap_err().to_string().contains("linear, multi-linear, upernet, unet"));
    let level = |stride, channels| Level { source: Source::Map(0), stride, channels };
    let config =
        |kind, levels: &[Level]| DecoderConfig { kind, levels: levels.to_vec(), embedding: 4, width: 16, classes: 2 };
    on_device!(&device(), device => {
        let load = |config: &DecoderConfig| Decoder::load(config, &Weights::initial(1), device, DType::F32);
        let refused = |config: &DecoderConfig| load(config).unwrap_err().to_string();
        assert!(refused(&config(DecoderKind::UperNet, &[level(16, 8)])).contains("two or more"));
        assert!(refused(&config(DecoderKind::UperNet, &[level(16, 8); 3])).contains("a pyramid of four"));
        assert!(refused(&config(DecoderKind::Unet, &[level(4, 8), level(16, 8)])).contains("strides 4, 16"));
        let odd = DecoderConfig { width: 12, ..config(DecoderKind::GlobalLocal, &[level(16, 8)]) };
        assert!(refused(&odd).contains("multiple of its 8 heads"));

        let tape = Tape::new().training();
        let map = |side, channels| tape.input(filled(device, &[1, side, side, channels], 1.0).unwrap());
        let fails = |config: &DecoderConfig, maps: Vec<Var<_>>| {
            load(config).unwrap().forward(&Features { maps, embedding: None }).unwrap_err().to_string()
        };
        let linear = config(DecoderKind::Linear, &[level(16, 8)]);
        assert!(fails(&linear, vec![map(4, 6)]).contains("maps of [6] channels for a decoder linear"));
        assert!(fails(&config(DecoderKind::GlobalLocal, &[level(16, 8)]), vec![map(4, 8)]).contains("pools none"));
        let upernet = config(DecoderKind::UperNet, &[level(8, 8), level(16, 8)]);
        assert!(fails(&upernet, vec![map(4, 8), map(2, 8)]).contains("two images or more"));
    });
}
