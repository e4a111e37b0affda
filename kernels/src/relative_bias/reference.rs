//! Relative position bias in f64.

use super::Squash;

/// `table` `[(2 side - 1)^2, heads]`.
pub fn relative_bias(table: &[f64], side: usize, squash: Squash) -> Vec<f64> {
    let heads = table.len() / (2 * side - 1).pow(2);
    let tokens = side * side;
    let mut out = Vec::with_capacity(heads * tokens * tokens);
    for head in 0..heads {
        for query in 0..tokens {
            for key in 0..tokens {
                let [y, x] = [query / side + side - 1 - key / side, query % side + side - 1 - key % side];
                let value = table[(y * (2 * side - 1) + x) * heads + head];
                out.push(match squash {
                    Squash::None => value,
                    Squash::Sigmoid16 => 16.0 / (1.0 + (-value).exp()),
                });
            }
        }
    }
    out
}
