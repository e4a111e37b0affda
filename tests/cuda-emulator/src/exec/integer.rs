//! Arithmetic on whole numbers and bits.

use super::fault::Trap;
use super::registers::{LANES, Lane, Registers, lanes};
use crate::ptx::instruction::{Carry, Int, IntBinary, IntTernary, IntUnary, Row};

/// Runs a body with a type's name standing for the Rust type.
macro_rules! with_int {
    ($of:expr, $t:ident => $body:expr) => {
        match $of {
            Int::U16 => {
                type $t = u16;
                $body
            }
            Int::S16 => {
                type $t = i16;
                $body
            }
            Int::U32 => {
                type $t = u32;
                $body
            }
            Int::S32 => {
                type $t = i32;
                $body
            }
            Int::U64 => {
                type $t = u64;
                $body
            }
            Int::S64 => {
                type $t = i64;
                $body
            }
        }
    };
}
pub(super) use with_int;

/// What the whole-number types have in common. Arithmetic wraps.
pub(super) trait Whole: Lane + Ord {
    const BITS: u32;
    fn add(self, other: Self) -> Self;
    fn add_saturating(self, other: Self) -> Self;
    fn subtract(self, other: Self) -> Self;
    fn subtract_saturating(self, other: Self) -> Self;
    fn multiply(self, other: Self) -> Self;
    fn multiply_high(self, other: Self) -> Self;
    /// As hardware divides by zero: all ones, and the dividend remains.
    fn divide(self, other: Self) -> Self;
    fn remainder(self, other: Self) -> Self;
    fn and(self, other: Self) -> Self;
    fn or(self, other: Self) -> Self;
    fn xor(self, other: Self) -> Self;
    fn not(self) -> Self;
    fn negate(self) -> Self;
    fn absolute(self) -> Self;
    fn is_zero(self) -> bool;
    fn bit(one: bool) -> Self;
    fn ones(self) -> u32;
    fn leading_zeros(self) -> u32;
    fn reverse(self) -> Self;
    /// The position of the highest bit that differs from the sign, all ones where none does.
    fn find(self) -> u32;
    fn left(self, by: u32) -> Self;
    fn right(self, by: u32) -> Self;
    fn difference(self, other: Self) -> Self;
    fn extract(self, start: u32, length: u32) -> Self;
    fn as_i128(self) -> i128;
    fn from_i128(value: i128) -> Self;
}

macro_rules! whole {
    ($t:ty, $unsigned:ty, $wide:ty) => {
        impl Whole for $t {
            const BITS: u32 = <$t>::BITS;
            #[inline(always)]
            fn add(self, other: Self) -> Self {
                self.wrapping_add(other)
            }
            #[inline(always)]
            fn add_saturating(self, other: Self) -> Self {
                self.saturating_add(other)
            }
            #[inline(always)]
            fn subtract(self, other: Self) -> Self {
                self.wrapping_sub(other)
            }
            #[inline(always)]
            fn subtract_saturating(self, other: Self) -> Self {
                self.saturating_sub(other)
            }
            #[inline(always)]
            fn multiply(self, other: Self) -> Self {
                self.wrapping_mul(other)
            }
            #[inline(always)]
            fn multiply_high(self, other: Self) -> Self {
                ((self as $wide).wrapping_mul(other as $wide) >> <$t>::BITS) as $t
            }
            #[inline(always)]
            fn divide(self, other: Self) -> Self {
                if other == 0 { !0 } else { self.wrapping_div(other) }
            }
            #[inline(always)]
            fn remainder(self, other: Self) -> Self {
                if other == 0 { self } else { self.wrapping_rem(other) }
            }
            #[inline(always)]
            fn and(self, other: Self) -> Self {
                self & other
            }
            #[inline(always)]
            fn or(self, other: Self) -> Self {
                self | other
            }
            #[inline(always)]
            fn xor(self, other: Self) -> Self {
                self ^ other
            }
            #[inline(always)]
            fn not(self) -> Self {
                !self
            }
            #[inline(always)]
            fn negate(self) -> Self {
                (0 as $t).wrapping_sub(self)
            }
            #[inline(always)]
            #[allow(unused_comparisons)] // Of the unsigned types, for which it is false.
            fn absolute(self) -> Self {
                if self < 0 { self.negate() } else { self }
            }
            #[inline(always)]
            fn is_zero(self) -> bool {
                self == 0
            }
            #[inline(always)]
            fn bit(one: bool) -> Self {
                one as $t
            }
            #[inline(always)]
            fn ones(self) -> u32 {
                self.count_ones()
            }
            #[inline(always)]
            fn leading_zeros(self) -> u32 {
                <$t>::leading_zeros(self)
            }
            #[inline(always)]
            fn reverse(self) -> Self {
                self.reverse_bits()
            }
            #[inline(always)]
            #[allow(unused_comparisons)] // Of the unsigned types, for which it is false.
            fn find(self) -> u32 {
                let bits = if self < 0 { !self } else { self };
                if bits == 0 { u32::MAX } else { <$t>::BITS - 1 - <$t>::leading_zeros(bits) }
            }
            #[inline(always)]
            fn left(self, by: u32) -> Self {
                if by >= <$t>::BITS { 0 } else { self << by }
            }
            #[inline(always)]
            fn right(self, by: u32) -> Self {
                // Past the last bit only the sign is left.
                if by < <$t>::BITS { self >> by } else { (self >> (<$t>::BITS - 1)) >> 1 }
            }
            #[inline(always)]
            fn difference(self, other: Self) -> Self {
                self.abs_diff(other) as $t
            }
            #[inline(always)]
            #[allow(unused_comparisons)] // Of the unsigned types, for which it is false.
            fn extract(self, start: u32, length: u32) -> Self {
                let (start, length) = (start & 0xff, length & 0xff);
                if length == 0 {
                    return 0;
                }
                // Bits past the end are the sign, which is a field's last bit or the number's.
                let last = (start + length - 1).min(<$t>::BITS - 1);
                let signed = <$t>::MIN < 0;
                let sign = signed && self >> last & 1 != 0;
                let field = if start < <$t>::BITS { ((self as $unsigned) >> start) as $t } else { 0 };
                let kept = length.min(<$t>::BITS.saturating_sub(start));
                if kept >= <$t>::BITS {
                    return field;
                }
                let low = ((1 as $unsigned) << kept).wrapping_sub(1) as $t;
                if sign { field | !low } else { field & low }
            }
            #[inline(always)]
            fn as_i128(self) -> i128 {
                self as i128
            }
            #[inline(always)]
            fn from_i128(value: i128) -> Self {
                value as $t
            }
        }
    };
}

whole!(u16, u16, u32);
whole!(i16, u16, i32);
whole!(u32, u32, u64);
whole!(i32, u32, i64);
whole!(u64, u64, u128);
whole!(i64, u64, i128);

pub(super) fn unary(r: &mut Registers, mask: u32, op: IntUnary, of: Int, to: Row, a: Row) -> Result<(), Trap> {
    with_int!(of, T => match op {
        IntUnary::Not => r.map1(mask, to, a, |a: T| a.not()),
        IntUnary::Negate => r.map1(mask, to, a, |a: T| a.negate()),
        IntUnary::Absolute => r.map1(mask, to, a, |a: T| a.absolute()),
        IntUnary::LogicalNot => r.map1(mask, to, a, |a: T| <T as Whole>::bit(a.is_zero())),
        IntUnary::CountOnes => r.map1(mask, to, a, |a: T| a.ones()),
        IntUnary::LeadingZeros => r.map1(mask, to, a, |a: T| Whole::leading_zeros(a)),
        IntUnary::Reverse => r.map1(mask, to, a, |a: T| a.reverse()),
        IntUnary::Find => r.map1(mask, to, a, |a: T| a.find()),
        IntUnary::FindShift => r.map1(mask, to, a, |a: T| match a.find() {
            u32::MAX => u32::MAX,
            at => <T as Whole>::BITS - 1 - at,
        }),
    })
}

#[inline(always)]
fn binary_of<T: Whole>(r: &mut Registers, mask: u32, op: IntBinary, to: Row, ab: [Row; 2]) -> Result<(), Trap> {
    match op {
        IntBinary::Add => r.map2(mask, to, ab, |a: T, b: T| a.add(b)),
        IntBinary::AddSaturating => r.map2(mask, to, ab, |a: T, b: T| a.add_saturating(b)),
        IntBinary::Subtract => r.map2(mask, to, ab, |a: T, b: T| a.subtract(b)),
        IntBinary::SubtractSaturating => r.map2(mask, to, ab, |a: T, b: T| a.subtract_saturating(b)),
        IntBinary::Multiply => r.map2(mask, to, ab, |a: T, b: T| a.multiply(b)),
        IntBinary::MultiplyHigh => r.map2(mask, to, ab, |a: T, b: T| a.multiply_high(b)),
        IntBinary::Divide => r.map2(mask, to, ab, |a: T, b: T| a.divide(b)),
        IntBinary::Remainder => r.map2(mask, to, ab, |a: T, b: T| a.remainder(b)),
        IntBinary::Min => r.map2(mask, to, ab, |a: T, b: T| a.min(b)),
        IntBinary::Max => r.map2(mask, to, ab, |a: T, b: T| a.max(b)),
        IntBinary::And => r.map2(mask, to, ab, |a: T, b: T| a.and(b)),
        IntBinary::Or => r.map2(mask, to, ab, |a: T, b: T| a.or(b)),
        IntBinary::Xor => r.map2(mask, to, ab, |a: T, b: T| a.xor(b)),
    }
}

pub(super) fn binary(r: &mut Registers, mask: u32, op: IntBinary, of: Int, to: Row, ab: [Row; 2]) -> Result<(), Trap> {
    with_int!(of, T => binary_of::<T>(r, mask, op, to, ab))
}

pub(super) fn ternary(
    r: &mut Registers,
    mask: u32,
    op: IntTernary,
    of: Int,
    to: Row,
    abc: [Row; 3],
) -> Result<(), Trap> {
    with_int!(of, T => match op {
        IntTernary::MultiplyAdd => r.map3(mask, to, abc, |a: T, b: T, c: T| Whole::add(a.multiply(b), c)),
        IntTernary::MultiplyHighAdd => r.map3(mask, to, abc, |a: T, b: T, c: T| Whole::add(a.multiply_high(b), c)),
        IntTernary::Difference => r.map3(mask, to, abc, |a: T, b: T, c: T| Whole::add(c, a.difference(b))),
    })
}

pub(super) fn multiply_wide(
    r: &mut Registers,
    mask: u32,
    of: Int,
    to: Row,
    ab: [Row; 2],
    add: Option<Row>,
) -> Result<(), Trap> {
    macro_rules! product {
        ($narrow:ty, $wide:ty) => {
            match add {
                None => r.map2(mask, to, ab, |a: $narrow, b: $narrow| (a as $wide).wrapping_mul(b as $wide)),
                Some(c) => r.map3(mask, to, [ab[0], ab[1], c], |a: $narrow, b: $narrow, c: $wide| {
                    (a as $wide).wrapping_mul(b as $wide).wrapping_add(c)
                }),
            }
        };
    }
    match of {
        Int::U16 => product!(u16, u32),
        Int::S16 => product!(i16, i32),
        Int::U32 | Int::U64 => product!(u32, u64),
        Int::S32 | Int::S64 => product!(i32, i64),
    }
}

pub(super) fn shift(r: &mut Registers, mask: u32, left: bool, of: Int, to: Row, ab: [Row; 2]) -> Result<(), Trap> {
    with_int!(of, T => if left {
        r.map2(mask, to, ab, |a: T, b: u32| Whole::left(a, b))
    } else {
        r.map2(mask, to, ab, |a: T, b: u32| Whole::right(a, b))
    })
}

pub(super) fn funnel(
    r: &mut Registers,
    mask: u32,
    (left, wrap): (bool, bool),
    to: Row,
    abc: [Row; 3],
) -> Result<(), Trap> {
    r.map3(mask, to, abc, |low: u32, high: u32, by: u32| {
        let by = if wrap { by & 31 } else { by.min(32) };
        let both = u64::from(high) << 32 | u64::from(low);
        if left { (both << by >> 32) as u32 } else { (both >> by) as u32 }
    })
}

pub(super) fn extract(r: &mut Registers, mask: u32, of: Int, to: Row, abc: [Row; 3]) -> Result<(), Trap> {
    with_int!(of, T => r.map3(mask, to, abc, |a: T, start: u32, length: u32| a.extract(start, length)))
}

fn insert_field(field: u64, into: u64, start: u32, length: u32, bits: u32) -> u64 {
    let (start, length) = (start & 0xff, length & 0xff);
    if start >= bits || length == 0 {
        return into;
    }
    let length = length.min(bits - start);
    let low = if length == 64 { u64::MAX } else { (1 << length) - 1 };
    into & !(low << start) | (field & low) << start
}

pub(super) fn insert(r: &mut Registers, mask: u32, wide: bool, to: Row, [a, b, c, d]: [Row; 4]) -> Result<(), Trap> {
    let (start, length) = (*r.read::<u32>(c, mask)?, *r.read::<u32>(d, mask)?);
    if wide {
        let (field, into) = (r.read::<u64>(a, mask)?, r.read::<u64>(b, mask)?);
        let out = std::array::from_fn(|l| insert_field(field[l], into[l], start[l], length[l], 64));
        r.write::<u64>(to, mask, &out);
    } else {
        let (field, into) = (r.read::<u32>(a, mask)?, r.read::<u32>(b, mask)?);
        let one = |l: usize| insert_field(field[l].into(), into[l].into(), start[l], length[l], 32) as u32;
        let out = std::array::from_fn(one);
        r.write::<u32>(to, mask, &out);
    }
    Ok(())
}

/// `prmt` in its default mode: each byte of the result is one of the eight, or its sign.
pub(super) fn permute(r: &mut Registers, mask: u32, to: Row, abc: [Row; 3]) -> Result<(), Trap> {
    r.map3(mask, to, abc, |a: u32, b: u32, selectors: u32| {
        let bytes = u64::from(b) << 32 | u64::from(a);
        (0..4).fold(0u32, |out, at| {
            let selector = selectors >> (4 * at) & 0xf;
            let byte = (bytes >> (8 * (selector & 7))) as u8;
            let byte = if selector & 8 == 0 { byte } else { ((byte as i8) >> 7) as u8 };
            out | u32::from(byte) << (8 * at)
        })
    })
}

pub(super) fn lookup(r: &mut Registers, mask: u32, table: u8, to: Row, abc: [Row; 3]) -> Result<(), Trap> {
    r.map3(mask, to, abc, |a: u32, b: u32, c: u32| {
        (0..8u32).filter(|at| table >> at & 1 == 1).fold(0, |out, at| {
            let pick = |value: u32, bit: u32| if at >> bit & 1 == 1 { value } else { !value };
            out | pick(a, 2) & pick(b, 1) & pick(c, 0)
        })
    })
}

pub(super) fn dot_bytes(
    r: &mut Registers,
    mask: u32,
    (a_signed, b_signed): (bool, bool),
    to: Row,
    abc: [Row; 3],
) -> Result<(), Trap> {
    let byte = |value: u32, at: u32, signed: bool| {
        let byte = (value >> (8 * at)) as u8;
        if signed { i32::from(byte as i8) } else { i32::from(byte) }
    };
    r.map3(mask, to, abc, |a: u32, b: u32, c: i32| {
        (0..4).fold(c, |sum, at| sum.wrapping_add(byte(a, at, a_signed) * byte(b, at, b_signed)))
    })
}

/// How an operation on the condition code takes part.
#[derive(Clone, Copy)]
pub(super) struct CarryUse {
    pub op: Carry,
    pub reads: bool,
    pub writes: bool,
}

fn carry_of<T: Whole>(r: &mut Registers, mask: u32, with: CarryUse, to: Row, [a, b, c]: [Row; 3]) -> Result<(), Trap> {
    let (a, b, c) = (*r.read::<T>(a, mask)?, *r.read::<T>(b, mask)?, *r.read::<T>(c, mask)?);
    let mut out = [T::Bits::default(); LANES];
    let mut carry = r.carry;
    for lane in lanes(mask) {
        let (a, b, c) = (T::value(a[lane]), T::value(b[lane]), T::value(c[lane]).as_i128());
        let (low, high) = (a.multiply(b).as_i128(), a.multiply_high(b).as_i128());
        let (a, b) = (a.as_i128(), b.as_i128());
        let limit = 1i128 << T::BITS;
        let unsigned = |value: i128| value & (limit - 1);
        let carried = i128::from(with.reads && r.carry >> lane & 1 == 1);
        let exact = match with.op {
            Carry::Add => unsigned(a) + unsigned(b) + carried,
            Carry::Subtract => unsigned(a) - unsigned(b) - carried,
            Carry::MultiplyLowAdd => unsigned(low) + unsigned(c) + carried,
            Carry::MultiplyHighAdd => unsigned(high) + unsigned(c) + carried,
        };
        out[lane] = T::from_i128(exact).bits();
        if with.writes {
            let over = exact < 0 || exact >= limit;
            carry = carry & !(1 << lane) | u32::from(over) << lane;
        }
    }
    r.carry = carry;
    r.write::<T>(to, mask, &out);
    Ok(())
}

pub(super) fn carry(r: &mut Registers, mask: u32, with: CarryUse, of: Int, to: Row, abc: [Row; 3]) -> Result<(), Trap> {
    with_int!(of, T => carry_of::<T>(r, mask, with, to, abc))
}
