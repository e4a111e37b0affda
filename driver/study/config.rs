//! The study's file: encoders, tasks, folds, and the options of cells. docs/study.md describes it.

use crate::error::{Error, Result};
use crate::training::run::Kind;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use toml::{Spanned, Value};

/// What of a network is trained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Regime {
    /// The head alone.
    Probe,
    /// Everything.
    Finetune,
}

impl Regime {
    /// Its name in predictions.
    pub fn name(self) -> &'static str {
        match self {
            Self::Probe => "probe",
            Self::Finetune => "finetune",
        }
    }
}

/// An encoder of the study.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EncoderEntry {
    /// What tables call it; a part of folders' names.
    pub name: String,
    /// A model as every command takes it; a path is seen from the study's file.
    pub model: String,
    /// Its architecture, where no file says it.
    pub arch: Option<String>,
    /// Begin with initial weights, the same in every cell; `model` may then be a configuration.
    #[serde(default)]
    pub initial: bool,
    /// Its regimes, where not the study's.
    pub regimes: Option<Vec<Regime>>,
    /// Its tasks, where not all of them.
    pub tasks: Option<Vec<Kind>>,
}

/// A task of the study.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskEntry {
    /// What tables call the finding; a part of folders' names.
    pub finding: String,
    /// Classification or segmentation.
    pub task: Kind,
    /// The manifest, seen from the study's file.
    pub manifest: PathBuf,
    /// Its column that is learned.
    pub label: String,
}

/// Options of some of the cells: those that every word here names; an empty list is all of them.
#[derive(Debug, Clone, Default)]
pub struct Set {
    /// Encoders, by name.
    pub encoder: Vec<String>,
    /// Findings.
    pub finding: Vec<String>,
    /// Tasks.
    pub task: Vec<String>,
    /// Regimes.
    pub regime: Vec<String>,
    /// The options.
    pub options: Vec<Setting>,
}

/// One option of the command line, as the file has it.
#[derive(Debug, Clone)]
pub struct Setting {
    /// Its name on the command line, without dashes before it.
    pub name: String,
    /// Its line in the file.
    pub line: usize,
    /// What stands behind it; `None` for a switch that is off.
    pub value: Option<SettingValue>,
}

/// What stands behind an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingValue {
    /// Nothing: a switch.
    On,
    /// A text or number.
    Text(String),
}

/// A study's file, read and checked as far as it can be alone.
#[derive(Debug, Clone)]
pub struct Config {
    /// The file.
    pub path: PathBuf,
    /// As it stands there.
    pub text: String,
    /// Heading of the report.
    pub title: String,
    /// Columns to form subgroups by.
    pub by: Vec<String>,
    /// The folds, or one `None` for the manifest's column `split`.
    pub folds: Vec<Option<u32>>,
    /// Regimes of encoders that name none.
    pub regimes: Vec<Regime>,
    /// The encoders.
    pub encoders: Vec<EncoderEntry>,
    /// The tasks.
    pub tasks: Vec<TaskEntry>,
    /// Options; later ones win.
    pub sets: Vec<Set>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: Option<String>,
    #[serde(default)]
    by: Vec<String>,
    folds: Option<Spanned<Vec<u32>>>,
    regimes: Option<Vec<Regime>>,
    encoder: Vec<Spanned<EncoderEntry>>,
    task: Vec<Spanned<TaskEntry>>,
    #[serde(default)]
    set: Vec<BTreeMap<Spanned<String>, Spanned<Value>>>,
}

impl Config {
    /// Reads a study's file.
    ///
    /// # Errors
    /// With the line: no TOML, an unknown key, a name that is there twice or that cannot name a folder, options for an encoder,
    /// finding, task or regime that the study does not have.
    pub fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).map_err(|error| Error::input(path, format!("cannot be read: {error}")))?;
        let line = |at: usize| 1 + text.as_bytes()[..at.min(text.len())].iter().filter(|&&byte| byte == b'\n').count();
        let wrong = |at: usize, message: String| Error::input(path, format!("line {}: {message}", line(at)));
        let file: File = toml::from_str(&text)
            .map_err(|error| wrong(error.span().map_or(0, |span| span.start), error.message().replace('\n', ", ")))?;
        let mut names = BTreeSet::new();
        for entry in &file.encoder {
            let (at, EncoderEntry { name, .. }) = (entry.span().start, entry.get_ref());
            check_name(name).map_err(|message| wrong(at, message))?;
            if !names.insert(name) {
                return Err(wrong(at, format!("two encoders are named {name}; rename one")));
            }
            if twice(entry.get_ref().regimes.as_deref()) || twice(entry.get_ref().tasks.as_deref()) {
                return Err(wrong(at, format!("encoder {name} names a regime or a task twice")));
            }
        }
        if twice(file.regimes.as_deref()) {
            return Err(wrong(0, "regimes names one twice".to_string()));
        }
        let mut names = BTreeSet::new();
        for entry in &file.task {
            let (at, TaskEntry { finding, task, .. }) = (entry.span().start, entry.get_ref());
            check_name(finding).map_err(|message| wrong(at, message))?;
            if !names.insert((finding, task.name())) {
                return Err(wrong(at, format!("{finding} is there twice for task {}", task.name())));
            }
        }
        let folds = match &file.folds {
            None => vec![None],
            Some(folds) => {
                let unique: BTreeSet<u32> = folds.get_ref().iter().copied().collect();
                if unique.is_empty() || unique.len() < folds.get_ref().len() {
                    return Err(wrong(folds.span().start, "folds are numbers, each once, such as [0, 1, 2]".into()));
                }
                folds.get_ref().iter().copied().map(Some).collect()
            }
        };
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let mut config = Self {
            path: path.to_path_buf(),
            title: file.title.unwrap_or_else(|| format!("Study {stem}")),
            by: file.by,
            folds,
            regimes: file.regimes.unwrap_or_else(|| vec![Regime::Probe, Regime::Finetune]),
            encoders: file.encoder.into_iter().map(Spanned::into_inner).collect(),
            tasks: file.task.into_iter().map(Spanned::into_inner).collect(),
            sets: Vec::new(),
            text: String::new(),
        };
        for table in file.set {
            let set = config.set(table).map_err(|(at, message)| wrong(at, message))?;
            config.sets.push(set);
        }
        config.text = text.clone();
        // Options carry the places of their keys until here.
        for setting in config.sets.iter_mut().flat_map(|set| &mut set.options) {
            setting.line = line(setting.line);
        }
        Ok(config)
    }

    /// The folder that paths of the file are seen from.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// One table of options; an error with its place.
    fn set(&self, table: BTreeMap<Spanned<String>, Spanned<Value>>) -> std::result::Result<Set, (usize, String)> {
        let mut set = Set::default();
        for (key, value) in table {
            let (at, name) = (key.span().start, key.into_inner());
            let value = value.into_inner();
            let known: Vec<&str> = match name.as_str() {
                "encoder" => self.encoders.iter().map(|encoder| encoder.name.as_str()).collect(),
                "finding" => self.tasks.iter().map(|task| task.finding.as_str()).collect(),
                "task" => vec![Kind::Classify.name(), Kind::Segment.name()],
                "regime" => vec![Regime::Probe.name(), Regime::Finetune.name()],
                _ => {
                    let value = setting(value).map_err(|message| (at, format!("{name} {message}")))?;
                    set.options.push(Setting { name: name.replace('_', "-"), line: at, value });
                    continue;
                }
            };
            let words = words(value).map_err(|message| (at, format!("{name} {message}")))?;
            if let Some(word) = words.iter().find(|word| !known.contains(&word.as_str())) {
                return Err((at, format!("{name} {word} is none of {}", known.join(", "))));
            }
            match name.as_str() {
                "encoder" => set.encoder = words,
                "finding" => set.finding = words,
                "task" => set.task = words,
                _ => set.regime = words,
            }
        }
        Ok(set)
    }
}

/// Whether a list names something twice.
fn twice<T: PartialEq>(list: Option<&[T]>) -> bool {
    list.is_some_and(|list| list.iter().enumerate().any(|(at, one)| list[..at].contains(one)))
}

/// A name that is a folder's, too.
fn check_name(name: &str) -> std::result::Result<(), String> {
    let good = |c: char| c.is_ascii_alphanumeric() || "-_.+".contains(c);
    if !name.is_empty() && name.chars().all(good) && !name.starts_with('.') {
        return Ok(());
    }
    Err(format!("{name:?} names a folder, too; use letters, digits and - _ . + only, and no dot first"))
}

/// One word or several.
fn words(value: Value) -> std::result::Result<Vec<String>, String> {
    match value {
        Value::String(word) => Ok(vec![word]),
        Value::Array(values) => values
            .into_iter()
            .map(|value| value.as_str().map(String::from).ok_or_else(|| "takes words in quotes".to_string()))
            .collect(),
        _ => Err("takes a word or a list of words in quotes".into()),
    }
}

/// An option's value as the command line has it.
fn setting(value: Value) -> std::result::Result<Option<SettingValue>, String> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Float(number) => Some(number.to_string()),
        _ => None,
    };
    match &value {
        Value::Boolean(on) => Ok(on.then_some(SettingValue::On)),
        Value::Array(values) => {
            let parts: Option<Vec<String>> = values.iter().map(text).collect();
            parts.map(|parts| Some(SettingValue::Text(parts.join(",")))).ok_or_else(|| "takes numbers or words".into())
        }
        other => text(other)
            .map(|text| Some(SettingValue::Text(text)))
            .ok_or_else(|| "takes a number, a word in quotes, true, false, or a list of numbers or words".to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "by = [\"tube\"]\nfolds = [0, 2]\n[[encoder]]\nname = \"vit\"\nmodel = \"vit.json\"\ninitial = true\n\
        [[task]]\nfinding = \"heart\"\ntask = \"segment\"\nmanifest = \"m.csv\"\nlabel = \"heart_mask\"\n\
        [[set]]\nregime = [\"probe\", \"finetune\"]\nlr = 1e-3\nclass_weights = [1, 4]\nflip = true\nbalanced = false\n";

    fn read(text: &str) -> std::result::Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("study.toml");
        fs::write(&path, text).unwrap();
        Config::read(&path).map_err(|error| error.to_string().replace(&path.display().to_string(), "study.toml"))
    }

    #[test]
    fn a_study_is_read_with_its_options_as_the_command_line_has_them() {
        let config = read(GOOD).unwrap();
        assert_eq!((config.title.as_str(), config.folds.clone()), ("Study study", vec![Some(0), Some(2)]));
        let text = |text: &str| Some(SettingValue::Text(text.to_string()));
        let options: Vec<(&str, usize, Option<SettingValue>)> =
            config.sets[0].options.iter().map(|o| (o.name.as_str(), o.line, o.value.clone())).collect();
        assert!(options.contains(&("lr", 14, text("0.001"))), "{options:?}");
        assert!(options.contains(&("class-weights", 15, text("1,4"))), "{options:?}");
        assert!(options.contains(&("flip", 16, Some(SettingValue::On))) && options.contains(&("balanced", 17, None)));
        assert_eq!(config.sets[0].regime, ["probe", "finetune"]);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let refused = |from: &str, to: &str, words: &str| {
            assert!(GOOD.contains(from));
            let message = read(&GOOD.replace(from, to)).unwrap_err();
            assert!(message.contains(words) && !message.contains('\n'), "{message}");
        };
        refused("initial = true", "intial = true", "study.toml: line 6: unknown field `intial`");
        refused("folds = [0, 2]", "folds = [0, 0]", "line 2: folds are numbers, each once");
        refused("task = \"segment\"", "task = \"segmentation\"", "line 9: unknown variant `segmentation`");
        refused(
            "regime = [\"probe\", \"finetune\"]",
            "regime = \"prob\"",
            "line 13: regime prob is none of probe, finetune",
        );
        refused("lr = 1e-3", "lr = {}", "line 14: lr takes a number");
        refused("name = \"vit\"", "name = \"a/b\"", "line 3: \"a/b\" names a folder");
        refused("[[set]]", "[[encoder]]\nname = \"vit\"\nmodel = \"x\"\n[[set]]", "two encoders are named vit");
        refused("lr = 1e-3", "lr = 1e-3 1", "line 14: ");
        refused("[[task]]", "[[tasks]]", "unknown field `tasks`");
    }
}
