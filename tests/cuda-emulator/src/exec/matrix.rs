//! Matrix fragments and products.
//!
//! Products of short floats are exact. Their sums are taken a block of the depth at a time and cut off to f32, as tensor cores were
//! found to do (Fasi, Higham, Mikaitis and Pranesh, "Numerical behavior of NVIDIA tensor cores", 2021).

use super::block::Block;
use super::fault::Trap;
use super::memory::{addresses, resolve};
use super::number::{bf16_bits, bf16_value, f8_value, f16_bits, f16_value, to_f32};
use super::registers::{FULL, LANES, Registers};
use super::shared::Access;
use crate::ptx::instruction::{Address, Entry, Part, Product, Rounding, Row, Space, WmmaPart};

/// Depth that tensor cores sum at a time, of two-byte operands.
const DEPTH: usize = 8;

/// Most elements of a fragment's matrix.
const MOST: usize = 512;

impl Entry {
    fn wide(self) -> bool {
        self == Entry::F64
    }

    fn value(self, bits: u64) -> f64 {
        match self {
            Entry::F16 => f16_value(bits as u16).into(),
            Entry::Bf16 => bf16_value(bits as u16).into(),
            // The lower bits of a tf32 are not read.
            Entry::Tf32 => f32::from_bits(bits as u32 & !0x1fff).into(),
            Entry::F32 => f32::from_bits(bits as u32).into(),
            Entry::F64 => f64::from_bits(bits),
            Entry::S8 => (bits as i8).into(),
            Entry::U8 => (bits as u8).into(),
            Entry::S32 => (bits as i32).into(),
            Entry::E4m3 => f8_value(bits as u8, false).into(),
            Entry::E5m2 => f8_value(bits as u8, true).into(),
        }
    }

    fn bits(self, value: f64, saturate: bool) -> u64 {
        match self {
            Entry::F16 => f16_bits(value as f32).into(),
            Entry::Bf16 => bf16_bits(value as f32).into(),
            Entry::F64 => value.to_bits(),
            Entry::S32 if saturate => u64::from(value as i32 as u32),
            Entry::S32 => u64::from(value as i64 as u32),
            _ => u64::from((value as f32).to_bits()),
        }
    }
}

/// Row and column of an element: of register `register`, the `half`-th there, in a lane.
fn place(part: WmmaPart, wmma: bool, register: usize, half: usize, lane: usize) -> (usize, usize) {
    let each = part.entry.each();
    let (rows, columns) = part.size();
    if wmma {
        // Any layout will do that is one for all types of the same matrix.
        let at = ((register * each + half) * LANES + lane) % (rows * columns);
        return (at / columns, at % columns);
    }
    let (group, quad) = (lane / 4, lane % 4);
    match part.part {
        Part::A => {
            let blocks_down = rows / 8;
            let (down, along) = (register % blocks_down, register / blocks_down);
            (group + 8 * down, quad * each + half + 4 * each * along)
        }
        Part::B => (quad * each + half + 4 * each * register, group),
        Part::C | Part::D if each == 2 => (group + 8 * register, quad * 2 + half),
        Part::C | Part::D => (group + 8 * (register / 2), quad * 2 + register % 2),
    }
}

/// A fragment's matrix, by rows.
fn gather(r: &Registers, part: WmmaPart, wmma: bool, rows: &[Row]) -> Result<[f64; MOST], Trap> {
    let mut matrix = [0.0; MOST];
    let each = part.entry.each();
    let bits = 32 / each;
    let (_, columns) = part.size();
    for (register, row) in rows.iter().enumerate() {
        let wide;
        let narrow;
        let values: &[u64; LANES] = if part.entry.wide() {
            wide = r.read::<u64>(*row, FULL)?;
            &wide
        } else {
            narrow = r.read::<u32>(*row, FULL)?.map(u64::from);
            &narrow
        };
        for half in 0..each {
            for (lane, value) in values.iter().enumerate() {
                let (i, j) = place(part, wmma, register, half, lane);
                matrix[i * columns + j] = part.entry.value(value >> (half * bits));
            }
        }
    }
    Ok(matrix)
}

fn scatter(r: &mut Registers, part: WmmaPart, product: &Product, matrix: &[f64; MOST]) {
    let each = part.entry.each();
    let (_, columns) = part.size();
    for (register, row) in product.to.iter().enumerate() {
        let mut values = [0u64; LANES];
        for half in 0..each {
            for (lane, value) in values.iter_mut().enumerate() {
                let (i, j) = place(part, product.wmma, register, half, lane);
                let bits = part.entry.bits(matrix[i * columns + j], product.saturate);
                *value |= bits << (half * 16);
            }
        }
        if part.entry.wide() {
            r.write::<u64>(*row, FULL, &values);
        } else {
            r.write::<u32>(*row, FULL, &values.map(|v| v as u32));
        }
    }
}

/// `D = A B + C` of the whole warp.
pub(super) fn multiply(r: &mut Registers, product: &Product) -> Result<(), Trap> {
    let shape = product.shape;
    let part = |part, entry| WmmaPart { shape, part, entry, row_major: true };
    let a = gather(r, part(Part::A, product.a), product.wmma, &product.left)?;
    let b = gather(r, part(Part::B, product.b), product.wmma, &product.right)?;
    let mut sum = gather(r, part(Part::C, product.sum), product.wmma, &product.add)?;
    let (m, n, k) = (usize::from(shape.m), usize::from(shape.n), usize::from(shape.k));
    let exact = matches!(product.out, Entry::S32 | Entry::F64);
    let depth = DEPTH * 2 / product.a.bytes().min(4);
    for row in 0..m {
        let sums = &mut sum[row * n..][..n];
        for (block, left) in a[row * k..][..k].chunks(depth).enumerate() {
            for (offset, left) in left.iter().enumerate() {
                let right = &b[(block * depth + offset) * n..][..n];
                for (sum, right) in sums.iter_mut().zip(right) {
                    *sum += left * right;
                }
            }
            if !exact {
                sums.iter_mut().for_each(|sum| *sum = to_f32(*sum, Rounding::Zero).into());
            }
        }
    }
    scatter(r, part(Part::D, product.out), product, &sum);
    Ok(())
}

/// `movmatrix`: an 8x8 of 16-bit elements, transposed.
pub(super) fn transpose(r: &mut Registers, to: Row, from: Row) -> Result<(), Trap> {
    let values = r.read::<u32>(from, FULL)?;
    let element = |row: usize, column: usize| values[row * 4 + column / 2] >> (column % 2 * 16) & 0xffff;
    let out = std::array::from_fn(|lane| {
        let (group, quad) = (lane / 4, lane % 4);
        element(quad * 2, group) | element(quad * 2 + 1, group) << 16
    });
    r.write::<u32>(to, FULL, &out);
    Ok(())
}

/// The shared address of an 8x8 matrix's row.
fn row_address(space: Space, lane: usize, address: u64) -> Result<u64, Trap> {
    match if space == Space::Generic { resolve(address) } else { (space, address) } {
        (Space::Shared, offset) => Ok(offset),
        _ => Err(Trap::lane(lane, "the matrix is not in shared memory")),
    }
}

impl Block<'_> {
    pub(super) fn load_matrix(
        &mut self,
        r: &mut Registers,
        first: u32,
        (space, transposed): (Space, bool),
        to: &[Row],
        address: Address,
    ) -> Result<(), Trap> {
        // Only the lanes that give a row have to have an address.
        let given = if to.len() == 4 { FULL } else { (1 << (8 * to.len())) - 1 };
        let at = addresses(r, given, address)?;
        for (matrix, to) in to.iter().enumerate() {
            let mut rows = [[0u16; 8]; 8];
            for (row, elements) in rows.iter_mut().enumerate() {
                let lane = matrix * 8 + row;
                let address = row_address(space, lane, at[lane])?;
                self.shared.check(lane, address, 16)?;
                let bytes = self.shared.read(lane, first + lane as u32, address, 16, Access::Read)?;
                for (element, pair) in elements.iter_mut().zip(bytes.chunks(2)) {
                    *element = u16::from_le_bytes([pair[0], pair[1]]);
                }
            }
            let out = std::array::from_fn(|lane| {
                let (group, column) = (lane / 4, lane % 4 * 2);
                let (low, high) = if transposed {
                    (rows[column][group], rows[column + 1][group])
                } else {
                    (rows[group][column], rows[group][column + 1])
                };
                u32::from(low) | u32::from(high) << 16
            });
            r.write::<u32>(*to, FULL, &out);
        }
        Ok(())
    }

    pub(super) fn store_matrix(
        &mut self,
        r: &Registers,
        first: u32,
        (space, transposed): (Space, bool),
        from: &[Row],
        address: Address,
    ) -> Result<(), Trap> {
        let given = if from.len() == 4 { FULL } else { (1 << (8 * from.len())) - 1 };
        let at = addresses(r, given, address)?;
        for (matrix, from) in from.iter().enumerate() {
            let values = r.read::<u32>(*from, FULL)?;
            for row in 0..8 {
                let lane = matrix * 8 + row;
                let mut bytes = [0u8; 16];
                for (column, pair) in bytes.chunks_mut(2).enumerate() {
                    let (i, j) = if transposed { (column, row) } else { (row, column) };
                    let value = (values[i * 4 + j / 2] >> (j % 2 * 16)) as u16;
                    pair.copy_from_slice(&value.to_le_bytes());
                }
                let address = row_address(space, lane, at[lane])?;
                self.shared.check(lane, address, 16)?;
                self.shared.write(lane, first + lane as u32, address, &bytes, Access::Write)?;
            }
        }
        Ok(())
    }

    /// The address of each element of a register of a `wmma` fragment, in each lane.
    fn wmma_addresses(
        &self,
        r: &Registers,
        part: WmmaPart,
        address: Address,
        stride: Option<Row>,
    ) -> Result<impl Fn(usize, usize, usize) -> u64 + use<>, Trap> {
        let at = addresses(r, FULL, address)?;
        let (rows, columns) = part.size();
        let strides = match stride {
            Some(row) => r.read::<u32>(row, FULL)?.map(u64::from),
            None => [if part.row_major { columns } else { rows } as u64; LANES],
        };
        let bytes = part.entry.bytes() as u64;
        for lane in 0..LANES {
            if !at[lane].is_multiple_of(16) || !(strides[lane] * bytes).is_multiple_of(16) {
                let what = format!("address {:#x} or stride {} is not aligned to 16 bytes", at[lane], strides[lane]);
                return Err(Trap::lane(lane, what));
            }
        }
        Ok(move |register, half, lane| {
            let (row, column) = place(part, true, register, half, lane);
            let (line, along) = if part.row_major { (row, column) } else { (column, row) };
            at[lane] + bytes * (line as u64 * strides[lane] + along as u64)
        })
    }

    pub(super) fn wmma_load(
        &mut self,
        r: &mut Registers,
        first: u32,
        (part, space): (WmmaPart, Space),
        to: &[Row],
        address: Address,
        stride: Option<Row>,
    ) -> Result<(), Trap> {
        let at = self.wmma_addresses(r, part, address, stride)?;
        let (each, bytes) = (part.entry.each(), part.entry.bytes());
        for (register, to) in to.iter().enumerate() {
            let mut out = [0u64; LANES];
            for half in 0..each {
                for (lane, out) in out.iter_mut().enumerate() {
                    let address = at(register, half, lane);
                    let value = self.read_element(lane, first + lane as u32, space, address, bytes)?;
                    *out |= value << (half * 32 / each);
                }
            }
            if part.entry == Entry::F64 {
                r.write::<u64>(*to, FULL, &out);
            } else {
                r.write::<u32>(*to, FULL, &out.map(|v| v as u32));
            }
        }
        Ok(())
    }

    pub(super) fn wmma_store(
        &mut self,
        r: &Registers,
        first: u32,
        (part, space): (WmmaPart, Space),
        from: &[Row],
        address: Address,
        stride: Option<Row>,
    ) -> Result<(), Trap> {
        let at = self.wmma_addresses(r, part, address, stride)?;
        let (each, bytes) = (part.entry.each(), part.entry.bytes());
        for (register, from) in from.iter().enumerate() {
            let values = if part.entry == Entry::F64 {
                r.read::<u64>(*from, FULL)?
            } else {
                r.read::<u32>(*from, FULL)?.map(u64::from)
            };
            for half in 0..each {
                for (lane, value) in values.iter().enumerate() {
                    let value = value >> (half * 32 / each);
                    let address = at(register, half, lane);
                    self.write_element(lane, first + lane as u32, space, address, (value, bytes))?;
                }
            }
        }
        Ok(())
    }
}
