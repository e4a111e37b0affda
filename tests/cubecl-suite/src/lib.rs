//! CubeCL's own tests of a runtime, which nobody here wrote, through its CUDA runtime.

#[cfg(test)]
mod tests {
    use half::{bf16, f16};

    type TestRuntime = cubecl_cuda::CudaRuntime;

    cubecl_core::testgen_all!(f32: [f16, bf16, f32, f64], i32: [i8, i16, i32, i64], u32: [u8, u16, u32, u64]);
}
