//! What the end-to-end tests share.
#![allow(dead_code, reason = "each test file uses its own part of it")]

use roentgen_models::source::{self, Source};
use roentgen_models::weights::Weights;
use roentgen_runtime::{AnyDevice, DType, Selector};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A path under `tests/fixtures`.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// The device that the tests run on.
pub fn device() -> AnyDevice {
    let selector = std::env::var("ROENTGEN_DEVICE").map_or(Selector::Auto, |s| s.parse().expect("ROENTGEN_DEVICE"));
    roentgen_runtime::open(selector).expect("the tests need a device; tools/setup installs a software one")
}

/// A model's folder, resolved and open.
pub fn model(folder: &Path) -> (Source, Weights) {
    let source = source::resolve(&folder.display().to_string(), None).expect("a model's folder");
    let weights = Weights::open(source.weights.as_ref().expect("weights")).expect("weights");
    (source, weights)
}

/// What PyTorch's own f16 or bf16 errs by against f32, on every model and tensor (`tests/fixtures/make_half.py`).
pub fn plain_errors(dtype: DType) -> BTreeMap<String, BTreeMap<String, f64>> {
    let column = match dtype {
        DType::F16 => 2,
        DType::Bf16 => 3,
        DType::F32 => panic!("f32 is what it is measured against"),
    };
    let mut errors: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
    for record in csv::Reader::from_path(fixture("half.csv")).expect("half.csv").records() {
        let record = record.expect("a row");
        let error = record[column].parse().expect("an error");
        errors.entry(record[0].to_string()).or_default().insert(record[1].to_string(), error);
    }
    errors
}

/// Runs the command line.
pub fn roentgen(arguments: &[&str]) -> Output {
    command(arguments).output().expect("the binary runs")
}

/// The command line, to be run.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_roentgen"));
    command.args(arguments).env("RUST_BACKTRACE", "0");
    // Not the user's; ceilings are measured once for all tests.
    command.env("ROENTGEN_CACHE", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache"));
    command
}

/// Standard output as JSON, held to `docs/measurements.schema.json`.
pub fn measurements(output: &Output) -> serde_json::Value {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/measurements.schema.json");
    let schema = serde_json::from_slice(&std::fs::read(schema).expect("the schema")).expect("a schema in JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let value = serde_json::from_str(&stdout(output)).unwrap_or_else(|e| panic!("{e}: {}", stderr(output)));
    let errors: Vec<String> = validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:?}");
    value
}

/// Standard error as text.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Standard output as text.
pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The folder of real weights and X-rays, or `None`, said aloud.
pub fn real_data() -> Option<PathBuf> {
    let data = std::env::var_os("ROENTGEN_DATA").map(PathBuf::from);
    if data.is_none() {
        println!("skipped: ROENTGEN_DATA is not set");
    }
    data
}

/// Relative L2 error; infinite where lengths differ or a value is not a number.
pub fn relative(got: &[f32], want: &[f32]) -> f64 {
    let as_f64 = |values: &[f32]| values.iter().map(|v| f64::from(*v)).collect::<Vec<_>>();
    roentgen_kernels::relative_l2(as_f64(got), as_f64(want)).0
}
