//! Every case of every operation, against its f64 reference, on the device `ROENTGEN_DEVICE` names (default `auto`).

use roentgen_kernels::{Case, case};
use roentgen_runtime::{AnyDevice, on_device};

fn device() -> AnyDevice {
    let selector = std::env::var("ROENTGEN_DEVICE").unwrap_or_else(|_| "auto".into());
    roentgen_runtime::open(selector.parse().expect("ROENTGEN_DEVICE")).expect("these tests need a device")
}

fn check<C: Case>(cases: &[C]) {
    assert!(!cases.is_empty());
    let device = device();
    let seed = std::env::var("ROENTGEN_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(5656);
    let reports: Vec<_> = cases.iter().map(|c| on_device!(&device, device => case::run(c, device, seed))).collect();
    let failures: Vec<String> =
        reports.iter().filter_map(|r| r.failure.as_ref().map(|f| format!("{}: {f}", r.id))).collect();
    let worst = reports.iter().map(|r| r.error).fold(0.0, f64::max);
    println!("{}: {} cases, largest relative L2 error {worst:.1e}", C::OPERATION, reports.len());
    assert!(failures.is_empty(), "{} of {} failed:\n{}", failures.len(), reports.len(), failures.join("\n"));
}

#[test]
fn matmul() {
    check(&roentgen_kernels::matmul::cases());
}

#[test]
fn swiglu() {
    check(&roentgen_kernels::activation::cases());
}

#[test]
fn attention() {
    check(&roentgen_kernels::attention::cases());
}

#[test]
fn layer_norm() {
    check(&roentgen_kernels::layer_norm::cases());
}

#[test]
fn patch_embed() {
    check(&roentgen_kernels::patch_embed::cases());
}

#[test]
fn resize() {
    check(&roentgen_kernels::resize::cases());
}

#[test]
fn normalize() {
    check(&roentgen_kernels::normalize::cases());
}

#[test]
fn pool() {
    check(&roentgen_kernels::pool::cases());
}

#[test]
fn reduce() {
    check(&roentgen_kernels::reduce::cases());
}

#[test]
fn loss() {
    check(&roentgen_kernels::loss::cases());
}

#[test]
fn adamw() {
    check(&roentgen_kernels::adamw::cases());
}
