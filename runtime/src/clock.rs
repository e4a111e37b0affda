//! What work takes, by the device's clock or as near to it as the API comes.

use crate::{Backend, Device, Result};
use cubecl::prelude::*;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;
use std::time::Duration;

/// Seconds that the host needs at most to queue one launch through CUDA: 8 us were measured (docs/performance.md).
const SECONDS_TO_QUEUE: f64 = 20e-6;

/// Launches that a piece of work is thought to have while nothing is known of it.
const UNKNOWN_LAUNCHES: u64 = 64;

/// Whose clock a time is from, and what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Clock {
    /// The device's: its own work alone.
    Device,
    /// What the work adds to a queue that is full, by the host's clock ([`Device::time_in_queue`]): the device's work alone, too.
    Queue,
    /// The host's around a wait: handing the work over and waiting for it are in the time.
    Host,
}

impl Clock {
    /// As in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Queue => "queue",
            Self::Host => "host",
        }
    }
}

impl<R: Runtime> Device<R> {
    /// The time of the launches in `work`, with its value: by [`Clock::Device`], or by [`Clock::Host`] around a wait where the runtime
    /// has no timestamps, as CubeCL's for CUDA has none.
    ///
    /// # Errors
    /// What `work` returns, or [`Error::Device`].
    pub fn time<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send) -> Result<(T, Duration, Clock)> {
        self.sync()?;
        let before = self.launches();
        let timed = || {
            let value = work();
            // CubeCL's wgpu runtime takes the end of the last pass that began a measurement, and a write or a full queue
            // begins passes that begin none. A measurement of one unit's work at the end makes the last pass one that does.
            let closes = self.info().backend == Backend::Wgpu && self.launches() - before > 1;
            let end = || self.client().profile(|| self.launch_one_unit(), "end").map(drop);
            let closed = if closes { end() } else { Ok(()) };
            (value, closed)
        };
        let ((value, closed), profile) = self.client().profile(timed, "roentgen").map_err(|e| self.failure(e))?;
        closed.map_err(|e| self.failure(e))?;
        let clock = match profile.timing_method() {
            cubecl::profile::TimingMethod::Device => Clock::Device,
            cubecl::profile::TimingMethod::System => Clock::Host,
        };
        Ok((value?, pollster::block_on(profile.resolve()).duration(), clock))
    }

    /// Seconds that the device itself works for `work`, handing it over and waiting for it left out, with its value: as
    /// [`Device::time`] on wgpu; on CUDA what the work adds to a queue that is full, by [`Clock::Queue`]. `launches` says how many
    /// kernels it may have, where that is known.
    ///
    /// CubeCL times CUDA by the host's clock around a wait, and a piece of short kernels would be over before the host has queued the
    /// next. So the device first works at nothing for as long as the host needs to queue all of it, and the time of that alone,
    /// measured just before, is taken off. A difference of two waits may fall below zero where the piece is short.
    ///
    /// # Errors
    /// What `work` returns, or [`Error::Device`](crate::Error::Device).
    pub fn time_in_queue<T: Send + 'static>(
        &self,
        launches: Option<u64>,
        work: impl FnOnce() -> Result<T> + Send,
    ) -> Result<(T, f64, Clock)> {
        if self.info().backend == Backend::Wgpu {
            return self.time(work).map(|(value, time, clock)| (value, time.as_secs_f64(), clock));
        }
        let ahead = (launches.unwrap_or(UNKNOWN_LAUNCHES) + 8) as f64 * SECONDS_TO_QUEUE;
        let turns = (ahead / self.seconds_a_turn()?) as u32;
        let ((), alone, _) = self.time(|| self.turn(turns))?;
        let (value, both, _) = self.time(|| {
            self.turn(turns)?;
            work()
        })?;
        Ok((value, both.as_secs_f64() - alone.as_secs_f64(), Clock::Queue))
    }

    /// What timing says of one unit's work: next to nothing but the wait that it takes to time a piece of work alone. 0 on CUDA, where
    /// spans are timed behind other work and have no such wait. The median of several.
    ///
    /// # Errors
    /// As [`Device::time`].
    pub fn time_of_waiting(&self) -> Result<f64> {
        if self.info().backend == Backend::Cuda {
            return Ok(0.0);
        }
        median((0..33).map(|_| {
            let one_unit = || {
                self.launch_one_unit();
                Ok(())
            };
            self.time(one_unit).map(|((), time, _)| time.as_secs_f64())
        }))
    }

    /// Seconds of a turn of [`turn`], measured once.
    fn seconds_a_turn(&self) -> Result<f64> {
        let known = self.profiler().map(|profiler| &profiler.seconds_a_turn);
        if let Some(seconds) = known.and_then(OnceLock::get) {
            return Ok(*seconds);
        }
        let once = |turns| self.time(|| self.turn(turns)).map(|((), time, _)| time.as_secs_f64());
        let of = |turns| median((0..5).map(|_| once(turns)));
        let (few, many) = (10_000, 110_000);
        let (short, long) = (of(few)?, of(many)?);
        if long <= short {
            return Err(self.failure("its clock does not tell a long piece of work from a short one"));
        }
        let seconds = (long - short) / f64::from(many - few);
        Ok(known.map_or(seconds, |known| *known.get_or_init(|| seconds)))
    }

    /// One unit that works for so many turns.
    fn turn(&self, turns: u32) -> Result<()> {
        let out = self.client().empty(4);
        // SAFETY: the argument's length is the allocation's.
        unsafe {
            turn::launch_unchecked::<R>(
                self.client(),
                CubeCount::new_single(),
                CubeDim::new_1d(1),
                ArrayArg::from_raw_parts(out, 1),
                turns,
            );
        }
        Ok(())
    }
}

fn median(values: impl Iterator<Item = Result<f64>>) -> Result<f64> {
    let mut values = values.collect::<Result<Vec<_>>>()?;
    values.sort_by(f64::total_cmp);
    Ok(values[values.len() / 2])
}

/// Each turn needs the last one's answer, so that a turn takes as long as an addition's way through the pipeline, whatever runs beside it.
#[cube(launch_unchecked)]
fn turn(out: &mut Array<f32>, turns: u32) {
    let mut value = f32::cast_from(turns);
    for _ in 0..turns {
        value = value * 0.5f32 + 1.0f32;
    }
    out[0] = value;
}
