//! What the hub says of a revision: its commit, and its files with size and checksum.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use ureq::http::StatusCode;
use ureq::http::header::HeaderMap;

use super::{Client, Repository, plain};
use crate::error::Result;
use crate::json::Fields;

/// The hub's answer is a few hundred bytes a file.
const LARGEST: u64 = 64 << 20;

/// A revision's commit and the files at its top.
#[derive(Debug)]
pub struct Listing {
    /// The commit's hash.
    pub commit: String,
    files: BTreeMap<String, Remote>,
}

/// A file of the hub's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remote {
    /// Bytes.
    pub size: u64,
    /// How it is checked; the hash is also its name in the cache.
    pub checksum: Checksum,
}

/// A hash in lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checksum {
    /// Of the content: large files.
    Sha256(String),
    /// Git's hash of a blob, SHA-1 of `blob SIZE\0` and the content: small files.
    Git(String),
}

impl Checksum {
    /// The hash itself.
    pub fn hash(&self) -> &str {
        match self {
            Self::Sha256(hash) | Self::Git(hash) => hash,
        }
    }
}

impl Listing {
    /// Whether there is a file `name`.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// The file `name`.
    pub fn file(&self, name: &str) -> Option<&Remote> {
        self.files.get(name)
    }

    /// The name of the only safetensors file, where it has a name of its own.
    pub fn only_safetensors(&self, repository: &Repository) -> Result<String> {
        let ending = |endings: &[&str]| -> Vec<&str> {
            let ends = |name: &&str| endings.iter().any(|ending| name.ends_with(ending));
            self.files.keys().map(String::as_str).filter(ends).collect()
        };
        match (ending(&[".safetensors"]).as_slice(), ending(&[".bin", ".pth", ".pt", ".ckpt"]).first()) {
            ([only], _) => Ok(only.to_string()),
            ([], Some(checkpoint)) => Err(repository.fail(format!(
                "publishes no safetensors, only {checkpoint}; download that and convert it with `roentgen convert`"
            ))),
            ([], None) => Err(repository.fail("publishes no safetensors at the top of its files")),
            (several, _) => Err(repository.fail(format!(
                "publishes several safetensors files ({}); download one and name it",
                several.join(", ")
            ))),
        }
    }

    /// Reads the hub's answer. Whatever of it becomes part of a path is checked.
    fn parse(repository: &Repository, text: &str) -> Result<Self> {
        let strange = |what: &str| repository.fail(format!("the hub's answer {what}; is HF_ENDPOINT a hub?"));
        let answer = Fields::parse(Path::new(&repository.spec()), text)?;
        let commit =
            answer.text("sha")?.filter(|sha| hexadecimal(sha, 40)).ok_or_else(|| strange("names no commit"))?;
        let mut files = BTreeMap::new();
        let Some(Value::Array(siblings)) = answer.get("siblings") else { return Err(strange("lists no files")) };
        for file in siblings {
            let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_string);
            // Files in folders are other formats and examples.
            let Some(name) = text(file, "rfilename").filter(|name| plain(name)) else { continue };
            let (checksum, length) = match file.get("lfs").filter(|lfs| !lfs.is_null()) {
                Some(lfs) => (text(lfs, "sha256").map(Checksum::Sha256), 64),
                None => (text(file, "blobId").map(Checksum::Git), 40),
            };
            let checksum = checksum.filter(|checksum| hexadecimal(checksum.hash(), length));
            match (file.get("size").and_then(Value::as_u64), checksum) {
                (Some(size), Some(checksum)) => files.insert(name, Remote { size, checksum }),
                _ => return Err(strange(&format!("gives no size or checksum of {name}"))),
            };
        }
        Ok(Self { commit: commit.to_string(), files })
    }
}

fn hexadecimal(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

impl Client<'_> {
    /// Asks the hub for the revision.
    pub(super) fn listing(&self) -> Result<Listing> {
        let request = self.repo(self.repository.revision()).info_request().query("blobs", "true");
        let request = request.config().http_status_as_error(false).timeout_global(Some(super::PATIENCE)).build();
        let mut response = self.answered(request.call())?;
        if !response.status().is_success() {
            return Err(self.refusal(response.status(), response.headers()));
        }
        let text = response.body_mut().with_config().limit(LARGEST).read_to_string();
        Listing::parse(self.repository, &text.map_err(|e| self.unreachable(&e))?)
    }

    /// What an answer that is no success means, and what to do.
    pub(super) fn refusal(&self, status: StatusCode, headers: &HeaderMap) -> crate::Error {
        let Repository { name, .. } = self.repository;
        let code = headers.get("x-error-code").and_then(|code| code.to_str().ok()).unwrap_or_default();
        let page = self.page();
        let number = status.as_u16();
        self.repository.fail(match (number, code) {
            (401 | 403, "GatedRepo") | (403, _) => format!(
                "the hub refuses it ({number}): its terms must be accepted on {page} by the owner of the token in HF_TOKEN"
            ),
            (401, _) => format!(
                "the hub refuses it ({number}): there is no such model, or it is private, or its terms must be accepted on {page}; \
                 then set HF_TOKEN to a token of that account"
            ),
            (404, "RevisionNotFound") => format!("{name} has no revision {}", self.repository.revision()),
            (404, _) => format!("the hub has no such model or revision ({number}); see {page}"),
            _ => format!("the hub answers {number}; try again later"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Listing> {
        Listing::parse(&Repository::parse("a/b").unwrap(), text)
    }

    #[test]
    fn only_what_is_sound_becomes_part_of_a_path() {
        let (sha, commit) = ("ab".repeat(32), "0".repeat(40));
        let with = |name: &str, hash: &str, commit: &str| {
            let file = serde_json::json!({"rfilename": name, "size": 3, "lfs": {"sha256": hash}});
            parse(&serde_json::json!({"sha": commit, "siblings": [file]}).to_string())
        };
        let found = with("model.safetensors", &sha, &commit).unwrap();
        let want = Remote { size: 3, checksum: Checksum::Sha256(sha.clone()) };
        assert_eq!(found.file("model.safetensors"), Some(&want));
        for name in ["../model.safetensors", "onnx/model.safetensors", ".gitattributes", "", "/etc/passwd"] {
            assert!(with(name, &sha, &commit).unwrap().files.is_empty(), "{name}");
        }
        assert!(with("a", "../../x", &commit).is_err());
        assert!(with("a", &sha.to_uppercase(), &commit).is_err());
        assert!(with("a", &sha, "../x").unwrap_err().to_string().contains("HF_ENDPOINT"));
        assert!(parse("<html>").is_err() && parse("{}").is_err());
        let none = format!(r#"{{"sha": "{commit}", "siblings": [{{"rfilename": "a", "size": 3}}]}}"#);
        assert!(parse(&none).unwrap_err().to_string().contains("checksum of a"));
    }
}
