//! GFLOP/s of the matrix product on one device, in the device's own time; no shape is timed before its answer is checked.
//!
//! `cargo run --release -p roentgen-kernels --example matmul_speed [DEVICE]`

use roentgen_kernels::Activation;
use roentgen_kernels::case;
use roentgen_kernels::matmul::{Epilogue, Layout, MatmulCase, matmul};
use roentgen_kernels::tile::Tile;
use roentgen_runtime::{DType, Tensor, on_device, open};

const LAUNCHES: u32 = 4;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let selector = std::env::args().nth(1).unwrap_or_else(|| "auto".to_string());
    let device = open(selector.parse()?)?;
    println!("{} ({}), f32", device.info().name, device.info().driver);
    on_device!(&device, device => {
        println!("{}", Tile::choose(device));
        // A square, and the layers of a DINOv2-S on one image of 224 pixels.
        for shape @ [m, n, k] in [[512, 512, 512], [257, 1152, 384], [257, 1536, 384], [257, 384, 1536]] {
            let case =
                MatmulCase { shape, layout: Layout::Nt, activation: Activation::None, terms: [false; 3], tile: None };
            if let Some(failure) = case::run(&case, device, 5656).failure {
                return Err(failure.into());
            }
            let mut inputs = case::Inputs::new(1);
            let a = Tensor::from_f32(device, &[m, k], DType::F32, &inputs.uniform(m * k))?;
            let b = Tensor::from_f32(device, &[n, k], DType::F32, &inputs.uniform(n * k))?;
            let mut samples = Vec::new();
            for _ in 0..5 {
                let (a, b) = (a.clone(), b.clone());
                let ((), time, _) = device.time(move || {
                    for _ in 0..LAUNCHES {
                        matmul(&a, &b, Layout::Nt, &Epilogue::default())?;
                    }
                    Ok(())
                })?;
                samples.push(format!("{:.1}", f64::from(LAUNCHES) * (2 * m * n * k) as f64 / time.as_secs_f64() / 1e9));
            }
            println!("{m}x{n}x{k}: {} GFLOP/s", samples.join(", "));
        }
        Ok(())
    })
}
