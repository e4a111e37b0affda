//! Models of the hub, from a server that plays it: downloaded, resumed, checked, and found again without a network.

mod common;
#[path = "common/hub.rs"]
mod server;

use common::{command, fixture, stderr, stdout};
use server::{Hub, git, sha256};
use std::collections::BTreeMap;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Output;

/// The files of a small model.
fn files(name: &str) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(fixture("models").join(name)).unwrap().map(|entry| entry.unwrap().path());
    let named = entries.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap()));
    named.filter(|(name, _)| name != "reference.safetensors").collect()
}

fn inspect(hub: &Hub, home: &Path, model: &str, environment: &[(&str, &str)]) -> Output {
    let mut command = command(&["inspect", model]);
    for name in ["HF_TOKEN", "HF_HUB_CACHE", "HF_HUB_OFFLINE"] {
        command.env_remove(name);
    }
    command.env("NO_PROXY", "127.0.0.1,localhost").env("HF_HOME", home).env("HF_ENDPOINT", &hub.endpoint);
    command.envs(environment.iter().copied()).output().unwrap()
}

fn works(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", stderr(output));
    stdout(output)
}

fn refused(output: &Output, words: &[&str]) {
    let text = stderr(output);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.starts_with("roentgen: hf:") && text.trim_end().lines().count() == 1, "{text}");
    for word in words {
        assert!(text.contains(word), "{word:?} is not in: {text}");
    }
}

/// Every file under the model's folder in the cache, by its path there.
fn cached(home: &Path) -> Vec<String> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let root = home.join("hub/models--owner--model");
    let mut found = Vec::new();
    walk(&root, &mut found);
    let mut names: Vec<String> =
        found.iter().map(|path| path.strip_prefix(&root).unwrap().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn downloaded_once_and_then_found_offline() {
    let files = files("hf_dinov2");
    let hub = Hub::serve(files.clone());
    let home = tempfile::tempdir().unwrap();
    let first = works(&inspect(&hub, home.path(), "hf:owner/model", &[("HF_TOKEN", "secret")]));
    assert!(first.contains("owner/model") && first.contains("Dinov2"), "{first}");
    let commit = "1".repeat(40);
    let (config, weights) = (git(&files["config.json"]), sha256(&files["model.safetensors"]));
    let mut want = vec![
        format!("blobs/{config}"),
        format!("blobs/{weights}"),
        "refs/main".to_string(),
        format!("snapshots/{commit}/config.json"),
        format!("snapshots/{commit}/model.safetensors"),
    ];
    want.sort();
    assert_eq!(cached(home.path()), want);
    let root = home.path().join("hub/models--owner--model");
    assert_eq!(fs::read_to_string(root.join("refs/main")).unwrap(), commit);
    assert_eq!(fs::read(root.join(&want[4])).unwrap(), files["model.safetensors"]);
    // The token is for the hub, and not for the host to which it leads.
    let seen = std::mem::take(&mut hub.state.lock().unwrap().seen);
    for request in &seen {
        let token = if request.path.starts_with("/large/") { None } else { Some("secret") };
        assert_eq!(request.token.as_deref(), token, "{request:?}");
    }
    assert!(seen.iter().any(|request| request.path.starts_with("/large/")));
    // From now on nobody is asked.
    for environment in [&[][..], &[("HF_HUB_OFFLINE", "1")]] {
        assert_eq!(works(&inspect(&hub, home.path(), "hf:owner/model", environment)), first);
    }
    assert!(hub.state.lock().unwrap().seen.is_empty());
}

#[test]
fn shards_and_revisions() {
    let hub = Hub::serve(files("hf_dinov2"));
    let (old, home) = ("2".repeat(40), tempfile::tempdir().unwrap());
    {
        let mut state = hub.state.lock().unwrap();
        state.commits.insert(old.clone(), files("hf_dinov2_sharded"));
        state.refs.insert("v1".into(), old.clone());
    }
    works(&inspect(&hub, home.path(), "hf:owner/model@v1", &[]));
    let names = cached(home.path());
    assert_eq!(
        names.iter().filter(|name| name.starts_with(&format!("snapshots/{old}/model-0000"))).count(),
        2,
        "{names:?}"
    );
    assert!(names.contains(&"refs/v1".to_string()) && !names.contains(&"refs/main".to_string()));
    let asked = hub.state.lock().unwrap().seen.len();
    works(&inspect(&hub, home.path(), &format!("hf:owner/model@{old}"), &[]));
    assert_eq!(hub.state.lock().unwrap().seen.len(), asked, "a commit that is in the cache is not asked for");
    works(&inspect(&hub, home.path(), "hf:owner/model", &[]));
    assert!(cached(home.path()).contains(&format!("snapshots/{}/model.safetensors", "1".repeat(40))));
    refused(&inspect(&hub, home.path(), "hf:owner/model@v9", &[]), &["hf:owner/model@v9", "no revision v9"]);
    // Where the hub keeps a conversion to safetensors.
    hub.state.lock().unwrap().refs.insert("refs/pr/1".into(), old.clone());
    works(&inspect(&hub, home.path(), "hf:owner/model@refs/pr/1", &[]));
    assert!(cached(home.path()).contains(&"refs/refs/pr/1".to_string()));
    works(&inspect(&hub, home.path(), "hf:owner/model@refs/pr/1", &[("HF_HUB_OFFLINE", "1")]));
    refused(&inspect(&hub, home.path(), "hf:owner/model@refs/../../1", &[]), &["OWNER/NAME"]);
}

#[test]
fn terms_that_are_not_accepted() {
    let hub = Hub::serve(files("hf_dinov2"));
    hub.state.lock().unwrap().gate = Some("good".into());
    let home = tempfile::tempdir().unwrap();
    let model = "hf:owner/model";
    let words = ["terms must be accepted", "/owner/model", "HF_TOKEN"];
    refused(&inspect(&hub, home.path(), model, &[]), &[&["401"], &words[..]].concat());
    refused(&inspect(&hub, home.path(), model, &[("HF_TOKEN", "bad")]), &[&["403"], &words[..]].concat());
    refused(&inspect(&hub, home.path(), model, &[("HF_TOKEN", "no\ntoken")]), &["HF_TOKEN is no token"]);
    // As `$(cat token)` does not leave it, but an editor does.
    works(&inspect(&hub, home.path(), model, &[("HF_TOKEN", "good\n")]));
    // An empty one is none, and the one that `hf auth login` keeps counts.
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("token"), "good\n").unwrap();
    works(&inspect(&hub, home.path(), model, &[("HF_TOKEN", "")]));
}

#[test]
fn an_interrupted_download_goes_on() {
    let files = files("hf_dinov2");
    let weights = &files["model.safetensors"];
    for no_ranges in [false, true] {
        let hub = Hub::serve(files.clone());
        let home = tempfile::tempdir().unwrap();
        hub.state.lock().unwrap().cut = Some(70_000);
        let total = weights.len().to_string();
        refused(
            &inspect(&hub, home.path(), "hf:owner/model", &[]),
            &["interrupted after 70000 of", &total, "run it again"],
        );
        let partial = home.path().join(format!("hub/models--owner--model/blobs/{}.incomplete", sha256(weights)));
        assert_eq!(fs::read(&partial).unwrap(), weights[..70_000]);
        refused(&inspect(&hub, home.path(), "hf:owner/model", &[("HF_HUB_OFFLINE", "1")]), &["HF_HUB_OFFLINE"]);
        {
            let mut state = hub.state.lock().unwrap();
            (state.cut, state.no_ranges) = (None, no_ranges);
            state.seen.clear();
        }
        works(&inspect(&hub, home.path(), "hf:owner/model", &[]));
        let state = hub.state.lock().unwrap();
        let range = state.seen.iter().find(|request| request.path.starts_with("/large/")).unwrap().range.clone();
        assert_eq!(range.as_deref(), Some("bytes=70000-"));
        assert!(!partial.exists());
        assert_eq!(&fs::read(partial.with_extension("")).unwrap(), weights);
    }
}

#[test]
fn what_is_not_what_the_hub_says_is_thrown_away() {
    let files = files("hf_dinov2");
    let weights = &files["model.safetensors"];
    let mut flipped = weights.clone();
    flipped[weights.len() / 2] ^= 1;
    let longer = [&flipped[..], b"more"].concat();
    for spoiled in [flipped, longer] {
        let hub = Hub::serve(files.clone());
        let home = tempfile::tempdir().unwrap();
        hub.state.lock().unwrap().spoiled = Some(spoiled);
        refused(&inspect(&hub, home.path(), "hf:owner/model", &[]), &["model.safetensors", "checksum", "thrown away"]);
        let hash = sha256(weights);
        assert!(cached(home.path()).iter().all(|name| !name.contains(&hash) && !name.contains("model.safetensors")));
        hub.state.lock().unwrap().spoiled = None;
        works(&inspect(&hub, home.path(), "hf:owner/model", &[]));
    }
    // Too short is an interruption, and the rest does not fit.
    let hub = Hub::serve(files.clone());
    let home = tempfile::tempdir().unwrap();
    hub.state.lock().unwrap().spoiled = Some(weights[1..].to_vec());
    refused(&inspect(&hub, home.path(), "hf:owner/model", &[]), &["interrupted after"]);
    hub.state.lock().unwrap().spoiled = None;
    refused(&inspect(&hub, home.path(), "hf:owner/model", &[]), &["checksum", "thrown away"]);
    works(&inspect(&hub, home.path(), "hf:owner/model", &[]));
}

#[test]
fn what_cannot_be_had_is_explained() {
    let mut only_pytorch = files("hf_dinov2");
    let weights = only_pytorch.remove("model.safetensors").unwrap();
    only_pytorch.insert("pytorch_model.bin".into(), weights);
    let hub = Hub::serve(only_pytorch);
    let home = tempfile::tempdir().unwrap();
    refused(&inspect(&hub, home.path(), "hf:owner/model", &[]), &["pytorch_model.bin", "roentgen convert"]);
    refused(&inspect(&hub, home.path(), "hf:owner/other", &[]), &["no such model", "404"]);
    refused(&inspect(&hub, home.path(), "hf:owner", &[]), &["hf:OWNER/NAME"]);
    refused(
        &inspect(&hub, home.path(), "hf:owner/cold", &[("HF_HUB_OFFLINE", "1")]),
        &["hf:owner/cold", "HF_HUB_OFFLINE"],
    );
    // A port that nobody listens at.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let nobody = format!("http://127.0.0.1:{port}");
    let output = inspect(&hub, home.path(), "hf:owner/model", &[("HF_ENDPOINT", &nobody)]);
    refused(&output, &[&nobody, "cannot be reached", "HF_ENDPOINT"]);
}
