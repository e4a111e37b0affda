//! What the tensor-core kernels share: 16x16 pieces of tiles in shared memory as operands of `mma` 16x8x16.
//!
//! Shared memory holds lines of vectors of eight elements. Each unit of a plane of 32 holds, of the left operand, rows `u / 4` and
//! `u / 4 + 8`, and of a sum the same rows and columns `2 (u % 4)` and the next (PTX ISA, "Matrix fragments for mma.m16n8k16").
//! So a sum's registers are in the places that the left operand of the next product wants.

use crate::position;
use cubecl::ir::MatrixIdent;
use cubecl::prelude::barrier::Barrier;
use cubecl::prelude::*;

/// Elements of a vector: 128 bits of f16 or bf16.
pub(crate) const WIDE: usize = 8;

/// Units of a plane, which the fragments' layout fixes.
pub(crate) const PLANE: u32 = 32;

/// Eight elements.
pub(crate) type Wide<F> = Vector<F, Const<8>>;

/// Registers of an operand or of a sum.
pub(crate) type Fragment<F> = Array<Vector<F, Const<2>>>;

/// So many zeroed 16x8 pieces of a sum.
#[cube]
pub(crate) fn zeros(#[comptime] count: usize) -> Sequence<Fragment<f32>> {
    let mut sums = Sequence::<Fragment<f32>>::new();
    #[unroll]
    for _ in 0..count {
        let mut sum = Array::<Vector<f32, Const<2>>>::new(2usize);
        sum[0] = Vector::new(0.0f32);
        sum[1] = Vector::new(0.0f32);
        sums.push(sum);
    }
    sums
}

/// Rows `row` to `row + 16` of the left operand, depths `k` to `k + 16`, from a tile whose first vector is `base` and whose lines
/// are `pitch` vectors apart: lines are rows, or depths where it is `turned`.
#[cube]
pub(crate) fn left<F: Float>(
    tile: &SharedMemory<Wide<F>>,
    base: usize,
    row: usize,
    k: usize,
    #[comptime] pitch: usize,
    #[comptime] turned: bool,
) -> Fragment<F> {
    let unit = lane();
    // Four 8x8 matrices: rows, the next eight rows, then both at the next eight depths.
    let (line, along) = if comptime!(turned) {
        (k + unit % 8 + unit / 16 * 8, row + unit / 8 % 2 * 8)
    } else {
        (row + unit % 16, k + unit / 16 * 8)
    };
    let at = base + line * pitch + along / WIDE;
    let product = cmma::MmaDefinition::<F, F, f32>::new(16usize, 8usize, 16usize);
    product.load_matrix::<Wide<F>, Const<2>>(&tile.slice(at, at + 1), MatrixIdent::A, 4usize, turned)
}

/// Columns `column` to `column + 16` of the right operand, depths `k` to `k + 16`, as two operands of eight columns side by side:
/// lines of the tile are columns, or depths where it is `turned`.
#[cube]
pub(crate) fn right<F: Float>(
    tile: &SharedMemory<Wide<F>>,
    base: usize,
    column: usize,
    k: usize,
    #[comptime] pitch: usize,
    #[comptime] turned: bool,
) -> Fragment<F> {
    let unit = lane();
    // Four 8x8 matrices: depths, the next eight depths, then both at the next eight columns.
    let (line, along) = if comptime!(turned) {
        (k + unit % 16, column + unit / 16 * 8)
    } else {
        (column + unit % 8 + unit / 16 * 8, k + unit / 8 % 2 * 8)
    };
    let at = base + line * pitch + along / WIDE;
    let product = cmma::MmaDefinition::<F, F, f32>::new(16usize, 8usize, 16usize);
    product.load_matrix::<Wide<F>, Const<2>>(&tile.slice(at, at + 1), MatrixIdent::B, 4usize, turned)
}

/// Adds the product of `a` and the `half`-th eight columns of `b` to `sum`.
#[cube]
pub(crate) fn multiply<F: Float>(a: &Fragment<F>, b: &Fragment<F>, sum: &mut Fragment<f32>, #[comptime] half: usize) {
    let product = cmma::MmaDefinition::<F, F, f32>::new(16usize, 8usize, 16usize);
    let mut part = Array::<Vector<F, Const<2>>>::new(2usize);
    part[0] = b[comptime!(2 * half)];
    part[1] = b[comptime!(2 * half + 1)];
    product.execute_inplace::<Const<2>, Const<2>, Const<2>>(a, &part, sum);
}

/// Two neighbouring 16x8 pieces of a sum as a left operand 16 deep.
#[cube]
pub(crate) fn as_left<F: Float>(first: &Fragment<f32>, second: &Fragment<f32>) -> Fragment<F> {
    let mut a = Array::<Vector<F, Const<2>>>::new(4usize);
    a[0] = Vector::cast_from(first[0]);
    a[1] = Vector::cast_from(first[1]);
    a[2] = Vector::cast_from(second[0]);
    a[3] = Vector::cast_from(second[1]);
    a
}

/// The unit's number in its plane.
#[cube]
pub(crate) fn lane() -> usize {
    position::unit() % comptime!(PLANE as usize)
}

/// The row of a unit's `half`-th register of a 16x8 piece of a sum.
#[cube]
pub(crate) fn row_of(#[comptime] half: usize) -> usize {
    lane() / 4 + comptime!(8 * half)
}

/// The column of the first element of a unit's registers of a 16x8 piece of a sum.
#[cube]
pub(crate) fn column_of() -> usize {
    lane() % 4 * 2
}

/// What asynchronous copies wait on; none where copies are plain, since a barrier costs seconds of compilation.
#[cube]
pub(crate) fn arrivals(#[comptime] asynchronous: bool) -> Sequence<Shared<Barrier>> {
    let mut arrivals = Sequence::<Shared<Barrier>>::new();
    if comptime!(asynchronous) {
        arrivals.push(Barrier::shared(CUBE_DIM_X, UNIT_POS_X == 0));
    }
    arrivals
}

/// Waits until what was copied is there, and every unit of the cube is.
#[cube]
pub(crate) fn wait(arrivals: &Sequence<Shared<Barrier>>, #[comptime] asynchronous: bool) {
    if comptime!(asynchronous) {
        arrivals.index(0usize).commit_copy_async();
        arrivals.index(0usize).arrive_and_wait();
    } else {
        sync_cube();
    }
}
