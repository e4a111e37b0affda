//! The launch that every product shares: tile from the table, checks, the kernel that the tile names.

use super::forward::{GeometryLaunch, PlaceLaunch, Source, Spec};
use super::tensor::Block;
use super::{Layout, plane, shared, tensor};
use crate::reduce::{Term, add_axis};
use crate::tile::{self, Footprint, Tile};
use crate::{Result, mma, with_float, with_half};
use cubecl::prelude::*;
use roentgen_runtime::{DType, DeviceInfo, Tensor};

/// Cubes below which a large tile would leave most of a GPU idle: about one for each of its multiprocessors.
const MANY: usize = 108;

/// Depth of a split: with less, summing the parts costs more than it brings.
const LEAST_SPLIT: usize = 512;
const MOST_SPLIT: usize = 16384;

/// The table's tile, or a small one where large ones are too few.
fn choose(info: &DeviceInfo, dtype: DType, [m, n]: [usize; 2], batches: usize) -> Tile {
    let tile = Tile::of(info, dtype);
    let few = |side: u32| m.div_ceil(side as usize) * n.div_ceil(side as usize) * batches < MANY;
    match tile {
        Tile::Tensor { side, .. } if few(side) => tile.small(),
        tile => tile,
    }
}

/// What the launch of `batches` products of `m` rows, `n` columns and depth `k` occupies on a device.
pub fn footprint(info: &DeviceInfo, dtype: DType, [m, n, k]: [usize; 3], batches: usize) -> Footprint {
    let tile = choose(info, dtype, [m, n], batches);
    let (rows, columns, depth, units, shared_bytes) = match tile {
        Tile::Plane { plane, groups, columns } => (plane * groups, plane * columns, 1, plane, 0),
        Tile::Tensor { side, depth, asynchronous } => {
            let block = Block::new(side, depth, true, asynchronous, true);
            (side, side, depth, block.units(), block.bytes())
        }
        Tile::Shared { side, depth, unit } => {
            (side, side, depth, (side / unit) * (side / unit), shared::bytes(side, depth))
        }
    };
    let tiles = m.div_ceil(rows as usize) * n.div_ceil(columns as usize);
    Footprint {
        tiles,
        cubes: tiles * batches,
        units,
        shared_bytes,
        flops: 2 * u64::from(rows) * u64::from(columns) * (k as u64).next_multiple_of(depth.into()),
        tensor_cores: matches!(tile, Tile::Tensor { .. }),
    }
}

/// Where the matrices of an operand lie: see [`super::View`].
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct At {
    pub offset: usize,
    pub row: usize,
    pub outer: usize,
    pub inner: usize,
}

impl At {
    fn launch<R: Runtime>(self) -> PlaceLaunch<R> {
        PlaceLaunch::new(self.offset, self.row, self.outer, self.inner)
    }

    /// Whether every row starts at a multiple of `vector`.
    fn even(self, vector: usize) -> bool {
        [self.offset, self.row, self.outer, self.inner].iter().all(|n| n.is_multiple_of(vector))
    }
}

/// A product as a kernel takes it.
pub(crate) struct Product<'a, R: Runtime> {
    pub a: &'a Tensor<R>,
    pub b: &'a Tensor<R>,
    /// Bias, layer scale and residual.
    pub terms: [Option<&'a Tensor<R>>; 3],
    pub out: &'a Tensor<R>,
    pub saved: Option<&'a Tensor<R>>,
    pub spec: Spec,
    /// `m`, `n` and `k`.
    pub sizes: [usize; 3],
    /// Outer and inner batches.
    pub batches: [usize; 2],
    /// Of `a`, `b` and `out`.
    pub at: [At; 3],
    /// Height, width and channels of the fine map, then of the coarse one; kernel, stride and padding.
    pub maps: [usize; 9],
}

impl<R: Runtime> Product<'_, R> {
    /// Launches it.
    ///
    /// # Errors
    /// [`crate::Error::Limit`] where the device cannot launch it.
    pub fn launch(self) -> Result<()> {
        let [m, n, k] = self.sizes;
        // A software adapter silently ends a unit after 65,535 turns of loops, and a device has little to do where a small
        // product is deep, such as a stem's weight gradient: the depth is split, and the parts summed in order.
        let tiles = footprint(self.a.device().info(), self.a.dtype(), self.sizes, 1).tiles;
        let split = k.div_ceil(MANY.div_ceil(tiles)).next_multiple_of(64).clamp(LEAST_SPLIT, MOST_SPLIT);
        let splits = k.div_ceil(split);
        if !self.spec.add || splits == 1 {
            return self.launch_splits(k);
        }
        let into = self.out;
        let parts = Tensor::empty(self.a.device(), &[splits, m, n], DType::F32)?;
        let at = At { outer: m * n, row: n, ..At::default() };
        let spec = Spec { add: false, split: true, ..self.spec };
        let at = [self.at[0], self.at[1], at];
        let Self { a, b, terms, sizes, maps, .. } = self;
        Product { a, b, terms, out: &parts, saved: None, spec, sizes, batches: [splits, 1], at, maps }
            .launch_splits(split)?;
        add_axis(&parts, [1, splits, m * n], Term::Value, into)
    }

    fn launch_splits(self, split: usize) -> Result<()> {
        const NAME: &str = "matmul";
        let Self { a, b, out, spec, sizes: [m, n, k], .. } = self;
        let device = a.device();
        let batches = self.batches[0] * self.batches[1];
        let Footprint { tiles, cubes, units, shared_bytes, .. } =
            footprint(device.info(), a.dtype(), self.sizes, batches);
        let grid = device.grid(NAME, cubes as u64)?;
        let dim = device.check_cube(NAME, units, shared_bytes)?;
        let saved = tile::or_stand_in(self.saved, device, out.dtype())?;
        let geometry = GeometryLaunch::new(
            m,
            n,
            k,
            self.batches[1],
            self.at[0].launch(),
            self.at[1].launch(),
            self.at[2].launch(),
            self.maps[0],
            self.maps[1],
            self.maps[2],
            self.maps[3],
            self.maps[4],
            self.maps[5],
            self.maps[6],
            self.maps[7],
            self.maps[8],
            split,
        );
        let [bias, scale, residual] = self.terms.map(|term| term.unwrap_or(a).arg(1));
        match choose(device.info(), a.dtype(), [m, n], batches) {
            Tile::Plane { plane, groups, columns } => {
                let along_k = spec.layout == Layout::Nt && spec.source == Source::Matrix;
                let fits = |v: &usize| {
                    along_k
                        && k.is_multiple_of(*v)
                        && [a, b].iter().all(|t| t.len().is_multiple_of(*v))
                        && self.at[..2].iter().all(|at| at.even(*v))
                };
                let vector = [4, 2].into_iter().find(fits).unwrap_or(1);
                // Reads under a window are long code: not unrolled.
                let unroll =
                    if vector == 1 && k.is_multiple_of(4) && spec.source == Source::Matrix { 4 } else { vector };
                let tiles_n = n.div_ceil((plane * columns) as usize);
                with_float!(a.dtype(), F => with_float!(out.dtype(), O => {
                    // SAFETY: rows and columns past the edge are clamped on load and skipped on store; cubes past the
                    // last return at once; operands hold what `at` and `maps` say, checked by the caller.
                    unsafe {
                        plane::matmul::launch_unchecked::<F, O, R>(
                            device.client(), grid, dim, vector, a.arg(vector), b.arg(vector), bias, scale, residual,
                            out.arg(1), saved.arg(1), geometry, tiles_n, tiles, cubes, spec, plane as usize,
                            groups as usize, columns as usize, vector, unroll,
                        );
                    }
                }));
            }
            Tile::Tensor { side, depth, asynchronous } => {
                // Lines of eight: the pitch and every start, and the ends along a line.
                let wide = spec.source == Source::Matrix
                    && self.at[..2].iter().all(|at| at.even(mma::WIDE))
                    && [a, b].iter().all(|t| t.len().is_multiple_of(mma::WIDE))
                    && if spec.layout == Layout::Tn { m } else { k }.is_multiple_of(mma::WIDE)
                    && if spec.layout == Layout::Nt { k } else { n }.is_multiple_of(mma::WIDE);
                let wide_ends = spec.source != Source::Spread
                    && n.is_multiple_of(mma::WIDE)
                    && self.at[2].even(mma::WIDE)
                    // `a` stands in for what is not there.
                    && self.terms.iter().flatten().chain([&a, &out]).all(|t| t.len().is_multiple_of(mma::WIDE));
                let block = Block::new(side, depth, wide, asynchronous, wide_ends);
                let tiles_n = n.div_ceil(side as usize);
                let [vector, ends] = [wide, wide_ends].map(|wide| if wide { mma::WIDE } else { 1 });
                let [bias, scale, residual] = self.terms.map(|term| term.unwrap_or(a).arg(ends));
                with_half!(a.dtype(), F => with_float!(out.dtype(), O => {
                    // SAFETY: as below.
                    unsafe {
                        tensor::matmul_tensor::launch_unchecked::<F, O, R>(
                            device.client(), grid, dim, vector, ends, a.arg(vector), b.arg(vector), bias, scale, residual,
                            out.arg(ends), saved.arg(ends), geometry, tiles_n, tiles, cubes, spec, block,
                        );
                    }
                }));
            }
            Tile::Shared { side, depth, unit } => {
                let tiles_n = n.div_ceil(side as usize);
                with_float!(a.dtype(), F => with_float!(out.dtype(), O => {
                    // SAFETY: rows, columns and depth past the edge read as zero and are not stored; cubes past the
                    // last compute and store nothing; operands hold what `at` and `maps` say, checked by the caller.
                    unsafe {
                        shared::matmul::launch_unchecked::<F, O, R>(
                            device.client(), grid, dim, 1, a.arg(1), b.arg(1), bias, scale, residual, out.arg(1),
                            saved.arg(1), geometry, tiles_n, tiles, cubes, spec, side as usize,
                            depth as usize, unit as usize,
                        );
                    }
                }));
            }
        }
        Ok(())
    }
}
