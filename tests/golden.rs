//! The source that CubeCL generates for every kernel, and the figures of whole encoders, against what `shaders/golden` keeps: a change
//! of code generation shows in review. `ROENTGEN_ACCEPT=1 cargo test --test golden` takes what there is now.
//!
//! WGSL is that of lavapipe, whose limits and plane the kernels see; CUDA C++ that of the emulated sm_80, with
//! `ROENTGEN_CUDA_EMULATOR=1`. On other devices the sources are not compared, and that is said.

mod common;

use common::{device, roentgen, stdout};
use roentgen_models::source;
use roentgen_models::weights::Weights;
use roentgen_models::{Encoder, Keep};
use roentgen_runtime::{DType, Tensor, on_device};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

/// Sources up to so many bytes are kept whole; of longer ones, which are unrolled, what they do and a digest.
const WHOLE: usize = 8 << 10;

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("shaders/golden").join(name)
}

fn accepts() -> bool {
    std::env::var_os("ROENTGEN_ACCEPT").is_some_and(|value| value == "1")
}

/// Said aloud, and not by `println`, which the test harness shows of failed tests only.
fn skipped(reason: &str) {
    io::Write::write_all(&mut io::stderr(), format!("skipped: {reason}\n").as_bytes()).unwrap();
}

/// FLOPs and bytes that a case has at least: smaller ones take kernels for odd sizes.
const COST: u64 = 20_000;

/// Of every operation and kind (the end of an id), the least case of some size, or the largest where all are smaller.
fn cases(kinds: [&str; 2]) -> Vec<String> {
    let output = roentgen(&["kernels", "list", "--format", "csv"]);
    let mut chosen: BTreeMap<(String, String), (bool, u64, String)> = BTreeMap::new();
    for row in csv::Reader::from_reader(&output.stdout[..]).records() {
        let row = row.unwrap();
        let (id, cost) = (&row[0], row[1].parse::<u64>().unwrap() + row[2].parse::<u64>().unwrap());
        // A cast is of another type, or launches nothing.
        let cast = id.ends_with("to-f32,f16").then_some("to-f32,f16");
        let kind = kinds.into_iter().find(|kind| id.ends_with(kind)).or(cast);
        let (Some(kind), Some((operation, _))) = (kind, id.split_once('/')) else { continue };
        if id.ends_with("to-f32,f32") {
            continue;
        }
        let rank = (cost < COST, if cost < COST { u64::MAX - cost } else { cost }, id.to_string());
        let entry = chosen.entry((operation.to_string(), kind.to_string())).or_insert_with(|| rank.clone());
        if rank < *entry {
            *entry = rank;
        }
    }
    chosen.into_values().map(|(_, _, id)| id).collect()
}

/// Name and source of every kernel that a run of the table compiles, in order.
fn compiled(arguments: &[&str], emulated: bool) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let log = "[compilation]\nlogger = { level = \"full\", file = \"kernels.log\", append = true }\n";
    fs::write(folder.path().join("cubecl.toml"), log).unwrap();
    let binary = env!("CARGO_BIN_EXE_roentgen");
    // Without a PATH there is no clang-format, by which CubeCL would format C++ where it is installed.
    let mut command = match emulated {
        false => Command::new(binary),
        true => {
            let mut command = Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cuda-emulator/run"));
            command.args(["--sm", "80", "env", "PATH=/nowhere", "CUDA_EMULATOR_EXECUTE=no", binary]);
            command
        }
    };
    // A wrong answer is another test's; here a kernel only has to be compiled.
    let output = command.args(arguments).current_dir(folder.path()).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    let text = match fs::read_to_string(folder.path().join("kernels.log")) {
        Ok(text) => text,
        Err(_) => panic!("{arguments:?} compiles nothing, not even the device's own kernels: {errors}"),
    };
    let mut kernels = Vec::new();
    for part in text.split("[START_KERNEL_COMPILATION]\n").skip(1) {
        let name = part.lines().next().and_then(|line| line.strip_prefix("name: ")).unwrap_or_default();
        let source = part.split_once("\nsource:\n```").and_then(|(_, rest)| rest.split_once('\n'));
        let source = source.and_then(|(_, rest)| rest.rsplit_once("\n```\n")).map(|(source, _)| source);
        let source = source.unwrap_or_else(|| panic!("no source in {part}"));
        kernels.push((name.trim_end_matches('<').to_string(), settled(source.trim())));
    }
    kernels
}

/// What stands in an order that changes from run to run in CubeCL, sorted: declarations beside each other, and in C++ types, and
/// what lies in shared memory, whose places go with their order.
fn settled(source: &str) -> String {
    let shared = |line: &str| line.contains("shared_memory_") && line.contains("dynamic_shared_mem[");
    let mut lines: Vec<String> = Vec::new();
    let mut open = false;
    for line in source.lines() {
        let line = match line.split_once("dynamic_shared_mem[") {
            Some((before, place)) if shared(line) => {
                format!("{before}dynamic_shared_mem[...{}", place.trim_start_matches(|c: char| c.is_ascii_digit()))
            }
            _ => line.to_string(),
        };
        // A type is several lines and an array two, its size as a comment first: one line of what is sorted.
        match lines.last_mut().filter(|last| open || (last.starts_with("// Shared ") && shared(&line))) {
            Some(last) => *last += &format!("\n{line}"),
            None => lines.push(line),
        }
        let last = lines.last().map_or("", String::as_str);
        open = last.starts_with("struct __align__") && !last.ends_with("\n};");
    }
    let kind = |line: &String| {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["struct", ..] => Some("type"),
            ["//", "Shared", ..] => Some("shared"),
            ["var", name, ..] if name.starts_with("l_") && line.ends_with(';') && !line.contains('=') => {
                Some("variable")
            }
            [_, name] if name.starts_with("l_") && name.ends_with(';') => Some("variable"),
            _ => None,
        }
    };
    let runs = lines.chunk_by(|a, b| kind(a).is_some() && kind(a) == kind(b)).map(|run| {
        let mut run = run.to_vec();
        run.sort_unstable();
        run.join("\n")
    });
    runs.collect::<Vec<_>>().join("\n")
}

/// What `source` does, word by word, for sources too long to be read.
fn counted(source: &str) -> String {
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    for word in source.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
        // Names that are numbered say nothing.
        if word.len() > 1 && !word.chars().any(|c| c.is_ascii_digit()) {
            *words.entry(word).or_default() += 1;
        }
    }
    words.into_iter().map(|(word, n)| format!("{n} {word}\n")).collect()
}

/// Compares the sources of all kernels with the files of a folder, one for each folder of kernels, and names what changed.
fn compare(folder: &str, extension: &str, device: &[&str], kinds: [&str; 2]) {
    let emulated = folder == "cuda";
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let mut known = BTreeSet::new();
    for case in cases(kinds) {
        for mode in ["test", "grad"] {
            // What has no backward has nothing to compile.
            let arguments = [&["kernels", mode, "--seed", "1", "--case", case.as_str()], device].concat();
            for (name, source) in compiled(&arguments, emulated) {
                let hex: String = Sha256::digest(&source).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
                let Some(path) = name.strip_prefix("roentgen_kernels::") else { continue };
                if !known.insert((name.clone(), hex.clone())) {
                    continue;
                }
                let text = texts.entry(path.split("::").next().unwrap_or_default().to_string()).or_default();
                writeln!(text, "// {path}: {} lines, {hex}; {mode} of {case}", source.lines().count()).unwrap();
                let body = if source.len() <= WHOLE { source } else { counted(&source) };
                writeln!(text, "{body}\n").unwrap();
            }
        }
    }
    let mut changed = Vec::new();
    for (operation, text) in texts {
        let path = golden(&format!("{folder}/{operation}.{extension}"));
        if accepts() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &text).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != text {
            let now = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{operation}.{extension}"));
            fs::write(&now, text).unwrap();
            changed.push(format!("diff {} {}", path.display(), now.display()));
        }
    }
    assert!(
        changed.is_empty(),
        "the generated source of {} operations changed; look with\n{}\nand take it with ROENTGEN_ACCEPT=1",
        changed.len(),
        changed.join("\n")
    );
}

#[test]
fn wgsl_is_what_it_was() {
    let listed = stdout(&roentgen(&["devices", "--device", "wgpu:0", "--format", "csv"]));
    // Its planes are as wide as the processor's vectors, and kernels differ by them.
    if !listed.contains("llvmpipe") || !listed.contains("256 bits") {
        return skipped("wgpu:0 is not lavapipe on vectors of 256 bits, whose sources are kept");
    }
    compare("wgsl", "wgsl", &["--device", "wgpu:0"], [",f32", ",f32,gpu"]);
}

#[test]
fn cuda_is_what_it_was() {
    if std::env::var_os("ROENTGEN_CUDA_EMULATOR").is_none_or(|value| value != "1") {
        return skipped("ROENTGEN_CUDA_EMULATOR is not 1");
    }
    compare("cuda", "cu", &["--device", "cuda"], [",f32", ",f16"]);
}

/// Encoders of real size with drawn weights: the norm and the first numbers of their embedding. On any device, within the
/// tolerance of activations.
#[test]
fn numerics_are_what_they_were() {
    let mut text = String::new();
    let path = golden("numerics.csv");
    for name in ["vit_small_patch16_224", "swin-tiny", "convnext-tiny", "dinov2-small", "segformer-b0"] {
        let source = source::resolve(name, None).unwrap();
        let values = on_device!(&device(), device => {
            let encoder = Encoder::load(&source.config, &Weights::drawn(1), device, DType::F32).unwrap();
            let pixels: Vec<f32> = (0..224 * 224 * 3).map(|i| ((i * 7919) % 2003) as f32 / 1001.5 - 1.0).collect();
            let images = Tensor::from_f32(device, &[1, 224, 224, 3], DType::F32, &pixels).unwrap();
            let output = encoder.forward(&images, Keep::Result).unwrap();
            output.embedding.as_ref().unwrap_or(&output.last).to_f32().unwrap()
        });
        let norm = values.iter().map(|v| f64::from(*v).powi(2)).sum::<f64>().sqrt();
        let first: Vec<String> = values[..8].iter().map(f32::to_string).collect();
        writeln!(text, "{name},{norm},{}", first.join(",")).unwrap();
    }
    if accepts() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        return;
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept.lines().count(), text.lines().count(), "{} has other models", path.display());
    for (kept, now) in kept.lines().zip(text.lines()) {
        let numbers = |line: &str| -> Vec<f64> { line.split(',').skip(1).map(|n| n.parse().unwrap()).collect() };
        let (kept_numbers, now_numbers) = (numbers(kept), numbers(now));
        assert_eq!(kept.split(',').next(), now.split(',').next());
        let (error, _) = roentgen_kernels::relative_l2(now_numbers, kept_numbers);
        assert!(error <= 1e-5, "{kept}\n{now}\ndiffer by {error:.1e}; where that is meant, ROENTGEN_ACCEPT=1");
    }
}

/// Every folder of kernels has a file of WGSL and one of CUDA C++, so that the tests above have something to compare.
#[test]
fn every_operation_is_kept() {
    if accepts() {
        return;
    }
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("kernels/src");
    for folder in fs::read_dir(sources).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let launches = |path: &Path| fs::read_to_string(path).unwrap().contains("#[cube(launch");
        if !fs::read_dir(&folder).unwrap().any(|file| launches(&file.unwrap().path())) {
            continue;
        }
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        for file in [format!("wgsl/{name}.wgsl"), format!("cuda/{name}.cu")] {
            let kept = fs::read_to_string(golden(&file)).unwrap_or_default();
            assert!(kept.contains("lines, "), "shaders/golden/{file} is missing");
        }
    }
}
