//! What can go wrong with a model's files, configuration and weights: one clear line each, with what is wrong, where, and
//! what to do.

use std::path::Path;

/// Errors of this crate. [`std::fmt::Display`] gives one line that a user can act on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder is missing, unreadable or not what it should be.
    #[error("{path}: {message}")]
    File {
        /// The file or folder, as the user would recognise it.
        path: String,
        /// What is wrong with it, and what to do.
        message: String,
    },
    /// The weights lack a tensor that the configuration asks for.
    #[error("{path}: tensor {key} is missing{}; {}", wanted_shape(.wanted), nearest(.hint))]
    MissingTensor {
        /// The weights' file or folder.
        path: String,
        /// The tensor's name.
        key: String,
        /// The shape that was asked for; empty when any shape would have done.
        wanted: Vec<usize>,
        /// The existing name nearest to `key`, where one is near.
        hint: Option<String>,
    },
    /// A tensor's shape is not what the configuration asks for.
    #[error(
        "{path}: tensor {key} has shape {found:?}, wanted {wanted:?}; the configuration and the weights do not belong \
         together"
    )]
    Shape {
        /// The weights' file or folder.
        path: String,
        /// The tensor's name.
        key: String,
        /// The shape in the file.
        found: Vec<usize>,
        /// The shape that the configuration asks for.
        wanted: Vec<usize>,
    },
    /// A field of a configuration has a value that cannot be used; the message names the field.
    #[error("{path}: {message}")]
    Config {
        /// The configuration's file, or the name of the preset or architecture.
        path: String,
        /// The field, its value, and what would do.
        message: String,
    },
    /// An architecture or model that this crate does not know; the text lists what it knows.
    #[error("{0}")]
    Unsupported(String),
    /// A device, a kernel launch or a tensor.
    #[error(transparent)]
    Runtime(#[from] roentgen_runtime::Error),
}

/// Shorthand for what this crate's functions return.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An [`Error::File`] about `path`.
    pub fn file(path: impl AsRef<Path>, message: impl std::fmt::Display) -> Self {
        Self::File { path: path.as_ref().display().to_string(), message: message.to_string() }
    }

    /// An [`Error::Config`] about `path`, which may also be the name of a preset or architecture.
    pub fn config(path: impl AsRef<Path>, message: impl std::fmt::Display) -> Self {
        Self::Config { path: path.as_ref().display().to_string(), message: message.to_string() }
    }
}

fn wanted_shape(wanted: &[usize]) -> String {
    if wanted.is_empty() { String::new() } else { format!(" (wanted shape {wanted:?})") }
}

fn nearest(hint: &Option<String>) -> String {
    match hint {
        Some(name) => format!("the nearest name in the file is {name}"),
        None => "no name in the file is near it: is this the right model?".to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_error_is_one_line() {
        let missing = |wanted: &[usize], hint: Option<&str>| Error::MissingTensor {
            path: "m".into(),
            key: "k".into(),
            wanted: wanted.to_vec(),
            hint: hint.map(Into::into),
        };
        assert_eq!(
            missing(&[2, 3], Some("q")).to_string(),
            "m: tensor k is missing (wanted shape [2, 3]); the nearest name in the file is q"
        );
        assert_eq!(
            missing(&[], None).to_string(),
            "m: tensor k is missing; no name in the file is near it: is this the right model?"
        );
        let shape = Error::Shape { path: "m".into(), key: "k".into(), found: vec![1], wanted: vec![2] };
        assert_eq!(
            shape.to_string(),
            "m: tensor k has shape [1], wanted [2]; the configuration and the weights do not belong together"
        );
        assert_eq!(Error::file("a", "b").to_string(), "a: b");
        assert_eq!(Error::config("a", "b").to_string(), "a: b");
    }
}
