//! Reading JSON configurations: every complaint names the file and the field.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::error::{Error, Result};

/// Configurations are a few kilobytes and the index of a large sharded model a few megabytes; more is a mistake.
const LARGEST: u64 = 64 << 20;

/// A JSON object of a file, with the path of fields that leads to it.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    path: PathBuf,
    prefix: String,
    map: Map<String, Value>,
}

impl Fields {
    /// Reads the object in the file `path`.
    pub fn read(path: &Path) -> Result<Self> {
        let size = fs::metadata(path).map_err(|e| Error::file(path, format!("cannot be read ({e})")))?.len();
        if size > LARGEST {
            return Err(Error::file(path, format!("{size} bytes are too many for a configuration")));
        }
        let text = fs::read_to_string(path).map_err(|e| Error::file(path, format!("cannot be read as text ({e})")))?;
        Self::parse(path, &text)
    }

    /// The object in `text`; `path` is what complaints name.
    pub fn parse(path: &Path, text: &str) -> Result<Self> {
        match serde_json::from_str(text) {
            Ok(Value::Object(map)) => Ok(Self { path: path.to_path_buf(), prefix: String::new(), map }),
            Ok(_) => Err(Error::file(path, "is JSON but not an object {...}; is this the model's configuration?")),
            Err(e) => Err(Error::file(path, format!("is not valid JSON ({e}); download or write it again"))),
        }
    }

    /// An object without fields: everything read from it is a default.
    pub fn empty(path: &Path) -> Self {
        Self { path: path.to_path_buf(), prefix: String::new(), map: Map::new() }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.map.keys().map(String::as_str)
    }

    /// The value of a field that is present and not null.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.map.get(name).filter(|value| !value.is_null())
    }

    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// An [`Error::Config`] about the field `name`.
    pub fn wrong(&self, name: &str, message: impl std::fmt::Display) -> Error {
        Error::config(&self.path, format!("field {}{name} {message}", self.prefix))
    }

    fn mismatch(&self, name: &str, value: &Value, wanted: &str) -> Error {
        let mut shown = value.to_string();
        if shown.chars().count() > 60 {
            shown = shown.chars().take(60).chain("...".chars()).collect();
        }
        self.wrong(name, format!("is {shown}, wanted {wanted}"))
    }

    pub fn object(&self, name: &str) -> Result<Option<Self>> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Object(map)) => {
                Ok(Some(Self { path: self.path.clone(), prefix: format!("{}{name}.", self.prefix), map: map.clone() }))
            }
            Some(other) => Err(self.mismatch(name, other, "an object")),
        }
    }

    pub fn text(&self, name: &str) -> Result<Option<&str>> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(self.mismatch(name, other, "a string")),
        }
    }

    pub fn flag(&self, name: &str) -> Result<Option<bool>> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(other) => Err(self.mismatch(name, other, "true or false")),
        }
    }

    /// A list of flags.
    pub fn flags(&self, name: &str) -> Result<Option<Vec<bool>>> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let flags = value.as_array().and_then(|list| list.iter().map(Value::as_bool).collect());
        flags.map(Some).ok_or_else(|| self.mismatch(name, value, "a list of true and false"))
    }

    pub fn number(&self, name: &str) -> Result<Option<f64>> {
        let Some(value) = self.get(name) else { return Ok(None) };
        match value.as_f64() {
            Some(number) if number.is_finite() => Ok(Some(number)),
            _ => Err(self.mismatch(name, value, "a number")),
        }
    }

    pub fn size(&self, name: &str) -> Result<Option<usize>> {
        let Some(value) = self.get(name) else { return Ok(None) };
        self.whole(name, value).map(Some)
    }

    fn whole(&self, name: &str, value: &Value) -> Result<usize> {
        // Some writers store sizes as floats: 224.0 is a size, 224.5 is not.
        let float = || value.as_f64().filter(|f| f.fract() == 0.0 && (0.0..=1e9).contains(f)).map(|f| f as u64);
        match value.as_u64().or_else(float) {
            Some(size) if size <= 1_000_000_000 => Ok(size as usize),
            _ => Err(self.mismatch(name, value, "a whole number that is not negative")),
        }
    }

    /// A list of sizes.
    pub fn sizes(&self, name: &str) -> Result<Option<Vec<usize>>> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Array(list)) => list.iter().map(|size| self.whole(name, size)).collect::<Result<_>>().map(Some),
            Some(other) => Err(self.mismatch(name, other, "a list of sizes")),
        }
    }

    /// One size given as such, or as `[height, width]` that are the same.
    pub fn side(&self, name: &str) -> Result<Option<usize>> {
        match self.edges(name)? {
            Some([height, width]) if height != width => {
                Err(self.wrong(name, format!("is {height}x{width}; squares are read")))
            }
            edges => Ok(edges.map(|[height, _]| height)),
        }
    }

    /// A size given as one number (both edges) or as `[height, width]`.
    pub fn edges(&self, name: &str) -> Result<Option<[usize; 2]>> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Array(list)) => match list.as_slice() {
                [one] => self.whole(name, one).map(|n| Some([n, n])),
                [height, width] => Ok(Some([self.whole(name, height)?, self.whole(name, width)?])),
                _ => Err(self.mismatch(name, &Value::Array(list.clone()), "one size or [height, width]")),
            },
            Some(value) => self.whole(name, value).map(|n| Some([n, n])),
        }
    }

    /// A value for each of the three channels, given as one number or as three.
    pub fn channels(&self, name: &str) -> Result<Option<[f32; 3]>> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let number = |v: &Value| v.as_f64().map(|f| f as f32).filter(|f| f.is_finite());
        let found = match value {
            Value::Array(list) => match list.as_slice() {
                [one] => number(one).map(|n| [n; 3]),
                [r, g, b] => number(r).zip(number(g)).zip(number(b)).map(|((r, g), b)| [r, g, b]),
                _ => None,
            },
            one => number(one).map(|n| [n; 3]),
        };
        found.map(Some).ok_or_else(|| self.mismatch(name, value, "three numbers"))
    }
}
