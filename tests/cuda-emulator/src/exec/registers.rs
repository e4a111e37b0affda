//! A warp's registers: a row of 32 lanes for each, and which lanes were ever written.

use super::fault::Trap;
use super::number::{bf16_bits, bf16_value, f16_bits, f16_value};
use crate::ptx::instruction::{Condition, Predicate, Row};
use std::cell::Cell;

pub(super) const LANES: usize = 32;

/// Every lane of a warp.
pub(super) const FULL: u32 = u32::MAX;

/// The lanes of a mask, lowest first.
pub(super) fn lanes(mask: u32) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(mask), |rest| Some(rest & (rest - 1)))
        .take_while(|rest| *rest != 0)
        .map(|rest| rest.trailing_zeros() as usize)
}

/// Lanes that are computed at once: few enough for vector registers.
const CHUNK: usize = 8;

/// A register's lanes. Cells, because an instruction may write the row it reads.
type Cells<T> = [Cell<[T; CHUNK]>; LANES / CHUNK];

/// Rows of one width.
pub(super) struct File<T> {
    rows: Vec<Cells<T>>,
    defined: Vec<u32>,
}

impl<T: Copy + Default> File<T> {
    fn new(count: u32) -> Self {
        let row = || std::array::from_fn(|_| Cell::new([T::default(); CHUNK]));
        Self { rows: (0..count).map(|_| row()).collect(), defined: vec![0; count as usize] }
    }

    /// A row to read, where every lane of `mask` is defined.
    #[inline(always)]
    fn source(&self, row: Row, mask: u32) -> Result<&Cells<T>, Trap> {
        let missing = mask & !self.defined[row as usize];
        if missing != 0 {
            return Err(Trap::at(missing, "it reads a register that was never written"));
        }
        Ok(&self.rows[row as usize])
    }

    #[inline(always)]
    fn target(&self, row: Row) -> &Cells<T> {
        &self.rows[row as usize]
    }
}

/// The part of a mask that is about a chunk.
#[inline(always)]
fn part(mask: u32, chunk: usize) -> u32 {
    mask >> (chunk * CHUNK) & ((1 << CHUNK) - 1)
}

/// Stores the lanes of a mask.
#[inline(always)]
fn store<T: Copy>(to: &Cell<[T; CHUNK]>, part: u32, values: [T; CHUNK]) {
    if part == (1 << CHUNK) - 1 {
        to.set(values);
    } else {
        let old = to.get();
        to.set(std::array::from_fn(|at| if part >> at & 1 == 1 { values[at] } else { old[at] }));
    }
}

pub(super) struct Registers {
    narrow: File<u32>,
    wide: File<u64>,
    predicates: Vec<u32>,
    predicates_defined: Vec<u32>,
    /// The condition code, one bit a lane.
    pub carry: u32,
}

impl Registers {
    pub fn new(narrow: u32, wide: u32, predicates: u32) -> Self {
        Self {
            narrow: File::new(narrow),
            wide: File::new(wide),
            predicates: vec![0; predicates as usize],
            predicates_defined: vec![0; predicates as usize],
            carry: 0,
        }
    }

    /// Nothing is defined any more.
    pub fn forget(&mut self) {
        self.narrow.defined.fill(0);
        self.wide.defined.fill(0);
        self.predicates_defined.fill(0);
        self.carry = 0;
    }

    /// The lanes of `mask` where a condition holds.
    #[inline(always)]
    pub fn condition(&self, condition: Condition, mask: u32) -> Result<u32, Trap> {
        let at = condition.predicate as usize;
        let missing = mask & !self.predicates_defined[at];
        if missing != 0 {
            return Err(Trap::at(missing, "it reads a predicate that was never written"));
        }
        let value = self.predicates[at];
        Ok(mask & if condition.negated { !value } else { value })
    }

    #[inline(always)]
    pub fn set_predicate(&mut self, to: Predicate, mask: u32, values: u32) {
        let at = to as usize;
        self.predicates_defined[at] |= mask;
        self.predicates[at] = self.predicates[at] & !mask | values & mask;
    }

    /// A row as it is, where every lane of `mask` is defined.
    #[inline(always)]
    pub fn read<T: Lane>(&self, row: Row, mask: u32) -> Result<[T::Bits; LANES], Trap> {
        let from = T::file(self).source(row, mask)?;
        let mut out = [T::Bits::default(); LANES];
        for (out, from) in out.as_chunks_mut::<CHUNK>().0.iter_mut().zip(from) {
            *out = from.get();
        }
        Ok(out)
    }

    #[inline(always)]
    pub fn write<T: Lane>(&mut self, row: Row, mask: u32, values: &[T::Bits; LANES]) {
        let to = T::file(self).target(row);
        for (chunk, (to, values)) in to.iter().zip(values.as_chunks::<CHUNK>().0).enumerate() {
            store(to, part(mask, chunk), *values);
        }
        self.define::<T>(row, mask);
    }

    /// Lanes of a row are defined as they are.
    #[inline(always)]
    pub fn define<T: Lane>(&mut self, row: Row, mask: u32) {
        T::file_mut(self).defined[row as usize] |= mask;
    }

    /// Copies lanes, and whether they are defined: a compiler moves values that no path uses.
    pub fn copy<T: Lane>(&mut self, mask: u32, to: Row, from: Row) {
        let file = T::file_mut(self);
        let (source, target) = (&file.rows[from as usize], &file.rows[to as usize]);
        for (chunk, (from, to)) in source.iter().zip(target).enumerate() {
            store(to, part(mask, chunk), from.get());
        }
        let defined = file.defined[from as usize];
        let old = &mut file.defined[to as usize];
        *old = *old & !mask | defined & mask;
    }

    #[inline(always)]
    pub fn map1<A: Lane, D: Lane>(&mut self, mask: u32, to: Row, a: Row, f: impl Fn(A) -> D) -> Result<(), Trap> {
        let (a, d) = (A::file(self).source(a, mask)?, D::file(self).target(to));
        for chunk in 0..LANES / CHUNK {
            let part = part(mask, chunk);
            if part != 0 {
                let a = a[chunk].get();
                store(&d[chunk], part, std::array::from_fn(|at| f(A::value(a[at])).bits()));
            }
        }
        self.define::<D>(to, mask);
        Ok(())
    }

    #[inline(always)]
    pub fn map2<A: Lane, B: Lane, D: Lane>(
        &mut self,
        mask: u32,
        to: Row,
        [a, b]: [Row; 2],
        f: impl Fn(A, B) -> D,
    ) -> Result<(), Trap> {
        let (a, b) = (A::file(self).source(a, mask)?, B::file(self).source(b, mask)?);
        let d = D::file(self).target(to);
        for chunk in 0..LANES / CHUNK {
            let part = part(mask, chunk);
            if part != 0 {
                let (a, b) = (a[chunk].get(), b[chunk].get());
                store(&d[chunk], part, std::array::from_fn(|at| f(A::value(a[at]), B::value(b[at])).bits()));
            }
        }
        self.define::<D>(to, mask);
        Ok(())
    }

    #[inline(always)]
    pub fn map3<A: Lane, B: Lane, C: Lane, D: Lane>(
        &mut self,
        mask: u32,
        to: Row,
        [a, b, c]: [Row; 3],
        f: impl Fn(A, B, C) -> D,
    ) -> Result<(), Trap> {
        let (a, b) = (A::file(self).source(a, mask)?, B::file(self).source(b, mask)?);
        let (c, d) = (C::file(self).source(c, mask)?, D::file(self).target(to));
        for chunk in 0..LANES / CHUNK {
            let part = part(mask, chunk);
            if part != 0 {
                let (a, b, c) = (a[chunk].get(), b[chunk].get(), c[chunk].get());
                let one = |at: usize| f(A::value(a[at]), B::value(b[at]), C::value(c[at])).bits();
                store(&d[chunk], part, std::array::from_fn(one));
            }
        }
        self.define::<D>(to, mask);
        Ok(())
    }

    /// The lanes where a relation between two rows holds.
    #[inline(always)]
    pub fn test2<A: Lane>(&self, mask: u32, a: Row, b: Row, f: impl Fn(A, A) -> bool) -> Result<u32, Trap> {
        let (a, b) = (A::file(self).source(a, mask)?, A::file(self).source(b, mask)?);
        let mut holds = 0;
        for chunk in 0..LANES / CHUNK {
            let (a, b) = (a[chunk].get(), b[chunk].get());
            for at in 0..CHUNK {
                holds |= u32::from(f(A::value(a[at]), A::value(b[at]))) << (chunk * CHUNK + at);
            }
        }
        Ok(holds & mask)
    }
}

/// A type that fits a lane of a row.
pub(super) trait Lane: Copy {
    type Bits: Copy + Default;
    fn value(bits: Self::Bits) -> Self;
    fn bits(self) -> Self::Bits;
    fn file(registers: &Registers) -> &File<Self::Bits>;
    fn file_mut(registers: &mut Registers) -> &mut File<Self::Bits>;
}

macro_rules! lane {
    ($type:ty, $bits:ty, $file:ident, $value:expr, $to_bits:expr) => {
        impl Lane for $type {
            type Bits = $bits;
            #[inline(always)]
            fn value(bits: $bits) -> Self {
                ($value)(bits)
            }
            #[inline(always)]
            fn bits(self) -> $bits {
                ($to_bits)(self)
            }
            #[inline(always)]
            fn file(registers: &Registers) -> &File<$bits> {
                &registers.$file
            }
            #[inline(always)]
            fn file_mut(registers: &mut Registers) -> &mut File<$bits> {
                &mut registers.$file
            }
        }
    };
}

/// Half precision, computed with in f32.
#[derive(Clone, Copy)]
pub(super) struct F16(pub f32);

/// bfloat16, computed with in f32.
#[derive(Clone, Copy)]
pub(super) struct Bf16(pub f32);

/// Two of them in a row's 32 bits, the first in the lower half.
#[derive(Clone, Copy)]
pub(super) struct Pair<T>(pub T, pub T);

lane!(u8, u32, narrow, |b: u32| b as u8, u32::from);
lane!(i8, u32, narrow, |b: u32| b as i8, |v: i8| u32::from(v as u8));
lane!(u16, u32, narrow, |b: u32| b as u16, u32::from);
lane!(i16, u32, narrow, |b: u32| b as i16, |v: i16| u32::from(v as u16));
lane!(u32, u32, narrow, |b: u32| b, |v: u32| v);
lane!(i32, u32, narrow, |b: u32| b as i32, |v: i32| v as u32);
lane!(f32, u32, narrow, f32::from_bits, f32::to_bits);
lane!(u64, u64, wide, |b: u64| b, |v: u64| v);
lane!(i64, u64, wide, |b: u64| b as i64, |v: i64| v as u64);
lane!(f64, u64, wide, f64::from_bits, f64::to_bits);
lane!(F16, u32, narrow, |b: u32| F16(f16_value(b as u16)), |v: F16| u32::from(f16_bits(v.0)));
lane!(Bf16, u32, narrow, |b: u32| Bf16(bf16_value(b as u16)), |v: Bf16| u32::from(bf16_bits(v.0)));
lane!(Pair<F16>, u32, narrow, |b: u32| Pair(F16::value(b & 0xffff), F16::value(b >> 16)), |v: Pair<F16>| v.0.bits()
    | v.1.bits() << 16);
lane!(Pair<Bf16>, u32, narrow, |b: u32| Pair(Bf16::value(b & 0xffff), Bf16::value(b >> 16)), |v: Pair<Bf16>| v
    .0
    .bits()
    | v.1.bits() << 16);
