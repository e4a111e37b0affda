//! Blocks of every family's encoder in their place: the first of each shape, forward.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use roentgen_benches::{MODELS, criterion, device, find, images, passed};
use roentgen_models::weights::Weights;
use roentgen_models::{Encoder, Keep};
use roentgen_runtime::{DType, Span, on_device};

fn blocks(criterion: &mut Criterion) {
    on_device!(&device(), device => {
        let device = &device.profiled();
        for name in MODELS {
            let source = find(name);
            let encoder = Encoder::load(&source.config, &Weights::drawn(1), device, DType::F32).expect("it fits");
            let images = images(&source, 1, device);
            let spans = || -> Vec<Span> {
                device.record_spans();
                encoder.forward(&images, Keep::Result).expect("it runs");
                device.take_spans()
            };
            // Blocks of one shape do the same work; the first stands for them.
            let mut shapes: Vec<(String, Vec<(u64, u64)>)> = Vec::new();
            let all = spans();
            for block in all.chunk_by(|a, b| a.layer == b.layer).filter(|block| block[0].layer.starts_with("block")) {
                let shape: Vec<_> = block.iter().map(|span| (span.cost.flops, span.cost.bytes)).collect();
                if shapes.iter().all(|(_, other)| *other != shape) {
                    shapes.push((block[0].layer.to_string(), shape));
                }
            }
            let mut group = criterion.benchmark_group(name);
            for (layer, _) in &shapes {
                group.bench_function(BenchmarkId::new("forward", layer), |b| {
                    b.iter_custom(|n| {
                        let one = || spans().iter().filter(|span| *span.layer == **layer).map(|span| span.seconds).sum::<f64>();
                        passed((0..n).map(|_| one()).sum())
                    });
                });
            }
            group.finish();
        }
    });
}

criterion_group!(name = benches; config = criterion(); targets = blocks);
criterion_main!(benches);
