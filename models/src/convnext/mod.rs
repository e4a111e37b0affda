//! ConvNeXt (arXiv 2201.03545), ConvNeXt V2 (arXiv 2301.00808) and DINOv3's ConvNeXt. Reference code: transformers 5.23,
//! timm 1.0.31.
//!
//! A block is four launches: depthwise convolution, norm, two linear layers, the second scaled and added to the residual; V2
//! normalises the response in between. Images are `[batch, height, width, 3]`, maps `[batch, rows, columns, channels]`.

mod config;
mod names;
mod operations;

pub use config::{ConvNextConfig, Layout};
pub(crate) use config::{MODEL_TYPES, read_timm, read_transformers, timm_names};

use crate::encoder::{Keep, Kept, Output};
use crate::error::Result;
use crate::layers::{Conv, Depthwise, Linear, Loader, Norm, mean_of_map, without_prefix};
use crate::parameters::{Parameter, Piece};
use crate::tape::{self, Var, mean_tokens};
use config::{KERNEL, RESPONSE_EPS};
use cubecl::prelude::Runtime;
use names::{Names, Part};
use roentgen_kernels::Activation;
use roentgen_kernels::conv::Window;
use std::sync::Arc;

/// A ConvNeXt on a device.
#[derive(Debug)]
pub(crate) struct ConvNext<R: Runtime> {
    config: ConvNextConfig,
    patch: Conv<R>,
    patch_norm: Norm<R>,
    stages: Vec<Stage<R>>,
    norm: Norm<R>,
}

#[derive(Debug)]
struct Stage<R: Runtime> {
    /// A norm and a convolution of 2x2 pixels that halves the map; the first stage has none.
    downsample: Option<(Norm<R>, Conv<R>)>,
    blocks: Vec<Arc<Block<R>>>,
}

#[derive(Debug)]
struct Block<R: Runtime> {
    depthwise: Depthwise<R>,
    norm: Norm<R>,
    fc1: Linear<R>,
    /// Weight and bias of V2's response norm.
    response: Option<[Parameter<R>; 2]>,
    fc2: Linear<R>,
    layer_scale: Option<Parameter<R>>,
}

impl<R: Runtime> ConvNext<R> {
    pub fn load(config: &ConvNextConfig, load: &Loader<'_, R>) -> Result<Self> {
        let names = Names::find(config.layout, load.weights);
        let widths = &config.widths;
        let stage = |stage: usize| -> Result<Stage<R>> {
            let downsample = match stage {
                0 => None,
                _ => Some((
                    load.norm(&names.downsample(stage, 0), widths[stage - 1], config.eps)?,
                    load.conv(
                        &names.downsample(stage, 1),
                        [widths[stage], widths[stage - 1]],
                        Window { kernel: 2, stride: 2, padding: 0 },
                        true,
                    )?,
                )),
            };
            let block = |index| Block::load(config, &names, load, [stage, index]).map(Arc::new);
            Ok(Stage { downsample, blocks: (0..config.depths[stage]).map(block).collect::<Result<_>>()? })
        };
        Ok(Self {
            patch: load.patches(&names.patch(), widths[0], config.patch_size, true)?,
            patch_norm: load.norm(&names.patch_norm(), widths[0], config.eps)?,
            stages: (0..widths.len()).map(stage).collect::<Result<_>>()?,
            norm: load.norm(&names.norm(), widths[widths.len() - 1], config.last_eps)?,
            config: config.clone(),
        })
    }

    pub fn forward(&self, images: &Var<R>, keep: Keep) -> Result<Output<R>> {
        let mut x = self.patch_norm.forward(&self.patch.forward(images)?)?;
        let mut kept = Kept::new(keep);
        // transformers' DINOv3 counts the images themselves as the first hidden state.
        kept.hidden(if self.config.layout == Layout::Dinov3 { images } else { &x });
        for stage in &self.stages {
            if let Some((norm, conv)) = &stage.downsample {
                x = conv.forward(&norm.forward(&x)?)?;
            }
            for block in &stage.blocks {
                let block = block.clone();
                x = x.through(move |x| block.forward(&x))?;
            }
            kept.stage(&x);
        }
        let (batch, pixels, width) = (x.shape()[0], x.shape()[1] * x.shape()[2], x.rows_and_width().1);
        let mean = mean_of_map(&x)?;
        let Kept { hidden, mut maps, .. } = kept;
        if self.config.layout != Layout::Dinov3 {
            let embedding = Some(self.norm.forward(&mean)?);
            return Ok(Output { hidden, last: x, maps, embedding });
        }
        // The mean stands in front of the patches like a class token, and both are normed.
        let tokens = tape::concat(&[&mean, &x.reshape(&[batch, pixels * width])?])?;
        let last = self.norm.forward(&tokens.reshape(&[batch, 1 + pixels, width])?)?;
        if let Some(map) = maps.last_mut() {
            *map = without_prefix(&last, 1)?.reshape(x.shape())?;
        }
        let embedding = Some(mean_tokens(&last, 0..1)?);
        Ok(Output { hidden, last, maps, embedding })
    }
}

impl<R: Runtime> Block<R> {
    fn load(config: &ConvNextConfig, names: &Names, load: &Loader<'_, R>, at: [usize; 2]) -> Result<Self> {
        let width = config.widths[at[0]];
        let name = |part| names.block(at, part);
        let response = |part: &str| -> Result<Parameter<R>> {
            let key = format!("{}.{part}", name(Part::ResponseNorm));
            let shape: &[usize] = match config.layout {
                Layout::Transformers => &[1, 1, 1, 4 * width],
                _ => &[4 * width],
            };
            load.parameter_of(&[4 * width], vec![Piece::whole(&key, shape, 0)], load.dtype)
        };
        let scale = || load.parameter(&name(Part::LayerScale), &[width]);
        Ok(Self {
            depthwise: load.depthwise(&name(Part::Depthwise), width, KERNEL)?,
            norm: load.norm(&name(Part::Norm), width, config.eps)?,
            fc1: load.linear(&name(Part::Fc1), 4 * width, width, true)?,
            response: if config.response_norm { Some([response("weight")?, response("bias")?]) } else { None },
            fc2: load.linear(&name(Part::Fc2), width, 4 * width, true)?,
            layer_scale: if config.layer_scale { Some(scale()?) } else { None },
        })
    }

    fn forward(&self, x: &Var<R>) -> Result<Var<R>> {
        let mut branch = self.depthwise.forward(x)?;
        branch = self.norm.forward(&branch)?;
        branch = self.fc1.activated(&branch, Activation::Gelu)?;
        if let Some([weight, bias]) = &self.response {
            branch = tape::grn(&branch, weight, bias, RESPONSE_EPS)?;
        }
        self.fc2.onto(&branch, self.layer_scale.as_ref(), x)
    }
}
