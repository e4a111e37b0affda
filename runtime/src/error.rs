//! Errors of devices, launches and tensors.

/// What can go wrong between the host and a device. Each prints as one line with the way out.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// No device answers the selector; the text says what was found and what to install.
    #[error("{0}")]
    NoDevice(String),
    /// A selector such as `wgpu:7` that is not understood or out of range.
    #[error("--device {selector}: {message}")]
    Selector {
        /// What the user wrote.
        selector: String,
        /// Why it cannot be used, and what can.
        message: String,
    },
    /// A launch or allocation the device's limits forbid, found before it was tried.
    #[error("{what} needs {needed} {unit}, {device} allows {limit}; {advice}")]
    Limit {
        /// The operation or tensor.
        what: String,
        /// What it needs.
        needed: u64,
        /// What the device allows.
        limit: u64,
        /// Bytes, units or cubes.
        unit: &'static str,
        /// The device's name.
        device: String,
        /// What to change.
        advice: &'static str,
    },
    /// Shapes or types that an operation cannot take.
    #[error("{operation}: {message}")]
    Shape {
        /// The operation that refused.
        operation: &'static str,
        /// Found and wanted.
        message: String,
    },
    /// A type the device has no storage or arithmetic for.
    #[error("{device} has no {dtype} storage; use --dtype f32 or another device")]
    Type {
        /// The device's name.
        device: String,
        /// The type asked for.
        dtype: &'static str,
    },
    /// The device reported a failure: a launch that did not run, or memory that ran out.
    #[error("{device}: {message}")]
    Device {
        /// The device's name.
        device: String,
        /// The driver's or CubeCL's first line.
        message: String,
    },
}

/// Shorthand for what this crate's functions return.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An [`Error::Shape`] for `operation`.
    pub fn shape(operation: &'static str, message: impl Into<String>) -> Self {
        Self::Shape { operation, message: message.into() }
    }
}
