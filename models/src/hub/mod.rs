//! Models of the hub, `hf:OWNER/NAME[@REVISION]`: downloaded once into the cache that Python's `huggingface_hub` shares.
//!
//! [`fetch`] asks the hub for the revision's commit and files, and fetches what a model needs: configurations, and its
//! safetensors. A file is written to `blobs/HASH.incomplete`, goes on there after an interruption, and takes its own name
//! only when size and checksum are what the hub said. What is in the cache is used as it is; a branch that moved on is
//! fetched anew only by its commit. The environment: `HF_ENDPOINT`, `HF_TOKEN`, `HF_HOME`, `HF_HUB_CACHE`, `HF_HUB_OFFLINE`.
//! The cache's layout: <https://github.com/huggingface/huggingface_hub>, `docs/source/en/guides/manage-cache.md`.

mod download;
mod listing;

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use hf_hub::api::sync::{Api, ApiBuilder, ApiRepo};
use hf_hub::{Cache, Repo, RepoType};
use serde_json::Value;
use ureq::config::RedirectAuthHeaders;
use ureq::http::Response;
use ureq::{Agent, Body};

use crate::error::{Error, Result};
use crate::json::Fields;
use crate::source;
use crate::weights::{INDEX, Located, SINGLE, locate};

/// Configurations that are read where a model has them.
const CONFIGURATIONS: [&str; 4] =
    ["config.json", "open_clip_config.json", "preprocessor_config.json", "processor_config.json"];

/// What is told of a download while it runs: the file, the bytes that are there, the bytes of the whole.
pub type Progress<'a> = &'a mut dyn FnMut(&str, u64, u64);

/// A model's repository, and which revision of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// `OWNER/NAME`.
    pub name: String,
    /// A branch, tag or commit; `None` for `main`.
    pub revision: Option<String>,
}

impl Repository {
    /// Parses `OWNER/NAME[@REVISION]`.
    ///
    /// # Errors
    /// [`Error::File`] for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        let (name, revision) = match text.split_once('@') {
            Some((name, revision)) => (name, Some(revision)),
            None => (text, None),
        };
        let well_formed = name.split_once('/').is_some_and(|(owner, name)| plain(owner) && plain(name));
        // A branch may have a path, such as refs/pr/1, where the hub keeps conversions to safetensors.
        let revision_formed = revision.is_none_or(|revision| revision.split('/').all(plain));
        if !well_formed || !revision_formed {
            return Err(Error::file(format!("hf:{text}"), "is not of the form hf:OWNER/NAME[@REVISION]"));
        }
        Ok(Self { name: name.to_string(), revision: revision.map(str::to_string) })
    }

    pub(crate) fn revision(&self) -> &str {
        self.revision.as_deref().unwrap_or("main")
    }

    fn spec(&self) -> String {
        let at = self.revision.as_ref().map(|revision| format!("@{revision}")).unwrap_or_default();
        format!("hf:{}{at}", self.name)
    }

    fn fail(&self, message: impl std::fmt::Display) -> Error {
        Error::file(self.spec(), message)
    }
}

/// Whether `part` can stand in a path or an address without meaning anything there.
fn plain(part: &str) -> bool {
    let known = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    !part.is_empty() && !part.starts_with('.') && !part.contains("..") && part.chars().all(known)
}

/// The folder of repository `name` in the cache.
pub(crate) fn folder(cache: &Path, name: &str) -> PathBuf {
    cache.join(format!("models--{}", name.replace('/', "--")))
}

/// Makes sure that the model `repository` (`OWNER/NAME[@REVISION]`) is in the hub's cache; downloads what it lacks.
///
/// # Errors
/// [`Error::File`] with the way out: offline and not in the cache, no network, no such model or revision, terms to be
/// accepted, no safetensors, an interrupted download (the next run goes on with it), a file that is not what the hub says.
pub fn fetch(repository: &str, progress: Progress) -> Result<()> {
    let repository = Repository::parse(repository)?;
    let cache =
        source::cache().ok_or_else(|| repository.fail("there is no folder for the hub's cache; set HF_HOME to one"))?;
    if source::snapshot(&cache, &repository.name, Some(repository.revision())).is_some_and(|dir| complete(&dir)) {
        return Ok(());
    }
    if offline() {
        let message =
            format!("is not in the hub's cache ({}), and HF_HUB_OFFLINE forbids to download it", cache.display());
        return Err(repository.fail(message));
    }
    Client::new(&repository, &cache)?.fetch(progress)
}

/// `HF_HUB_OFFLINE`, with the values that `huggingface_hub` takes for yes.
fn offline() -> bool {
    let value = env::var("HF_HUB_OFFLINE").unwrap_or_default();
    ["1", "ON", "YES", "TRUE"].contains(&value.to_uppercase().as_str())
}

/// Whether a snapshot holds a configuration and all weights. Weights are fetched last, so that what has them has the rest.
fn complete(dir: &Path) -> bool {
    let configured = CONFIGURATIONS[..2].iter().any(|name| dir.join(name).is_file());
    let weights = match locate(dir) {
        Ok(Located::File(_)) => true,
        Ok(Located::Index(index)) => {
            shards(&index).is_ok_and(|shards| shards.iter().all(|shard| dir.join(shard).is_file()))
        }
        Err(_) => false,
    };
    configured && weights
}

/// The files that a sharded model's index names.
fn shards(index: &Path) -> Result<BTreeSet<String>> {
    let map = Fields::read(index)?.object("weight_map")?;
    let map = map.ok_or_else(|| Error::file(index, "has no field weight_map"))?;
    let shard = |key| match map.get(key) {
        Some(Value::String(shard)) if plain(shard) => Ok(shard.clone()),
        _ => Err(map.wrong(key, "wanted the name of a file in the same folder")),
    };
    map.names().map(shard).collect()
}

/// How long the hub may take to accept a connection and to begin an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// One repository of the hub.
struct Client<'a> {
    repository: &'a Repository,
    /// The repository's folder in the cache.
    folder: PathBuf,
    api: Api,
    token: Option<String>,
    /// Fetches files.
    agent: Agent,
}

impl<'a> Client<'a> {
    fn new(repository: &'a Repository, cache: &Path) -> Result<Self> {
        // Spaces and line breaks around it, as a file or a shell leaves them, are no part of it; Python's client strips them, too.
        let trimmed = |token: String| Some(token.trim().to_string()).filter(|token| !token.is_empty());
        let token = env::var("HF_TOKEN").ok().and_then(trimmed).or_else(|| Cache::from_env().token().and_then(trimmed));
        if token.as_ref().is_some_and(|token| !token.chars().all(|c| c.is_ascii_graphic())) {
            return Err(repository.fail("HF_TOKEN is no token: it holds more than letters, digits and signs"));
        }
        let api = ApiBuilder::from_env().with_token(token.clone()).build();
        let api = api.map_err(|e| repository.fail(format!("the hub cannot be asked ({e})")))?;
        // The hub leads to where a file lies, on another host, which is not to see the token.
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .redirect_auth_headers(RedirectAuthHeaders::SameHost)
            .timeout_connect(Some(PATIENCE))
            .timeout_recv_response(Some(PATIENCE))
            .build();
        Ok(Self { repository, folder: folder(cache, &repository.name), api, token, agent: agent.into() })
    }

    fn repo(&self, revision: &str) -> ApiRepo {
        self.api.repo(Repo::with_revision(self.repository.name.clone(), RepoType::Model, revision.to_string()))
    }

    /// The model's page, for people.
    fn page(&self) -> String {
        let url = self.repo("main").url("");
        url.split("/resolve/").next().unwrap_or_default().to_string()
    }

    fn answered(&self, result: std::result::Result<Response<Body>, ureq::Error>) -> Result<Response<Body>> {
        result.map_err(|e| self.unreachable(&e))
    }

    fn unreachable(&self, error: &ureq::Error) -> Error {
        let page = self.page();
        self.repository
            .fail(format!("{page} cannot be reached ({error}); check the network and HF_ENDPOINT, or name a folder"))
    }

    fn fetch(&self, progress: Progress) -> Result<()> {
        let listing = self.listing()?;
        let snapshot = self.folder.join("snapshots").join(&listing.commit);
        let mut get = |name: &str| self.get(&listing, name, &snapshot, progress);
        for name in CONFIGURATIONS {
            if listing.has(name) {
                get(name)?;
            }
        }
        if listing.has(SINGLE) {
            get(SINGLE)?;
        } else if listing.has(INDEX) {
            get(INDEX)?;
            for shard in shards(&snapshot.join(INDEX))? {
                get(&shard)?;
            }
        } else {
            get(&listing.only_safetensors(self.repository)?)?;
        }
        if self.repository.revision() != listing.commit {
            let path = self.folder.join("refs").join(self.repository.revision());
            let folder = path.parent().unwrap_or(&self.folder);
            let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, &listing.commit));
            written.map_err(|e| self.repository.fail(format!("the hub's cache cannot be written ({e})")))?;
        }
        Ok(())
    }
}
