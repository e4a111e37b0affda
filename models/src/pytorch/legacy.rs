//! The file that `torch.save` wrote before PyTorch 1.6: five pickles, then every storage with its length before it.
//!
//! The pickles: a magic number, the format's version, facts about the machine, the value itself, and the storages' keys in
//! the order in which they follow. Source: `torch/serialization.py`, `_legacy_save`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::pickle::{self, Pickle, Result, Value};

/// The first bytes of such a file: protocol 2, and the magic number as a whole number of ten bytes.
pub const MAGIC: &[u8] = b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.";
const VERSION: i128 = 1001;

/// Reads the file `bytes`: its pickle, and the bytes of every storage.
pub fn read(bytes: &[u8]) -> Result<(Pickle, Vec<Range<usize>>)> {
    let mut at = MAGIC.len();
    let mut next = || -> Result<Pickle> {
        let pickle = pickle::read(bytes.get(at..).unwrap_or_default())?;
        at += pickle.length;
        Ok(pickle)
    };
    let version = next()?;
    if version.values[version.root] != Value::Int(VERSION) {
        return Err(format!(
            "is of a version of PyTorch's older format other than {VERSION}; save it again with PyTorch"
        ));
    }
    let machine = next()?;
    if !little_endian(&machine) {
        return Err("was saved on a machine that does not say it is little-endian; save it again on one that is".into());
    }
    let (pickle, keys) = (next()?, next()?);
    let by_key: BTreeMap<&str, usize> = pickle.storages.iter().enumerate().map(|(i, s)| (s.key.as_str(), i)).collect();
    let mut ranges = vec![None; pickle.storages.len()];
    for key in texts(&keys)? {
        let &index = by_key.get(key).ok_or_else(|| format!("holds a storage {key} that nothing refers to"))?;
        let cut = || format!("ends within storage {key}; download it again");
        let length = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()).ok_or_else(cut)?;
        let storage = &pickle.storages[index];
        let found = i64::from_le_bytes(*length);
        if usize::try_from(found) != Ok(storage.len) {
            return Err(format!("storage {key} has {found} elements, wanted {}; download it again", storage.len));
        }
        let start = at + length.len();
        let end = start.checked_add(storage.bytes()).filter(|&end| end <= bytes.len()).ok_or_else(cut)?;
        ranges[index] = Some(start..end);
        at = end;
    }
    let lacks = |(index, range): (usize, Option<Range<usize>>)| {
        range.ok_or_else(|| format!("lacks storage {}; download it again", pickle.storages[index].key))
    };
    let ranges = ranges.into_iter().enumerate().map(lacks).collect::<Result<_>>()?;
    Ok((pickle, ranges))
}

/// Whether the facts about the machine say so.
fn little_endian(machine: &Pickle) -> bool {
    let Value::Dict(facts) = &machine.values[machine.root] else { return false };
    let is = |id: usize, value: &Value| machine.values[id] == *value;
    facts.iter().any(|&(key, value)| is(key, &Value::Text("little_endian".into())) && is(value, &Value::Flag(true)))
}

/// The members of a list of texts.
fn texts(pickle: &Pickle) -> Result<Vec<&str>> {
    let wrong = || "its list of storages is not one; download it again".to_string();
    let Value::List(items) = &pickle.values[pickle.root] else { return Err(wrong()) };
    let text = |&id: &usize| match &pickle.values[id] {
        Value::Text(text) => Ok(text.as_str()),
        _ => Err(wrong()),
    };
    items.iter().map(text).collect()
}
