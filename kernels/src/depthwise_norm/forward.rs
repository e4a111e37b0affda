//! The kernel of a depthwise convolution and the norm behind it.

use crate::depthwise::forward::{Window, window};
use crate::position;
use cubecl::prelude::*;
use roentgen_runtime::at_most_registers;

/// What is compiled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Spec {
    pub window: Window,
    /// Units that share a run of pixels, a power of two.
    pub lanes: usize,
    /// Units of a cube, a multiple of them.
    pub units: usize,
    /// Whether a unit has one vector of channels at most: then it keeps its pixels.
    pub once: bool,
}

/// Sums of each of `values` over the units that share a run, by a tree in shared memory, in a fixed order, known to all of them.
#[cube]
fn fold(values: &mut Array<f32>, #[comptime] count: usize, #[comptime] spec: Spec) {
    if comptime!(spec.lanes > 1) {
        let me = position::unit();
        let lane = me % spec.lanes;
        let mut partial = SharedMemory::<f32>::new(comptime!(spec.units * count));
        #[unroll]
        for i in 0..count {
            partial[i * spec.units + me] = values[i];
        }
        sync_cube();
        let mut width = comptime!(spec.lanes / 2).runtime();
        while width > 0 {
            if lane < width {
                #[unroll]
                for i in 0..count {
                    let other = partial[i * spec.units + me + width];
                    partial[i * spec.units + me] += other;
                }
            }
            sync_cube();
            width /= 2;
        }
        #[unroll]
        for i in 0..count {
            values[i] = partial[i * spec.units + me - lane];
        }
        // The next call overwrites what a slower unit may still read.
        sync_cube();
    }
}

/// A run of pixels of a row is shared by `lanes` units, which take neighbouring vectors of channels, as many runs a cube as fit.
/// `channels` in vectors, `total` in runs.
#[cube(launch_unchecked)]
pub(super) fn depthwise_norm<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    weight: &Array<F>,
    bias: &Array<Vector<F, Pack>>,
    norm_weight: &Array<Vector<F, Pack>>,
    norm_bias: &Array<Vector<F, Pack>>,
    y: &mut Array<Vector<F, Pack>>,
    z: &mut Array<Vector<F, Pack>>,
    height: usize,
    width: usize,
    channels: usize,
    total: usize,
    eps: f32,
    #[comptime] spec: Spec,
) {
    let vector = x.vector_size();
    at_most_registers(comptime!(if vector == 8 { 168u32 } else { 128 }));
    let run = comptime!(spec.window.run);
    let lane = position::unit() % spec.lanes;
    let number = position::cube() * comptime!(spec.units / spec.lanes) + position::unit() / spec.lanes;
    // Past the last run a unit works on the last one, so that barriers stay uniform, and stores nothing.
    let live = number < total;
    let number = usize::min(number, total - 1);
    let runs = width.div_ceil(run);
    let column = number % runs * run;
    let line = number / runs;
    let row = line % height;
    let turns = (channels - usize::min(lane, channels)).div_ceil(spec.lanes);
    let reciprocal = 1.0f32 / f32::cast_from(channels * vector);

    let mut sums = Array::<Vector<f32, Pack>>::new(run);
    let mut means = Array::<f32>::new(run);
    #[unroll]
    for i in 0..run {
        sums[i] = Vector::new(0.0f32);
        means[i] = 0.0f32;
    }
    for turn in 0..turns {
        let channel = lane + turn * spec.lanes;
        #[unroll]
        for i in 0..run {
            sums[i] = Vector::cast_from(bias[channel]);
        }
        window(x, weight, &mut sums, line, row, column, channel, height, width, channels, spec.window);
        #[unroll]
        for i in 0..run {
            // The norm is that of the sum as it is stored, as its backward sees it.
            let stored = Vector::<F, Pack>::cast_from(sums[i]);
            if live && column + i < width {
                y[(line * width + column + i) * channels + channel] = stored;
            }
            sums[i] = Vector::cast_from(stored);
            #[unroll]
            for c in 0..vector {
                means[i] += sums[i][c];
            }
        }
    }
    fold(&mut means, run, spec);
    // For each pixel what a long sum near a large mean lost, found again around that mean, and then the squares.
    let mut moments = Array::<f32>::new(comptime!(2 * run));
    #[unroll]
    for i in 0..run {
        means[i] *= reciprocal;
        moments[i] = 0.0f32;
        moments[run + i] = 0.0f32;
    }
    for turn in 0..turns {
        let channel = lane + turn * spec.lanes;
        #[unroll]
        for i in 0..run {
            if comptime!(!spec.once) {
                sums[i] = own(y, line, column + i, channel, width, channels);
            }
            #[unroll]
            for c in 0..vector {
                let centred = sums[i][c] - means[i];
                moments[i] += centred;
                moments[run + i] += centred * centred;
            }
        }
    }
    fold(&mut moments, comptime!(2 * run), spec);
    let mut inverses = Array::<f32>::new(run);
    #[unroll]
    for i in 0..run {
        let lost = moments[i] * reciprocal;
        let variance = moments[run + i] * reciprocal - lost * lost;
        means[i] += lost;
        inverses[i] = 1.0f32 / f32::sqrt(variance + eps);
    }
    if live {
        for turn in 0..turns {
            let channel = lane + turn * spec.lanes;
            let scale = Vector::<f32, Pack>::cast_from(norm_weight[channel]);
            let shift = Vector::<f32, Pack>::cast_from(norm_bias[channel]);
            #[unroll]
            for i in 0..run {
                if column + i < width {
                    if comptime!(!spec.once) {
                        sums[i] = own(y, line, column + i, channel, width, channels);
                    }
                    let value = (sums[i] - Vector::new(means[i])) * Vector::new(inverses[i]) * scale + shift;
                    z[(line * width + column + i) * channels + channel] = Vector::cast_from(value);
                }
            }
        }
    }
}

/// What this unit wrote of a pixel; past the map's right edge, of the last one.
#[cube]
fn own<F: Float, Pack: Size>(
    y: &Array<Vector<F, Pack>>,
    line: usize,
    column: usize,
    channel: usize,
    width: usize,
    channels: usize,
) -> Vector<f32, Pack> {
    Vector::<f32, Pack>::cast_from(y[(line * width + usize::min(column, width - 1)) * channels + channel])
}
