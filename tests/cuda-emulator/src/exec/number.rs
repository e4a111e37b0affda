//! Conversions between number formats, and arithmetic whose rounding is exact.

use crate::ptx::instruction::Rounding;

/// The canonical NaN of the 16-bit formats.
const NAN16: u16 = 0x7fff;

#[inline(always)]
pub(super) fn f16_value(bits: u16) -> f32 {
    let sign = u32::from(bits & 0x8000) << 16;
    let rest = u32::from(bits & 0x7fff) << 13;
    // Scaling by 2^112 moves the exponent's bias, and makes subnormals normal.
    let scaled = (f32::from_bits(rest) * f32::from_bits(0x7780_0000)).to_bits();
    let special = rest | 0x7f80_0000;
    f32::from_bits(sign | if bits & 0x7c00 == 0x7c00 { special } else { scaled })
}

/// To the nearest even.
#[inline(always)]
pub(super) fn f16_bits(value: f32) -> u16 {
    let bits = value.to_bits();
    let sign = (bits >> 16 & 0x8000) as u16;
    let rest = bits & 0x7fff_ffff;
    // Adding 0.5 leaves a subnormal half's bits, rounded, at the end of the mantissa.
    let subnormal = (f32::from_bits(rest) + 0.5).to_bits().wrapping_sub(0x3f00_0000);
    let normal = rest.wrapping_sub(0x3800_0000).wrapping_add(0xfff).wrapping_add(rest >> 13 & 1) >> 13;
    let finite = if rest < 0x3880_0000 { subnormal } else { normal };
    let magnitude = if rest < 0x4780_0000 { finite as u16 } else { 0x7c00 };
    if rest > 0x7f80_0000 { NAN16 } else { sign | magnitude }
}

#[inline(always)]
pub(super) fn bf16_value(bits: u16) -> f32 {
    f32::from_bits(u32::from(bits) << 16)
}

/// To the nearest even.
#[inline(always)]
pub(super) fn bf16_bits(value: f32) -> u16 {
    let bits = value.to_bits();
    let rounded = (bits.wrapping_add(0x7fff).wrapping_add(bits >> 16 & 1) >> 16) as u16;
    if bits & 0x7fff_ffff > 0x7f80_0000 { NAN16 } else { rounded }
}

/// To an 8-bit format with so many exponent bits, clamped to its largest number.
pub(super) fn f8_bits(value: f32, e5m2: bool) -> u8 {
    let (mantissa, bias, largest, nan) = if e5m2 { (2, 15, 57344.0f32, 0x7f) } else { (3, 7, 448.0, 0x7f) };
    let sign = if value.is_sign_negative() { 0x80 } else { 0 };
    if value.is_nan() {
        return nan;
    }
    let magnitude = value.abs().min(largest);
    // The step between neighbours at this magnitude, from the smallest normal number down the same.
    let exponent = (((magnitude.to_bits() >> 23) as i32) - 127).max(1 - bias);
    let step = 2f64.powi(exponent - mantissa);
    let steps = (f64::from(magnitude) / step).round_ties_even();
    let rounded = (steps * step).min(f64::from(largest)) as f32;
    let exponent = ((rounded.to_bits() >> 23) as i32) - 127;
    if exponent < 1 - bias {
        return sign | (f64::from(rounded) / 2f64.powi(1 - bias - mantissa)) as u8;
    }
    let fraction = (rounded.to_bits() >> (23 - mantissa)) as u8 & ((1 << mantissa) - 1);
    sign | ((exponent + bias) as u8) << mantissa | fraction
}

pub(super) fn f8_value(bits: u8, e5m2: bool) -> f32 {
    let (mantissa, bias) = if e5m2 { (2, 15) } else { (3, 7) };
    let sign = if bits & 0x80 != 0 { -1.0 } else { 1.0 };
    let exponent = i32::from(bits >> mantissa & if e5m2 { 31 } else { 15 });
    let fraction = f32::from(bits & ((1 << mantissa) - 1)) / (1 << mantissa) as f32;
    sign * match (e5m2, exponent) {
        (true, 31) => {
            if fraction == 0.0 {
                f32::INFINITY
            } else {
                f32::NAN
            }
        }
        (false, 15) if fraction == 0.875 => f32::NAN,
        (_, 0) => fraction * 2f32.powi(1 - bias),
        _ => (1.0 + fraction) * 2f32.powi(exponent - bias),
    }
}

/// `nearest` rounded to odd: where the exact value lies `error` beside it, the neighbour with an odd last bit. Any later rounding
/// to a format two bits shorter is then the rounding of the exact value.
#[inline(always)]
fn odd(nearest: f64, error: f64) -> f64 {
    if error == 0.0 || !nearest.is_finite() || nearest.to_bits() & 1 == 1 {
        return nearest;
    }
    if error > 0.0 { nearest.next_up() } else { nearest.next_down() }
}

/// `a + b`, rounded to odd.
#[inline(always)]
pub(super) fn odd_sum(a: f64, b: f64) -> f64 {
    let sum = a + b;
    let from_b = sum - a;
    let error = (a - (sum - from_b)) + (b - from_b);
    if sum == 0.0 { sum } else { odd(sum, error) }
}

/// `a b + c` of numbers whose product f64 holds exactly, rounded to odd.
#[inline(always)]
pub(super) fn odd_fma(a: f32, b: f32, c: f32) -> f64 {
    odd_sum(f64::from(a) * f64::from(b), f64::from(c))
}

/// `a / b`, rounded to odd.
pub(super) fn odd_quotient(a: f64, b: f64) -> f64 {
    let quotient = a / b;
    let rest = (-quotient).mul_add(b, a);
    odd(quotient, if b > 0.0 { rest } else { -rest })
}

/// The square root, rounded to odd.
pub(super) fn odd_root(a: f64) -> f64 {
    let root = a.sqrt();
    odd(root, (-root).mul_add(root, a))
}

/// To f32 and odd: for a format that is shorter still.
pub(super) fn odd_f32(value: f64) -> f32 {
    let nearest = value as f32;
    let back = f64::from(nearest);
    if back == value || !nearest.is_finite() || nearest.to_bits() & 1 == 1 {
        return nearest;
    }
    if value > back { nearest.next_up() } else { nearest.next_down() }
}

/// To f32, in a direction.
pub(super) fn to_f32(value: f64, rounding: Rounding) -> f32 {
    let nearest = value as f32;
    let back = f64::from(nearest);
    let (too_high, too_low) = (back > value, back < value);
    match rounding {
        Rounding::Nearest | Rounding::NearestAway => nearest,
        Rounding::Zero if value > 0.0 && too_high => nearest.next_down(),
        Rounding::Zero if value < 0.0 && too_low => nearest.next_up(),
        Rounding::Down if too_high => nearest.next_down(),
        Rounding::Up if too_low => nearest.next_up(),
        _ => nearest,
    }
}

/// f32 to the bits of a 16-bit format, in a direction. `narrow` rounds to the nearest, `widen` goes back.
pub(super) fn to_short(value: f32, rounding: Rounding, narrow: fn(f32) -> u16, widen: fn(u16) -> f32) -> u16 {
    let nearest = narrow(value);
    let back = widen(nearest);
    let (too_high, too_low) = (back > value, back < value);
    // Neighbours of a magnitude are one step of its bits apart; zero's neighbour below is the smallest negative number.
    let larger = nearest + 1;
    let smaller = nearest.wrapping_sub(1);
    let down = if back > 0.0 {
        smaller
    } else if back < 0.0 {
        larger
    } else {
        0x8001
    };
    let up = if back > 0.0 {
        larger
    } else if back < 0.0 {
        smaller
    } else {
        0x0001
    };
    match rounding {
        Rounding::Zero if value > 0.0 && too_high => down,
        Rounding::Zero if value < 0.0 && too_low => up,
        Rounding::Down if too_high => down,
        Rounding::Up if too_low => up,
        _ => nearest,
    }
}

/// f32 to tf32, which is an f32 with ten bits of mantissa: to the nearest, ties to even or away from zero, or towards zero.
pub(super) fn to_tf32(value: f32, rounding: Rounding) -> f32 {
    if !value.is_finite() {
        return value;
    }
    let bits = value.to_bits();
    let rounded = match rounding {
        Rounding::Nearest => bits + 0xfff + (bits >> 13 & 1),
        Rounding::NearestAway => bits + 0x1000,
        _ => bits,
    };
    f32::from_bits(rounded & !0x1fff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_precision_as_the_half_crate_has_it() {
        for bits in 0..=u16::MAX {
            let (ours, theirs) = (f16_value(bits), half::f16::from_bits(bits).to_f32());
            assert!(ours == theirs || ours.is_nan() && theirs.is_nan(), "{bits:#x}");
            let back = f16_bits(ours);
            assert!(back == bits || ours.is_nan() && back == NAN16, "{bits:#x} {back:#x}");
        }
        for step in 0..2_000_000u32 {
            let value = f32::from_bits(step.wrapping_mul(2147));
            if !value.is_nan() {
                assert_eq!(f16_bits(value), half::f16::from_f32(value).to_bits(), "{value:e}");
                assert_eq!(bf16_bits(value), half::bf16::from_f32(value).to_bits(), "{value:e}");
            }
        }
    }

    #[test]
    fn rounding_to_odd_keeps_what_a_later_rounding_needs() {
        // 1 + 2^-24 is half-way for f32; a little more must round up.
        let tiny = 2f32.powi(-60);
        assert_eq!(odd_fma(2f32.powi(-24), 1.0, 1.0) as f32, 1.0);
        let above = odd_sum(f64::from(1.0f32) + 2f64.powi(-24), f64::from(tiny));
        assert_eq!(above as f32, 1.0f32.next_up());
        let mut state = 1u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f32::from_bits(state & 0x8fff_ffff | 0x3000_0000)
        };
        for _ in 0..100_000 {
            let (a, b, c) = (next(), next(), next());
            assert_eq!(to_f32(odd_fma(a, b, c), Rounding::Nearest), a.mul_add(b, c), "{a:e} {b:e} {c:e}");
            assert_eq!(to_f32(odd_quotient(a.into(), b.into()), Rounding::Nearest), a / b);
            assert_eq!(to_f32(odd_root(a.abs().into()), Rounding::Nearest), a.abs().sqrt());
        }
    }

    #[test]
    fn directions() {
        let third = 1.0 / 3.0;
        let (down, up) = (to_f32(third, Rounding::Down), to_f32(third, Rounding::Up));
        assert!(f64::from(down) < third && third < f64::from(up) && down.next_up() == up);
        assert_eq!(to_f32(-third, Rounding::Zero), -down);
        assert_eq!(to_f32(1e300, Rounding::Zero), f32::MAX);
        assert_eq!(to_f32(-1e300, Rounding::Up), f32::MIN);
        let half = |v, r| f16_value(to_short(v, r, f16_bits, f16_value));
        assert_eq!((half(2049.0, Rounding::Zero), half(2049.0, Rounding::Up)), (2048.0, 2050.0));
        assert_eq!((half(-2049.0, Rounding::Down), half(1e-9, Rounding::Up)), (-2050.0, 2f32.powi(-24)));
        assert_eq!((half(1e9, Rounding::Zero), half(1e-9, Rounding::Down)), (65504.0, 0.0));
        assert_eq!(to_tf32(1.0 + 2f32.powi(-11), Rounding::Nearest), 1.0);
        assert_eq!(to_tf32(1.0 + 2f32.powi(-11), Rounding::NearestAway), 1.0 + 2f32.powi(-10));
    }

    #[test]
    fn eight_bit_floats_come_back() {
        for e5m2 in [false, true] {
            for bits in 0..=u8::MAX {
                let value = f8_value(bits, e5m2);
                if value.is_finite() {
                    assert_eq!(f8_bits(value, e5m2), bits, "{value} {e5m2}");
                }
            }
        }
        assert_eq!(f8_value(f8_bits(1e9, false), false), 448.0);
        assert_eq!(f8_value(f8_bits(1.0 + 1.0 / 16.0, false), false), 1.0);
    }
}
