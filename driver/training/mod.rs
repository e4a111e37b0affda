//! Training: a recipe, images, and the loop that fits a network to them.

pub mod augment;
pub mod bounded;
pub mod features;
pub mod fit;
pub mod images;
pub mod learn;
pub mod memory;
pub mod predict;
pub mod recipe;
pub mod run;
pub mod state;
pub mod store;
pub mod task;

pub use fit::{Fitted, fit};
pub use learn::Learn;
pub use recipe::Recipe;
pub use state::Folder;
pub use task::ImageTask;

/// The loss of a classification unless another is named, [`roentgen_models::loss`].
pub const BINARY: &str = "binary-cross-entropy";
/// The loss of a segmentation unless another is named.
pub const PIXELS: &str = "cross-entropy";
