//! Median and quantiles of samples, and how sure the median is.

use crate::metrics::bootstrap::quantile;
use crate::output::Cell;
use serde::Serialize;

/// What samples say, in their own unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Summary {
    /// The median.
    pub median: f64,
    /// Tenth percentile.
    pub p10: f64,
    /// Ninetieth percentile.
    pub p90: f64,
    /// Lower end of the median's interval; `None` for fewer samples than an interval takes.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// The chance that the interval leaves the true median out, if samples are independent.
const RISK: f64 = 0.05;

impl Summary {
    /// Of samples in any order; `None` where there are none or one is not finite.
    pub fn of(samples: &[f64]) -> Option<Self> {
        if samples.iter().any(|s| !s.is_finite()) {
            return None;
        }
        let mut sorted = samples.to_vec();
        sorted.sort_by(f64::total_cmp);
        let rank = interval_rank(sorted.len());
        Some(Self {
            median: quantile(&sorted, 0.5)?,
            p10: quantile(&sorted, 0.1)?,
            p90: quantile(&sorted, 0.9)?,
            low: rank.map(|k| sorted[k - 1]),
            high: rank.map(|k| sorted[sorted.len() - k]),
        })
    }

    /// The interval's width as a share of the median.
    pub fn width(&self) -> Option<f64> {
        self.low.zip(self.high).map(|(low, high)| (high - low) / self.median)
    }

    /// The median and its interval, times `factor`.
    pub fn cell(&self, factor: f64, decimals: usize) -> Cell {
        let scaled = |end: Option<f64>| end.map(|seconds| seconds * factor);
        Cell::Estimate { value: Some(self.median * factor), low: scaled(self.low), high: scaled(self.high), decimals }
    }
}

/// The rank from both ends, counted from one, of the order statistics that hold the median with a chance of 95 %, whatever
/// the distribution: the largest `k` with `2 P(Binomial(n, 1/2) < k) <= 5 %`. `None` below six samples.
fn interval_rank(n: usize) -> Option<usize> {
    if n > 1000 {
        // 2^-n leaves f64; the normal distribution is as good here.
        return Some(((n as f64 - 1.959_964 * (n as f64).sqrt()) / 2.0).floor() as usize);
    }
    let (mut chance, mut below, mut rank) = (0.5f64.powi(n as i32), 0.0, 0);
    while 2.0 * (below + chance) <= RISK {
        below += chance;
        chance *= (n - rank) as f64 / (rank + 1) as f64;
        rank += 1;
    }
    (rank > 0).then_some(rank)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{RngExt, SeedableRng, rngs::StdRng};

    /// Ranks of published tables of the sign test at 5 %, two-sided: the critical value and one more.
    #[test]
    fn ranks_are_those_of_the_sign_test() {
        for (n, rank) in
            [(5, None), (6, Some(1)), (8, Some(1)), (9, Some(2)), (12, Some(3)), (20, Some(6)), (50, Some(18))]
        {
            assert_eq!(interval_rank(n), rank, "{n}");
        }
        assert_eq!(interval_rank(1000), Some(469));
        assert_eq!(interval_rank(1001), Some(469));
    }

    #[test]
    fn the_interval_holds_the_median_as_often_as_it_says() {
        let mut random = StdRng::seed_from_u64(1);
        let trials = 4000;
        let held = (0..trials).filter(|_| {
            // Skewed, as times are: the median of the square of a uniform number is a quarter.
            let samples: Vec<f64> = (0..25).map(|_| random.random_range(0.0f64..1.0).powi(2)).collect();
            let summary = Summary::of(&samples).unwrap();
            summary.low.unwrap() <= 0.25 && 0.25 <= summary.high.unwrap()
        });
        let share = held.count() as f64 / f64::from(trials);
        assert!((0.95..0.97).contains(&share), "{share}");
    }

    #[test]
    fn quantiles_and_what_has_none() {
        let summary = Summary::of(&[4.0, 1.0, 3.0, 2.0, 5.0]).unwrap();
        assert_eq!((summary.median, summary.p10, summary.p90, summary.low), (3.0, 1.4, 4.6, None));
        let summary = Summary::of(&[6.0, 4.0, 1.0, 3.0, 2.0, 5.0]).unwrap();
        assert_eq!((summary.low, summary.high, summary.width()), (Some(1.0), Some(6.0), Some(5.0 / 3.5)));
        assert_eq!(Summary::of(&[]), None);
        assert_eq!(Summary::of(&[1.0, f64::NAN]), None);
    }
}
