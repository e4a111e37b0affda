//! The losses' kernels, f32: a handful of logits an image, so one unit a logit or a row.

use crate::activation::sigmoid;
use cubecl::prelude::*;

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
        // log(1 + e) by its argument's distance from one: `log1p` loses nothing for small e.
        let e = f32::exp(-f32::abs(x));
        shares[at] = (f32::max(x, 0.0f32) - x * target + f32::log1p(e)) * scale;
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
