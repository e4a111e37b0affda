//! The losses' kernels, f32: a handful of logits an image, so one unit a logit or a row.

use crate::activation::sigmoid;
use crate::position;
use cubecl::prelude::*;

/// Binary cross-entropy of one logit.
#[cube]
fn plain(x: f32, target: f32) -> f32 {
    // log(1 + e) by its argument's distance from one: `log1p` loses nothing for small e.
    f32::max(x, 0.0f32) - x * target + f32::log1p(f32::exp(-f32::abs(x)))
}

#[cube(launch_unchecked)]
pub(super) fn binary_cross_entropy<Pack: Size>(
    logits: &Array<Vector<f32, Pack>>,
    targets: &Array<Vector<f32, Pack>>,
    shares: &mut Array<Vector<f32, Pack>>,
    grad_logits: &mut Array<Vector<f32, Pack>>,
    scale: f32,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let mut share = logits[at];
        let mut grad = logits[at];
        let target = targets[at];
        #[unroll]
        for i in 0..share.vector_size() {
            let x = share[i];
            share[i] = plain(x, target[i]) * scale;
            grad[i] = (sigmoid(x) - target[i]) * scale;
        }
        shares[at] = share;
        grad_logits[at] = grad;
    }
}

#[cube(launch_unchecked)]
pub(super) fn cross_entropy<Pack: Size>(
    logits: &Array<Vector<f32, Pack>>,
    targets: &Array<f32>,
    class_weights: &Array<f32>,
    shares: &mut Array<f32>,
    grad_logits: &mut Array<Vector<f32, Pack>>,
    rows: usize,
    classes: usize,
    scale: f32,
) {
    let row = position::absolute();
    if row < rows {
        let vector = logits.vector_size();
        let vectors = classes / vector;
        let base = row * vectors;
        let target = usize::min(usize::cast_from(targets[row]), classes - 1);
        let mut high = logits[base][0];
        for c in 0..vectors {
            let value = logits[base + c];
            #[unroll]
            for i in 0..vector {
                high = f32::max(high, value[i]);
            }
        }
        let mut total = 0.0f32;
        let mut logit = 0.0f32;
        for c in 0..vectors {
            let value = logits[base + c];
            #[unroll]
            for i in 0..vector {
                total += f32::exp(value[i] - high);
                logit = select(c * vector + i == target, value[i], logit);
            }
        }
        let weight = class_weights[target] * scale;
        shares[row] = weight * (high + f32::ln(total) - logit);
        for c in 0..vectors {
            let mut value = logits[base + c];
            #[unroll]
            for i in 0..vector {
                let probability = f32::exp(value[i] - high) / total;
                let hit = select(c * vector + i == target, 1.0f32, 0.0f32);
                value[i] = weight * (probability - hit);
            }
            grad_logits[base + c] = value;
        }
    }
}

/// Each chunk's `sum p t` and `sum (p + t)`; a chunk takes every so many of an image's vectors, so that neighbouring units read
/// neighbouring ones. `pixels` in vectors.
#[cube(launch_unchecked)]
pub(super) fn dice_sums<Pack: Size>(
    logits: &Array<Vector<f32, Pack>>,
    targets: &Array<Vector<f32, Pack>>,
    sums: &mut Array<f32>,
    pixels: usize,
    chunks: usize,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let image = at / chunks;
        let first = at - image * chunks;
        let mut overlap = 0.0f32;
        let mut either = 0.0f32;
        for i in 0..(pixels - first).div_ceil(chunks) {
            let logit = logits[image * pixels + first + i * chunks];
            let target = targets[image * pixels + first + i * chunks];
            #[unroll]
            for j in 0..logit.vector_size() {
                let p = sigmoid(logit[j]);
                overlap = fma(p, target[j], overlap);
                either += p + target[j];
            }
        }
        sums[2 * at] = overlap;
        sums[2 * at + 1] = either;
    }
}

/// `pixels` and `total` in vectors.
#[cube(launch_unchecked)]
pub(super) fn dice<Pack: Size>(
    logits: &Array<Vector<f32, Pack>>,
    targets: &Array<Vector<f32, Pack>>,
    sums: &Array<f32>,
    shares: &mut Array<f32>,
    grad_logits: &mut Array<Vector<f32, Pack>>,
    pixels: usize,
    smooth: f32,
    scale: f32,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let image = at / pixels;
        let above = 2.0f32 * sums[2 * image] + smooth;
        let below = sums[2 * image + 1] + smooth;
        let target = targets[at];
        let mut value = logits[at];
        #[unroll]
        for i in 0..value.vector_size() {
            let slope = sigmoid(value[i]) * sigmoid(-value[i]);
            value[i] = scale * slope * (above / below - 2.0f32 * target[i]) / below;
        }
        grad_logits[at] = value;
        if at == image * pixels {
            shares[image] = scale * (1.0f32 - above / below);
        }
    }
}

#[cube(launch_unchecked)]
pub(super) fn focal<Pack: Size>(
    logits: &Array<Vector<f32, Pack>>,
    targets: &Array<Vector<f32, Pack>>,
    shares: &mut Array<Vector<f32, Pack>>,
    grad_logits: &mut Array<Vector<f32, Pack>>,
    negative: f32,
    positive: f32,
    gamma: f32,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let mut share = logits[at];
        let mut grad = logits[at];
        let target = targets[at];
        #[unroll]
        for i in 0..share.vector_size() {
            let x = share[i];
            let t = target[i];
            let p = sigmoid(x);
            let not_p = sigmoid(-x);
            let plain = plain(x, t);
            let missed = f32::max(p * (1.0f32 - t) + not_p * t, 1e-30f32);
            let weight = positive * t + negative * (1.0f32 - t);
            let damped = weight * f32::powf(missed, gamma);
            share[i] = damped * plain;
            // The derivative of `missed^gamma` as `gamma missed^gamma / missed`: one power serves both.
            let slope = gamma * damped / missed * (1.0f32 - 2.0f32 * t) * p * not_p;
            grad[i] = slope * plain + damped * (p - t);
        }
        shares[at] = share;
        grad_logits[at] = grad;
    }
}
