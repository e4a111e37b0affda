//! How many images of a training step fit the device, found by trying one and two.

use super::Recipe;
use super::task::Task;
use crate::error::{Error, Result};
use crate::measure::room;
use cubecl::prelude::Runtime;
use roentgen_models::loss::Loss;
use roentgen_models::optimiser::Optimiser;
use roentgen_models::tape::Gradients;
use roentgen_runtime::Device;

/// Bytes of a training step beside the weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepBytes {
    /// Gradients and the optimiser's state.
    pub fixed: u64,
    /// What each image adds.
    pub image: u64,
}

impl StepBytes {
    /// Measures a pass of one and of two of the training images forward and backward, with the optimiser's state beside it.
    ///
    /// # Errors
    /// An image that cannot be read; what the device reports, such as one image that does not fit.
    pub fn measure<R: Runtime, T: Task<R>>(
        task: &T,
        objective: &Loss,
        items: &[usize],
        recipe: &Recipe,
        device: &Device<R>,
    ) -> Result<Self> {
        let before = device.live_bytes();
        let optimiser = Optimiser::new(recipe.rule(), recipe.max_norm(), recipe.averages(), task.groups(recipe))?;
        // A pass moves the running statistics; nothing else.
        let buffers = task.buffers();
        let kept = buffers.iter().map(|buffer| Ok(buffer.tensor.to_f32()?)).collect::<Result<Vec<_>>>()?;
        let peak = |count: usize| -> Result<u64> {
            let items: Vec<usize> = items.iter().cycle().take(count).copied().collect();
            device.take_peak_bytes();
            let tape = recipe.tape();
            let (logits, targets) = task.logits(&items, Some(&tape), None)?;
            let loss = objective.evaluate(&logits, &targets, 1.0)?;
            tape.backward(&logits, loss.grad_logits, &mut Gradients::default())?;
            device.sync()?;
            Ok(device.take_peak_bytes().saturating_sub(before))
        };
        let [one, two] = [peak(1)?, peak(2)?];
        for (buffer, values) in buffers.iter().zip(kept) {
            buffer.set(&values)?;
        }
        drop(optimiser);
        device.release_memory()?;
        let image = two.saturating_sub(one).max(1);
        Ok(Self { fixed: one.saturating_sub(image), image })
    }

    /// Images that fit into so many free bytes.
    pub fn fits(self, available: u64) -> u64 {
        room::usable(available).saturating_sub(self.fixed) / self.image
    }

    /// Bytes of a step of `batch` images.
    pub fn of(self, batch: u64) -> u64 {
        self.fixed.saturating_add(self.image.saturating_mul(batch))
    }

    /// Refuses a batch that does not fit.
    ///
    /// # Errors
    /// What it needs, what is free, and what would fit.
    pub fn check(self, batch: usize, available: u64) -> Result<()> {
        let fits = self.fits(available);
        if batch as u64 <= fits {
            return Ok(());
        }
        let [needs, free] = [self.of(batch as u64), available].map(|bytes| bytes >> 20);
        let way = match fits {
            0 => "not one image fits; use --recompute or a smaller --image-size".to_string(),
            fits => format!("use --batch {fits} or --batch auto (gradients add up to --batch-size), or --recompute"),
        };
        Err(Error::usage(format!("--batch {batch}: a training step needs {needs} MiB, and {free} MiB are free; {way}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_that_does_not_fit_says_what_would() {
        let step = StepBytes { fixed: 100 << 20, image: 50 << 20 };
        let free = 1000 << 20;
        assert_eq!((step.fits(free), step.of(4)), (16, 300 << 20));
        step.check(16, free).unwrap();
        let text = step.check(17, free).unwrap_err().to_string();
        assert!(text.contains("needs 950 MiB, and 1000 MiB are free; use --batch 16"), "{text}");
        assert!(step.check(1, 120 << 20).unwrap_err().to_string().contains("not one image fits; use --recompute"));
    }
}
