//! `roentgen inspect`: what a model is, from its configuration and its file, without a device.

use crate::cli::ModelArgs;
use crate::error::Result;
use crate::output::{Cell, Format, Table, print};
use roentgen_models::config::FeatureMap;
use roentgen_models::weights::Weights;
use roentgen_models::{Encoder, presets, source};
use roentgen_runtime::{DType, Selector, on_device};

/// Show a model: family, shapes, parameters, FLOPs, bytes, and what of its file is unused.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub model: ModelArgs,
    /// Size of the input the figures are for
    #[arg(long, value_name = "N|HxW", value_parser = crate::cli::parse_size)]
    pub image_size: Option<[usize; 2]>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
}

/// Prints what is known of a model.
///
/// # Errors
/// A model that cannot be found, or whose file or configuration is wrong.
pub fn run(args: &Args) -> Result<()> {
    let source = source::resolve(&args.model.model, args.model.arch.as_deref())?;
    let config = &source.config;
    let processor = args.image_size.map_or_else(|| source.processor.clone(), |size| source.processor.at_size(size));
    let size = args.image_size.unwrap_or_else(|| processor.geometry(1, 1).output);
    config.check_image(size)?;
    let [rows, columns] = config.image_size();
    let mut table = Table::new(["what", "value"]);
    let mut say = |what: &str, value: String| table.push([Cell::from(what), Cell::from(value)]);
    say("model", source.name.clone());
    config.facts(size).into_iter().for_each(|(what, value)| say(what, value));
    say("pretraining image", format!("{rows}x{columns}"));
    say("input image", format!("{}x{}", size[0], size[1]));
    let maps = config.maps(size);
    let map = |m: &FeatureMap| format!("{}x{}x{} at stride {}", m.size[0], m.size[1], m.channels, m.stride);
    say("feature maps", maps.iter().map(map).collect::<Vec<_>>().join(", "));
    say("embedding width", config.embedding_width().to_string());
    say("parameters", config.parameters().to_string());
    say("GFLOP an image", format!("{:.3}", config.flops(size) as f64 / 1e9));
    say("f32 weights MiB", ((config.parameters() * 4) >> 20).to_string());
    let live = config.live_activations(size) * 4;
    say("f32 activations MiB an image", format!("{:.1}", live as f64 / f64::from(1 << 20)));
    say("processor", processor.source.clone());
    say("resize, crop", format!("{:?}, {:?}", processor.resize, processor.crop));
    say("mean, deviation", format!("{:?}, {:?}", processor.mean, processor.std));
    if let Some(preset) = presets::find(&args.model.model) {
        say("hub", preset.hub.unwrap_or("not there").to_string());
        say("note", preset.note.to_string());
    }
    match &source.weights {
        None => say("weights", "not on this machine".to_string()),
        Some(path) => {
            let weights = Weights::open(path)?;
            say(
                "weights",
                format!("{} ({} parameters, {} MiB)", path.display(), weights.parameters(), weights.bytes() >> 20),
            );
            // Loading is what tells which keys are used and which are missing; it needs a device to load onto.
            let unused = match roentgen_runtime::open(Selector::Auto) {
                Err(error) => format!("not checked: {error}"),
                Ok(device) => {
                    on_device!(&device, d => Encoder::load(config, &weights, d, DType::F32).map(drop))?;
                    let unused = weights.unused();
                    if unused.is_empty() { "none".to_string() } else { unused.join(", ") }
                }
            };
            say("unused keys", unused);
        }
    }
    print(&table.render(args.format))
}
