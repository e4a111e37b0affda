//! The published encoders that a name stands for.

use crate::config::EncoderConfig;
use crate::processor::{CLIP_MEAN, CLIP_STD, CropRounding, Filter, IMAGENET_MEAN, IMAGENET_STD, Processor, Resize};
use crate::vit::{Layout, Pooling, Position, VitConfig};

/// A published model: what it is called here, where it lives, and what its own files say.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// The name that the command line takes.
    pub name: &'static str,
    /// The hub's repository, `owner/name`.
    pub hub: &'static str,
    /// Its configuration, for weights without a `config.json`.
    pub config: fn() -> EncoderConfig,
    /// Its processor, for weights without a `preprocessor_config.json`.
    pub processor: fn() -> Processor,
    /// What is special, and what of the above is uncertain.
    pub note: &'static str,
}

/// All presets, in the order they are listed to the user.
pub fn all() -> &'static [Preset] {
    &PRESETS
}

/// The preset called `name`.
pub fn find(name: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.name == name)
}

/// The presets' names, for messages.
pub(crate) fn names() -> String {
    PRESETS.iter().map(|preset| preset.name).collect::<Vec<_>>().join(", ")
}

static PRESETS: [Preset; 8] = [
    Preset {
        name: "rad-dino",
        hub: "microsoft/rad-dino",
        config: || EncoderConfig::Vit(VitConfig::dinov2(768, 12, 12)),
        processor: || Processor { mean: [0.5307; 3], std: [0.2583; 3], ..dino_processor("rad-dino", 518, 518) },
        note: "DINOv2-B trained on chest X-rays at 518; mean 0.5307 and deviation 0.2583 are what others' \
               code uses and not checked against the model's own preprocessor_config.json, which decides where it is",
    },
    Preset {
        name: "dinov2-small",
        hub: "facebook/dinov2-small",
        config: || EncoderConfig::Vit(VitConfig::dinov2(384, 12, 6)),
        processor: || dino_processor("dinov2-small", 256, 224),
        note: "ViT-S/14; its table of positions is for 518, its processor crops to 224",
    },
    Preset {
        name: "dinov2-base",
        hub: "facebook/dinov2-base",
        config: || EncoderConfig::Vit(VitConfig::dinov2(768, 12, 12)),
        processor: || dino_processor("dinov2-base", 256, 224),
        note: "ViT-B/14; its table of positions is for 518, its processor crops to 224",
    },
    Preset {
        name: "dinov2-large",
        hub: "facebook/dinov2-large",
        config: || EncoderConfig::Vit(VitConfig::dinov2(1024, 24, 16)),
        processor: || dino_processor("dinov2-large", 256, 224),
        note: "ViT-L/14; its table of positions is for 518, its processor crops to 224",
    },
    Preset {
        name: "chexagent",
        hub: "StanfordAIMI/XraySigLIP__vit-l-16-siglip-384__webli",
        config: || EncoderConfig::Vit(VitConfig::siglip([1024, 24, 16, 4096], 16, 512)),
        processor: || siglip_processor("chexagent", 512),
        note: "SigLIP ViT-L/16 of CheXagent; the repository's name says 384, the model takes 512",
    },
    Preset {
        name: "medsiglip",
        hub: "google/medsiglip-448",
        config: || EncoderConfig::Vit(VitConfig::siglip([1152, 27, 16, 4304], 14, 448)),
        processor: || siglip_processor("medsiglip", 448),
        note: "SigLIP So400m/14 at 448; its terms must be accepted on the hub before it can be downloaded",
    },
    Preset {
        name: "siglip2",
        hub: "google/siglip2-so400m-patch16-512",
        config: || EncoderConfig::Vit(VitConfig::siglip([1152, 27, 16, 4304], 16, 512)),
        processor: || siglip_processor("siglip2", 512),
        note: "SigLIP 2 So400m/16 at 512; bicubic here as in the study, but the repository's own file may say bilinear, \
               and decides where it is present",
    },
    Preset {
        name: "biomedclip",
        hub: "microsoft/BiomedCLIP-PubMedBERT_256-vit_base_patch16_224",
        config: biomedclip,
        processor: || Processor {
            resize: Resize::ShortestEdge(224),
            crop: Some([224; 2]),
            mean: CLIP_MEAN,
            std: CLIP_STD,
            crop_rounding: CropRounding::HalfEven,
            ..siglip_processor("biomedclip", 224)
        },
        note: "timm's ViT-B/16 inside open_clip, projected to 512; older revisions hold a PyTorch checkpoint only",
    },
];

fn biomedclip() -> EncoderConfig {
    EncoderConfig::Vit(VitConfig {
        layout: Layout::OpenClip,
        image_size: [224; 2],
        patch_size: 16,
        layer_scale: false,
        position: Position::Table { prefix: 1, antialias: true },
        pooling: Pooling::ClsProjection(512),
        embedding_width: 512,
        ..VitConfig::dinov2(768, 12, 12)
    })
}

fn siglip_processor(name: &str, size: usize) -> Processor {
    Processor {
        resize: Resize::Exact([size; 2]),
        crop: None,
        filter: Filter::Bicubic,
        antialias: true,
        rescale: 1.0 / 255.0,
        mean: [0.5; 3],
        std: [0.5; 3],
        crop_rounding: CropRounding::Floor,
        source: format!("preset {name}"),
    }
}

fn dino_processor(name: &str, edge: usize, crop: usize) -> Processor {
    Processor {
        resize: Resize::ShortestEdge(edge),
        crop: Some([crop; 2]),
        mean: IMAGENET_MEAN,
        std: IMAGENET_STD,
        ..siglip_processor(name, crop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_are_sound_and_have_the_published_sizes() {
        let millions = |name: &str| (find(name).unwrap().config)().parameters() as f64 / 1e6;
        for preset in all() {
            (preset.config)().check().unwrap();
            let size = (preset.processor)().geometry(1024, 900).output;
            (preset.config)().check_image(size).unwrap();
            assert_eq!(preset.hub.split('/').count(), 2);
        }
        // facebook/dinov2-small, -base, -large: 22.1, 86.6 and 304.4 million in the model cards.
        assert!((millions("dinov2-small") - 22.06).abs() < 0.01, "{}", millions("dinov2-small"));
        assert!((millions("dinov2-base") - 86.58).abs() < 0.01);
        assert!((millions("dinov2-large") - 304.37).abs() < 0.01);
        assert_eq!(millions("rad-dino"), millions("dinov2-base"));
        assert!((millions("siglip2") - 428.7).abs() < 1.0, "{}", millions("siglip2"));
        assert!(find("no-such").is_none());
    }
}
