//! The matrix of a study as command lines: each cell is one of `roentgen probe` or `roentgen finetune`.

use super::config::{Config, EncoderEntry, Regime, Set, Setting, SettingValue, TaskEntry};
use crate::commands::{finetune, probe};
use crate::error::{Error, Result};
use crate::training::Learn;
use crate::training::recipe::Recipe;
use crate::training::run::Kind;
use clap::error::{ContextKind, ContextValue};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What the study itself says to a cell's command.
const OWN: [&str; 16] = [
    "model",
    "arch",
    "manifest",
    "label",
    "out",
    "task",
    "name",
    "finding",
    "fold",
    "by",
    "from-scratch",
    "resume",
    "device",
    "quiet",
    "format",
    "help",
];

/// One combination of encoder, task, regime and fold.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Place of the encoder in the study's file.
    pub encoder: usize,
    /// The encoder's name.
    pub model: String,
    /// The finding's name.
    pub finding: String,
    /// Classification or segmentation.
    pub task: Kind,
    /// Probe or fine-tuning.
    pub regime: Regime,
    /// The manifest's fold.
    pub fold: Option<u32>,
    /// The manifest.
    pub manifest: PathBuf,
    /// The column that is learned.
    pub label: String,
    /// Options of its command, by name.
    pub options: BTreeMap<String, SettingValue>,
    /// The model as the study's file names it.
    pub spec: String,
    /// It as commands take it: a path of the file is seen from there.
    pub source: String,
    /// Its architecture, where no file says it.
    pub arch: Option<String>,
    /// Whether it begins with initial weights.
    pub initial: bool,
    /// Columns of subgroups.
    by: Vec<String>,
}

/// A cell's command, parsed.
#[derive(Debug)]
pub enum Job {
    /// A head on frozen features.
    Probe(Box<probe::Args>),
    /// A network that is trained.
    Finetune(Box<finetune::Args>),
}

/// All cells, those of one encoder after another.
///
/// # Errors
/// An option that no command of its cells has, or with a value that it does not take, by its line.
pub fn cells(config: &Config) -> Result<Vec<Cell>> {
    let mut cells = Vec::new();
    for (at, encoder) in config.encoders.iter().enumerate() {
        let before = cells.len();
        let tasks = |task: &&TaskEntry| encoder.tasks.as_ref().is_none_or(|tasks| tasks.contains(&task.task));
        for task in config.tasks.iter().filter(tasks) {
            for &regime in encoder.regimes.as_ref().unwrap_or(&config.regimes) {
                for &fold in &config.folds {
                    cells.push(Cell::new(config, (at, encoder), task, regime, fold));
                }
            }
        }
        if cells.len() == before {
            let message =
                format!("encoder {} has no cell: none of the study's tasks and regimes is its own", encoder.name);
            return Err(Error::input(&config.path, message));
        }
    }
    if cells.is_empty() {
        return Err(Error::input(&config.path, "has no cell: name an [[encoder]], a [[task]] and a regime"));
    }
    for set in &config.sets {
        for setting in &set.options {
            let wrong = |message: String| Error::input(&config.path, format!("line {}: {message}", setting.line));
            if OWN.contains(&setting.name.as_str()) {
                return Err(wrong(format!("{} is the study's to say, not a [[set]]'s", setting.name)));
            }
            if !cells.iter().any(|cell| cell.is_of(set) && has(cell.command(), &setting.name)) {
                return Err(wrong(format!(
                    "{} is no option of the cells that it is for; `roentgen finetune --help` lists them",
                    setting.name
                )));
            }
        }
    }
    for cell in &cells {
        cell.job("-", Path::new("-"), "auto", true).map_err(|error| told(config, cell, &error))?;
    }
    Ok(cells)
}

/// A refused command line, told by the line of the study's file that the option stands in.
fn told(config: &Config, cell: &Cell, error: &clap::Error) -> Error {
    let option = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(text)) => text.trim_start_matches('-').split([' ', '=']).next().unwrap_or_default(),
        _ => "",
    };
    let settings = config.sets.iter().filter(|set| cell.is_of(set)).flat_map(|set| &set.options);
    // The last one wins.
    let line = settings.filter(|setting| setting.name == option).map(|setting| setting.line).next_back();
    let message = error.to_string();
    let message = message.lines().next().unwrap_or_default().trim_start_matches("error: ");
    match line {
        Some(line) => Error::input(&config.path, format!("line {line}: {message}")),
        None => Error::input(&config.path, format!("cell {}: {message}", cell.id())),
    }
}

/// The options of a command as clap has them.
fn arguments<A: clap::Args>(command: &'static str) -> clap::Command {
    A::augment_args(clap::Command::new(command).no_binary_name(true))
}

fn has(command: &'static str, option: &str) -> bool {
    let of = |all: clap::Command| all.get_arguments().any(|argument| argument.get_long() == Some(option));
    if command == "probe" { of(arguments::<probe::Args>(command)) } else { of(arguments::<finetune::Args>(command)) }
}

impl Cell {
    fn new(
        config: &Config,
        (at, encoder): (usize, &EncoderEntry),
        task: &TaskEntry,
        regime: Regime,
        fold: Option<u32>,
    ) -> Self {
        let mut cell = Self {
            encoder: at,
            model: encoder.name.clone(),
            finding: task.finding.clone(),
            task: task.task,
            regime,
            fold,
            manifest: config.folder().join(&task.manifest),
            label: task.label.clone(),
            options: BTreeMap::new(),
            spec: encoder.model.clone(),
            source: Some(config.folder().join(&encoder.model))
                .filter(|path| path.exists())
                .map_or_else(|| encoder.model.clone(), |path| path.display().to_string()),
            arch: encoder.arch.clone(),
            initial: encoder.initial,
            by: config.by.iter().map(|name| name.split(':').next().unwrap_or(name).to_string()).collect(),
        };
        let sets: Vec<&Set> = config.sets.iter().filter(|set| cell.is_of(set)).collect();
        let command = cell.command();
        for set in sets {
            for Setting { name, value, .. } in set.options.iter().filter(|option| has(command, &option.name)) {
                match value {
                    Some(value) => cell.options.insert(name.clone(), value.clone()),
                    None => cell.options.remove(name),
                };
            }
        }
        cell
    }

    /// Whether a set of options is for it.
    fn is_of(&self, set: &Set) -> bool {
        let named = |words: &[String], own: &str| words.is_empty() || words.iter().any(|word| word == own);
        named(&set.encoder, &self.model)
            && named(&set.finding, &self.finding)
            && named(&set.task, self.task.name())
            && named(&set.regime, self.regime.name())
    }

    /// The command that runs it.
    pub fn command(&self) -> &'static str {
        self.regime.name()
    }

    /// Its name, and its folder's below `runs`.
    pub fn id(&self) -> String {
        let fold = self.fold.map_or("split".to_string(), |fold| format!("fold_{fold}"));
        format!("{}/{}/{}/{}/{fold}", self.model, self.finding, self.task.name(), self.regime.name())
    }

    /// What it must be the same in to be the same cell, but for paths.
    pub fn settings(&self) -> serde_json::Value {
        let options: BTreeMap<&str, &str> = self
            .options
            .iter()
            .map(|(name, value)| (name.as_str(), if let SettingValue::Text(text) = value { text } else { "on" }))
            .collect();
        json!({
            "command": self.command(), "model": self.spec, "configuration": self.configuration(), "arch": self.arch,
            "initial": self.initial, "label": self.label, "options": options,
        })
    }

    /// SHA-256 of the file that describes its model, where the model is one or a folder that has one.
    fn configuration(&self) -> Option<String> {
        let path = Path::new(&self.source);
        let file = if path.is_dir() { path.join("config.json") } else { path.to_path_buf() };
        let described = file.extension().is_some_and(|extension| extension == "json");
        described.then(|| crate::training::store::digest(&file).ok()).flatten()
    }

    /// Its command line on the model in `model`, into the folder `out`.
    pub fn line(&self, model: &str, out: &Path) -> Vec<String> {
        let mut line = vec![model.to_string()];
        // In one word, because a value may begin with a minus.
        let word = |name: &str, value: &str| format!("--{name}={value}");
        let mut push = |name: &str, value: &str| line.push(word(name, value));
        push("manifest", &self.manifest.display().to_string());
        push("label", &self.label);
        push("name", &self.model);
        push("finding", &self.finding);
        if let Some(fold) = self.fold {
            push("fold", &fold.to_string());
        }
        if let Some(arch) = self.arch.as_ref().filter(|_| !self.initial) {
            push("arch", arch);
        }
        push("task", self.task.name());
        if !self.by.is_empty() {
            push("by", &self.by.join(","));
        }
        push("out", &out.display().to_string());
        for (name, value) in &self.options {
            match value {
                SettingValue::Text(text) => line.push(word(name, text)),
                SettingValue::On => line.push(format!("--{name}")),
            }
        }
        line
    }

    /// Its command, ready to be run.
    ///
    /// # Errors
    /// Options that its command does not take.
    pub fn job(&self, model: &str, out: &Path, device: &str, quiet: bool) -> std::result::Result<Job, clap::Error> {
        let mut line = self.line(model, out);
        line.push(format!("--device={device}"));
        line.extend(quiet.then(|| "--quiet".to_string()));
        Ok(match self.regime {
            Regime::Probe => Job::Probe(Box::new(parse("probe", line)?)),
            Regime::Finetune => {
                line.push("--resume".to_string());
                Job::Finetune(Box::new(parse("finetune", line)?))
            }
        })
    }

    /// An option's value, where it was set.
    pub fn option(&self, name: &str) -> Option<&str> {
        match self.options.get(name)? {
            SettingValue::Text(text) => Some(text),
            SettingValue::On => Some(""),
        }
    }
}

impl Job {
    /// How it learns.
    pub fn recipe(&self) -> Recipe {
        match self {
            Self::Probe(args) => args.recipe.whole(),
            Self::Finetune(args) => args.recipe.clone(),
        }
    }

    /// What it learns of which images.
    pub fn learn(&self) -> &Learn {
        match self {
            Self::Probe(args) => &args.learn,
            Self::Finetune(args) => &args.learn,
        }
    }
}

/// Parses a command's options.
///
/// # Errors
/// clap's.
pub fn parse<A: clap::Args>(command: &'static str, line: Vec<String>) -> std::result::Result<A, clap::Error> {
    A::from_arg_matches(&arguments::<A>(command).try_get_matches_from(line)?)
}
