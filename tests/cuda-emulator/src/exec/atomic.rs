//! Atomic operations: on global memory with the host's, for blocks run on several cores; on shared memory lane by lane.

use super::block::Block;
use super::fault::Trap;
use super::memory::{addresses, resolve};
use super::number::{bf16_bits, bf16_value, f16_bits, f16_value};
use super::races::Use;
use super::registers::{LANES, Registers, lanes};
use super::shared::Access;
use crate::ptx::instruction::{Address, AtomicOp, AtomicType, Float, Int, Row, Space};
use std::sync::atomic::{AtomicU16, AtomicU32, AtomicU64, Ordering};

/// An atomic operation.
#[derive(Clone, Copy)]
pub(super) struct Atomic {
    pub op: AtomicOp,
    pub of: AtomicType,
    pub space: Space,
    pub to: Option<Row>,
    pub b: Row,
    pub c: Option<Row>,
}

impl Atomic {
    /// What is stored in place of `old`.
    fn apply(self, old: u64, b: u64, c: u64) -> u64 {
        match self.of {
            AtomicType::Float(of) => self.float(of, old, b),
            AtomicType::Int(of) => {
                let signed = |v: u64| if of == Int::S32 { i64::from(v as i32) } else { v as i64 };
                match self.op {
                    AtomicOp::Add => old.wrapping_add(b),
                    AtomicOp::And => old & b,
                    AtomicOp::Or => old | b,
                    AtomicOp::Xor => old ^ b,
                    AtomicOp::Exchange => b,
                    AtomicOp::CompareAndSwap => {
                        if old == b {
                            c
                        } else {
                            old
                        }
                    }
                    AtomicOp::Increment => {
                        if old >= b {
                            0
                        } else {
                            old + 1
                        }
                    }
                    AtomicOp::Decrement => {
                        if old == 0 || old > b {
                            b
                        } else {
                            old - 1
                        }
                    }
                    AtomicOp::Min if matches!(of, Int::S32 | Int::S64) => {
                        if signed(b) < signed(old) {
                            b
                        } else {
                            old
                        }
                    }
                    AtomicOp::Max if matches!(of, Int::S32 | Int::S64) => {
                        if signed(b) > signed(old) {
                            b
                        } else {
                            old
                        }
                    }
                    AtomicOp::Min => old.min(b),
                    AtomicOp::Max => old.max(b),
                }
            }
        }
    }

    fn float(self, of: Float, old: u64, b: u64) -> u64 {
        let combine = |x: f32, y: f32| match self.op {
            AtomicOp::Add => x + y,
            AtomicOp::Min => x.min(y),
            _ => x.max(y),
        };
        let half = |x: u64, y: u64| u64::from(f16_bits(combine(f16_value(x as u16), f16_value(y as u16))));
        let short = |x: u64, y: u64| u64::from(bf16_bits(combine(bf16_value(x as u16), bf16_value(y as u16))));
        match of {
            Float::F32 => combine(f32::from_bits(old as u32), f32::from_bits(b as u32)).to_bits().into(),
            Float::F64 => (f64::from_bits(old) + f64::from_bits(b)).to_bits(),
            Float::F16 => half(old, b),
            Float::Bf16 => short(old, b),
            Float::F16x2 => half(old, b) | half(old >> 16, b >> 16) << 16,
            Float::Bf16x2 => short(old, b) | short(old >> 16, b >> 16) << 16,
        }
    }
}

impl Block<'_> {
    pub(super) fn atomic(
        &mut self,
        r: &mut Registers,
        mask: u32,
        first_thread: u32,
        atomic: Atomic,
        address: Address,
    ) -> Result<(), Trap> {
        let at = addresses(r, mask, address)?;
        let bytes = atomic.of.bytes();
        let read = |row: Row| -> Result<[u64; LANES], Trap> {
            if bytes == 8 { Ok(r.read::<u64>(row, mask)?) } else { Ok(r.read::<u32>(row, mask)?.map(u64::from)) }
        };
        let b = read(atomic.b)?;
        let c = match atomic.c {
            Some(row) => read(row)?,
            None => [0; LANES],
        };
        let keep = if bytes == 8 { u64::MAX } else { (1 << (bytes * 8)) - 1 };
        let mut old = [0; LANES];
        for lane in lanes(mask) {
            let (space, address) = match atomic.space {
                Space::Generic => resolve(at[lane]),
                space => (space, at[lane]),
            };
            let change = |old: u64| atomic.apply(old, b[lane] & keep, c[lane] & keep) & keep;
            old[lane] = match space {
                Space::Shared => {
                    let thread = first_thread + lane as u32;
                    self.shared.check(lane, address, bytes)?;
                    let mut whole = [0; 8];
                    whole[..bytes].copy_from_slice(self.shared.read(
                        lane,
                        thread,
                        address,
                        bytes,
                        Access::StrongRead,
                    )?);
                    let old = u64::from_le_bytes(whole);
                    let new = change(old).to_le_bytes();
                    self.shared.write(lane, thread, address, &new[..bytes], Access::StrongWrite)?;
                    old
                }
                Space::Global | Space::Generic => {
                    self.atomic_global((lane, first_thread + lane as u32), address, bytes, change)?
                }
                Space::Local | Space::Parameter => return Err(Trap::lane(lane, "local memory has no atomics")),
            };
        }
        if let Some(to) = atomic.to {
            if bytes == 8 {
                r.write::<u64>(to, mask, &old);
            } else {
                r.write::<u32>(to, mask, &old.map(|bits| bits as u32));
            }
        }
        Ok(())
    }

    fn atomic_global(
        &mut self,
        (lane, thread): (usize, u32),
        address: u64,
        bytes: usize,
        change: impl Fn(u64) -> u64,
    ) -> Result<u64, Trap> {
        if !address.is_multiple_of(bytes as u64) {
            return Err(Trap::lane(lane, format!("global address {address:#x} is not aligned to {bytes} bytes")));
        }
        let allocation = self.allocation(lane, address, bytes)?;
        if !allocation.written(address, bytes) {
            return Err(Trap::lane(
                lane,
                format!("global address {address:#x} is read before anything is written there"),
            ));
        }
        self.check_race((lane, thread), Use::Write, true, &allocation, (address, bytes))?;
        const O: Ordering = Ordering::AcqRel;
        let pointer = allocation.pointer(address);
        // SAFETY: the bytes lie in a live allocation, aligned to their size.
        let old = unsafe {
            match bytes {
                2 => AtomicU16::from_ptr(pointer.cast())
                    .fetch_update(O, Ordering::Acquire, |old| Some(change(old.into()) as u16))
                    .map(u64::from)
                    .map_err(|_| 0),
                4 => AtomicU32::from_ptr(pointer.cast())
                    .fetch_update(O, Ordering::Acquire, |old| Some(change(old.into()) as u32))
                    .map(u64::from)
                    .map_err(|_| 0),
                _ => AtomicU64::from_ptr(pointer.cast())
                    .fetch_update(O, Ordering::Acquire, |old| Some(change(old)))
                    .map_err(|_| 0),
            }
        };
        // The closure never declines, so there is always an old value.
        Ok(old.unwrap_or_default())
    }
}
