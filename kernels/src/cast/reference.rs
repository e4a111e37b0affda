//! Casts in f64.

use half::{bf16, f16};
use roentgen_runtime::DType;

/// `x`, whose values are f32's, rounded to `dtype`. Not by `from_f64`, which drops an f64's low half before it rounds: what is just above
/// a tie would be one.
pub fn cast(x: &[f64], dtype: DType) -> Vec<f64> {
    let round = |v: &f64| match dtype {
        DType::F32 => f64::from(*v as f32),
        DType::F16 => f16::from_f32(*v as f32).to_f64(),
        DType::Bf16 => bf16::from_f32(*v as f32).to_f64(),
    };
    x.iter().map(round).collect()
}
