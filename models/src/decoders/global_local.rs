//! The global-local decoder: what each place looks like, and what the image as a whole asks of all places.
//!
//! The last map is layer-normed, resized to 64x64 (bilinear, pixel centres at halves) and taken through two 3x3 convolutions with
//! ReLU; one query, made of the encoder's embedding (its class token where it has one), attends to the 4,096 places with 8 heads; what
//! it finds is added to every place, and a 1x1 convolution makes the logits. The description is that of the study's authors; what it
//! leaves open (ReLU, biases, the width) is ours, and so are the names: `decode_head.{norm,conv1,conv2,query,key,value,output,
//! classifier}.{weight,bias}`.

use super::Features;
use super::layers::{Joined, bilinear, size_of};
use crate::error::{Error, Result};
use crate::layers::{Linear, Loader, Norm};
use crate::tape::{self, Extras, Part, Var, attend};
use cubecl::prelude::Runtime;
use roentgen_kernels::Activation;
use roentgen_kernels::attention::Sizes;

/// Rows and columns of places.
const SIDE: usize = 64;

/// Heads of the query.
const HEADS: usize = 8;

/// Epsilon of the norm.
const EPS: f32 = 1e-6;

/// The decoder's parameters.
#[derive(Debug)]
pub(super) struct GlobalLocal<R: Runtime> {
    norm: Norm<R>,
    convs: [Joined<R>; 2],
    query: Linear<R>,
    key_value: Linear<R>,
    output: Linear<R>,
    classifier: Linear<R>,
}

impl<R: Runtime> GlobalLocal<R> {
    pub fn load([inputs, embedding]: [usize; 2], width: usize, classes: usize, load: &Loader<'_, R>) -> Result<Self> {
        if !width.is_multiple_of(HEADS) {
            let message =
                format!("the global-local decoder's width must be a multiple of its {HEADS} heads, not {width}");
            return Err(Error::Unsupported(message));
        }
        let key = |part: &str| format!("decode_head.{part}");
        let conv = |part, inputs| Joined::load(load, &key(part), width, &[inputs], 3, true);
        Ok(Self {
            norm: load.norm(&key("norm"), inputs, EPS)?,
            convs: [conv("conv1", inputs)?, conv("conv2", width)?],
            query: load.linear(&key("query"), width, embedding, true)?,
            key_value: load.linear_of(&[(key("key"), true), (key("value"), true)], [width, width])?,
            output: load.linear(&key("output"), width, width, true)?,
            classifier: load.pointwise(&key("classifier"), classes, width)?,
        })
    }

    pub fn forward(&self, features: &Features<R>) -> Result<Var<R>> {
        let (Some(map), Some(embedding)) = (features.maps.last(), &features.embedding) else {
            let message = "the global-local decoder takes a map and an embedding, and this encoder pools none";
            return Err(Error::Unsupported(message.to_string()));
        };
        let mut local = bilinear(&self.norm.forward(map)?, [SIDE; 2])?;
        for conv in &self.convs {
            local = tape::activate(&conv.forward(&[&local])?, Activation::Relu)?;
        }
        let (batch, width) = (local.shape()[0], local.rows_and_width().1);
        let query = self.query.forward(embedding)?.reshape(&[batch, 1, width])?;
        let key_value = self.key_value.forward(&local)?.reshape(&[batch, SIDE * SIDE, 2 * width])?;
        let part = |index| Part { of: &key_value, index };
        let sizes = Sizes { batch, heads: HEADS, queries: 1, keys: SIDE * SIDE, head_dim: width / HEADS };
        let scale = (sizes.head_dim as f32).powf(-0.5);
        let query = Part { of: &query, index: 0 };
        let found = attend(query, part(0), part(1), sizes, scale, &Extras::default())?;
        let found = self.output.forward(&found.reshape(&[batch, 1, 1, width])?)?;
        // Resized, a single pixel is the same everywhere.
        self.classifier.forward(&tape::add(&local, &bilinear(&found, size_of(&local)?)?)?)
    }
}
