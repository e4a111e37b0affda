//! Whether `compare` can be trusted on this machine: two runs of one kernel are the same, one slowed by a tenth is slower, 20 of 20.
//! It takes some minutes of a machine that does nothing else, so it is asked for: `tools/idle` runs it, and docs/performance.md has
//! its last answer.

mod common;

use common::device;
use cubecl::prelude::Runtime;
use roentgen::measure::verdict::{Ratio, Verdict};
use roentgen::measure::{Plan, Sample, Summary, sampling};
use roentgen_kernels::matmul::{Epilogue, Layout, matmul};
use roentgen_runtime::{DType, Device, DeviceKind, Tensor, on_device};

const TRIALS: usize = 20;

/// `compare`'s default.
const EFFECT: f64 = 0.03;

/// Depth of the product, and one that is a tenth more work. Both are whole steps of every kernel's loop over the depth.
const DEPTH: [usize; 2] = [640, 704];

/// One run as `bench` makes it, by the device's clock.
fn run<R: Runtime>(device: &Device<R>, depth: usize) -> Summary {
    // Long enough for the device that waiting for it does not matter.
    let side = if device.info().kind == DeviceKind::Cpu { 512 } else { 4096 };
    let tensor = || Tensor::from_f32(device, &[side, depth], DType::F32, &vec![0.5; side * depth]).unwrap();
    let (x, weight) = (tensor(), tensor());
    let once = || {
        let product = || matmul(&x, &weight, Layout::Nt, &Epilogue::default()).map(drop);
        let ((), time, _) = device.time(product)?;
        Ok(Sample { host: time.as_secs_f64(), submit: None, device: None, before: 0.0 })
    };
    let sampled = sampling::sample(Plan { limit: 10.0, precision: 0.01 }, once).unwrap();
    Summary::of(&sampled.samples.iter().map(|sample| sample.host).collect::<Vec<_>>()).unwrap()
}

#[test]
#[ignore = "minutes on an idle machine; tools/idle runs it"]
fn the_same_is_the_same_and_a_tenth_slower_is_found() {
    on_device!(&device(), device => {
        let (mut same, mut slower) = (0, 0);
        for trial in 0..TRIALS {
            let [before, again, slowed] = [DEPTH[0], DEPTH[0], DEPTH[1]].map(|depth| run(device, depth));
            let verdicts = [again, slowed].map(|after| Ratio::new(&before, &after));
            let [of_again, of_slowed] = verdicts.map(|ratio| ratio.verdict(EFFECT));
            println!(
                "{trial}: again {:.4} {}, slowed {:.4} {}",
                verdicts[0].median,
                of_again.name(),
                verdicts[1].median,
                of_slowed.name()
            );
            same += usize::from(of_again == Verdict::Same);
            slower += usize::from(of_slowed == Verdict::Slower);
        }
        println!("same: {same} of {TRIALS}; slowed by a tenth and found: {slower} of {TRIALS}");
        assert_eq!((same, slower), (TRIALS, TRIALS));
    });
}
