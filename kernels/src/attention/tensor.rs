//! Attention for tensor cores: 16 queries a plane, scores and their softmax in registers, so that weights need not leave them.
//!
//! Keys and values lie in two stages of shared memory; the next block is copied while the last one is multiplied. Heads are
//! zero-filled to a multiple of 16 channels.

use super::place::{LOWEST, Place, Problem, Spec, added, fetch, fetch_rotated, locate, scale_of};
use crate::mma::{self, Fragment, WIDE, Wide};
use crate::position;
use cubecl::prelude::barrier::copy_async_checked;
use cubecl::prelude::*;
use roentgen_runtime::DeviceInfo;
use roentgen_runtime::at_most_registers;

/// Rows of a cube, and keys of a step.
pub(super) const ROWS: usize = 64;

/// Units of a cube: a plane for each 16 rows.
pub(super) const UNITS: u32 = ROWS as u32 / 16 * mma::PLANE;

/// Channels of the widest head whose sums the registers hold.
const WIDEST: usize = 128;

/// How operands are brought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Copying {
    /// Eight channels at a time.
    pub wide: bool,
    /// Asynchronously, where wide.
    pub asynchronous: bool,
}

/// Vectors of a line in shared memory, one more than a head has, so that `ldmatrix` meets every bank once.
pub(super) fn pitch(head_dim: usize) -> usize {
    head_dim.div_ceil(16) * 2 + 1
}

/// Shared memory in bytes of so many lines.
pub(super) fn bytes(head_dim: usize, lines: usize) -> u64 {
    (lines * pitch(head_dim) * WIDE * 2 + 16) as u64
}

/// Lines of the forward: queries, and two stages of keys and values.
pub(super) const LINES: usize = 5 * ROWS;

/// Whether the device runs a kernel of so many lines.
pub(super) fn fits(info: &DeviceInfo, head_dim: usize, lines: usize) -> bool {
    head_dim <= WIDEST && bytes(head_dim, lines) <= info.max_shared_bytes && UNITS <= info.max_units
}

/// Brings `lines` tokens of a head to shared memory from line `to` on; those past the last, and channels past the head's, are zero.
#[cube]
pub(super) fn load<F: Float, Pack: Size>(
    from: &Array<Vector<F, Pack>>,
    pad: &Array<F>,
    rotary: &Array<F>,
    tile: &mut SharedMemory<Wide<F>>,
    to: usize,
    place: Place,
    p: Problem,
    sequence: usize,
    head: usize,
    token0: usize,
    tokens: usize,
    #[comptime] lines: usize,
    #[comptime] rotate: bool,
    #[comptime] spec: Spec,
    #[comptime] copying: Copying,
) {
    let head_dim = comptime!(spec.head_dim);
    let per_line = comptime!(pitch(spec.head_dim) - 1);
    let units = comptime!(UNITS as usize);
    // Element by element, unrolled addresses would not fit in registers.
    #[unroll(copying.wide)]
    for i in 0..comptime!((lines * per_line).div_ceil(units)) {
        let at = position::unit() + i * units;
        if at < comptime!(lines * per_line) {
            let line = at / per_line;
            let d = at % per_line * WIDE;
            let token = token0 + line;
            let to = (to + line) * comptime!(pitch(spec.head_dim)) + d / WIDE;
            let mut value = Vector::<F, Const<8>>::new(F::cast_from(0.0f32));
            if comptime!(copying.wide) {
                // Whole vectors of channels, all inside the head or all outside.
                let (image, row, real) = locate(p, sequence, usize::min(token, tokens - 1), spec);
                let inside = token < tokens && d < head_dim;
                let there = inside && real;
                let address = place.offset + image * place.image + row * place.token + head * head_dim + d;
                let address = select(there, address / WIDE, 0usize);
                let mut by_hand = true.runtime();
                if comptime!(copying.asynchronous) {
                    by_hand = inside && !real;
                    let count = select(there, 1usize, 0usize);
                    if !by_hand {
                        // SAFETY: a wide operand's vectors are the tile's.
                        let source = unsafe { from.slice(address, address + count).downcast_unchecked::<Wide<F>>() };
                        copy_async_checked(&source, &mut tile.slice_mut(to, to + 1), comptime!(WIDE as u32));
                    }
                } else if there {
                    value = Vector::cast_from(from[address]);
                }
                if by_hand {
                    if comptime!(spec.pad) {
                        let first = p.pad_at + place.pad + head * head_dim + d;
                        if inside && !real {
                            #[unroll]
                            for j in 0..8usize {
                                value[j] = pad[first + j];
                            }
                        }
                    }
                    tile[to] = value;
                }
            } else {
                if token < tokens {
                    #[unroll]
                    for j in 0..8usize {
                        if d + j < head_dim {
                            value[j] = F::cast_from(if comptime!(rotate) {
                                fetch_rotated::<F, Pack>(
                                    from,
                                    pad,
                                    rotary,
                                    place,
                                    p,
                                    sequence,
                                    token,
                                    head,
                                    d + j,
                                    spec,
                                )
                            } else {
                                fetch::<F, Pack>(from, pad, place, p, sequence, token, head, d + j, spec)
                            });
                        }
                    }
                }
                tile[to] = value;
            }
        }
    }
}

/// Adds `rows . columns` over a head's channels: 16 lines of one tile from `row` on, all of a step's lines of another.
#[cube]
pub(super) fn dots<F: Float>(
    rows: &SharedMemory<Wide<F>>,
    row: usize,
    columns: &SharedMemory<Wide<F>>,
    base: usize,
    sums: &mut Sequence<Fragment<f32>>,
    #[comptime] count: usize,
    #[comptime] spec: Spec,
) {
    let pitch = comptime!(pitch(spec.head_dim));
    #[unroll]
    for k in 0..comptime!(spec.head_dim.div_ceil(16)) {
        let depth = comptime!(k * 16).runtime();
        let a = mma::left::<F>(rows, 0usize.runtime(), row, depth, pitch, false);
        #[unroll]
        for j in 0..comptime!(count / 16) {
            let b = mma::right::<F>(columns, base * pitch, comptime!(j * 16).runtime(), depth, pitch, false);
            mma::multiply::<F>(&a, &b, sums.index_mut(comptime!(2 * j)), 0usize);
            mma::multiply::<F>(&a, &b, sums.index_mut(comptime!(2 * j + 1)), 1usize);
        }
    }
}

/// Adds `weights` (16 rows, `count` columns, in registers) times the channels of as many lines of a tile.
#[cube]
pub(super) fn weigh<F: Float>(
    weights: &Sequence<Fragment<f32>>,
    tile: &SharedMemory<Wide<F>>,
    base: usize,
    sums: &mut Sequence<Fragment<f32>>,
    #[comptime] count: usize,
    #[comptime] spec: Spec,
) {
    let pitch = comptime!(pitch(spec.head_dim));
    #[unroll]
    for k in 0..comptime!(count / 16) {
        let a = mma::as_left::<F>(weights.index(comptime!(2 * k)), weights.index(comptime!(2 * k + 1)));
        #[unroll]
        for c in 0..comptime!(spec.head_dim.div_ceil(16)) {
            let (channel, key) = (comptime!(c * 16).runtime(), comptime!(k * 16).runtime());
            let b = mma::right::<F>(tile, base * pitch, channel, key, pitch, true);
            mma::multiply::<F>(&a, &b, sums.index_mut(comptime!(2 * c)), 0usize);
            mma::multiply::<F>(&a, &b, sums.index_mut(comptime!(2 * c + 1)), 1usize);
        }
    }
}

#[cube(launch_unchecked)]
pub(super) fn attention_tensor<F: Float, Pack: Size>(
    q: &Array<Vector<F, Pack>>,
    k: &Array<Vector<F, Pack>>,
    v: &Array<Vector<F, Pack>>,
    pad: &Array<F>,
    bias: &Array<F>,
    head_scale: &Array<F>,
    rotary: &Array<F>,
    out: &mut Array<F>,
    lse: &mut Array<f32>,
    p: Problem,
    q_place: Place,
    k_place: Place,
    v_place: Place,
    tiles: usize,
    cubes: usize,
    #[comptime] spec: Spec,
    #[comptime] copying: Copying,
) {
    // Where each score lies (a window, a bias, a rotation) costs registers, and so does what is loaded one by one.
    at_most_registers(comptime!(if spec.head_dim <= 64 && spec.plain() && copying.wide { 128u32 } else { 168 }));
    let head_dim = comptime!(spec.head_dim);
    let pieces = comptime!(2 * spec.head_dim.div_ceil(16));
    let mut tile_q = SharedMemory::<Wide<F>>::new_aligned(comptime!(ROWS * pitch(spec.head_dim)), 16usize);
    let mut tile_k = SharedMemory::<Wide<F>>::new_aligned(comptime!(2 * ROWS * pitch(spec.head_dim)), 16usize);
    let mut tile_v = SharedMemory::<Wide<F>>::new_aligned(comptime!(2 * ROWS * pitch(spec.head_dim)), 16usize);
    // A cube past the last computes on the last one's queries and stores nothing: the barriers stay uniform.
    let cube = usize::min(position::cube(), cubes - 1);
    let head_row = cube / tiles;
    let query0 = (cube - head_row * tiles) * ROWS;
    let sequence = head_row / p.heads;
    let head = head_row - sequence * p.heads;
    let scale = scale_of::<F>(head_scale, p, head, spec);
    let row = position::unit() / comptime!(mma::PLANE as usize) * 16;
    let ready = mma::arrivals(copying.asynchronous);

    let nil = 0usize.runtime();
    load::<F, Pack>(
        q,
        pad,
        rotary,
        &mut tile_q,
        nil,
        q_place,
        p,
        sequence,
        head,
        query0,
        p.queries,
        ROWS,
        true,
        spec,
        copying,
    );
    load::<F, Pack>(
        k,
        pad,
        rotary,
        &mut tile_k,
        nil,
        k_place,
        p,
        sequence,
        head,
        nil,
        p.keys,
        ROWS,
        true,
        spec,
        copying,
    );
    load::<F, Pack>(
        v,
        pad,
        rotary,
        &mut tile_v,
        nil,
        v_place,
        p,
        sequence,
        head,
        nil,
        p.keys,
        ROWS,
        false,
        spec,
        copying,
    );
    let mut sums = mma::zeros(pieces);
    let mut largest = Array::<f32>::new(2usize);
    let mut total = Array::<f32>::new(2usize);
    #[unroll]
    for half in 0..2usize {
        largest[half] = f32::new(LOWEST);
        total[half] = 0.0f32;
    }
    for step in 0..p.keys.div_ceil(ROWS) {
        let key0 = step * ROWS;
        let stage = step % 2 * ROWS;
        mma::wait(&ready, copying.asynchronous);
        let next = key0 + ROWS;
        if next < p.keys {
            let other = ROWS - stage;
            load::<F, Pack>(
                k,
                pad,
                rotary,
                &mut tile_k,
                other,
                k_place,
                p,
                sequence,
                head,
                next,
                p.keys,
                ROWS,
                true,
                spec,
                copying,
            );
            load::<F, Pack>(
                v,
                pad,
                rotary,
                &mut tile_v,
                other,
                v_place,
                p,
                sequence,
                head,
                next,
                p.keys,
                ROWS,
                false,
                spec,
                copying,
            );
        }
        let mut scores = mma::zeros(comptime!(ROWS / 8));
        dots::<F>(&tile_q, row, &tile_k, stage, &mut scores, ROWS, spec);
        #[unroll]
        for half in 0..2usize {
            let query = query0 + row + mma::row_of(half);
            let mut high = largest[half];
            #[unroll]
            for j in 0..comptime!(ROWS / 8) {
                let mut pair = scores.index(j)[half];
                #[unroll]
                for e in 0..2usize {
                    let key = key0 + comptime!(j * 8) + mma::column_of() + e;
                    pair[e] = pair[e] * scale + added::<F>(bias, p, sequence, head, query, key, spec);
                    high = f32::max(high, pair[e]);
                }
                scores.index_mut(j)[half] = pair;
            }
            // Four neighbouring units share a row.
            high = f32::max(high, plane_shuffle_xor(high, 1u32));
            high = f32::max(high, plane_shuffle_xor(high, 2u32));
            let shrink = f32::exp(largest[half] - high);
            largest[half] = high;
            let mut sum = total[half] * shrink;
            #[unroll]
            for j in 0..comptime!(ROWS / 8) {
                let mut pair = scores.index(j)[half];
                #[unroll]
                for e in 0..2usize {
                    pair[e] = f32::exp(pair[e] - high);
                    sum += pair[e];
                }
                scores.index_mut(j)[half] = pair;
            }
            total[half] = sum;
            #[unroll]
            for c in 0..pieces {
                let shrunk = sums.index(c)[half] * Vector::new(shrink);
                sums.index_mut(c)[half] = shrunk;
            }
        }
        weigh::<F>(&scores, &tile_v, stage, &mut sums, ROWS, spec);
    }
    #[unroll]
    for half in 0..2usize {
        let mut sum = total[half];
        sum += plane_shuffle_xor(sum, 1u32);
        sum += plane_shuffle_xor(sum, 2u32);
        let token = query0 + row + mma::row_of(half);
        let (image, line, real) = locate(p, sequence, usize::min(token, p.queries - 1), spec);
        if position::cube() < cubes && token < p.queries {
            if mma::column_of() == 0 {
                lse[head_row * p.queries + token] = largest[half] + f32::ln(sum);
            }
            if real {
                let base = (image * p.tokens + line) * p.heads * head_dim + head * head_dim;
                #[unroll]
                for c in 0..pieces {
                    #[unroll]
                    for e in 0..2usize {
                        let d = comptime!(c * 8) + mma::column_of() + e;
                        if d < head_dim {
                            out[base + d] = F::cast_from(sums.index(c)[half][e] / sum);
                        }
                    }
                }
            }
        }
    }
}
