//! One instruction after the other.

use super::asynchronous::CopyAsync;
use super::atomic::Atomic;
use super::block::{BARRIERS, Block};
use super::collective::{self, Present, ShuffleRows};

use super::fault::Trap;
use super::integer::CarryUse;
use super::registers::{FULL, LANES, Lane, Registers, lanes};
use super::warp::{Group, State, Warp};
use super::{convert, float, integer, matrix, memory};
use crate::ptx::instruction::{Clock, Comparison, Condition, Float, Logic, Op, Row, Space};
use std::time::{SystemTime, UNIX_EPOCH};

/// Where lanes go after an instruction.
enum Flow {
    Next,
    Jump(u32),
    /// Each lane its own way.
    Spread(Box<[u32; LANES]>),
    Exit,
    Barrier {
        id: u32,
        threads: u32,
        aligned: bool,
    },
    /// The instruction wants lanes that are not here yet.
    Wait,
    /// On, after others had their turn.
    Poll,
}

/// What became of a group.
pub(super) struct Steps {
    pub count: u32,
    pub polled: bool,
}

impl Warp {
    /// Executes up to so many instructions of a group, and fewer where it meets other lanes or has to wait.
    pub(super) fn steps(&mut self, block: &mut Block, at: usize, most: u32) -> Result<Steps, (Trap, u32)> {
        let code = &block.kernel.instructions;
        let Group { mut pc, mut mask, .. } = self.groups[at];
        // The nearest lanes ahead. A branch may lead to others.
        let others = || {
            self.groups
                .iter()
                .enumerate()
                .filter(|(other, g)| *other != at && !matches!(g.state, State::Barrier { .. }))
        };
        let alone = others().next().is_none();
        let bound = others().map(|(_, g)| g.pc).filter(|other| *other > pc).min().unwrap_or(u32::MAX);
        let mut count = 0;
        while count < most {
            let instruction = &code[pc as usize];
            let here = match instruction.guard {
                None => mask,
                Some(guard) => self.registers.condition(guard, mask).map_err(|trap| (trap, pc))?,
            };
            count += 1;
            block.instructions += u64::from(here.count_ones());
            let flow = if here == 0 {
                Flow::Next
            } else {
                self.execute(block, &instruction.op, here).map_err(|trap| (trap, pc))?
            };
            match flow {
                Flow::Next => pc += 1,
                Flow::Jump(target) if here == mask => {
                    pc = target;
                    if !alone {
                        break;
                    }
                }
                Flow::Jump(target) => {
                    self.groups.push(Group { pc: target, mask: here, state: State::Ready });
                    self.groups[at] = Group { pc: pc + 1, mask: mask & !here, state: State::Ready };
                    return Ok(Steps { count, polled: false });
                }
                Flow::Spread(targets) => {
                    self.spread(at, pc, here, &targets);
                    return Ok(Steps { count, polled: false });
                }
                Flow::Exit => {
                    self.live &= !here;
                    mask &= !here;
                    pc += 1;
                    if mask == 0 {
                        self.groups.swap_remove(at);
                        return Ok(Steps { count, polled: false });
                    }
                }
                Flow::Barrier { id, threads, aligned } => {
                    let state = State::Barrier { id, threads, aligned };
                    if here == mask {
                        self.groups[at] = Group { pc, mask, state };
                    } else {
                        self.groups[at] = Group { pc: pc + 1, mask: mask & !here, state: State::Ready };
                        self.groups.push(Group { pc, mask: here, state });
                    }
                    return Ok(Steps { count, polled: false });
                }
                Flow::Wait => {
                    block.instructions -= u64::from(here.count_ones());
                    self.groups[at] = Group { pc, mask, state: State::Lanes };
                    return Ok(Steps { count, polled: false });
                }
                Flow::Poll => {
                    self.groups[at] = Group { pc: pc + 1, mask, state: State::Polling };
                    return Ok(Steps { count, polled: true });
                }
            }
            if pc >= bound {
                break;
            }
        }
        self.groups[at] = Group { pc, mask, state: State::Ready };
        Ok(Steps { count, polled: false })
    }

    /// Splits a group by where each lane goes.
    fn spread(&mut self, at: usize, pc: u32, here: u32, targets: &[u32; LANES]) {
        let rest = self.groups[at].mask & !here;
        let mut left = here;
        while left != 0 {
            let target = targets[left.trailing_zeros() as usize];
            let same = lanes(left).filter(|lane| targets[*lane] == target).fold(0, |m, lane| m | 1 << lane);
            self.groups.push(Group { pc: target, mask: same, state: State::Ready });
            left &= !same;
        }
        if rest == 0 {
            self.groups.swap_remove(at);
        } else {
            self.groups[at] = Group { pc: pc + 1, mask: rest, state: State::Ready };
        }
    }

    fn execute(&mut self, block: &mut Block, op: &Op, here: u32) -> Result<Flow, Trap> {
        let (first, live) = (self.first_thread(), self.live);
        let r = &mut self.registers;
        match op {
            Op::IntBinary { op, of, to, a, b } => integer::binary(r, here, *op, *of, *to, [*a, *b])?,
            Op::IntTernary { op, of, to, a, b, c } => integer::ternary(r, here, *op, *of, *to, [*a, *b, *c])?,
            Op::Fma { of, mode, to, a, b, c } => float::fma(r, here, *of, *mode, *to, [*a, *b, *c])?,
            Op::FloatBinary { op, of, mode, to, a, b } => float::binary(r, here, *op, *of, *mode, *to, [*a, *b])?,
            Op::FloatUnary { op, of, mode, to, a } => float::unary(r, here, *op, *of, *mode, *to, *a)?,
            Op::Load { space, element, to, address, semantics } => {
                block.load(r, here, first, (*space, *element, *semantics), to, *address)?;
            }
            Op::Store { space, element, from, address, semantics } => {
                block.store(r, here, first, (*space, *element, *semantics), from, *address)?;
            }
            Op::Branch { target } => return Ok(Flow::Jump(*target)),
            Op::Compare { comparison, to, inverse, a, b, join } => {
                let holds = compare(r, here, *comparison, [*a, *b])?;
                let joined = |r: &Registers, holds: u32| match join {
                    None => Ok(holds),
                    Some((logic, condition)) => Ok(combine(*logic, holds, r.condition(*condition, here)?)),
                };
                let (yes, no) = (joined(r, holds)?, joined(r, !holds & here)?);
                for (to, lanes) in [(to, yes), (inverse, no)] {
                    if let Some(to) = to {
                        r.set_predicate(*to, here, lanes);
                    }
                }
            }
            Op::Convert { conversion, to, from } => convert::convert(r, here, *conversion, *to, *from)?,
            Op::Multiply(product) => match collective::whole(here, live)? {
                Present::Yes => matrix::multiply(r, product)?,
                Present::Wait => return Ok(Flow::Wait),
            },
            Op::LoadMatrix { transposed, space, to, address } => match collective::whole(here, live)? {
                Present::Yes => block.load_matrix(r, first, (*space, *transposed), to, *address)?,
                Present::Wait => return Ok(Flow::Wait),
            },
            Op::Exit => return Ok(Flow::Exit),
            Op::Nothing => (),
            Op::Sleep => return Ok(Flow::Poll),
            Op::Trap { what } => return Err(Trap::at(here, what.to_string())),
            Op::BranchIndexed { index, targets } => {
                let indices = r.read::<u32>(*index, here)?;
                let mut to = Box::new([0; LANES]);
                for lane in lanes(here) {
                    let index = indices[lane] as usize;
                    to[lane] = *targets.get(index).ok_or_else(|| {
                        Trap::lane(lane, format!("index {index} is outside the {} labels", targets.len()))
                    })?;
                }
                return Ok(Flow::Spread(to));
            }
            Op::Barrier { .. } | Op::BarrierReduce { .. } => return barrier(r, block, op, here, first),
            Op::BarrierTest { parity, space, to, address, state } => {
                let done = block.barrier_test(r, (here, first), *parity, (*space, *address), *state)?;
                r.set_predicate(*to, here, done);
                if done != here {
                    return Ok(Flow::Poll);
                }
            }
            Op::WarpBarrier { mask } => match collective::present(r, here, live, *mask)? {
                Present::Yes => block.shared.warp_barrier((first / LANES as u32) as usize),
                Present::Wait => return Ok(Flow::Wait),
            },
            Op::Shuffle { mask, .. }
            | Op::Vote { mask, .. }
            | Op::Match { mask, .. }
            | Op::Reduce { mask, .. }
            | Op::Elect { mask, .. } => match collective::present(r, here, live, *mask)? {
                Present::Yes => together(r, op, here)?,
                Present::Wait => return Ok(Flow::Wait),
            },
            Op::StoreMatrix { .. } | Op::TransposeMatrix { .. } | Op::WmmaLoad { .. } | Op::WmmaStore { .. } => {
                match collective::whole(here, live)? {
                    Present::Yes => fragment(r, block, op, first)?,
                    Present::Wait => return Ok(Flow::Wait),
                }
            }
            Op::CopyAsync { .. }
            | Op::CommitGroup
            | Op::WaitGroup { .. }
            | Op::WaitAll
            | Op::BarrierInit { .. }
            | Op::BarrierInvalidate { .. }
            | Op::BarrierArrive { .. }
            | Op::BarrierArriveAsync { .. }
            | Op::BarrierPending { .. } => asynchronous(r, block, op, here, first)?,
            Op::Atomic { op, of, space, to, address, b, c } => {
                let atomic = Atomic { op: *op, of: *of, space: *space, to: *to, b: *b, c: *c };
                block.atomic(r, here, first, atomic, *address)?;
            }
            _ => plain(r, op, here)?,
        }
        Ok(Flow::Next)
    }
}

fn compare(r: &Registers, here: u32, comparison: Comparison, [a, b]: [Row; 2]) -> Result<u32, Trap> {
    float::compare(r, here, comparison, a, b).map(|(lanes, _)| lanes)
}

fn combine(logic: Logic, a: u32, b: u32) -> u32 {
    match logic {
        Logic::And => a & b,
        Logic::Or => a | b,
        Logic::Xor => a ^ b,
    }
}

fn barrier(r: &Registers, block: &mut Block, op: &Op, here: u32, first: u32) -> Result<Flow, Trap> {
    let (id, threads, aligned, wait, predicate) = match op {
        Op::Barrier { id, threads, aligned, wait } => (*id, *threads, *aligned, *wait, None),
        Op::BarrierReduce { id, threads, predicate, .. } => (*id, *threads, true, true, Some(*predicate)),
        _ => return Ok(Flow::Next),
    };
    let lane = here.trailing_zeros() as usize;
    let id = r.read::<u32>(id, here)?[lane];
    let threads = match threads {
        Some(row) => r.read::<u32>(row, here)?[lane],
        None => block.threads,
    };
    if id as usize >= BARRIERS {
        return Err(Trap::lane(lane, format!("there is no barrier {id}")));
    }
    if let Some(predicate) = predicate {
        let holds = r.condition(predicate, here)?;
        let votes = &mut block.votes[id as usize];
        votes.all += here.count_ones();
        votes.yes += holds.count_ones();
    }
    if wait {
        return Ok(Flow::Barrier { id, threads, aligned });
    }
    block.arrived[id as usize].extend(lanes(here).map(|lane| first + lane as u32));
    Ok(Flow::Next)
}

/// Instructions of lanes together, all of which are here.
fn together(r: &mut Registers, op: &Op, here: u32) -> Result<(), Trap> {
    match op {
        Op::Shuffle { mode, to, valid, a, b, c, .. } => {
            let rows = ShuffleRows { mode: *mode, to: *to, valid: *valid, a: *a, b: *b, c: *c };
            collective::shuffle(r, here, rows)
        }
        Op::Vote { mode, row, predicate, of, mask } => collective::vote(r, here, *mode, (*row, *predicate), *of, *mask),
        Op::Match { all, wide, to, predicate, a, mask } => {
            collective::matching(r, here, (*all, *wide), (*to, *predicate), *a, *mask)
        }
        Op::Reduce { op, signed, to, a, mask } => collective::reduce(r, here, (*op, *signed), *to, *a, *mask),
        Op::Elect { to, predicate, mask } => collective::elect(r, here, *to, *predicate, *mask),
        other => Err(unknown(here, other)),
    }
}

fn fragment(r: &mut Registers, block: &mut Block, op: &Op, first: u32) -> Result<(), Trap> {
    match op {
        Op::StoreMatrix { transposed, space, from, address } => {
            block.store_matrix(r, first, (*space, *transposed), from, *address)
        }
        Op::TransposeMatrix { to, from } => matrix::transpose(r, *to, *from),
        Op::WmmaLoad { part, space, to, address, stride } => {
            block.wmma_load(r, first, (*part, *space), to, *address, *stride)
        }
        Op::WmmaStore { part, space, from, address, stride } => {
            block.wmma_store(r, first, (*part, *space), from, *address, *stride)
        }
        other => Err(unknown(FULL, other)),
    }
}

fn asynchronous(r: &mut Registers, block: &mut Block, op: &Op, here: u32, first: u32) -> Result<(), Trap> {
    match op {
        Op::CopyAsync { bytes, source_bytes, ignore, to, from } => {
            let copy = CopyAsync { bytes: *bytes, source_bytes: *source_bytes, ignore: *ignore, to: *to, from: *from };
            block.copy_async(r, here, first, copy)
        }
        Op::CommitGroup => {
            block.commit_group(here, first);
            Ok(())
        }
        Op::WaitGroup { pending } => block.wait_group(here, first, Some(*pending)),
        Op::WaitAll => block.wait_group(here, first, None),
        Op::BarrierInit { space, address, count } => block.barrier_init(r, here, (*space, *address), *count),
        Op::BarrierInvalidate { space, address } => block.barrier_invalidate(r, here, (*space, *address)),
        Op::BarrierArrive { kind, space, to, address, count } => {
            block.barrier_arrive(r, (here, first), *kind, (*space, *address), *to, *count)
        }
        Op::BarrierArriveAsync { increment, space, address } => {
            block.barrier_arrive_async(r, (here, first), *increment, (*space, *address))
        }
        other => Err(unknown(here, other)),
    }
}

/// Instructions that touch nothing but the lane's own registers, and are not frequent.
fn plain(r: &mut Registers, op: &Op, here: u32) -> Result<(), Trap> {
    match op {
        Op::Move { wide: true, to, from } => {
            r.copy::<u64>(here, *to, *from);
            Ok(())
        }
        Op::Move { wide: false, to, from } => {
            r.copy::<u32>(here, *to, *from);
            Ok(())
        }
        Op::MovePair { to, from } => {
            let values = [r.read::<u64>(from[0], here)?, r.read::<u64>(from[1], here)?];
            for (to, values) in to.iter().zip(values) {
                if let Some(to) = to {
                    r.write::<u64>(*to, here, &values);
                }
            }
            Ok(())
        }
        Op::MovePredicate { to, from } => {
            let lanes = r.condition(*from, here)?;
            r.set_predicate(*to, here, lanes);
            Ok(())
        }
        Op::Pack { bits, wide, to, parts } => pack(r, here, u32::from(*bits), *wide, *to, parts),
        Op::Unpack { bits, wide, from, parts } => unpack(r, here, u32::from(*bits), *wide, *from, parts),
        Op::ReadClock { clock, wide, to } => {
            read_clock(r, here, *clock, *wide, *to);
            Ok(())
        }
        Op::IntUnary { op, of, to, a } => integer::unary(r, here, *op, *of, *to, *a),
        Op::MultiplyWide { of, to, a, b, add } => integer::multiply_wide(r, here, *of, *to, [*a, *b], *add),
        Op::ShiftLeft { of, to, a, b } => integer::shift(r, here, true, *of, *to, [*a, *b]),
        Op::ShiftRight { of, to, a, b } => integer::shift(r, here, false, *of, *to, [*a, *b]),
        Op::Funnel { left, wrap, to, a, b, c } => integer::funnel(r, here, (*left, *wrap), *to, [*a, *b, *c]),
        Op::ExtractBits { of, to, a, b, c } => integer::extract(r, here, *of, *to, [*a, *b, *c]),
        Op::InsertBits { wide, to, a, b, c, d } => integer::insert(r, here, *wide, *to, [*a, *b, *c, *d]),
        Op::Permute { to, a, b, c } => integer::permute(r, here, *to, [*a, *b, *c]),
        Op::Lookup { to, a, b, c, table } => integer::lookup(r, here, *table, *to, [*a, *b, *c]),
        Op::DotBytes { signed, to, a, b, c } => integer::dot_bytes(r, here, *signed, *to, [*a, *b, *c]),
        Op::Carry { op, of, reads, writes, to, a, b, c } => {
            integer::carry(r, here, CarryUse { op: *op, reads: *reads, writes: *writes }, *of, *to, [*a, *b, *c])
        }
        Op::PredicateLogic { op, to, a, b } => {
            let lanes = combine(*op, r.condition(*a, here)?, r.condition(*b, here)?);
            r.set_predicate(*to, here, lanes);
            Ok(())
        }
        Op::ComparePair { comparison, to, a, b } => {
            let (low, high) = float::compare(r, here, *comparison, *a, *b)?;
            for (to, lanes) in to.iter().zip([low, high]) {
                if let Some(to) = to {
                    r.set_predicate(*to, here, lanes);
                }
            }
            Ok(())
        }
        Op::CompareSet { comparison, float, to, a, b, join } => {
            let (mut low, mut high) = float::compare(r, here, *comparison, *a, *b)?;
            if let Some((logic, condition)) = join {
                let other = r.condition(*condition, here)?;
                (low, high) = (combine(*logic, low, other), combine(*logic, high, other));
            }
            let (one, step) = match float {
                Some(Float::F32) => (0x3f80_0000, 32),
                Some(Float::F16) => (0x3c00, 32),
                Some(Float::Bf16) => (0x3f80, 32),
                Some(Float::F16x2) => (0x3c00, 16),
                Some(Float::Bf16x2) => (0x3f80, 16),
                _ => (u32::MAX, 32),
            };
            let out = std::array::from_fn(|lane| {
                let (low, high) = (low >> lane & 1, high >> lane & 1);
                if step == 16 { (one * low) | ((one * high) << 16) } else { one * low }
            });
            r.write::<u32>(*to, here, &out);
            Ok(())
        }
        Op::TestFloat { class, wide, to, a } => {
            let lanes = float::classify(r, here, *class, *wide, *a)?;
            r.set_predicate(*to, here, lanes);
            Ok(())
        }
        Op::Select { wide: true, to, a, b, condition } => select::<u64>(r, here, *to, [*a, *b], *condition),
        Op::Select { wide: false, to, a, b, condition } => select::<u32>(r, here, *to, [*a, *b], *condition),
        Op::SelectSign { wide, float, to, a, b, c } => {
            let by = r.read::<u32>(*c, here)?;
            let positive = |bits: u32| if *float { f32::from_bits(bits) >= 0.0 } else { bits as i32 >= 0 };
            let first = (0..LANES).fold(0, |m, lane| m | u32::from(positive(by[lane])) << lane);
            if *wide { pick::<u64>(r, here, *to, [*a, *b], first) } else { pick::<u32>(r, here, *to, [*a, *b], first) }
        }
        Op::ConvertTf32 { mode, to, from } => convert::to_tf32_row(r, here, *mode, *to, *from),
        Op::ConvertPair { of, mode, to, high, low } => convert::pair(r, here, *of, *mode, *to, [*high, *low]),
        Op::ConvertToF8 { e5m2, relu, to, high, low } => convert::to_f8(r, here, (*e5m2, *relu), *to, *high, *low),
        Op::ConvertFromF8 { e5m2, relu, to, from } => convert::from_f8(r, here, (*e5m2, *relu), *to, *from),
        Op::Window { space, back, to, from } => {
            let window = memory::window(*space);
            let back = *back;
            r.map1(here, *to, *from, |v: u64| if back { v.wrapping_sub(window) } else { v.wrapping_add(window) })
        }
        Op::IsSpace { space, to, from } => {
            let addresses = r.read::<u64>(*from, here)?;
            let inside = |address: u64| match (memory::resolve(address).0, space) {
                (found, Space::Generic) => found == Space::Global,
                (found, space) => found == *space,
            };
            let holds = (0..LANES).fold(0, |m, lane| m | u32::from(inside(addresses[lane])) << lane);
            r.set_predicate(*to, here, holds);
            Ok(())
        }
        Op::ActiveMask { to } => {
            r.write::<u32>(*to, here, &[here; LANES]);
            Ok(())
        }
        other => Err(unknown(here, other)),
    }
}

fn unknown(here: u32, op: &Op) -> Trap {
    Trap::at(here, format!("{op:?} is not interpreted"))
}

fn select<T: Lane>(r: &mut Registers, here: u32, to: Row, ab: [Row; 2], condition: Condition) -> Result<(), Trap> {
    let first = r.condition(condition, here)?;
    pick::<T>(r, here, to, ab, first)
}

/// `a` in the lanes of a mask, `b` in the others. What is not picked need not be defined.
fn pick<T: Lane>(r: &mut Registers, here: u32, to: Row, [a, b]: [Row; 2], first: u32) -> Result<(), Trap> {
    let (a, b) = (r.read::<T>(a, here & first)?, r.read::<T>(b, here & !first)?);
    let out = std::array::from_fn(|lane| if first >> lane & 1 == 1 { a[lane] } else { b[lane] });
    r.write::<T>(to, here, &out);
    Ok(())
}

fn pack(r: &mut Registers, here: u32, bits: u32, wide: bool, to: Row, parts: &[Row]) -> Result<(), Trap> {
    let mut out = [0u64; LANES];
    let keep = (1u64 << bits) - 1;
    for (index, part) in parts.iter().enumerate() {
        let values = r.read::<u32>(*part, here)?;
        for lane in 0..LANES {
            out[lane] |= (u64::from(values[lane]) & keep) << (index as u32 * bits);
        }
    }
    if wide {
        r.write::<u64>(to, here, &out);
    } else {
        r.write::<u32>(to, here, &out.map(|v| v as u32));
    }
    Ok(())
}

fn unpack(r: &mut Registers, here: u32, bits: u32, wide: bool, from: Row, parts: &[Option<Row>]) -> Result<(), Trap> {
    let values = if wide { r.read::<u64>(from, here)? } else { r.read::<u32>(from, here)?.map(u64::from) };
    let keep = (1u64 << bits) - 1;
    for (index, part) in parts.iter().enumerate() {
        if let Some(part) = part {
            let out = values.map(|v| (v >> (index as u32 * bits) & keep) as u32);
            r.write::<u32>(*part, here, &out);
        }
    }
    Ok(())
}

/// Cycles and nanoseconds are the host's nanoseconds.
fn read_clock(r: &mut Registers, here: u32, clock: Clock, wide: bool, to: Row) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_nanos() as u64);
    let now = match clock {
        Clock::Cycles | Clock::Nanoseconds => now,
    };
    if wide {
        r.write::<u64>(to, here, &[now; LANES]);
    } else {
        r.write::<u32>(to, here, &[now as u32; LANES]);
    }
}
