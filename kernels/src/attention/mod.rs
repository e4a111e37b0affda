//! Scaled dot-product attention, tiled with an online softmax (arXiv 2205.14135): nothing of size queries x keys is
//! ever stored.
//!
//! `out[b, i, h] = sum_j softmax_j(scale * q[b, i, h] . k[b, j, h]) v[b, j, h]`, `out` `[batch, queries, heads * head_dim]`.
//!
//! Queries, keys and values are [`Heads`]: views into any tensor by offset and strides, so that a fused
//! `[batch, tokens, 3 * width]` projection is read in place, and a batch stride of zero shares one query (SigLIP's
//! pooling head) among all images. Accumulators are f32.
//! Cost: `4 batch heads queries keys head_dim` operations; reads q, k and v once a query tile, writes the output once.

mod cases;
mod plane;
pub mod reference;
mod shared;

pub use cases::{AttentionCase, cases};

use crate::{Result, tile::Tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{Error, Tensor};

/// Below every score, and finite: `exp` of it is zero and a difference of two is not NaN.
const LOWEST: f32 = -1.0e30;

/// Where the heads of one operand lie: element `[b, t, h, d]` is at
/// `offset + b * batch_stride + t * token_stride + h * head_dim + d`.
#[derive(Debug)]
pub struct Heads<'a, R: Runtime> {
    /// The tensor they lie in.
    pub tensor: &'a Tensor<R>,
    /// Elements before the first.
    pub offset: usize,
    /// Elements from a token to the next.
    pub token_stride: usize,
    /// Elements from an image to the next; zero shares one among all.
    pub batch_stride: usize,
}

impl<R: Runtime> Clone for Heads<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Runtime> Copy for Heads<'_, R> {}

impl<'a, R: Runtime> Heads<'a, R> {
    /// The `part`-th of the equal parts, each `width` wide, of the last dimension of `tensor` `[batch, tokens, n * width]`.
    pub fn part(tensor: &'a Tensor<R>, part: usize, width: usize) -> Self {
        let (_, pitch) = tensor.rows_and_width();
        let tokens = tensor.shape().get(1).copied().unwrap_or(1);
        Self { tensor, offset: part * width, token_stride: pitch, batch_stride: tokens * pitch }
    }
}

/// The sizes of an attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// Images.
    pub batch: usize,
    /// Heads.
    pub heads: usize,
    /// Query tokens of an image.
    pub queries: usize,
    /// Key tokens of an image.
    pub keys: usize,
    /// Channels of a head.
    pub head_dim: usize,
}

/// Strides as the kernels take them.
#[derive(CubeType, CubeLaunch, Clone, Copy)]
pub(crate) struct Strides {
    q_offset: usize,
    q_token: usize,
    q_batch: usize,
    k_offset: usize,
    k_token: usize,
    k_batch: usize,
    v_offset: usize,
    v_token: usize,
    v_batch: usize,
}

/// Attention; `scale` is usually `1 / sqrt(head_dim)`. The answer is `[batch, queries, heads * head_dim]`.
///
/// # Errors
/// [`Error::Shape`] where a view leaves its tensor or types differ; [`Error::Limit`] where the device cannot launch it.
pub fn attention<R: Runtime>(
    q: Heads<'_, R>,
    k: Heads<'_, R>,
    v: Heads<'_, R>,
    sizes: Sizes,
    scale: f32,
) -> Result<Tensor<R>> {
    let tile = Tile::choose(q.tensor.device());
    const NAME: &str = "attention";
    let Sizes { batch, heads, queries, keys, head_dim } = sizes;
    for (view, tokens, name) in [(&q, queries, "q"), (&k, keys, "k"), (&v, keys, "v")] {
        let last = view.offset
            + batch.saturating_sub(1) * view.batch_stride
            + tokens.saturating_sub(1) * view.token_stride
            + heads * head_dim;
        if last > view.tensor.len() || view.tensor.dtype() != q.tensor.dtype() {
            return Err(Error::shape(NAME, format!("{name} does not hold {sizes:?} in {:?}", view.tensor)));
        }
    }
    let device = q.tensor.device();
    let out = Tensor::empty(device, &[batch, queries, heads * head_dim], q.tensor.dtype())?;
    let client = device.client();
    let strides = StridesLaunch::new(
        q.offset,
        q.token_stride,
        q.batch_stride,
        k.offset,
        k.token_stride,
        k.batch_stride,
        v.offset,
        v.token_stride,
        v.batch_stride,
    );
    match tile {
        Tile::Plane { plane, groups, .. } => {
            let even = [head_dim, q.offset, q.token_stride, q.batch_stride, k.offset, k.token_stride, k.batch_stride];
            let vectors = [4, 2, 1].into_iter().find(|n| {
                even.iter().all(|x| x.is_multiple_of(*n))
                    && q.tensor.len().is_multiple_of(*n)
                    && k.tensor.len().is_multiple_of(*n)
            });
            let vector = vectors.unwrap_or(1);
            let tiles = queries.div_ceil((plane * groups) as usize);
            let cubes = batch * heads * tiles;
            let grid = device.grid(NAME, cubes as u64)?;
            let dim = device.check_cube(NAME, plane, 0)?;
            with_float!(q.tensor.dtype(), F => {
                // SAFETY: views were checked against their tensors; tokens past the edge are clamped on load and
                // skipped on store; cubes past the last return at once.
                unsafe {
                    plane::attention::launch_unchecked::<F, R>(
                        client, grid, dim, vector, q.tensor.arg(vector), k.tensor.arg(vector), v.tensor.arg(1),
                        out.arg(1), strides, scale, heads, queries, keys, tiles, cubes, head_dim, plane as usize,
                        groups as usize, vector,
                    );
                }
            });
        }
        Tile::Shared { .. } => {
            let fits = |block: &u32| {
                shared::bytes(*block, head_dim) <= device.info().max_shared_bytes
                    && block * shared::SHARE <= device.info().max_units
            };
            let block = [32u32, 16, 8].into_iter().find(fits).unwrap_or(8);
            let tiles = queries.div_ceil(block as usize);
            let cubes = batch * heads * tiles;
            let grid = device.grid(NAME, cubes as u64)?;
            let dim = device.check_cube(NAME, block * shared::SHARE, shared::bytes(block, head_dim))?;
            with_float!(q.tensor.dtype(), F => {
                // SAFETY: as above; a cube past the last computes on the last one's tokens and stores nothing.
                unsafe {
                    shared::attention::launch_unchecked::<F, R>(
                        client, grid, dim, q.tensor.arg(1), k.tensor.arg(1), v.tensor.arg(1), out.arg(1), strides,
                        scale, heads, queries, keys, tiles, cubes, head_dim, block as usize,
                    );
                }
            });
        }
    }
    Ok(out)
}
