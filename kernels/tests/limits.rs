//! What must hold at sizes the case table does not reach: memory of attention's backward, and refusals before a launch.

use roentgen_kernels::attention::{Attention, Heads, Into, Sizes};
use roentgen_kernels::fill::filled;
use roentgen_kernels::join::add;
use roentgen_runtime::{AnyDevice, DType, Device, Error, Result, Tensor, on_device};

fn device() -> AnyDevice {
    let selector = std::env::var("ROENTGEN_DEVICE").unwrap_or_else(|_| "auto".into());
    roentgen_runtime::open(selector.parse().expect("ROENTGEN_DEVICE")).expect("these tests need a device")
}

/// Bytes that the backward makes beside q, k, v, the answer and the gradients, at 4,096 tokens, 12 heads of 64.
fn backward_bytes<R: cubecl::Runtime>(device: &Device<R>) -> Result<u64> {
    let sizes = Sizes { batch: 1, heads: 12, queries: 4096, keys: 4096, head_dim: 64 };
    let width = sizes.heads * sizes.head_dim;
    let counted = device.poisoned();
    let values = |n: usize| (0..n).map(|i| ((i * 7919) % 1000) as f32 / 1000.0 - 0.5).collect::<Vec<_>>();
    let tensor = |columns: usize| {
        let shape = [1, sizes.queries, columns];
        Tensor::from_f32(&counted, &shape, DType::F32, &values(sizes.queries * columns))
    };
    let (qkv, grad, grad_qkv) = (tensor(3 * width)?, tensor(width)?, tensor(3 * width)?);
    let [q, k, v] = [0, 1, 2].map(|part| Heads::part(&qkv, part, width));
    let attention = Attention::new(q, k, v, sizes, 0.125);
    let (out, lse) = attention.forward()?;
    let before = counted.poisoned_bytes();
    let [dq, dk, dv] = [0, 1, 2].map(|part| Heads::part(&grad_qkv, part, width));
    let into = Into { q: dq, k: dk, v: dv, bias: None, head_scale: None, padding: None };
    attention.backward(&out, &lse, &grad, &into)?;
    let bytes = counted.poisoned_bytes() - before;
    // The gradients are there: every element was written over.
    assert!(grad_qkv.to_f32()?.iter().all(|g| g.is_finite() && g.abs() < 0.4), "gradients are not written");
    counted.check_guards()?;
    Ok(bytes)
}

#[test]
fn attention_backward_needs_memory_linear_in_tokens() {
    let bytes = on_device!(&device(), device => backward_bytes(device)).expect("it runs");
    println!("4096 tokens, 12 heads of 64: {} KiB beside the gradients", bytes / 1024);
    assert!(bytes < 64 << 20, "{bytes} bytes");
}

/// The largest tensor that one argument holds, added to itself; then one element more.
fn at_the_limit<R: cubecl::Runtime>(device: &Device<R>) -> Result<()> {
    let limit = device.info().max_binding_bytes.min(u64::from(u32::MAX)) as usize / 4;
    // A GPU's limit may be most of its memory, and more than this test should upload.
    let most = limit.min(40 << 20);
    let x = filled(device, &[most], 1.5)?;
    let sum = add(&x, &x)?.to_f32()?;
    assert!(
        sum.iter().all(|v| *v == 3.0),
        "{} of {most} elements are wrong",
        sum.iter().filter(|v| **v != 3.0).count()
    );
    match Tensor::<R>::empty(device, &[limit + 1], DType::F32) {
        Err(Error::Limit { .. }) => Ok(()),
        Err(other) => Err(other),
        Ok(tensor) => panic!("{tensor:?} is larger than the device's limit and was not refused"),
    }
}

#[test]
fn the_largest_tensor_works_and_a_larger_one_is_refused() {
    on_device!(&device(), device => at_the_limit(device)).expect("it runs");
}
