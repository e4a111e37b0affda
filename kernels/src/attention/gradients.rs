//! The host's side of attention's backward: launches in order, each small gradient after the sums it needs.

use super::backward::Side;
use super::{Attention, Heads, Into, NAME, Plan, Sizes, backward, extras, shared, tensor, tensor_backward};
use crate::join::concat;
use crate::reduce::{Term, add_axis, add_columns};
use crate::{Result, case::expect, tile, tile::Tile, with_float, with_half};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Tensor};

/// Sequences or tokens whose small gradients one unit sums.
const CHUNK: usize = 64;

/// What every launch of a backward is given.
struct Given<'s, 'a, R: Runtime> {
    attention: &'s Attention<'a, R>,
    plan: Plan,
    /// Padding, bias, head scales and rotations in one tensor, and where each starts: with each in its own, a kernel would bind more
    /// buffers than some devices allow. Without any, a stand-in that is not read.
    packed: Tensor<R>,
    at: [usize; 4],
    /// The answer's gradient.
    grad: Heads<'s, R>,
    /// `lse` and `dy . y` of every query.
    statistics: Tensor<R>,
    /// Gradients of keys and values that are padding, `[images * padded tokens, 2, width]`.
    padding: Tensor<R>,
}

impl<'a, R: Runtime> Attention<'a, R> {
    /// Gradients from `grad` `[batch, queries, heads * head_dim]` and the forward's answers.
    ///
    /// # Errors
    /// As [`Attention::forward`].
    pub fn backward(&self, out: &Tensor<R>, lse: &Tensor<R>, grad: &Tensor<R>, into: &Into<'_, R>) -> Result<()> {
        let plan = self.plan()?;
        let Sizes { batch, heads, queries, keys, head_dim } = self.sizes;
        let (device, dtype, width) = (self.q.tensor.device(), self.q.tensor.dtype(), heads * head_dim);
        expect(NAME, "out", out, &[batch, queries, width], dtype)?;
        expect(NAME, "grad", grad, out.shape(), dtype)?;
        expect(NAME, "lse", lse, &[plan.sequences, heads, plan.queries], DType::F32)?;
        for (view, tokens, name) in [(&into.q, queries, "dq"), (&into.k, keys, "dk"), (&into.v, keys, "dv")] {
            self.check(view, tokens, name)?;
        }
        let (packed, at) = self.packed()?;
        let given = Given {
            attention: self,
            packed,
            at,
            grad: Heads { tensor: grad, offset: 0, token_stride: width, batch_stride: queries * width },
            statistics: Tensor::empty(device, &[lse.len(), 2], DType::F32)?,
            padding: Tensor::empty(device, &[(batch * plan.padded).max(1), 2, width], DType::F32)?,
            plan,
        };
        given.statistics(out, lse)?;
        for side in [Side::Queries, Side::Keys] {
            given.sums(side, into)?;
        }
        if let Some(grad_bias) = into.bias {
            given.bias(grad_bias)?;
        }
        if let Some(grad_scale) = into.head_scale {
            given.head_scale(&into.q, grad_scale)?;
        }
        if let (Some((table, prefix)), false) = (self.rotary, head_dim < 2) {
            for (view, tokens) in [(&into.q, queries), (&into.k, keys)] {
                given.unrotate(view, tokens, table, prefix)?;
            }
        }
        if let (Some(to), true) = (&into.padding, given.plan.padded > 0) {
            for (part, offset) in [(0, to.keys), (1, to.values)] {
                let columns = part * width..(part + 1) * width;
                add_columns(&given.padding, [batch * given.plan.padded, 2 * width], columns, to.tensor, offset)?;
            }
        }
        Ok(())
    }

    /// [`Attention::options`] in one tensor, and where each starts.
    fn packed(&self) -> Result<(Tensor<R>, [usize; 4])> {
        let (mut at, mut total, mut parts) = ([0; 4], 0, Vec::new());
        for (at, part) in at.iter_mut().zip(self.options()) {
            if let Some(part) = part {
                *at = total;
                total += part.len();
                parts.push(part.reshape(&[1, part.len()])?);
            }
        }
        let tensor = match &parts[..] {
            [] => self.q.tensor.clone(),
            [one] => one.clone(),
            many => concat(&many.iter().collect::<Vec<_>>())?,
        };
        Ok((tensor, at))
    }
}

impl<R: Runtime> Given<'_, '_, R> {
    fn statistics(&self, out: &Tensor<R>, lse: &Tensor<R>) -> Result<()> {
        let (a, plan, device) = (self.attention, &self.plan, out.device());
        let (grid, dim) = tile::unit_each(device, NAME, lse.len())?;
        let vector = tile::vector(out.dtype(), &[a.sizes.head_dim]);
        with_float!(out.dtype(), F => {
            // SAFETY: units past the last query return; views were checked.
            unsafe {
                extras::statistics::launch_unchecked::<F, R>(
                    device.client(), grid, dim, vector, out.arg(vector), self.grad.tensor.arg(vector), lse.arg(1),
                    self.statistics.arg(1), a.problem(plan, self.at), a.place(&self.grad, 0), lse.len(), plan.spec,
                );
            }
        });
        Ok(())
    }

    /// `dq`, or `dk` and `dv`.
    fn sums(&self, side: Side, into: &Into<'_, R>) -> Result<()> {
        let (a, plan) = (self.attention, &self.plan);
        let (q, k, v) = (&a.q, &a.k, &a.v);
        let (device, dtype, Sizes { heads, head_dim, .. }) = (q.tensor.device(), q.tensor.dtype(), a.sizes);
        // The queries' side does not write its second place.
        let (rows, first, second) = match side {
            Side::Queries => (plan.queries, &into.q, &into.v),
            Side::Keys => (plan.keys, &into.k, &into.v),
        };
        let tile = Tile::choose(device, dtype);
        if let Tile::Tensor { asynchronous, .. } = tile
            && tensor::fits(device.info(), head_dim, tensor_backward::LINES)
        {
            let (copying, vector) = a.copying(&[q, k, v, &self.grad], asynchronous);
            let tiles = rows.div_ceil(tensor::ROWS);
            let cubes = plan.sequences * heads * tiles;
            let grid = device.grid(NAME, cubes as u64)?;
            let bytes = tensor::bytes(head_dim, tensor_backward::LINES);
            let dim = device.check_cube(NAME, tensor::UNITS, bytes)?;
            with_half!(dtype, F => {
                // SAFETY: as in the forward; the queries' side does not touch `second` and `padding`.
                unsafe {
                    tensor_backward::sums_tensor::launch_unchecked::<F, R>(
                        device.client(), grid, dim, vector, q.tensor.arg(vector), k.tensor.arg(vector),
                        v.tensor.arg(vector), self.packed.arg(1), self.grad.tensor.arg(vector), self.statistics.arg(1),
                        first.tensor.arg(1), second.tensor.arg(1), self.padding.arg(1), a.problem(plan, self.at),
                        a.place(q, 0), a.place(k, 1), a.place(v, 2), a.place(&self.grad, 0), a.place(first, 0),
                        a.place(second, 0), tiles, cubes, plan.spec, side, copying,
                    );
                }
            });
            return Ok(());
        }
        let (plane, groups, block, units, bytes) = match tile {
            Tile::Plane { plane, groups, .. } => (plane, groups, 2 * plane, plane, 0),
            Tile::Tensor { .. } | Tile::Shared { .. } => {
                let block = super::block(device.info(), head_dim, backward::bytes);
                (0, 1, block, block * shared::SHARE, backward::bytes(block, head_dim))
            }
        };
        let tiles = rows.div_ceil(if plane > 0 { (plane * groups) as usize } else { block as usize });
        let cubes = plan.sequences * heads * tiles;
        let grid = device.grid(NAME, cubes as u64)?;
        let dim = device.check_cube(NAME, units, bytes)?;
        with_float!(dtype, F => {
            // SAFETY: as above.
            unsafe {
                backward::sums::launch_unchecked::<F, R>(
                    device.client(), grid, dim, q.tensor.arg(1), k.tensor.arg(1), v.tensor.arg(1), self.packed.arg(1),
                    self.grad.tensor.arg(1), self.statistics.arg(1), first.tensor.arg(1), second.tensor.arg(1),
                    self.padding.arg(1), a.problem(plan, self.at), a.place(q, 0), a.place(k, 1), a.place(v, 2),
                    a.place(&self.grad, 0), a.place(first, 0), a.place(second, 0), tiles, cubes, plan.spec, side,
                    plane as usize, groups as usize, block as usize,
                );
            }
        });
        Ok(())
    }

    fn bias(&self, into: &Tensor<R>) -> Result<()> {
        let (a, plan) = (self.attention, &self.plan);
        let (q, k, v, device) = (&a.q, &a.k, &a.v, a.q.tensor.device());
        let (chunks, heads) = (plan.sequences.div_ceil(CHUNK), a.sizes.heads);
        let sums = Tensor::empty(device, &[chunks, heads, plan.queries, plan.keys], DType::F32)?;
        let (grid, dim) = tile::unit_each(device, NAME, sums.len())?;
        // Padding and rotations come element by element.
        let whole = !plan.spec.padded && !plan.spec.rotary;
        let widest = [q, k, v, &self.grad].iter().map(|heads| heads.vector(a.sizes.head_dim)).min().unwrap_or(1);
        let vector = if whole { widest } else { 1 };
        with_float!(q.tensor.dtype(), F => {
            // SAFETY: units past the last sum return; views were checked.
            unsafe {
                extras::bias_sums::launch_unchecked::<F, R>(
                    device.client(), grid, dim, vector, q.tensor.arg(vector), k.tensor.arg(vector),
                    v.tensor.arg(vector), self.packed.arg(1), self.grad.tensor.arg(vector), self.statistics.arg(1),
                    sums.arg(1), a.problem(plan, self.at),
                    a.place(q, 0), a.place(k, 1), a.place(v, 2), a.place(&self.grad, 0), plan.sequences, sums.len(),
                    plan.spec, CHUNK,
                );
            }
        });
        add_axis(&sums, [1, chunks, heads * plan.queries * plan.keys], Term::Value, into)
    }

    fn head_scale(&self, grad_q: &Heads<'_, R>, into: &Tensor<R>) -> Result<()> {
        let (a, q, device) = (self.attention, &self.attention.q, self.attention.q.tensor.device());
        let Sizes { batch, heads, queries, head_dim, .. } = a.sizes;
        let rows = batch * queries;
        let chunks = rows.div_ceil(CHUNK);
        let sums = Tensor::empty(device, &[chunks, heads], DType::F32)?;
        let (grid, dim) = tile::unit_each(device, NAME, sums.len())?;
        let vector = q.vector(head_dim).min(grad_q.vector(head_dim));
        with_float!(q.tensor.dtype(), F => {
            // SAFETY: units past the last sum return; views were checked.
            unsafe {
                extras::head_scale_sums::launch_unchecked::<F, R>(
                    device.client(), grid, dim, vector, q.tensor.arg(vector), grad_q.tensor.arg(vector),
                    a.head_scale.unwrap_or(q.tensor).arg(1), sums.arg(1), a.place(q, 0), a.place(grad_q, 0), queries,
                    rows, heads, sums.len(), head_dim, CHUNK,
                );
            }
        });
        add_axis(&sums, [1, chunks, heads], Term::Value, into)
    }

    fn unrotate(&self, view: &Heads<'_, R>, tokens: usize, table: &Tensor<R>, prefix: usize) -> Result<()> {
        let (a, device) = (self.attention, table.device());
        let Sizes { batch, heads, head_dim, .. } = a.sizes;
        let vector = view.vector(head_dim / 2);
        let total = batch * tokens * heads * head_dim / 2 / vector;
        let (grid, dim) = tile::unit_each(device, NAME, total)?;
        with_float!(table.dtype(), F => {
            // SAFETY: units past the last pair return; views and table were checked.
            unsafe {
                extras::unrotate::launch_unchecked::<F, R>(
                    device.client(), grid, dim, vector, view.tensor.arg(vector), table.arg(vector), a.place(view, 0), tokens,
                    prefix, heads, total, head_dim,
                );
            }
        });
        Ok(())
    }
}
