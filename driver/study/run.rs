//! Running a study: cells from one queue onto its devices, each kept by renaming its folder into place.

use super::cells::Job;
use super::check::Checked;
use super::estimate::{Cost, duration};
use super::index::{Index, State, folder};
use super::{Cell, Config, RUNS, examples, models};
use crate::commands::{finetune, probe};
use crate::error::{Error, Result};
use crate::measure::room;
use crate::metrics::{Predictions, Scores, auroc};
use crate::training::run::Kind;
use crate::training::state::write;
use cubecl::prelude::Runtime;
use roentgen_models::source::Source;
use roentgen_runtime::{Device, Selector, on_device};
use std::collections::VecDeque;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// A study that is checked and may run.
pub struct Study<'a> {
    /// Its file.
    pub config: &'a Config,
    /// Its cells.
    pub cells: &'a [Cell],
    /// What was found of each.
    pub checked: &'a [Checked],
    /// What each costs.
    pub costs: &'a [Cost],
    /// The encoders' descriptions.
    pub sources: &'a [Source],
    /// Its folder.
    pub out: &'a Path,
    /// No progress bars.
    pub quiet: bool,
}

/// What the devices' threads share.
struct Shared {
    queue: Mutex<VecDeque<usize>>,
    index: Mutex<Index>,
    /// Why an encoder could not begin: what each of its cells then fails with.
    lost: Vec<Option<String>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Study<'_> {
    /// Runs every cell that is not finished, on all devices at once; the number of those that failed.
    ///
    /// # Errors
    /// A device that is not there; an index that cannot be written. A cell's own error, or its encoder's, is kept with the cell.
    pub fn run(&self, index: Index, devices: &[(String, Selector)]) -> Result<usize> {
        index.write(self.out)?;
        clear(&self.out.join(RUNS));
        let [first, ..] = devices else { return Ok(0) };
        let device = roentgen_runtime::open(first.1)?;
        let lost = on_device!(&device, device => self.prepare(device));
        let shared = Shared { queue: Mutex::new((0..self.cells.len()).collect()), index: Mutex::new(index), lost };
        std::thread::scope(|scope| {
            let work = |(name, selector): &(String, Selector)| {
                let device = roentgen_runtime::open(*selector)?;
                on_device!(&device, device => self.work(&shared, name, device, devices.len() > 1))
            };
            let threads: Vec<_> = devices.iter().map(|device| scope.spawn(move || work(device))).collect();
            threads.into_iter().try_for_each(|thread| {
                thread
                    .join()
                    .unwrap_or_else(|_| Err(Error::usage("a device's thread ended early; start the study again")))
            })
        })?;
        let index = shared.index.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(index.cells.iter().filter(|entry| entry.state == State::Failed).count())
    }

    /// Initial weights and the encoders' costs, before the cells; of each encoder why it cannot begin.
    fn prepare<R: Runtime>(&self, device: &Device<R>) -> Vec<Option<String>> {
        let begin = |(at, source): (usize, &Source)| {
            let first = self.cells.iter().position(|cell| cell.encoder == at)?;
            let begun = guarded(|| {
                models::write_initial(&self.cells[first], source, self.out, device)?;
                device.release_memory()?;
                models::measure(&self.cells[first], self.checked[first].size, source, self.out, device)
            });
            begun.err().map(|error| error.to_string())
        };
        self.sources.iter().enumerate().map(begin).collect()
    }

    /// Takes cells until there are none.
    fn work<R: Runtime>(&self, shared: &Shared, name: &str, device: &Device<R>, beside_others: bool) -> Result<()> {
        loop {
            let Some(at) = lock(&shared.queue).pop_front() else { return Ok(()) };
            let cell = &self.cells[at];
            let run = folder(self.out, &cell.id());
            if !run.exists() {
                let begun = Instant::now();
                // Memory that the last cell left reserved; what cannot be given back is no reason to stop.
                let _ = device.release_memory();
                device.take_peak_bytes();
                let quiet = self.quiet || beside_others;
                let outcome = match &shared.lost[cell.encoder] {
                    Some(reason) => Err(Error::usage(reason.clone())),
                    None => guarded(|| self.cell(at, name, device, &run, quiet)),
                };
                let seconds = begun.elapsed().as_secs_f64();
                self.keep(shared, at, &outcome, (device, seconds))?;
            }
            let first_fold = self.config.folds.first() == Some(&cell.fold);
            if cell.task == Kind::Segment && first_fold && run.exists() {
                let drawn = guarded(|| examples::draw(cell, &run, name, device));
                if let Err(error) = drawn {
                    eprintln!("no example masks of {}: {error}", cell.id());
                }
            }
        }
    }

    /// Runs one cell.
    fn cell<R: Runtime>(
        &self,
        at: usize,
        name: &str,
        device: &Device<R>,
        run: &Path,
        quiet: bool,
    ) -> Result<Predictions> {
        let (cell, cost) = (&self.cells[at], &self.costs[at]);
        if let Some(room) = room::available(device.info()).filter(|room| cost.bytes > *room) {
            return Err(Error::usage(format!(
                "out of memory: it needs about {} MiB, and {} MiB are free; set a smaller batch or image_size, or recompute",
                cost.bytes >> 20,
                room >> 20
            )));
        }
        let job = cell.job(&models::path(cell, self.out), run, name, quiet);
        match job.map_err(|error| Error::usage(error.to_string()))? {
            Job::Probe(args) => probe::probe(&args, &args.learn.read()?, device),
            Job::Finetune(args) => finetune::finetune(&args, &args.learn.read()?, device),
        }
    }

    /// Keeps what became of a cell.
    fn keep<R: Runtime>(
        &self,
        shared: &Shared,
        at: usize,
        outcome: &Result<Predictions>,
        (device, seconds): (&Device<R>, f64),
    ) -> Result<()> {
        let cell = &self.cells[at];
        let id = cell.id();
        let failed = folder(self.out, &id).with_added_extension("failed");
        let mut index = lock(&shared.index);
        let entry = &mut index.cells[at];
        entry.device = Some(device.info().name.clone());
        entry.seconds = Some(seconds);
        entry.peak_bytes = Some(device.take_peak_bytes());
        let said = match outcome {
            Ok(predictions) => {
                (entry.state, entry.reason) = (State::Finished, None);
                if failed.exists() {
                    fs::remove_dir_all(&failed)
                        .map_err(|e| Error::input(&failed, format!("cannot be removed: {e}")))?;
                }
                headline(predictions)
            }
            Err(error) => {
                let reason = error.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
                let record = serde_json::json!({
                    "model": cell.model, "finding": cell.finding, "task": cell.task, "regime": cell.regime, "fold": cell.fold,
                    "command": entry.command, "error": reason,
                });
                fs::create_dir_all(&failed).map_err(|e| Error::input(&failed, format!("cannot be written: {e}")))?;
                write(&failed.join("run.json"), format!("{record:#}\n").as_bytes())?;
                let said = format!("failed: {reason}");
                (entry.state, entry.reason) = (State::Failed, Some(reason));
                said
            }
        };
        eprintln!("{}/{} {id}: {said} ({})", at + 1, self.cells.len(), duration(seconds));
        index.write(self.out)
    }
}

/// A cell that panics is a cell that failed.
fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        Err(Error::usage(format!("a fault of this program: {}", text.unwrap_or("a panic without words"))))
    })
}

fn headline(predictions: &Predictions) -> String {
    match predictions.scores() {
        Scores::Classification { labels, probabilities } => {
            auroc(labels, probabilities).map_or("one class only".into(), |area| format!("AUROC {area:.3}"))
        }
        Scores::Segmentation { dice, .. } => {
            format!("Dice {:.3}", dice.iter().sum::<f64>() / dice.len().max(1) as f64)
        }
    }
}

/// Removes what a kill left of folders that were being written.
fn clear(folder: &Path) {
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".roentgen-")) {
            let _: std::io::Result<()> = fs::remove_dir_all(&path);
        } else if path.is_dir() {
            clear(&path);
        }
    }
}
