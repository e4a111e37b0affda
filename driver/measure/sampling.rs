//! Sampling: warm-up until a run gets no faster, then runs until the median is sure enough or the time is up.

use super::Summary;
use crate::error::Result;
use roentgen_runtime::Clock;

/// When to stop.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plan {
    /// Seconds that warm-up and samples may take together. A run in progress is never cut off.
    pub limit: f64,
    /// Width of the median's interval, as a share of the median, that is sure enough.
    pub precision: f64,
}

/// One run, in seconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// On the host's clock, from the first launch until the answer is there.
    pub host: f64,
    /// On the host's clock, until everything was handed to the device; `None` where that is not a time of its own.
    pub submit: Option<f64>,
    /// What the device itself worked, and by which clock; `None` where that cannot be told.
    pub device: Option<(f64, Clock)>,
    /// Of what had to be done before it and does not count: it is spent all the same.
    pub before: f64,
}

/// Runs of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Sampled {
    /// Runs before the first that counts.
    pub warmup: usize,
    /// Every run that counts, in the order taken.
    pub samples: Vec<Sample>,
    /// Whether the interval became as narrow as the plan wants.
    pub settled: bool,
}

/// A run that is not faster than the fastest so far by this share is no faster.
const FASTER: f64 = 0.02;

/// Share of the time that warm-up may take.
const WARMUP: f64 = 1.0 / 3.0;

/// Runs `once` as the plan says; the host's times decide.
///
/// # Errors
/// The first that `once` returns.
pub fn sample(plan: Plan, mut once: impl FnMut() -> Result<Sample>) -> Result<Sampled> {
    let (mut spent, mut warmup, mut fastest, mut no_faster) = (0.0, 0, f64::INFINITY, 0);
    while no_faster < 2 && spent < plan.limit * WARMUP {
        let Sample { host: time, before, .. } = once()?;
        (spent, warmup) = (spent + time + before, warmup + 1);
        no_faster = if time < fastest * (1.0 - FASTER) { 0 } else { no_faster + 1 };
        fastest = fastest.min(time);
    }
    let (mut samples, mut times, mut settled) = (Vec::new(), Vec::new(), false);
    while samples.is_empty() || (!settled && spent < plan.limit) {
        let sample = once()?;
        spent += sample.host + sample.before;
        samples.push(sample);
        times.push(sample.host);
        let width = Summary::of(&times).and_then(|summary| summary.width());
        settled = width.is_some_and(|width| width <= plan.precision);
    }
    Ok(Sampled { warmup, samples, settled })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    fn run(plan: Plan, time: impl Fn(usize) -> f64) -> Sampled {
        let mut n = 0;
        let once = || {
            n += 1;
            Ok(Sample { host: time(n - 1), submit: None, device: None, before: 0.0 })
        };
        sample(plan, once).unwrap()
    }

    const PLAN: Plan = Plan { limit: 100.0, precision: 0.01 };

    #[test]
    fn warm_up_ends_when_runs_get_no_faster() {
        // 8, 4, 2, 1, 1, 1: two runs after the fastest.
        let sampled = run(PLAN, |n| [8.0, 4.0, 2.0, 1.0].get(n).copied().unwrap_or(1.0));
        assert_eq!((sampled.warmup, sampled.samples.len(), sampled.settled), (6, 6, true));
        assert!(sampled.samples.iter().all(|s| s.host == 1.0));
        // One that never stops getting faster has a third of the time.
        let sampled = run(PLAN, |n| 20.0 * 0.9f64.powi(n as i32));
        assert_eq!(sampled.warmup, 2);
    }

    #[test]
    fn samples_end_with_the_interval_or_the_time() {
        let noisy = |n: usize| 1.0 + 0.1 * (n % 7) as f64;
        let sampled = run(PLAN, noisy);
        let spent: f64 = (0..sampled.warmup + sampled.samples.len()).map(noisy).sum();
        assert!(!sampled.settled && (100.0..102.0).contains(&spent), "{spent}");
        let sampled = run(Plan { limit: 1000.0, precision: 0.2 }, noisy);
        assert!(sampled.settled && sampled.samples.len() < 30);
        // What comes before a run is spent as well: 20 of five seconds each, in 100. Their own times differ, or they would settle.
        let mut n = 0;
        let once = || {
            n += 1;
            let host = if n % 2 == 0 { 1.0 } else { 0.5 };
            Ok(Sample { host, submit: None, device: None, before: 5.0 - host })
        };
        let sampled = sample(PLAN, once).unwrap();
        assert_eq!(sampled.warmup + sampled.samples.len(), 20);
        // A run longer than the limit is still a sample.
        assert_eq!(run(Plan { limit: 0.5, precision: 0.01 }, |_| 9.0).samples.len(), 1);
    }

    #[test]
    fn an_error_ends_it() {
        assert!(sample(PLAN, || Err(Error::usage("no"))).is_err());
    }
}
