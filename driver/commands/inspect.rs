//! `roentgen inspect`: what a model is, from its configuration and its file, without a device; and how fast it could be on one.

use crate::analytic::{self, Estimate};
use crate::cards::Card;
use crate::ceilings::{Measured, Share, Work};
use crate::cli::{ModelArgs, parse_dtype};
use crate::encoder::find;
use crate::error::Result;
use crate::output::{Cell, Format, Table, print};
use roentgen_models::config::{EncoderConfig, FeatureMap};
use roentgen_models::operations::{self, Operation};
use roentgen_models::source::Source;
use roentgen_models::weights::Weights;
use roentgen_models::{Encoder, presets};
use roentgen_runtime::{DType, Selector, on_device};

/// Show a model: family, shapes, parameters, FLOPs, bytes, and what of its file is unused.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub model: ModelArgs,
    /// Size of the input the figures are for
    #[arg(long, value_name = "N|HxW", value_parser = crate::cli::parse_size)]
    pub image_size: Option<[usize; 2]>,
    /// Instead, the least time a forward pass takes on these cards, by a model and not measured: a100, h100, rtx4090, rtx3090
    #[arg(long, value_name = "CARD,..", value_delimiter = ',', value_parser = Card::find)]
    pub on: Vec<&'static Card>,
    /// Images in a batch, with --on
    #[arg(long, value_name = "N", default_value_t = 16, requires = "on", value_parser = clap::value_parser!(u32).range(1..=4096))]
    pub batch: u32,
    /// Storage type of weights and activations, with --on: f32, f16 or bf16
    #[arg(long, value_name = "TYPE", default_value = "f16", requires = "on", value_parser = parse_dtype)]
    pub dtype: DType,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
}

/// Prints what is known of a model.
///
/// # Errors
/// A model that cannot be found, or whose file or configuration is wrong.
pub fn run(args: &Args) -> Result<()> {
    let source = find(&args.model)?;
    let config = &source.config;
    let processor = args.image_size.map_or_else(|| source.processor.clone(), |size| source.processor.at_size(size));
    let size = args.image_size.unwrap_or_else(|| processor.geometry(1, 1).output);
    config.check_image(size)?;
    if !args.on.is_empty() {
        return on_cards(args, &source, size);
    }
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
    // As PyTorch counts the reference's; what these kernels need not compute of it stands beside.
    let (whole, launched) = (config.reference_flops(size), operations::flops(&launches(config, size, 1)));
    say("GFLOP an image", format!("{:.3}", whole as f64 / 1e9));
    if launched != whole {
        say("GFLOP computed here", format!("{:.3}", launched as f64 / 1e9));
    }
    say("f32 weights MiB", ((config.parameters() * 4) >> 20).to_string());
    let live = config.live_activations(size) * 4;
    say("f32 activations MiB an image", format!("{:.1}", live as f64 / f64::from(1 << 20)));
    say("least ms an image here", least(&launches(config, size, 1)));
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

/// The launches of the whole model on a batch, its own decoder's with them.
fn launches(config: &EncoderConfig, size: [usize; 2], batch: usize) -> Vec<Operation> {
    [config.operations(size, batch), config.decoder_operations(size, batch)].concat()
}

/// The least time of a forward pass in f32 by the ceilings that were measured of this machine's first device; nothing is opened or
/// measured for it.
fn least(operations: &[Operation]) -> String {
    let found = roentgen_runtime::list();
    let Some(device) = found.cuda.unwrap_or_default().into_iter().chain(found.wgpu).next() else {
        return "no device".to_string();
    };
    let Some(measured) = Measured::kept(&device) else {
        return "ceilings not measured; `roentgen devices --ceilings` does".to_string();
    };
    let seconds = |o: &Operation| {
        let elements = [o.parameters, o.reads, o.writes, o.outside].into_iter().fold(0, u64::saturating_add);
        let flops = o.flops.saturating_add(o.other_flops);
        let work = Work { flops, bytes: elements.saturating_mul(4), launches: 1 };
        // What a share of one second is of: the least time itself.
        Share::of(&measured.ceilings, work, DType::F32, 1.0).share * o.launches as f64
    };
    let least: f64 = operations.iter().map(seconds).sum();
    format!("{:.3}, by the ceilings of {} ({})", least * 1e3, device.name, measured.line())
}

/// Prints the analytic model of a forward pass on every card asked for.
fn on_cards(args: &Args, source: &Source, size: [usize; 2]) -> Result<()> {
    let (config, batch, dtype) = (&source.config, args.batch as usize, args.dtype);
    let operations = launches(config, size, batch);
    let mut notes = format!(
        "A model, not a measurement (docs/analytic.md): the least time that {} takes for a batch of {batch} at {}x{} in {}.\n\
         floor: any program that runs these operations one after another, everything else fused and kept on the chip.\n\
         ours: these kernels' launches, tiles and waves, at best.\n",
        source.name,
        size[0],
        size[1],
        dtype.name()
    );
    let mut table = Table::new([
        "card",
        "operation",
        "launches",
        "GFLOP",
        "floor MB",
        "floor us",
        "floor by",
        "floor images/s",
        "cubes",
        "waves",
        "ours MB",
        "ours us",
        "ours by",
        "ours images/s",
    ]);
    for card in &args.on {
        notes += &described(card);
        for row in rows(card, &operations, batch, dtype) {
            table.push(row);
        }
    }
    let text = table.render(args.format);
    match args.format {
        Format::Table | Format::Md => print(&format!("{notes}\n{text}")),
        Format::Json | Format::Csv => {
            eprint!("{notes}");
            print(&text)
        }
    }
}

/// The card's peaks and their source, in a line.
fn described(card: &Card) -> String {
    let share = if card.mma_share < 1.0 {
        format!(" of which mma.sync, which ours use, reaches {:.1}%,", 100.0 * card.mma_share)
    } else {
        String::new()
    };
    format!(
        "{}: {}, {} multiprocessors at {} MHz; tensor cores, f16 or bf16 with f32 sums, {:.1} TFLOP/s,{share} f32 {:.1} TFLOP/s; \
         memory {:.0} GB/s; L2 {} MiB ({})\n",
        card.name,
        card.product,
        card.multiprocessors,
        card.boost_mhz,
        card.tensor_flops / 1e12,
        card.vector_flops / 1e12,
        card.bandwidth / 1e9,
        card.l2_bytes >> 20,
        card.source
    )
}

/// A row for each operation, and one for all.
fn rows(card: &Card, operations: &[Operation], batch: usize, dtype: DType) -> Vec<Vec<Cell>> {
    let time = |e: &Estimate| [Cell::Number(e.seconds * 1e6, 1), Cell::from(e.bound.name())];
    let row = |name: &str, [launches, flops]: [u64; 2], [floor, ours]: [&Estimate; 2], waves, rates: [Cell; 2]| {
        let [floor_us, floor_by] = time(floor);
        let [ours_us, ours_by] = time(ours);
        let [floor_rate, ours_rate] = rates;
        let [cubes, waves] = waves;
        let megabytes = |e: &Estimate| Cell::Number(e.bytes / 1e6, 1);
        let head = [Cell::from(card.name), Cell::from(name), Cell::from(launches), Cell::Number(flops as f64 / 1e9, 2)];
        let floor = [megabytes(floor), floor_us, floor_by, floor_rate];
        let ours = [cubes, waves, megabytes(ours), ours_us, ours_by, ours_rate];
        head.into_iter().chain(floor).chain(ours).collect::<Vec<_>>()
    };
    let (mut rows, mut floors, mut all_ours) = (Vec::new(), Vec::new(), Vec::new());
    for operation in operations {
        let floor = analytic::floor(operation, card, dtype);
        let (ours, waves) = analytic::kernels(operation, card, dtype);
        let counts = [operation.launches, operation.flops.saturating_mul(operation.launches)];
        let waves = waves.map_or([Cell::Missing, Cell::Missing], |w| [w.cubes.into(), Cell::Number(w.waves, 2)]);
        rows.push(row(operation.name, counts, [&floor, &ours], waves, [Cell::Missing, Cell::Missing]));
        floors.push(floor);
        all_ours.push(ours);
    }
    let (floor, ours) = (analytic::total(&floors), analytic::total(&all_ours));
    let counts = [operations.iter().map(|o| o.launches).sum(), operations::flops(operations)];
    let rates = [&floor, &ours].map(|e| Cell::Number(batch as f64 / e.seconds, 1));
    rows.push(row("all", counts, [&floor, &ours], [Cell::Missing, Cell::Missing], rates));
    rows
}
