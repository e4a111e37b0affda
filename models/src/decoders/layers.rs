//! Layers of decoders.

use crate::error::{Error, Result};
use crate::layers::{BatchNorm, Loader};
use crate::parameters::{Parameter, Piece};
use crate::tape::{self, Fusion, Var};
use cubecl::prelude::Runtime;
use roentgen_kernels::Activation;
use roentgen_kernels::conv::Window;
use roentgen_kernels::resize::{Filter, Sampling};

/// A convolution of maps side by side that keeps their size, as the sum of one of each: nothing is joined. The joined map would
/// often be the largest tensor of all, more than some devices bind.
#[derive(Debug)]
pub(super) struct Joined<R: Runtime> {
    /// Each map's columns of the weight: `[outputs, inputs, kernel, kernel]`, or `[outputs, inputs]` of one pixel.
    parts: Vec<Parameter<R>>,
    bias: Option<Parameter<R>>,
    kernel: usize,
}

impl<R: Runtime> Joined<R> {
    /// `weight` `[outputs, sum of inputs, kernel, kernel]` and, where `bias`, `bias` under `key`.
    pub fn load(
        load: &Loader<'_, R>,
        key: &str,
        outputs: usize,
        inputs: &[usize],
        kernel: usize,
        bias: bool,
    ) -> Result<Self> {
        let (taps, all) = (kernel * kernel, inputs.iter().sum::<usize>());
        let weight = Piece::whole(&format!("{key}.weight"), &[outputs, all, kernel, kernel], 0);
        let mut before = 0;
        let part = |inputs: &usize| {
            let (from, count) = (before * taps, inputs * taps);
            before += inputs;
            let row = |row: usize| {
                let start = row * all * taps + from;
                Piece { of_key: start..start + count, at: row * count, ..weight.clone() }
            };
            let pieces = if *inputs == all { vec![weight.clone()] } else { (0..outputs).map(row).collect() };
            let shape = [outputs, *inputs, kernel, kernel];
            load.parameter_of(if kernel == 1 { &shape[..2] } else { &shape }, pieces, load.dtype)
        };
        Ok(Self {
            parts: inputs.iter().map(part).collect::<Result<_>>()?,
            bias: if bias { Some(load.parameter(&format!("{key}.bias"), &[outputs])?) } else { None },
            kernel,
        })
    }

    /// The share of map `index`, onto that of others; the bias comes with the first.
    fn share(&self, index: usize, map: &Var<R>, others: Option<&Var<R>>) -> Result<Var<R>> {
        let bias = if others.is_none() { self.bias.as_ref() } else { None };
        let fusion = Fusion { residual: others, ..Fusion::bias(bias) };
        let window = Window { kernel: self.kernel, stride: 1, padding: self.kernel / 2 };
        match self.kernel {
            1 => tape::linear(map, &self.parts[index], &fusion),
            _ => tape::conv(map, &self.parts[index], window, &fusion),
        }
    }

    /// Of maps of one size, in the order of `inputs`.
    pub fn forward(&self, maps: &[&Var<R>]) -> Result<Var<R>> {
        let mut sum = None;
        for (index, map) in maps.iter().enumerate() {
            sum = Some(self.share(index, map, sum.as_ref())?);
        }
        sum.ok_or_else(|| Error::Unsupported("a decoder of no feature maps".to_string()))
    }

    /// Of one pixel, and of maps that are first resized to `size` (bilinear, pixel centres at halves): each takes its share before,
    /// which is the same, since the resize's weights sum to one, and of fewer channels.
    pub fn forward_resized(&self, maps: impl Iterator<Item = Result<Var<R>>>, size: [usize; 2]) -> Result<Var<R>> {
        let mut sum: Option<Var<R>> = None;
        for (index, map) in maps.enumerate() {
            let map = map?;
            sum = Some(match sum {
                Some(sum) if map.shape()[1..3] == size => self.share(index, &map, Some(&sum))?,
                None => bilinear(&self.share(index, &map, None)?, size)?,
                Some(sum) => {
                    let share = tape::linear(&map, &self.parts[index], &Fusion::default())?;
                    tape::add(&sum, &bilinear(&share, size)?)?
                }
            });
        }
        sum.ok_or_else(|| Error::Unsupported("a decoder of no feature maps".to_string()))
    }
}

/// A convolution without bias, batch norm and ReLU.
#[derive(Debug)]
pub(super) struct ConvNorm<R: Runtime> {
    conv: Joined<R>,
    norm: BatchNorm<R>,
}

impl<R: Runtime> ConvNorm<R> {
    /// The convolution and the batch norm under their keys.
    pub fn load(
        load: &Loader<'_, R>,
        [conv, norm]: [&str; 2],
        outputs: usize,
        inputs: &[usize],
        kernel: usize,
    ) -> Result<Self> {
        let conv = Joined::load(load, conv, outputs, inputs, kernel, false)?;
        Ok(Self { conv, norm: load.batch_norm(norm, outputs)? })
    }

    /// Of maps of one size.
    pub fn forward(&self, maps: &[&Var<R>]) -> Result<Var<R>> {
        self.norm.activated(&self.conv.forward(maps)?, Activation::Relu)
    }
}

/// Resized to `size`, pixel centres at halves.
pub(super) fn bilinear<R: Runtime>(map: &Var<R>, size: [usize; 2]) -> Result<Var<R>> {
    tape::resize(map, size, Filter::Bilinear, Sampling::HalfPixel)
}

/// Rows and columns of a map `[batch, height, width, channels]`.
pub(super) fn size_of<R: Runtime>(map: &Var<R>) -> Result<[usize; 2]> {
    match map.shape() {
        &[_, height, width, _] => Ok([height, width]),
        _ => Err(Error::Unsupported(format!("{:?} is not a map [batch, height, width, channels]", map.tensor()))),
    }
}
