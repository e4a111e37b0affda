//! The table of every case, and its modes: test, grad, perf, support.

mod check;
pub mod fixtures;
mod grad;
mod perf;
mod run;

pub use check::Report;
pub use perf::{Samples, Timing};

use crate::case::{Case, Cost};
use rand::{SeedableRng, rngs::StdRng, seq::IndexedRandom};
use roentgen_runtime::{AnyDevice, DType, DeviceInfo, DeviceKind, Result, on_device};

/// Which kernel a case runs on a CPU adapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Path {
    /// The one the device takes by itself.
    Own,
    /// The one that GPUs take.
    Gpu,
}

/// A row of the table: a case in a type, on a path.
#[derive(Debug)]
pub struct Entry {
    case: Box<dyn AnyCase>,
    dtype: DType,
    path: Path,
}

impl Entry {
    /// The operation's name.
    pub fn operation(&self) -> &'static str {
        self.case.operation()
    }

    /// `operation/shape,attributes,type`, and `,gpu` where a CPU adapter runs the kernel for GPUs.
    pub fn id(&self) -> String {
        let path = if self.path == Path::Gpu { ",gpu" } else { "" };
        format!("{}/{},{}{path}", self.case.operation(), self.case.id(), self.dtype.name())
    }

    /// The storage type.
    pub fn dtype(&self) -> DType {
        self.dtype
    }

    /// Whether there is a backward.
    pub fn has_backward(&self) -> bool {
        self.case.has_backward()
    }

    /// FLOPs and bytes of the forward.
    pub fn cost(&self) -> (u64, u64) {
        let cost = self.case.cost();
        (cost.flops, cost.elements * self.dtype.bytes() as u64)
    }

    /// Elements that the forward reads and writes.
    pub fn elements(&self) -> u64 {
        self.case.cost().elements
    }

    /// Whether it is a row of its own on a device: the device has the type, and does not take the kernel for GPUs by itself where
    /// the row asks for it.
    pub fn runs_on(&self, info: &DeviceInfo) -> bool {
        let own = self.path == Path::Gpu && info.kind != DeviceKind::Cpu && !info.mma.contains(&self.dtype);
        info.types.contains(&self.dtype) && !own
    }

    /// Largest relative L2 error an f32 output may have.
    pub fn tolerance(&self) -> f64 {
        self.case.tolerance()
    }

    /// The forward against the f64 reference.
    pub fn test(&self, device: &AnyDevice, seed: u64) -> Report {
        check::report(self, seed, self.case.test(device, self, seed))
    }

    /// The backward against finite differences of the f64 reference (in f32), or against the f32 backward (in f16, bf16).
    pub fn grad(&self, device: &AnyDevice, seed: u64) -> Report {
        check::report(self, seed, self.case.grad(device, self, seed))
    }

    /// Times of forward and backward, `samples` each.
    ///
    /// # Errors
    /// What the operation or the device returns.
    pub fn perf(&self, device: &AnyDevice, seed: u64, samples: usize) -> Result<Timing> {
        self.case.perf(device, self, seed, samples)
    }

    /// Whether the device runs the case at all.
    ///
    /// # Errors
    /// Why not.
    pub fn support(&self, device: &AnyDevice, seed: u64) -> Result<()> {
        self.case.support(device, self, seed)
    }
}

/// The seed of a case: that of the run and the case's own, so that a case alone gets the inputs it had among all.
fn seed_of(entry: &Entry, seed: u64) -> u64 {
    // FNV-1a, so that ids alone decide.
    entry
        .id()
        .bytes()
        .fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// [`Case`] without its generics.
trait AnyCase: std::fmt::Debug + Send + Sync {
    fn operation(&self) -> &'static str;
    fn id(&self) -> String;
    fn has_backward(&self) -> bool;
    fn cost(&self) -> Cost;
    fn tolerance(&self) -> f64;
    fn test(&self, device: &AnyDevice, entry: &Entry, seed: u64) -> check::Checked;
    fn grad(&self, device: &AnyDevice, entry: &Entry, seed: u64) -> check::Checked;
    fn perf(&self, device: &AnyDevice, entry: &Entry, seed: u64, samples: usize) -> Result<Timing>;
    fn support(&self, device: &AnyDevice, entry: &Entry, seed: u64) -> Result<()>;
}

impl<C: Case> AnyCase for C {
    fn operation(&self) -> &'static str {
        C::OPERATION
    }

    fn id(&self) -> String {
        Case::id(self)
    }

    fn has_backward(&self) -> bool {
        C::BACKWARD
    }

    fn cost(&self) -> Cost {
        Case::cost(self)
    }

    fn tolerance(&self) -> f64 {
        Case::tolerance(self)
    }

    fn test(&self, device: &AnyDevice, entry: &Entry, seed: u64) -> check::Checked {
        on_device!(device, device => check::forward(self, device, entry, seed_of(entry, seed)))
    }

    fn grad(&self, device: &AnyDevice, entry: &Entry, seed: u64) -> check::Checked {
        on_device!(device, device => grad::backward(self, device, entry, seed_of(entry, seed)))
    }

    fn perf(&self, device: &AnyDevice, entry: &Entry, seed: u64, samples: usize) -> Result<Timing> {
        on_device!(device, device => perf::perf(self, device, entry, seed_of(entry, seed), samples))
    }

    fn support(&self, device: &AnyDevice, entry: &Entry, seed: u64) -> Result<()> {
        on_device!(device, device => run::support(self, device, entry, seed_of(entry, seed)))
    }
}

/// Forward FLOPs (or elements) past which a case is run in f32 on the device's own path only: the large shapes are
/// there for indices and limits, which other types and paths share.
const LARGE: u64 = 100_000_000;

/// Adds a room's cases, in every type they take.
fn add<C: Case + Clone>(table: &mut Vec<Entry>, cases: Vec<C>) {
    for case in cases {
        let cost = Case::cost(&case);
        let large = cost.flops.max(10 * cost.elements) > LARGE;
        for dtype in case.types() {
            for path in [Path::Own, Path::Gpu] {
                let alone = *dtype == DType::F32 && path == Path::Own;
                if alone || (!large && (path == Path::Own || C::GPU_KERNEL)) {
                    table.push(Entry { case: Box::new(case.clone()), dtype: *dtype, path });
                }
            }
        }
    }
}

/// Every row, in the order of the operations' names.
pub fn all() -> Vec<Entry> {
    let mut table = Vec::new();
    let t = &mut table;
    add(t, crate::activation::cases());
    add(t, crate::activation::swiglu_cases());
    add(t, crate::adamw::cases());
    add(t, crate::attention::cases());
    add(t, crate::axpby::cases());
    add(t, crate::cast::cases());
    add(t, crate::channel_attention::cases());
    add(t, crate::clip::cases());
    add(t, crate::conv::cases());
    add(t, crate::depthwise::cases());
    add(t, crate::depthwise_norm::cases());
    add(t, crate::dropout::cases());
    add(t, crate::fill::cases());
    add(t, crate::grn::cases());
    add(t, crate::group_norm::cases());
    add(t, crate::join::add_cases());
    add(t, crate::join::concat_cases());
    add(t, crate::l2_norm::cases());
    add(t, crate::layer_norm::cases());
    add(t, crate::linear::cases());
    add(t, crate::loss::cases());
    add(t, crate::matmul::cases());
    add(t, crate::max_pool::cases());
    add(t, crate::normalize::cases());
    add(t, crate::tokens::cases());
    add(t, crate::patch_merge::cases());
    add(t, crate::pool::cases());
    add(t, crate::reduce::cases());
    add(t, crate::relative_bias::cases());
    add(t, crate::resize::cases());
    add(t, crate::resize::rounded_cases());
    add(t, crate::sgd::cases());
    add(t, crate::softmax::cases());
    table.sort_by_key(Entry::operation);
    table
}

/// `each` rows of every operation and type, or all where there are not as many, chosen by the seed.
pub fn sample(entries: Vec<Entry>, each: usize, seed: u64) -> Vec<Entry> {
    let mut random = StdRng::seed_from_u64(seed);
    let mut groups: Vec<Vec<Entry>> = Vec::new();
    for entry in entries {
        let like = |group: &&mut Vec<Entry>| (group[0].operation(), group[0].dtype) == (entry.operation(), entry.dtype);
        match groups.iter_mut().find(like) {
            Some(group) => group.push(entry),
            None => groups.push(vec![entry]),
        }
    }
    let mut chosen = Vec::new();
    for group in groups {
        let all: Vec<usize> = (0..group.len()).collect();
        let keep: Vec<usize> = all.sample(&mut random, each).copied().collect();
        chosen.extend(group.into_iter().enumerate().filter(|(i, _)| keep.contains(i)).map(|(_, entry)| entry));
    }
    // Rows of one operation side by side again.
    chosen.sort_by_key(Entry::operation);
    chosen
}

/// A seed from the clock.
pub fn fresh_seed() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    since.as_nanos() as u64 % 1_000_000
}
