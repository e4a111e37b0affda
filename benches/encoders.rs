//! Encoders end to end: the forward pass at batch 1 and 8, and a training step at batch 1.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use roentgen::measure::Step;
use roentgen_benches::{MODELS, criterion, device, find, images, passed};
use roentgen_models::weights::Weights;
use roentgen_models::{Encoder, Keep};
use roentgen_runtime::{DType, on_device};
use std::time::Duration;

fn encoders(criterion: &mut Criterion) {
    on_device!(&device(), device => {
        // The first run, which compiles, tells how many launches one has.
        let time = |launches: &mut Option<u64>, n: u64, pass: &mut (dyn FnMut() + Send)| -> Duration {
            let launches = *launches.get_or_insert_with(|| {
                let before = device.launches();
                pass();
                device.launches() - before
            });
            let mut once = || {
                pass();
                Ok(())
            };
            let mut seconds = || device.time_in_queue(Some(launches), &mut once).expect("it runs").1;
            passed((0..n).map(|_| seconds()).sum())
        };
        for name in MODELS {
            let (source, weights) = (find(name), Weights::drawn(1));
            let encoder = Encoder::load(&source.config, &weights, device, DType::F32).expect("it fits");
            let mut group = criterion.benchmark_group(name);
            for batch in [1, 8] {
                let images = images(&source, batch, device);
                group.throughput(Throughput::Elements(batch as u64));
                let launches = &mut None;
                group.bench_function(BenchmarkId::new("forward", batch), |b| {
                    b.iter_custom(|n| time(launches, n, &mut || drop(encoder.forward(&images, Keep::Result).expect("it runs"))));
                });
            }
            drop(encoder);
            let images = images(&source, 1, device);
            let mut step = Step::load(&source, &weights, device, DType::F32, images, 1).expect("it fits");
            group.throughput(Throughput::Elements(1));
            let launches = &mut None;
            group.bench_function(BenchmarkId::new("step", 1), |b| {
                b.iter_custom(|n| time(launches, n, &mut || drop(step.run().expect("it runs"))));
            });
            group.finish();
        }
    });
}

criterion_group!(name = benches; config = criterion(); targets = encoders);
criterion_main!(benches);
