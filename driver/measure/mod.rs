//! Measurements: taken until they are sure enough, written with everything that made them, compared with others.

pub mod document;
pub mod read;
pub mod room;
pub mod sampling;
pub mod spans;
pub mod stats;
pub mod step;
pub mod trend;
pub mod verdict;

pub use document::{Document, Row, Timed};
pub use sampling::{Plan, Sample, Sampled};
pub use stats::Summary;
pub use step::Step;
