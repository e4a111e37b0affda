//! Casts in f64.

use half::{bf16, f16};
use roentgen_runtime::DType;

/// `x` rounded to `dtype`.
pub fn cast(x: &[f64], dtype: DType) -> Vec<f64> {
    let round = |v: &f64| match dtype {
        DType::F32 => f64::from(*v as f32),
        DType::F16 => f16::from_f64(*v).to_f64(),
        DType::Bf16 => bf16::from_f64(*v).to_f64(),
    };
    x.iter().map(round).collect()
}
