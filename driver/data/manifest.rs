//! The manifest: a CSV file that names the images of a data set, their splits, labels and attributes.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// A manifest, read and checked. That its images exist is checked when they are read.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// The file it came from.
    pub path: PathBuf,
    /// The names of all columns, in the file's order.
    pub columns: Vec<String>,
    /// One entry for each line behind the header; never empty.
    pub rows: Vec<Row>,
}

/// One image of a manifest.
#[derive(Debug, Clone)]
pub struct Row {
    /// Line in the file, from 1.
    pub line: u64,
    /// The `image` cell, as written.
    pub image: String,
    /// The image's path: `image` seen from the manifest's folder.
    pub path: PathBuf,
    /// The `split` cell, where the manifest has that column.
    pub split: Option<Split>,
    /// Every cell, by [`Manifest::columns`].
    pub values: Vec<String>,
}

/// What an image is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Split {
    /// The weights see it.
    Train,
    /// It chooses the epoch.
    Val,
    /// It is only measured.
    Test,
}

impl Split {
    /// Parses the word a manifest uses.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "train" => Some(Self::Train),
            "val" => Some(Self::Val),
            "test" => Some(Self::Test),
            _ => None,
        }
    }
}

impl fmt::Display for Split {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Train => "train",
            Self::Val => "val",
            Self::Test => "test",
        })
    }
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// [`Error::Input`], with the line where there is one, if the file is missing, empty, not UTF-8 or not rectangular,
    /// has no `image` column, a column twice, no rows, an empty `image` cell or an unknown word as a split.
    pub fn read(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let text = read_text(path)?;
        // Commas separate; a file without any in its header may still be one of a single column.
        let mut reader = csv::ReaderBuilder::new().has_headers(false).trim(csv::Trim::All).from_reader(text.as_bytes());
        let mut records = reader.records();
        let header = match records.next() {
            Some(record) => record.map_err(|error| csv_error(path, &text, &error))?,
            None => {
                return Err(Error::input(path, "the manifest is empty; it needs a header line with an `image` column"));
            }
        };
        let columns: Vec<String> = header.iter().map(str::to_owned).collect();
        check_columns(path, &columns)?;
        let position = |name: &str| columns.iter().position(|column| column == name);
        let image = position("image").unwrap_or_default();
        let splits: Vec<usize> = (0..columns.len()).filter(|&index| is_split(&columns[index])).collect();
        let mut rows = Vec::new();
        for record in records {
            let record = record.map_err(|error| csv_error(path, &text, &error))?;
            let line = line_of(&text, record.position());
            let values: Vec<String> = record.iter().map(str::to_owned).collect();
            let name = values[image].clone();
            if name.is_empty() {
                return Err(Error::input(path, format!("line {line}: the `image` cell is empty; name a file there")));
            }
            for &column in &splits {
                parse_split(path, line, &columns[column], &values[column])?;
            }
            let split = position("split").and_then(|column| Split::from_word(&values[column]));
            let resolved = path.parent().unwrap_or(Path::new("")).join(&name);
            rows.push(Row { line, image: name, path: resolved, split, values });
        }
        if rows.is_empty() {
            return Err(Error::input(path, "the manifest has a header but no rows; add a line for each image"));
        }
        Ok(Self { path: path.to_owned(), columns, rows })
    }

    /// A label column: 1 is `Some(true)`, 0 `Some(false)`, an empty cell (not known) `None`.
    ///
    /// # Errors
    /// [`Error::Input`] if there is no such column, or with the line of a cell that holds anything else.
    pub fn label(&self, name: &str) -> Result<Vec<Option<bool>>> {
        let parse = |(row, value): (&Row, &str)| match value {
            "" => Ok(None),
            "0" | "0.0" => Ok(Some(false)),
            "1" | "1.0" => Ok(Some(true)),
            other => {
                let found = format!("line {}: column `{name}` holds {other:?}", row.line);
                Err(Error::input(&self.path, format!("{found}; a label is 0, 1 or empty")))
            }
        };
        self.rows.iter().zip(self.column(name)?).map(parse).collect()
    }

    /// The cells of a column.
    ///
    /// # Errors
    /// [`Error::Input`] if there is no such column; the message lists those that exist.
    pub fn column(&self, name: &str) -> Result<Vec<&str>> {
        let index = self.columns.iter().position(|column| column == name).ok_or_else(|| {
            let columns = self.columns.join(", ");
            Error::input(&self.path, format!("there is no column `{name}`; the columns are: {columns}"))
        })?;
        Ok(self.rows.iter().map(|row| row.values[index].as_str()).collect())
    }

    /// The splits that a column (`split`, or one of [`Manifest::folds`]) gives the rows.
    ///
    /// # Errors
    /// [`Error::Input`] if there is no such column, or with the line of a cell that is no split.
    pub fn splits(&self, name: &str) -> Result<Vec<Split>> {
        let cells = self.column(name)?;
        self.rows.iter().zip(cells).map(|(row, cell)| parse_split(&self.path, row.line, name, cell)).collect()
    }

    /// The names of the `fold_0`, `fold_1`, ... columns, in the file's order.
    #[must_use]
    pub fn folds(&self) -> Vec<&str> {
        self.columns.iter().map(String::as_str).filter(|column| is_fold(column)).collect()
    }

    /// The columns that are neither `image`, `patient`, a split nor in `exclude` (the labels and masks in use).
    #[must_use]
    pub fn attributes(&self, exclude: &[&str]) -> Vec<String> {
        let fixed = |name: &str| name.is_empty() || name == "image" || name == "patient" || is_split(name);
        self.columns.iter().filter(|name| !fixed(name) && !exclude.contains(&name.as_str())).cloned().collect()
    }

    /// Checks that no patient, and no image, is in two splits. Rows without a patient are held to the image alone.
    ///
    /// # Errors
    /// [`Error::Input`] that names the patient, the two splits and their lines.
    pub fn check_patients(&self) -> Result<()> {
        for split in self.columns.iter().filter(|column| is_split(column)) {
            let splits = self.splits(split)?;
            for kind in ["patient", "image"] {
                if !self.columns.iter().any(|column| column == kind) {
                    continue;
                }
                self.check_apart(split, &splits, kind)?;
            }
        }
        Ok(())
    }

    fn check_apart(&self, column: &str, splits: &[Split], kind: &str) -> Result<()> {
        let mut seen: HashMap<&str, (Split, u64)> = HashMap::new();
        for ((row, name), &split) in self.rows.iter().zip(self.column(kind)?).zip(splits) {
            if name.is_empty() {
                continue;
            }
            let &mut (first, line) = seen.entry(name).or_insert((split, row.line));
            if first != split {
                let places = format!("in {first} (line {line}) and in {split} (line {})", row.line);
                let message = format!(
                    "{kind} {name} is {places} by column `{column}`; keep each {kind} in one split, or scores are inflated"
                );
                return Err(Error::input(&self.path, message));
            }
        }
        Ok(())
    }
}

fn is_fold(column: &str) -> bool {
    column.strip_prefix("fold_").is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a column gives splits: `split`, `fold_0`, `fold_1`, ...
#[must_use]
pub fn is_split(column: &str) -> bool {
    column == "split" || is_fold(column)
}

fn parse_split(path: &Path, line: u64, column: &str, cell: &str) -> Result<Split> {
    Split::from_word(cell).ok_or_else(|| {
        Error::input(path, format!("line {line}: column `{column}` holds {cell:?}; write train, val or test"))
    })
}

fn read_text(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Error::input(path, "no such manifest; check the path"),
        _ => Error::input(path, format!("the manifest cannot be read ({error}); check the file and its permissions")),
    })?;
    // Spreadsheets put a byte order mark before the first column's name.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let line = 1 + bytes[..error.valid_up_to()].iter().filter(|&&byte| byte == b'\n').count();
            Err(Error::input(path, format!("line {line}: the manifest is not UTF-8 text; save it as CSV in UTF-8")))
        }
    }
}

fn check_columns(path: &Path, columns: &[String]) -> Result<()> {
    let mut seen = HashSet::new();
    if let Some(twice) = columns.iter().find(|column| !seen.insert(column.as_str())) {
        return Err(Error::input(path, format!("column `{twice}` is there twice; rename one of them")));
    }
    if !seen.contains("image") {
        let separated = columns.len() == 1 && columns[0].contains([';', '\t']);
        let hint = if separated { "; separate the columns with commas" } else { "; add it, with each image's path" };
        let found = columns.join(", ");
        return Err(Error::input(path, format!("there is no `image` column (found: {found}){hint}")));
    }
    Ok(())
}

/// The line a record starts on: `csv` counts blank lines before a record to the record, so its own number is too small.
fn line_of(text: &str, position: Option<&csv::Position>) -> u64 {
    let Some(position) = position else { return 0 };
    let blank = text.as_bytes().get(position.byte() as usize..).unwrap_or_default();
    let blank = blank.iter().take_while(|&&byte| byte == b'\n' || byte == b'\r').filter(|&&byte| byte == b'\n');
    position.line() + blank.count() as u64
}

fn csv_error(path: &Path, text: &str, error: &csv::Error) -> Error {
    let line = error.position().map(|position| format!("line {}: ", line_of(text, Some(position)))).unwrap_or_default();
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            let hint = "a cell with a comma needs double quotes";
            Error::input(path, format!("{line}has {len} cells where the header has {expected_len}; {hint}"))
        }
        _ => Error::input(path, format!("{line}the manifest is not valid CSV ({error})")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: impl AsRef<[u8]>) -> std::result::Result<Manifest, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("manifest.csv");
        std::fs::write(&path, text).unwrap();
        Manifest::read(&path).map_err(|error| error.to_string())
    }

    fn refused(text: impl AsRef<[u8]>, words: &str) {
        let message = read(text).unwrap_err();
        assert!(message.contains(words) && !message.contains('\n'), "{message}");
    }

    #[test]
    fn rows_have_their_lines_paths_and_splits() {
        let text = "\u{feff}image,split,note\r\na.png,train,\"two\nlines\"\r\n\r\nsub/b.png, test ,x\r\n";
        let manifest = read(text).unwrap();
        assert_eq!(manifest.columns, ["image", "split", "note"]);
        let lines: Vec<u64> = manifest.rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [2, 5]);
        assert_eq!(manifest.rows[1].split, Some(Split::Test));
        assert_eq!(manifest.rows[1].path, manifest.path.parent().unwrap().join("sub/b.png"));
        assert_eq!(manifest.rows[0].values, ["a.png", "train", "two\nlines"]);
        assert_eq!(read("image\na.png\n").unwrap().rows[0].split, None);
    }

    #[test]
    fn labels_are_0_1_or_empty() {
        let manifest = read("image,p,q\na.png,1,\nb.png,0,2\nc.png,,1\n").unwrap();
        assert_eq!(manifest.label("p").unwrap(), [Some(true), Some(false), None]);
        let message = manifest.label("q").unwrap_err().to_string();
        assert!(message.contains("line 3: column `q` holds \"2\""), "{message}");
        let message = manifest.label("r").unwrap_err().to_string();
        assert!(message.contains("no column `r`; the columns are: image, p, q"), "{message}");
    }

    #[test]
    fn attributes_are_the_rest() {
        let manifest = read("image,fold_0,fold_10,patient,p,tube,fold_x\na.png,train,val,1,1,0,2\n").unwrap();
        assert_eq!(manifest.attributes(&["p"]), ["tube", "fold_x"]);
        assert_eq!(manifest.folds(), ["fold_0", "fold_10"]);
        assert_eq!(manifest.splits("fold_10").unwrap(), [Split::Val]);
    }

    #[test]
    fn a_patient_or_image_in_two_splits_is_refused() {
        let good = "image,split,patient\na,train,p1\nb,train,p1\nc,test,p2\nd,test,\ne,train,\n";
        read(good).unwrap().check_patients().unwrap();
        let message = |text: &str| read(text).unwrap().check_patients().unwrap_err().to_string();
        let found = message("image,split,patient\na,train,p1\nb,val,p1\n");
        assert!(found.contains("patient p1 is in train (line 2) and in val (line 3)"), "{found}");
        let found = message("image,fold_0,fold_1,patient\na,train,train,p1\nb,train,test,p1\n");
        assert!(found.contains("by column `fold_1`"), "{found}");
        let found = message("image,split\na,train\na,test\n");
        assert!(found.contains("image a is in train"), "{found}");
    }

    #[test]
    fn bad_manifests_end_in_one_line() {
        refused("", "the manifest is empty");
        refused("image,split\n", "has a header but no rows");
        refused("file,split\na,train\n", "no `image` column (found: file, split)");
        refused("image;split\na;train\n", "separate the columns with commas");
        refused("image,a,a\nx,1,1\n", "column `a` is there twice");
        refused("image,a\nx,1\n\ny,1,2\n", "line 4: has 3 cells where the header has 2");
        refused("image,a\nx\n", "line 2: has 1 cells");
        refused("image,split\nx,training\n", "line 2: column `split` holds \"training\"; write train, val or test");
        refused("image,split\nx,\n", "line 2: column `split` holds \"\"");
        refused("image,a\nx,1\n,1\n", "line 3: the `image` cell is empty");
        refused(b"image,a\nx,1\ny,\xff\n", "line 3: the manifest is not UTF-8");
        let missing = Manifest::read("/nowhere/manifest.csv").unwrap_err().to_string();
        assert!(missing.contains("no such manifest"), "{missing}");
    }
}
