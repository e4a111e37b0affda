//! CUDA from the command line. Without a GPU: what is missing is said, and with `ROENTGEN_CUDA_EMULATOR=1` the real CUDA
//! runtime runs on the emulated driver of `tests/cuda-emulator` (which installs NVRTC with pip where it is not there).

mod common;

use common::{command, fixture, measurements, plain_errors, stderr, stdout};
use roentgen_models::weights::Weights;
use roentgen_runtime::DType;
use safetensors::tensor::TensorView;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Says aloud that a test has not run. Not by `println`, which the test harness shows of failed tests only.
fn skipped(reason: &str) {
    std::io::stderr().write_all(format!("skipped: {reason}\n").as_bytes()).unwrap();
}

/// The script that runs a command on the emulator, or `None`, said aloud.
fn emulator() -> Option<PathBuf> {
    if std::env::var_os("ROENTGEN_CUDA_EMULATOR").is_none_or(|value| value != "1") {
        skipped("ROENTGEN_CUDA_EMULATOR is not 1");
        return None;
    }
    Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cuda-emulator/run"))
}

/// The command line on the emulator, with these variables set behind the script's own.
fn emulated(run: &Path, sm: &str, variables: &[&str], arguments: &[&str]) -> Output {
    let mut command = Command::new(run);
    command.args(["--sm", sm, "env"]).args(variables).arg(env!("CARGO_BIN_EXE_roentgen")).args(arguments);
    command.env("RUST_BACKTRACE", "0").output().expect("the script runs")
}

#[test]
fn without_cuda_the_devices_are_listed_and_cuda_is_one_line() {
    let Err(reason) = roentgen_runtime::list().cuda else {
        skipped("this machine has CUDA");
        return;
    };
    let listed = command(&["devices"]).output().unwrap();
    assert!(listed.status.success() && stderr(&listed).contains(&reason), "{}", stderr(&listed));
    let asked = command(&["kernels", "test", "--device", "cuda"]).output().unwrap();
    assert_eq!(asked.status.code(), Some(2));
    assert!(stderr(&asked).contains(&reason) && stderr(&asked).lines().count() == 1, "{}", stderr(&asked));
    assert!(!reason.contains('\n'));
}

#[test]
fn a_driver_without_nvrtc_or_headers_says_how_to_get_them() {
    let Some(run) = emulator() else { return };
    let folder = std::env::temp_dir();
    let no_headers = format!("CUDA_PATH={}", folder.display());
    let output = emulated(&run, "80", &[&no_headers], &["kernels", "test", "--device", "cuda"]);
    let text = stderr(&output);
    assert!(output.status.code() == Some(2) && text.lines().count() == 1, "{text}");
    assert!(text.contains("has no cuda_fp16.h") && text.contains("pip install nvidia-cuda-nvrtc"), "{text}");

    // The folder of the driver alone: the script puts it first.
    let path = emulated_library_path(&run);
    let driver = format!("LD_LIBRARY_PATH={}", path.split(':').next().unwrap());
    let output = emulated(&run, "80", &[&driver], &["kernels", "test", "--device", "cuda"]);
    let text = stderr(&output);
    assert!(output.status.code() == Some(2) && text.lines().count() == 1, "{text}");
    assert!(text.contains("no NVRTC") && text.contains("pip install nvidia-cuda-nvrtc"), "{text}");
}

fn emulated_library_path(run: &Path) -> String {
    let output = Command::new(run).args(["sh", "-c", "printf %s \"$LD_LIBRARY_PATH\""]).output().unwrap();
    stdout(&output)
}

/// Plain kernels and reductions, shared memory and shuffles, and tensor cores with asynchronous copies.
#[test]
fn kernels_give_the_right_answers_on_the_emulated_driver() {
    let Some(run) = emulator() else { return };
    let choices = [
        ["--op", "^(pool|reduce|relative_bias)$"],
        ["--case", "matmul/50x96x48,nt,none+bias,bf16"],
        ["--case", "attention/1x2x16x16x64,gain1,fused,f16"],
    ];
    for (sm, choice) in ["80", "90"].iter().flat_map(|sm| choices.map(|choice| (sm, choice))) {
        let arguments = ["kernels", "test", "--device", "cuda", "--seed", "1", choice[0], choice[1]];
        let output = emulated(&run, sm, &[], &arguments);
        assert!(output.status.success(), "sm_{sm}: {}\n{}", stdout(&output), stderr(&output));
        // A result names the device that it comes from.
        let said = stdout(&output) + &stderr(&output);
        assert!(said.contains(&format!("CUDA emulator sm_{sm}")), "{said}");
    }
}

#[test]
fn a_model_agrees_with_pytorch_on_the_emulated_driver() {
    let Some(run) = emulator() else { return };
    let folder = fixture("models/hf_dinov2");
    let output = emulated(&run, "80", &[], &["verify", "--device", "cuda", folder.to_str().unwrap()]);
    assert!(output.status.success(), "{}\n{}", stdout(&output), stderr(&output));
}

/// A reference file without its gradients, which take longest.
fn without_gradients(model: &str, folder: &Path) -> PathBuf {
    let whole = Weights::open(&fixture("models").join(model).join("reference.safetensors")).unwrap();
    let bytes = |values: Vec<f32>| values.iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<u8>>();
    let keys = whole.keys().filter(|key| !key.contains("grad_") && !key.starts_with("param.") && *key != "cot");
    let tensors: Vec<_> =
        keys.map(|key| (key, whole.f32_any(key).unwrap())).map(|(key, (shape, v))| (key, shape, bytes(v))).collect();
    let views = tensors
        .iter()
        .map(|(key, shape, data)| (key, TensorView::new(safetensors::Dtype::F32, shape.clone(), data).unwrap()));
    let path = folder.join(format!("{model}.safetensors"));
    std::fs::write(&path, safetensors::serialize(views, None).unwrap()).unwrap();
    path
}

/// At most twice what PyTorch's own f16 and bf16 err by, tensor by tensor: a model of every family, products and attention on tensor
/// cores.
#[test]
fn every_family_runs_in_f16_and_bf16_on_the_emulated_driver() {
    let Some(run) = emulator() else { return };
    let dir = tempfile::tempdir().unwrap();
    for dtype in [DType::F16, DType::Bf16] {
        let plain = plain_errors(dtype);
        for name in [
            "hf_dinov2",
            "hf_siglip",
            "hf_dinov3_vit_gated",
            "timm_swin",
            "hf_swinv2",
            "hf_convnext",
            "hf_convnextv2",
            "hf_segformer_seg",
            "davit",
        ] {
            let (folder, reference) = (fixture("models").join(name), without_gradients(name, dir.path()));
            let [folder, reference] = [&folder, &reference].map(|path| path.to_str().unwrap());
            let choice = ["--device", "cuda", "--dtype", dtype.name(), "--format", "json", "--tolerance", "1"];
            let arguments = [&["verify", folder, "--reference", reference], &choice[..]].concat();
            let output = emulated(&run, "80", &[], &arguments);
            assert!(output.status.success(), "{name}: {}\n{}", stdout(&output), stderr(&output));
            assert!(stderr(&output).contains("CUDA emulator sm_80"), "{}", stderr(&output));
            let rows: Vec<BTreeMap<String, String>> = serde_json::from_slice(&output.stdout).unwrap();
            assert!(rows.len() >= 4, "{rows:?}");
            for row in rows {
                let (error, plain) = (row["relative_l2"].parse::<f64>().unwrap(), plain[name][&row["tensor"]]);
                let what = format!("{} of {name} in {}: {error:.2e} for {plain:.2e}", row["tensor"], dtype.name());
                println!("{what}");
                assert!(error > 0.0 && error <= 2.0 * plain, "{what}");
            }
        }
    }
}

/// The probes in CUDA C give the right answers, on vector units and tensor cores, in memory, launches and copies, and pieces can be timed
/// behind other work; the times are the interpreter's and say nothing.
#[test]
fn ceilings_profiles_and_benches_run_on_the_emulated_driver() {
    let Some(run) = emulator() else { return };
    let cache = tempfile::tempdir().unwrap();
    let cache = format!("ROENTGEN_CACHE={}", cache.path().display());
    for sm in ["80", "90"] {
        let output = emulated(&run, sm, &[&cache], &["devices", "--ceilings", "--device", "cuda", "--format", "csv"]);
        assert!(output.status.success(), "sm_{sm}: {}\n{}", stdout(&output), stderr(&output));
        let text = stdout(&output);
        for ceiling in
            ["\"vector units, f16\"", "\"matrix units (mma.sync), f16\"", "\"matrix units (mma.sync), bf16\""]
        {
            assert!(text.contains(ceiling), "{text}");
        }
        let model = fixture("models/timm_vit");
        let arguments = ["profile", model.to_str().unwrap(), "--device", "cuda", "--runs", "1", "--format", "json"];
        let output = emulated(&run, sm, &[&cache], &arguments);
        assert!(output.status.success(), "sm_{sm}: {}", stderr(&output));
        let profile = measurements(&output);
        assert_eq!((&profile["clock"], &profile["waiting"]), (&"queue".into(), &0.0.into()));
        assert!(profile["spans"].as_array().unwrap().len() > 10, "{profile}");
    }
    // `bench` and `kernels perf` time the device's work in the same way, apart from the host's.
    let model = fixture("models/timm_vit");
    for mode in ["forward", "backward", "step"] {
        let arguments = ["bench", model.to_str().unwrap(), "--device", "cuda", "--mode", mode, "--time-limit", "1"];
        let output = emulated(&run, "80", &[&cache], &[&arguments[..], &["--format", "json"]].concat());
        assert!(output.status.success(), "{mode}: {}", stderr(&output));
        let row = &measurements(&output)["rows"][0];
        assert_eq!((&row["clock"], &row["device_clock"]), (&"host".into(), &"queue".into()));
        let samples =
            |name: &str| row[name].as_array().unwrap().iter().map(|s| s.as_f64().unwrap()).collect::<Vec<_>>();
        let (host, device) = (samples("seconds"), samples("device_seconds"));
        assert!(host.len() == device.len() && device.iter().any(|s| *s > 0.0), "{mode}: {row}");
    }
    // A batch that does not fit into what the driver says is free is not tried.
    let arguments = ["bench", "vit_base_patch16_224", "--device", "cuda", "--batch", "65536"];
    let output = emulated(&run, "80", &[&cache], &arguments);
    assert!(
        output.status.code() == Some(1) && stderr(&output).contains("MiB are free; a batch of"),
        "{}",
        stderr(&output)
    );
    let arguments = ["kernels", "perf", "--device", "cuda", "--case", "matmul/50x96x48,nt,none+bias,bf16"];
    let output = emulated(&run, "80", &[&cache], &[&arguments[..], &["--samples", "3", "--format", "json"]].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    let rows = measurements(&output)["rows"].as_array().unwrap().clone();
    assert!(!rows.is_empty() && rows.iter().all(|row| row["clock"] == "queue"), "{rows:?}");
}
