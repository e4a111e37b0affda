use super::*;

/// A pickle of protocol 2 with `body` between its first and last instruction.
fn pickle(body: &[u8]) -> Vec<u8> {
    [b"\x80\x02", body, b"."].concat()
}

fn root(body: &[u8]) -> Value {
    let pickle = read(&pickle(body)).unwrap();
    pickle.values[pickle.root].clone()
}

fn refused(body: &[u8]) -> String {
    read(&pickle(body)).unwrap_err()
}

/// The instructions for a storage of `len` f32 elements called 0.
fn storage(len: u8) -> Vec<u8> {
    let text = |text: &str| [b"X", &(text.len() as u32).to_le_bytes()[..], text.as_bytes()].concat();
    let parts = [&text("storage")[..], b"ctorch\nFloatStorage\n", &text("0"), &text("cpu"), &[b'K', len]];
    [b"(", &parts.concat()[..], b"tQ"].concat()
}

/// The instructions for a tensor of `storage`.
fn tensor(len: u8, offset: &[u8], shape: &[u8], stride: &[u8]) -> Vec<u8> {
    let rebuild = b"ctorch._utils\n_rebuild_tensor_v2\n(";
    [rebuild, &storage(len)[..], offset, shape, stride, b"\x89}tR"].concat()
}

#[test]
fn values() {
    assert_eq!(root(b"J\xff\xff\xff\xff"), Value::Int(-1));
    assert_eq!(root(b"M\x00\x80"), Value::Int(0x8000));
    assert_eq!(root(b"\x8a\x02\x00\x80"), Value::Int(-0x8000));
    assert_eq!(root(b"\x8a\x00"), Value::Int(0));
    assert_eq!(root(b"\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19"), Value::Int(0x1950_a86a_20f9_469c_fc6c));
    assert_eq!(root(b"X\x02\x00\x00\x00\xc3\xa9"), Value::Text("\u{e9}".into()));
    // {"a": 1}, through the memo, and a key that is there twice.
    let read = read(&pickle(b"}q\x05(X\x01\x00\x00\x00aq\x06K\x01h\x06K\x02uh\x05\x86")).unwrap();
    let Value::Tuple(items) = &read.values[read.root] else { panic!("{read:?}") };
    assert_eq!(items[0], items[1]);
    let Value::Dict(pairs) = &read.values[items[0]] else { panic!("{read:?}") };
    assert_eq!(
        pairs.iter().map(|&(_, value)| read.values[value].clone()).collect::<Vec<_>>(),
        [Value::Int(1), Value::Int(2)]
    );
    assert_eq!(root(b"ccollections\nOrderedDict\n)R}b"), Value::Dict(Vec::new()));
    let Value::List(items) = root(b"](K\x01K\x02eNa") else { panic!("no list") };
    assert_eq!(items.len(), 3);
}

#[test]
fn tensors_stay_within_their_storage() {
    let found = root(&tensor(6, b"K\x00", b"K\x02K\x03\x86", b"K\x03K\x01\x86"));
    let Value::Tensor(found) = found else { panic!("{found:?}") };
    assert_eq!((found.storage, found.shape, found.stride), (0, vec![2, 3], vec![3, 1]));
    let leaves = |len, offset: &[u8], shape: &[u8], stride: &[u8]| {
        let text = refused(&tensor(len, offset, shape, stride));
        assert!(text.contains("leaves storage 0"), "{text}");
    };
    leaves(5, b"K\x00", b"K\x02K\x03\x86", b"K\x03K\x01\x86");
    leaves(6, b"K\x01", b"K\x02K\x03\x86", b"K\x03K\x01\x86");
    leaves(
        6,
        b"\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f",
        b"K\x02\x85",
        b"\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f\x85",
    );
    assert!(refused(&tensor(6, b"K\x00", b"K\x02\x85", b"K\x03K\x01\x86")).contains("strides"));
    assert!(refused(&tensor(6, b"J\xff\xff\xff\xff", b"K\x02\x85", b"K\x01\x85")).contains("-1"));
    // No element, and a single one whose stride says nothing.
    root(&tensor(0, b"K\x00", b"K\x00K\x05\x86", b"K\x05K\x01\x86"));
    root(&tensor(1, b"K\x00", b"K\x01\x85", b"\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f\x85"));
    assert!(refused(&[storage(3), storage(4)].concat()).contains("two types or lengths"));
}

#[test]
fn nothing_else_is_known() {
    let text = refused(b"cos\nsystem\nX\x02\x00\x00\x00id\x85R");
    assert!(text.contains("os.system") && text.contains("nothing was run"), "{text}");
    assert!(refused(b"c__builtin__\neval\n").contains("__builtin__.eval"));
    assert!(refused(b"ctorch._utils\n_rebuild_tensor_v2x\n").contains("_rebuild_tensor_v2x"));
    for (body, name) in
        [(&b"\x93"[..], "STACK_GLOBAL"), (b"(ios\nsystem\n", "INST"), (b")\x81", "NEWOBJ"), (b"\xff", "not one")]
    {
        let text = refused(body);
        assert!(text.contains(name) && text.contains("byte"), "{text}");
    }
    assert!(read(b"\x80\x04N.").unwrap_err().contains("protocol 4"));
    // Callables are called as torch.save has it, or not at all.
    assert!(refused(b"ccollections\nOrderedDict\nN\x85R").contains("arguments"));
    assert!(refused(b"ctorch._utils\n_rebuild_parameter\nK\x01\x88}\x87R").contains("arguments"));
    assert!(refused(b"K\x01)R").contains("cannot be called"));
    assert!(refused(b"K\x01Q").contains("tuple"));
    assert!(refused(b"K\x01Nb").contains("attributes"));
}

#[test]
fn what_does_not_fit_together_is_refused() {
    for body in [
        &b"a"[..],
        b"u",
        b"t",
        b"(s",
        b"]a",
        b"NNs",
        b"}(Nu",
        b"h\x01",
        b"q\x01",
        b"(\x85",
        b"K",
        b"X\xff\xff\xff\xff",
        b"cos",
    ] {
        assert!(!refused(body).is_empty(), "{body:?}");
    }
    assert!(read(b"").is_err() && read(b"\x80\x02N").is_err());
    assert!(refused(b"\x8a\x11aaaaaaaaaaaaaaaaa").contains("17 bytes"));
    assert!(refused(b"X\x01\x00\x00\x00\xff").contains("UTF-8"));
    // A stack of nothing but one value, as long as the file.
    assert!(refused(&b"N".repeat(3 << 20)).contains("more values"));
}
