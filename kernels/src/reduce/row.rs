//! What kernels that normalise rows share: who takes which row, and how units that share one agree on a sum.

use crate::position;
use crate::{Result, tile};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Device, DeviceKind};

/// Who shares a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Sharing {
    /// Nobody: each unit takes one by itself, which suits a CPU adapter's lanes.
    Unit,
    /// The units of a plane, that many: neighbours read neighbouring addresses and agree by shuffles, without a barrier.
    Plane(u32),
    /// The units of a cube, where planes cannot be relied upon.
    Cube,
}

/// Units of a cube that shares a row.
const ROW_UNITS: u32 = 64;

/// Units of a cube whose planes take a row each.
const PLANES_UNITS: u32 = 256;

/// Grid, cube, and who shares a row.
///
/// # Errors
/// [`crate::Error::Limit`] where the device cannot launch it.
pub(crate) fn launch<R: Runtime>(
    device: &Device<R>,
    name: &'static str,
    rows: usize,
) -> Result<(CubeCount, CubeDim, Sharing)> {
    let info = device.info();
    let sharing = match (info.kind, info.plane) {
        (DeviceKind::Cpu, _) => Sharing::Unit,
        (_, Some(plane)) if PLANES_UNITS <= info.max_units && PLANES_UNITS.is_multiple_of(plane) => {
            Sharing::Plane(plane)
        }
        _ => Sharing::Cube,
    };
    let (units, taken, shared) = match sharing {
        Sharing::Unit => (tile::units(device), tile::units(device), 0),
        Sharing::Plane(plane) => (PLANES_UNITS, PLANES_UNITS / plane, 0),
        Sharing::Cube => (ROW_UNITS.min(info.max_units), 1, 4 * u64::from(ROW_UNITS)),
    };
    let cubes = rows.div_ceil(taken as usize);
    Ok((device.grid(name, cubes as u64)?, device.check_cube(name, units, shared)?, sharing))
}

/// Elements of a row of `width` that a unit moves at once ([`tile::vector`]), at most four where it takes the row by itself: by eights
/// lavapipe ran layer norm's f16 a third slower.
pub(crate) fn vector(dtype: DType, width: usize, sharing: Sharing) -> usize {
    tile::vector(dtype, &[width]).min(if sharing == Sharing::Unit { 4 } else { 8 })
}

/// How values are folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Fold {
    Sum,
    Largest,
}

#[cube]
fn folded(a: f32, b: f32, #[comptime] by: Fold) -> f32 {
    match by {
        Fold::Sum => a + b,
        Fold::Largest => f32::max(a, b),
    }
}

/// The fold of the values of all units that share a row, in a fixed order, known to all of them: by shuffles in a plane, by a tree in
/// shared memory in a cube.
#[cube]
pub(crate) fn fold(value: f32, #[comptime] by: Fold, #[comptime] sharing: Sharing, #[comptime] units: usize) -> f32 {
    let width = comptime!(match sharing {
        Sharing::Unit => 1,
        Sharing::Plane(plane) => plane,
        Sharing::Cube => 0,
    });
    if comptime!(width > 0) {
        let mut value = value;
        #[unroll]
        for step in 0..comptime!(width.max(1).ilog2()) {
            value = folded(value, plane_shuffle_xor(value, comptime!(1u32 << step)), by);
        }
        value
    } else {
        let me = position::unit();
        let mut partial = SharedMemory::<f32>::new(units);
        partial[me] = value;
        sync_cube();
        let mut width = comptime!(units / 2).runtime();
        while width > 0 {
            if me < width {
                partial[me] = folded(partial[me], partial[me + width], by);
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
pub(crate) fn share(length: usize, rows: usize, #[comptime] sharing: Sharing, #[comptime] units: usize) -> Share {
    let stride = comptime!(match sharing {
        Sharing::Unit => 1,
        Sharing::Plane(plane) => plane as usize,
        Sharing::Cube => units,
    });
    let unit = position::unit();
    let row = position::cube() * comptime!(units / stride) + unit / stride;
    let first = unit % stride;
    let stride = stride.runtime();
    let count = (length - usize::min(first, length)).div_ceil(stride);
    Share { row, base: usize::min(row, rows - 1) * length, first, stride, count }
}
