//! Cases of attention.

use super::{Heads, Sizes, attention, reference};
use crate::Result;
use crate::case::{Case, Cost, Input, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;

/// One attention.
#[derive(Debug, Clone)]
pub struct AttentionCase {
    /// The sizes.
    pub sizes: Sizes,
    /// Whether q, k and v are parts of one `[batch, tokens, 3 * width]` tensor, as a fused projection leaves them.
    pub fused: bool,
    /// Whether every image shares the first one's queries.
    pub shared_query: bool,
    /// Factor on q: large ones make the softmax sharp.
    pub gain: f32,
}

/// The table: one, odd, prime; the real token counts and head widths; sharp softmaxes; one query against many keys.
pub fn cases() -> Vec<AttentionCase> {
    let case = |batch, heads, queries, keys, head_dim, fused, gain| AttentionCase {
        sizes: Sizes { batch, heads, queries, keys, head_dim },
        fused,
        shared_query: false,
        gain,
    };
    vec![
        case(1, 1, 1, 1, 1, false, 1.0),
        case(2, 3, 7, 13, 5, false, 1.0),
        case(1, 2, 17, 17, 16, true, 4.0),
        case(3, 1, 31, 67, 30, false, 30.0),
        case(1, 2, 16, 16, 64, true, 1.0),
        case(1, 3, 49, 49, 32, true, 8.0),
        case(2, 2, 65, 65, 64, true, 8.0),
        case(1, 1, 144, 144, 72, true, 8.0),
        case(1, 2, 197, 197, 64, true, 100.0),
        case(1, 1, 257, 257, 80, true, 8.0),
        case(1, 1, 1370, 1370, 64, true, 8.0),
        AttentionCase { shared_query: true, ..case(3, 2, 1, 196, 72, false, 8.0) },
    ]
}

impl Case for AttentionCase {
    const OPERATION: &'static str = "attention";
    const BACKWARD: bool = false;
    const GPU_KERNEL: bool = true;

    fn id(&self) -> String {
        let Sizes { batch, heads, queries, keys, head_dim } = self.sizes;
        let fused = if self.fused { ",fused" } else { "" };
        let query = if self.shared_query { ",shared-query" } else { "" };
        format!("{batch}x{heads}x{queries}x{keys}x{head_dim}{fused}{query},gain{}", self.gain)
    }

    fn cost(&self) -> Cost {
        let Sizes { batch, heads, queries, keys, head_dim } = self.sizes;
        Cost::new(4 * batch * heads * queries * keys * head_dim, 2 * batch * heads * head_dim * (queries + keys))
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        let Sizes { batch, heads, queries, keys, head_dim } = self.sizes;
        let width = heads * head_dim;
        if self.fused {
            let mut qkv = values.activation("qkv", &[batch, keys, 3 * width]);
            qkv.values.chunks_mut(3 * width).flat_map(|row| &mut row[..width]).for_each(|v| *v *= self.gain);
            return vec![qkv];
        }
        let images = if self.shared_query { 1 } else { batch };
        let mut q = values.activation("q", &[images, queries, width]);
        q.values.iter_mut().for_each(|v| *v *= self.gain);
        vec![q, values.activation("k", &[batch, keys, width]), values.activation("v", &[batch, keys, width])]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let Sizes { batch, heads, head_dim, .. } = self.sizes;
        let width = heads * head_dim;
        let scale = 1.0 / (head_dim as f64).sqrt();
        let part = |i: usize| -> Vec<f64> {
            inputs[0].chunks(3 * width).flat_map(|row| row[i * width..(i + 1) * width].to_vec()).collect()
        };
        let [q, k, v] = if self.fused {
            [part(0), part(1), part(2)]
        } else {
            let q = if self.shared_query { inputs[0].repeat(batch) } else { inputs[0].clone() };
            [q, inputs[1].clone(), inputs[2].clone()]
        };
        vec![reference::attention(&q, &k, &v, self.sizes, scale)]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        let width = self.sizes.heads * self.sizes.head_dim;
        let part =
            |i: usize| if self.fused { Heads::part(&inputs[0], i, width) } else { Heads::part(&inputs[i], 0, width) };
        let mut query = part(0);
        if self.shared_query {
            query.batch_stride = 0;
        }
        Ok(vec![attention(query, part(1), part(2), self.sizes, 1.0 / (self.sizes.head_dim as f32).sqrt())?])
    }
}
