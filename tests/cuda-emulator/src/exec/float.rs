//! Floating-point arithmetic. The 16-bit formats are computed with in f32, whose 24 bits of mantissa make the second rounding of a
//! sum, product, quotient or root harmless; `fma` rounds to odd in between.

use super::fault::Trap;
use super::number::{odd_f32, odd_fma, odd_quotient, odd_root, odd_sum, to_f32};
use super::registers::{Bf16, F16, Lane, Pair, Registers};
use crate::ptx::instruction::{
    Compared, Comparison, Float, FloatBinary, FloatClass, FloatUnary, Mode, Relation, Rounding, Row,
};

/// What is computed with in f32: a number, or a pair of them.
pub(super) trait Real: Lane {
    /// Whether results are rounded to less than f32 afterwards.
    const SHORT: bool;
    fn map(self, f: impl Fn(f32) -> f32) -> Self;
    fn zip(self, other: Self, f: impl Fn(f32, f32) -> f32) -> Self;
    fn zip3(self, b: Self, c: Self, f: impl Fn(f32, f32, f32) -> f32) -> Self;
}

impl Real for f32 {
    const SHORT: bool = false;
    #[inline(always)]
    fn map(self, f: impl Fn(f32) -> f32) -> Self {
        f(self)
    }
    #[inline(always)]
    fn zip(self, other: Self, f: impl Fn(f32, f32) -> f32) -> Self {
        f(self, other)
    }
    #[inline(always)]
    fn zip3(self, b: Self, c: Self, f: impl Fn(f32, f32, f32) -> f32) -> Self {
        f(self, b, c)
    }
}

macro_rules! short {
    ($t:ident) => {
        impl Real for $t {
            const SHORT: bool = true;
            #[inline(always)]
            fn map(self, f: impl Fn(f32) -> f32) -> Self {
                $t(f(self.0))
            }
            #[inline(always)]
            fn zip(self, other: Self, f: impl Fn(f32, f32) -> f32) -> Self {
                $t(f(self.0, other.0))
            }
            #[inline(always)]
            fn zip3(self, b: Self, c: Self, f: impl Fn(f32, f32, f32) -> f32) -> Self {
                $t(f(self.0, b.0, c.0))
            }
        }

        impl Real for Pair<$t> {
            const SHORT: bool = true;
            #[inline(always)]
            fn map(self, f: impl Fn(f32) -> f32) -> Self {
                Pair(self.0.map(&f), self.1.map(&f))
            }
            #[inline(always)]
            fn zip(self, other: Self, f: impl Fn(f32, f32) -> f32) -> Self {
                Pair(self.0.zip(other.0, &f), self.1.zip(other.1, &f))
            }
            #[inline(always)]
            fn zip3(self, b: Self, c: Self, f: impl Fn(f32, f32, f32) -> f32) -> Self {
                Pair(self.0.zip3(b.0, c.0, &f), self.1.zip3(b.1, c.1, &f))
            }
        }
    };
}

short!(F16);
short!(Bf16);

/// Runs a body with a type's name standing for the Rust type; f64 has its own.
macro_rules! with_real {
    ($of:expr, $t:ident => $body:expr, $double:expr) => {
        match $of {
            Float::F16 => {
                type $t = F16;
                $body
            }
            Float::F16x2 => {
                type $t = Pair<F16>;
                $body
            }
            Float::Bf16 => {
                type $t = Bf16;
                $body
            }
            Float::Bf16x2 => {
                type $t = Pair<Bf16>;
                $body
            }
            Float::F32 => {
                type $t = f32;
                $body
            }
            Float::F64 => $double,
        }
    };
}

#[inline(always)]
pub(super) fn flushed(value: f32, flush: bool) -> f32 {
    if flush && value.is_subnormal() { 0.0f32.copysign(value) } else { value }
}

/// What is left to do to a result.
#[inline(always)]
pub(super) fn finish(value: f32, mode: Mode) -> f32 {
    let mut value = flushed(value, mode.flush);
    if mode.saturate {
        // Neither NaN nor -0 is greater than zero.
        value = if value > 0.0 { value.min(1.0) } else { 0.0 };
    }
    if mode.relu && value < 0.0 {
        value = 0.0;
    }
    value
}

#[inline(always)]
fn map<T: Real>(r: &mut Registers, mask: u32, mode: Mode, to: Row, a: Row, f: impl Fn(f32) -> f32) -> Result<(), Trap> {
    if mode == Mode::PLAIN {
        r.map1(mask, to, a, |a: T| a.map(&f))
    } else {
        r.map1(mask, to, a, |a: T| a.map(|a| finish(f(flushed(a, mode.flush)), mode)))
    }
}

#[inline(always)]
fn zip<T: Real>(
    r: &mut Registers,
    mask: u32,
    mode: Mode,
    to: Row,
    ab: [Row; 2],
    f: impl Fn(f32, f32) -> f32,
) -> Result<(), Trap> {
    if mode == Mode::PLAIN {
        r.map2(mask, to, ab, |a: T, b: T| a.zip(b, &f))
    } else {
        let one = |a, b| finish(f(flushed(a, mode.flush), flushed(b, mode.flush)), mode);
        r.map2(mask, to, ab, |a: T, b: T| a.zip(b, one))
    }
}

/// Whether f32 arithmetic in this mode is what the host computes.
fn nearest(mode: Mode) -> bool {
    matches!(mode.rounding, Rounding::Nearest | Rounding::NearestAway)
}

#[inline(always)]
fn least(a: f32, b: f32) -> f32 {
    if a < b || b.is_nan() || (a == b && a.is_sign_negative()) { a } else { b }
}

#[inline(always)]
fn most(a: f32, b: f32) -> f32 {
    if a > b || b.is_nan() || (a == b && a.is_sign_positive()) { a } else { b }
}

fn unary_of<T: Real>(r: &mut Registers, mask: u32, op: FloatUnary, mode: Mode, to: Row, a: Row) -> Result<(), Trap> {
    let round = mode.rounding;
    match op {
        FloatUnary::Negate => map::<T>(r, mask, mode, to, a, |a| -a),
        FloatUnary::Absolute => map::<T>(r, mask, mode, to, a, f32::abs),
        FloatUnary::Reciprocal if nearest(mode) => map::<T>(r, mask, mode, to, a, |a| 1.0 / a),
        FloatUnary::Reciprocal => map::<T>(r, mask, mode, to, a, |a| to_f32(odd_quotient(1.0, a.into()), round)),
        FloatUnary::SquareRoot if nearest(mode) => map::<T>(r, mask, mode, to, a, f32::sqrt),
        FloatUnary::SquareRoot => map::<T>(r, mask, mode, to, a, |a| to_f32(odd_root(a.into()), round)),
        FloatUnary::ReciprocalSquareRoot => map::<T>(r, mask, mode, to, a, |a| (1.0 / f64::from(a).sqrt()) as f32),
        FloatUnary::Exp2 => map::<T>(r, mask, mode, to, a, f32::exp2),
        FloatUnary::Log2 => map::<T>(r, mask, mode, to, a, f32::log2),
        FloatUnary::Sine => map::<T>(r, mask, mode, to, a, f32::sin),
        FloatUnary::Cosine => map::<T>(r, mask, mode, to, a, f32::cos),
        FloatUnary::Tanh => map::<T>(r, mask, mode, to, a, f32::tanh),
    }
}

fn unary_double(r: &mut Registers, mask: u32, op: FloatUnary, to: Row, a: Row) -> Result<(), Trap> {
    match op {
        FloatUnary::Negate => r.map1(mask, to, a, |a: f64| -a),
        FloatUnary::Absolute => r.map1(mask, to, a, f64::abs),
        FloatUnary::Reciprocal => r.map1(mask, to, a, |a: f64| 1.0 / a),
        FloatUnary::SquareRoot => r.map1(mask, to, a, f64::sqrt),
        FloatUnary::ReciprocalSquareRoot => r.map1(mask, to, a, |a: f64| 1.0 / a.sqrt()),
        _ => Err(Trap::at(mask, "it is not interpreted for f64")),
    }
}

pub(super) fn unary(
    r: &mut Registers,
    mask: u32,
    op: FloatUnary,
    of: Float,
    mode: Mode,
    to: Row,
    a: Row,
) -> Result<(), Trap> {
    with_real!(of, T => unary_of::<T>(r, mask, op, mode, to, a), {
        double_mode(mask, mode)?;
        unary_double(r, mask, op, to, a)
    })
}

/// Doubles are only rounded to the nearest.
fn double_mode(mask: u32, mode: Mode) -> Result<(), Trap> {
    if nearest(mode) && !mode.saturate && !mode.relu {
        Ok(())
    } else {
        Err(Trap::at(mask, "this rounding of f64 is not interpreted"))
    }
}

fn binary_of<T: Real>(
    r: &mut Registers,
    mask: u32,
    op: FloatBinary,
    mode: Mode,
    to: Row,
    ab: [Row; 2],
) -> Result<(), Trap> {
    let round = mode.rounding;
    if !nearest(mode) && T::SHORT {
        return Err(Trap::at(mask, "this rounding of a 16-bit format is not interpreted"));
    }
    match op {
        FloatBinary::Add if nearest(mode) => zip::<T>(r, mask, mode, to, ab, |a, b| a + b),
        FloatBinary::Subtract if nearest(mode) => zip::<T>(r, mask, mode, to, ab, |a, b| a - b),
        FloatBinary::Multiply if nearest(mode) => zip::<T>(r, mask, mode, to, ab, |a, b| a * b),
        FloatBinary::Divide if nearest(mode) => zip::<T>(r, mask, mode, to, ab, |a, b| a / b),
        FloatBinary::Add => zip::<T>(r, mask, mode, to, ab, |a, b| to_f32(odd_sum(a.into(), b.into()), round)),
        FloatBinary::Subtract => zip::<T>(r, mask, mode, to, ab, |a, b| to_f32(odd_sum(a.into(), (-b).into()), round)),
        FloatBinary::Multiply => zip::<T>(r, mask, mode, to, ab, |a, b| to_f32(f64::from(a) * f64::from(b), round)),
        FloatBinary::Divide => zip::<T>(r, mask, mode, to, ab, |a, b| to_f32(odd_quotient(a.into(), b.into()), round)),
        FloatBinary::Min => zip::<T>(r, mask, mode, to, ab, least),
        FloatBinary::Max => zip::<T>(r, mask, mode, to, ab, most),
        FloatBinary::MinNan => zip::<T>(r, mask, mode, to, ab, |a, b| {
            if a.is_nan() {
                a
            } else if b.is_nan() {
                b
            } else {
                least(a, b)
            }
        }),
        FloatBinary::MaxNan => zip::<T>(r, mask, mode, to, ab, |a, b| {
            if a.is_nan() {
                a
            } else if b.is_nan() {
                b
            } else {
                most(a, b)
            }
        }),
        FloatBinary::CopySign => zip::<T>(r, mask, mode, to, ab, |a, b| b.copysign(a)),
    }
}

fn binary_double(r: &mut Registers, mask: u32, op: FloatBinary, to: Row, ab: [Row; 2]) -> Result<(), Trap> {
    match op {
        FloatBinary::Add => r.map2(mask, to, ab, |a: f64, b: f64| a + b),
        FloatBinary::Subtract => r.map2(mask, to, ab, |a: f64, b: f64| a - b),
        FloatBinary::Multiply => r.map2(mask, to, ab, |a: f64, b: f64| a * b),
        FloatBinary::Divide => r.map2(mask, to, ab, |a: f64, b: f64| a / b),
        FloatBinary::Min => {
            r.map2(
                mask,
                to,
                ab,
                |a: f64, b: f64| {
                    if a < b || b.is_nan() || (a == b && a.is_sign_negative()) { a } else { b }
                },
            )
        }
        FloatBinary::Max => {
            r.map2(
                mask,
                to,
                ab,
                |a: f64, b: f64| {
                    if a > b || b.is_nan() || (a == b && a.is_sign_positive()) { a } else { b }
                },
            )
        }
        FloatBinary::CopySign => r.map2(mask, to, ab, |a: f64, b: f64| b.copysign(a)),
        FloatBinary::MinNan | FloatBinary::MaxNan => Err(Trap::at(mask, "it is not interpreted for f64")),
    }
}

pub(super) fn binary(
    r: &mut Registers,
    mask: u32,
    op: FloatBinary,
    of: Float,
    mode: Mode,
    to: Row,
    ab: [Row; 2],
) -> Result<(), Trap> {
    with_real!(of, T => binary_of::<T>(r, mask, op, mode, to, ab), {
        double_mode(mask, mode)?;
        binary_double(r, mask, op, to, ab)
    })
}

/// `a b + c` in f32. A loop of its own for processors that have the instruction, where the target in general need not.
fn fma_plain(r: &mut Registers, mask: u32, to: Row, abc: [Row; 3]) -> Result<(), Trap> {
    #[cfg(target_arch = "x86_64")]
    if std::is_x86_feature_detected!("fma") && std::is_x86_feature_detected!("avx2") {
        // SAFETY: the features are there.
        return unsafe { fma_plain_x86(r, mask, to, abc) };
    }
    r.map3(mask, to, abc, f32::mul_add)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "fma,avx2")]
fn fma_plain_x86(r: &mut Registers, mask: u32, to: Row, abc: [Row; 3]) -> Result<(), Trap> {
    r.map3(mask, to, abc, f32::mul_add)
}

fn fma_of<T: Real>(r: &mut Registers, mask: u32, mode: Mode, to: Row, abc: [Row; 3]) -> Result<(), Trap> {
    if T::SHORT {
        if !nearest(mode) {
            return Err(Trap::at(mask, "this rounding of a 16-bit format is not interpreted"));
        }
        let one = |a, b, c| finish(odd_f32(odd_fma(a, b, c)), mode);
        return r.map3(mask, to, abc, |a: T, b: T, c: T| a.zip3(b, c, one));
    }
    if mode == Mode::PLAIN {
        return fma_plain(r, mask, to, abc);
    }
    let one = |a, b, c| {
        let (a, b, c) = (flushed(a, mode.flush), flushed(b, mode.flush), flushed(c, mode.flush));
        finish(to_f32(odd_fma(a, b, c), mode.rounding), mode)
    };
    r.map3(mask, to, abc, |a: T, b: T, c: T| a.zip3(b, c, one))
}

pub(super) fn fma(r: &mut Registers, mask: u32, of: Float, mode: Mode, to: Row, abc: [Row; 3]) -> Result<(), Trap> {
    with_real!(of, T => fma_of::<T>(r, mask, mode, to, abc), {
        double_mode(mask, mode)?;
        r.map3(mask, to, abc, f64::mul_add)
    })
}

/// Whether a relation holds, for numbers of any width.
#[inline(always)]
fn holds<T: PartialOrd>(relation: Relation, unordered: bool, a: T, b: T) -> bool {
    let nan = a.partial_cmp(&b).is_none();
    match relation {
        Relation::Equal => a == b || unordered && nan,
        // `ne` of a NaN is false, `neu` is true.
        Relation::NotEqual => a != b && (unordered || !nan),
        Relation::Less => a < b || unordered && nan,
        Relation::LessEqual => a <= b || unordered && nan,
        Relation::Greater => a > b || unordered && nan,
        Relation::GreaterEqual => a >= b || unordered && nan,
        Relation::Number => !nan,
        Relation::Nan => nan,
    }
}

/// The lanes where a comparison holds. Of a packed pair, the lanes where it holds of the lower and of the upper half.
pub(super) fn compare(r: &Registers, mask: u32, c: Comparison, a: Row, b: Row) -> Result<(u32, u32), Trap> {
    use super::integer::with_int;
    use crate::ptx::instruction::Int;
    let (relation, unordered) = (c.relation, c.unordered);
    macro_rules! test {
        ($t:ty, $f:expr) => {
            match relation {
                // Written out, so that each is a loop of its own.
                Relation::Equal if !unordered => r.test2::<$t>(mask, a, b, |a, b| $f(a) == $f(b)),
                Relation::Less if !unordered => r.test2::<$t>(mask, a, b, |a, b| $f(a) < $f(b)),
                Relation::GreaterEqual if !unordered => r.test2::<$t>(mask, a, b, |a, b| $f(a) >= $f(b)),
                _ => r.test2::<$t>(mask, a, b, |a, b| holds(relation, unordered, $f(a), $f(b))),
            }
        };
    }
    let single = match c.of {
        Compared::Int(of) => with_int!(of, T => test!(T, |v: T| v)),
        Compared::Float(Float::F32) if c.flush => test!(f32, |v: f32| flushed(v, true)),
        Compared::Float(Float::F32) => test!(f32, |v: f32| v),
        Compared::Float(Float::F64) => test!(f64, |v: f64| v),
        Compared::Float(Float::F16) => test!(F16, |v: F16| v.0),
        Compared::Float(Float::Bf16) => test!(Bf16, |v: Bf16| v.0),
        Compared::Float(Float::F16x2) => {
            let low = test!(Pair<F16>, |v: Pair<F16>| v.0.0)?;
            return Ok((low, test!(Pair<F16>, |v: Pair<F16>| v.1.0)?));
        }
        Compared::Float(Float::Bf16x2) => {
            let low = test!(Pair<Bf16>, |v: Pair<Bf16>| v.0.0)?;
            return Ok((low, test!(Pair<Bf16>, |v: Pair<Bf16>| v.1.0)?));
        }
    };
    single.map(|lanes| (lanes, lanes))
}

pub(super) fn classify(r: &Registers, mask: u32, class: FloatClass, wide: bool, a: Row) -> Result<u32, Trap> {
    macro_rules! test {
        ($t:ty) => {
            r.test2::<$t>(mask, a, a, |v, _| match class {
                FloatClass::Finite => v.is_finite(),
                FloatClass::Infinite => v.is_infinite(),
                FloatClass::Number => !v.is_nan(),
                FloatClass::NotANumber => v.is_nan(),
                FloatClass::Normal => v.is_normal(),
                FloatClass::Subnormal => v.is_subnormal(),
            })
        };
    }
    if wide { test!(f64) } else { test!(f32) }
}
