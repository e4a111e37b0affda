//! A tensor of a checkpoint: a view of its storage, written out in row-major order.

use std::borrow::Cow;

use safetensors::{Dtype, View};

use super::pickle::Tensor;

/// A tensor as the file holds it. Its [`View`] is what safetensors writes: borrowed where the elements lie in order, else a
/// copy in order, made when it is asked for.
#[derive(Debug)]
pub struct TensorView<'a> {
    storage: &'a [u8],
    dtype: Dtype,
    tensor: &'a Tensor,
}

impl<'a> TensorView<'a> {
    /// A view of `storage`, which holds all elements that `tensor` reaches.
    pub(super) fn new(storage: &'a [u8], dtype: Dtype, tensor: &'a Tensor) -> Self {
        Self { storage, dtype, tensor }
    }

    /// The bytes of all elements, saturating: strides of zero reach any number of them.
    pub(super) fn len(&self) -> usize {
        self.tensor.shape.iter().fold(self.element_bytes(), |bytes, &size| bytes.saturating_mul(size))
    }

    fn element_bytes(&self) -> usize {
        self.dtype.bitsize() / 8
    }

    /// Whether the elements lie in row-major order without gaps; the stride of an axis of one element does not count.
    fn in_order(&self) -> bool {
        let mut wanted = 1usize;
        self.tensor.shape.iter().zip(&self.tensor.stride).rev().all(|(&size, &stride)| {
            let fits = size == 1 || stride == wanted;
            wanted = wanted.saturating_mul(size);
            fits
        })
    }

    /// The elements in row-major order.
    fn gathered(&self) -> Vec<u8> {
        let (shape, stride) = (&self.tensor.shape, &self.tensor.stride);
        let bytes = self.element_bytes();
        let mut out = Vec::with_capacity(self.len());
        let mut index = vec![0; shape.len()];
        let mut at = self.tensor.offset;
        while out.len() < self.len() {
            out.extend_from_slice(&self.storage[at * bytes..(at + 1) * bytes]);
            // The next index, counting from the last axis; one that wraps goes back to its start.
            for axis in (0..shape.len()).rev() {
                index[axis] += 1;
                at += stride[axis];
                if index[axis] < shape[axis] {
                    break;
                }
                at -= stride[axis] * shape[axis];
                index[axis] = 0;
            }
        }
        out
    }
}

impl View for &TensorView<'_> {
    fn dtype(&self) -> Dtype {
        self.dtype
    }

    fn shape(&self) -> &[usize] {
        &self.tensor.shape
    }

    fn data(&self) -> Cow<'_, [u8]> {
        if self.len() == 0 {
            return Cow::Borrowed(&[]);
        }
        if !self.in_order() {
            return Cow::Owned(self.gathered());
        }
        let start = self.tensor.offset * self.element_bytes();
        Cow::Borrowed(&self.storage[start..start + self.len()])
    }

    fn data_len(&self) -> usize {
        self.len()
    }
}
