//! A warp: its registers, and where its lanes are.

use super::registers::{FULL, LANES, Registers};
use crate::ptx::Kernel;
use crate::ptx::{Fixed, Order};

/// Why lanes do not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Ready,
    /// They polled in vain: others come first.
    Polling,
    /// At a barrier of the block, which so many threads reach.
    Barrier {
        id: u32,
        threads: u32,
        aligned: bool,
    },
    /// At an instruction that wants other lanes of the warp.
    Lanes,
}

/// Lanes at the same instruction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub pc: u32,
    pub mask: u32,
    pub state: State,
}

pub(super) struct Warp {
    pub registers: Registers,
    pub number: u32,
    /// Lanes that exist, and those of them that have not ended.
    pub existing: u32,
    pub live: u32,
    pub groups: Vec<Group>,
}

impl Warp {
    pub fn new(kernel: &Kernel, number: u32, threads: u32) -> Self {
        let rest = threads - number * LANES as u32;
        Self {
            registers: Registers::new(kernel.narrow, kernel.wide, kernel.predicates),
            number,
            existing: if rest >= LANES as u32 { FULL } else { (1 << rest) - 1 },
            live: 0,
            groups: Vec::new(),
        }
    }

    pub fn first_thread(&self) -> u32 {
        self.number * LANES as u32
    }

    /// Every lane at the first instruction; only what is there before a kernel starts is defined.
    pub fn restart(&mut self, kernel: &Kernel, start: &Start) {
        self.live = self.existing;
        self.groups.clear();
        self.groups.push(Group { pc: 0, mask: self.existing, state: State::Ready });
        self.registers.forget();
        for (wide, row, fixed) in &kernel.fixed {
            let values: [u64; LANES] = std::array::from_fn(|lane| start.value(*fixed, self.number, lane as u32));
            if *wide {
                self.registers.write::<u64>(*row, FULL, &values);
            } else {
                self.registers.write::<u32>(*row, FULL, &values.map(|v| v as u32));
            }
        }
        if let Some(always) = kernel.always {
            self.registers.set_predicate(always, FULL, FULL);
        }
    }

    /// The ready group with the lowest instruction. Where all others wait, those that polled are ready again.
    pub fn next(&self) -> Option<usize> {
        let ready = self.groups.iter().enumerate().filter(|(_, g)| g.state == State::Ready);
        ready.min_by_key(|(_, g)| g.pc).map(|(at, _)| at)
    }

    /// Joins a group to another that waits, or is, at the same instruction.
    pub fn merge(&mut self, at: usize) -> usize {
        let Group { pc, mask, .. } = self.groups[at];
        let same = |g: &Group| g.pc == pc && matches!(g.state, State::Ready | State::Lanes | State::Polling);
        match self.groups.iter().enumerate().position(|(other, g)| other != at && same(g)) {
            Some(other) => {
                self.groups[other].mask |= mask;
                self.groups[other].state = State::Ready;
                self.groups.swap_remove(at);
                // The last group may have moved to where the joined one was.
                if other == self.groups.len() { at } else { other }
            }
            None => at,
        }
    }
}

/// What the fixed rows of a block hold.
pub(super) struct Start {
    pub block: [u32; 3],
    pub blocks: [u32; 3],
    pub threads: [u32; 3],
    pub dynamic_shared: u32,
    pub total_shared: u32,
}

impl Start {
    pub fn thread(&self, linear: u32) -> [u32; 3] {
        let [x, y, _] = self.threads;
        [linear % x, linear / x % y, linear / x / y]
    }

    fn value(&self, fixed: Fixed, warp: u32, lane: u32) -> u64 {
        let all: u32 = self.threads.iter().product();
        match fixed {
            Fixed::Constant(value) => value,
            Fixed::Thread(axis) => self.thread(warp * LANES as u32 + lane)[axis as usize].into(),
            Fixed::Threads(axis) => self.threads[axis as usize].into(),
            Fixed::Block(axis) => self.block[axis as usize].into(),
            Fixed::Blocks(axis) => self.blocks[axis as usize].into(),
            Fixed::Lane => lane.into(),
            Fixed::Warp => warp.into(),
            Fixed::Warps => all.div_ceil(LANES as u32).into(),
            Fixed::LaneMask(order) => {
                let equal = 1u32 << lane;
                let less = equal - 1;
                let mask = match order {
                    Order::Equal => equal,
                    Order::Less => less,
                    Order::LessEqual => less | equal,
                    Order::Greater => !(less | equal),
                    Order::GreaterEqual => !less,
                };
                mask.into()
            }
            Fixed::DynamicShared => self.dynamic_shared.into(),
            Fixed::TotalShared => self.total_shared.into(),
            Fixed::Multiprocessor | Fixed::Zero => 0,
            Fixed::One => 1,
        }
    }
}
