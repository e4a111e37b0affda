//! The whole table, in its modes test and grad, on the device `ROENTGEN_DEVICE` names (default `auto`), with fresh inputs
//! or those of `ROENTGEN_SEED`.

use roentgen_kernels::table::{self, Entry, Report};
use roentgen_runtime::AnyDevice;

fn run(mode: &str, with: impl Fn(&Entry) -> bool, check: impl Fn(&Entry, &AnyDevice, u64) -> Report) {
    let selector = std::env::var("ROENTGEN_DEVICE").unwrap_or_else(|_| "auto".into());
    let device = roentgen_runtime::open(selector.parse().expect("ROENTGEN_DEVICE")).expect("these tests need a device");
    let seed = std::env::var("ROENTGEN_SEED").map_or_else(|_| table::fresh_seed(), |s| s.parse().expect("a number"));
    let reports: Vec<Report> = table::all()
        .iter()
        .filter(|entry| entry.runs_on(device.info()) && with(entry))
        .map(|entry| check(entry, &device, seed))
        .collect();
    assert!(!reports.is_empty());
    // A cast's second type may be one that the device lacks; nothing else may be refused.
    let failed: Vec<String> = reports
        .iter()
        .filter(|r| !(r.refused && r.id.starts_with("cast/")))
        .filter_map(|r| {
            r.failure.as_ref().map(|why| format!("{why}\n  roentgen kernels {mode} --seed {seed} --case '{}'", r.id))
        })
        .collect();
    println!("{mode} on {}: {} cases, seed {seed}", device.info().name, reports.len());
    assert!(failed.is_empty(), "{} of {} failed:\n{}", failed.len(), reports.len(), failed.join("\n"));
}

#[test]
fn every_forward_agrees_with_its_reference() {
    run("test", |_| true, Entry::test);
}

#[test]
fn every_backward_agrees_with_differences_of_the_reference() {
    run("grad", Entry::has_backward, Entry::grad);
}

#[test]
fn every_operation_has_a_fixture_and_every_fixture_a_case() {
    let ids: Vec<String> = table::all().iter().map(Entry::id).collect();
    let fixtures = table::fixtures::ids();
    for fixture in &fixtures {
        assert!(ids.contains(&format!("{fixture},f32")), "{fixture} is no case: run tests/fixtures/make_ops.py again");
    }
    for entry in table::all() {
        let operation = entry.operation();
        let listed = table::fixtures::WITHOUT.iter().any(|(without, _)| *without == operation);
        let has = fixtures.iter().any(|id| id.starts_with(&format!("{operation}/")));
        assert!(has != listed, "{operation}: fixture {has}, listed as without {listed}");
    }
}
