//! What the matrix product's kernels share: their compile-time key, where operands lie, and the epilogue.

use super::Layout;
use crate::activation::{Activation, activate};
use cubecl::prelude::*;

/// A convolution's window (at run time: a kernel for each would cost its compilation): kernel side, stride and padding, the same in both directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Window {
    /// Side of the kernel.
    pub kernel: usize,
    /// Pixels from an output to the next.
    pub stride: usize,
    /// Zeros around the input.
    pub padding: usize,
}

/// What the operands are made of. A convolution joins a fine map `[batch, height, width, channels]` and a coarse one
/// `[batch, coarse_height, coarse_width, out]` by a weight `[out, channels, kernel, kernel]`; each of its three products
/// reads its operands in place. `T` is `kernel * kernel`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Source {
    /// Matrices, as the layout says.
    Matrix,
    /// To the coarse map: `a(pixel, tap * channels + c)` is the fine map under the window, `b` the weight.
    Gather,
    /// To the fine map, a batch for each of the `stride * stride` phases of its pixels, whose windows share their taps:
    /// `a(pixel, tap * out + o)` is the coarse map where the window's `tap` of that phase covers the pixel, `b` the weight.
    /// The batch's number stands for a base.
    Spread,
    /// To the weight: `a(o, pixel)` is the coarse map, `b(pixel, c * T + tap)` the fine map under the window.
    Weight,
}

/// What is compiled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Spec {
    pub layout: Layout,
    pub source: Source,
    pub activation: Activation,
    pub bias: bool,
    pub scale: bool,
    pub residual: bool,
    /// Whether `out` is added to.
    pub add: bool,
    /// Whether batches are parts of the depth, each with its own `out`.
    pub split: bool,
    /// Whether the value before activation, scale and residual is stored too.
    pub save: bool,
}

/// Sizes and places. A batch `i` lies at `offset + (i / inner) * outer_stride + (i % inner) * inner_stride`, and its
/// rows `row` elements apart.
#[derive(CubeType, CubeLaunch, Clone, Copy)]
pub(crate) struct Geometry {
    pub m: usize,
    pub n: usize,
    pub k: usize,
    pub inner: usize,
    pub a: Place,
    pub b: Place,
    pub out: Place,
    pub height: usize,
    pub width: usize,
    pub channels: usize,
    pub coarse_height: usize,
    pub coarse_width: usize,
    pub coarse_channels: usize,
    pub kernel: usize,
    pub stride: usize,
    pub padding: usize,
    /// Depth of a split, where the depth is split.
    pub split: usize,
}

/// Where the matrices of one operand lie.
#[derive(CubeType, CubeLaunch, Clone, Copy)]
pub(crate) struct Place {
    pub offset: usize,
    pub row: usize,
    pub outer: usize,
    pub inner: usize,
}

/// The depths `(first, past the last)` that batch `i` sums.
#[cube]
pub(super) fn depths(g: Geometry, i: usize, #[comptime] spec: Spec) -> (usize, usize) {
    if comptime!(spec.split) { (i * g.split, usize::min(i * g.split + g.split, g.k)) } else { (0usize.runtime(), g.k) }
}

/// The first element of batch `i`.
#[cube]
pub(super) fn first(place: Place, inner: usize, i: usize) -> usize {
    place.offset + i / inner * place.outer + i % inner * place.inner
}

/// Image, row and column where the window of a coarse pixel starts on the fine map, in whose padded coordinates they stay whole numbers.
#[cube]
pub(super) fn corner(g: Geometry, pixel: usize) -> (usize, usize, usize) {
    let rows = pixel / g.coarse_width;
    (rows / g.coarse_height, rows % g.coarse_height * g.stride, pixel % g.coarse_width * g.stride)
}

/// The fine map under the window of a coarse pixel; zero outside.
#[cube]
fn under<F: Float, Pack: Size>(
    map: &Array<Vector<F, Pack>>,
    g: Geometry,
    pixel: usize,
    tap: usize,
    channel: usize,
) -> f32 {
    let (image, y, x) = corner(g, pixel);
    padded::<F, Pack>(map, g, image, y + tap / g.kernel, x + tap % g.kernel, channel)
}

/// The fine map at a row and column of its padded coordinates; zero on the padding.
#[cube]
pub(super) fn padded<F: Float, Pack: Size>(
    map: &Array<Vector<F, Pack>>,
    g: Geometry,
    image: usize,
    y: usize,
    x: usize,
    channel: usize,
) -> f32 {
    let inside = y >= g.padding && y < g.height + g.padding && x >= g.padding && x < g.width + g.padding;
    let mut value = 0.0f32;
    if inside {
        let at = ((image * g.height + y - g.padding) * g.width + x - g.padding) * g.channels + channel;
        value = f32::cast_from(map[at][0]);
    }
    value
}

/// Image, row and column of pixel `i` of a phase of the fine map; the last may lie past its edge.
#[cube]
fn fine(g: Geometry, phase: usize, i: usize) -> (usize, usize, usize) {
    let across = g.width.div_ceil(g.stride);
    let down = g.height.div_ceil(g.stride);
    let rows = i / across;
    let y = rows % down * g.stride + phase / g.stride;
    (rows / down, y, i % across * g.stride + phase % g.stride)
}

/// Which tap of the window, along one axis, the `i`-th of those that cover a padded coordinate is.
#[cube]
fn tap_over(g: Geometry, coordinate: usize, i: usize) -> usize {
    (coordinate + g.padding) % g.stride + i * g.stride
}

/// The coarse map where the window's `tap` of a phase covers one of its pixels; zero where none does.
#[cube]
fn over<F: Float, Pack: Size>(
    map: &Array<Vector<F, Pack>>,
    g: Geometry,
    phase: usize,
    pixel: usize,
    tap: usize,
    channel: usize,
) -> f32 {
    let (image, y, x) = fine(g, phase, pixel);
    let taps = g.kernel.div_ceil(g.stride);
    let (down, across) = (tap / taps, tap % taps);
    let oy = (y + g.padding) / g.stride;
    let ox = (x + g.padding) / g.stride;
    let mut value = 0.0f32;
    let tap_inside = tap_over(g, y, down) < g.kernel && tap_over(g, x, across) < g.kernel;
    if tap_inside && oy >= down && ox >= across && oy - down < g.coarse_height && ox - across < g.coarse_width {
        let at = ((image * g.coarse_height + oy - down) * g.coarse_width + ox - across) * g.coarse_channels + channel;
        value = f32::cast_from(map[at][0]);
    }
    value
}

/// Element `(row, k)` of the left operand.
#[cube]
pub(super) fn left<F: Float, Pack: Size>(
    a: &Array<Vector<F, Pack>>,
    g: Geometry,
    base: usize,
    row: usize,
    k: usize,
    #[comptime] spec: Spec,
) -> f32 {
    match spec.source {
        Source::Gather => under::<F, Pack>(a, g, row, k / g.channels, k % g.channels),
        Source::Spread => over::<F, Pack>(a, g, base, row, k / g.coarse_channels, k % g.coarse_channels),
        Source::Weight => f32::cast_from(a[k * g.m + row][0]),
        Source::Matrix => {
            let at =
                if comptime!(spec.layout == Layout::Tn) { base + k * g.a.row + row } else { base + row * g.a.row + k };
            f32::cast_from(a[at][0])
        }
    }
}

/// Element `(k, column)` of the right operand.
#[cube]
pub(super) fn right<F: Float, Pack: Size>(
    b: &Array<Vector<F, Pack>>,
    g: Geometry,
    base: usize,
    k: usize,
    column: usize,
    #[comptime] spec: Spec,
) -> f32 {
    match spec.source {
        Source::Gather => {
            let taps = g.kernel * g.kernel;
            f32::cast_from(b[(column * g.channels + k % g.channels) * taps + k / g.channels][0])
        }
        Source::Spread => {
            let taps = g.kernel.div_ceil(g.stride);
            let tap = k / g.coarse_channels;
            let u = tap_over(g, base / g.stride, tap / taps);
            let v = tap_over(g, base % g.stride, tap % taps);
            let line = (k % g.coarse_channels * g.channels + column) * g.kernel;
            let mut value = 0.0f32;
            if u < g.kernel && v < g.kernel {
                value = f32::cast_from(b[(line + u) * g.kernel + v][0]);
            }
            value
        }
        Source::Weight => {
            let taps = g.kernel * g.kernel;
            under::<F, Pack>(b, g, k, column % taps, column / taps)
        }
        Source::Matrix => {
            let at = if comptime!(spec.layout == Layout::Nt) {
                base + column * g.b.row + k
            } else {
                base + k * g.b.row + column
            };
            f32::cast_from(b[at][0])
        }
    }
}

/// Stores `residual + scale * act(value + bias)` at `row` and from `column` on of the matrix at `base`, which a vector divides.
#[cube]
pub(super) fn finish<F: Float, O: Float, Ends: Size>(
    value: Vector<f32, Ends>,
    bias: &Array<Vector<F, Ends>>,
    scale: &Array<Vector<F, Ends>>,
    residual: &Array<Vector<F, Ends>>,
    out: &mut Array<Vector<O, Ends>>,
    saved: &mut Array<Vector<O, Ends>>,
    g: Geometry,
    base: usize,
    row: usize,
    column: usize,
    #[comptime] spec: Spec,
) {
    let vector = out.vector_size();
    let mut at = base + row * g.out.row + column;
    let mut inside = true.runtime();
    if comptime!(spec.source == Source::Spread) {
        let (image, y, x) = fine(g, base, row);
        inside = y < g.height && x < g.width;
        at = ((image * g.height + y) * g.width + x) * g.n + column;
    }
    let at = at / vector;
    if inside {
        let mut value = value;
        if comptime!(spec.bias) {
            value += Vector::cast_from(bias[column / vector]);
        }
        if comptime!(spec.save) {
            saved[at] = Vector::cast_from(value);
        }
        #[unroll]
        for i in 0..vector {
            value[i] = activate(value[i], spec.activation);
        }
        if comptime!(spec.scale) {
            value *= Vector::cast_from(scale[column / vector]);
        }
        if comptime!(spec.residual) {
            value += Vector::cast_from(residual[at]);
        }
        if comptime!(spec.add) {
            value += Vector::cast_from(out[at]);
        }
        out[at] = Vector::cast_from(value);
    }
}
