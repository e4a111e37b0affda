//! The file of predictions: what `predict` writes and `evaluate` reads, or anyone's tool makes.
//!
//! CSV with a header: `image`, then `label` (0 or 1) and `probability` for classification, or `dice` and `iou` for
//! segmentation. `model`, `regime`, `task`, `finding`, `fold` and `patient` have a meaning; any other column is an attribute
//! to form subgroups by. A segmentation may have `hausdorff_95` and `surface_distance`, empty where a mask is, and `resolution`:
//! `model` where masks are compared at that of the model's input, `original` where at the image's own, a row for each.

use super::subgroups::quantile_groups;
use crate::error::{Error, Result};
use std::fs::File;
use std::io::Write as _;
use std::path::Path;

/// Columns that tell one experiment from another; figures are never pooled over them.
pub const EXPERIMENT_COLUMNS: [&str; 6] = ["model", "regime", "task", "finding", "fold", RESOLUTION_COLUMN];
/// The column of a segmentation that says at which resolution masks were compared.
pub const RESOLUTION_COLUMN: &str = "resolution";
/// Columns of a segmentation that hold distances, in pixels of its resolution, or a unit of the file's own; empty where an image has none.
pub const DISTANCE_COLUMNS: [&str; 2] = ["hausdorff_95", "surface_distance"];
/// The column that says which images belong together in the bootstrap.
pub const PATIENT_COLUMN: &str = "patient";

/// Predictions, by image.
#[derive(Debug, Clone, PartialEq)]
pub struct Predictions {
    images: Vec<String>,
    scores: Scores,
    columns: Vec<Column>,
}

/// What was predicted for each image; fractions from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub enum Scores {
    /// Truth and probability of the finding.
    Classification {
        /// Whether the image has the finding.
        labels: Vec<bool>,
        /// Probability that it has.
        probabilities: Vec<f64>,
    },
    /// Overlap of the predicted and the true mask.
    Segmentation {
        /// Dice coefficient, `2 |A and B| / (|A| + |B|)`.
        dice: Vec<f64>,
        /// Intersection over union, `|A and B| / |A or B|`.
        iou: Vec<f64>,
    },
}

/// A further column: part of the experiment, the patient or an attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Name in the header.
    pub name: String,
    /// Value by image; empty where the file has nothing.
    pub values: Vec<String>,
}

impl Predictions {
    /// Checks that every part has one value an image, that fractions are from 0 to 1 and that names are new.
    ///
    /// # Errors
    /// [`Error::Usage`] that says which of these does not hold.
    pub fn new(images: Vec<String>, scores: Scores, columns: Vec<Column>) -> Result<Self> {
        let [(first_name, first), (second_name, second)] = scores.columns();
        let mut lengths = vec![(first_name, first), (second_name, second)];
        lengths.extend(columns.iter().map(|column| (column.name.as_str(), column.values.len())));
        for (at, (name, length)) in lengths.iter().enumerate() {
            if *length != images.len() {
                return Err(Error::usage(format!("predictions: {} images but {length} of {name}", images.len())));
            }
            if *name == "image" || lengths[..at].iter().any(|(earlier, _)| earlier == name) {
                return Err(Error::usage(format!("predictions: two columns are named {name}; rename one")));
            }
        }
        let fractions: &[(&str, &Vec<f64>)] = match &scores {
            Scores::Classification { probabilities, .. } => &[("probability", probabilities)],
            Scores::Segmentation { dice, iou } => &[("dice", dice), ("iou", iou)],
        };
        for (name, values) in fractions {
            if let Some(row) = values.iter().position(|value| !(0.0..=1.0).contains(value)) {
                let (value, image) = (values[row], &images[row]);
                return Err(Error::usage(format!("{name} of image {image} is {value}, not a number from 0 to 1")));
            }
        }
        Ok(Self { images, scores, columns })
    }

    /// Reads a file of predictions. Spaces around a field do not count.
    ///
    /// # Errors
    /// [`Error::Input`] with the line: a column is missing or named twice, a row is ragged, a label is not 0 or 1, a
    /// fraction is not a finite number from 0 to 1, an image has no name, the text is not UTF-8, or there are no rows.
    pub fn read(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|error| Error::input(path, format!("cannot be read: {error}")))?;
        parse(&bytes).map_err(|message| Error::input(path, message))
    }

    /// Writes the file that [`Predictions::read`] reads, to a temporary name beside it that is then renamed.
    ///
    /// # Errors
    /// [`Error::Input`] if the folder cannot be written to; what was there before is then still there.
    pub fn write(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let failed = |error: &dyn std::fmt::Display| Error::input(path, format!("cannot be written: {error}"));
        let name = path.file_name().ok_or_else(|| failed(&"it has no file name"))?.to_string_lossy();
        let temporary = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
        let bytes = self.to_csv().map_err(|error| failed(&error))?;
        let written = File::create(&temporary)
            .and_then(|mut file| file.write_all(&bytes).and_then(|()| file.sync_all()))
            .and_then(|()| std::fs::rename(&temporary, path));
        written.map_err(|error| {
            // The first error is the one to tell; a leftover that cannot be removed either changes nothing.
            let _ = std::fs::remove_file(&temporary);
            failed(&error)
        })
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.images.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.images.is_empty()
    }

    /// Name of each image, as the manifest has it.
    pub fn images(&self) -> &[String] {
        &self.images
    }

    /// What was predicted.
    pub fn scores(&self) -> &Scores {
        &self.scores
    }

    /// The further columns, in the file's order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Numbers of a further column, by image: `None` where a cell is empty, and everywhere where there is no such column.
    ///
    /// # Errors
    /// [`Error::Usage`] with the first cell that is not a finite number.
    pub fn numbers(&self, name: &str) -> Result<Vec<Option<f64>>> {
        let Some(values) = self.column(name) else { return Ok(vec![None; self.len()]) };
        let parse = |(value, image): (&String, &String)| match value.as_str() {
            "" => Ok(None),
            text => text.parse().ok().filter(|number: &f64| number.is_finite()).map(Some).ok_or_else(|| {
                Error::usage(format!(
                    "{name} of image {image} is {text:?}, not a finite number; leave unknown ones empty"
                ))
            }),
        };
        values.iter().zip(&self.images).map(parse).collect()
    }

    /// The same predictions with a column `NAME:COUNT`, which holds `Q1` ... for the quantile group of the column NAME; empty
    /// where that is empty.
    ///
    /// # Errors
    /// [`Error::Usage`] if no cell holds a number, or one holds something else.
    pub fn with_quantiles(mut self, name: &str, count: usize) -> Result<Self> {
        let numbers = self.numbers(name)?;
        let known: Vec<f64> = numbers.iter().copied().flatten().collect();
        let groups = quantile_groups(&known, count)
            .map_err(|reason| Error::usage(format!("{name} cannot be cut into {count} quantiles: {reason}")))?;
        let mut groups = groups.into_iter();
        let label = |number: &Option<f64>| number.and_then(|_| groups.next()).map(|group| format!("Q{}", group + 1));
        let values = numbers.iter().map(label).map(Option::unwrap_or_default).collect();
        self.columns.push(Column { name: format!("{name}:{count}"), values });
        Ok(self)
    }

    /// Values of a further column.
    pub fn column(&self, name: &str) -> Option<&[String]> {
        self.columns.iter().find(|column| column.name == name).map(|column| column.values.as_slice())
    }

    fn to_csv(&self) -> std::result::Result<Vec<u8>, csv::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let [(first, _), (second, _)] = self.scores.columns();
        writer
            .write_record(["image", first, second].into_iter().chain(self.columns.iter().map(|c| c.name.as_str())))?;
        for (row, image) in self.images.iter().enumerate() {
            let (first, second) = match &self.scores {
                Scores::Classification { labels, probabilities } => {
                    (u8::from(labels[row]).to_string(), probabilities[row].to_string())
                }
                Scores::Segmentation { dice, iou } => (dice[row].to_string(), iou[row].to_string()),
            };
            let further = self.columns.iter().map(|column| column.values[row].as_str());
            writer.write_record([image.as_str(), &first, &second].into_iter().chain(further))?;
        }
        writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
    }
}

impl Scores {
    /// Names and lengths of the two columns.
    fn columns(&self) -> [(&'static str, usize); 2] {
        match self {
            Self::Classification { labels, probabilities } => {
                [("label", labels.len()), ("probability", probabilities.len())]
            }
            Self::Segmentation { dice, iou } => [("dice", dice.len()), ("iou", iou.len())],
        }
    }
}

/// Where the columns with a meaning of their own stand.
struct Layout {
    image: usize,
    first: usize,
    second: usize,
    classification: bool,
}

impl Layout {
    fn of(header: &[String]) -> std::result::Result<Self, String> {
        if let Some(at) = (0..header.len()).find(|&at| header[..at].contains(&header[at])) {
            return Err(format!("line 1: the column {:?} stands there twice; rename one", header[at]));
        }
        let find = |name: &str| header.iter().position(|column| column == name);
        let need = |name: &str| {
            find(name).ok_or_else(|| {
                format!(
                    "line 1: no column {name}; there are {}. Classification needs image, label and probability, \
                     segmentation image, dice and iou",
                    header.join(", ")
                )
            })
        };
        let image = need("image")?;
        let overlap = find("dice").or(find("iou")).is_some();
        match (find("probability").is_some(), overlap) {
            (true, true) => {
                Err("line 1: both probability and dice or iou; put classification and segmentation into a \
                                 file each, or rename the one that is an attribute"
                    .into())
            }
            (false, true) => Ok(Self { image, first: need("dice")?, second: need("iou")?, classification: false }),
            _ => Ok(Self { image, first: need("label")?, second: need("probability")?, classification: true }),
        }
    }
}

fn parse(bytes: &[u8]) -> std::result::Result<Predictions, String> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| format!("line {}: not UTF-8; save the file as UTF-8", line_at(bytes, error.valid_up_to())))?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().map_err(|error| error.to_string())?.iter().map(str::to_string).collect();
    if header.is_empty() {
        return Err("empty; a header with image, label and probability is wanted".into());
    }
    let layout = Layout::of(&header)?;
    let further: Vec<usize> =
        (0..header.len()).filter(|at| ![layout.image, layout.first, layout.second].contains(at)).collect();
    let mut columns: Vec<Column> =
        further.iter().map(|&at| Column { name: header[at].clone(), values: Vec::new() }).collect();
    let (mut images, mut labels, mut first, mut second) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let offset = record.position().map_or(0, |position| position.byte() as usize);
        let here = |message: String| format!("line {}: {message}", line_at(bytes, offset));
        if record.len() != header.len() {
            return Err(here(format!("{} fields where the header has {}", record.len(), header.len())));
        }
        if record[layout.image].is_empty() {
            return Err(here("the image has no name".into()));
        }
        images.push(record[layout.image].to_string());
        if layout.classification {
            labels.push(label(&record[layout.first]).map_err(here)?);
        } else {
            first.push(fraction(&header[layout.first], &record[layout.first]).map_err(here)?);
        }
        second.push(fraction(&header[layout.second], &record[layout.second]).map_err(here)?);
        for (column, &at) in columns.iter_mut().zip(&further) {
            column.values.push(record[at].to_string());
        }
    }
    if images.is_empty() {
        return Err("no rows after the header".into());
    }
    let scores = if layout.classification {
        Scores::Classification { labels, probabilities: second }
    } else {
        Scores::Segmentation { dice: first, iou: second }
    };
    Ok(Predictions { images, scores, columns })
}

fn label(text: &str) -> std::result::Result<bool, String> {
    match text {
        "0" => Ok(false),
        "1" => Ok(true),
        _ => Err(format!("label is {text:?}, not 0 or 1; leave images without a label out")),
    }
}

fn fraction(name: &str, text: &str) -> std::result::Result<f64, String> {
    match text.parse::<f64>() {
        Ok(value) if (0.0..=1.0).contains(&value) => Ok(value),
        _ => Err(format!("{name} is {text:?}, not a number from 0 to 1")),
    }
}

/// Line (from 1) of the record that begins at or after a byte: the reader's own count is one short where blank lines or a
/// carriage return come before.
fn line_at(bytes: &[u8], offset: usize) -> usize {
    let skipped = bytes.iter().skip(offset).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    1 + bytes.iter().take(offset + skipped).filter(|&&byte| byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        parse(text.as_bytes()).expect_err("refused")
    }

    #[test]
    fn reads_what_it_writes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("predictions.csv");
        let scores = Scores::Classification { labels: vec![true, false], probabilities: vec![0.1 + 0.2, 1e-300] };
        let column =
            |name: &str, values: [&str; 2]| Column { name: name.into(), values: values.map(String::from).into() };
        let columns = vec![column("patient", ["p,1", "p \"2\""]), column("chest tube", ["yes", ""])];
        let written = Predictions::new(vec!["a/1.png".into(), "ü.dcm".into()], scores, columns).expect("sound");
        written.write(&path).expect("written");
        written.write(&path).expect("written over");
        assert_eq!(Predictions::read(&path).expect("read"), written);
        assert_eq!(std::fs::read_dir(folder.path()).expect("folder").count(), 1, "no leftovers");
        assert_eq!(written.column("chest tube").expect("column"), ["yes", ""]);

        let segmented = Scores::Segmentation { dice: vec![0.5], iou: vec![1.0 / 3.0] };
        let written = Predictions::new(vec!["1".into()], segmented, vec![]).expect("sound");
        written.write(&path).expect("written");
        assert_eq!(Predictions::read(&path).expect("read"), written);
    }

    #[test]
    fn a_failed_write_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let scores = Scores::Segmentation { dice: vec![0.5], iou: vec![0.4] };
        let predictions = Predictions::new(vec!["1".into()], scores, vec![]).expect("sound");
        let taken = folder.path().join("taken");
        std::fs::create_dir_all(taken.join("inside")).expect("a folder");
        assert!(predictions.write(&taken).is_err());
        assert!(predictions.write(folder.path().join("missing/p.csv")).is_err());
        assert_eq!(std::fs::read_dir(folder.path()).expect("folder").count(), 1);
    }

    #[test]
    fn refuses_with_line_and_reason() {
        for (text, wanted) in [
            ("", "empty"),
            ("image,label,probability\n", "no rows"),
            ("image,label,p\n1,0,0.5\n", "line 1: no column probability; there are image, label, p"),
            ("image,dice\n1,0.5\n", "line 1: no column iou"),
            ("image,label,probability,dice\n", "line 1: both probability and dice"),
            ("image,label,probability,label\n", "line 1: the column \"label\" stands there twice"),
            ("image,label,probability\n1,0,0.5\n2,2,0.5\n", "line 3: label is \"2\""),
            ("image,label,probability\n1,,0.5\n", "line 2: label is \"\""),
            ("image,label,probability\n1,0,nan\n", "line 2: probability is \"nan\""),
            ("image,label,probability\n1,0,inf\n", "line 2: probability is \"inf\""),
            ("image,label,probability\n1,0,1.01\n", "line 2: probability is \"1.01\""),
            ("image,label,probability\n1,0,-0.1\n", "line 2: probability is \"-0.1\""),
            ("image,label,probability\n1,0,x\n", "line 2: probability is \"x\""),
            ("image,dice,iou\n1,0.5,2\n", "line 2: iou is \"2\""),
            ("image,label,probability\n,0,0.5\n", "line 2: the image has no name"),
            ("image,label,probability\n1,0,0.5\n2,0\n", "line 3: 2 fields where the header has 3"),
            ("image,label,probability\n1,0,0.5,7\n", "line 2: 4 fields"),
            ("image,label,probability\n\n\n1,0,0.5\n\n2,3,0.5\n", "line 6: label"),
            ("image,label,probability\r\n1,0,0.5\r\n2,3,0.5\r\n", "line 3: label"),
            ("image,label,probability\n\"1\n2\",0,0.5\n2,3,0.5\n", "line 4: label"),
            ("image,label,probability\n\"1,0,0.5\n", "line 2: 1 fields"),
        ] {
            let found = refusal(text);
            assert!(found.starts_with(wanted), "{text:?}: {found}");
        }
        assert!(parse(b"image,label,probability\n1,0,\xff\n").expect_err("refused").starts_with("line 2: not UTF-8"));
        let missing = Predictions::read("/nonexistent/p.csv").expect_err("refused").to_string();
        assert!(missing.starts_with("/nonexistent/p.csv: cannot be read"), "{missing}");
    }

    #[test]
    fn takes_a_byte_order_mark_and_spaces() {
        let read = parse("\u{feff}image, label ,probability\n1, 1 , 0.5\n".as_bytes()).expect("read");
        assert_eq!(*read.scores(), Scores::Classification { labels: vec![true], probabilities: vec![0.5] });
    }

    #[test]
    fn quantiles_are_a_column() {
        let read = parse(b"image,dice,iou,share\n1,0.5,0.5,3\n2,0.5,0.5,\n3,0.5,0.5,1\n4,0.5,0.5,2\n").expect("read");
        let cut = read.clone().with_quantiles("share", 3).expect("numbers");
        assert_eq!(cut.column("share:3").expect("a column"), ["Q3", "", "Q1", "Q2"]);
        let refused = read.with_quantiles("nothing", 3).expect_err("refused").to_string();
        assert_eq!(refused, "nothing cannot be cut into 3 quantiles: too few values");
        let words = parse(b"image,dice,iou,share\n1,0.5,0.5,big\n").expect("read");
        assert!(words.numbers("share").expect_err("refused").to_string().contains("share of image 1 is \"big\""));
    }

    #[test]
    fn new_refuses_what_does_not_fit() {
        let scores = |value: f64| Scores::Classification { labels: vec![true], probabilities: vec![value] };
        let column = |name: &str, count| Column { name: name.into(), values: vec![String::new(); count] };
        assert!(Predictions::new(vec!["1".into()], scores(f64::NAN), vec![]).is_err());
        assert!(Predictions::new(vec![], scores(0.5), vec![]).is_err());
        assert!(Predictions::new(vec!["1".into()], scores(0.5), vec![column("a", 2)]).is_err());
        assert!(Predictions::new(vec!["1".into()], scores(0.5), vec![column("label", 1)]).is_err());
        assert!(Predictions::new(vec!["1".into()], scores(0.5), vec![column("a", 1)]).is_ok());
    }
}
