//! A block: its warps take turns, in an order that the seed shuffles, until all have ended.

use super::asynchronous::{Copies, Phases};
use super::fault::{Fault, Trap};
use super::memory::{Cache, Local};
use super::races::Races;
use super::registers::{FULL, LANES, lanes};
use super::shared::Shared;
use super::warp::{Start, State, Warp};
use super::{Launch, Random};
use crate::memory::Memory;
use crate::ptx::Kernel;
use crate::ptx::instruction::{BarrierResult, Op};
use std::collections::HashMap;

/// Least and most instructions of a warp's turn.
const TURN: (u32, u32) = (256, 8192);

/// Barriers of a block.
pub(super) const BARRIERS: usize = 16;

/// Rounds in which every warp polls in vain before it is taken for a deadlock.
const PATIENCE: u32 = 100_000;

/// What the threads of a block share.
pub(super) struct Block<'l> {
    pub launch: &'l Launch<'l>,
    pub kernel: &'l Kernel,
    pub memory: &'l Memory,
    pub shared: Shared,
    pub local: Local,
    pub cache: Cache,
    pub copies: Vec<Copies>,
    /// Whether any thread of this block copied asynchronously.
    pub copying: bool,
    pub mbarriers: HashMap<u64, Phases>,
    /// Threads that arrived at each barrier and did not stay.
    pub arrived: [Vec<u32>; BARRIERS],
    pub threads: u32,
    /// The block's number in the grid.
    pub number: u32,
    pub races: Option<&'l Races>,
    /// Something that others may wait for has happened.
    pub progress: bool,
    /// Lane instructions so far.
    pub instructions: u64,
    /// What threads bring to each barrier that reduces: how many they are, and for how many it holds.
    pub votes: [Votes; BARRIERS],
}

/// Votes at a barrier.
#[derive(Clone, Copy, Default)]
pub(super) struct Votes {
    pub all: u32,
    pub yes: u32,
}

/// Runs blocks one after the other with the same registers and memory.
pub(super) struct Worker<'l> {
    block: Block<'l>,
    warps: Vec<Warp>,
    random: Random,
}

/// How a warp's turn ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Over,
    Polled,
    Waits,
    Ended,
}

impl<'l> Worker<'l> {
    pub fn new(launch: &'l Launch<'l>, memory: &'l Memory, races: Option<&'l Races>, random: Random) -> Self {
        let kernel = launch.module.code(launch.kernel);
        let threads: u32 = launch.block.iter().product();
        let shared = shared_bytes(launch);
        let block = Block {
            launch,
            kernel,
            memory,
            shared: Shared::new(shared, kernel.granule, threads),
            local: Local::new(kernel.local_bytes, threads),
            cache: Cache::default(),
            copies: (0..threads).map(|_| Copies::default()).collect(),
            copying: false,
            mbarriers: HashMap::new(),
            arrived: Default::default(),
            threads,
            number: 0,
            races,
            progress: false,
            instructions: 0,
            votes: [Votes::default(); BARRIERS],
        };
        let warps = (0..threads.div_ceil(32)).map(|number| Warp::new(kernel, number, threads)).collect();
        Self { block, warps, random }
    }

    pub fn instructions(&self) -> u64 {
        self.block.instructions
    }

    /// Runs one block.
    pub fn run(&mut self, index: [u32; 3]) -> Result<(), Box<Fault>> {
        let launch = self.block.launch;
        let start = Start {
            block: index,
            blocks: launch.grid,
            threads: launch.block,
            dynamic_shared: launch.dynamic_shared,
            total_shared: shared_bytes(launch),
        };
        let [x, y, z] = index;
        self.block.number = (z * launch.grid[1] + y) * launch.grid[0] + x;
        self.restart(&start);
        let mut order: Vec<usize> = (0..self.warps.len()).collect();
        let mut rounds = 0;
        loop {
            self.random.shuffle(&mut order);
            let (mut ended, mut moved, mut polled) = (0, false, false);
            self.block.progress = false;
            for at in &order {
                let warp = &mut self.warps[*at];
                if warp.live == 0 {
                    ended += 1;
                    continue;
                }
                let limit = TURN.0 + self.random.below(TURN.1 - TURN.0);
                match warp.turn(&mut self.block, limit).map_err(|(trap, pc)| locate(launch, &start, warp, &trap, pc))? {
                    Turn::Over | Turn::Ended => moved = true,
                    Turn::Polled => polled = true,
                    Turn::Waits => (),
                }
            }
            if ended == self.warps.len() {
                return Ok(());
            }
            let released = self.release();
            if moved || released || self.block.progress {
                rounds = 0;
            } else {
                rounds += 1;
                if !polled || rounds > PATIENCE {
                    return Err(self.deadlock(&start));
                }
            }
        }
    }

    fn restart(&mut self, start: &Start) {
        let block = &mut self.block;
        block.shared.restart();
        block.local.restart();
        block.mbarriers.clear();
        block.arrived.iter_mut().for_each(Vec::clear);
        block.votes = [Votes::default(); BARRIERS];
        if std::mem::take(&mut block.copying) {
            block.copies.iter_mut().for_each(|copies| *copies = Copies::default());
        }
        for warp in &mut self.warps {
            warp.restart(block.kernel, start);
        }
    }

    /// Lets those go who wait at a barrier that all have reached.
    fn release(&mut self) -> bool {
        let mut released = false;
        for id in 0..BARRIERS {
            let waiting = || self.warps.iter().flat_map(move |warp| warp.waiting(id as u32).map(move |g| (warp, g)));
            let Some((_, (_, threads))) = waiting().next() else { continue };
            let here: u32 = waiting().map(|(_, (mask, _))| mask.count_ones()).sum();
            if here + (self.block.arrived[id].len() as u32) < threads {
                continue;
            }
            let arrived = std::mem::take(&mut self.block.arrived[id]);
            if threads == self.block.threads {
                self.block.shared.block_barrier();
            } else {
                let threads = |(warp, (mask, _)): (&Warp, (u32, u32))| {
                    let first = warp.first_thread();
                    lanes(mask).map(move |lane| first + lane as u32)
                };
                let waited: Vec<u32> = waiting().flat_map(threads).collect();
                self.block.shared.group_barrier(&waited, &arrived);
            }
            let votes = std::mem::take(&mut self.block.votes[id]);
            for warp in &mut self.warps {
                warp.leave_barrier(self.block.kernel, id as u32, votes);
            }
            released = true;
        }
        released
    }

    /// Names a thread that waits for ever.
    fn deadlock(&self, start: &Start) -> Box<Fault> {
        let stuck = self.warps.iter().flat_map(|w| w.groups.iter().map(move |g| (w, g)));
        let Some((warp, group)) = stuck.min_by_key(|(_, g)| matches!(g.state, State::Polling)) else {
            unreachable!("a block whose warps have all ended is not stuck");
        };
        let what = match group.state {
            State::Barrier { threads, .. } => {
                let here: u32 = self.warps.iter().flat_map(|w| &w.groups).map(|g| g.mask.count_ones()).sum();
                let ended = self.block.threads - here;
                format!(
                    "the barrier is not reached by {threads} threads: {ended} have ended, others wait elsewhere or not at all"
                )
            }
            State::Lanes => {
                format!("lanes {:#010x} are here, and the others that it wants never come", group.mask)
            }
            _ => "it waits for something that never happens".to_string(),
        };
        locate(self.block.launch, start, warp, &Trap::at(group.mask, what), group.pc)
    }
}

fn shared_bytes(launch: &Launch) -> u32 {
    let kernel = launch.module.code(launch.kernel);
    if launch.dynamic_shared == 0 { kernel.shared_bytes } else { kernel.dynamic_shared_offset + launch.dynamic_shared }
}

fn locate(launch: &Launch, start: &Start, warp: &Warp, trap: &Trap, pc: u32) -> Box<Fault> {
    let kernel = launch.module.code(launch.kernel);
    let instruction = &kernel.instructions[pc as usize];
    Box::new(Fault {
        kernel: kernel.name.clone(),
        block: start.block,
        thread: start.thread(warp.first_thread() + trap.first()),
        line: instruction.line,
        instruction: launch.module.text_of(instruction),
        what: trap.what().to_string(),
        seed: launch.seed,
    })
}

impl Warp {
    /// Executes about so many instructions. An error comes with the instruction's position.
    fn turn(&mut self, block: &mut Block, limit: u32) -> Result<Turn, (Trap, u32)> {
        for group in &mut self.groups {
            if group.state == State::Polling {
                group.state = State::Ready;
            }
        }
        let (mut left, mut polled) = (limit, false);
        while left > 0 {
            let Some(at) = self.next() else {
                self.check_barriers()?;
                return Ok(match (self.live, polled) {
                    (0, _) => Turn::Ended,
                    (_, true) => Turn::Polled,
                    _ => Turn::Waits,
                });
            };
            let at = if self.groups.len() == 1 { at } else { self.merge(at) };
            let steps = self.steps(block, at, left)?;
            left = left.saturating_sub(steps.count);
            polled |= steps.polled;
        }
        Ok(Turn::Over)
    }

    /// Lanes that wait at a barrier, and how many threads it is for.
    fn waiting(&self, id: u32) -> impl Iterator<Item = (u32, u32)> {
        self.groups.iter().filter_map(move |group| match group.state {
            State::Barrier { id: at, threads, .. } if at == id => Some((group.mask, threads)),
            _ => None,
        })
    }

    /// Goes on behind a barrier that is complete.
    fn leave_barrier(&mut self, kernel: &Kernel, id: u32, votes: Votes) {
        for group in &mut self.groups {
            if !matches!(group.state, State::Barrier { id: at, .. } if at == id) {
                continue;
            }
            if let Op::BarrierReduce { result, .. } = &kernel.instructions[group.pc as usize].op {
                let all_or_none = |holds: bool| if holds { FULL } else { 0 };
                match *result {
                    BarrierResult::Count(to) => self.registers.write::<u32>(to, group.mask, &[votes.yes; LANES]),
                    BarrierResult::And(to) => {
                        self.registers.set_predicate(to, group.mask, all_or_none(votes.yes == votes.all));
                    }
                    BarrierResult::Or(to) => self.registers.set_predicate(to, group.mask, all_or_none(votes.yes > 0)),
                }
            }
            group.state = State::Ready;
            group.pc += 1;
        }
    }

    /// An aligned barrier wants all lanes of a warp together.
    fn check_barriers(&self) -> Result<(), (Trap, u32)> {
        let mut waiting = self.groups.iter().filter(|g| matches!(g.state, State::Barrier { aligned: true, .. }));
        match (waiting.next(), waiting.next()) {
            (Some(one), Some(other)) if one.pc != other.pc => {
                let lane = lanes(other.mask).next().unwrap_or(0);
                let what = format!("divergent barrier: lane {lane} of the same warp waits at another one");
                Err((Trap::at(one.mask, what), one.pc))
            }
            _ => Ok(()),
        }
    }
}
