//! Where a unit is in its launch.
//!
//! A cube has one dimension and a grid two ([`roentgen_runtime::Device::check_cube`] and `grid` make them so). CubeCL's own numbers count
//! with three of each, which costs every kernel their arithmetic, and some kernels registers that they have not got.

use cubecl::prelude::*;

/// The unit's number in its cube.
#[cube]
pub(crate) fn unit() -> usize {
    UNIT_POS_X as usize
}

/// The cube's number in the grid.
#[cube]
pub(crate) fn cube() -> usize {
    CUBE_POS_Y as usize * CUBE_COUNT_X as usize + CUBE_POS_X as usize
}

/// The unit's number in the grid.
#[cube]
pub(crate) fn absolute() -> usize {
    cube() * CUBE_DIM_X as usize + UNIT_POS_X as usize
}
