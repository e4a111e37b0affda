//! Tests on ranks: Mann-Whitney, Wilcoxon, Friedman with Nemenyi's comparison, and Holm's correction.
//!
//! All are two-sided and follow SciPy's choices: which of exact and asymptotic, continuity and tie corrections. Small samples
//! without ties are exact, because five folds are far from normal.

use super::studentised_range;
use super::undefined::{Undefined, finite};
use statrs::distribution::{ChiSquared, ContinuousCDF};
use statrs::function::erf::erfc;

/// A test's statistic and its two-sided p-value.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Test {
    /// U, the smaller W, or Friedman's chi-squared.
    pub statistic: f64,
    /// Chance of a statistic at least as extreme where nothing differs.
    pub p: f64,
}

/// Chance that a standard normal variable is above `z`.
pub(super) fn normal_above(z: f64) -> f64 {
    0.5 * erfc(z / std::f64::consts::SQRT_2)
}

/// Mid-ranks from 1 of the smallest, and the size of each run of equal values.
fn ranks(values: &[f64]) -> (Vec<f64>, Vec<usize>) {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let (mut ranks, mut ties) = (vec![0.0; values.len()], Vec::new());
    // `==` and not `total_cmp` joins ties: -0.0 and 0.0 are equal.
    for run in order.chunk_by(|&a, &b| values[a] == values[b]) {
        let before: usize = ties.iter().sum();
        for &at in run {
            ranks[at] = before as f64 + (run.len() + 1) as f64 / 2.0;
        }
        ties.push(run.len());
    }
    (ranks, ties)
}

fn tie_term(ties: &[usize]) -> f64 {
    ties.iter().map(|&size| size as f64).map(|t| t * t * t - t).sum()
}

/// Mann-Whitney's U of `x` against `y` (Mann and Whitney 1947). Exact where a sample has at most eight values and none are
/// tied, else normal with continuity and tie corrections, as `scipy.stats.mannwhitneyu`.
///
/// # Errors
/// An empty sample, a value that is not finite, or nothing but equal values.
pub fn mann_whitney(x: &[f64], y: &[f64]) -> Result<Test, Undefined> {
    let all = [x, y].concat();
    finite(&all)?;
    if x.is_empty() || y.is_empty() {
        return Err(Undefined::TooFew);
    }
    let (ranks, ties) = ranks(&all);
    if ties.len() == 1 {
        return Err(Undefined::AllEqual);
    }
    let (n, m) = (x.len() as f64, y.len() as f64);
    let statistic = ranks[..x.len()].iter().sum::<f64>() - n * (n + 1.0) / 2.0;
    let larger = statistic.max(n * m - statistic);
    let tied = ties.iter().any(|&size| size > 1);
    let above = if !tied && x.len().min(y.len()) <= 8 {
        mann_whitney_exact(x.len().min(y.len()), x.len().max(y.len()))[larger as usize..].iter().sum()
    } else {
        let total = n + m;
        let deviation = (n * m / 12.0 * ((total + 1.0) - tie_term(&ties) / (total * (total - 1.0)))).sqrt();
        normal_above((larger - n * m / 2.0 - 0.5) / deviation)
    };
    Ok(Test { statistic, p: (2.0 * above).min(1.0) })
}

/// Chance of each U from 0 to `few * many`, by the recurrence on which sample has the largest value.
fn mann_whitney_exact(few: usize, many: usize) -> Vec<f64> {
    // `rows[i]` is the distribution for sizes `i` and `m`, with `m` growing.
    let mut rows: Vec<Vec<f64>> = vec![vec![1.0]; few + 1];
    for m in 1..=many {
        for i in 1..=few {
            let share = i as f64 / (i + m) as f64;
            let mut next = vec![0.0; i * m + 1];
            for (u, chance) in rows[i].iter().enumerate() {
                next[u] += (1.0 - share) * chance;
            }
            for (u, chance) in rows[i - 1].iter().enumerate() {
                next[u + m] += share * chance;
            }
            rows[i] = next;
        }
    }
    rows.swap_remove(few)
}

/// Wilcoxon's signed-rank test of the pairs' differences (Wilcoxon 1945); pairs without a difference are left out. The statistic
/// is the smaller sum of ranks. Exact up to 50 pairs, or up to 13 where differences are tied or zero; else normal with a tie
/// correction, as `scipy.stats.wilcoxon`.
///
/// # Errors
/// Lists of two lengths, a value that is not finite, no pairs, or no pair that differs.
pub fn wilcoxon(x: &[f64], y: &[f64]) -> Result<Test, Undefined> {
    if x.len() != y.len() {
        return Err(Undefined::Unequal);
    }
    let differences: Vec<f64> = x.iter().zip(y).map(|(x, y)| x - y).collect();
    finite(&differences)?;
    if differences.is_empty() {
        return Err(Undefined::TooFew);
    }
    let kept: Vec<f64> = differences.iter().copied().filter(|difference| *difference != 0.0).collect();
    if kept.is_empty() {
        return Err(Undefined::AllEqual);
    }
    let (ranks, ties) = ranks(&kept.iter().map(|difference| difference.abs()).collect::<Vec<_>>());
    let plus: f64 = kept.iter().zip(&ranks).filter(|(difference, _)| **difference > 0.0).map(|(_, rank)| rank).sum();
    let n = kept.len() as f64;
    let total = n * (n + 1.0) / 2.0;
    let plain = kept.len() == differences.len() && ties.iter().all(|&size| size == 1);
    let p = if differences.len() <= if plain { 50 } else { 13 } {
        let chances = signed_rank_exact(&ranks);
        // Mid-ranks are halves: twice the sum is whole.
        let at = (2.0 * plus).round() as usize;
        2.0 * chances[..=at].iter().sum::<f64>().min(chances[at..].iter().sum())
    } else {
        let deviation = ((n * (n + 1.0) * (2.0 * n + 1.0) - tie_term(&ties) / 2.0) / 24.0).sqrt();
        2.0 * normal_above(((plus - total / 2.0) / deviation).abs())
    };
    Ok(Test { statistic: plus.min(total - plus), p: p.min(1.0) })
}

/// Chance of each value of twice the sum of positive ranks where every sign is a coin's.
fn signed_rank_exact(ranks: &[f64]) -> Vec<f64> {
    let mut chances = vec![1.0];
    for rank in ranks {
        let step = (2.0 * rank).round() as usize;
        let mut next = vec![0.0; chances.len() + step];
        for (sum, chance) in chances.iter().enumerate() {
            next[sum] += 0.5 * chance;
            next[sum + step] += 0.5 * chance;
        }
        chances = next;
    }
    chances
}

/// What Friedman's test says of treatments (models) seen in the same blocks (folds).
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Friedman {
    /// Chi-squared with a tie correction, and its p-value.
    pub test: Test,
    /// Mean rank of each treatment; rank 1 is the largest value.
    pub mean_ranks: Vec<f64>,
    /// Blocks.
    pub blocks: usize,
}

/// Friedman's test (Friedman 1937); `treatments[j][i]` is treatment `j` in block `i`. `scipy.stats.friedmanchisquare`, which
/// wants three treatments where this takes two.
///
/// # Errors
/// Fewer than two treatments or blocks, lists of several lengths, a value that is not finite, or ties in every block.
pub fn friedman(treatments: &[Vec<f64>]) -> Result<Friedman, Undefined> {
    let (k, blocks) = (treatments.len(), treatments.first().map_or(0, Vec::len));
    if k < 2 || blocks < 2 {
        return Err(Undefined::TooFew);
    }
    if treatments.iter().any(|values| values.len() != blocks) {
        return Err(Undefined::Unequal);
    }
    treatments.iter().try_for_each(|values| finite(values))?;
    let (mut sums, mut tied) = (vec![0.0; k], 0.0);
    for block in 0..blocks {
        let falling: Vec<f64> = treatments.iter().map(|values| -values[block]).collect();
        let (ranks, ties) = ranks(&falling);
        sums.iter_mut().zip(ranks).for_each(|(sum, rank)| *sum += rank);
        tied += tie_term(&ties);
    }
    let (kf, n) = (k as f64, blocks as f64);
    let correction = 1.0 - tied / (kf * (kf * kf - 1.0) * n);
    if correction <= 0.0 {
        return Err(Undefined::AllEqual);
    }
    let squares: f64 = sums.iter().map(|sum| sum * sum).sum();
    let statistic = (12.0 / (kf * n * (kf + 1.0)) * squares - 3.0 * n * (kf + 1.0)) / correction;
    let p = ChiSquared::new(kf - 1.0).map_err(|_| Undefined::TooFew)?.sf(statistic.max(0.0));
    Ok(Friedman { test: Test { statistic, p }, mean_ranks: sums.iter().map(|sum| sum / n).collect(), blocks })
}

impl Friedman {
    /// Nemenyi's p-value for each pair of treatments (Nemenyi 1963, Demšar 2006), by treatment and treatment; 1 on the diagonal.
    /// `scikit_posthocs.posthoc_nemenyi_friedman`.
    pub fn nemenyi(&self) -> Vec<Vec<f64>> {
        let k = self.mean_ranks.len();
        let pair = |a: f64, b: f64| studentised_range::above((a - b).abs() / self.scale() * 2f64.sqrt(), k);
        self.mean_ranks.iter().map(|&a| self.mean_ranks.iter().map(|&b| pair(a, b)).collect()).collect()
    }

    /// The difference of mean ranks above which a pair differs at a risk of `alpha`: the bar of a critical-difference diagram.
    pub fn critical_difference(&self, alpha: f64) -> f64 {
        studentised_range::quantile_above(alpha, self.mean_ranks.len()) / 2f64.sqrt() * self.scale()
    }

    /// Standard error of the difference of two mean ranks.
    fn scale(&self) -> f64 {
        let k = self.mean_ranks.len() as f64;
        (k * (k + 1.0) / (6.0 * self.blocks as f64)).sqrt()
    }
}

/// Holm's step-down correction (Holm 1979) of the p-values of one family, in their order; at most 1.
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let (mut adjusted, mut highest) = (vec![0.0; p.len()], 0.0f64);
    for (step, &at) in order.iter().enumerate() {
        highest = highest.max((p.len() - step) as f64 * p[at]).min(1.0);
        adjusted[at] = highest;
    }
    adjusted
}
