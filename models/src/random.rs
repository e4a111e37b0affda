//! Values of tensors that no file holds: drawn for measuring, or as training starts from them.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// The tensor `key` of weights that are drawn: a matrix or a convolution of deviation one over the root of its inputs, anything
/// else of deviation one.
pub(crate) fn drawn(seed: u64, key: &str, shape: &[usize]) -> Vec<f32> {
    let inputs = if shape.len() < 2 { 1 } else { shape[1..].iter().product() };
    // Uniform within the root of three has deviation one.
    uniform(seed, key, shape, (3.0 / inputs as f64).sqrt())
}

/// The tensor `key` as training starts from it; see [`crate::weights::Weights::initial`].
pub(crate) fn initial(seed: u64, key: &str, shape: &[usize]) -> Vec<f32> {
    let name = |parts: &[&str]| parts.iter().any(|part| key.contains(part));
    let all = |value: f32| vec![value; shape.iter().product()];
    if name(&["layer_scale", "lambda", "gamma"]) && !name(&["norm", "grn"]) {
        return all(0.1);
    }
    if key.contains("grn") {
        return all(0.0);
    }
    if key.contains("logit_scale") {
        return all(10f32.ln());
    }
    if name(&["token", "pos_embed", "position_embedding", "bias_table"]) {
        // Uniform within the root of three has deviation one.
        return uniform(seed, key, shape, 0.02 * 3f64.sqrt());
    }
    if let [_, inputs @ ..] = shape
        && !inputs.is_empty()
    {
        return uniform(seed, key, shape, (inputs.iter().product::<usize>() as f64).powf(-0.5));
    }
    all(f32::from(u8::from(key.ends_with("weight") || key.ends_with("running_var"))))
}

/// Values from `-half` to `half` that follow from the seed and the name.
fn uniform(seed: u64, key: &str, shape: &[usize], half: f64) -> Vec<f32> {
    // FNV-1a, so that a tensor does not depend on those read before it.
    let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let seed = key.bytes().fold(seed ^ 0xcbf2_9ce4_8422_2325, hash);
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let value = |random: &mut ChaCha8Rng| (2.0 * f64::from(random.next_u32()) / f64::from(u32::MAX) - 1.0) * half;
    (0..shape.iter().product()).map(|_| value(&mut random) as f32).collect()
}

#[cfg(test)]
mod tests {
    use crate::weights::Weights;

    #[test]
    fn a_drawn_tensor_follows_from_its_seed_and_name_and_has_the_wanted_spread() {
        let weights = Weights::drawn(3);
        let one = weights.f32("blocks.0.mlp.fc1.weight", &[256, 64]).unwrap();
        assert_eq!(one, Weights::drawn(3).f32("blocks.0.mlp.fc1.weight", &[256, 64]).unwrap());
        assert_ne!(one, Weights::drawn(4).f32("blocks.0.mlp.fc1.weight", &[256, 64]).unwrap());
        assert_ne!(one, weights.f32("blocks.1.mlp.fc1.weight", &[256, 64]).unwrap());
        let spread = |values: &[f32]| values.iter().map(|v| v * v).sum::<f32>() / values.len() as f32;
        assert!((spread(&one) * 64.0 - 1.0).abs() < 0.05, "{}", spread(&one));
        let bias = weights.f32("bias", &[4096]).unwrap();
        assert!((spread(&bias) - 1.0).abs() < 0.1 && bias.iter().sum::<f32>().abs() < 300.0, "{}", spread(&bias));
    }

    #[test]
    fn initial_weights_are_as_pytorch_draws_them() {
        let weights = Weights::initial(3);
        let one = weights.f32("conv.weight", &[64, 16, 3, 3]).unwrap();
        let (largest, mean) =
            one.iter().fold((0.0f32, 0.0), |(largest, sum), v| (largest.max(v.abs()), sum + v / one.len() as f32));
        assert!(largest <= 1.0 / 12.0 && largest > 0.999 / 12.0 && mean.abs() < 2e-3, "{largest} {mean}");
        assert_ne!(one, weights.f32("other.weight", &[64, 16, 3, 3]).unwrap());
        let constants = [
            ("n.weight", 1.0),
            ("n.bias", 0.0),
            ("n.running_mean", 0.0),
            ("n.running_var", 1.0),
            ("layer_scale1.lambda1", 0.1),
            ("grn.weight", 0.0),
        ];
        for (key, value) in constants {
            assert_eq!(weights.f32(key, &[5]).unwrap(), [value; 5], "{key}");
        }
    }
}
