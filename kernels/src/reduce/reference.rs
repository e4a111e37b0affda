//! Sums in f64.

use super::Term;

/// `x` and `factor` `[outer, length, inner]`, `mean` `[outer, groups]`.
pub fn sum_axis(
    x: &[f64],
    factor: Option<&[f64]>,
    mean: Option<&[f64]>,
    [outer, length, inner]: [usize; 3],
    term: Term,
) -> Vec<f64> {
    let centre = |o: usize, i: usize| {
        mean.map_or(0.0, |mean| {
            let groups = mean.len() / outer;
            mean[o * groups + i / (inner / groups)]
        })
    };
    let mut out = Vec::with_capacity(outer * inner);
    for o in 0..outer {
        for i in 0..inner {
            let value = |l: usize| {
                let at = (o * length + l) * inner + i;
                let value = x[at] - centre(o, i);
                match term {
                    Term::Value => value,
                    Term::Square => value * value,
                    Term::Product => value * factor.map_or(1.0, |factor| factor[at]),
                }
            };
            out.push((0..length).map(value).sum());
        }
    }
    out
}
