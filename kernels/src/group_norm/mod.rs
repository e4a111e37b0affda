//! Group normalisation (arXiv 1803.08494) and batch normalisation (arXiv 1502.03167) of channels-last maps, as PyTorch computes them.
//!
//! `y = (x - mean) / sqrt(var + eps) * weight[c] + bias[c]`, biased variance, `x` `[batch, .., channels]`. Group norm takes mean and
//! variance over an image's pixels and the channels of a group; batch norm, in training, over all images' pixels of a channel,
//! which is group norm with a group for each channel and all images seen as one; in inference from running statistics.
//! Two passes in f32: sums, then sums of squared distances from the mean, each in ordered stages ([`crate::reduce`]).
//!
//! Backward, with `r = 1 / sqrt(var + eps)`, `h = (x - mean) r`, `g = dy weight` and means over the group:
//! `dx = r (g - mean(g) - h mean(g h))` (inference: `dx = r g`) written, `dweight += sum dy h`, `dbias += sum dy`.
//! Cost: about 8 operations and 2 elements of traffic for each element at least (three passes over `x`), backward 12 and 3.

mod backward;
mod cases;
mod forward;
pub mod reference;

pub use cases::{GroupNormCase, cases};

use crate::reduce::{Term, add_axis, sum_axis, sum_products};
use crate::{Result, case::expect, tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Error, Tensor};

const NAME: &str = "group_norm";

/// Mean and biased variance of every group, f32 `[outer, groups]`; of a batch norm's running ones, outer is one.
#[derive(Debug, Clone)]
pub struct Statistics<R: Runtime> {
    /// Means.
    pub mean: Tensor<R>,
    /// Variances.
    pub variance: Tensor<R>,
}

/// `x` as `[outer, length, channels]`, and how many groups the channels make.
#[derive(Debug, Clone, Copy)]
struct View {
    dims: [usize; 3],
    groups: usize,
}

impl View {
    fn images<R: Runtime>(x: &Tensor<R>, groups: usize) -> Result<Self> {
        let (rows, channels) = x.rows_and_width();
        let batch = x.shape()[0];
        if x.shape().len() < 2 || groups == 0 || !channels.is_multiple_of(groups) {
            return Err(Error::shape(NAME, format!("{groups} groups in {x:?}")));
        }
        Ok(Self { dims: [batch, rows / batch, channels], groups })
    }

    fn batch<R: Runtime>(x: &Tensor<R>) -> Self {
        let (rows, channels) = x.rows_and_width();
        Self { dims: [1, rows, channels], groups: channels }
    }

    /// Elements of a group.
    fn count(&self) -> usize {
        self.dims[1] * self.dims[2] / self.groups
    }
}

/// Group norm of `x` `[batch, .., channels]`, `weight` and `bias` `[channels]`; the statistics are what the backward takes.
///
/// # Errors
/// [`Error::Shape`] where shapes or types do not fit; [`Error::Limit`] where the device cannot launch it.
pub fn group_norm<R: Runtime>(
    x: &Tensor<R>,
    weight: &Tensor<R>,
    bias: &Tensor<R>,
    groups: usize,
    eps: f32,
) -> Result<(Tensor<R>, Statistics<R>)> {
    let view = View::images(x, groups)?;
    let statistics = view.statistics(x)?;
    Ok((view.apply(x, weight, bias, &statistics, eps)?, statistics))
}

/// Backward of [`group_norm`]: returns the gradient of `x`, adds those of weight and bias (f32 `[channels]`).
///
/// # Errors
/// As [`group_norm`].
pub fn group_norm_backward<R: Runtime>(
    x: &Tensor<R>,
    weight: &Tensor<R>,
    statistics: &Statistics<R>,
    grad: &Tensor<R>,
    eps: f32,
    into: [&Tensor<R>; 2],
) -> Result<Tensor<R>> {
    let view = View::images(x, statistics.mean.rows_and_width().1)?;
    view.backward(x, weight, statistics, grad, eps, into, true)
}

/// Batch norm in training; `running` statistics (f32 `[1, channels]`) move by `momentum` towards the batch's, whose variance
/// they hold unbiased.
///
/// # Errors
/// [`Error::Shape`] where shapes or types do not fit, or with a single value a channel, which has no variance;
/// [`Error::Limit`] where the device cannot launch it.
pub fn batch_norm<R: Runtime>(
    x: &Tensor<R>,
    weight: &Tensor<R>,
    bias: &Tensor<R>,
    running: Option<(&Statistics<R>, f32)>,
    eps: f32,
) -> Result<(Tensor<R>, Statistics<R>)> {
    let view = View::batch(x);
    let [_, rows, channels] = view.dims;
    if rows < 2 {
        return Err(Error::shape("batch_norm", format!("one value a channel in {x:?}: training needs more")));
    }
    let statistics = view.statistics(x)?;
    let out = view.apply(x, weight, bias, &statistics, eps)?;
    if let Some((running, momentum)) = running {
        let unbiased = rows as f32 / (rows - 1) as f32;
        for (to, from, factor) in
            [(&running.mean, &statistics.mean, 1.0), (&running.variance, &statistics.variance, unbiased)]
        {
            expect("batch_norm", "running", to, from.shape(), DType::F32)?;
            let (grid, dim) = tile::unit_each(x.device(), "batch_norm", channels)?;
            // SAFETY: units past the last channel return.
            unsafe {
                forward::run::launch_unchecked::<R>(
                    x.device().client(),
                    grid,
                    dim,
                    to.arg(1),
                    from.arg(1),
                    momentum,
                    factor,
                    channels,
                );
            }
        }
    }
    Ok((out, statistics))
}

/// Batch norm in inference, from `running` statistics.
///
/// # Errors
/// As [`group_norm`].
pub fn batch_norm_inference<R: Runtime>(
    x: &Tensor<R>,
    weight: &Tensor<R>,
    bias: &Tensor<R>,
    running: &Statistics<R>,
    eps: f32,
) -> Result<Tensor<R>> {
    View::batch(x).apply(x, weight, bias, running, eps)
}

/// Backward of [`batch_norm`], or of [`batch_norm_inference`], whose statistics do not depend on `x`.
///
/// # Errors
/// As [`group_norm`].
pub fn batch_norm_backward<R: Runtime>(
    x: &Tensor<R>,
    weight: &Tensor<R>,
    statistics: &Statistics<R>,
    grad: &Tensor<R>,
    eps: f32,
    into: [&Tensor<R>; 2],
    training: bool,
) -> Result<Tensor<R>> {
    View::batch(x).backward(x, weight, statistics, grad, eps, into, training)
}

impl View {
    fn statistics<R: Runtime>(&self, x: &Tensor<R>) -> Result<Statistics<R>> {
        let mean = self.fold(&sum_axis(x, self.dims, Term::Value)?)?;
        let variance = self.fold(&sum_products(x, None, Some(&mean), self.dims)?)?;
        Ok(Statistics { mean, variance })
    }

    /// A group's mean from the sums of its channels.
    fn fold<R: Runtime>(&self, sums: &Tensor<R>) -> Result<Tensor<R>> {
        let out = Tensor::empty(sums.device(), &[self.dims[0], self.groups], DType::F32)?;
        let (grid, dim) = tile::unit_each(sums.device(), NAME, out.len())?;
        // SAFETY: units past the last group return.
        unsafe {
            forward::fold::launch_unchecked::<R>(
                sums.device().client(),
                grid,
                dim,
                sums.arg(1),
                out.arg(1),
                self.dims[2] / self.groups,
                1.0 / self.count() as f32,
                out.len(),
            );
        }
        Ok(out)
    }

    fn check<R: Runtime>(&self, x: &Tensor<R>, weight: &Tensor<R>, statistics: &Statistics<R>) -> Result<()> {
        expect(NAME, "weight", weight, &[self.dims[2]], x.dtype())?;
        for (tensor, name) in [(&statistics.mean, "mean"), (&statistics.variance, "variance")] {
            expect(NAME, name, tensor, &[self.dims[0], self.groups], DType::F32)?;
        }
        Ok(())
    }

    fn apply<R: Runtime>(
        &self,
        x: &Tensor<R>,
        weight: &Tensor<R>,
        bias: &Tensor<R>,
        statistics: &Statistics<R>,
        eps: f32,
    ) -> Result<Tensor<R>> {
        self.check(x, weight, statistics)?;
        expect(NAME, "bias", bias, &[self.dims[2]], x.dtype())?;
        let device = x.device();
        let out = Tensor::empty(device, x.shape(), x.dtype())?;
        let [_, length, channels] = self.dims;
        let vector = tile::vector(x.dtype(), &[channels]);
        let total = out.len() / vector;
        let (grid, dim) = tile::unit_each(device, NAME, total)?;
        with_float!(x.dtype(), F => {
            // SAFETY: units past the last element return.
            unsafe {
                forward::apply::launch_unchecked::<F, R>(
                    device.client(), grid, dim, vector, x.arg(vector), weight.arg(vector), bias.arg(vector),
                    statistics.mean.arg(1), statistics.variance.arg(1), out.arg(vector), length, channels / vector,
                    self.groups, channels / self.groups, eps, total,
                );
            }
        });
        Ok(out)
    }

    fn backward<R: Runtime>(
        &self,
        x: &Tensor<R>,
        weight: &Tensor<R>,
        statistics: &Statistics<R>,
        grad: &Tensor<R>,
        eps: f32,
        [grad_weight, grad_bias]: [&Tensor<R>; 2],
        training: bool,
    ) -> Result<Tensor<R>> {
        self.check(x, weight, statistics)?;
        expect(NAME, "grad", grad, x.shape(), x.dtype())?;
        let device = x.device();
        let [outer, length, channels] = self.dims;
        let sums = sum_axis(grad, self.dims, Term::Value)?;
        let products = sum_products(x, Some(grad), Some(&statistics.mean), self.dims)?;
        let scaled = Tensor::empty(device, &[outer, channels], DType::F32)?;
        let mean_g = Tensor::empty(device, &[outer, self.groups], DType::F32)?;
        let mean_gh = Tensor::empty(device, &[outer, self.groups], DType::F32)?;
        let grad_x = Tensor::empty(device, x.shape(), x.dtype())?;
        let (group_grid, group_dim) = tile::unit_each(device, NAME, outer * self.groups)?;
        let vector = tile::vector(x.dtype(), &[channels]);
        let total = grad_x.len() / vector;
        let (grid, dim) = tile::unit_each(device, NAME, total)?;
        with_float!(x.dtype(), F => {
            // SAFETY: units past the last group or element return.
            unsafe {
                backward::group_means::launch_unchecked::<F, R>(
                    device.client(), group_grid, group_dim, sums.arg(1), products.arg(1), weight.arg(1),
                    statistics.variance.arg(1), scaled.arg(1), mean_g.arg(1), mean_gh.arg(1), channels, self.groups,
                    1.0 / self.count() as f32, eps, outer * self.groups,
                );
                backward::elements::launch_unchecked::<F, R>(
                    device.client(), grid, dim, vector, x.arg(vector), grad.arg(vector), weight.arg(vector),
                    statistics.mean.arg(1), statistics.variance.arg(1), mean_g.arg(1), mean_gh.arg(1),
                    grad_x.arg(vector), length, channels / vector, self.groups, channels / self.groups, eps, total,
                    training,
                );
            }
        });
        add_axis(&scaled, [1, outer, channels], Term::Value, grad_weight)?;
        add_axis(&sums, [1, outer, channels], Term::Value, grad_bias)?;
        Ok(grad_x)
    }
}
