//! The matrix product for tensor cores: operand tiles in shared memory, two stages of them, sums in registers.
//!
//! A tile's lines lie as its operand does in memory (along the depth, or along rows and columns where it is stored transposed), so
//! that 128-bit loads serve every layout; `ldmatrix` turns them. Operands that are not a multiple of eight wide, or are read under
//! a convolution's window, come element by element.

use super::Layout;
use super::forward::{Geometry, Source, Spec, depths, finish, first, left, right};
use crate::mma::{self, Fragment, WIDE, Wide};
use crate::position;
use cubecl::prelude::barrier::copy_async_checked;
use cubecl::prelude::*;
use roentgen_runtime::at_most_registers;

/// How a cube's tile is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Block {
    /// Rows and columns.
    pub side: usize,
    /// Depth of a step.
    pub depth: usize,
    /// Planes down and across.
    pub down: usize,
    pub across: usize,
    /// Whether whole vectors are loaded.
    pub wide: bool,
    /// Whether they are copied asynchronously.
    pub asynchronous: bool,
    /// Whether whole vectors are stored.
    pub wide_ends: bool,
}

impl Block {
    /// Of a tile of this side: planes own 64x32 of a large one, 32x32 of a small one.
    pub fn new(side: u32, depth: u32, wide: bool, asynchronous: bool, wide_ends: bool) -> Self {
        let across = if side >= 128 { 4 } else { 2 };
        let (side, depth) = (side as usize, depth as usize);
        Self { side, depth, down: 2, across, wide, asynchronous: wide && asynchronous, wide_ends }
    }

    pub fn units(&self) -> u32 {
        (self.down * self.across) as u32 * mma::PLANE
    }

    /// Registers that a thread may take on CUDA: sums, and fragments of both operands; without vectors also where each element is.
    fn registers(&self) -> u32 {
        match (self.wide, self.side >= 128) {
            (true, _) => 128,
            (false, false) => 168,
            (false, true) => 255,
        }
    }

    /// Shared memory in bytes, whatever the operands' layouts.
    pub fn bytes(&self) -> u64 {
        let most = self.size(false).max(self.size(true));
        let staged = if self.wide_ends { 8 * self.down * self.across * 16 * self.staged_pitch() } else { 0 };
        (2 * 2 * most * WIDE * 2 + staged + 16) as u64
    }

    /// Pairs of sums from a line to the next where a plane stages sixteen lines to store them as vectors; four more than a line has, so
    /// that the rows of a fragment meet different banks.
    fn staged_pitch(&self) -> usize {
        self.side / self.across / 2 + 4
    }

    /// Vectors of a line, without its padding.
    fn line(&self, turned: bool) -> usize {
        if turned { self.side / WIDE } else { self.depth / WIDE }
    }

    /// Vectors from a line to the next: one more, so that `ldmatrix` meets every bank once.
    fn pitch(&self, turned: bool) -> usize {
        self.line(turned) + 1
    }

    /// Vectors of one stage.
    fn size(&self, turned: bool) -> usize {
        self.pitch(turned) * if turned { self.depth } else { self.side }
    }
}

/// Whether the lines of the left and right tile run along rows and columns instead of the depth.
fn turned(spec: Spec) -> (bool, bool) {
    match spec.source {
        Source::Matrix => (spec.layout == Layout::Tn, spec.layout != Layout::Nt),
        Source::Weight => (true, true),
        _ => (false, false),
    }
}

/// Brings one step of an operand into a stage: `line0` is its first row or column, `lines` how many there are.
#[cube]
fn fetch<F: Float, Pack: Size>(
    from: &Array<Vector<F, Pack>>,
    tile: &mut SharedMemory<Wide<F>>,
    g: Geometry,
    base: usize,
    pitch_from: usize,
    stage: usize,
    line0: usize,
    lines: usize,
    k0: usize,
    k_last: usize,
    #[comptime] spec: Spec,
    #[comptime] block: Block,
    #[comptime] is_left: bool,
    #[comptime] turned: bool,
) {
    let per_line = comptime!(block.line(turned));
    let units = comptime!(block.units() as usize);
    let me = position::unit();
    // Element by element, unrolled addresses would not fit in registers.
    #[unroll(block.wide)]
    for i in 0..comptime!(block.side * block.depth / WIDE / block.units() as usize) {
        let at = me + i * units;
        let line = at / per_line;
        let along = at % per_line * WIDE;
        let (row, k) = if comptime!(turned) { (line0 + along, k0 + line) } else { (line0 + line, k0 + along) };
        let to = stage * comptime!(block.size(turned)) + line * comptime!(block.pitch(turned)) + along / WIDE;
        if comptime!(block.wide) {
            // Eight at a time divide both ends: a vector is inside or outside as a whole.
            let inside = row < lines && k < k_last;
            let address = base + if comptime!(turned) { k * pitch_from + row } else { row * pitch_from + k };
            let address = select(inside, address / WIDE, 0usize);
            if comptime!(block.asynchronous) {
                let count = select(inside, 1usize, 0usize);
                // SAFETY: a wide operand's vectors are the tile's.
                let source = unsafe { from.slice(address, address + count).downcast_unchecked::<Wide<F>>() };
                copy_async_checked(&source, &mut tile.slice_mut(to, to + 1), comptime!(WIDE as u32));
            } else {
                let mut value = Vector::<F, Const<8>>::new(F::cast_from(0.0f32));
                if inside {
                    value = Vector::cast_from(from[address]);
                }
                tile[to] = value;
            }
        } else {
            let mut value = Vector::<F, Const<8>>::new(F::cast_from(0.0f32));
            #[unroll]
            for j in 0..8usize {
                let (row, k) = if comptime!(turned) { (row + j, k) } else { (row, k + j) };
                if row < lines && k < k_last {
                    value[j] = F::cast_from(if comptime!(is_left) {
                        left::<F, Pack>(from, g, base, row, k, spec)
                    } else {
                        right::<F, Pack>(from, g, base, k, row, spec)
                    });
                }
            }
            tile[to] = value;
        }
    }
}

#[cube(launch_unchecked)]
pub(super) fn matmul_tensor<F: Float, O: Float, Pack: Size, Ends: Size>(
    a: &Array<Vector<F, Pack>>,
    b: &Array<Vector<F, Pack>>,
    bias: &Array<Vector<F, Ends>>,
    scale: &Array<Vector<F, Ends>>,
    residual: &Array<Vector<F, Ends>>,
    out: &mut Array<Vector<O, Ends>>,
    saved: &mut Array<Vector<O, Ends>>,
    g: Geometry,
    tiles_n: usize,
    tiles: usize,
    cubes: usize,
    #[comptime] spec: Spec,
    #[comptime] block: Block,
) {
    at_most_registers(comptime!(block.registers()));
    let (turned_a, turned_b) = comptime!(turned(spec));
    let mut tile_a = SharedMemory::<Wide<F>>::new_aligned(comptime!(2 * block.size(turned_a)), 16usize);
    let mut tile_b = SharedMemory::<Wide<F>>::new_aligned(comptime!(2 * block.size(turned_b)), 16usize);
    let plane_rows = comptime!(block.side / block.down);
    let plane_columns = comptime!(block.side / block.across);
    let rows = comptime!(block.side / block.down / 16);
    let columns = comptime!(block.side / block.across / 16);

    // A cube past the last tile computes on the last one and stores nothing: the barriers stay uniform.
    let cube = usize::min(position::cube(), cubes - 1);
    let batch = cube / tiles;
    let tile = cube - batch * tiles;
    let a_base = first(g.a, g.inner, batch);
    let b_base = first(g.b, g.inner, batch);
    let out_base = first(g.out, g.inner, batch);
    let row0 = tile / tiles_n * block.side;
    let column0 = tile % tiles_n * block.side;
    let plane = position::unit() / comptime!(mma::PLANE as usize);
    let row = plane / block.across * plane_rows;
    let column = plane % block.across * plane_columns;

    let mut sums = mma::zeros(comptime!(2 * rows * columns));
    let (k_first, k_last) = depths(g, batch, spec);
    let steps = (k_last - k_first).div_ceil(block.depth);
    let ready = mma::arrivals(block.asynchronous);
    fetch::<F, Pack>(
        a,
        &mut tile_a,
        g,
        a_base,
        g.a.row,
        0usize.runtime(),
        row0,
        g.m,
        k_first,
        k_last,
        spec,
        block,
        true,
        turned_a,
    );
    fetch::<F, Pack>(
        b,
        &mut tile_b,
        g,
        b_base,
        g.b.row,
        0usize.runtime(),
        column0,
        g.n,
        k_first,
        k_last,
        spec,
        block,
        false,
        turned_b,
    );
    for step in 0..steps {
        let stage = step % 2;
        // The stage's tiles are complete, and no unit still reads the other one's.
        mma::wait(&ready, block.asynchronous);
        let k0 = k_first + (step + 1) * block.depth;
        if k0 < k_last {
            fetch::<F, Pack>(
                a,
                &mut tile_a,
                g,
                a_base,
                g.a.row,
                1 - stage,
                row0,
                g.m,
                k0,
                k_last,
                spec,
                block,
                true,
                turned_a,
            );
            fetch::<F, Pack>(
                b,
                &mut tile_b,
                g,
                b_base,
                g.b.row,
                1 - stage,
                column0,
                g.n,
                k0,
                k_last,
                spec,
                block,
                false,
                turned_b,
            );
        }
        let a_stage = stage * comptime!(block.size(turned_a));
        let b_stage = stage * comptime!(block.size(turned_b));
        #[unroll]
        for depth in 0..comptime!(block.depth / 16) {
            let k = comptime!(depth * 16).runtime();
            let mut lefts = Sequence::<Fragment<F>>::new();
            #[unroll]
            for i in 0..rows {
                let at = row + comptime!(i * 16);
                lefts.push(mma::left::<F>(&tile_a, a_stage, at, k, comptime!(block.pitch(turned_a)), turned_a));
            }
            #[unroll]
            for j in 0..columns {
                let at = column + comptime!(j * 16);
                let b = mma::right::<F>(&tile_b, b_stage, at, k, comptime!(block.pitch(turned_b)), turned_b);
                #[unroll]
                for i in 0..rows {
                    let to = comptime!((i * columns + j) * 2);
                    mma::multiply::<F>(lefts.index(i), &b, sums.index_mut(to), 0usize);
                    mma::multiply::<F>(lefts.index(i), &b, sums.index_mut(comptime!(to + 1)), 1usize);
                }
            }
        }
    }
    if comptime!(block.wide_ends) {
        // A fragment's neighbours lie in other units' registers: through shared memory they become vectors.
        let pitch = comptime!(block.staged_pitch());
        let mut staged = SharedMemory::<Vector<f32, Const<2>>>::new_aligned(
            comptime!(block.down * block.across * 16 * pitch),
            16usize,
        );
        let mine = plane * comptime!(16 * pitch);
        let per_line = comptime!(2 * columns);
        #[unroll]
        for i in 0..rows {
            #[unroll]
            for j in 0..comptime!(2 * columns) {
                let sum = sums.index(comptime!(i * 2 * columns + j));
                #[unroll]
                for half in 0..2usize {
                    staged[mine + mma::row_of(half) * pitch + comptime!(4 * j) + mma::column_of() / 2] = sum[half];
                }
            }
            sync_cube();
            #[unroll]
            for part in 0..columns {
                let vector = mma::lane() + comptime!(part * mma::PLANE as usize);
                let line = vector / per_line;
                let along = vector % per_line;
                let at = row0 + row + comptime!(i * 16) + line;
                let to = column0 + column + along * WIDE;
                if position::cube() < cubes && at < g.m && to < g.n {
                    let mut value = Vector::<f32, Ends>::new(0.0f32);
                    #[unroll]
                    for p in 0..4usize {
                        let pair = staged[mine + line * pitch + along * 4 + p];
                        value[comptime!(2 * p)] = pair[0];
                        value[comptime!(2 * p + 1)] = pair[1];
                    }
                    finish::<F, O, Ends>(value, bias, scale, residual, out, saved, g, out_base, at, to, spec);
                }
            }
            // The next lines overwrite what a slower unit may still read.
            sync_cube();
        }
    } else if position::cube() < cubes {
        #[unroll]
        for i in 0..rows {
            #[unroll]
            for j in 0..comptime!(2 * columns) {
                let sum = sums.index(comptime!(i * 2 * columns + j));
                #[unroll]
                for half in 0..2usize {
                    let at = row0 + row + comptime!(i * 16) + mma::row_of(half);
                    #[unroll]
                    for e in 0..2usize {
                        let to = column0 + column + comptime!(j * 8) + mma::column_of() + e;
                        if at < g.m && to < g.n {
                            let value = Vector::new(sum[half][e]);
                            finish::<F, O, Ends>(value, bias, scale, residual, out, saved, g, out_base, at, to, spec);
                        }
                    }
                }
            }
        }
    }
}
