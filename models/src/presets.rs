//! The published encoders that a name stands for.

use crate::config::EncoderConfig;
use crate::convnext::ConvNextConfig;
use crate::davit::DavitConfig;
use crate::processor::{CLIP_MEAN, CLIP_STD, CropRounding, Filter, IMAGENET_MEAN, IMAGENET_STD, Processor, Resize};
use crate::segformer::SegFormerConfig;
use crate::swin::{self, SwinConfig};
use crate::vit::{Layout, Pooling, Position, VitConfig};

/// A published model: what it is called here, where it lives, and what its own files say.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// The name that the command line takes.
    pub name: &'static str,
    /// The hub's repository, `owner/name`, where it is published there.
    pub hub: Option<&'static str>,
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

static PRESETS: [Preset; 31] = [
    Preset {
        name: "rad-dino",
        hub: Some("microsoft/rad-dino"),
        config: || EncoderConfig::Vit(VitConfig::dinov2(768, 12, 12)),
        processor: || Processor { mean: [0.5307; 3], std: [0.2583; 3], ..dino_processor("rad-dino", 518, 518) },
        note: "DINOv2-B trained on chest X-rays at 518; mean 0.5307 and deviation 0.2583 are what others' \
               code uses and not checked against the model's own preprocessor_config.json, which decides where it is",
    },
    Preset {
        name: "dinov2-small",
        hub: Some("facebook/dinov2-small"),
        config: || EncoderConfig::Vit(VitConfig::dinov2(384, 12, 6)),
        processor: || dino_processor("dinov2-small", 256, 224),
        note: "ViT-S/14; its table of positions is for 518, its processor crops to 224",
    },
    Preset {
        name: "dinov2-base",
        hub: Some("facebook/dinov2-base"),
        config: || EncoderConfig::Vit(VitConfig::dinov2(768, 12, 12)),
        processor: || dino_processor("dinov2-base", 256, 224),
        note: "ViT-B/14; its table of positions is for 518, its processor crops to 224",
    },
    Preset {
        name: "dinov2-large",
        hub: Some("facebook/dinov2-large"),
        config: || EncoderConfig::Vit(VitConfig::dinov2(1024, 24, 16)),
        processor: || dino_processor("dinov2-large", 256, 224),
        note: "ViT-L/14; its table of positions is for 518, its processor crops to 224",
    },
    Preset {
        name: "chexagent",
        hub: Some("StanfordAIMI/XraySigLIP__vit-l-16-siglip-384__webli"),
        config: || EncoderConfig::Vit(VitConfig::siglip([1024, 24, 16, 4096], 16, 512)),
        processor: || siglip_processor("chexagent", 512),
        note: "SigLIP ViT-L/16 of CheXagent; the repository's name says 384, the model takes 512",
    },
    Preset {
        name: "medsiglip",
        hub: Some("google/medsiglip-448"),
        config: || EncoderConfig::Vit(VitConfig::siglip([1152, 27, 16, 4304], 14, 448)),
        processor: || siglip_processor("medsiglip", 448),
        note: "SigLIP So400m/14 at 448; its terms must be accepted on the hub before it can be downloaded",
    },
    Preset {
        name: "siglip2",
        hub: Some("google/siglip2-so400m-patch16-512"),
        config: || EncoderConfig::Vit(VitConfig::siglip([1152, 27, 16, 4304], 16, 512)),
        processor: || siglip_processor("siglip2", 512),
        note: "SigLIP 2 So400m/16 at 512; bicubic here as in the study, but the repository's own file may say bilinear, \
               and decides where it is present",
    },
    Preset {
        name: "biomedclip",
        hub: Some("microsoft/BiomedCLIP-PubMedBERT_256-vit_base_patch16_224"),
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
    Preset {
        name: "ark-plus",
        hub: None,
        config: || {
            let layout = swin::Layout::Timm;
            EncoderConfig::Swin(SwinConfig { layout, ..SwinConfig::swin(192, 18, 12, 768) })
        },
        processor: || Processor { mean: IMAGENET_MEAN, std: IMAGENET_STD, ..siglip_processor("ark-plus", 768) },
        note: "Swin-L, window 12, at 768; published as a PyTorch checkpoint (key teacher) by its authors, to be converted",
    },
    Preset {
        name: "medimageinsight",
        hub: None,
        config: || EncoderConfig::Davit(DavitConfig::medimageinsight()),
        processor: || of_family("medimageinsight", &EncoderConfig::Davit(DavitConfig::medimageinsight())),
        note: "DaViT, 360 million parameters, at 480; published as a PyTorch checkpoint by its authors, to be converted; names of \
               the norm and the projection of its pooled map, and its mean and deviation, are not checked against its own files",
    },
    Preset {
        name: "swin-tiny",
        hub: Some("microsoft/swin-tiny-patch4-window7-224"),
        config: || EncoderConfig::Swin(SwinConfig::swin(96, 6, 7, 224)),
        processor: || of_family("swin-tiny", &EncoderConfig::Swin(SwinConfig::swin(96, 6, 7, 224))),
        note: "Swin-T, window 7, at 224",
    },
    Preset {
        name: "swin-small",
        hub: Some("microsoft/swin-small-patch4-window7-224"),
        config: || EncoderConfig::Swin(SwinConfig::swin(96, 18, 7, 224)),
        processor: || of_family("swin-small", &EncoderConfig::Swin(SwinConfig::swin(96, 18, 7, 224))),
        note: "Swin-S, window 7, at 224",
    },
    Preset {
        name: "swin-base",
        hub: Some("microsoft/swin-base-patch4-window7-224"),
        config: || EncoderConfig::Swin(SwinConfig::swin(128, 18, 7, 224)),
        processor: || of_family("swin-base", &EncoderConfig::Swin(SwinConfig::swin(128, 18, 7, 224))),
        note: "Swin-B, window 7, at 224",
    },
    Preset {
        name: "swin-large",
        hub: Some("microsoft/swin-large-patch4-window7-224"),
        config: || EncoderConfig::Swin(SwinConfig::swin(192, 18, 7, 224)),
        processor: || of_family("swin-large", &EncoderConfig::Swin(SwinConfig::swin(192, 18, 7, 224))),
        note: "Swin-L, window 7, at 224",
    },
    Preset {
        name: "swinv2-tiny",
        hub: Some("microsoft/swinv2-tiny-patch4-window8-256"),
        config: || swin_v2(),
        processor: || of_family("swinv2-tiny", &swin_v2()),
        note: "SwinV2-T, window 8, at 256",
    },
    Preset {
        name: "convnext-tiny",
        hub: Some("facebook/convnext-tiny-224"),
        config: || EncoderConfig::ConvNext(ConvNextConfig::convnext(96, 9)),
        processor: || of_family("convnext-tiny", &EncoderConfig::ConvNext(ConvNextConfig::convnext(96, 9))),
        note: "ConvNeXt-T at 224",
    },
    Preset {
        name: "convnext-small",
        hub: Some("facebook/convnext-small-224"),
        config: || EncoderConfig::ConvNext(ConvNextConfig::convnext(96, 27)),
        processor: || of_family("convnext-small", &EncoderConfig::ConvNext(ConvNextConfig::convnext(96, 27))),
        note: "ConvNeXt-S at 224",
    },
    Preset {
        name: "convnext-base",
        hub: Some("facebook/convnext-base-224"),
        config: || EncoderConfig::ConvNext(ConvNextConfig::convnext(128, 27)),
        processor: || of_family("convnext-base", &EncoderConfig::ConvNext(ConvNextConfig::convnext(128, 27))),
        note: "ConvNeXt-B at 224",
    },
    Preset {
        name: "convnext-large",
        hub: Some("facebook/convnext-large-224"),
        config: || EncoderConfig::ConvNext(ConvNextConfig::convnext(192, 27)),
        processor: || of_family("convnext-large", &EncoderConfig::ConvNext(ConvNextConfig::convnext(192, 27))),
        note: "ConvNeXt-L at 224",
    },
    Preset {
        name: "convnextv2-tiny",
        hub: Some("facebook/convnextv2-tiny-1k-224"),
        config: || EncoderConfig::ConvNext(ConvNextConfig::convnext_v2(96, 9)),
        processor: || of_family("convnextv2-tiny", &EncoderConfig::ConvNext(ConvNextConfig::convnext_v2(96, 9))),
        note: "ConvNeXt V2-T at 224",
    },
    Preset {
        name: "convnextv2-base",
        hub: Some("facebook/convnextv2-base-1k-224"),
        config: || EncoderConfig::ConvNext(ConvNextConfig::convnext_v2(128, 27)),
        processor: || of_family("convnextv2-base", &EncoderConfig::ConvNext(ConvNextConfig::convnext_v2(128, 27))),
        note: "ConvNeXt V2-B at 224",
    },
    Preset {
        name: "dinov3-vit-small",
        hub: Some("facebook/dinov3-vits16-pretrain-lvd1689m"),
        config: || EncoderConfig::Vit(VitConfig::dinov3(384, 12, 6)),
        processor: || of_family("dinov3-vit-small", &EncoderConfig::Vit(VitConfig::dinov3(384, 12, 6))),
        note: "ViT-S/16 with rotary positions; its terms must be accepted on the hub before it can be downloaded",
    },
    Preset {
        name: "dinov3-vit-base",
        hub: Some("facebook/dinov3-vitb16-pretrain-lvd1689m"),
        config: || EncoderConfig::Vit(VitConfig::dinov3(768, 12, 12)),
        processor: || of_family("dinov3-vit-base", &EncoderConfig::Vit(VitConfig::dinov3(768, 12, 12))),
        note: "ViT-B/16 with rotary positions; its terms must be accepted on the hub before it can be downloaded",
    },
    Preset {
        name: "dinov3-vit-large",
        hub: Some("facebook/dinov3-vitl16-pretrain-lvd1689m"),
        config: || EncoderConfig::Vit(VitConfig::dinov3(1024, 24, 16)),
        processor: || of_family("dinov3-vit-large", &EncoderConfig::Vit(VitConfig::dinov3(1024, 24, 16))),
        note: "ViT-L/16 with rotary positions; its terms must be accepted on the hub before it can be downloaded",
    },
    Preset {
        name: "dinov3-convnext-tiny",
        hub: Some("facebook/dinov3-convnext-tiny-pretrain-lvd1689m"),
        config: || EncoderConfig::ConvNext(ConvNextConfig::dinov3(96, 9)),
        processor: || of_family("dinov3-convnext-tiny", &EncoderConfig::ConvNext(ConvNextConfig::dinov3(96, 9))),
        note: "ConvNeXt-T of DINOv3; its terms must be accepted on the hub before it can be downloaded",
    },
    Preset {
        name: "segformer-b0",
        hub: Some("nvidia/mit-b0"),
        config: || mit(32, [2, 2, 2, 2]),
        processor: || of_family("segformer-b0", &mit(32, [2, 2, 2, 2])),
        note: "MiT-B0 pretrained on ImageNet, without a decoder; at the study's size of 512",
    },
    Preset {
        name: "segformer-b1",
        hub: Some("nvidia/mit-b1"),
        config: || mit(64, [2, 2, 2, 2]),
        processor: || of_family("segformer-b1", &mit(64, [2, 2, 2, 2])),
        note: "MiT-B1 pretrained on ImageNet, without a decoder; at the study's size of 512",
    },
    Preset {
        name: "segformer-b2",
        hub: Some("nvidia/mit-b2"),
        config: || mit(64, [3, 4, 6, 3]),
        processor: || of_family("segformer-b2", &mit(64, [3, 4, 6, 3])),
        note: "MiT-B2 pretrained on ImageNet, without a decoder; at the study's size of 512",
    },
    Preset {
        name: "segformer-b3",
        hub: Some("nvidia/mit-b3"),
        config: || mit(64, [3, 4, 18, 3]),
        processor: || of_family("segformer-b3", &mit(64, [3, 4, 18, 3])),
        note: "MiT-B3 pretrained on ImageNet, without a decoder; at the study's size of 512",
    },
    Preset {
        name: "segformer-b4",
        hub: Some("nvidia/mit-b4"),
        config: || mit(64, [3, 8, 27, 3]),
        processor: || of_family("segformer-b4", &mit(64, [3, 8, 27, 3])),
        note: "MiT-B4 pretrained on ImageNet, without a decoder; at the study's size of 512",
    },
    Preset {
        name: "segformer-b5",
        hub: Some("nvidia/mit-b5"),
        config: || mit(64, [3, 6, 40, 3]),
        processor: || of_family("segformer-b5", &mit(64, [3, 6, 40, 3])),
        note: "MiT-B5 pretrained on ImageNet, without a decoder; at the study's size of 512",
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

fn swin_v2() -> EncoderConfig {
    let version = swin::Version::V2 { pretrained_windows: vec![0; 4] };
    EncoderConfig::Swin(SwinConfig { version, ..SwinConfig::swin(96, 6, 8, 256) })
}

fn mit(width: usize, depths: [usize; 4]) -> EncoderConfig {
    EncoderConfig::SegFormer(SegFormerConfig::mit(width, depths))
}

/// What `config`'s family has by default.
fn of_family(name: &str, config: &EncoderConfig) -> Processor {
    Processor { source: format!("preset {name}"), ..Processor::default_for(config) }
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
            assert!(preset.hub.is_none_or(|hub| hub.split('/').count() == 2), "{}", preset.name);
        }
        // facebook/dinov2-small, -base, -large: 22.1, 86.6 and 304.4 million in the model cards.
        assert!((millions("dinov2-small") - 22.06).abs() < 0.01, "{}", millions("dinov2-small"));
        assert!((millions("dinov2-base") - 86.58).abs() < 0.01);
        assert!((millions("dinov2-large") - 304.37).abs() < 0.01);
        assert_eq!(millions("rad-dino"), millions("dinov2-base"));
        assert!((millions("siglip2") - 428.7).abs() < 1.0, "{}", millions("siglip2"));
        assert!(find("no-such").is_none());
    }

    /// Each parameter is read in one launch, and activations' FLOPs grow with the batch; vision transformers, whose tables of positions
    /// are read in parts, have tests of their own.
    #[test]
    fn presets_launches_read_every_parameter_once() {
        for preset in all() {
            let config = (preset.config)();
            if matches!(config, EncoderConfig::Vit(_)) {
                continue;
            }
            let [one, four] = [1, 4].map(|batch| config.operations(config.image_size(), batch));
            let read: u64 = one.iter().map(|o| o.parameters * o.launches).sum();
            assert_eq!(read, config.parameters(), "{}", preset.name);
            assert_eq!(crate::operations::flops(&four), 4 * crate::operations::flops(&one), "{}", preset.name);
        }
    }
}
