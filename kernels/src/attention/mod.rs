//! Scaled dot-product attention, tiled with an online softmax (arXiv 2205.14135), forward and backward: nothing of size
//! queries x keys is ever stored.
//!
//! `y[b, i, h] = sum_j softmax_j(s_h q[b, i, h] . k[b, j, h] + bias[g, h, i, j]) v[b, j, h]`, `y` `[batch, queries, heads *
//! head_dim]`. Everything but q, k and v is optional ([`Attention`]):
//! - `s_h` is `scale`, times a learned `head_scale[h]` (SwinV2's cosine attention, on normalised q and k);
//! - `bias` `[groups, heads or 1, queries, keys]` is a relative position bias, or a mask of -inf's stand-ins, by sequence modulo `groups`;
//! - `rotary` turns queries and keys behind a prefix as they are read (DINOv3);
//! - [`Windows`] makes each window of a map a sequence, shifted or not, read and written in place: no partition, no roll
//!   copy. A shifted window's parts that were not neighbours get -100 (Swin). Where windows reach past the map, padding has
//!   the keys and values of [`Padding`] (a projection's bias), or zeros, and its answers are dropped.
//!
//! Queries, keys and values are [`Heads`]: views into any tensor by offset and strides, so that a fused `[batch, tokens, 3 *
//! width]` projection is read in place, spatial reduction gives keys of another length, and a batch stride of zero shares one
//! query (SigLIP's pooling head) among all images.
//!
//! Backward, from the kept log-sum-exp: three ordered launches (`dy . y`; `dq`; `dk` and `dv`), no atomics, and beside the
//! gradients only 2 numbers a query and head; further small ones for bias, head scale, padding and rotation.
//! Cost: `4 batch heads queries keys head_dim` operations forward, `14` backward (scores are made twice); q, k and v are read
//! once a tile of queries, the output is written once.

mod backward;
mod cases;
mod extras;
mod gradients;
mod place;
mod plane;
pub mod reference;
mod shared;
mod tensor;
mod tensor_backward;

pub use cases::{AttentionCase, cases};

use crate::tile::{self, Footprint, Tile};
use crate::{Result, case::expect, mma, with_float, with_half};
use cubecl::prelude::*;
use place::{PlaceLaunch, ProblemLaunch, Spec};
use roentgen_runtime::{DType, DeviceInfo, Error, Tensor};
use tensor::Copying;

const NAME: &str = "attention";

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

    /// Channels that a kernel moves at once, where it takes `channels` neighbours.
    fn vector(&self, channels: usize) -> usize {
        let Self { tensor, offset, token_stride, batch_stride } = self;
        tile::vector(tensor.dtype(), &[channels, *offset, *token_stride, *batch_stride, tensor.len()])
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

/// Windows of a map of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Windows {
    /// Height of the map in tokens.
    pub height: usize,
    /// Width of the map in tokens.
    pub width: usize,
    /// Side of a window.
    pub side: usize,
    /// How far windows are shifted down and right, less than `side`.
    pub shift: usize,
}

/// Keys and values of padding: `[heads * head_dim]` each, inside a tensor.
#[derive(Debug)]
pub struct Padding<'a, R: Runtime> {
    /// The tensor, usually the fused projection's bias.
    pub tensor: &'a Tensor<R>,
    /// Where the keys' start.
    pub keys: usize,
    /// Where the values' start.
    pub values: usize,
}

/// An attention to run.
#[derive(Debug)]
pub struct Attention<'a, R: Runtime> {
    /// Queries.
    pub q: Heads<'a, R>,
    /// Keys.
    pub k: Heads<'a, R>,
    /// Values.
    pub v: Heads<'a, R>,
    /// Sizes of whole images, also where there are windows.
    pub sizes: Sizes,
    /// Multiplies every score, usually `1 / sqrt(head_dim)`.
    pub scale: f32,
    /// Where sequences are windows.
    pub windows: Option<Windows>,
    /// `[groups, heads or 1, queries, keys]` of a sequence, added to its scores.
    pub bias: Option<&'a Tensor<R>>,
    /// `[heads]`, multiplies a head's scores before the bias.
    pub head_scale: Option<&'a Tensor<R>>,
    /// `[tokens, 2, head_dim]`, cosines and sines of the tokens behind a prefix, and the prefix's length.
    pub rotary: Option<(&'a Tensor<R>, usize)>,
    /// Keys and values of padding; zeros where it is left out.
    pub padding: Option<Padding<'a, R>>,
}

/// Where an attention's backward leaves gradients: views like those of q, k and v, written; the others added to, f32.
#[derive(Debug)]
pub struct Into<'a, R: Runtime> {
    /// Of q, a gradient for each image.
    pub q: Heads<'a, R>,
    /// Of k.
    pub k: Heads<'a, R>,
    /// Of v.
    pub v: Heads<'a, R>,
    /// Of the bias, `[heads, queries, keys]` (one group only).
    pub bias: Option<&'a Tensor<R>>,
    /// Of the heads' scales, `[heads]`.
    pub head_scale: Option<&'a Tensor<R>>,
    /// Of padding's keys and values.
    pub padding: Option<Padding<'a, R>>,
}

/// Plain attention; `scale` is usually `1 / sqrt(head_dim)`. The answer is `[batch, queries, heads * head_dim]`.
///
/// # Errors
/// As [`Attention::forward`].
pub fn attention<R: Runtime>(
    q: Heads<'_, R>,
    k: Heads<'_, R>,
    v: Heads<'_, R>,
    sizes: Sizes,
    scale: f32,
) -> Result<Tensor<R>> {
    Ok(Attention::new(q, k, v, sizes, scale).forward()?.0)
}

/// What the forward's launch occupies on a device; of windows, `sizes` are those of the sequences.
pub fn footprint(info: &DeviceInfo, dtype: DType, sizes: Sizes) -> Footprint {
    let Sizes { batch, heads, queries, keys, head_dim } = sizes;
    let (tile, fits) = (Tile::of(info, dtype), tensor::fits(info, head_dim, tensor::LINES));
    // Queries of a cube, keys of a step, channels as padded.
    let (rows, step, channels, units, shared_bytes) = match tile {
        Tile::Plane { plane, groups, .. } => ((plane * groups) as usize, 1, head_dim, plane, 0),
        Tile::Tensor { .. } if fits => {
            let bytes = tensor::bytes(head_dim, tensor::LINES);
            (tensor::ROWS, tensor::ROWS, head_dim.next_multiple_of(16), tensor::UNITS, bytes)
        }
        Tile::Tensor { .. } | Tile::Shared { .. } => {
            let block = block(info, head_dim, shared::bytes);
            let side = block as usize;
            (side, side, head_dim, block * shared::SHARE, shared::bytes(block, head_dim))
        }
    };
    let tiles = queries.div_ceil(rows);
    Footprint {
        tiles,
        cubes: batch * heads * tiles,
        units,
        shared_bytes,
        flops: 4 * (rows * keys.next_multiple_of(step) * channels) as u64,
        tensor_cores: fits && matches!(tile, Tile::Tensor { .. }),
    }
}

/// The largest block of rows whose tiles fit the device's shared memory and units.
fn block(info: &DeviceInfo, head_dim: usize, bytes: fn(u32, usize) -> u64) -> u32 {
    let fits =
        |block: &u32| bytes(*block, head_dim) <= info.max_shared_bytes && block * shared::SHARE <= info.max_units;
    [32u32, 16, 8, 4].into_iter().find(fits).unwrap_or(4)
}

/// What a launch needs to know.
struct Plan {
    spec: Spec,
    /// Sequences of all images.
    sequences: usize,
    /// Queries and keys of a sequence.
    queries: usize,
    keys: usize,
    /// Padded tokens of an image.
    padded: usize,
}

impl<'a, R: Runtime> Attention<'a, R> {
    /// Plain attention.
    pub fn new(q: Heads<'a, R>, k: Heads<'a, R>, v: Heads<'a, R>, sizes: Sizes, scale: f32) -> Self {
        Self { q, k, v, sizes, scale, windows: None, bias: None, head_scale: None, rotary: None, padding: None }
    }

    /// The answer `[batch, queries, heads * head_dim]`, and the log-sum-exp of every query's scores, `[sequences, heads,
    /// queries of a sequence]`, which the backward takes.
    ///
    /// # Errors
    /// [`Error::Shape`] where a view leaves its tensor, a window does not fit or types differ; [`Error::Limit`] where the device
    /// cannot launch it.
    pub fn forward(&self) -> Result<(Tensor<R>, Tensor<R>)> {
        let plan = self.plan()?;
        let Sizes { batch, heads, queries, head_dim, .. } = self.sizes;
        let (q, k, v) = (&self.q, &self.k, &self.v);
        let device = q.tensor.device();
        let out = Tensor::empty(device, &[batch, queries, heads * head_dim], q.tensor.dtype())?;
        let lse = Tensor::empty(device, &[plan.sequences, heads, plan.queries], DType::F32)?;
        // The queries stand in for what is not there and not read.
        let [pad, bias, head_scale, rotary] = self.options().map(|t| t.unwrap_or(q.tensor));
        let of_sequences = Sizes { batch: plan.sequences, queries: plan.queries, keys: plan.keys, ..self.sizes };
        let Footprint { tiles, cubes, units, shared_bytes, .. } =
            footprint(device.info(), q.tensor.dtype(), of_sequences);
        let grid = device.grid(NAME, cubes as u64)?;
        let dim = device.check_cube(NAME, units, shared_bytes)?;
        match Tile::choose(device, q.tensor.dtype()) {
            Tile::Plane { plane, groups, .. } => {
                let even =
                    [head_dim, q.offset, q.token_stride, q.batch_stride, k.offset, k.token_stride, k.batch_stride];
                let fits = |n: &usize| {
                    !plan.spec.padded
                        && !plan.spec.rotary
                        && [q.tensor.len(), k.tensor.len()].iter().chain(&even).all(|x| x.is_multiple_of(*n))
                };
                let vector = [4, 2].into_iter().find(fits).unwrap_or(1);
                with_float!(q.tensor.dtype(), F => {
                    // SAFETY: views were checked against their tensors; tokens past the edge are clamped on load and
                    // skipped on store; cubes past the last return at once.
                    unsafe {
                        plane::attention::launch_unchecked::<F, R>(
                            device.client(), grid, dim, vector, q.tensor.arg(vector), k.tensor.arg(vector), v.tensor.arg(1),
                            pad.arg(1), bias.arg(1), head_scale.arg(1), rotary.arg(1), out.arg(1), lse.arg(1),
                            self.problem(&plan, [0; 4]), self.place(q, 0), self.place(k, 1), self.place(v, 2), tiles, cubes,
                            plan.spec, plane as usize, groups as usize, vector,
                        );
                    }
                });
            }
            Tile::Tensor { asynchronous, .. } if tensor::fits(device.info(), head_dim, tensor::LINES) => {
                let (copying, vector) = self.copying(&[q, k, v], asynchronous);
                with_half!(q.tensor.dtype(), F => {
                    // SAFETY: as above; a cube past the last computes on the last one's tokens and stores nothing.
                    unsafe {
                        tensor::attention_tensor::launch_unchecked::<F, R>(
                            device.client(), grid, dim, vector, q.tensor.arg(vector), k.tensor.arg(vector),
                            v.tensor.arg(vector), pad.arg(1), bias.arg(1), head_scale.arg(1), rotary.arg(1), out.arg(1),
                            lse.arg(1), self.problem(&plan, [0; 4]), self.place(q, 0), self.place(k, 1), self.place(v, 2), tiles,
                            cubes, plan.spec, copying,
                        );
                    }
                });
            }
            Tile::Tensor { .. } | Tile::Shared { .. } => {
                let block = block(device.info(), head_dim, shared::bytes);
                with_float!(q.tensor.dtype(), F => {
                    // SAFETY: as above; a cube past the last computes on the last one's tokens and stores nothing.
                    unsafe {
                        shared::attention::launch_unchecked::<F, R>(
                            device.client(), grid, dim, q.tensor.arg(1), k.tensor.arg(1), v.tensor.arg(1), pad.arg(1),
                            bias.arg(1), head_scale.arg(1), rotary.arg(1), out.arg(1), lse.arg(1), self.problem(&plan, [0; 4]),
                            self.place(q, 0), self.place(k, 1), self.place(v, 2), tiles, cubes, plan.spec,
                            block as usize,
                        );
                    }
                });
            }
        }
        Ok((out, lse))
    }

    /// How tensor-core kernels bring these in, and in vectors of how many: eight where nothing turns or interrupts them.
    fn copying(&self, views: &[&Heads<'_, R>], asynchronous: bool) -> (Copying, usize) {
        let even = |n: usize| n.is_multiple_of(mma::WIDE);
        let lies_even = |view: &&Heads<'_, R>| {
            [view.offset, view.token_stride, view.batch_stride, view.tensor.len()].into_iter().all(even)
        };
        let wide = self.rotary.is_none() && even(self.sizes.head_dim) && views.iter().all(lies_even);
        (Copying { wide, asynchronous: wide && asynchronous }, if wide { mma::WIDE } else { 1 })
    }

    /// Padding, bias, head scale and rotation.
    fn options(&self) -> [Option<&'a Tensor<R>>; 4] {
        let pad = self.padding.as_ref().map(|padding| padding.tensor);
        [pad, self.bias, self.head_scale, self.rotary.map(|r| r.0)]
    }

    /// Where an operand lies; `part` 1 and 2 are keys and values.
    fn place(&self, view: &Heads<'_, R>, part: usize) -> PlaceLaunch<R> {
        let pad = match (&self.padding, part) {
            (Some(padding), 1) => padding.keys,
            (Some(padding), 2) => padding.values,
            _ => 0,
        };
        PlaceLaunch::new(view.offset, view.token_stride, view.batch_stride, pad)
    }

    /// `at` is where padding, bias, head scales and rotations start.
    fn problem(&self, plan: &Plan, at: [usize; 4]) -> ProblemLaunch<R> {
        let w = self.windows.unwrap_or(Windows { height: 1, width: self.sizes.queries, side: 1, shift: 0 });
        let bias = self.bias.map_or(&[1, 1, 1, 1][..], |bias| bias.shape());
        let scores = plan.queries * plan.keys;
        ProblemLaunch::new(
            self.sizes.heads,
            plan.queries,
            plan.keys,
            self.scale,
            self.sizes.queries,
            w.height,
            w.width,
            w.width.div_ceil(w.side),
            w.height.div_ceil(w.side),
            w.shift,
            bias[0],
            bias[1] * scores,
            if bias[1] == 1 { 0 } else { scores },
            self.rotary.map_or(0, |r| r.1),
            at[0],
            at[1],
            at[2],
            at[3],
        )
    }

    fn check(&self, view: &Heads<'_, R>, tokens: usize, name: &str) -> Result<()> {
        let Sizes { batch, heads, head_dim, .. } = self.sizes;
        let last = view.offset
            + batch.saturating_sub(1) * view.batch_stride
            + tokens.saturating_sub(1) * view.token_stride
            + heads * head_dim;
        if last > view.tensor.len() || view.tensor.dtype() != self.q.tensor.dtype() {
            return Err(Error::shape(NAME, format!("{name} does not hold {:?} in {:?}", self.sizes, view.tensor)));
        }
        Ok(())
    }

    /// Checks everything but gradients.
    fn plan(&self) -> Result<Plan> {
        let Sizes { batch, heads, queries, keys, head_dim } = self.sizes;
        let dtype = self.q.tensor.dtype();
        for (view, tokens, name) in [(&self.q, queries, "q"), (&self.k, keys, "k"), (&self.v, keys, "v")] {
            self.check(view, tokens, name)?;
        }
        let (mut spec, mut sequences, mut of_queries, mut of_keys, mut padded) = (
            Spec {
                head_dim,
                window: 0,
                padded: false,
                pad: self.padding.is_some(),
                shift: false,
                bias: self.bias.is_some(),
                head_scale: self.head_scale.is_some(),
                rotary: self.rotary.is_some(),
            },
            batch,
            queries,
            keys,
            0,
        );
        if let Some(w) = self.windows {
            let fits = w.side > 0 && w.shift < w.side && w.height * w.width == queries && queries == keys;
            if !fits {
                return Err(Error::shape(NAME, format!("{w:?} do not fit {queries} queries and {keys} keys")));
            }
            let (down, across) = (w.height.div_ceil(w.side), w.width.div_ceil(w.side));
            padded = down * across * w.side * w.side - queries;
            (sequences, of_queries, of_keys) = (batch * down * across, w.side * w.side, w.side * w.side);
            spec = Spec { window: w.side, padded: padded > 0, shift: w.shift > 0, ..spec };
        }
        if let Some(bias) = self.bias {
            let [groups, of_heads] = [0, 1].map(|i| bias.shape().get(i).copied().unwrap_or(0));
            if of_heads != 1 && of_heads != heads {
                return Err(Error::shape(NAME, format!("bias {bias:?} for {heads} heads")));
            }
            expect(NAME, "bias", bias, &[groups, of_heads, of_queries, of_keys], dtype)?;
        }
        if let Some(scale) = self.head_scale {
            expect(NAME, "head_scale", scale, &[heads], dtype)?;
        }
        if let Some((table, prefix)) = self.rotary {
            if prefix > queries.min(keys) || queries != keys || self.windows.is_some() || !head_dim.is_multiple_of(2) {
                return Err(Error::shape(NAME, format!("rotary positions behind {prefix} tokens of {:?}", self.sizes)));
            }
            expect(NAME, "rotary", table, &[queries - prefix, 2, head_dim], dtype)?;
        }
        if let Some(padding) = &self.padding {
            expect(NAME, "padding", padding.tensor, padding.tensor.shape(), dtype)?;
            if padding.keys.max(padding.values) + heads * head_dim > padding.tensor.len() {
                return Err(Error::shape(NAME, format!("padding leaves {:?}", padding.tensor)));
            }
        }
        Ok(Plan { spec, sequences, queries: of_queries, keys: of_keys, padded })
    }
}
