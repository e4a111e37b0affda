//! What several folds say together: the median and its distribution-free interval.

use super::Estimate;
use super::bootstrap::{CONFIDENCE, quantile};
use super::undefined::{Undefined, finite};
use statrs::distribution::{ContinuousCDF, Normal};

/// The median over folds with the order statistics at `ceil(n/2 -+ z sqrt(n)/2)` around it, cut to 1 and n (Conover 1999, 3.2):
/// with five folds these are the least and the greatest. One fold has no interval.
///
/// # Errors
/// No fold, or a figure that is not finite.
pub fn median(values: &[f64]) -> Result<Estimate, Undefined> {
    finite(values)?;
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let value = quantile(&sorted, 0.5).ok_or(Undefined::TooFew)?;
    let n = sorted.len() as f64;
    let reach = Normal::standard().inverse_cdf(0.5 + CONFIDENCE / 2.0) * n.sqrt() / 2.0;
    let at = |position: f64| sorted[position.ceil().clamp(1.0, n) as usize - 1];
    let ends = (sorted.len() > 1).then(|| (at(n / 2.0 - reach), at(n / 2.0 + reach)));
    Ok(Estimate { value, low: ends.map(|ends| ends.0), high: ends.map(|ends| ends.1) })
}
