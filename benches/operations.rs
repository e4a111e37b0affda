//! Every operation of the case table at its largest shape, forward and backward.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use roentgen_benches::{criterion, device, passed};
use roentgen_kernels::table::{self, Entry, Samples};
use roentgen_runtime::AnyDevice;
use std::collections::BTreeMap;
use std::time::Duration;

/// Most FLOPs, or elements moved, of a case: larger ones are in the table for indices and limits.
const MOST: u64 = 2_000_000_000;

fn operations(criterion: &mut Criterion) {
    let device = device();
    let mut largest: BTreeMap<(&'static str, &'static str), Entry> = BTreeMap::new();
    let cost = |entry: &Entry| entry.cost().0.max(entry.elements());
    for entry in table::all() {
        let own = entry.runs_on(device.info()) && !entry.id().ends_with(",gpu") && cost(&entry) <= MOST;
        let key = (entry.operation(), entry.dtype().name());
        if own && largest.get(&key).is_none_or(|other| cost(&entry) > cost(other)) {
            largest.insert(key, entry);
        }
    }
    for entry in largest.values() {
        let mut group = criterion.benchmark_group(entry.operation());
        group.bench_function(BenchmarkId::new("forward", entry.id()), |b| {
            b.iter_custom(|n| sum(&timed(entry, &device, n).0));
        });
        if entry.has_backward() {
            group.bench_function(BenchmarkId::new("backward", entry.id()), |b| {
                b.iter_custom(|n| timed(entry, &device, n).1.map_or(Duration::ZERO, |samples| sum(&samples)));
            });
        }
        group.finish();
    }
}

fn timed(entry: &Entry, device: &AnyDevice, iterations: u64) -> (Samples, Option<Samples>) {
    let timing = entry.perf(device, 1, iterations as usize).expect("the case runs");
    (timing.forward, timing.backward)
}

fn sum(samples: &Samples) -> Duration {
    passed(samples.times.iter().map(Duration::as_secs_f64).sum())
}

criterion_group!(name = benches; config = criterion(); targets = operations);
criterion_main!(benches);
