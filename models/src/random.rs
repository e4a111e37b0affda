//! A DINOv2 with seeded random weights, for demonstrations and tests without any download.
//!
//! Linear layers keep the variance of what passes (deviation one over the root of their inputs), biases are zero, norms
//! one and zero, and layer scales one: random features then still tell images apart.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use safetensors::tensor::{Dtype, View};
use serde_json::json;

use crate::config::Family;
use crate::error::{Error, Result};
use crate::vit::{Activation, Layout, Pooling, Position, VitConfig, swiglu_width};

/// Writes `model.safetensors` (f32) and `config.json` of a model with random weights into the folder `path`, which is made
/// where it does not exist. transformers reads both. The same `config` and `seed` give the same bytes on every platform.
/// Each file appears whole or not at all.
///
/// # Errors
/// [`Error::Unsupported`] for a layout other than [`Layout::Dinov2`], [`Error::Config`] for a configuration that
/// transformers could not express, [`Error::File`] when something cannot be written.
pub fn random_weights(config: &VitConfig, seed: u64, path: &Path) -> Result<()> {
    config.check_at(Path::new("configuration"))?;
    if config.layout != Layout::Dinov2 {
        let message = format!("random weights are written in the layout Dinov2 only, not {:?}", config.layout);
        return Err(Error::Unsupported(message));
    }
    let description = describe(config)?;
    fs::create_dir_all(path).map_err(|e| Error::file(path, format!("cannot be made ({e})")))?;
    let mut random = Random(ChaCha8Rng::seed_from_u64(seed));
    let tensors = tensors(config).into_iter().map(|(name, shape, init)| {
        let count = shape.iter().product();
        let data = (0..count).flat_map(|_| random.value(init).to_le_bytes()).collect();
        (name, Values { shape, data })
    });
    // transformers refuses a file that does not say which framework wrote it.
    let metadata = [("format".to_string(), "pt".to_string())].into();
    let bytes = safetensors::serialize(tensors.collect::<Vec<_>>(), Some(metadata))
        .map_err(|e| Error::file(path, format!("the weights cannot be laid out ({e})")))?;
    write(&path.join("model.safetensors"), &bytes)?;
    write(&path.join("config.json"), format!("{description:#}\n").as_bytes())
}

/// Writes beside the file and renames, so that nobody sees half of it.
fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(format!(".{}.part", std::process::id()));
    let result = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    result.map_err(|e| {
        // What was written so far is of no use to anyone.
        let _ = fs::remove_file(&temporary);
        Error::file(path, format!("cannot be written ({e})"))
    })
}

/// transformers' `config.json` for `config`.
fn describe(config: &VitConfig) -> Result<serde_json::Value> {
    let expected = VitConfig {
        cls_token: true,
        layer_scale: true,
        pre_norm: false,
        pooling: Pooling::ClsNorm,
        embedding_width: config.width,
        qkv_bias: [config.qkv_bias[0]; 3],
        ..config.clone()
    };
    if *config != expected || !matches!(config.position, Position::Table { prefix: 1, .. }) {
        let message =
            "not a DINOv2: that has a class token with a position, layer scale, and its normed token as embedding";
        return Err(Error::config("random weights", message));
    }
    let gated = config.activation == Activation::SiluGated;
    let ratio = (1..=64).find(|ratio| {
        let hidden = ratio * config.width;
        config.mlp_width == if gated { swiglu_width(hidden) } else { hidden }
    });
    let Some(ratio) = ratio else {
        let message = format!("mlp width {} is not what a whole mlp_ratio gives", config.mlp_width);
        return Err(Error::config("random weights", message));
    };
    let activation = match config.activation {
        Activation::Gelu | Activation::SiluGated => "gelu",
        Activation::GeluTanh => "gelu_pytorch_tanh",
        Activation::QuickGelu => "quick_gelu",
    };
    let [height, width] = config.image_size;
    let mut description = json!({
        "architectures": ["Dinov2Model"],
        "model_type": "dinov2",
        "hidden_size": config.width,
        "num_hidden_layers": config.depth,
        "num_attention_heads": config.heads,
        "mlp_ratio": ratio,
        "hidden_act": activation,
        // Through decimal text: f32's 1e-6 widened to f64 would read 9.99999997e-7.
        "layer_norm_eps": config.eps.to_string().parse::<f64>().unwrap_or(1e-6),
        "image_size": if height == width { json!(height) } else { json!([height, width]) },
        "patch_size": config.patch_size,
        "num_channels": 3,
        "qkv_bias": config.qkv_bias[0],
        "use_swiglu_ffn": gated,
        "use_mask_token": true,
    });
    if config.registers > 0 {
        description["architectures"] = json!(["Dinov2WithRegistersModel"]);
        description["model_type"] = json!("dinov2_with_registers");
        description["num_register_tokens"] = json!(config.registers);
    }
    Ok(description)
}

/// How a tensor starts.
#[derive(Clone, Copy, PartialEq)]
enum Init {
    Constant(f32),
    Normal(f32),
}

/// Names, shapes and starts of all tensors, in the order the random numbers are drawn in.
fn tensors(config: &VitConfig) -> Vec<(String, Vec<usize>, Init)> {
    let width = config.width;
    let mut all = Vec::new();
    let mut add = |name: String, shape: &[usize], init: Init| all.push((name, shape.to_vec(), init));
    let fan_in = |inputs: usize| Init::Normal(1.0 / (inputs as f32).sqrt());
    let (zero, one, token) = (Init::Constant(0.0), Init::Constant(1.0), Init::Normal(0.02));

    add("embeddings.cls_token".into(), &[1, 1, width], token);
    add("embeddings.mask_token".into(), &[1, width], zero);
    if config.registers > 0 {
        add("embeddings.register_tokens".into(), &[1, config.registers, width], token);
    }
    add("embeddings.position_embeddings".into(), &[1, config.positions(), width], token);
    let patch = config.patch_size;
    let projection = "embeddings.patch_embeddings.projection";
    add(format!("{projection}.weight"), &[width, 3, patch, patch], fan_in(3 * patch * patch));
    add(format!("{projection}.bias"), &[width], zero);

    let mut linear = |name: String, out: usize, inputs: usize, bias: bool| {
        add(format!("{name}.weight"), &[out, inputs], fan_in(inputs));
        if bias {
            add(format!("{name}.bias"), &[out], zero);
        }
    };
    let names = if config.activation == Activation::SiluGated { ["weights_in", "weights_out"] } else { ["fc1", "fc2"] };
    for layer in (0..config.depth).map(|n| format!("encoder.layer.{n}")) {
        for part in ["query", "key", "value"] {
            linear(format!("{layer}.attention.attention.{part}"), width, width, config.qkv_bias[0]);
        }
        linear(format!("{layer}.attention.output.dense"), width, width, true);
        linear(format!("{layer}.mlp.{}", names[0]), config.mlp_in_width(), width, true);
        linear(format!("{layer}.mlp.{}", names[1]), width, config.mlp_width, true);
    }
    for layer in (0..config.depth).map(|n| format!("encoder.layer.{n}.")).chain([String::new()]) {
        let norms: &[&str] = if layer.is_empty() { &["layernorm"] } else { &["norm1", "norm2"] };
        for norm in norms {
            add(format!("{layer}{norm}.weight"), &[width], one);
            add(format!("{layer}{norm}.bias"), &[width], zero);
        }
        if !layer.is_empty() {
            add(format!("{layer}layer_scale1.lambda1"), &[width], one);
            add(format!("{layer}layer_scale2.lambda1"), &[width], one);
        }
    }
    all
}

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

struct Random(ChaCha8Rng);

impl Random {
    /// A nearly normal value within six deviations: twelve uniform numbers less their mean (Irwin and Hall). Sums of
    /// integers are the same everywhere; the logarithms and cosines of the usual method are not.
    fn value(&mut self, init: Init) -> f32 {
        match init {
            Init::Constant(value) => value,
            Init::Normal(deviation) => {
                let sum: i64 = (0..12).map(|_| i64::from(self.0.next_u32())).sum();
                let centred = sum - 6 * (1 << 32);
                (centred as f64 / (1u64 << 32) as f64) as f32 * deviation
            }
        }
    }
}

struct Values {
    shape: Vec<usize>,
    data: Vec<u8>,
}

impl View for Values {
    fn dtype(&self) -> Dtype {
        Dtype::F32
    }

    fn shape(&self) -> &[usize] {
        &self.shape
    }

    fn data(&self) -> Cow<'_, [u8]> {
        Cow::Borrowed(&self.data)
    }

    fn data_len(&self) -> usize {
        self.data.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::EncoderConfig;
    use crate::weights::Weights;

    fn small() -> VitConfig {
        VitConfig { image_size: [56, 56], ..VitConfig::dinov2(32, 2, 2) }
    }

    #[test]
    fn what_is_written_reads_back_and_repeats() {
        let dir = tempfile::tempdir().unwrap();
        let gated = VitConfig { activation: Activation::SiluGated, mlp_width: 88, registers: 2, ..small() };
        let position = Position::Table { prefix: 1, antialias: true };
        for (n, config) in [small(), VitConfig { position, qkv_bias: [false; 3], ..gated }].into_iter().enumerate() {
            let folder = dir.path().join(n.to_string());
            random_weights(&config, 7, &folder).unwrap();
            assert_eq!(EncoderConfig::read(&folder).unwrap(), EncoderConfig::Vit(config.clone()));
            let weights = Weights::open(&folder).unwrap();
            assert_eq!(weights.parameters(), config.parameters());
            let first = fs::read(folder.join("model.safetensors")).unwrap();
            random_weights(&config, 7, &folder).unwrap();
            assert_eq!(fs::read(folder.join("model.safetensors")).unwrap(), first);
            random_weights(&config, 8, &folder).unwrap();
            assert_ne!(fs::read(folder.join("model.safetensors")).unwrap(), first);
            assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "no temporary file is left");
        }
    }

    #[test]
    fn values_have_the_wanted_spread() {
        let dir = tempfile::tempdir().unwrap();
        random_weights(&small(), 1, dir.path()).unwrap();
        let weights = Weights::open(dir.path()).unwrap();
        let values = weights.f32("encoder.layer.0.mlp.fc1.weight", &[128, 32]).unwrap();
        let mean = values.iter().sum::<f32>() / values.len() as f32;
        let variance = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / values.len() as f32;
        assert!(mean.abs() < 0.01 && (variance * 32.0 - 1.0).abs() < 0.1, "{mean} {variance}");
        assert_eq!(weights.f32("layernorm.weight", &[32]).unwrap(), [1.0; 32]);
        // Known values: another generator or platform must give the same.
        assert_eq!(weights.f32("embeddings.cls_token", &[1, 1, 32]).unwrap()[..2], [0.0034195734, -0.0070694066]);
    }

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

    #[test]
    fn what_cannot_be_written_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let refused = |config: VitConfig| random_weights(&config, 1, dir.path()).unwrap_err().to_string();
        assert!(refused(VitConfig { layout: Layout::Timm, ..small() }).contains("Dinov2 only"));
        assert!(refused(VitConfig { mlp_width: 100, ..small() }).contains("mlp width 100"));
        assert!(refused(VitConfig { layer_scale: false, ..small() }).contains("not a DINOv2"));
        assert!(refused(VitConfig { heads: 5, ..small() }).contains("multiple"));
        let file = dir.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(random_weights(&small(), 1, &file).unwrap_err().to_string().contains("cannot be made"));
    }
}
