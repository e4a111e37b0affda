//! Cases of attention.

use super::{Attention, Heads, Into, Padding, Sizes, Windows, reference};
use crate::Result;
use crate::case::{Case, Cost, Given, Input, Role, Values};
use crate::reduce::{Term, sum_axis};
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
    /// Windows of a map.
    pub windows: Option<Windows>,
    /// Whether padding has keys and values.
    pub padding: bool,
    /// Groups of a bias, and whether each head has its own.
    pub bias: Option<(usize, bool)>,
    /// Whether heads have scales.
    pub head_scale: bool,
    /// Tokens in front of rotated ones.
    pub rotary: Option<usize>,
}

/// The table: one, odd, prime; the real token counts and head widths; sharp softmaxes; one query against many keys; fewer
/// keys than queries; windows that divide the map, that do not, shifted, with bias, with padding; SwinV2's; DINOv3's.
pub fn cases() -> Vec<AttentionCase> {
    let case = |batch, heads, queries, keys, head_dim, fused, gain| AttentionCase {
        sizes: Sizes { batch, heads, queries, keys, head_dim },
        fused,
        shared_query: false,
        gain,
        windows: None,
        padding: false,
        bias: None,
        head_scale: false,
        rotary: None,
    };
    let windowed = |batch, heads, head_dim, height, width, side, shift| AttentionCase {
        windows: Some(Windows { height, width, side, shift }),
        bias: Some((1, true)),
        ..case(batch, heads, height * width, height * width, head_dim, true, 4.0)
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
        case(1, 1, 1024, 64, 32, false, 8.0),
        case(1, 1, 1370, 1370, 64, true, 8.0),
        AttentionCase { shared_query: true, ..case(3, 2, 1, 13, 4, false, 4.0) },
        AttentionCase { shared_query: true, ..case(3, 2, 1, 196, 72, false, 8.0) },
        AttentionCase { bias: Some((1, true)), ..case(2, 2, 9, 9, 4, true, 2.0) },
        AttentionCase { bias: Some((2, false)), ..case(4, 2, 5, 7, 6, false, 2.0) },
        AttentionCase { rotary: Some(0), ..case(1, 2, 6, 6, 8, true, 2.0) },
        AttentionCase { rotary: Some(5), ..case(2, 2, 41, 41, 16, true, 4.0) },
        AttentionCase { rotary: Some(5), ..case(1, 1, 201, 201, 64, true, 4.0) },
        AttentionCase { head_scale: true, bias: Some((1, true)), ..case(2, 3, 16, 16, 8, false, 1.0) },
        windowed(1, 1, 4, 2, 2, 2, 0),
        windowed(2, 2, 5, 4, 6, 2, 0),
        windowed(2, 1, 4, 4, 6, 2, 1),
        AttentionCase { padding: true, ..windowed(1, 2, 4, 5, 7, 3, 0) },
        AttentionCase { padding: true, ..windowed(2, 2, 4, 5, 7, 3, 1) },
        AttentionCase { bias: None, ..windowed(1, 2, 8, 10, 11, 4, 2) },
        AttentionCase { head_scale: true, ..windowed(1, 2, 32, 8, 8, 4, 2) },
        windowed(1, 3, 32, 14, 14, 7, 3),
        AttentionCase { padding: true, ..windowed(1, 1, 32, 15, 15, 12, 0) },
        windowed(1, 1, 32, 24, 24, 12, 6),
    ]
}

impl AttentionCase {
    /// Queries and keys of a sequence.
    fn sequence(&self) -> [usize; 2] {
        match self.windows {
            Some(w) => [w.side * w.side; 2],
            None => [self.sizes.queries, self.sizes.keys],
        }
    }

    fn width(&self) -> usize {
        self.sizes.heads * self.sizes.head_dim
    }

    /// Where the optional inputs stand: padding, bias, head scale, rotation.
    fn optional(&self) -> [Option<usize>; 4] {
        let mut next = if self.fused { 1 } else { 3 };
        [self.padding, self.bias.is_some(), self.head_scale, self.rotary.is_some()].map(|there| {
            next += usize::from(there);
            there.then(|| next - 1)
        })
    }

    fn attention<'a, R: Runtime>(&self, inputs: &'a [Tensor<R>]) -> Attention<'a, R> {
        let [padding, bias, head_scale, rotary] = self.optional().map(|i| i.map(|i| &inputs[i]));
        let [q, k, v] = self.views(if self.fused { [&inputs[0]; 3] } else { [&inputs[0], &inputs[1], &inputs[2]] });
        Attention {
            windows: self.windows,
            bias,
            head_scale,
            rotary: rotary.zip(self.rotary),
            padding: padding.map(|tensor| Padding { tensor, keys: 0, values: self.width() }),
            ..Attention::new(q, k, v, self.sizes, 1.0 / (self.sizes.head_dim as f32).sqrt())
        }
    }

    fn views<'a, R: Runtime>(&self, tensors: [&'a Tensor<R>; 3]) -> [Heads<'a, R>; 3] {
        let part = |i: usize| Heads::part(tensors[i], if self.fused { i } else { 0 }, self.width());
        let mut q = part(0);
        if self.shared_query && tensors[0].shape()[0] == 1 {
            q.batch_stride = 0;
        }
        [q, part(1), part(2)]
    }
}

impl Case for AttentionCase {
    const OPERATION: &'static str = "attention";
    const GPU_KERNEL: bool = true;

    fn id(&self) -> String {
        let Sizes { batch, heads, queries, keys, head_dim } = self.sizes;
        let mut id = format!("{batch}x{heads}x{queries}x{keys}x{head_dim},gain{}", self.gain);
        if let Some(w) = self.windows {
            id += &format!(",{}x{}by{}+{}", w.height, w.width, w.side, w.shift);
        }
        if let Some((groups, by_head)) = self.bias {
            id += &format!(",bias{groups}{}", if by_head { "" } else { "mask" });
        }
        if let Some(prefix) = self.rotary {
            id += &format!(",rotary{prefix}");
        }
        let flags = [self.fused, self.shared_query, self.padding, self.head_scale];
        for (flag, name) in flags.into_iter().zip([",fused", ",shared-query", ",padding", ",head-scale"]) {
            id += if flag { name } else { "" };
        }
        id
    }

    fn cost(&self) -> Cost {
        let Sizes { batch, heads, queries, keys, head_dim } = self.sizes;
        let width = heads * head_dim;
        Cost::new(4 * batch * queries * self.sequence()[1] * width, 2 * batch * width * (queries + keys))
    }

    fn backward_cost(&self) -> Cost {
        let Cost { flops, elements } = self.cost();
        Cost { flops: flops / 2 * 7, elements: elements * 5 / 2 }
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        let Sizes { batch, heads, queries, keys, head_dim } = self.sizes;
        let width = self.width();
        let mut inputs = if self.fused {
            let mut qkv = values.activation("qkv", &[batch, keys, 3 * width]);
            qkv.values.chunks_mut(3 * width).flat_map(|row| &mut row[..width]).for_each(|v| *v *= self.gain);
            vec![qkv]
        } else {
            let images = if self.shared_query { 1 } else { batch };
            let mut q = values.activation("q", &[images, queries, width]);
            q.values.iter_mut().for_each(|v| *v *= self.gain);
            vec![q, values.activation("k", &[batch, keys, width]), values.activation("v", &[batch, keys, width])]
        };
        let [of_queries, of_keys] = self.sequence();
        if self.padding {
            inputs.push(values.parameter("padding", &[2 * width]));
        }
        if let Some((groups, by_head)) = self.bias {
            let shape = [groups, if by_head { heads } else { 1 }, of_queries, of_keys];
            let bias = values.uniform(shape.iter().product());
            // Only a bias for each head, the same in every sequence, is learned.
            let role = if by_head && groups == 1 { Role::Parameter } else { Role::Constant };
            inputs.push(Input::new("bias", role, &shape, bias));
        }
        if self.head_scale {
            let scales = values.uniform(heads).iter().map(|v| v + 3.0).collect();
            inputs.push(Input::new("head_scale", Role::Parameter, &[heads], scales));
        }
        if let Some(prefix) = self.rotary {
            let table = (0..queries - prefix)
                .flat_map(|_| {
                    let half: Vec<f32> = values.uniform(head_dim / 2).iter().map(|v| 3.0 * v).collect();
                    let angles = [&half[..], &half[..]].concat();
                    let cosines: Vec<f32> = angles.iter().map(|a| a.cos()).collect();
                    [cosines, angles.iter().map(|a| a.sin()).collect()].concat()
                })
                .collect();
            inputs.push(Input::new("rotary", Role::Constant, &[queries - prefix, 2, head_dim], table));
        }
        inputs
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let Sizes { batch, head_dim, .. } = self.sizes;
        let width = self.width();
        let part = |i: usize| -> Vec<f64> {
            inputs[0].chunks(3 * width).flat_map(|row| row[i * width..(i + 1) * width].to_vec()).collect()
        };
        let [q, k, v] = if self.fused {
            [part(0), part(1), part(2)]
        } else {
            let q = if self.shared_query { inputs[0].repeat(batch) } else { inputs[0].clone() };
            [q, inputs[1].clone(), inputs[2].clone()]
        };
        let [padding, bias, head_scale, rotary] = self.optional().map(|i| i.map(|i| &inputs[i][..]));
        let groups = self.bias.map(|(groups, by_head)| [groups, if by_head { self.sizes.heads } else { 1 }]);
        let operands = reference::Operands {
            q: &q,
            k: &k,
            v: &v,
            bias: bias.zip(groups),
            head_scale,
            rotary: rotary.zip(self.rotary),
            padding: padding.map(|p| p.split_at(width)),
        };
        vec![reference::attention(&operands, self.sizes, 1.0 / (head_dim as f64).sqrt(), self.windows)]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        let (out, lse) = self.attention(inputs).forward()?;
        Ok(vec![out, lse])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        let Sizes { batch, queries, .. } = self.sizes;
        let attention = self.attention(given.inputs);
        let like = |t: &Tensor<R>| Tensor::empty(t.device(), t.shape(), t.dtype());
        let mut grads = given.inputs[..if self.fused { 1 } else { 3 }].iter().map(like).collect::<Result<Vec<_>>>()?;
        if self.shared_query {
            grads[0] = Tensor::empty(grads[0].device(), &[batch, queries, self.width()], grads[0].dtype())?;
        }
        let [q, k, v] = self.views(if self.fused { [&grads[0]; 3] } else { [&grads[0], &grads[1], &grads[2]] });
        let [padding, bias, head_scale, _] = self.optional();
        let learned = |i: usize| given.into[i].as_ref();
        let into = Into {
            q,
            k,
            v,
            bias: bias.and_then(learned),
            head_scale: head_scale.and_then(learned),
            padding: padding.and_then(learned).map(|tensor| Padding { tensor, keys: 0, values: self.width() }),
        };
        attention.backward(&given.outputs[0], &given.outputs[1], &given.grads[0], &into)?;
        if self.shared_query {
            grads[0] = sum_axis(&grads[0], [1, batch, queries * self.width()], Term::Value)?;
        }
        Ok(grads)
    }
}
