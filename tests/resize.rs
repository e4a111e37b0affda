//! Resizing against Pillow and PyTorch.

mod common;

use common::{device, fixture, relative};
use roentgen_kernels::resize::{Filter, Sampling, resize};
use roentgen_models::weights::Weights;
use roentgen_runtime::{DType, Tensor, on_device};
use safetensors::SafeTensors;
use std::fs;

#[test]
fn every_case_agrees_with_its_library() {
    let cases: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(fixture("resize/cases.json")).unwrap()).unwrap();
    let raw = fs::read(fixture("resize/cases.safetensors")).unwrap();
    let raw = SafeTensors::deserialize(&raw).unwrap();
    let floats = Weights::open(&fixture("resize/cases.safetensors")).unwrap();
    // Pillow's cases are bytes, PyTorch's are f32.
    let load = |key: &str| match raw.tensor(key).unwrap().dtype() {
        safetensors::Dtype::U8 => raw.tensor(key).unwrap().data().iter().map(|v| f32::from(*v)).collect(),
        _ => floats.f32_any(key).unwrap().1,
    };
    let device = device();
    let (mut pillow, mut torch) = (0, 0);
    for case in cases.as_array().unwrap() {
        let text = |key: &str| case[key].as_str().unwrap();
        let sizes = |key: &str| case[key].as_array().unwrap().iter().map(|v| v.as_u64().unwrap() as usize).collect();
        let (name, from, to): (&str, Vec<usize>, Vec<usize>) = (text("case"), sizes("in"), sizes("out"));
        let filter = match text("filter") {
            "nearest" => Filter::Nearest,
            "bilinear" => Filter::Bilinear,
            "bicubic" => Filter::Bicubic,
            "lanczos" => Filter::Lanczos,
            other => panic!("{other}"),
        };
        let is_pillow = text("library") == "pillow";
        let sampling = match (is_pillow || case["antialias"] == true, case["align_corners"] == true) {
            (true, _) => Sampling::Antialias,
            (_, true) => Sampling::AlignCorners,
            _ => Sampling::HalfPixel,
        };
        let shape = [1, from[0], from[1], from.get(2).copied().unwrap_or(1)];
        let (input, want) = (load(&format!("{name}.input")), load(&format!("{name}.output")));
        let got = on_device!(&device, device => {
            let x = Tensor::from_f32(&device.poisoned(), &shape, DType::F32, &input).unwrap();
            resize(&x, [to[0], to[1]], filter, sampling, is_pillow).unwrap().to_f32().unwrap()
        });
        if is_pillow {
            pillow += 1;
            let off = got.iter().zip(&want).filter(|(g, w)| (*g - *w).abs() > 1.0 || !g.is_finite()).count();
            assert!(off == 0 && got.len() == want.len(), "{name}: {off} of {} off by more than one", want.len());
            // Pillow sums in whole numbers of 22 bits, the kernel in f32: where a sum falls between two levels, one may
            // round up and the other down.
            let differ = got.iter().zip(&want).filter(|(g, w)| g != w).count();
            assert!(differ * 50 <= want.len(), "{name}: {differ} of {} are not the same", want.len());
        } else {
            torch += 1;
            assert!(relative(&got, &want) <= 1e-5, "{name}: {:.2e}", relative(&got, &want));
        }
    }
    println!("{pillow} cases of Pillow, {torch} of PyTorch");
    assert!(pillow >= 10 && torch >= 20);
}
