//! The kernel of relative position bias' backward: one unit an entry of the table.

use super::Squash;
use crate::activation::sigmoid;
use crate::position;
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn scatter<F: Float>(
    table: &Array<F>,
    grad: &Array<f32>,
    into: &mut Array<f32>,
    side: usize,
    heads: usize,
    total: usize,
    #[comptime] squash: Squash,
) {
    let at = position::absolute();
    if at < total {
        let head = at % heads;
        let row = at / heads;
        let down = row / (2 * side - 1);
        let across = row % (2 * side - 1);
        let tokens = side * side;
        let mut sum = 0.0f32;
        // Keys whose query, `offset - (side - 1)` away, is inside the window.
        let first_y = usize::max(down, side - 1) - down;
        let first_x = usize::max(across, side - 1) - across;
        for key_y in first_y..usize::min(2 * side - 1 - down, side) {
            for key_x in first_x..usize::min(2 * side - 1 - across, side) {
                let query = (key_y + down + 1 - side) * side + key_x + across + 1 - side;
                sum += grad[(head * tokens + query) * tokens + key_y * side + key_x];
            }
        }
        if comptime!(squash == Squash::Sigmoid16) {
            let s = sigmoid(f32::cast_from(table[at]));
            sum *= 16.0f32 * s * (1.0f32 - s);
        }
        into[at] += sum;
    }
}
