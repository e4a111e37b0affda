//! Where time goes: while a device records, each piece of work that is a [`Device::span`] is timed alone by the device's clock.

use crate::{Clock, Device, Error, Result};
use cubecl::prelude::Runtime;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// What a piece of work costs at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cost {
    /// Floating-point operations; a multiply-add is two.
    pub flops: u64,
    /// Bytes that cross memory where nothing stays in a cache: inputs read once, outputs written once.
    pub bytes: u64,
}

/// Which way a piece of work goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From inputs to answers.
    Forward,
    /// From gradients of answers to those of inputs and parameters.
    Backward,
    /// A change of parameters.
    Update,
}

impl Direction {
    /// In one word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Forward => "forward",
            Self::Backward => "backward",
            Self::Update => "update",
        }
    }
}

/// A piece of work, timed.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// The operation.
    pub name: &'static str,
    /// Its direction.
    pub direction: Direction,
    /// The part of the model.
    pub layer: Arc<str>,
    /// What it costs.
    pub cost: Cost,
    /// Kernels.
    pub launches: u64,
    /// How long it took.
    pub seconds: f64,
    /// By which clock.
    pub clock: Clock,
}

/// What a profiled device and its clones share.
#[derive(Debug, Default)]
pub(crate) struct Profiler {
    state: Mutex<State>,
    /// What the clock needs to know of the device.
    pub(crate) seconds_a_turn: OnceLock<f64>,
}

#[derive(Debug, Default)]
struct State {
    /// While it records.
    spans: Option<Vec<Span>>,
    /// Whether a span runs: what it calls is part of it.
    inside: bool,
    layer: Arc<str>,
    blocks: usize,
    /// The most launches of an operation's span so far: the clock makes room for as many.
    launches: HashMap<(&'static str, Direction), u64>,
}

impl Profiler {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<R: Runtime> Device<R> {
    /// Starts to record the spans of this device, which [`Device::profiled`] made, and of its clones. Each is then waited for.
    pub fn record_spans(&self) {
        if let Some(profiler) = self.profiler() {
            let mut state = profiler.state();
            let launches = std::mem::take(&mut state.launches);
            *state = State { spans: Some(Vec::new()), layer: "embedding".into(), launches, ..State::default() };
        }
    }

    /// Ends it, with what was recorded, in order. Spans that launched nothing are left out.
    pub fn take_spans(&self) -> Vec<Span> {
        self.profiler().and_then(|profiler| profiler.state().spans.take()).unwrap_or_default()
    }

    /// The part of the model that runs; `None` unless spans are recorded.
    pub fn layer(&self) -> Option<Arc<str>> {
        let state = self.profiler()?.state();
        state.spans.as_ref().map(|_| state.layer.clone())
    }

    /// Another part runs from now on.
    pub fn enter(&self, layer: &str) {
        if let Some(profiler) = self.profiler() {
            profiler.state().layer = layer.into();
        }
    }

    /// Another block of the model's runs from now on; blocks are numbered in the order in which they are entered.
    pub fn enter_block(&self) {
        if let Some(profiler) = self.profiler() {
            let mut state = profiler.state();
            state.layer = format!("block {}", state.blocks).into();
            state.blocks += 1;
        }
    }

    /// Its last block has ended.
    pub fn leave_block(&self) {
        if let Some(profiler) = self.profiler() {
            let mut state = profiler.state();
            state.layer = format!("after {}", state.layer).into();
        }
    }

    /// Runs `work`, and where spans are recorded times it. A span within a span is part of it.
    ///
    /// # Errors
    /// What `work` returns, and what the device reports.
    pub fn span<T: Send, E: From<Error> + Send>(
        &self,
        (name, direction): (&'static str, Direction),
        cost: impl FnOnce(&T) -> Cost,
        work: impl FnOnce() -> std::result::Result<T, E> + Send,
    ) -> std::result::Result<T, E> {
        let Some(profiler) = self.profiler() else { return work() };
        let expected = {
            let mut state = profiler.state();
            if state.spans.is_none() || state.inside {
                drop(state);
                return work();
            }
            state.inside = true;
            state.launches.get(&(name, direction)).copied()
        };
        let before = self.launches();
        let mut answer = None;
        let timed: Result<_> = self.time_in_queue(expected, || {
            answer = Some(work());
            Ok(())
        });
        let launches = self.launches() - before;
        let mut state = profiler.state();
        state.inside = false;
        let ((), seconds, clock) = timed?;
        let answer = answer.ok_or_else(|| self.failure("a span was not run"))??;
        let (cost, layer) = (cost(&answer), state.layer.clone());
        let most = state.launches.entry((name, direction)).or_default();
        *most = launches.max(*most);
        if let Some(spans) = state.spans.as_mut().filter(|_| launches > 0) {
            spans.push(Span { name, direction, layer, cost, launches, seconds, clock });
        }
        Ok(answer)
    }
}
