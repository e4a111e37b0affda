//! Holds the lengths that a DICOM file's elements claim against the bytes that are there.
//!
//! The parser allocates and clears what an element claims before it reads it: without this a damaged file of a few bytes
//! costs gigabytes of memory.

const IMPLICIT_LITTLE: &str = "1.2.840.10008.1.2";
const EXPLICIT_BIG: &str = "1.2.840.10008.1.2.2";
const DEFLATED: &str = "1.2.840.10008.1.2.1.99";
const UNDEFINED: u32 = u32::MAX;

/// Walks the elements of `data`, which begins with the meta group (behind the preamble and the mark).
///
/// Sequences are entered, as far as their type can be told; deflated data sets are not walked.
///
/// # Errors
/// Names the first element that claims more bytes than are left.
pub(super) fn check(data: &[u8]) -> Result<(), String> {
    let mut at = 0;
    let mut explicit = true;
    let mut big = false;
    let mut in_meta = true;
    let mut in_fragments = false;
    let mut syntax = String::new();
    while let Some(head) = data.get(at..at + 8) {
        if in_meta && head[..2] != [2, 0] {
            in_meta = false;
            if syntax == DEFLATED {
                return Ok(());
            }
            explicit = syntax != IMPLICIT_LITTLE;
            big = syntax == EXPLICIT_BIG;
        }
        let word = |from: usize| {
            let pair = [head[from], head[from + 1]];
            if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
        };
        let double = |bytes: &[u8]| {
            let bytes = [bytes[0], bytes[1], bytes[2], bytes[3]];
            if big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
        };
        let (group, element) = (word(0), word(2));
        let short = double(&head[4..]);
        let kind = [head[4], head[5]];
        let (length, header) = if group == 0xfffe || !explicit {
            (short, 8)
        } else if [b"OB", b"OW", b"OD", b"OF", b"OL", b"OV", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"]
            .contains(&&kind)
        {
            let Some(long) = data.get(at + 8..at + 12) else { break };
            (double(long), 12)
        } else {
            (u32::from(word(6)), 8)
        };
        at += header;
        let left = data.len() - at;
        let entered = match (group, element) {
            (0xfffe, 0xe0dd) => {
                in_fragments = false;
                true
            }
            (0xfffe, 0xe000) => !in_fragments,
            (0xfffe, _) => true,
            (0x7fe0, 0x0010) if length == UNDEFINED => {
                in_fragments = true;
                true
            }
            // What an unknown element of undefined length holds is encoded in another way.
            _ if length == UNDEFINED && explicit && kind == *b"UN" => return Ok(()),
            _ => length == UNDEFINED || (explicit && kind == *b"SQ"),
        };
        let inside = length as usize;
        if length != UNDEFINED && inside > left {
            let claim = format!("element ({group:04X},{element:04X}) claims {inside} bytes, {left} are left");
            return Err(format!("the DICOM is cut off or damaged ({claim}); copy it again from its source"));
        }
        if entered {
            continue;
        }
        if length == UNDEFINED {
            return Ok(());
        }
        if (group, element) == (2, 0x10) {
            let uid = data.get(at..at + inside).unwrap_or_default();
            syntax = String::from_utf8_lossy(uid).trim_end_matches(['\0', ' ']).into();
        }
        at += inside;
    }
    Ok(())
}
