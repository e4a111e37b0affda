//! Norm of a model's gradients, and clipping to it, as PyTorch's `clip_grad_norm_`.
//!
//! `norm = sqrt(sum g^2)` over every element of every gradient; then `g *= min(1, max_norm / (norm + 1e-6))`, in place. The sum of
//! squares stays on the device: nothing waits for it. f32. Cost: 3 operations and 3 elements of traffic for each element.

mod cases;
mod forward;
pub mod reference;

pub use cases::{ClipCase, cases};

use crate::reduce::{Term, add_axis};
use crate::{Result, case::expect, fill, tile};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Error, Tensor};

const NAME: &str = "clip";

/// Clips the gradients (f32) to a common norm of `max_norm`; the answer is the sum of squares before, `[1]`, whose root is the
/// norm.
///
/// # Errors
/// [`Error::Shape`] for no gradients, other types, or a `max_norm` that is not positive; [`Error::Limit`] where the device cannot
/// launch it.
pub fn clip<R: Runtime>(gradients: &[&Tensor<R>], max_norm: f32) -> Result<Tensor<R>> {
    let Some(first) = gradients.first().filter(|_| max_norm > 0.0) else {
        return Err(Error::shape(NAME, format!("{} gradients to a norm of {max_norm}", gradients.len())));
    };
    let squares = fill::filled(first.device(), &[1], 0.0)?;
    for gradient in gradients {
        expect(NAME, "gradient", gradient, gradient.shape(), DType::F32)?;
        add_axis(gradient, [1, gradient.len(), 1], Term::Square, &squares)?;
    }
    for gradient in gradients {
        let vector = tile::vector(DType::F32, &[gradient.len()]);
        let total = gradient.len() / vector;
        let (grid, dim) = tile::unit_each(gradient.device(), NAME, total)?;
        // SAFETY: units past the last element return.
        unsafe {
            forward::scale::launch_unchecked::<R>(
                gradient.device().client(),
                grid,
                dim,
                vector,
                gradient.arg(vector),
                squares.arg(1),
                max_norm,
                total,
            );
        }
    }
    Ok(squares)
}
