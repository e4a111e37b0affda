//! A depthwise convolution added to its map, and the layer norm of the sum, in one launch: what tells positions apart in DaViT, before
//! attention and before the MLP of each block (arXiv 2204.03645).
//!
//! `y = x + conv(x)`, [`crate::depthwise`]'s convolution with its bias: `x` and `y` `[batch, height, width, channels]`, the window `[channels,
//! 1, kernel, kernel]` of an odd side; `z = (y - mean) / sqrt(var + eps) * weight + bias` over channels, [`crate::layer_norm`]'s, of `y` as it is
//! stored. Both are answers: `y` is the residual of what `z` becomes.
//!
//! Backward: the two operations' own, [`crate::layer_norm::layer_norm_backward`] of `dz` at `y`, its answer added to `dy`, and
//! [`crate::depthwise::depthwise_backward`] of that sum at `x`, added to it: neither needs more than `x` and `y`.
//! Cost: `2 kernel^2 + 9` operations and 3 elements of traffic for each element, where the two launches move 4; backward `4 kernel^2 + 20`
//! operations and 7 elements. A run of neighbouring pixels is shared by a few units of a cube, each of which reads its own channels of `y`
//! again: from registers where one vector is all it has, else from the cache that it wrote them to.

mod cases;
mod forward;
pub mod reference;

pub use cases::{DepthwiseNormCase, cases};

use crate::depthwise::{self, forward::Window};
use crate::{Result, case::expect, tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Device, DeviceKind, Tensor};

const NAME: &str = "depthwise_norm";

/// Units of a cube on a GPU.
const GPU_UNITS: usize = 64;

/// Units of a cube on a CPU adapter: a plane of most. Larger cubes ran no faster, and left cores without work on DaViT's last maps.
const CPU_UNITS: usize = 8;

/// How a device shares a run of pixels of `width` channels: elements that a unit moves at once, units that share a run, units of a cube.
/// On a CPU adapter a unit takes a run by itself: with eight to a run, lavapipe took twice as long for 96 channels.
fn shares<R: Runtime>(device: &Device<R>, dtype: DType, width: usize) -> [usize; 3] {
    let vector = tile::vector(dtype, &[width]);
    let most = device.info().max_units as usize;
    if device.info().kind == DeviceKind::Cpu {
        return [vector, 1, CPU_UNITS.min(most)];
    }
    // The fewest that take all channels at once, so that each keeps its own in registers; of many channels, several vectors each.
    let units = GPU_UNITS.min(most);
    [vector, (width / vector).next_power_of_two().min(units), units]
}

/// `x` with its depthwise convolution `[weight, bias]` added, and the layer norm `[weight, bias]` of that sum.
///
/// # Errors
/// [`crate::Error::Shape`] where shapes or types do not fit or the window's side is even; [`crate::Error::Limit`] where the device cannot
/// launch it.
pub fn depthwise_norm<R: Runtime>(
    x: &Tensor<R>,
    [weight, bias]: [&Tensor<R>; 2],
    [norm_weight, norm_bias]: [&Tensor<R>; 2],
    eps: f32,
) -> Result<(Tensor<R>, Tensor<R>)> {
    let ([batch, height, width, channels], kernel) = depthwise::map(NAME, x, weight)?;
    for (name, vector) in [("bias", bias), ("norm's weight", norm_weight), ("norm's bias", norm_bias)] {
        expect(NAME, name, vector, &[channels], x.dtype())?;
    }
    let device = x.device();
    let [y, z] = [Tensor::empty(device, x.shape(), x.dtype())?, Tensor::empty(device, x.shape(), x.dtype())?];
    let [vector, lanes, units] = shares(device, x.dtype(), channels);
    let run = depthwise::run(x.dtype(), vector);
    let window = Window { kernel, run, turned: false, residual: true };
    let spec = forward::Spec { window, lanes, units, once: channels / vector <= lanes };
    let total = batch * height * width.div_ceil(run);
    let shared = if lanes > 1 { 3 * 4 * (units * run) as u64 } else { 0 };
    let (grid, dim) =
        (device.grid(NAME, total.div_ceil(units / lanes) as u64)?, device.check_cube(NAME, units as u32, shared)?);
    with_float!(x.dtype(), F => {
        // SAFETY: units past the last run work on the last one and store nothing; pixels past the edge are not read or written; a
        // unit reads of `y` what it has written.
        unsafe {
            forward::depthwise_norm::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, x.arg(vector), weight.arg(1), bias.arg(vector),
                norm_weight.arg(vector), norm_bias.arg(vector), y.arg(vector), z.arg(vector), height, width,
                channels / vector, total, eps, spec,
            );
        }
    });
    Ok((y, z))
}
