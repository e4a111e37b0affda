//! A study: encoders x tasks x regimes x folds, each cell a run of `probe` or `finetune`, resumable at any of them.

pub mod cells;
pub mod check;
pub mod config;
pub mod estimate;
pub mod examples;
pub mod index;
pub mod models;
pub mod run;

pub use cells::{Cell, cells};
pub use config::Config;

/// The folder of the runs in a study's.
pub const RUNS: &str = "runs";
/// The folder of initial weights.
pub const MODELS: &str = "models";
/// The folder of what each encoder costs.
pub const COSTS: &str = "costs";
/// The folder of example masks in a run's.
pub const EXAMPLES: &str = "examples";
