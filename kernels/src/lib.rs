//! The kernels of roentgen: a folder for every operation.
//!
//! Each folder's `mod.rs` states the formula, the shapes and the cost, and holds the host-side function; `forward.rs`
//! (and `backward.rs`) hold the `#[cube]` kernels; `reference.rs` a plain scalar implementation in f64; `cases.rs` the
//! table of cases that drives every test ([`table`]).
//!
//! Gradient convention: a backward function *writes* gradients of activations and *adds* to gradients of parameters,
//! which are f32 whatever the type of the parameter.

pub mod activation;
pub mod adamw;
pub mod attention;
pub mod axpby;
pub mod case;
pub mod cast;
pub mod channel_attention;
pub mod clip;
pub mod conv;
pub mod depthwise;
pub mod depthwise_norm;
pub mod dropout;
pub mod fill;
pub mod grn;
pub mod group_norm;
pub mod join;
pub mod l2_norm;
pub mod layer_norm;
pub mod linear;
pub mod loss;
pub mod matmul;
pub mod max_pool;
mod mma;
pub mod normalize;
pub mod patch_merge;
pub mod pool;
mod position;
pub mod reduce;
pub mod relative_bias;
pub mod resize;
pub mod sgd;
pub mod softmax;
pub mod table;
pub mod tile;
pub mod tokens;

pub use activation::Activation;
pub use case::{Case, relative_l2};
pub use roentgen_runtime::{Error, Result};

/// Runs `$body` with `$float` bound to the Rust type that stores `$dtype`.
macro_rules! with_float {
    ($dtype:expr, $float:ident => $body:expr) => {
        match $dtype {
            roentgen_runtime::DType::F32 => {
                type $float = f32;
                $body
            }
            roentgen_runtime::DType::F16 => {
                type $float = half::f16;
                $body
            }
            roentgen_runtime::DType::Bf16 => {
                type $float = half::bf16;
                $body
            }
        }
    };
}
pub(crate) use with_float;

/// [`with_float`] for the types that tensor cores take. The tile table names no such tile for another.
macro_rules! with_half {
    ($dtype:expr, $float:ident => $body:expr) => {
        match $dtype {
            roentgen_runtime::DType::Bf16 => {
                type $float = half::bf16;
                $body
            }
            _ => {
                type $float = half::f16;
                $body
            }
        }
    };
}
pub(crate) use with_half;
