//! A CUDA driver without a GPU. Built as `libcuda.so`, it lets the real CUDA runtime of CubeCL, NVRTC, our device code
//! and our host code run unchanged; a PTX interpreter stands behind `cuLaunchKernel`. It is stricter than hardware: what
//! hardware leaves undefined is a fault that names kernel, block, thread and PTX line.
//!
//! `tests/cuda-emulator/run COMMAND ...` runs a command on it. The environment steers it; the README lists the variables.

pub mod driver;
pub mod exec;
pub mod memory;
pub mod ptx;
mod settings;
