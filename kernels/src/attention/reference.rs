//! Attention in f64, with the whole row of scores.

use super::{Sizes, Windows};

/// What an attention reads, dense: `q` `[batch, queries, width]`, `k` and `v` `[batch, keys, width]`.
#[derive(Debug)]
pub struct Operands<'a> {
    /// Queries.
    pub q: &'a [f64],
    /// Keys.
    pub k: &'a [f64],
    /// Values.
    pub v: &'a [f64],
    /// `[groups, heads or 1, queries, keys]` of a sequence, and its first two dimensions.
    pub bias: Option<(&'a [f64], [usize; 2])>,
    /// `[heads]`.
    pub head_scale: Option<&'a [f64]>,
    /// `[tokens, 2, head_dim]` and the prefix.
    pub rotary: Option<(&'a [f64], usize)>,
    /// Keys and values of padding, `[width]` each.
    pub padding: Option<(&'a [f64], &'a [f64])>,
}

/// The tokens of each sequence: image, and row in it or `None` for padding; and the region of a shifted map it is in.
fn sequences(sizes: Sizes, windows: Option<Windows>) -> Vec<Vec<(usize, Option<usize>, usize)>> {
    let Some(w) = windows else {
        let tokens = sizes.queries.max(sizes.keys);
        return (0..sizes.batch).map(|b| (0..tokens).map(|t| (b, Some(t), 0)).collect()).collect();
    };
    let (down, across) = (w.height.div_ceil(w.side), w.width.div_ceil(w.side));
    let (bottom, right) = (down * w.side, across * w.side);
    let part = |at: usize, end: usize| {
        if at < end - w.side {
            0
        } else if at < end - w.shift {
            1
        } else {
            2
        }
    };
    let mut all = Vec::new();
    for b in 0..sizes.batch {
        for window in 0..down * across {
            let token = |t: usize| {
                let (y, x) = (window / across * w.side + t / w.side, window % across * w.side + t % w.side);
                let (from_y, from_x) = ((y + w.shift) % bottom, (x + w.shift) % right);
                let row = (from_y < w.height && from_x < w.width).then_some(from_y * w.width + from_x);
                (b, row, if w.shift > 0 { part(y, bottom) * 3 + part(x, right) } else { 0 })
            };
            all.push((0..w.side * w.side).map(token).collect());
        }
    }
    all
}

/// `[batch, queries, heads * head_dim]`.
pub fn attention(operands: &Operands, sizes: Sizes, scale: f64, windows: Option<Windows>) -> Vec<f64> {
    let Sizes { batch, heads, queries, keys, head_dim } = sizes;
    let width = heads * head_dim;
    let zeros = vec![0.0; width];
    let mut out = vec![0.0; batch * queries * width];
    // A head of a token; keys and queries are rotated.
    let head = |from: &[f64], pad: &[f64], tokens: usize, (b, row): (usize, Option<usize>), h: usize, rotate: bool| {
        let channels = match row {
            Some(row) => &from[(b * tokens + row) * width..],
            None => pad,
        };
        let x = &channels[h * head_dim..(h + 1) * head_dim];
        match (operands.rotary, row) {
            (Some((table, prefix)), Some(row)) if rotate && row >= prefix => {
                let (table, half) = (&table[(row - prefix) * 2 * head_dim..], head_dim / 2);
                let turned = |d: usize| {
                    let pair = if d < half { -x[d + half] } else { x[d - half] };
                    x[d] * table[d] + pair * table[head_dim + d]
                };
                (0..head_dim).map(turned).collect()
            }
            _ => x.to_vec(),
        }
    };
    let (pad_k, pad_v) = operands.padding.unwrap_or((&zeros, &zeros));
    for (s, tokens) in sequences(sizes, windows).iter().enumerate() {
        let of = |limit: usize| if windows.is_some() { &tokens[..] } else { &tokens[..limit] };
        for h in 0..heads {
            let key = |t: &(usize, Option<usize>, usize)| head(operands.k, pad_k, keys, (t.0, t.1), h, true);
            let value = |t: &(usize, Option<usize>, usize)| head(operands.v, pad_v, keys, (t.0, t.1), h, false);
            let (all_keys, all_values): (Vec<_>, Vec<_>) = of(keys).iter().map(|t| (key(t), value(t))).unzip();
            for (i, (b, row, region)) in of(queries).iter().enumerate() {
                let Some(row) = *row else { continue };
                let query = head(operands.q, &zeros, queries, (*b, Some(row)), h, true);
                let scale = scale * operands.head_scale.map_or(1.0, |s| s[h]);
                let score = |(j, k): (usize, &Vec<f64>)| {
                    let mut score = scale * k.iter().zip(&query).map(|(a, b)| a * b).sum::<f64>();
                    if let Some((bias, [groups, of_heads])) = operands.bias {
                        let plane = s % groups * of_heads + if of_heads == 1 { 0 } else { h };
                        score += bias[(plane * of(queries).len() + i) * of(keys).len() + j];
                    }
                    if of(keys)[j].2 != *region { score - 100.0 } else { score }
                };
                let scores: Vec<f64> = all_keys.iter().enumerate().map(score).collect();
                let high = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                let weights: Vec<f64> = scores.iter().map(|s| (s - high).exp()).collect();
                let total: f64 = weights.iter().sum();
                let to = (b * queries + row) * width + h * head_dim;
                for (weight, value) in weights.iter().zip(&all_values) {
                    out[to..to + head_dim].iter_mut().zip(value).for_each(|(o, v)| *o += weight / total * v);
                }
            }
        }
    }
    out
}
