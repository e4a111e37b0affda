//! Whether one measurement is slower than another, or only noisier.

use super::Summary;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Faster by at least the effect that matters, and surely faster.
    Faster,
    /// Slower by at least the effect that matters, and surely slower.
    Slower,
    /// Surely within the effect that matters.
    Same,
    /// The samples do not tell.
    Unclear,
    /// Only in the second file.
    New,
    /// Only in the first file.
    Gone,
}

impl Verdict {
    /// All of them, worst first.
    pub const ALL: [Self; 6] = [Self::Slower, Self::Gone, Self::Unclear, Self::New, Self::Faster, Self::Same];

    /// In one word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Faster => "faster",
            Self::Slower => "slower",
            Self::Same => "same",
            Self::Unclear => "unclear",
            Self::New => "new",
            Self::Gone => "gone",
        }
    }
}

/// The second time over the first: of the medians, and the most that the medians' intervals allow either way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratio {
    /// Of the medians.
    pub median: f64,
    /// Lower and upper end; `None` where a side has too few samples for an interval.
    pub interval: Option<[f64; 2]>,
}

impl Ratio {
    /// Of times `after` over times `before`.
    pub fn new(before: &Summary, after: &Summary) -> Self {
        let ends = before.low.zip(before.high).zip(after.low.zip(after.high));
        Self {
            median: after.median / before.median,
            interval: ends.map(|((low, high), (after_low, after_high))| [after_low / high, after_high / low]),
        }
    }

    /// The verdict where a change by less than the share `effect` does not matter. Intervals that overlap, or reach out of what
    /// does not matter, say nothing sure.
    pub fn verdict(&self, effect: f64) -> Verdict {
        let Some([low, high]) = self.interval else { return Verdict::Unclear };
        let most = 1.0 + effect;
        if low > 1.0 && self.median >= most {
            Verdict::Slower
        } else if high < 1.0 && self.median <= 1.0 / most {
            Verdict::Faster
        } else if low > 1.0 / most && high < most {
            Verdict::Same
        } else {
            Verdict::Unclear
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{Plan, Sample, sampling};
    use rand::{RngExt, SeedableRng, rngs::StdRng};

    const EFFECT: f64 = 0.03;

    fn summary(median: f64, low: f64, high: f64) -> Summary {
        Summary { median, p10: low, p90: high, low: Some(low), high: Some(high) }
    }

    #[test]
    fn verdicts_by_hand() {
        let before = summary(1.0, 0.995, 1.005);
        let verdict = |after: &Summary| Ratio::new(&before, after).verdict(EFFECT);
        assert_eq!(verdict(&summary(1.1, 1.09, 1.11)), Verdict::Slower);
        assert_eq!(verdict(&summary(0.9, 0.89, 0.91)), Verdict::Faster);
        assert_eq!(verdict(&summary(1.01, 1.005, 1.015)), Verdict::Same);
        // Overlapping; surely slower but hardly; too wide to say.
        assert_eq!(verdict(&summary(1.1, 1.0, 1.2)), Verdict::Unclear);
        assert_eq!(verdict(&summary(1.025, 1.02, 1.04)), Verdict::Unclear);
        assert_eq!(verdict(&summary(1.0, 0.9, 1.1)), Verdict::Unclear);
        assert_eq!(verdict(&Summary { low: None, high: None, ..before }), Verdict::Unclear);
        // What is slower one way is faster the other.
        let (fast, slow) = (summary(1.0, 0.99, 1.01), summary(1.031, 1.02, 1.04));
        assert_eq!(Ratio::new(&fast, &slow).verdict(EFFECT), Verdict::Slower);
        assert_eq!(Ratio::new(&slow, &fast).verdict(EFFECT), Verdict::Faster);
    }

    /// A run as `bench` makes it: times with a floor, a tail to the right and now and then a hiccup.
    fn run(random: &mut StdRng, scale: f64) -> Summary {
        let once = || {
            let uniform = |random: &mut StdRng| random.random_range(f64::EPSILON..1.0);
            let tail = -0.02 * uniform(random).ln();
            let hiccup = if uniform(random) < 0.03 { 0.5 } else { 0.0 };
            Ok(Sample { host: 0.01 * scale * (1.0 + tail + hiccup), submit: None, device: None, before: 0.0 })
        };
        let sampled = sampling::sample(Plan { limit: 10.0, precision: 0.01 }, once).unwrap();
        assert!(sampled.settled);
        Summary::of(&sampled.samples.iter().map(|s| s.host).collect::<Vec<_>>()).unwrap()
    }

    /// The claim, a hundred times over: 2,000 trials for its 20. Noise is independent from run to run here, which a
    /// machine that does something else does not grant.
    #[test]
    fn two_runs_of_one_distribution_are_the_same_and_a_tenth_slower_is_found() {
        let mut random = StdRng::seed_from_u64(20);
        let trials = 2000;
        let (mut same, mut slower) = (0, 0);
        for _ in 0..trials {
            let (before, again, slowed) = (run(&mut random, 1.0), run(&mut random, 1.0), run(&mut random, 1.1));
            let again = Ratio::new(&before, &again).verdict(EFFECT);
            assert!(again == Verdict::Same || again == Verdict::Unclear, "{again:?}");
            same += i32::from(again == Verdict::Same);
            slower += i32::from(Ratio::new(&before, &slowed).verdict(EFFECT) == Verdict::Slower);
        }
        assert!(same >= trials * 99 / 100, "{same}");
        assert_eq!(slower, trials);
    }
}
