use super::*;
use std::io::Write;

/// A safetensors file of the given header and data.
fn raw(path: &Path, header: &str, data: &[u8]) {
    let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
    bytes.extend(header.as_bytes());
    bytes.extend(data);
    fs::write(path, bytes).unwrap();
}

/// A file with a 2 x 2 matrix of f32 at `name`.
fn matrix(path: &Path, name: &str) {
    let data: Vec<u8> = [1.0f32, -2.0, 0.5, 3.0].iter().flat_map(|v| v.to_le_bytes()).collect();
    raw(path, &format!(r#"{{"{name}":{{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}}}"#), &data);
}

fn message(path: &Path) -> String {
    let text = Weights::open(path).unwrap_err().to_string();
    assert!(!text.contains('\n') && text.contains(&path.parent().unwrap().display().to_string()), "{text}");
    text
}

#[test]
fn every_floating_type_is_converted_and_use_is_remembered() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.safetensors");
    let mut data = Vec::new();
    data.extend(1.5f64.to_le_bytes());
    data.extend((-0.25f32).to_le_bytes());
    data.extend(7i32.to_le_bytes());
    data.extend(f16::from_f32(0.5).to_le_bytes());
    data.extend(bf16::from_f32(-3.0).to_le_bytes());
    let header = r#"{"d":{"dtype":"F64","shape":[],"data_offsets":[0,8]},"f":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},
        "i":{"dtype":"I32","shape":[1],"data_offsets":[12,16]},"h":{"dtype":"F16","shape":[1,1],"data_offsets":[16,18]},
        "b":{"dtype":"BF16","shape":[1],"data_offsets":[18,20]},"__metadata__":{"format":"pt"}}"#;
    raw(&file, header, &data);
    let weights = Weights::open(&file).unwrap();
    assert_eq!(weights.keys().collect::<Vec<_>>(), ["b", "d", "f", "h", "i"]);
    assert_eq!((weights.parameters(), weights.bytes(), weights.path()), (5, 20, file.as_path()));
    assert_eq!(weights.f32("d", &[]).unwrap(), [1.5]);
    assert_eq!(weights.f32("f", &[1]).unwrap(), [-0.25]);
    assert_eq!(weights.f32_any("h").unwrap(), (vec![1, 1], vec![0.5]));
    assert_eq!(weights.unused(), ["b", "i"]);
    assert_eq!(weights.optional("b", &[1]).unwrap(), Some(vec![-3.0]));
    assert_eq!(weights.optional("none", &[1]).unwrap(), None);
    assert_eq!((weights.shape("h"), weights.dtype("h")), (Some(&[1, 1][..]), Some(Dtype::F16)));
    let integer = weights.f32("i", &[1]).unwrap_err().to_string();
    assert!(integer.contains("tensor i is of type I32"), "{integer}");
    assert_eq!(weights.unused(), ["i"]);
    weights.mark_used("i");
    assert!(weights.unused().is_empty());
    assert_eq!(weights.idle(), ["i"]);
    fn sync<T: Sync + Send>(_: &T) {}
    sync(&weights);
}

#[test]
fn a_wrong_shape_or_name_is_explained() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("model.safetensors");
    matrix(&file, "vit.layer.weight");
    let weights = Weights::open(dir.path()).unwrap();
    let shape = weights.f32("vit.layer.weight", &[4]).unwrap_err().to_string();
    assert!(shape.contains("vit.layer.weight has shape [2, 2], wanted [4]"), "{shape}");
    let missing = weights.f32("layer.weight", &[2, 2]).unwrap_err().to_string();
    assert!(missing.contains("layer.weight is missing (wanted shape [2, 2])"), "{missing}");
    assert!(missing.ends_with("nearest name in the file is vit.layer.weight"), "{missing}");
    assert!(weights.f32_any("pos_embed").unwrap_err().to_string().contains("pos_embed is missing;"));
    // A failed read is no use.
    assert_eq!(weights.unused(), ["vit.layer.weight"]);
}

#[test]
fn damaged_files_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.safetensors");
    let with = |header: &str, length: usize| {
        raw(&file, header, &vec![0; length]);
        message(&file)
    };
    let one =
        |shape: &str, offsets: &str| format!(r#"{{"a":{{"dtype":"F32","shape":{shape},"data_offsets":{offsets}}}}}"#);
    for (header, length, wanted) in [
        (one("[2,2]", "[0,16]"), 12, "truncated or too long"),
        (one("[2,2]", "[0,16]"), 20, "truncated or too long"),
        (one("[2,2]", "[0,12]"), 12, "does not match its shape"),
        (one("[2,2]", "[4,20]"), 20, "overlaps another, leaves a gap"),
        (one("[2,2]", "[16,0]"), 16, "overlaps another, leaves a gap"),
        (one("[2,2]", "[0,99999]"), 16, "tensor a lies past the end of the file"),
        (one("[4294967296,4294967296]", "[0,16]"), 16, "larger than any memory"),
        (one("[-1]", "[0,16]"), 16, "header is not valid"),
        ("{nonsense".into(), 16, "header is not valid"),
        ("[]".into(), 0, "header is not valid"),
    ] {
        let found = with(&header, length);
        assert!(found.contains(wanted), "{header}: {found}");
    }
    // Nine tensors whose ends add up to just below 2^64.
    let sizes = [[1u64 << 61; 7].as_slice(), &[(1 << 61) - 64, 48]].concat();
    let mut start = 0;
    let entries = sizes.iter().enumerate().map(|(n, size)| {
        let entry = format!(r#""{n}":{{"dtype":"U8","shape":[{size}],"data_offsets":[{start},{}]}}"#, start + size);
        start += size;
        entry
    });
    let huge = format!("{{{}}}", entries.collect::<Vec<_>>().join(","));
    assert!(with(&huge, 16).contains("past the end"));
    let overlap = r#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#;
    assert!(with(overlap, 12).contains("overlaps"));
    for (bytes, wanted) in [
        (vec![], "is empty"),
        (vec![1, 2, 3], "too few"),
        (u64::MAX.to_le_bytes().to_vec(), "out of all proportion"),
        ([&5000u64.to_le_bytes()[..], b"{}"].concat(), "exceeds the file"),
        ([&2u64.to_le_bytes()[..], &[0xff, 0xfe]].concat(), "not text"),
        (b"PK\x03\x04 a zip, as PyTorch writes it".to_vec(), "out of all proportion"),
    ] {
        fs::write(&file, &bytes).unwrap();
        let found = message(&file);
        assert!(found.contains(wanted), "{bytes:?}: {found}");
    }
    assert!(message(&dir.path().join("none")).contains("cannot be read"));
}

#[test]
fn every_truncation_of_a_file_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.safetensors");
    matrix(&file, "a");
    let whole = fs::read(&file).unwrap();
    for length in 0..whole.len() {
        fs::write(&file, &whole[..length]).unwrap();
        assert!(Weights::open(&file).is_err(), "{length}");
    }
}

#[test]
fn a_folder_says_what_it_lacks() {
    let dir = tempfile::tempdir().unwrap();
    let text = Weights::open(dir.path()).unwrap_err().to_string();
    assert!(text.contains("model.safetensors.index.json") && text.contains("*.safetensors"), "{text}");
    fs::write(dir.path().join("pytorch_model.bin"), "").unwrap();
    let text = Weights::open(dir.path()).unwrap_err().to_string();
    assert!(text.contains("holds pytorch_model.bin, but only safetensors is read"), "{text}");
    matrix(&dir.path().join("open_clip_model.safetensors"), "visual.trunk.norm");
    assert!(Weights::open(dir.path()).unwrap().contains("visual.trunk.norm"));
    matrix(&dir.path().join("other.safetensors"), "a");
    let text = Weights::open(dir.path()).unwrap_err().to_string();
    assert!(text.contains("several safetensors files (open_clip_model.safetensors, other.safetensors)"), "{text}");
    matrix(&dir.path().join("model.safetensors"), "a");
    assert!(Weights::open(dir.path()).unwrap().contains("a"));
}

#[test]
fn shards_are_joined_and_checked() {
    let dir = tempfile::tempdir().unwrap();
    let index = dir.path().join("model.safetensors.index.json");
    let write = |map: &str| {
        let mut file = File::create(&index).unwrap();
        write!(file, r#"{{"metadata":{{}},"weight_map":{map}}}"#).unwrap();
    };
    matrix(&dir.path().join("one.safetensors"), "a");
    matrix(&dir.path().join("two.safetensors"), "b");
    write(r#"{"a":"one.safetensors","b":"two.safetensors"}"#);
    let weights = Weights::open(dir.path()).unwrap();
    assert_eq!((weights.keys().collect::<Vec<_>>(), weights.bytes()), (vec!["a", "b"], 32));
    assert_eq!(weights.f32("b", &[2, 2]).unwrap(), [1.0, -2.0, 0.5, 3.0]);
    for (map, wanted) in [
        (r#"{"a":"three.safetensors"}"#, "names the shard three.safetensors"),
        (r#"{"a":"one.safetensors","c":"two.safetensors"}"#, "maps tensor c to two.safetensors"),
        (r#"{"a":"../one.safetensors"}"#, "in the same folder"),
        (r#"{"a":1}"#, "weight_map.a wanted the name of a file"),
        ("{}", "maps no tensor"),
        ("[]", "wanted an object"),
        ("null", "has no field weight_map"),
        ("{", "not valid JSON"),
    ] {
        write(map);
        let found = Weights::open(dir.path()).unwrap_err().to_string();
        assert!(found.contains(wanted), "{map}: {found}");
    }
}

#[test]
fn the_prefix_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.safetensors");
    matrix(&file, "odd.place.layernorm.weight");
    let weights = Weights::open(&file).unwrap();
    assert_eq!(prefix(&weights, &["", "vit."], "layernorm.weight").as_deref(), Some("odd.place."));
    assert_eq!(prefix(&weights, &["odd."], "place.layernorm.weight").as_deref(), Some("odd."));
    assert_eq!(prefix(&weights, &[], "odd.place.layernorm.weight").as_deref(), Some(""));
    assert_eq!(prefix(&weights, &[""], "norm.weight"), None);
    assert_eq!(prefix(&weights, &[""], "cls_token"), None);
}
