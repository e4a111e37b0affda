//! Where tokens lie, and what is added to their scores: shared by every attention kernel.

use cubecl::prelude::*;

/// Below every score, and finite: `exp` of it is zero and a difference of two is not NaN.
pub(super) const LOWEST: f32 = -1.0e30;

/// Added to the score of two tokens that a shifted window joins across the map's edge (Swin's mask).
const APART: f32 = -100.0;

/// What is compiled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Spec {
    pub head_dim: usize,
    /// Side of a window; zero where a sequence is a whole image.
    pub window: usize,
    /// Whether windows reach past the map, so that some of their tokens are padding.
    pub padded: bool,
    /// Whether padding has keys and values (a projection's bias); they are zero otherwise.
    pub pad: bool,
    /// Whether windows are shifted.
    pub shift: bool,
    pub bias: bool,
    pub head_scale: bool,
    pub rotary: bool,
}

impl Spec {
    /// Whether whole images attend with nothing added: a score then needs no register for where it lies.
    pub fn plain(self) -> bool {
        self.window == 0 && !(self.bias || self.head_scale || self.rotary)
    }
}

/// Where an operand lies, in elements.
#[derive(CubeType, CubeLaunch, Clone, Copy)]
pub(super) struct Place {
    pub offset: usize,
    pub token: usize,
    pub image: usize,
    /// Of the operand's values for padding.
    pub pad: usize,
}

/// The sizes of an attention. A sequence is an image, or a window of one.
#[derive(CubeType, CubeLaunch, Clone, Copy)]
pub(super) struct Problem {
    pub heads: usize,
    pub queries: usize,
    pub keys: usize,
    pub scale: f32,
    /// Tokens of an image in the output.
    pub tokens: usize,
    pub height: usize,
    pub width: usize,
    /// Windows across and down an image.
    pub across: usize,
    pub down: usize,
    pub shift: usize,
    /// Sequences until the bias repeats, and its strides.
    pub bias_groups: usize,
    pub bias_group: usize,
    pub bias_head: usize,
    /// Tokens in front that are not rotated.
    pub prefix: usize,
    /// Where padding, bias, head scales and rotations start in their arrays.
    pub pad_at: usize,
    pub bias_at: usize,
    pub head_scale_at: usize,
    pub rotary_at: usize,
}

/// Row and column of a window's token in the rolled, padded map.
#[cube]
fn rolled(p: Problem, sequence: usize, token: usize, #[comptime] spec: Spec) -> (usize, usize) {
    let window = sequence % (p.across * p.down);
    let y = window / p.across * spec.window + token / spec.window;
    let x = window % p.across * spec.window + token % spec.window;
    (y, x)
}

/// Image, row within the image's tokens, and whether the token is one of the map's.
#[cube]
pub(super) fn locate(p: Problem, sequence: usize, token: usize, #[comptime] spec: Spec) -> (usize, usize, bool) {
    if comptime!(spec.window == 0) {
        (sequence, token, true.runtime())
    } else {
        let (y, x) = rolled(p, sequence, token, spec);
        let y = (y + p.shift) % (p.down * spec.window);
        let x = (x + p.shift) % (p.across * spec.window);
        (sequence / (p.across * p.down), y * p.width + x, y < p.height && x < p.width)
    }
}

/// Which of the regions that a shift joins a token is in, 0 to 8.
#[cube]
fn region(p: Problem, sequence: usize, token: usize, #[comptime] spec: Spec) -> usize {
    let (y, x) = rolled(p, sequence, token, spec);
    let bottom = p.down * spec.window;
    let right = p.across * spec.window;
    let row = select(y + spec.window < bottom, 0usize, select(y + p.shift < bottom, 1usize, 2usize));
    let column = select(x + spec.window < right, 0usize, select(x + p.shift < right, 1usize, 2usize));
    row * 3 + column
}

/// Channel `d` of a token's head.
#[cube]
pub(super) fn fetch<F: Float, Pack: Size>(
    from: &Array<Vector<F, Pack>>,
    pad: &Array<F>,
    place: Place,
    p: Problem,
    sequence: usize,
    token: usize,
    head: usize,
    d: usize,
    #[comptime] spec: Spec,
) -> f32 {
    let (image, row, real) = locate(p, sequence, token, spec);
    let channel = head * spec.head_dim + d;
    if comptime!(spec.padded) {
        let mut value = 0.0f32;
        if real {
            value = f32::cast_from(from[place.offset + image * place.image + row * place.token + channel][0]);
        } else if comptime!(spec.pad) {
            value = f32::cast_from(pad[p.pad_at + place.pad + channel]);
        }
        value
    } else {
        f32::cast_from(from[place.offset + image * place.image + row * place.token + channel][0])
    }
}

/// Channel `d` of a query's or key's head, rotated where the attention has rotary positions: `rotary` is `[tokens, 2,
/// head_dim]`, cosines then sines, and halves are paired (arXiv 2104.09864 as DINOv3 lays it out).
#[cube]
pub(super) fn fetch_rotated<F: Float, Pack: Size>(
    from: &Array<Vector<F, Pack>>,
    pad: &Array<F>,
    rotary: &Array<F>,
    place: Place,
    p: Problem,
    sequence: usize,
    token: usize,
    head: usize,
    d: usize,
    #[comptime] spec: Spec,
) -> f32 {
    let mut value = fetch::<F, Pack>(from, pad, place, p, sequence, token, head, d, spec);
    if comptime!(spec.rotary) {
        let turned = token >= p.prefix;
        if turned {
            let half = comptime!(spec.head_dim / 2);
            let other = select(d < half, d + half, d - half);
            let pair = fetch::<F, Pack>(from, pad, place, p, sequence, token, head, other, spec);
            let at = p.rotary_at + (token - p.prefix) * comptime!(2 * spec.head_dim) + d;
            let sine = f32::cast_from(rotary[at + spec.head_dim]);
            value = value * f32::cast_from(rotary[at]) + select(d < half, -pair, pair) * sine;
        }
    }
    value
}

/// The scale of a head's scores.
#[cube]
pub(super) fn scale_of<F: Float>(head_scale: &Array<F>, p: Problem, head: usize, #[comptime] spec: Spec) -> f32 {
    if comptime!(spec.head_scale) { p.scale * f32::cast_from(head_scale[p.head_scale_at + head]) } else { p.scale }
}

/// What is added to the scaled score of a query and a key: bias, and the mask of shifted windows; [`LOWEST`] past the last
/// key.
#[cube]
pub(super) fn added<F: Float>(
    bias: &Array<F>,
    p: Problem,
    sequence: usize,
    head: usize,
    query: usize,
    key: usize,
    #[comptime] spec: Spec,
) -> f32 {
    let mut sum = 0.0f32;
    if comptime!(spec.bias) {
        // Past the end any value will do.
        let row = usize::min(query, p.queries - 1) * p.keys + usize::min(key, p.keys - 1);
        sum += f32::cast_from(bias[p.bias_at + sequence % p.bias_groups * p.bias_group + head * p.bias_head + row]);
    }
    if comptime!(spec.shift) {
        let same = region(p, sequence, query, spec) == region(p, sequence, key, spec);
        sum += select(same, 0.0f32, f32::new(APART));
    }
    select(key < p.keys, sum, f32::new(LOWEST))
}

/// Stores channel `channel` of a row's sums, `a` and `b`, or leaves those of a key that is padding in `padding`.
#[cube]
pub(super) fn store<F: Float>(
    a: f32,
    b: f32,
    first: &mut Array<F>,
    second: &mut Array<F>,
    padding: &mut Array<f32>,
    first_place: Place,
    second_place: Place,
    p: Problem,
    sequence: usize,
    row: usize,
    image: usize,
    token: usize,
    real: bool,
    channel: usize,
    #[comptime] spec: Spec,
    #[comptime] keys_side: bool,
) {
    if real {
        first[first_place.offset + image * first_place.image + token * first_place.token + channel] = F::cast_from(a);
        if comptime!(keys_side) {
            let to = second_place.offset + image * second_place.image + token * second_place.token + channel;
            second[to] = F::cast_from(b);
        }
    } else if comptime!(keys_side && spec.padded) {
        let width = p.heads * spec.head_dim;
        let to = padded_token(p, image, token, sequence, row, spec) * 2 * width + channel;
        padding[to] = a;
        padding[to + width] = b;
    }
}

/// The number of a token that is padding, among those of all images: right of the map row by row, then below it.
#[cube]
fn padded_token(p: Problem, image: usize, token: usize, sequence: usize, row: usize, #[comptime] spec: Spec) -> usize {
    // `locate` numbers a token `y * width + x` even where it is padding; the window says which `x` that was.
    let window = sequence % (p.across * p.down);
    let x = (window % p.across * spec.window + row % spec.window + p.shift) % (p.across * spec.window);
    let y = (token - x) / p.width;
    let right = p.across * spec.window - p.width;
    let each = p.down * spec.window * p.across * spec.window - p.height * p.width;
    let below = p.height * right + (usize::max(y, p.height) - p.height) * p.across * spec.window + x;
    let beside = y * right + usize::max(x, p.width) - p.width;
    image * each + select(y < p.height, beside, below)
}
