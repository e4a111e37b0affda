//! The name a user or a file most likely meant.

/// The name among `names` nearest to `key`: one that differs by a prefix only, else the one of least edit distance, if
/// that is at most a third of the key's length.
pub(crate) fn nearest<'a>(key: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        let by_prefix = is_under(name, key) || is_under(key, name);
        let distance = if by_prefix { 0 } else { distance(key, name) };
        if best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.filter(|(distance, _)| *distance <= key.chars().count() / 3).map(|(_, name)| name.to_string())
}

fn is_under(long: &str, short: &str) -> bool {
    long.strip_suffix(short).is_some_and(|prefix| prefix.ends_with('.'))
}

/// Levenshtein's distance, one row at a time. A file may hold names of any length; a thousand characters tell enough.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(1000).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(1000).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_prefers_a_prefix_and_refuses_strangers() {
        let names = ["vit.layernorm.weight", "layernorm.weights", "encoder.bias"];
        assert_eq!(nearest("layernorm.weight", names.into_iter()).as_deref(), Some("vit.layernorm.weight"));
        assert_eq!(nearest("layernom.weights", names.into_iter()).as_deref(), Some("layernorm.weights"));
        assert_eq!(nearest("blocks.0.attn", names.into_iter()), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
