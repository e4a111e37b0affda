//! The losses' kernels, f32: a handful of logits an image, so one unit a logit or a row.

use crate::activation::sigmoid;
use cubecl::prelude::*;

/// Binary cross-entropy of one logit.
#[cube]
fn plain(x: f32, target: f32) -> f32 {
    // log(1 + e) by its argument's distance from one: `log1p` loses nothing for small e.
    f32::max(x, 0.0f32) - x * target + f32::log1p(f32::exp(-f32::abs(x)))
}

#[cube(launch_unchecked)]
pub(super) fn binary_cross_entropy(
    logits: &Array<f32>,
    targets: &Array<f32>,
    shares: &mut Array<f32>,
    grad_logits: &mut Array<f32>,
    count: usize,
) {
    let at = ABSOLUTE_POS;
    if at < count {
        let x = logits[at];
        let target = targets[at];
        let scale = 1.0f32 / f32::cast_from(count);
        shares[at] = plain(x, target) * scale;
        grad_logits[at] = (sigmoid(x) - target) * scale;
    }
}

#[cube(launch_unchecked)]
pub(super) fn cross_entropy(
    logits: &Array<f32>,
    targets: &Array<f32>,
    class_weights: &Array<f32>,
    shares: &mut Array<f32>,
    grad_logits: &mut Array<f32>,
    rows: usize,
    classes: usize,
    scale: f32,
) {
    let row = ABSOLUTE_POS;
    if row < rows {
        let base = row * classes;
        let target = usize::min(usize::cast_from(targets[row]), classes - 1);
        let mut high = logits[base];
        for c in 1..classes {
            high = f32::max(high, logits[base + c]);
        }
        let mut total = 0.0f32;
        for c in 0..classes {
            total += f32::exp(logits[base + c] - high);
        }
        let weight = class_weights[target] * scale;
        shares[row] = weight * (high + f32::ln(total) - logits[base + target]);
        for c in 0..classes {
            let probability = f32::exp(logits[base + c] - high) / total;
            let hit = select(c == target, 1.0f32, 0.0f32);
            grad_logits[base + c] = weight * (probability - hit);
        }
    }
}

/// Each chunk's `sum p t` and `sum (p + t)`.
#[cube(launch_unchecked)]
pub(super) fn dice_sums(
    logits: &Array<f32>,
    targets: &Array<f32>,
    sums: &mut Array<f32>,
    pixels: usize,
    chunks: usize,
    total: usize,
    #[comptime] chunk: usize,
) {
    let at = ABSOLUTE_POS;
    if at < total {
        let image = at / chunks;
        let first = (at - image * chunks) * chunk;
        let mut overlap = 0.0f32;
        let mut either = 0.0f32;
        for i in first..usize::min(first + chunk, pixels) {
            let p = sigmoid(logits[image * pixels + i]);
            let t = targets[image * pixels + i];
            overlap = fma(p, t, overlap);
            either += p + t;
        }
        sums[2 * at] = overlap;
        sums[2 * at + 1] = either;
    }
}

#[cube(launch_unchecked)]
pub(super) fn dice(
    logits: &Array<f32>,
    targets: &Array<f32>,
    sums: &Array<f32>,
    shares: &mut Array<f32>,
    grad_logits: &mut Array<f32>,
    pixels: usize,
    smooth: f32,
    scale: f32,
    total: usize,
) {
    let at = ABSOLUTE_POS;
    if at < total {
        let image = at / pixels;
        let above = 2.0f32 * sums[2 * image] + smooth;
        let below = sums[2 * image + 1] + smooth;
        let p = sigmoid(logits[at]);
        let slope = p * sigmoid(-logits[at]);
        grad_logits[at] = scale * slope * (above / below - 2.0f32 * targets[at]) / below;
        if at == image * pixels {
            shares[image] = scale * (1.0f32 - above / below);
        }
    }
}

#[cube(launch_unchecked)]
pub(super) fn focal(
    logits: &Array<f32>,
    targets: &Array<f32>,
    shares: &mut Array<f32>,
    grad_logits: &mut Array<f32>,
    alpha: f32,
    gamma: f32,
    count: usize,
) {
    let at = ABSOLUTE_POS;
    if at < count {
        let x = logits[at];
        let t = targets[at];
        let p = sigmoid(x);
        let not_p = sigmoid(-x);
        let plain = plain(x, t);
        let missed = f32::max(p * (1.0f32 - t) + not_p * t, 1e-30f32);
        let weight = (alpha * t + (1.0f32 - alpha) * (1.0f32 - t)) / f32::cast_from(count);
        let damped = weight * f32::powf(missed, gamma);
        shares[at] = damped * plain;
        // The derivative of `missed^gamma` as `gamma missed^gamma / missed`: one power serves both.
        let slope = gamma * damped / missed * (1.0f32 - 2.0f32 * t) * p * not_p;
        grad_logits[at] = slope * plain + damped * (p - t);
    }
}
