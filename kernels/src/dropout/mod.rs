//! Dropout (arXiv 1207.0580) and stochastic depth (arXiv 1603.09382), from counter-based random numbers.
//!
//! `y = x m / (1 - p)`, `m` zero with probability `p`. A draw covers [`Draw::each`] neighbouring elements: one for dropout, an
//! image's for stochastic depth. Draw `i` is word `i % 2` of Threefry-2x32 with 20 rounds (Salmon et al., SC 2011) of the key `seed` and the
//! counter `(i / 2, stream)`: the same on every device, and nothing need be kept, since the backward draws again:
//! `dx = dy m / (1 - p)` is [`dropout`] of `dy`.
//! Cost: about 40 operations a draw (whole numbers) and 2 elements of traffic for each element.

mod cases;
mod forward;
pub mod reference;

pub use cases::{DropoutCase, cases};

use crate::{Result, tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{Error, Tensor};

/// Where the random numbers come from, and for how many elements each is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Draw {
    /// The run's seed.
    pub seed: u64,
    /// What tells this use from every other with the seed: a count of layers and steps.
    pub stream: u32,
    /// Neighbouring elements that share a draw.
    pub each: usize,
    /// Chance of zero, from 0 to less than 1.
    pub p: f32,
}

impl Draw {
    /// A word below this drops: `p 2^32`, rounded.
    fn threshold(&self) -> u32 {
        (f64::from(self.p) * 4_294_967_296.0).round() as u32
    }
}

/// `x` with its draws applied; also the backward, of `grad`.
///
/// # Errors
/// [`Error::Shape`] for a chance outside 0 to 1 or draws that do not divide `x`; [`Error::Limit`] where the device cannot launch
/// it.
pub fn dropout<R: Runtime>(x: &Tensor<R>, draw: &Draw) -> Result<Tensor<R>> {
    const NAME: &str = "dropout";
    if !(0.0..1.0).contains(&draw.p) || draw.each == 0 || !x.len().is_multiple_of(draw.each) {
        return Err(Error::shape(NAME, format!("{draw:?} on {x:?}")));
    }
    let device = x.device();
    let out = Tensor::empty(device, x.shape(), x.dtype())?;
    let alone = draw.each == 1;
    let vector = tile::vector(x.dtype(), &[if alone { x.len() } else { draw.each }]);
    let total = x.len() / vector;
    let (grid, dim) = tile::unit_each(device, NAME, total)?;
    with_float!(x.dtype(), F => {
        // SAFETY: units past the last element return.
        unsafe {
            forward::dropout::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, x.arg(vector), out.arg(vector), draw.seed as u32,
                (draw.seed >> 32) as u32, draw.stream, draw.each, draw.threshold(), 1.0 / (1.0 - draw.p), total, alone,
            );
        }
    });
    Ok(out)
}
