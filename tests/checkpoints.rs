//! `roentgen convert`: what PyTorch saved is read bit for bit, and nothing of a file is run.

mod common;

use common::{command, fixture, stderr};
use roentgen_models::pytorch::Checkpoint;
use safetensors::SafeTensors;
use std::collections::BTreeMap;
use std::fs;
use std::panic;
use std::path::{Path, PathBuf};
use std::process::Output;

const FORMATS: [&str; 2] = ["zip", "legacy"];

fn checkpoint(format: &str, name: &str) -> PathBuf {
    fixture(&format!("checkpoints/{format}/{name}.pth"))
}

fn convert(checkpoint: &Path, out: &Path, more: &[&str]) -> Output {
    let mut command = command(&["convert", "--arch", "vit_tiny_patch16_224"]);
    command.arg(checkpoint).arg("--out").arg(out).args(more).output().unwrap()
}

fn converted(checkpoint: &Path, out: &Path, more: &[&str]) -> String {
    let output = convert(checkpoint, out, more);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(output.stdout.is_empty());
    stderr(&output)
}

/// Type, shape and bytes of every tensor in a safetensors file.
type Tensors = BTreeMap<String, (safetensors::Dtype, Vec<usize>, Vec<u8>)>;

fn tensors(file: &Path) -> Tensors {
    let bytes = fs::read(file).unwrap();
    let file = SafeTensors::deserialize(&bytes).unwrap();
    let of = |name: &str| {
        let view = file.tensor(name).unwrap();
        (name.to_string(), (view.dtype(), view.shape().to_vec(), view.data().to_vec()))
    };
    file.names().into_iter().map(of).collect()
}

#[test]
fn tensors_are_what_torch_reads_bit_for_bit() {
    let want = tensors(&fixture("checkpoints/views.safetensors"));
    assert_eq!(want.len(), 12);
    let dir = tempfile::tempdir().unwrap();
    for format in FORMATS {
        let out = dir.path().join(format);
        let notes = converted(&checkpoint(format, "views"), &out, &[]);
        assert_eq!(tensors(&out.join("model.safetensors")), want, "{format}");
        assert!(notes.contains("left out: i64 (I64), mask (BOOL), note (no tensor)"), "{notes}");
    }
}

/// The teacher of a training state as Ark+'s is a model that computes what PyTorch computes, under the names it was saved with.
#[test]
fn a_converted_model_verifies() {
    let dir = tempfile::tempdir().unwrap();
    let model = fixture("models/timm_vit");
    let saved = tensors(&model.join("model.safetensors"));
    let want: Tensors = saved.into_iter().map(|(name, tensor)| (format!("module.{name}"), tensor)).collect();
    for format in FORMATS {
        let out = dir.path().join(format);
        let notes = converted(&checkpoint(format, "ark"), &out, &[]);
        assert!(notes.contains("took the weights in \"teacher\"") && notes.contains("state_dict"), "{notes}");
        assert!(notes.contains("left out: module.num_batches_tracked (I64)"), "{notes}");
        assert_eq!(tensors(&out.join("model.safetensors")), want, "{format}");
        // The fixture is far smaller than any architecture with a name.
        fs::copy(model.join("config.json"), out.join("config.json")).unwrap();
        let mut verify = command(&["verify"]);
        let output = verify.arg(&out).arg("--reference").arg(model.join("reference.safetensors")).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
}

#[test]
fn the_folder_names_its_architecture() {
    let dir = tempfile::tempdir().unwrap();
    for (arch, size) in [("ark-plus", "768x768"), ("vit_tiny_patch16_224", "224x224")] {
        let out = dir.path().join(arch);
        let mut convert = command(&["convert", "--arch", arch, "--key", "state_dict"]);
        let output = convert.arg(checkpoint("zip", "ark")).arg("--out").arg(&out).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let source = roentgen_models::source::resolve(out.to_str().unwrap(), None).unwrap();
        let (config, processor) = (source.config, source.processor);
        assert_eq!(config, roentgen_models::EncoderConfig::read_arch(arch).unwrap());
        assert_eq!(format!("{0}x{0}", processor.geometry(900, 900).output[0]), size);
        let named = roentgen_models::presets::find(arch).map(|preset| (preset.processor)());
        assert_eq!(processor, named.unwrap_or_else(|| roentgen_models::processor::Processor::default_for(&config)));
        // Only what a model needs, and nothing temporary beside it.
        let mut files: Vec<_> = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        files.sort();
        assert_eq!(files, ["config.json", "model.safetensors"]);
        fs::remove_dir_all(&out).unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}

fn refused(output: &Output, words: &[&str]) {
    let text = stderr(output);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.starts_with("roentgen: ") && text.trim_end().lines().count() == 1, "{text}");
    for word in words {
        assert!(text.contains(word), "{word:?} is not in: {text}");
    }
}

#[test]
fn what_cannot_be_converted_is_refused_and_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    for format in FORMATS {
        // The function is one of posix's by its own name.
        let output = convert(&checkpoint(format, "system"), &out, &[]);
        refused(&output, &["system.pth", "posix.system", "nothing was run"]);
        refused(&convert(&checkpoint(format, "nested"), &out, &[]), &["--key", "model.decoder", "model.encoder"]);
        refused(&convert(&checkpoint(format, "nested"), &out, &["--key", "model"]), &["\"model\"", "model.encoder"]);
    }
    refused(
        &convert(&fixture("models/timm_vit/model.safetensors"), &out, &[]),
        &["model.safetensors", "no checkpoint"],
    );
    refused(&convert(&dir.path().join("nowhere.pth"), &out, &[]), &["nowhere.pth"]);
    let arch = ["--arch", "no-such"];
    let mut command = command(&["convert"]);
    let output = command.arg(checkpoint("zip", "ark")).args(arch).arg("--out").arg(&out).output().unwrap();
    refused(&output, &["no-such", "ark-plus"]);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0, "a refused run leaves nothing");
    fs::create_dir(&out).unwrap();
    refused(&convert(&checkpoint("zip", "ark"), &out, &[]), &["exists already"]);

    let dir = tempfile::tempdir().unwrap();
    let nested = dir.path().join("deep/er/out");
    converted(&checkpoint("zip", "nested"), &nested, &["--key", "model.encoder"]);
    assert_eq!(tensors(&nested.join("model.safetensors")).len(), 1);
}

/// Files cut anywhere, and files with any byte changed: an error of one line or tensors within the file, never a panic.
#[test]
fn broken_files_do_not_panic() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("broken.pth");
    let read = |bytes: &[u8], what: &str| {
        fs::write(&path, bytes).unwrap();
        let result = panic::catch_unwind(|| {
            let checkpoint = Checkpoint::open(&path)?;
            let selection = checkpoint.select(None)?;
            let total: usize = selection.tensors.values().map(|tensor| safetensors::View::data(&tensor).len()).sum();
            assert!(total <= 4 * bytes.len());
            Ok::<_, roentgen_models::Error>(())
        });
        match result {
            Ok(Ok(())) => true,
            Ok(Err(error)) => {
                let text = error.to_string();
                assert!(text.contains("broken.pth") && !text.contains('\n'), "{what}: {text}");
                false
            }
            Err(_) => panic!("{what}"),
        }
    };
    for format in FORMATS {
        let whole = fs::read(checkpoint(format, "views")).unwrap();
        for length in 0..whole.len() {
            assert!(
                !read(&whole[..length], &format!("{format} cut at {length}")),
                "{format} cut at {length} passes for whole"
            );
        }
        let mut passed = 0;
        for at in 0..whole.len() {
            for value in [0, 0xff, whole[at] ^ 1, whole[at].wrapping_add(64), b'('] {
                let mut changed = whole.clone();
                changed[at] = value;
                passed += usize::from(read(&changed, &format!("{format}: byte {at} becomes {value}")));
            }
        }
        // Changed values of tensors are not to be noticed.
        assert!(passed > 0 && passed < 5 * whole.len());
    }
}
