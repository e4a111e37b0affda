//! A server that plays the hub: a model's revisions, and what can go wrong with them.

use sha1::{Digest, Sha1};
use sha2::Sha256;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What the server holds and how it behaves.
#[derive(Default)]
pub struct State {
    /// The files of each commit.
    pub commits: BTreeMap<String, BTreeMap<String, Vec<u8>>>,
    /// Branches and tags.
    pub refs: BTreeMap<String, String>,
    /// The token without which nothing is given.
    pub gate: Option<String>,
    /// Bytes of a large file after which the connection is cut.
    pub cut: Option<usize>,
    /// Whether parts are given where they are asked for.
    pub no_ranges: bool,
    /// Given instead of every large file.
    pub spoiled: Option<Vec<u8>>,
    /// Every request: method and path, range, token.
    pub seen: Vec<Request>,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Request {
    pub path: String,
    pub range: Option<String>,
    pub token: Option<String>,
}

/// A running server, until the process ends.
pub struct Hub {
    /// For `HF_ENDPOINT`.
    pub endpoint: String,
    pub state: Arc<Mutex<State>>,
}

/// The hash of a large file.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Git's hash of a small file.
pub fn git(bytes: &[u8]) -> String {
    let mut digest = Sha1::new_with_prefix(format!("blob {}\0", bytes.len()));
    digest.update(bytes);
    hex(&digest.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether the hub keeps a file apart from git.
fn large(name: &str) -> bool {
    name.ends_with(".safetensors") || name.ends_with(".bin")
}

impl Hub {
    /// Serves `files` as the model owner/model, whose `main` is the commit of forty `1`s.
    pub fn serve(files: BTreeMap<String, Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let commit = "1".repeat(40);
        let mut state = State { refs: [("main".to_string(), commit.clone())].into(), ..State::default() };
        state.commits.insert(commit, files);
        let state = Arc::new(Mutex::new(state));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                // A client that goes away ends its own connection only.
                thread::spawn(move || drop(answer(stream, &shared, port)));
            }
        });
        Self { endpoint: format!("http://127.0.0.1:{port}"), state }
    }
}

fn answer(mut stream: TcpStream, state: &Mutex<State>, port: u16) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    let path = first.split(' ').nth(1).unwrap_or_default().to_string();
    let mut request = Request { path, range: None, token: None };
    for line in lines {
        let line = line?;
        let Some((name, value)) = line.split_once(": ") else { break };
        match name.to_lowercase().as_str() {
            "range" => request.range = Some(value.to_string()),
            "authorization" => request.token = value.strip_prefix("Bearer ").map(str::to_string),
            _ => {}
        }
    }
    let mut state = state.lock().expect("the state");
    state.seen.push(request.clone());
    let reply = |status: &str, headers: &str, body: &[u8], sent: usize| -> std::io::Result<()> {
        let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n", body.len());
        stream.write_all(head.as_bytes())?;
        stream.write_all(&body[..sent.min(body.len())])
    };
    respond(&state, &request, port, reply)
}

fn respond(
    state: &State,
    request: &Request,
    port: u16,
    mut reply: impl FnMut(&str, &str, &[u8], usize) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let path = request.path.split('?').next().unwrap_or_default();
    let missing = "X-Error-Code: EntryNotFound\r\n";
    // Large files lie on another host, which needs no token.
    if let Some(hash) = path.strip_prefix("/large/") {
        let mut files = state.commits.values().flat_map(BTreeMap::values);
        let Some(bytes) = files.find(|bytes| sha256(bytes) == hash) else {
            return reply("404 Not Found", missing, b"", 0);
        };
        let bytes = state.spoiled.as_ref().unwrap_or(bytes);
        let from =
            request.range.as_ref().and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok());
        return match from.filter(|_| !state.no_ranges) {
            Some(from) if from > bytes.len() => reply("416 Range Not Satisfiable", "", b"", 0),
            Some(from) => {
                let range = format!("Content-Range: bytes {from}-{}/{}\r\n", bytes.len() - 1, bytes.len());
                reply("206 Partial Content", &range, &bytes[from..], state.cut.unwrap_or(usize::MAX))
            }
            None => reply("200 OK", "", bytes, state.cut.unwrap_or(usize::MAX)),
        };
    }
    let commit = |revision: &str| -> Option<String> {
        state.refs.get(revision).cloned().or_else(|| state.commits.contains_key(revision).then(|| revision.to_string()))
    };
    if state.gate.is_some() && request.token != state.gate && path.contains("/owner/model/resolve/") {
        let status = if request.token.is_some() { "403 Forbidden" } else { "401 Unauthorized" };
        return reply(status, "X-Error-Code: GatedRepo\r\n", b"", 0);
    }
    if let Some(revision) = path.strip_prefix("/api/models/owner/model/revision/") {
        let Some(commit) = commit(&revision.replace("%2F", "/")) else {
            return reply("404 Not Found", "X-Error-Code: RevisionNotFound\r\n", b"", 0);
        };
        let file = |(name, bytes): (&String, &Vec<u8>)| {
            let mut file = serde_json::json!({"rfilename": name, "size": bytes.len(), "blobId": git(bytes)});
            if large(name) {
                file["lfs"] = serde_json::json!({"sha256": sha256(bytes), "size": bytes.len(), "pointerSize": 134});
            }
            file
        };
        let siblings: Vec<_> = state.commits[&commit].iter().map(file).collect();
        let body = serde_json::json!({"id": "owner/model", "sha": commit, "siblings": siblings}).to_string();
        return reply("200 OK", "Content-Type: application/json\r\n", body.as_bytes(), usize::MAX);
    }
    let Some((revision, name)) = path.strip_prefix("/owner/model/resolve/").and_then(|rest| rest.split_once('/'))
    else {
        return reply("404 Not Found", "X-Error-Code: RepoNotFound\r\n", b"", 0);
    };
    match commit(revision).and_then(|commit| state.commits[&commit].get(name)) {
        None => reply("404 Not Found", missing, b"", 0),
        Some(bytes) if large(name) => {
            let location = format!("Location: http://localhost:{port}/large/{}\r\n", sha256(bytes));
            reply("302 Found", &location, b"", 0)
        }
        Some(bytes) => reply("200 OK", "", bytes, usize::MAX),
    }
}
