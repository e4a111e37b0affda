//! The command line's error: one clear line, with what is wrong, where, and what to do.

use std::path::Path;

/// What a command can end with. [`Error::exit_code`] says which number the process leaves.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command line asks for something that cannot be done; the text says what to ask for instead.
    #[error("{0}")]
    Usage(String),
    /// A file the user named is missing, unreadable or wrong.
    #[error("{path}: {message}")]
    Input {
        /// The file or folder, as the user would recognise it.
        path: String,
        /// What is wrong with it, and what to do.
        message: String,
    },
    /// A check or comparison ran and did not pass.
    #[error("{0}")]
    Failed(String),
    /// A device, a kernel launch or a tensor.
    #[error(transparent)]
    Runtime(#[from] roentgen_runtime::Error),
    /// A model's file, configuration or shape.
    #[error(transparent)]
    Model(#[from] roentgen_models::Error),
}

/// Shorthand for what the driver's functions return.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An [`Error::Input`] about `path`.
    pub fn input(path: impl AsRef<Path>, message: impl std::fmt::Display) -> Self {
        Self::Input { path: path.as_ref().display().to_string(), message: message.to_string() }
    }

    /// An [`Error::Usage`].
    pub fn usage(message: impl std::fmt::Display) -> Self {
        Self::Usage(message.to_string())
    }

    /// 1 for a failed check or comparison, 2 for bad use or input.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Failed(_) => 1,
            _ => 2,
        }
    }
}
