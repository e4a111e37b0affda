//! Puts the commit into the binary, so that every result can name it.

use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=.git/HEAD");
    println!("cargo:rerun-if-changed=.git/refs");
    // Whether the tree has changes is asked again when what the program is made of changes.
    for source in ["Cargo.lock", "Cargo.toml", "build.rs", "driver", "kernels", "models", "runtime", "shaders"] {
        println!("cargo:rerun-if-changed={source}");
    }
    let git = |args: &[&str]| {
        let output = Command::new("git").args(args).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_string())
    };
    if let Some(commit) = git(&["rev-parse", "--short=12", "HEAD"]) {
        let changed = git(&["status", "--porcelain", "--untracked-files=no"]).is_none_or(|status| !status.is_empty());
        println!("cargo:rustc-env=ROENTGEN_COMMIT={commit}{}", if changed { "-changed" } else { "" });
    }
}
