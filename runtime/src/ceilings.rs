//! Measured ceilings: what a device reaches at best in arithmetic and in memory traffic.

use crate::{DType, Device, Result, Tensor};
use cubecl::prelude::*;

/// The best of a few runs of two plain kernels.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Ceilings {
    /// f32 operations a second of fused multiply-adds in registers.
    pub flops: f64,
    /// Bytes a second of a copy, read and written.
    pub bandwidth: f64,
}

/// Independent chains a unit runs, each four wide: enough to hide a multiply-add's latency.
const CHAINS: usize = 8;

/// Multiply-adds of each chain.
const STEPS: usize = 2048;

impl Ceilings {
    /// Measures them, in about a second.
    ///
    /// # Errors
    /// What the device reports.
    pub fn measure<R: Runtime>(device: &Device<R>) -> Result<Self> {
        let units = device.info().max_units.min(64);
        let out = Tensor::empty(device, &[units as usize * 1024], DType::F32)?;
        let bytes = device.info().max_binding_bytes.min(64 << 20);
        let from = Tensor::filled(device, &[bytes as usize / 4], 1.0)?;
        let to = Tensor::empty(device, &[bytes as usize / 4], DType::F32)?;
        let vectors = from.len() / 4;
        let cubes = vectors.div_ceil(units as usize) as u64;
        let mut best = [f64::INFINITY; 2];
        for _ in 0..5 {
            let ((), time, _) = device.time(|| {
                let grid = device.grid("ceiling", 1024)?;
                let dim = device.check_cube("ceiling", units, 0)?;
                // SAFETY: a unit writes its own element.
                unsafe { multiply_add::launch_unchecked::<R>(device.client(), grid, dim, out.arg(1), 0.999, 1e-3) };
                Ok(())
            })?;
            best[0] = best[0].min(time.as_secs_f64());
            let ((), time, _) = device.time(|| {
                let grid = device.grid("ceiling", cubes)?;
                let dim = device.check_cube("ceiling", units, 0)?;
                // SAFETY: units past the last vector return.
                unsafe { copy::launch_unchecked::<R>(device.client(), grid, dim, from.arg(4), to.arg(4), vectors) };
                Ok(())
            })?;
            best[1] = best[1].min(time.as_secs_f64());
        }
        let flops = out.len() as f64 * (2 * 4 * CHAINS * STEPS) as f64;
        Ok(Self { flops: flops / best[0], bandwidth: 2.0 * bytes as f64 / best[1] })
    }
}

#[cube(launch_unchecked)]
fn multiply_add(out: &mut Array<f32>, factor: f32, term: f32) {
    let mut chains = Array::<Vector<f32, Const<4>>>::new(CHAINS);
    let factor = Vector::<f32, Const<4>>::new(factor);
    let term = Vector::<f32, Const<4>>::new(term);
    #[unroll]
    for i in 0..CHAINS {
        chains[i] = Vector::<f32, Const<4>>::new(f32::cast_from(UNIT_POS));
    }
    for _ in 0..STEPS {
        #[unroll]
        for i in 0..CHAINS {
            chains[i] = fma(chains[i], factor, term);
        }
    }
    let mut sum = Vector::<f32, Const<4>>::new(0.0f32);
    #[unroll]
    for i in 0..CHAINS {
        sum += chains[i];
    }
    out[ABSOLUTE_POS] = sum[0] + sum[1] + sum[2] + sum[3];
}

#[cube(launch_unchecked)]
fn copy(from: &Array<Vector<f32, Const<4>>>, to: &mut Array<Vector<f32, Const<4>>>, total: usize) {
    let at = ABSOLUTE_POS;
    if at < total {
        to[at] = from[at];
    }
}
