//! Fetching one file into the cache: resumed where it stopped, and good only once it is checked.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use sha1::Sha1;
use sha2::{Digest, Sha256};
use ureq::http::StatusCode;

use super::listing::{Checksum, Listing, Remote};
use super::{Client, Progress};
use crate::error::Result;

const BUFFER: usize = 1 << 18;

impl Client<'_> {
    /// Puts the file `name` into `snapshot`, downloading it where the cache lacks it.
    pub(super) fn get(&self, listing: &Listing, name: &str, snapshot: &Path, progress: Progress) -> Result<()> {
        let missing = || self.repository.fail(format!("publishes no file {name}, which its own index names"));
        let remote = listing.file(name).ok_or_else(missing)?;
        let blobs = self.folder.join("blobs");
        for folder in [&blobs, snapshot] {
            fs::create_dir_all(folder).map_err(|e| self.unwritable(&e))?;
        }
        let blob = blobs.join(remote.checksum.hash());
        if !blob.is_file() {
            self.download(listing, name, remote, &blob, progress)?;
        }
        link(&blob, &snapshot.join(name)).map_err(|e| self.unwritable(&e))
    }

    fn download(&self, listing: &Listing, name: &str, remote: &Remote, blob: &Path, progress: Progress) -> Result<()> {
        let partial = blob.with_added_extension("incomplete");
        let opened = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&partial);
        let mut file = opened.map_err(|e| self.unwritable(&e))?;
        // Two that append to one file would spoil it.
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(self.repository.fail(format!("another process is downloading {name}; wait for it")));
            }
            Err(TryLockError::Error(e)) => return Err(self.unwritable(&e)),
        }
        let url = self.repo(&listing.commit).url(name);
        self.transfer(&url, name, remote, &mut file, progress)?;
        if checksum(&mut file, remote).map_err(|e| self.unwritable(&e))? != remote.checksum.hash() {
            fs::remove_file(&partial).map_err(|e| self.unwritable(&e))?;
            return Err(self.repository.fail(format!(
                "{name} came with another checksum than the hub says, and was thrown away; run it again to download it anew"
            )));
        }
        fs::rename(&partial, blob).map_err(|e| self.unwritable(&e))
    }

    /// Brings `file`, of which a part may be there, to its full size.
    fn transfer(&self, url: &str, name: &str, remote: &Remote, file: &mut File, progress: Progress) -> Result<()> {
        let written = |e: io::Error| self.unwritable(&e);
        let mut have = file.metadata().map_err(written)?.len();
        if have > remote.size {
            have = 0;
        }
        progress(name, have, remote.size);
        if have < remote.size {
            let mut request = self.agent.get(url).header("Range", format!("bytes={have}-"));
            if let Some(token) = &self.token {
                request = request.header("Authorization", format!("Bearer {token}"));
            }
            let mut response = self.answered(request.call())?;
            match response.status() {
                StatusCode::PARTIAL_CONTENT => {
                    let from = response.headers().get("content-range").and_then(|range| range.to_str().ok());
                    if !from.is_some_and(|range| range.starts_with(&format!("bytes {have}-"))) {
                        return Err(self
                            .repository
                            .fail(format!("the hub sends another part of {name} than was asked for")));
                    }
                }
                // The whole file, from its start.
                StatusCode::OK => have = 0,
                status => return Err(self.refusal(status, response.headers())),
            }
            file.seek(SeekFrom::Start(have)).map_err(written)?;
            let (mut reader, mut buffer) = (response.body_mut().as_reader(), vec![0; BUFFER]);
            while have < remote.size {
                let count = match reader.read(&mut buffer) {
                    Ok(count) if count > 0 => count,
                    end => {
                        let why = end.err().map(|e| format!(" ({e})")).unwrap_or_default();
                        return Err(self.repository.fail(format!(
                            "the download of {name} was interrupted after {have} of {} bytes{why}; run it again to go on",
                            remote.size
                        )));
                    }
                };
                // What is too much cannot be right; the checksum says so.
                let count = count.min(usize::try_from(remote.size - have).unwrap_or(count));
                file.write_all(&buffer[..count]).map_err(written)?;
                have += count as u64;
                progress(name, have, remote.size);
            }
        }
        file.set_len(remote.size).map_err(written)
    }

    fn unwritable(&self, error: &io::Error) -> crate::Error {
        self.repository.fail(format!("the hub's cache ({}) cannot be written ({error})", self.folder.display()))
    }
}

/// The checksum of all of `file`, as the hub makes it.
fn checksum(file: &mut File, remote: &Remote) -> io::Result<String> {
    match remote.checksum {
        Checksum::Sha256(_) => digest(Sha256::new(), file),
        Checksum::Git(_) => digest(Sha1::new_with_prefix(format!("blob {}\0", remote.size)), file),
    }
}

fn digest<D: Digest>(mut digest: D, file: &mut File) -> io::Result<String> {
    file.seek(SeekFrom::Start(0))?;
    let mut buffer = vec![0; BUFFER];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()),
            count => digest.update(&buffer[..count]),
        }
    }
}

/// Makes `pointer` show `blob`, which lies in the repository's `blobs`.
fn link(blob: &Path, pointer: &Path) -> io::Result<()> {
    if pointer.is_file() {
        return Ok(());
    }
    // A link to a blob that is gone.
    match fs::remove_file(pointer) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
        _ => {}
    }
    #[cfg(unix)]
    return std::os::unix::fs::symlink(Path::new("../../blobs").join(blob.file_name().unwrap_or_default()), pointer);
    // Links need a privilege on Windows; there the cache may hold a file under two names.
    #[cfg(not(unix))]
    return fs::hard_link(blob, pointer);
}
