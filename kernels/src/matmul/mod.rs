//! Matrix product with a fused epilogue.
//!
//! `out = residual + layer_scale * act(A B + bias)`, `out` `[m, n]`, every term but the product optional.
//!
//! | layout | `a` | `b` | used for |
//! | --- | --- | --- | --- |
//! | [`Layout::Nt`] | `[m, k]` | `[n, k]` | linear layers: weights as the checkpoint has them, `[out, in]` |
//! | [`Layout::Nn`] | `[m, k]` | `[k, n]` | gradient of a linear layer's input |
//! | [`Layout::Tn`] | `[k, m]` | `[k, n]` | gradient of a linear layer's weight |
//!
//! [`matmul_add`] adds the product to a tensor (gradients of weights), [`batched`] multiplies the matrices that [`View`]s
//! show inside larger tensors. Backward: [`crate::linear`].
//!
//! Leading dimensions of `a` (and of `residual`) fold into `m`. Accumulators are f32, summed over `k` in order.
//! Cost: `2 m n k` operations; `m k + n k + m n (+ m n residual)` elements of traffic at least.

mod cases;
pub(crate) mod forward;
pub(crate) mod launch;
mod plane;
pub mod reference;
mod shared;
mod tensor;

pub use cases::{MatmulCase, cases};
pub use launch::footprint;

use crate::{Activation, Result, case::expect};
use cubecl::prelude::Runtime;
use forward::{Source, Spec};
use launch::{At, Product};
use roentgen_runtime::{DType, Error, Tensor};

/// Which operands are stored transposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    /// `a [m, k]`, `b [n, k]`.
    Nt,
    /// `a [m, k]`, `b [k, n]`.
    Nn,
    /// `a [k, m]`, `b [k, n]`.
    Tn,
}

/// What happens to a product before it is stored.
#[derive(Debug)]
pub struct Epilogue<'a, R: Runtime> {
    /// `[n]`, added to the product.
    pub bias: Option<&'a Tensor<R>>,
    /// Applied after the bias.
    pub activation: Activation,
    /// `[n]`, multiplied after the activation.
    pub layer_scale: Option<&'a Tensor<R>>,
    /// `[.., n]` with `m` rows, added last.
    pub residual: Option<&'a Tensor<R>>,
}

impl<R: Runtime> Default for Epilogue<'_, R> {
    fn default() -> Self {
        Self { bias: None, activation: Activation::None, layer_scale: None, residual: None }
    }
}

/// The product of `a` and `b` with its epilogue. The answer has `a`'s leading dimensions (or `[m]` for
/// [`Layout::Tn`]) and `n` last.
///
/// # Errors
/// [`Error::Shape`] where shapes or types do not fit; [`Error::Limit`] where the device cannot launch it.
pub fn matmul<R: Runtime>(
    a: &Tensor<R>,
    b: &Tensor<R>,
    layout: Layout,
    epilogue: &Epilogue<'_, R>,
) -> Result<Tensor<R>> {
    let [m, n, k] = sizes(a, b, layout)?;
    let out = Tensor::empty(a.device(), &shape(a, layout, m, n), a.dtype())?;
    product(a, b, layout, epilogue, &out, None, [m, n, k], false)?;
    Ok(out)
}

/// [`matmul`], and beside it the value before activation, layer scale and residual, which the backward reads.
///
/// # Errors
/// As [`matmul`].
pub fn matmul_saving<R: Runtime>(
    a: &Tensor<R>,
    b: &Tensor<R>,
    layout: Layout,
    epilogue: &Epilogue<'_, R>,
) -> Result<(Tensor<R>, Tensor<R>)> {
    let [m, n, k] = sizes(a, b, layout)?;
    let out = Tensor::empty(a.device(), &shape(a, layout, m, n), a.dtype())?;
    let saved = Tensor::empty(a.device(), out.shape(), a.dtype())?;
    product(a, b, layout, epilogue, &out, Some(&saved), [m, n, k], false)?;
    Ok((out, saved))
}

/// The product of `a` and `b`, added to `into`, f32 of `m * n` elements.
///
/// # Errors
/// As [`matmul`].
pub fn matmul_add<R: Runtime>(a: &Tensor<R>, b: &Tensor<R>, layout: Layout, into: &Tensor<R>) -> Result<()> {
    let [m, n, k] = sizes(a, b, layout)?;
    expect(NAME, "into", &into.reshape(&[into.len()])?, &[m * n], DType::F32)?;
    product(a, b, layout, &Epilogue::default(), into, None, [m, n, k], true)
}

/// Matrices inside a tensor: the one of batch `(i, j)` starts at `offset + i * outer_stride + j * inner_stride` and has its
/// rows `row_stride` elements apart.
#[derive(Debug)]
pub struct View<'a, R: Runtime> {
    /// The tensor they lie in.
    pub tensor: &'a Tensor<R>,
    /// Elements before the first.
    pub offset: usize,
    /// Elements from a row to the next.
    pub row_stride: usize,
    /// Elements from an outer batch (an image) to the next.
    pub outer_stride: usize,
    /// Elements from an inner batch (a head) to the next.
    pub inner_stride: usize,
}

impl<R: Runtime> View<'_, R> {
    fn at(&self) -> At {
        At { offset: self.offset, row: self.row_stride, outer: self.outer_stride, inner: self.inner_stride }
    }

    /// An error unless `batches` matrices of `rows` x `columns` lie inside the tensor.
    fn check(&self, name: &str, [outer, inner]: [usize; 2], rows: usize, columns: usize) -> Result<()> {
        let last = self.offset
            + outer.saturating_sub(1) * self.outer_stride
            + inner.saturating_sub(1) * self.inner_stride
            + rows.saturating_sub(1) * self.row_stride
            + columns;
        if last <= self.tensor.len() && outer * inner * rows * columns > 0 {
            return Ok(());
        }
        let wanted = format!("{outer} x {inner} matrices of {rows} x {columns}");
        Err(Error::shape(NAME, format!("{name} {:?} does not hold {wanted}", self.tensor)))
    }
}

/// The products of `batches` (outer, inner) pairs of matrices, `sizes` `m`, `n` and `k`, written where `out` says. Matrices of
/// `out` must not overlap.
///
/// # Errors
/// [`Error::Shape`] where a view leaves its tensor or types differ; [`Error::Limit`] where the device cannot launch it.
pub fn batched<R: Runtime>(
    a: &View<'_, R>,
    b: &View<'_, R>,
    out: &View<'_, R>,
    layout: Layout,
    batches: [usize; 2],
    [m, n, k]: [usize; 3],
) -> Result<()> {
    let (rows_a, rows_b) = (if layout == Layout::Tn { k } else { m }, if layout == Layout::Nt { n } else { k });
    a.check("a", batches, rows_a, m + k - rows_a)?;
    b.check("b", batches, rows_b, n + k - rows_b)?;
    out.check("out", batches, m, n)?;
    if a.tensor.dtype() != b.tensor.dtype() {
        return Err(Error::shape(NAME, format!("{:?} and {:?}", a.tensor, b.tensor)));
    }
    let spec = Spec { layout, ..Epilogue::<R>::default().spec() };
    let product = Product {
        a: a.tensor,
        b: b.tensor,
        terms: [None; 3],
        out: out.tensor,
        saved: None,
        spec,
        sizes: [m, n, k],
        batches,
        at: [a.at(), b.at(), out.at()],
        maps: [0; 9],
    };
    product.launch()
}

const NAME: &str = "matmul";

fn sizes<R: Runtime>(a: &Tensor<R>, b: &Tensor<R>, layout: Layout) -> Result<[usize; 3]> {
    let (rows_a, width_a) = a.rows_and_width();
    let (rows_b, width_b) = b.rows_and_width();
    let (m, n, k, depth_b) = match layout {
        Layout::Nt => (rows_a, rows_b, width_a, width_b),
        Layout::Nn => (rows_a, width_b, width_a, rows_b),
        Layout::Tn => (width_a, width_b, rows_a, rows_b),
    };
    if k != depth_b || a.dtype() != b.dtype() {
        return Err(Error::shape(NAME, format!("{a:?} and {b:?} do not fit as {layout:?}")));
    }
    Ok([m, n, k])
}

fn shape<R: Runtime>(a: &Tensor<R>, layout: Layout, m: usize, n: usize) -> Vec<usize> {
    let mut shape = if layout == Layout::Tn { vec![m] } else { a.shape()[..a.shape().len() - 1].to_vec() };
    shape.push(n);
    shape
}

fn product<R: Runtime>(
    a: &Tensor<R>,
    b: &Tensor<R>,
    layout: Layout,
    epilogue: &Epilogue<'_, R>,
    out: &Tensor<R>,
    saved: Option<&Tensor<R>>,
    [m, n, k]: [usize; 3],
    add: bool,
) -> Result<()> {
    let terms = epilogue.checked(NAME, m, n, a.dtype())?;
    let row = |t: &Tensor<R>| At { row: t.rows_and_width().1, ..At::default() };
    let spec = Spec { layout, source: Source::Matrix, add, save: saved.is_some(), ..epilogue.spec() };
    let at = [row(a), row(b), At { row: n, ..At::default() }];
    Product { a, b, terms, out, saved, spec, sizes: [m, n, k], batches: [1, 1], at, maps: [0; 9] }.launch()
}

impl<'a, R: Runtime> Epilogue<'a, R> {
    /// Bias, layer scale and residual, held to their shapes.
    pub(crate) fn checked(
        &self,
        operation: &'static str,
        m: usize,
        n: usize,
        dtype: DType,
    ) -> Result<[Option<&'a Tensor<R>>; 3]> {
        for (term, name) in [(self.bias, "bias"), (self.layer_scale, "layer_scale")] {
            if let Some(term) = term {
                expect(operation, name, term, &[n], dtype)?;
            }
        }
        if let Some(residual) = self.residual {
            expect(operation, "residual", &residual.reshape(&[residual.len()])?, &[m * n], dtype)?;
        }
        Ok([self.bias, self.layer_scale, self.residual])
    }

    /// What of it is compiled in.
    pub(crate) fn spec(&self) -> Spec {
        Spec {
            layout: Layout::Nt,
            source: Source::Matrix,
            activation: self.activation,
            bias: self.bias.is_some(),
            scale: self.layer_scale.is_some(),
            residual: self.residual.is_some(),
            add: false,
            split: false,
            save: false,
        }
    }
}
