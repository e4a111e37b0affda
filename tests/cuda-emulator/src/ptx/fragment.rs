//! Matrix fragments: how many elements a register holds, and how many registers a fragment has.

use super::instruction::Row;

/// Element types of matrix products.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    F16,
    Bf16,
    Tf32,
    F32,
    F64,
    S8,
    U8,
    S32,
    E4m3,
    E5m2,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    A,
    B,
    C,
    D,
}

/// A matrix product's shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    pub m: u8,
    pub n: u8,
    pub k: u8,
}

/// `wmma` layouts: whether lines of memory are rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WmmaPart {
    pub shape: Shape,
    pub part: Part,
    pub entry: Entry,
    pub row_major: bool,
}

impl WmmaPart {
    /// Rows and columns of the matrix.
    pub fn size(self) -> (usize, usize) {
        let Shape { m, n, k } = self.shape;
        let (rows, columns) = match self.part {
            Part::A => (m, k),
            Part::B => (k, n),
            Part::C | Part::D => (m, n),
        };
        (rows.into(), columns.into())
    }

    /// Registers of a `wmma` fragment, where the PTX ISA has this shape and type. Operands in f16 hold every element twice.
    pub fn registers(self) -> Option<usize> {
        let (rows, columns) = self.size();
        let sums = matches!(self.part, Part::C | Part::D);
        let shapes: &[(u8, u8, u8)] = match self.entry {
            Entry::Tf32 => &[(16, 16, 8)],
            Entry::F64 => &[(8, 8, 4)],
            Entry::F32 if sums => &[(16, 16, 16), (32, 8, 16), (8, 32, 16), (16, 16, 8)],
            Entry::F16 | Entry::Bf16 | Entry::S8 | Entry::U8 | Entry::S32 => &[(16, 16, 16), (32, 8, 16), (8, 32, 16)],
            _ => return None,
        };
        let operand = matches!(self.entry, Entry::F16 | Entry::Bf16 | Entry::Tf32 | Entry::S8 | Entry::U8 | Entry::F64);
        let sum = matches!(self.entry, Entry::F16 | Entry::F32 | Entry::S32 | Entry::F64);
        if !shapes.contains(&(self.shape.m, self.shape.n, self.shape.k)) || !(if sums { sum } else { operand }) {
            return None;
        }
        if self.entry == Entry::F16 && !sums {
            return Some(8);
        }
        Some(rows * columns / 32 / self.entry.each())
    }

    /// Registers of an `mma` fragment.
    pub fn registers_mma(self) -> Option<usize> {
        let (rows, columns) = self.size();
        let count = rows * columns / 32 / self.entry.each();
        (count > 0).then_some(count)
    }
}

impl Entry {
    /// Elements of a register.
    pub fn each(self) -> usize {
        match self {
            Entry::F16 | Entry::Bf16 => 2,
            Entry::S8 | Entry::U8 | Entry::E4m3 | Entry::E5m2 => 4,
            Entry::Tf32 | Entry::F32 | Entry::S32 | Entry::F64 => 1,
        }
    }

    /// Bytes of an element in memory.
    pub fn bytes(self) -> usize {
        match self {
            Entry::S8 | Entry::U8 | Entry::E4m3 | Entry::E5m2 => 1,
            Entry::F16 | Entry::Bf16 => 2,
            Entry::Tf32 | Entry::F32 | Entry::S32 => 4,
            Entry::F64 => 8,
        }
    }
}

/// What `mma` multiplies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Product {
    pub shape: Shape,
    pub a: Entry,
    pub b: Entry,
    pub sum: Entry,
    /// Of the result.
    pub out: Entry,
    /// Sums of s32 clamp.
    pub saturate: bool,
    /// Fragments lie as `wmma` of the emulator has them, and not as `mma` defines them.
    pub wmma: bool,
    pub to: Box<[Row]>,
    pub left: Box<[Row]>,
    pub right: Box<[Row]>,
    pub add: Box<[Row]>,
}
