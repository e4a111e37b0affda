//! Convolution and transposed convolution as matrix products whose operands are read under the window in place: no
//! unfolded copy, forward or backward.
//!
//! A convolution takes a fine map `[batch, height, width, channels]` to a coarse one `[batch, oh, ow, out]`,
//! `oh = (height + 2 padding - kernel) / stride + 1`, by a weight `[out, channels, kernel, kernel]`; a transposed one takes the
//! coarse map to the fine one, `height = (oh - 1) stride - 2 padding + kernel`, by the same weight (PyTorch's
//! `[in, out, kernel, kernel]`). They are each other's gradient:
//!
//! | product | rows x columns x depth | convolution | transposed |
//! | --- | --- | --- | --- |
//! | gather | coarse pixels x out x taps channels | forward | gradient of the input |
//! | spread | fine pixels x channels x taps out | gradient of the input | forward |
//! | weight | out x channels taps x coarse pixels | gradient of the weight | the same |
//!
//! Spread takes the fine map's pixels by phase (their place modulo the stride): those of a phase are covered by the same `taps /
//! stride^2` taps, and each phase is a batch. The epilogue is the matrix product's, its backward [`crate::linear`]'s.
//! Cost of each product: `2 coarse_pixels out channels taps` operations.

mod cases;
pub mod reference;

pub use crate::matmul::forward::Window;
pub use cases::{ConvCase, cases};

use crate::linear::{Fused, Into, epilogue_backward};
use crate::matmul::Epilogue;
use crate::matmul::forward::{Source, Spec};
use crate::matmul::launch::{At, Product};
use crate::{Result, case::expect};
use cubecl::prelude::Runtime;
use roentgen_runtime::{DType, Error, Tensor};

/// The maps that a convolution joins: `[batch, height, width, channels]` of the fine and the coarse one.
struct Maps {
    fine: [usize; 4],
    coarse: [usize; 4],
    window: Window,
}

impl Window {
    /// Size along one axis of the coarse map of a fine one; `None` where the window is larger than the padded map.
    pub fn coarse(&self, fine: usize) -> Option<usize> {
        (fine + 2 * self.padding).checked_sub(self.kernel).map(|rest| rest / self.stride.max(1) + 1)
    }

    /// Size along one axis of the fine map that a transposed convolution makes; `None` where nothing is left.
    pub fn fine(&self, coarse: usize) -> Option<usize> {
        ((coarse - 1) * self.stride + self.kernel).checked_sub(2 * self.padding).filter(|size| *size > 0)
    }
}

fn map<R: Runtime>(x: &Tensor<R>) -> Result<[usize; 4]> {
    <[usize; 4]>::try_from(x.shape())
        .map_err(|_| Error::shape(NAME, format!("{x:?} is not [batch, height, width, channels]")))
}

const NAME: &str = "conv";

/// Convolution of `x` `[batch, height, width, channels]`; the answer is `[batch, oh, ow, out]`.
///
/// # Errors
/// [`Error::Shape`] where shapes or types do not fit; [`Error::Limit`] where the device cannot launch it.
pub fn conv<R: Runtime>(
    x: &Tensor<R>,
    weight: &Tensor<R>,
    window: Window,
    epilogue: &Epilogue<'_, R>,
) -> Result<Tensor<R>> {
    let maps = Maps::of_fine(map(x)?, weight, window)?;
    let out = Tensor::empty(x.device(), &maps.coarse, x.dtype())?;
    maps.launch(Source::Gather, x, weight, epilogue, &out, None)?;
    Ok(out)
}

/// [`conv`], and beside it the value before activation, layer scale and residual.
///
/// # Errors
/// As [`conv`].
pub fn conv_saving<R: Runtime>(
    x: &Tensor<R>,
    weight: &Tensor<R>,
    window: Window,
    epilogue: &Epilogue<'_, R>,
) -> Result<(Tensor<R>, Tensor<R>)> {
    let maps = Maps::of_fine(map(x)?, weight, window)?;
    let out = Tensor::empty(x.device(), &maps.coarse, x.dtype())?;
    let saved = Tensor::empty(x.device(), &maps.coarse, x.dtype())?;
    maps.launch(Source::Gather, x, weight, epilogue, &out, Some(&saved))?;
    Ok((out, saved))
}

/// Backward of [`conv`] from `grad` `[batch, oh, ow, out]`: returns the gradient of `x` where it is wanted, adds those of the parameters.
///
/// # Errors
/// As [`conv`].
pub fn conv_backward<R: Runtime>(
    x: &Tensor<R>,
    weight: &Tensor<R>,
    window: Window,
    grad: &Tensor<R>,
    fused: &Fused<'_, R>,
    into: &Into<'_, R>,
) -> Result<Option<Tensor<R>>> {
    let maps = Maps::of_fine(map(x)?, weight, window)?;
    expect(NAME, "grad", grad, &maps.coarse, x.dtype())?;
    let grad_z = epilogue_backward(grad, fused, into)?;
    if let Some(into) = into.weight {
        maps.weight(&grad_z, x, into)?;
    }
    if !into.input {
        return Ok(None);
    }
    let grad_x = Tensor::empty(x.device(), x.shape(), x.dtype())?;
    maps.launch(Source::Spread, &grad_z, weight, &Epilogue::default(), &grad_x, None)?;
    Ok(Some(grad_x))
}

/// Transposed convolution of `x` `[batch, oh, ow, in]` by `weight` `[in, out, kernel, kernel]`; the answer is `[batch, height,
/// width, out]`.
///
/// # Errors
/// As [`conv`].
pub fn transposed<R: Runtime>(
    x: &Tensor<R>,
    weight: &Tensor<R>,
    window: Window,
    epilogue: &Epilogue<'_, R>,
) -> Result<Tensor<R>> {
    let maps = Maps::of_coarse(map(x)?, weight, window)?;
    let out = Tensor::empty(x.device(), &maps.fine, x.dtype())?;
    maps.launch(Source::Spread, x, weight, epilogue, &out, None)?;
    Ok(out)
}

/// Backward of [`transposed`] (bias only) from `grad` `[batch, height, width, out]`: returns the gradient of `x` where
/// it is wanted, adds those of weight and bias.
///
/// # Errors
/// As [`conv`].
pub fn transposed_backward<R: Runtime>(
    x: &Tensor<R>,
    weight: &Tensor<R>,
    window: Window,
    grad: &Tensor<R>,
    into: &Into<'_, R>,
) -> Result<Option<Tensor<R>>> {
    let maps = Maps::of_coarse(map(x)?, weight, window)?;
    expect(NAME, "grad", grad, &maps.fine, x.dtype())?;
    let plain = Fused { activation: Default::default(), layer_scale: None, saved: None };
    let grad = epilogue_backward(grad, &plain, into)?;
    if let Some(into) = into.weight {
        maps.weight(x, &grad, into)?;
    }
    if !into.input {
        return Ok(None);
    }
    let grad_x = Tensor::empty(x.device(), x.shape(), x.dtype())?;
    maps.launch(Source::Gather, &grad, weight, &Epilogue::default(), &grad_x, None)?;
    Ok(Some(grad_x))
}

impl Maps {
    fn of_fine<R: Runtime>(fine: [usize; 4], weight: &Tensor<R>, w: Window) -> Result<Self> {
        let out = weight.shape()[0];
        expect(NAME, "weight", weight, &[out, fine[3], w.kernel, w.kernel], weight.dtype())?;
        match (w.coarse(fine[1]), w.coarse(fine[2])) {
            (Some(height), Some(width)) if w.stride > 0 && w.kernel > 0 => {
                Ok(Self { fine, coarse: [fine[0], height, width, out], window: w })
            }
            _ => Err(Error::shape(NAME, format!("{w:?} does not fit a map of {} x {}", fine[1], fine[2]))),
        }
    }

    fn of_coarse<R: Runtime>(coarse: [usize; 4], weight: &Tensor<R>, w: Window) -> Result<Self> {
        let channels = weight.shape().get(1).copied().unwrap_or(0);
        expect(NAME, "weight", weight, &[coarse[3], channels, w.kernel, w.kernel], weight.dtype())?;
        match (w.fine(coarse[1]), w.fine(coarse[2])) {
            (Some(height), Some(width)) if w.stride > 0 && w.kernel > 0 => {
                Ok(Self { fine: [coarse[0], height, width, channels], coarse, window: w })
            }
            _ => Err(Error::shape(NAME, format!("{w:?} does not fit a map of {} x {}", coarse[1], coarse[2]))),
        }
    }

    fn sizes(&self) -> [usize; 9] {
        let ([_, h, w, c], [_, ch, cw, cc]) = (self.fine, self.coarse);
        let Window { kernel, stride, padding } = self.window;
        [h, w, c, ch, cw, cc, kernel, stride, padding]
    }

    /// The gather or spread product of a map and the weight.
    fn launch<R: Runtime>(
        &self,
        source: Source,
        a: &Tensor<R>,
        weight: &Tensor<R>,
        epilogue: &Epilogue<'_, R>,
        out: &Tensor<R>,
        saved: Option<&Tensor<R>>,
    ) -> Result<()> {
        let Window { kernel, stride, .. } = self.window;
        let (to, from) = match source {
            Source::Spread => (self.fine, self.coarse),
            _ => (self.coarse, self.fine),
        };
        let [images, height, width, n] = to;
        expect(NAME, "weight", weight, weight.shape(), a.dtype())?;
        let terms = epilogue.checked(NAME, images * height * width, n, a.dtype())?;
        // Pixels of a phase, taps that cover each, and phases, each a batch.
        let (m, taps, phases) = match source {
            Source::Spread => {
                let pixels = images * height.div_ceil(stride) * width.div_ceil(stride);
                (pixels, kernel.div_ceil(stride).pow(2), stride * stride)
            }
            _ => (images * height * width, kernel * kernel, 1),
        };
        let spec = Spec { source, save: saved.is_some(), ..epilogue.spec() };
        let at = At { outer: 1, ..At::default() };
        let (at, sizes) = ([at, at, At { row: n, ..at }], [m, n, taps * from[3]]);
        Product { a, b: weight, terms, out, saved, spec, sizes, batches: [phases, 1], at, maps: self.sizes() }.launch()
    }

    /// Adds the gradient of the weight.
    fn weight<R: Runtime>(&self, coarse: &Tensor<R>, fine: &Tensor<R>, into: &Tensor<R>) -> Result<()> {
        let (m, n) = (self.coarse[3], self.fine[3] * self.window.kernel * self.window.kernel);
        expect(NAME, "gradient of the weight", &into.reshape(&[into.len()])?, &[m * n], DType::F32)?;
        let spec = Spec { source: Source::Weight, add: true, ..Epilogue::<R>::default().spec() };
        let at = [At::default(), At::default(), At { row: n, ..At::default() }];
        let sizes = [m, n, self.coarse[..3].iter().product()];
        let maps = self.sizes();
        let (a, b, out) = (coarse, fine, into);
        Product { a, b, terms: [None; 3], out, saved: None, spec, sizes, batches: [1, 1], at, maps }.launch()
    }
}
