//! How many kernels a block of each family launches (DESIGN: at most 7 in ViT, Swin and DaViT's spatial blocks, 4 in ConvNeXt), and
//! that every launch of a forward pass is among the listed operations.

mod common;

use common::{device, fixture, model};
use roentgen_models::weights::Weights;
use roentgen_models::{Encoder, EncoderConfig, Keep};
use roentgen_runtime::{AnyDevice, DType, Tensor, on_device};
use std::collections::BTreeMap;
use std::fs;

/// Launches of one forward pass of `config` with some of the tensors of `weights`.
fn launches(device: &AnyDevice, config: &EncoderConfig, weights: &Weights) -> u64 {
    launches_at(device, config, weights, config.image_size())
}

/// Launches of one forward pass on an image of `[height, width]`.
fn launches_at(device: &AnyDevice, config: &EncoderConfig, weights: &Weights, [height, width]: [usize; 2]) -> u64 {
    on_device!(device, device => {
        let encoder = Encoder::load(config, weights, device, DType::F32).unwrap();
        let shape = [1, height, width, 3];
        let images = Tensor::from_f32(device, &shape, DType::F32, &vec![0.5; height * width * 3]).unwrap();
        // The first pass also makes what parameters alone make, such as position biases.
        encoder.forward(&images, Keep::Result).unwrap();
        let before = device.launches();
        encoder.forward(&images, Keep::Result).unwrap();
        device.launches() - before
    })
}

/// `config` with a block less in stage `stage`.
fn shorter(config: &EncoderConfig, stage: usize) -> EncoderConfig {
    let mut config = config.clone();
    match &mut config {
        EncoderConfig::Vit(config) => config.depth -= 1,
        EncoderConfig::Swin(config) => config.depths[stage] -= 1,
        EncoderConfig::ConvNext(config) => config.depths[stage] -= 1,
        EncoderConfig::SegFormer(config) => config.depths[stage] -= 1,
        EncoderConfig::Davit(config) => config.depths[stage] -= 1,
    }
    config
}

#[test]
fn a_block_launches_as_many_kernels_as_its_family_may() {
    let device = device();
    for (name, stage, wanted) in [
        ("hf_dinov2", 0, 7),
        ("hf_siglip", 0, 7),
        ("hf_dinov3_vit", 0, 7),
        // The gate is a launch of its own.
        ("hf_dinov2_swiglu", 0, 8),
        ("hf_dinov3_vit_gated", 0, 8),
        // Shifted windows, and windows on a map that they do not divide.
        ("timm_swin", 0, 7),
        ("hf_swin", 0, 7),
        ("hf_swin", 1, 7),
        // Queries and keys are normalised, and both norms stand before the residual.
        ("hf_swinv2", 0, 10),
        ("timm_convnext", 2, 4),
        ("hf_convnext", 2, 4),
        ("hf_dinov3_convnext", 2, 4),
        // The response norm: squares, their roots, the sum of 64 roots in two steps, and the answer.
        ("hf_convnextv2", 2, 9),
        // With reduced keys and values, and without.
        ("hf_segformer", 1, 11),
        ("hf_segformer", 2, 8),
        // A spatial block, and a channel block, whose attention is four where its sums are made of runs of tokens.
        ("davit", 1, 7 + 10),
        ("hf_florence", 1, 7 + 10),
    ] {
        let (source, weights) = model(&fixture("models").join(name));
        let whole = launches(&device, &source.config, &weights);
        let found = whole - launches(&device, &shorter(&source.config, stage), &weights);
        assert_eq!(found, wanted, "a block of {name}");
    }
}

/// Each by itself, and not only the two of a pair together.
#[test]
fn blocks_of_both_kinds_launch_as_many_kernels_as_they_may() {
    let device = device();
    for name in ["davit", "hf_florence"] {
        let (source, weights) = model(&fixture("models").join(name));
        let [height, width] = source.config.image_size();
        let spans = on_device!(&device, device => {
            let device = device.profiled();
            let encoder = Encoder::load(&source.config, &weights, &device, DType::F32).unwrap();
            let shape = [1, height, width, 3];
            let images = Tensor::from_f32(&device, &shape, DType::F32, &vec![0.5; height * width * 3]).unwrap();
            device.record_spans();
            encoder.forward(&images, Keep::Result).unwrap();
            device.take_spans()
        });
        let mut blocks: BTreeMap<&str, Vec<(&str, u64)>> = BTreeMap::new();
        for span in spans.iter().filter(|span| span.layer.starts_with("block ")) {
            blocks.entry(&span.layer).or_default().push((span.name, span.launches));
        }
        let [mut spatial, mut channel] = [0, 0];
        for (block, spans) in &blocks {
            let all: u64 = spans.iter().map(|(_, launches)| launches).sum();
            let of = |name: &str| spans.iter().find(|span| span.0 == name).map(|span| span.1);
            match of("channel_attention") {
                None => {
                    spatial += 1;
                    assert_eq!(of("attention"), Some(1), "{block} of {name}: {spans:?}");
                    assert_eq!(all, 7, "{block} of {name}: {spans:?}");
                }
                // Three, and more where there are many tokens, take the place of one.
                Some(attention) => {
                    channel += 1;
                    assert_eq!(all, 6 + attention, "{block} of {name}: {spans:?}");
                }
            }
        }
        assert!(spatial >= 2 && spatial == channel, "{spatial} spatial and {channel} channel blocks in {name}");
    }
}

/// At both sizes, of which one leaves maps that are no halves of each other.
#[test]
fn the_listed_operations_of_a_decoder_are_all_launches() {
    let device = device();
    let (source, weights) = model(&fixture("models/hf_segformer_seg"));
    for [height, width] in [[40, 48], [33, 50], [32, 32]] {
        let found = on_device!(&device, device => {
            let encoder = Encoder::load(&source.config, &weights, device, DType::F32).unwrap();
            let images = Tensor::from_f32(device, &[2, height, width, 3], DType::F32, &vec![0.5; 6 * height * width]).unwrap();
            let maps = encoder.forward(&images, Keep::Maps).unwrap().maps;
            let before = device.launches();
            encoder.decode(&maps).unwrap().expect("a decoder");
            device.launches() - before
        });
        let listed = source.config.decoder_operations([height, width], 2);
        assert_eq!(found, listed.iter().map(|operation| operation.launches).sum::<u64>(), "at {height}x{width}");
    }
}

#[test]
fn the_listed_operations_are_all_launches() {
    let device = device();
    let mut folders = 0;
    for entry in fs::read_dir(fixture("models")).unwrap() {
        let folder = entry.unwrap().path();
        let (source, weights) = model(&folder);
        let config = &source.config;
        let reference = folder.join("reference.safetensors");
        let mut images = vec![config.image_size()];
        if let Ok(reference) = Weights::open(&reference) {
            let size = |key: &str| reference.shape(key).map(|shape| [shape[2], shape[3]]);
            images.extend(["input", "input2"].into_iter().filter_map(size));
        }
        for image in images {
            let listed: u64 = config.operations(image, 1).iter().map(|operation| operation.launches).sum();
            assert_eq!(launches_at(&device, config, &weights, image), listed, "{} at {image:?}", folder.display());
        }
        folders += 1;
    }
    assert!(folders >= 29);
}
