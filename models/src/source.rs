//! From what the user wrote for MODEL to weights, configuration and processor.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::config::EncoderConfig;
use crate::error::{Error, Result};
use crate::hub::{self, Repository};
use crate::json::Fields;
use crate::presets::{self, Preset};
use crate::processor::Processor;
use crate::weights::locate;

/// A model that was named: where its weights are, and how to run them.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file or folder for [`crate::weights::Weights::open`]; `None` for a preset that is not on this machine and for
    /// an architecture.
    pub weights: Option<PathBuf>,
    /// The model's configuration.
    pub config: EncoderConfig,
    /// How images become its input.
    pub processor: Processor,
    /// What to call it in results.
    pub name: String,
}

/// Finds the model `spec`: a folder in the hub's layout, a safetensors file (with `arch`, or a `config.json` beside it), a
/// preset's name, `hf:OWNER/NAME[@REVISION]`, or, without weights, a configuration (`.json`) or one of timm's architectures. Presets and `hf:` are
/// looked up in the hub's cache (`HF_HUB_CACHE`, `HF_HOME/hub` or `~/.cache/huggingface/hub`), into which [`crate::hub::fetch`]
/// downloads. A given `arch` goes before any `config.json`.
///
/// # Errors
/// What reading the configuration returns; [`Error::File`] when `spec` is none of these, or not in the cache.
pub fn resolve(spec: &str, arch: Option<&str>) -> Result<Source> {
    resolve_in(spec, arch, cache().as_deref())
}

fn resolve_in(spec: &str, arch: Option<&str>, cache: Option<&Path>) -> Result<Source> {
    let path = Path::new(spec);
    if path.is_dir() {
        return folder(path, path, arch, spec);
    }
    if path.is_file() {
        if path.extension().is_some_and(|extension| extension == "json") {
            let config = EncoderConfig::from_fields(&Fields::read(path)?)?;
            let beside = path.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
            let processor = Processor::read(beside, &config)?;
            let name = path.file_stem().map_or_else(|| spec.to_string(), |name| name.to_string_lossy().into_owned());
            return Ok(Source { weights: None, config, processor, name });
        }
        if path.extension().is_none_or(|extension| extension != "safetensors") {
            return Err(Error::file(
                path,
                "is not a safetensors file; name one, or a folder that holds one, or convert a PyTorch checkpoint with `roentgen convert`",
            ));
        }
        let beside = match path.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        return folder(path, beside, arch, spec);
    }
    if let Some(preset) = presets::find(spec) {
        return from_preset(preset, arch, cache);
    }
    if let Some(repository) = spec.strip_prefix("hf:") {
        return cached(repository, arch, cache);
    }
    if let Ok(config) = EncoderConfig::read_arch(spec) {
        let processor = config.family().default_processor();
        return Ok(Source { weights: None, config, processor, name: spec.to_string() });
    }
    Err(Error::file(
        spec,
        format!(
            "is no model; MODEL is a folder with config.json and safetensors, a .safetensors file (with --arch NAME, or a \
             config.json beside it), hf:OWNER/NAME[@REVISION] of the hub, one of timm's architectures, or a preset: {}",
            presets::names()
        ),
    ))
}

/// A model whose weights are at `weights` and whose configuration is in `dir`.
fn folder(weights: &Path, dir: &Path, arch: Option<&str>, spec: &str) -> Result<Source> {
    let described = arch.and_then(presets::find);
    let config = match arch {
        Some(arch) => EncoderConfig::read_arch(arch)?,
        None => EncoderConfig::read(dir)?,
    };
    let processor = match described {
        // A preset's processor is better than its family's default, but the model's own file is better still.
        Some(preset) if !dir.join("preprocessor_config.json").is_file() => (preset.processor)(),
        _ => Processor::read(dir, &config)?,
    };
    // Weights that cannot be there are refused here, before anything else is done for the model.
    locate(weights)?;
    let name = weights.file_stem().filter(|_| weights.is_file()).or_else(|| dir.file_name());
    let name = name.map_or_else(|| spec.to_string(), |name| name.to_string_lossy().into_owned());
    Ok(Source { weights: Some(weights.to_path_buf()), config, processor, name })
}

fn from_preset(preset: &Preset, arch: Option<&str>, cache: Option<&Path>) -> Result<Source> {
    if let Some(other) = arch.filter(|arch| *arch != preset.name) {
        return Err(Error::file(
            preset.name,
            format!("is a preset and says its own architecture; leave out --arch {other}"),
        ));
    }
    let found = cache.zip(preset.hub).and_then(|(cache, hub)| snapshot(cache, hub, None));
    let Some(dir) = found.filter(|dir| locate(dir).is_ok()) else {
        let config = (preset.config)();
        return Ok(Source { weights: None, config, processor: (preset.processor)(), name: preset.name.to_string() });
    };
    // The snapshot's own files decide; where it lacks them, the preset knows.
    let configured = dir.join("config.json").is_file() || dir.join("open_clip_config.json").is_file();
    let arch = arch.or((!configured).then_some(preset.name));
    let mut source = folder(&dir, &dir, arch, preset.name)?;
    if source.processor.source.starts_with("default of") {
        source.processor = (preset.processor)();
    }
    source.name = preset.name.to_string();
    Ok(source)
}

fn cached(repository: &str, arch: Option<&str>, cache: Option<&Path>) -> Result<Source> {
    let spec = format!("hf:{repository}");
    let repository = Repository::parse(repository)?;
    let Some(dir) = cache.and_then(|cache| snapshot(cache, &repository.name, Some(repository.revision()))) else {
        return Err(Error::file(spec, "is not in the hub's cache"));
    };
    let found = folder(&dir, &dir, arch, &spec)?;
    Ok(Source { name: repository.name, ..found })
}

/// The hub's cache on this machine, if it can be told where it is.
pub(crate) fn cache() -> Option<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("HF_HUB_CACHE")
        .or_else(|| set("HF_HOME").map(|home| home.join("hub")))
        .or_else(|| set("XDG_CACHE_HOME").map(|home| home.join("huggingface/hub")))
        .or_else(|| env::home_dir().map(|home| home.join(".cache/huggingface/hub")))
}

/// The folder of a revision in the cache: the one named (a branch, tag or commit), else what `main` points to, else the
/// only one there is, or the last by name.
pub(crate) fn snapshot(cache: &Path, hub: &str, revision: Option<&str>) -> Option<PathBuf> {
    let repository = hub::folder(cache, hub);
    let snapshots = repository.join("snapshots");
    let existing = |commit: &str| Some(snapshots.join(commit)).filter(|dir| !commit.is_empty() && dir.is_dir());
    let named = |name: &str| {
        let commit = fs::read_to_string(repository.join("refs").join(name)).unwrap_or_default();
        // A commit is a plain name; anything else would lead out of the cache.
        let commit = commit.trim();
        if commit.chars().all(|c| c.is_ascii_alphanumeric()) { existing(commit) } else { None }
    };
    if let Some(revision) = revision {
        return existing(revision).or_else(|| named(revision));
    }
    named("main").or_else(|| {
        let mut dirs: Vec<PathBuf> =
            fs::read_dir(&snapshots).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        dirs.retain(|dir| dir.is_dir());
        dirs.sort();
        dirs.pop()
    })
}

#[cfg(test)]
#[path = "source_tests.rs"]
mod tests;
