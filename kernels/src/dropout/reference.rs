//! Dropout in f64.

use super::Draw;

/// Threefry-2x32, 20 rounds.
pub fn threefry(key: [u32; 2], counter: [u32; 2]) -> [u32; 2] {
    const ROTATIONS: [u32; 8] = [13, 15, 26, 6, 17, 29, 16, 24];
    let keys = [key[0], key[1], key[0] ^ key[1] ^ 0x1BD1_1BDA];
    let mut x = [counter[0].wrapping_add(key[0]), counter[1].wrapping_add(key[1])];
    for round in 0..20 {
        x[0] = x[0].wrapping_add(x[1]);
        x[1] = x[1].rotate_left(ROTATIONS[round % 8]) ^ x[0];
        if round % 4 == 3 {
            let group = round / 4 + 1;
            x[0] = x[0].wrapping_add(keys[group % 3]);
            x[1] = x[1].wrapping_add(keys[(group + 1) % 3]).wrapping_add(group as u32);
        }
    }
    x
}

/// `x` with its draws applied.
pub fn dropout(x: &[f64], draw: &Draw) -> Vec<f64> {
    let key = [draw.seed as u32, (draw.seed >> 32) as u32];
    let value = |(at, v): (usize, &f64)| {
        let i = at / draw.each;
        let word = threefry(key, [(i / 2) as u32, draw.stream])[i % 2];
        if word >= draw.threshold() { v / (1.0 - f64::from(draw.p)) } else { 0.0 }
    };
    x.iter().enumerate().map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::{Draw, dropout, threefry};

    /// The known answers published with Random123.
    #[test]
    fn threefry_gives_the_published_words() {
        assert_eq!(threefry([0, 0], [0, 0]), [0x6b20_0159, 0x99ba_4efe]);
        assert_eq!(threefry([u32::MAX; 2], [u32::MAX; 2]), [0x1cb9_96fc, 0xbb00_2be7]);
        let counter = [0x243f_6a88, 0x85a3_08d3];
        assert_eq!(threefry([0x1319_8a2e, 0x0370_7344], counter), [0xc492_3a9c, 0x483d_f7a0]);
    }

    #[test]
    fn as_many_are_dropped_as_asked() {
        let draw = Draw { seed: 5656, stream: 3, each: 1, p: 0.1 };
        let n = 100_000;
        let dropped = dropout(&vec![1.0; n], &draw).iter().filter(|v| **v == 0.0).count() as f64;
        // Within five standard deviations.
        assert!((dropped - 0.1 * n as f64).abs() < 5.0 * (n as f64 * 0.09).sqrt(), "{dropped}");
    }
}
