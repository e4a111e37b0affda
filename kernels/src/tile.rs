//! The tile table: which kernel, and with which tile, runs on which kind of device.
//!
//! No hidden tuning: the row is chosen from the device's kind and limits alone and its [`std::fmt::Display`] is part of
//! every result.

use crate::Result;
use cubecl::prelude::*;
use roentgen_runtime::{DType, Device, DeviceInfo, DeviceKind, Tensor};

/// Rows and columns of a cube's tile where larger ones would leave most of a GPU idle.
const SMALL: u32 = 64;

/// How matrix products and attention lay their work on a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tile {
    /// One plane a cube, operands in registers, rows handed out by broadcasts. On CPU adapters every load is a gather,
    /// one scalar at a time, and shared memory is slow: one gather serves a whole plane's worth of rows.
    Plane {
        /// Units of a plane.
        plane: u32,
        /// Groups of `plane` rows a cube computes.
        groups: u32,
        /// Columns a unit owns.
        columns: u32,
    },
    /// Operand tiles in shared memory, multiplied 16x8x16 by tensor cores (f16 and bf16 alone), in planes of 32 units.
    Tensor {
        /// Rows and columns of a cube's tile of a large product; 64 of a small one.
        side: u32,
        /// Depth of a step.
        depth: u32,
        /// Whether tiles are copied asynchronously while the last ones are multiplied.
        asynchronous: bool,
    },
    /// Operand tiles in shared memory, a square of outputs in each unit's registers. Right on a GPU.
    Shared {
        /// Rows and columns of a cube's tile.
        side: u32,
        /// Depth of a step.
        depth: u32,
        /// Rows and columns of a unit's tile.
        unit: u32,
    },
}

impl Tile {
    /// The row for a device and the type that operands are stored in.
    pub fn choose<R: Runtime>(device: &Device<R>, dtype: DType) -> Self {
        Self::of(device.info(), dtype)
    }

    /// [`Tile::choose`] from what is known of a device, which need not be on this machine.
    pub fn of(info: &DeviceInfo, dtype: DType) -> Self {
        if info.mma.contains(&dtype) && info.max_units >= 256 {
            return Self::Tensor { side: 128, depth: 32, asynchronous: info.copy_async };
        }
        match (info.kind, info.plane) {
            // Sixteen rows fill the registers of a core whose plane is eight lanes wide or less.
            (DeviceKind::Cpu, Some(plane @ 2..=16)) => {
                Self::Plane { plane, groups: 16u32.div_ceil(plane).min(4), columns: 8 }
            }
            // On an H200 128x128x16 with 8x8 a unit was up to a tenth slower (docs/performance.md).
            _ if info.max_units >= 256 => Self::Shared { side: 64, depth: 16, unit: 4 },
            _ => Self::Shared { side: 32, depth: 16, unit: 4 },
        }
    }

    /// The tile of a product of which larger ones would leave most of a GPU idle.
    pub fn small(self) -> Self {
        match self {
            Self::Tensor { side, depth, asynchronous } => Self::Tensor { side: side.min(SMALL), depth, asynchronous },
            tile @ (Self::Shared { .. } | Self::Plane { .. }) => tile,
        }
    }
}

/// What a launch occupies: its grid is made from this, and a device that is not on this machine can be reckoned with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Footprint {
    /// Tiles of one matrix, or of one head of one sequence.
    pub tiles: usize,
    /// Cubes of the launch, one for each tile.
    pub cubes: usize,
    /// Units of a cube.
    pub units: u32,
    /// Shared memory of a cube in bytes.
    pub shared_bytes: u64,
    /// FLOPs of a cube's multiply-adds, those on the padding of its tiles included.
    pub flops: u64,
    /// Whether tensor cores do them.
    pub tensor_cores: bool,
}

impl std::fmt::Display for Tile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Plane { plane, groups, columns } => {
                write!(f, "plane {plane}: {}x{}, registers and broadcast", plane * groups, plane * columns)
            }
            Self::Tensor { side, depth, asynchronous } => {
                let copies = if *asynchronous { "asynchronous" } else { "plain" };
                write!(f, "tensor {side}x{side}x{depth}, {copies} copies")
            }
            Self::Shared { side, depth, unit } => write!(f, "shared {side}x{side}x{depth}, {unit}x{unit} a unit"),
        }
    }
}

/// The kernels' row for elementwise and row-wise work: units in a cube.
pub fn units<R: Runtime>(device: &Device<R>) -> u32 {
    // A CPU adapter's cube is a loop over planes: small cubes spread over cores better and cost nothing.
    if device.info().kind == DeviceKind::Cpu {
        device.info().max_units.min(64)
    } else {
        device.info().max_units.min(256)
    }
}

/// The launch of a kernel in which each unit takes one of `total` elements and those past the last return.
///
/// # Errors
/// [`crate::Error::Limit`] where the device cannot launch it.
pub(crate) fn unit_each<R: Runtime>(device: &Device<R>, what: &str, total: usize) -> Result<(CubeCount, CubeDim)> {
    let units = units(device);
    Ok((device.grid(what, (total as u64).div_ceil(units.into()))?, device.check_cube(what, units, 0)?))
}

/// Bytes of a GPU's widest access.
pub(crate) const WIDEST_BYTES: usize = 16;

/// Elements that a unit of a memory-bound kernel moves at once: as many of `dtype` as [`WIDEST_BYTES`] hold, or the
/// largest power of two of them that divides every one of `extents`. So no kernel has a remainder; what nothing divides is
/// moved one by one.
pub(crate) fn vector(dtype: DType, extents: &[usize]) -> usize {
    extents.iter().fold(WIDEST_BYTES / dtype.bytes(), |vector, extent| vector.min(1 << extent.trailing_zeros().min(3)))
}

/// The type of the smaller elements, by which [`vector`] counts where a kernel moves two: the larger move in two accesses.
pub(crate) fn narrow(a: DType, b: DType) -> DType {
    if b.bytes() < a.bytes() { b } else { a }
}

/// An optional output, or a widest vector in its place: a kernel has all its arguments whether it writes them or not.
///
/// # Errors
/// As [`Tensor::empty`].
pub(crate) fn or_stand_in<R: Runtime>(
    output: Option<&Tensor<R>>,
    device: &Device<R>,
    dtype: DType,
) -> Result<Tensor<R>> {
    output.map_or_else(|| Tensor::empty(device, &[8], dtype), |output| Ok(output.clone()))
}
