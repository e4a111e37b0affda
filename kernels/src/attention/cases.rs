//! Cases of attention.

use super::{Heads, Sizes, attention_with, reference};
use crate::case::{Case, Check, Inputs, tensor};
use crate::{Result, tile::Tile};
use cubecl::prelude::Runtime;
use roentgen_runtime::Device;

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
    /// The tile; `None` takes the table's.
    pub tile: Option<Tile>,
}

/// The table: one, odd, prime; the real token counts and head widths; sharp softmaxes; one query against many keys.
pub fn cases() -> Vec<AttentionCase> {
    let case = |batch, heads, queries, keys, head_dim, fused, gain| AttentionCase {
        sizes: Sizes { batch, heads, queries, keys, head_dim },
        fused,
        shared_query: false,
        gain,
        tile: None,
    };
    let mut cases = vec![
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
    ];
    let shared: Vec<AttentionCase> = cases
        .iter()
        .filter(|c| c.sizes.queries < 1000)
        .map(|c| AttentionCase { tile: Some(Tile::Shared { side: 64, depth: 16, unit: 4 }), ..c.clone() })
        .collect();
    cases.extend(shared);
    cases
}

impl Case for AttentionCase {
    const OPERATION: &'static str = "attention";

    fn id(&self) -> String {
        let Sizes { batch, heads, queries, keys, head_dim } = self.sizes;
        let fused = if self.fused { ",fused" } else { "" };
        let query = if self.shared_query { ",shared-query" } else { "" };
        let tile = if self.tile.is_some() { ",shared" } else { "" };
        format!("{batch}x{heads}x{queries}x{keys}x{head_dim}{fused}{query},gain{}{tile}", self.gain)
    }

    fn flops(&self) -> u64 {
        let Sizes { batch, heads, queries, keys, head_dim } = self.sizes;
        4 * [batch, heads, queries, keys, head_dim].iter().map(|d| *d as u64).product::<u64>()
    }

    fn bytes(&self) -> u64 {
        let Sizes { batch, heads, queries, keys, head_dim } = self.sizes;
        4 * (batch * heads * head_dim * 2 * (queries + keys)) as u64
    }

    fn run<R: Runtime>(&self, device: &Device<R>, inputs: &mut Inputs) -> Result<Vec<Check>> {
        let Sizes { batch, heads, queries, keys, head_dim } = self.sizes;
        let width = heads * head_dim;
        let mut q: Vec<f32> = inputs.uniform(batch * queries * width).iter().map(|x| x * self.gain).collect();
        if self.shared_query {
            q = q[..queries * width].repeat(batch);
        }
        let (k, v) = (inputs.uniform(batch * keys * width), inputs.uniform(batch * keys * width));
        let scale = 1.0 / (head_dim as f32).sqrt();
        let tile = self.tile.unwrap_or_else(|| Tile::choose(device));
        let got = if self.fused {
            let rows = q.chunks(width).zip(k.chunks(width)).zip(v.chunks(width));
            let joined: Vec<f32> = rows.flat_map(|((q, k), v)| [q, k, v].concat()).collect();
            let joined = tensor(device, &[batch, keys, 3 * width], &joined)?;
            let part = |i| Heads::part(&joined, i, width);
            attention_with(part(0), part(1), part(2), self.sizes, scale, tile)?
        } else {
            let q = tensor(device, &[batch, queries, width], &q)?;
            let k = tensor(device, &[batch, keys, width], &k)?;
            let v = tensor(device, &[batch, keys, width], &v)?;
            let mut query = Heads::part(&q, 0, width);
            if self.shared_query {
                query.batch_stride = 0;
            }
            attention_with(query, Heads::part(&k, 0, width), Heads::part(&v, 0, width), self.sizes, scale, tile)?
        };
        Ok(vec![Check::new("out", &got, reference::attention(&q, &k, &v, self.sizes, scale.into()))?])
    }
}
