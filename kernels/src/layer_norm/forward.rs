//! The kernel of layer normalisation.

use cubecl::prelude::*;

/// `rowwise`: each unit normalises a row by itself, which suits a CPU adapter's lanes. Otherwise a cube of `units`
/// shares a row: neighbouring units read neighbouring addresses, and a tree in shared memory sums, in a fixed order.
#[cube(launch_unchecked)]
pub(super) fn layer_norm<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    weight: &Array<Vector<F, Pack>>,
    bias: &Array<Vector<F, Pack>>,
    out: &mut Array<Vector<F, Pack>>,
    width: usize,
    rows: usize,
    eps: f32,
    #[comptime] rowwise: bool,
    #[comptime] units: usize,
    #[comptime] vector: usize,
) {
    let row = if rowwise { ABSOLUTE_POS } else { CUBE_POS };
    let first = if rowwise { 0usize.runtime() } else { UNIT_POS as usize };
    let stride = comptime!(if rowwise { 1 } else { units });
    let length = width / vector;
    // A cube past the last row works on the last one and stores nothing: the barriers stay uniform.
    let base = usize::min(row, rows - 1) * length;
    let steps = (length - usize::min(first, length)).div_ceil(stride);

    let mut sum = 0.0f32;
    for i in 0..steps {
        let value = x[base + first + i * stride];
        #[unroll]
        for j in 0..vector {
            sum += f32::cast_from(value[j]);
        }
    }
    let mean = total(sum, rowwise, units) / f32::cast_from(width);
    let mut squares = 0.0f32;
    for i in 0..steps {
        let value = x[base + first + i * stride];
        #[unroll]
        for j in 0..vector {
            let centred = f32::cast_from(value[j]) - mean;
            squares += centred * centred;
        }
    }
    let variance = total(squares, rowwise, units) / f32::cast_from(width);
    let inverse = 1.0f32 / f32::sqrt(variance + eps);
    if row < rows {
        for i in 0..steps {
            let at = first + i * stride;
            let value = (Vector::<f32, Pack>::cast_from(x[base + at]) - Vector::new(mean)) * Vector::new(inverse);
            let value = value * Vector::<f32, Pack>::cast_from(weight[at]) + Vector::<f32, Pack>::cast_from(bias[at]);
            out[base + at] = Vector::<F, Pack>::cast_from(value);
        }
    }
}

/// The sum of every unit's `value`, in a fixed order, known to all.
#[cube]
pub(super) fn total(value: f32, #[comptime] rowwise: bool, #[comptime] units: usize) -> f32 {
    if comptime!(rowwise) {
        value
    } else {
        let me = UNIT_POS as usize;
        let mut partial = SharedMemory::<f32>::new(units);
        partial[me] = value;
        sync_cube();
        let mut width = comptime!(units / 2).runtime();
        while width > 0 {
            if me < width {
                let other = partial[me + width];
                partial[me] += other;
            }
            sync_cube();
            width /= 2;
        }
        let sum = partial[0];
        // The next call overwrites what a slower unit may still read.
        sync_cube();
        sum
    }
}
