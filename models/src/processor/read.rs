//! Reading a [`Processor`] from `preprocessor_config.json` (transformers), `pretrained_cfg` (timm) or `preprocess_cfg`
//! (open_clip).

use std::path::Path;

use super::{CLIP_MEAN, CLIP_STD, CropRounding, Filter, IMAGENET_MEAN, IMAGENET_STD, Processor, Resize};
use crate::config::EncoderConfig;
use crate::config::timm::{input_size, pretrained_cfg};
use crate::error::Result;
use crate::json::Fields;

impl Processor {
    /// Reads what the folder `dir` says for the model `config`, or the default of its family where it says nothing.
    ///
    /// # Errors
    /// [`crate::Error::File`] for a file that is not JSON, [`crate::Error::Config`] naming a field that cannot be
    /// used.
    pub fn read(dir: &Path, config: &EncoderConfig) -> Result<Self> {
        let own = dir.join("preprocessor_config.json");
        if own.is_file() {
            return transformers(&Fields::read(&own)?, config);
        }
        // transformers 5 joins the processors of images and text in one file.
        let joint = dir.join("processor_config.json");
        if joint.is_file()
            && let Some(fields) = Fields::read(&joint)?.object("image_processor")?
        {
            return transformers(&fields, config);
        }
        for name in ["config.json", "open_clip_config.json"] {
            let path = dir.join(name);
            if !path.is_file() {
                continue;
            }
            let fields = Fields::read(&path)?;
            if fields.has("model_cfg") {
                return open_clip(&fields, config);
            }
            if fields.has("architecture") {
                return timm(&fields, config);
            }
        }
        Ok(Self::default_for(config))
    }
}

/// The defaults of one of transformers' image processors.
struct Class {
    crop: bool,
    /// Whether one number for `size` means a square rather than the shortest edge.
    square: bool,
    /// Whether the shortest edge is the crop's, a fraction of the image, and above 384 the image is squashed instead.
    fraction: bool,
    size: Resize,
    filter: Filter,
    mean: [f32; 3],
    std: [f32; 3],
}

const CONVNEXT: &str = "ConvNextImageProcessor";

fn class(fields: &Fields, config: &EncoderConfig) -> Result<Class> {
    let name = match fields.text("image_processor_type")? {
        Some(name) => name,
        None => fields.text("feature_extractor_type")?.unwrap_or_default(),
    };
    let stem = name.trim_end_matches("Fast").trim_end_matches("Pil").replace("FeatureExtractor", "ImageProcessor");
    let edge = Resize::ShortestEdge(224);
    let half = ([0.5; 3], [0.5; 3]);
    let imagenet = (IMAGENET_MEAN, IMAGENET_STD);
    let (crop, square, size, filter, (mean, std)) = match stem.as_str() {
        "BitImageProcessor" | "CLIPImageProcessor" => (true, false, edge, Filter::Bicubic, (CLIP_MEAN, CLIP_STD)),
        "SiglipImageProcessor" => (false, true, Resize::Exact([224; 2]), Filter::Bicubic, half),
        "ViTImageProcessor" => (false, true, Resize::Exact([224; 2]), Filter::Bilinear, half),
        // It resizes what is rescaled already, so not to whole grey levels: half a level apart from here at most.
        "DINOv3ViTImageProcessor" => (false, true, Resize::Exact([224; 2]), Filter::Bilinear, imagenet),
        "SegformerImageProcessor" => (false, true, Resize::Exact([512; 2]), Filter::Bilinear, imagenet),
        CONVNEXT => (false, false, Resize::ShortestEdge(384), Filter::Bicubic, half),
        // A file without a class takes what the family would have.
        "" => {
            let default = Processor::default_for(config);
            let square = matches!(default.resize, Resize::Exact(_));
            (default.crop.is_some(), square, default.resize, default.filter, (default.mean, default.std))
        }
        other => {
            let message = format!(
                "is {other:?}, wanted BitImageProcessor, CLIPImageProcessor, SiglipImageProcessor, ViTImageProcessor, \
                 DINOv3ViTImageProcessor, SegformerImageProcessor or {CONVNEXT}"
            );
            return Err(fields.wrong("image_processor_type", message));
        }
    };
    Ok(Class { crop, square, fraction: stem == CONVNEXT, size, filter, mean, std })
}

fn transformers(fields: &Fields, config: &EncoderConfig) -> Result<Processor> {
    let class = class(fields, config)?;
    let flag = |name: &str, default: bool| fields.flag(name).map(|flag| flag.unwrap_or(default));
    let resize = if flag("do_resize", true)? { resize(fields, &class)? } else { Resize::None };
    let crop = if flag("do_center_crop", class.crop)? { Some(crop(fields)?) } else { None };
    let (resize, crop) = match resize {
        Resize::ShortestEdge(edge) if class.fraction && crop.is_none() => fraction(fields, edge)?,
        resize => (resize, crop),
    };
    let filter = filter(fields, class.filter)?;
    let rescale = match (flag("do_rescale", true)?, fields.number("rescale_factor")?) {
        (false, _) => 1.0,
        (true, None) => 1.0 / 255.0,
        (true, Some(factor)) if factor > 0.0 => factor as f32,
        (true, Some(factor)) => return Err(fields.wrong("rescale_factor", format!("is {factor}, wanted above 0"))),
    };
    let (mean, std) = if flag("do_normalize", true)? {
        let mean = fields.channels("image_mean")?.unwrap_or(class.mean);
        (mean, deviation(fields, "image_std")?.unwrap_or(class.std))
    } else {
        ([0.0; 3], [1.0; 3])
    };
    Ok(Processor {
        resize,
        crop,
        filter,
        antialias: filter != Filter::Nearest,
        rescale,
        mean,
        std,
        crop_rounding: CropRounding::Floor,
        source: fields.path().display().to_string(),
    })
}

/// transformers' ConvNeXt: a crop of `edge` pixels is `crop_pct` of the resized image.
fn fraction(fields: &Fields, edge: usize) -> Result<(Resize, Option<[usize; 2]>)> {
    let fraction = crop_fraction(fields)?;
    if edge >= 384 {
        return Ok((Resize::Exact([edge; 2]), None));
    }
    Ok((Resize::ShortestEdge((edge as f64 / fraction) as usize), Some([edge; 2])))
}

/// `crop_pct`, 0.875 where nothing is said.
fn crop_fraction(fields: &Fields) -> Result<f64> {
    match fields.number("crop_pct")?.unwrap_or(0.875) {
        fraction if (0.01..=1.0).contains(&fraction) => Ok(fraction),
        fraction => Err(fields.wrong("crop_pct", format!("is {fraction}, wanted 0.01 to 1"))),
    }
}

fn resize(fields: &Fields, class: &Class) -> Result<Resize> {
    let found = match fields.get("size") {
        None => Ok(class.size),
        Some(serde_json::Value::Object(_)) => {
            let size = fields.object("size")?.unwrap_or_else(|| Fields::empty(fields.path()));
            match (size.size("shortest_edge")?, size.size("height")?, size.size("width")?) {
                (Some(edge), None, None) if !size.has("longest_edge") => Ok(Resize::ShortestEdge(edge)),
                (None, Some(height), Some(width)) => Ok(Resize::Exact([height, width])),
                _ => Err(fields.wrong("size", "wanted shortest_edge, or height and width")),
            }
        }
        Some(value) => match (value.is_array() || class.square, fields.edges("size")?) {
            (true, Some(edges)) => Ok(Resize::Exact(edges)),
            (_, edges) => Ok(Resize::ShortestEdge(edges.unwrap_or_default()[0])),
        },
    }?;
    match found {
        Resize::ShortestEdge(edge) => usable(fields, "size", [edge; 2])?,
        Resize::Exact(size) => usable(fields, "size", size)?,
        Resize::None => {}
    }
    Ok(found)
}

fn crop(fields: &Fields) -> Result<[usize; 2]> {
    let found = match fields.get("crop_size") {
        Some(serde_json::Value::Object(_)) => {
            let size = fields.object("crop_size")?.unwrap_or_else(|| Fields::empty(fields.path()));
            match (size.size("height")?, size.size("width")?) {
                (Some(height), Some(width)) => [height, width],
                _ => return Err(fields.wrong("crop_size", "wanted height and width")),
            }
        }
        _ => fields.edges("crop_size")?.unwrap_or([224; 2]),
    };
    usable(fields, "crop_size", found)?;
    Ok(found)
}

/// Refuses sizes that no image has.
fn usable(fields: &Fields, name: &str, size: [usize; 2]) -> Result<()> {
    if size.iter().all(|edge| (1..=1 << 15).contains(edge)) {
        return Ok(());
    }
    Err(fields.wrong(name, format!("is {size:?}, wanted 1 to {} pixels", 1 << 15)))
}

fn filter(fields: &Fields, default: Filter) -> Result<Filter> {
    match fields.size("resample")? {
        None => Ok(default),
        Some(0) => Ok(Filter::Nearest),
        Some(1) => Ok(Filter::Lanczos),
        Some(2) => Ok(Filter::Bilinear),
        Some(3) => Ok(Filter::Bicubic),
        Some(code) => {
            let message = format!("is {code}, wanted 0 (nearest), 1 (Lanczos), 2 (bilinear) or 3 (bicubic)");
            Err(fields.wrong("resample", message))
        }
    }
}

fn deviation(fields: &Fields, name: &str) -> Result<Option<[f32; 3]>> {
    match fields.channels(name)? {
        Some(std) if std.iter().any(|&s| s <= 0.0) => {
            Err(fields.wrong(name, format!("is {std:?}; a deviation is above 0")))
        }
        std => Ok(std),
    }
}

fn named_filter(fields: &Fields) -> Result<Filter> {
    match fields.text("interpolation")? {
        None | Some("bicubic") => Ok(Filter::Bicubic),
        Some("bilinear") => Ok(Filter::Bilinear),
        Some("nearest") => Ok(Filter::Nearest),
        Some("lanczos") => Ok(Filter::Lanczos),
        Some(other) => {
            let message = format!("is {other:?}, wanted bicubic, bilinear, nearest or lanczos");
            Err(fields.wrong("interpolation", message))
        }
    }
}

/// timm's `transforms_imagenet_eval` with `resolve_data_config`.
fn timm(fields: &Fields, config: &EncoderConfig) -> Result<Processor> {
    let cfg = pretrained_cfg(fields)?;
    let known = ["input_size", "mean", "std", "interpolation", "crop_pct", "crop_mode"];
    if !known.iter().any(|name| cfg.has(name)) {
        let preset = fields.text("architecture")?.and_then(crate::presets::find);
        return Ok(preset.map_or_else(|| Processor::default_for(config), |preset| (preset.processor)()));
    }
    let size = input_size(&cfg)?.unwrap_or([224; 2]);
    usable(&cfg, "input_size", size)?;
    let fraction = crop_fraction(&cfg)?;
    let scaled = size.map(|edge| (edge as f64 / fraction).floor() as usize);
    let resize = match cfg.text("crop_mode")?.unwrap_or("center") {
        "squash" => Resize::Exact(scaled),
        "center" if scaled[0] == scaled[1] => Resize::ShortestEdge(scaled[0]),
        other => {
            let message = format!("is {other:?} at input_size {size:?}, wanted squash, or center with a square");
            return Err(cfg.wrong("crop_mode", message));
        }
    };
    let filter = named_filter(&cfg)?;
    Ok(Processor {
        resize,
        crop: Some(size),
        filter,
        antialias: filter != Filter::Nearest,
        rescale: 1.0 / 255.0,
        mean: cfg.channels("mean")?.unwrap_or(IMAGENET_MEAN),
        std: deviation(&cfg, "std")?.unwrap_or(IMAGENET_STD),
        crop_rounding: CropRounding::HalfEven,
        source: fields.path().display().to_string(),
    })
}

/// open_clip's `image_transform` for evaluation.
fn open_clip(fields: &Fields, config: &EncoderConfig) -> Result<Processor> {
    let cfg = fields.object("preprocess_cfg")?.unwrap_or_else(|| Fields::empty(fields.path()));
    let vision = match fields.object("model_cfg")? {
        Some(model) => model.object("vision_cfg")?,
        None => None,
    };
    let declared = match (cfg.edges("size")?, vision) {
        (Some(size), _) => Some(size),
        (None, Some(vision)) => vision.edges("image_size")?,
        (None, None) => None,
    };
    let size = declared.unwrap_or(config.image_size());
    usable(&cfg, "size", size)?;
    let (resize, crop) = match cfg.text("resize_mode")?.unwrap_or("shortest") {
        "squash" => (Resize::Exact(size), None),
        "shortest" if size[0] == size[1] => (Resize::ShortestEdge(size[0]), Some(size)),
        other => {
            let message = format!("is {other:?} at size {size:?}, wanted squash, or shortest with a square");
            return Err(cfg.wrong("resize_mode", message));
        }
    };
    let filter = named_filter(&cfg)?;
    let defaults = ["mean", "std", "interpolation"].iter().all(|name| !cfg.has(name));
    let path = fields.path().display();
    Ok(Processor {
        resize,
        crop,
        filter,
        antialias: filter != Filter::Nearest,
        rescale: 1.0 / 255.0,
        mean: cfg.channels("mean")?.unwrap_or(CLIP_MEAN),
        std: deviation(&cfg, "std")?.unwrap_or(CLIP_STD),
        crop_rounding: CropRounding::HalfEven,
        source: if defaults { format!("{path}, open_clip's defaults") } else { path.to_string() },
    })
}
