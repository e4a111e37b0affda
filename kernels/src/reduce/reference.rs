//! Sums in f64.

use super::Term;

/// `x` `[outer, length, inner]`.
pub fn sum_axis(x: &[f64], [outer, length, inner]: [usize; 3], term: Term) -> Vec<f64> {
    let value = |v: f64| if term == Term::Square { v * v } else { v };
    let mut out = Vec::with_capacity(outer * inner);
    for o in 0..outer {
        for i in 0..inner {
            out.push((0..length).map(|l| value(x[(o * length + l) * inner + i])).sum());
        }
    }
    out
}
