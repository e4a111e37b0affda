//! Tensors: a device buffer, a shape and a type. Contiguous and row-major, always.

use crate::memory::Held;
use crate::{Device, Error, Result};
use cubecl::ir::features::{MmaConfig, TypeUsage};
use cubecl::ir::{DeviceProperties, ElemType, FloatKind, StorageType};
use cubecl::prelude::*;
use cubecl::server::Handle;
use half::{bf16, f16};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Storage type of a tensor. Arithmetic and every accumulator is f32 whatever the storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DType {
    /// IEEE single.
    F32,
    /// IEEE half.
    F16,
    /// bfloat16.
    Bf16,
}

impl DType {
    /// Every type, in the order tables print them.
    pub const ALL: [DType; 3] = [DType::F32, DType::F16, DType::Bf16];

    /// `f32`, `f16` or `bf16`.
    pub fn name(self) -> &'static str {
        match self {
            DType::F32 => "f32",
            DType::F16 => "f16",
            DType::Bf16 => "bf16",
        }
    }

    /// Bytes of one element.
    pub fn bytes(self) -> usize {
        if self == DType::F32 { 4 } else { 2 }
    }

    fn storage(self) -> StorageType {
        let kind = match self {
            DType::F32 => FloatKind::F32,
            DType::F16 => FloatKind::F16,
            DType::Bf16 => FloatKind::BF16,
        };
        ElemType::Float(kind).into()
    }

    pub(crate) fn supported(self, properties: &DeviceProperties) -> bool {
        let usage = properties.type_usage(self.storage());
        usage.contains(TypeUsage::Buffer) && usage.contains(TypeUsage::Conversion)
    }

    /// Whether tensor cores multiply it as [`crate::DeviceInfo::mma`] says.
    pub(crate) fn multiplied(self, properties: &DeviceProperties) -> bool {
        let (a_type, cd_type) = (self.storage(), DType::F32.storage());
        let config = MmaConfig { a_type, b_type: a_type, cd_type, m: 16, n: 8, k: 16 };
        let matmul = &properties.features.matmul;
        self != DType::F32 && matmul.mma.contains(&config) && matmul.ldmatrix.contains(&a_type)
    }
}

/// A contiguous row-major tensor on a device. Cloning shares the buffer.
pub struct Tensor<R: Runtime> {
    handle: Handle,
    /// Shared by all tensors of the buffer.
    held: Arc<Held>,
    shape: Vec<usize>,
    dtype: DType,
    device: Device<R>,
}

impl<R: Runtime> Clone for Tensor<R> {
    fn clone(&self) -> Self {
        Self {
            handle: self.handle.clone(),
            held: self.held.clone(),
            shape: self.shape.clone(),
            dtype: self.dtype,
            device: self.device.clone(),
        }
    }
}

impl<R: Runtime> std::fmt::Debug for Tensor<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{:?} on {}", self.dtype.name(), self.shape, self.device.info().selector)
    }
}

impl<R: Runtime> Tensor<R> {
    /// A tensor whose contents are not yet written.
    ///
    /// # Errors
    /// [`Error::Limit`] or [`Error::Type`] where the device cannot hold it; [`Error::Shape`] for a zero dimension.
    pub fn empty(device: &Device<R>, shape: &[usize], dtype: DType) -> Result<Self> {
        let elements = elements(shape)?;
        device.check_tensor(&format!("a tensor {shape:?}"), elements, dtype)?;
        if device.poisons() {
            return Self::from_f32(device, shape, dtype, &vec![f32::NAN; elements as usize]);
        }
        let handle = device.client().empty(elements as usize * dtype.bytes());
        let held = device.hold(elements * dtype.bytes() as u64);
        Ok(Self { handle, held, shape: shape.to_vec(), dtype, device: device.clone() })
    }

    /// A tensor with `values` (row-major), rounded to `dtype`.
    ///
    /// # Errors
    /// As [`Tensor::empty`], and [`Error::Shape`] where the number of values is not the shape's.
    pub fn from_f32(device: &Device<R>, shape: &[usize], dtype: DType, values: &[f32]) -> Result<Self> {
        let elements = elements(shape)?;
        if elements != values.len() as u64 {
            return Err(Error::shape("tensor", format!("{} values for shape {shape:?}", values.len())));
        }
        device.check_tensor(&format!("a tensor {shape:?}"), elements, dtype)?;
        let handle = match dtype {
            DType::F32 => device.buffer(bytemuck::cast_slice(values)),
            DType::F16 => {
                let rounded: Vec<f16> = values.iter().map(|v| f16::from_f32(*v)).collect();
                device.buffer(bytemuck::cast_slice(&rounded))
            }
            DType::Bf16 => {
                let rounded: Vec<bf16> = values.iter().map(|v| bf16::from_f32(*v)).collect();
                device.buffer(bytemuck::cast_slice(&rounded))
            }
        };
        let held = device.hold(elements * dtype.bytes() as u64);
        Ok(Self { handle, held, shape: shape.to_vec(), dtype, device: device.clone() })
    }

    /// The values as f32, row-major. Waits for the device, and reports any launch that failed before.
    ///
    /// # Errors
    /// [`Error::Device`] with what the device reports.
    pub fn to_f32(&self) -> Result<Vec<f32>> {
        let bytes = self.device.client().read_one(self.handle.clone()).map_err(|e| self.device.failure(e))?;
        let bytes = bytes
            .get(..self.len() * self.dtype.bytes())
            .ok_or_else(|| self.device.failure("a read came back shorter than the tensor"))?;
        Ok(match self.dtype {
            DType::F32 => bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect(),
            DType::F16 => bytes.chunks_exact(2).map(|b| f16::from_le_bytes([b[0], b[1]]).to_f32()).collect(),
            DType::Bf16 => bytes.chunks_exact(2).map(|b| bf16::from_le_bytes([b[0], b[1]]).to_f32()).collect(),
        })
    }

    /// The same buffer under another shape of as many elements.
    ///
    /// # Errors
    /// [`Error::Shape`] where the numbers of elements differ.
    pub fn reshape(&self, shape: &[usize]) -> Result<Self> {
        if elements(shape)? != self.len() as u64 {
            return Err(Error::shape("reshape", format!("{:?} does not have the elements of {shape:?}", self.shape)));
        }
        Ok(Self { shape: shape.to_vec(), ..self.clone() })
    }

    /// The shape.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// The storage type.
    pub fn dtype(&self) -> DType {
        self.dtype
    }

    /// The number of elements.
    pub fn len(&self) -> usize {
        self.shape.iter().product()
    }

    /// Never: a tensor has no zero dimension.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The device it lies on.
    pub fn device(&self) -> &Device<R> {
        &self.device
    }

    /// The last dimension, and the product of all before it.
    pub fn rows_and_width(&self) -> (usize, usize) {
        let width = self.shape.last().copied().unwrap_or(1);
        (self.len() / width, width)
    }

    /// The buffer as a kernel argument of `len() / vector` vectors.
    pub fn arg(&self, vector: usize) -> ArrayArg<R> {
        debug_assert!(self.len().is_multiple_of(vector));
        // SAFETY: the length is the allocation's, in vectors of the caller's size.
        unsafe { ArrayArg::from_raw_parts(self.handle.clone(), self.len() / vector) }
    }
}

/// The product of a shape's dimensions in u64.
fn elements(shape: &[usize]) -> Result<u64> {
    let product = shape.iter().try_fold(1u64, |n, d| n.checked_mul(*d as u64));
    match product {
        Some(0) => Err(Error::shape("tensor", format!("shape {shape:?} has a zero dimension"))),
        Some(n) => Ok(n),
        None => Err(Error::shape("tensor", format!("shape {shape:?} has more elements than can be numbered"))),
    }
}
