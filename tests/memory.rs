//! What a forward pass needs beside weights and image: at most 1.3 times the two largest activations that must live at once.

mod common;

use common::{device, fixture, model};
use roentgen_models::{Encoder, Keep};
use roentgen_runtime::{DType, Tensor, on_device};

#[test]
fn a_forward_pass_keeps_two_activations_at_most_and_a_third() {
    let device = device();
    // Tokens of the finest stage from a square image, so large that its activations are far above any weight, and the channels of
    // the two largest together: the residual stream and what lies between the MLP's two layers, four times as wide.
    for (name, edge, tokens, channels) in [
        ("timm_vit", 320, 40 * 40, 5 * 32),
        ("hf_swin", 240, 120 * 120, 5 * 8),
        // Query, key and value before and after they are normalised.
        ("hf_swinv2", 240, 120 * 120, 6 * 16),
        ("hf_convnext", 256, 128 * 128, 5 * 8),
        // What lies between, before and after the response norm; and in SegFormer before and after the depthwise convolution.
        ("hf_convnextv2", 256, 128 * 128, 8 * 8),
        ("hf_segformer", 320, 80 * 80, 8 * 8),
        ("davit", 320, 80 * 80, 5 * 8),
    ] {
        let (source, weights) = model(&fixture("models").join(name));
        on_device!(&device, device => {
            let encoder = Encoder::load(&source.config, &weights, device, DType::F32).unwrap();
            let images = Tensor::from_f32(device, &[1, edge, edge, 3], DType::F32, &vec![0.5; edge * edge * 3]).unwrap();
            device.take_peak_bytes();
            let before = device.live_bytes();
            let output = encoder.forward(&images, Keep::Result).unwrap();
            let needed = (device.take_peak_bytes() - before) as f64 / (4 * tokens * channels) as f64;
            assert!(output.last.to_f32().unwrap().iter().all(|v| v.is_finite()), "{name}");
            println!("{name}: {needed:.2} times the two largest activations");
            assert!((1.0..=1.3).contains(&needed), "{name}: {needed:.2} times the two largest activations");
        });
    }
}
