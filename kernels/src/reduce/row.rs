//! What kernels that normalise rows share: who takes which row, and how units that share one agree on a sum.

use crate::position;
use crate::{Result, tile};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Device, DeviceKind};

/// Units that share a row on a GPU; on a CPU adapter each unit takes a row of its own.
const ROW_UNITS: u32 = 64;

/// Grid, cube, and whether each unit takes a row by itself (which suits a CPU adapter's lanes), `rowwise`. Otherwise a cube
/// shares a row, and neighbouring units read neighbouring addresses.
///
/// # Errors
/// [`crate::Error::Limit`] where the device cannot launch it.
pub(crate) fn launch<R: Runtime>(
    device: &Device<R>,
    name: &'static str,
    rows: usize,
) -> Result<(CubeCount, CubeDim, bool)> {
    let rowwise = device.info().kind == DeviceKind::Cpu;
    let (units, cubes, shared) = if rowwise {
        let units = tile::units(device);
        (units, rows.div_ceil(units as usize), 0)
    } else {
        (ROW_UNITS.min(device.info().max_units), rows, 4 * u64::from(ROW_UNITS))
    };
    Ok((device.grid(name, cubes as u64)?, device.check_cube(name, units, shared)?, rowwise))
}

/// Elements of a row of `width` that a unit moves at once ([`tile::vector`]), at most four where it takes the row by itself: by eights
/// lavapipe ran layer norm's f16 a third slower.
pub(crate) fn vector(dtype: DType, width: usize, rowwise: bool) -> usize {
    tile::vector(dtype, &[width]).min(if rowwise { 4 } else { 8 })
}

/// How values are folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Fold {
    Sum,
    Largest,
}

/// The fold of every unit's `value`, by a tree in shared memory, in a fixed order, known to all.
#[cube]
pub(crate) fn fold(value: f32, #[comptime] by: Fold, #[comptime] rowwise: bool, #[comptime] units: usize) -> f32 {
    if comptime!(rowwise) {
        value
    } else {
        let me = position::unit();
        let mut partial = SharedMemory::<f32>::new(units);
        partial[me] = value;
        sync_cube();
        let mut width = comptime!(units / 2).runtime();
        while width > 0 {
            if me < width {
                let other = partial[me + width];
                match by {
                    Fold::Sum => partial[me] += other,
                    Fold::Largest => partial[me] = f32::max(partial[me], other),
                }
            }
            sync_cube();
            width /= 2;
        }
        let folded = partial[0];
        // The next call overwrites what a slower unit may still read.
        sync_cube();
        folded
    }
}

/// What a unit takes of its row: elements `base + first + i * stride` for `i` below `count`.
#[derive(CubeType, Clone, Copy)]
pub(crate) struct Share {
    pub row: usize,
    pub base: usize,
    pub first: usize,
    pub stride: usize,
    pub count: usize,
}

/// This unit's share of a row of `length`. Past the last row it works on the last one, so that barriers stay uniform, and must
/// store nothing.
#[cube]
pub(crate) fn share(length: usize, rows: usize, #[comptime] rowwise: bool, #[comptime] units: usize) -> Share {
    let row = if rowwise { position::absolute() } else { position::cube() };
    let first = if rowwise { 0usize.runtime() } else { position::unit() };
    let stride = comptime!(if rowwise { 1 } else { units }).runtime();
    let count = (length - usize::min(first, length)).div_ceil(stride);
    Share { row, base: usize::min(row, rows - 1) * length, first, stride, count }
}
