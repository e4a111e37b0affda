//! `cvt`.

use super::fault::Trap;
use super::float::{finish, flushed};
use super::number::{
    bf16_bits, bf16_value, f8_bits, f8_value, f16_bits, f16_value, odd_f32, to_f32, to_short, to_tf32,
};
use super::registers::{Bf16, F16, LANES, Pair, Registers};
use crate::ptx::instruction::{Conversion, Float, Mode, Rounding, Row, Scalar};

pub(super) fn convert(r: &mut Registers, mask: u32, c: Conversion, to: Row, from: Row) -> Result<(), Trap> {
    let plain =
        c.mode == Mode::PLAIN && !c.whole && c.wide == (matches!(c.from, Scalar::U64 | Scalar::S64 | Scalar::F64));
    // What kernels do all the time, in loops that vectorise.
    match (c.to, c.from) {
        (Scalar::F32, Scalar::F16) if plain => return r.map1(mask, to, from, |v: F16| v.0),
        (Scalar::F32, Scalar::Bf16) if plain => return r.map1(mask, to, from, |v: Bf16| v.0),
        (Scalar::F16, Scalar::F32) if plain => return r.map1(mask, to, from, |v: f32| F16(v)),
        (Scalar::Bf16, Scalar::F32) if plain => return r.map1(mask, to, from, |v: f32| Bf16(v)),
        (Scalar::F32, Scalar::S32) if plain => return r.map1(mask, to, from, |v: i32| v as f32),
        (Scalar::F32, Scalar::U32) if plain => return r.map1(mask, to, from, |v: u32| v as f32),
        (Scalar::U64, Scalar::U32) if plain => return r.map1(mask, to, from, u64::from as fn(u32) -> u64),
        (Scalar::S64, Scalar::S32) if plain => return r.map1(mask, to, from, i64::from as fn(i32) -> i64),
        (Scalar::U32 | Scalar::S32, Scalar::U64 | Scalar::S64) if plain && c.register == 32 => {
            return r.map1(mask, to, from, |v: u64| v as u32);
        }
        (Scalar::U32, Scalar::U16) if plain && c.register == 32 => {
            return r.map1(mask, to, from, |v: u16| u32::from(v));
        }
        (Scalar::U16, Scalar::U32) if plain && c.register == 16 => return r.map1(mask, to, from, |v: u32| v as u16),
        (Scalar::F32, Scalar::F32) if !c.wide => {
            let rounding = c.mode.rounding;
            let one = |v: f32| {
                let v = flushed(v, c.mode.flush);
                finish(if c.whole { whole(v.into(), rounding) as f32 } else { v }, c.mode)
            };
            return r.map1(mask, to, from, one);
        }
        _ => (),
    }
    let source: [u64; LANES] =
        if c.wide { r.read::<u64>(from, mask)? } else { r.read::<u32>(from, mask)?.map(u64::from) };
    let out = source.map(|bits| one(bits, c));
    if c.register == 64 {
        r.write::<u64>(to, mask, &out);
    } else {
        r.write::<u32>(to, mask, &out.map(|bits| bits as u32));
    }
    Ok(())
}

/// To a whole number.
#[inline(always)]
fn whole(value: f64, rounding: Rounding) -> f64 {
    match rounding {
        Rounding::Nearest | Rounding::NearestAway => value.round_ties_even(),
        Rounding::Zero => value.trunc(),
        Rounding::Down => value.floor(),
        Rounding::Up => value.ceil(),
    }
}

/// The least and greatest number of a whole-number type; none of a float.
fn range(of: Scalar) -> Option<(i128, i128)> {
    Some(match of {
        Scalar::U8 => (0, u8::MAX.into()),
        Scalar::S8 => (i8::MIN.into(), i8::MAX.into()),
        Scalar::U16 => (0, u16::MAX.into()),
        Scalar::S16 => (i16::MIN.into(), i16::MAX.into()),
        Scalar::U32 => (0, u32::MAX.into()),
        Scalar::S32 => (i32::MIN.into(), i32::MAX.into()),
        Scalar::U64 => (0, u64::MAX.into()),
        Scalar::S64 => (i64::MIN.into(), i64::MAX.into()),
        _ => return None,
    })
}

/// A whole number's value from its register.
fn integer(bits: u64, of: Scalar) -> i128 {
    match of {
        Scalar::U8 => (bits as u8).into(),
        Scalar::S8 => (bits as i8).into(),
        Scalar::U16 => (bits as u16).into(),
        Scalar::S16 => (bits as i16).into(),
        Scalar::U32 => (bits as u32).into(),
        Scalar::S32 => (bits as i32).into(),
        Scalar::U64 => bits.into(),
        _ => (bits as i64).into(),
    }
}

/// A float's value from its register, which f64 holds exactly.
fn real(bits: u64, of: Scalar) -> f64 {
    match of {
        Scalar::F16 => f16_value(bits as u16).into(),
        Scalar::Bf16 => bf16_value(bits as u16).into(),
        Scalar::F32 => f32::from_bits(bits as u32).into(),
        _ => f64::from_bits(bits),
    }
}

/// A whole number to f64 in a direction, or to odd where a shorter format follows.
fn to_f64(value: i128, rounding: Option<Rounding>) -> f64 {
    let nearest = value as f64;
    let error = value - nearest as i128;
    let (too_high, too_low) = (error < 0, error > 0);
    match rounding {
        Some(Rounding::Zero) if value > 0 && too_high => nearest.next_down(),
        Some(Rounding::Zero) if value < 0 && too_low => nearest.next_up(),
        Some(Rounding::Down) if too_high => nearest.next_down(),
        Some(Rounding::Up) if too_low => nearest.next_up(),
        None if error != 0 && nearest.to_bits() & 1 == 0 => {
            if too_low {
                nearest.next_up()
            } else {
                nearest.next_down()
            }
        }
        _ => nearest,
    }
}

fn one(bits: u64, c: Conversion) -> u64 {
    let rounding = c.mode.rounding;
    if let Some((least, greatest)) = range(c.to) {
        let value = match range(c.from) {
            Some(_) => {
                let value = integer(bits, c.from);
                if c.mode.saturate { value.clamp(least, greatest) } else { value }
            }
            None => {
                let value = real(bits, c.from);
                let value = if c.mode.flush { flushed(value as f32, true).into() } else { value };
                (whole(value, rounding) as i128).clamp(least, greatest)
            }
        };
        // The type's own bits, extended by its sign to the register.
        let value = integer(value as u64, c.to) as u64;
        return if c.register >= 64 { value } else { value & ((1 << c.register) - 1) };
    }
    let value = match range(c.from) {
        Some(_) if c.to == Scalar::F64 => to_f64(integer(bits, c.from), Some(rounding)),
        Some(_) => to_f64(integer(bits, c.from), None),
        None => real(bits, c.from),
    };
    let value = if c.whole { whole(value, rounding) } else { value };
    if c.to == Scalar::F64 {
        let clamped = if value > 0.0 { value.min(1.0) } else { 0.0 };
        let value = if c.mode.saturate { clamped } else { value };
        return value.to_bits();
    }
    match c.to {
        Scalar::F32 => {
            let value = finish(to_f32(value, rounding), c.mode);
            u64::from(value.to_bits())
        }
        Scalar::F16 => {
            let value = finish(odd_f32(value), Mode { flush: false, ..c.mode });
            to_short(value, rounding, f16_bits, f16_value).into()
        }
        _ => {
            let value = finish(odd_f32(value), Mode { flush: false, ..c.mode });
            to_short(value, rounding, bf16_bits, bf16_value).into()
        }
    }
}

pub(super) fn to_tf32_row(r: &mut Registers, mask: u32, mode: Mode, to: Row, from: Row) -> Result<(), Trap> {
    r.map1(mask, to, from, |v: f32| to_tf32(finish(v, mode), mode.rounding))
}

pub(super) fn pair(
    r: &mut Registers,
    mask: u32,
    of: Float,
    mode: Mode,
    to: Row,
    [high, low]: [Row; 2],
) -> Result<(), Trap> {
    let rounding = mode.rounding;
    let short = |v: f32| {
        let v = finish(v, mode);
        u32::from(match of {
            Float::F16x2 => to_short(v, rounding, f16_bits, f16_value),
            _ => to_short(v, rounding, bf16_bits, bf16_value),
        })
    };
    r.map2(mask, to, [high, low], |high: f32, low: f32| short(high) << 16 | short(low))
}

/// Two floats to a pair of 8-bit ones, the first in the upper half; a packed pair where there is no second row.
pub(super) fn to_f8(
    r: &mut Registers,
    mask: u32,
    (e5m2, relu): (bool, bool),
    to: Row,
    high: Row,
    low: Option<Row>,
) -> Result<(), Trap> {
    let one = |v: f32| u16::from(f8_bits(if relu { v.max(0.0) } else { v }, e5m2));
    match low {
        Some(low) => r.map2(mask, to, [high, low], |high: f32, low: f32| one(high) << 8 | one(low)),
        None => r.map1(mask, to, high, |v: Pair<F16>| one(v.1.0) << 8 | one(v.0.0)),
    }
}

pub(super) fn from_f8(
    r: &mut Registers,
    mask: u32,
    (e5m2, relu): (bool, bool),
    to: Row,
    from: Row,
) -> Result<(), Trap> {
    let one = |v: u8| {
        let v = f8_value(v, e5m2);
        F16(if relu { v.max(0.0) } else { v })
    };
    r.map1(mask, to, from, |v: u16| Pair(one(v as u8), one((v >> 8) as u8)))
}
