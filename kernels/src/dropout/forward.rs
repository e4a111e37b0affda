//! The kernel of dropout and its random numbers.

use crate::position;
use cubecl::prelude::*;

/// `bits` turned left by `by`.
#[cube]
fn turned(bits: u32, #[comptime] by: u32) -> u32 {
    (bits << by) | (bits >> comptime!(32 - by))
}

/// Threefry-2x32, 20 rounds: two words of a key and two of a counter to two random ones.
#[cube]
fn threefry(key0: u32, key1: u32, counter0: u32, counter1: u32) -> (u32, u32) {
    let parity = key0 ^ key1 ^ 0x1BD1_1BDAu32;
    let mut x0 = counter0 + key0;
    let mut x1 = counter1 + key1;
    #[unroll]
    for group in 0..5u32 {
        #[unroll]
        for round in 0..4u32 {
            x0 += x1;
            x1 = turned(x1, comptime!(rotation(group, round))) ^ x0;
        }
        // The key words of a round's end, in turn: 1 2, 2 0, 0 1, 1 2, 2 0.
        x0 += match comptime!((group + 1) % 3) {
            0 => key0,
            1 => key1,
            _ => parity,
        };
        x1 += match comptime!((group + 2) % 3) {
            0 => key0,
            1 => key1,
            _ => parity,
        };
        x1 += comptime!(group + 1);
    }
    (x0, x1)
}

/// The published rotations, eight in turn.
fn rotation(group: u32, round: u32) -> u32 {
    [13, 15, 26, 6, 17, 29, 16, 24][(4 * (group % 2) + round) as usize]
}

#[cube(launch_unchecked)]
pub(super) fn dropout<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    out: &mut Array<Vector<F, Pack>>,
    key0: u32,
    key1: u32,
    stream: u32,
    each: usize,
    threshold: u32,
    scale: f32,
    total: usize,
    #[comptime] alone: bool,
) {
    let at = position::absolute();
    if at < total {
        let vector = x.vector_size();
        // `alone`, each element has a draw of its own, two to a counter; otherwise a vector's elements share one.
        let draw = at * vector / each;
        let pairs = comptime!(if alone { vector.div_ceil(2) } else { 1 });
        let mut value = Vector::<f32, Pack>::cast_from(x[at]);
        #[unroll]
        for pair in 0..pairs {
            let (even, odd) = threefry(key0, key1, u32::cast_from(draw / 2 + pair), stream);
            let word = select(draw % 2 == 1, odd, even);
            let length = comptime!(vector / pairs);
            #[unroll]
            for i in 0..length {
                let drawn = if comptime!(alone && i == 1) { odd } else { word };
                let at = comptime!(pair * length + i);
                value[at] = select(drawn >= threshold, value[at] * scale, 0.0f32);
            }
        }
        out[at] = Vector::cast_from(value);
    }
}
