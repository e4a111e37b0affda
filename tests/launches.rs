//! How many kernels a block of each family launches (DESIGN: at most 7 in ViT, Swin and DaViT's spatial blocks, 4 in ConvNeXt), and
//! that every launch of a forward pass is among the listed operations.

mod common;

use common::{device, fixture, model};
use roentgen_models::weights::Weights;
use roentgen_models::{Encoder, EncoderConfig, Keep};
use roentgen_runtime::{AnyDevice, DType, Tensor, on_device};
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
        // A spatial block of seven and a channel block of ten, whose attention is four where its sums are made of runs of tokens; each
        // has two convolutions of positions.
        ("davit", 1, 7 + 2 + 10 + 2),
        ("hf_florence", 1, 7 + 2 + 10 + 2),
    ] {
        let (source, weights) = model(&fixture("models").join(name));
        let whole = launches(&device, &source.config, &weights);
        let found = whole - launches(&device, &shorter(&source.config, stage), &weights);
        assert_eq!(found, wanted, "a block of {name}");
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
