//! The kernel of relative position bias: one unit a pair of tokens and a head.

use super::Squash;
use crate::activation::sigmoid;
use crate::position;
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn gather<F: Float>(
    table: &Array<F>,
    out: &mut Array<F>,
    side: usize,
    heads: usize,
    total: usize,
    #[comptime] squash: Squash,
) {
    let at = position::absolute();
    if at < total {
        let tokens = side * side;
        let key = at % tokens;
        let query = at / tokens % tokens;
        let head = at / (tokens * tokens);
        // Offsets by `side - 1`, so that nothing is negative.
        let down = query / side + side - 1 - key / side;
        let across = query % side + side - 1 - key % side;
        let value = f32::cast_from(table[(down * (2 * side - 1) + across) * heads + head]);
        match squash {
            Squash::None => out[at] = F::cast_from(value),
            Squash::Sigmoid16 => out[at] = F::cast_from(16.0f32 * sigmoid(value)),
        }
    }
}
