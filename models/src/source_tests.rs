use super::*;

/// Configuration and (empty but valid) weights of a small DINOv2 in `dir`.
fn model(dir: &Path) {
    fs::create_dir_all(dir).unwrap();
    fs::write(dir.join("config.json"), r#"{"model_type":"dinov2","hidden_size":384,"num_attention_heads":6}"#).unwrap();
    fs::write(dir.join("model.safetensors"), [&2u64.to_le_bytes()[..], b"{}"].concat()).unwrap();
}

fn width(source: &Source) -> usize {
    source.config.embedding_width()
}

fn refused(spec: &str, arch: Option<&str>, cache: Option<&Path>) -> String {
    resolve_in(spec, arch, cache).unwrap_err().to_string()
}

#[test]
fn folders_and_files() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("mine");
    model(&folder);
    let spec = folder.display().to_string();
    let found = resolve_in(&spec, None, None).unwrap();
    assert_eq!((found.weights.as_deref(), found.name.as_str()), (Some(folder.as_path()), "mine"));
    assert_eq!((width(&found), found.processor.crop), (384, Some([224, 224])));
    // An architecture that is named goes before the file.
    assert_eq!(width(&resolve_in(&spec, Some("dinov2-base"), None).unwrap()), 768);

    let file = folder.join("model.safetensors");
    let beside = resolve_in(&file.display().to_string(), None, None).unwrap();
    assert_eq!((beside.weights.as_deref(), beside.name.as_str()), (Some(file.as_path()), "model"));
    let bare = dir.path().join("bare.safetensors");
    fs::copy(&file, &bare).unwrap();
    let spec = bare.display().to_string();
    assert!(refused(&spec, None, None).contains("--arch"));
    assert_eq!(width(&resolve_in(&spec, Some("vit_tiny_patch16_224"), None).unwrap()), 192);
    let preset = resolve_in(&spec, Some("rad-dino"), None).unwrap();
    assert_eq!(preset.processor.crop, Some([518, 518]));
    assert!(refused(&spec, Some("vit_huge"), None).contains("vit_base_patch16_224"));

    let text = dir.path().join("notes.txt");
    fs::write(&text, "").unwrap();
    assert!(refused(&text.display().to_string(), None, None).contains("not a safetensors file"));
    fs::remove_file(&file).unwrap();
    assert!(refused(&folder.display().to_string(), None, None).contains("holds no weights"));
}

#[test]
fn presets_and_the_hub_cache() {
    let dir = tempfile::tempdir().unwrap();
    let cache = Some(dir.path());
    let absent = resolve_in("dinov2-small", None, cache).unwrap();
    assert_eq!((&absent.weights, width(&absent)), (&None, 384));
    let repository = dir.path().join("models--facebook--dinov2-small");
    let (old, new) = (repository.join("snapshots/ffff"), repository.join("snapshots/0123"));
    model(&old);
    model(&new);
    assert_eq!(resolve_in("dinov2-small", None, cache).unwrap().weights, Some(old.clone()));
    fs::create_dir_all(repository.join("refs")).unwrap();
    fs::write(repository.join("refs/main"), "0123\n").unwrap();
    let found = resolve_in("dinov2-small", None, cache).unwrap();
    assert_eq!((found.weights, found.name.as_str()), (Some(new.clone()), "dinov2-small"));
    assert!(found.processor.source.starts_with("preset"), "{}", found.processor.source);
    let hub = resolve_in("hf:facebook/dinov2-small", None, cache).unwrap();
    assert_eq!((hub.weights, hub.name.as_str()), (Some(new.clone()), "facebook/dinov2-small"));
    assert_eq!(resolve_in("hf:facebook/dinov2-small@ffff", None, cache).unwrap().weights, Some(old));
    assert_eq!(resolve_in("hf:facebook/dinov2-small@main", None, cache).unwrap().weights, Some(new.clone()));
    // A snapshot without weights is as good as none; one without a configuration takes the preset's.
    fs::remove_file(new.join("config.json")).unwrap();
    assert_eq!(resolve_in("dinov2-small", None, cache).unwrap().config.image_size(), [518, 518]);
    fs::remove_file(new.join("model.safetensors")).unwrap();
    assert_eq!(resolve_in("dinov2-small", None, cache).unwrap().weights, None);
    fs::write(repository.join("refs/main"), "../../elsewhere").unwrap();
    assert!(resolve_in("dinov2-small", None, cache).unwrap().weights.is_some());
}

#[test]
fn an_architecture_has_no_weights() {
    let source = resolve_in("vit_small_patch16_224", None, None).unwrap();
    assert!(source.weights.is_none());
    assert_eq!((width(&source), source.name.as_str()), (384, "vit_small_patch16_224"));
}

#[test]
fn what_is_no_model_is_explained() {
    let dir = tempfile::tempdir().unwrap();
    let text = refused("no-such-model", None, Some(dir.path()));
    assert!(text.contains("rad-dino") && text.contains("--arch") && !text.contains('\n'), "{text}");
    assert!(refused("hf:a/b@c", None, Some(dir.path())).contains("hf:a/b@c: is not in the hub's cache"));
    assert!(refused("hf:a/b", None, None).contains("is not in the hub's cache"));
    for bad in ["hf:", "hf:a", "hf:a/b/c", "hf:../b", "hf:a/..", "hf:a/b@../c"] {
        assert!(refused(bad, None, Some(dir.path())).contains("hf:OWNER/NAME"), "{bad}");
    }
}
