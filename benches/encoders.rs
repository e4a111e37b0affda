//! Encoders end to end: the forward pass at batch 1 and 8, and a training step at batch 1.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use roentgen::measure::Step;
use roentgen_benches::{MODELS, criterion, device, find, images};
use roentgen_models::weights::Weights;
use roentgen_models::{Encoder, Keep};
use roentgen_runtime::{DType, on_device};
use std::time::Duration;

fn encoders(criterion: &mut Criterion) {
    on_device!(&device(), device => {
        let time = |n: u64, pass: &mut (dyn FnMut() + Send)| -> Duration {
            let mut once = || {
                pass();
                Ok(())
            };
            (0..n).map(|_| device.time(&mut once).expect("the device has a clock").1).sum()
        };
        for name in MODELS {
            let (source, weights) = (find(name), Weights::drawn(1));
            let encoder = Encoder::load(&source.config, &weights, device, DType::F32).expect("it fits");
            let mut group = criterion.benchmark_group(name);
            for batch in [1, 8] {
                let images = images(&source, batch, device);
                group.throughput(Throughput::Elements(batch as u64));
                group.bench_function(BenchmarkId::new("forward", batch), |b| {
                    b.iter_custom(|n| time(n, &mut || drop(encoder.forward(&images, Keep::Result).expect("it runs"))));
                });
            }
            drop(encoder);
            let images = images(&source, 1, device);
            let mut step = Step::load(&source, &weights, device, DType::F32, images, 1).expect("it fits");
            group.throughput(Throughput::Elements(1));
            group.bench_function(BenchmarkId::new("step", 1), |b| {
                b.iter_custom(|n| time(n, &mut || drop(step.run().expect("it runs"))));
            });
            group.finish();
        }
    });
}

criterion_group!(name = benches; config = criterion(); targets = encoders);
criterion_main!(benches);
