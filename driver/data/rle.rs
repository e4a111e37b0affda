//! Masks as SIIM-ACR writes them: pairs of a gap since the last run's end and a run's length, down the columns of a 1024 x 1024
//! image; `-1` for an empty mask. Several masks of one image are joined with `;`.

use super::Image;

/// Height and width of SIIM-ACR's images.
const SIDE: usize = 1024;

/// Whether a mask's cell holds a run-length code and not a path.
pub fn is_code(cell: &str) -> bool {
    cell == "-1" || (cell.contains(' ') && cell.split([' ', ';']).all(|word| word.bytes().all(|b| b.is_ascii_digit())))
}

/// The mask that `code` says.
///
/// # Errors
/// What of the code is no number, has no partner, or leaves the image.
pub fn decode(code: &str) -> Result<Image, String> {
    let mut pixels = vec![0; SIDE * SIDE];
    for mask in code.split(';').map(str::trim).filter(|mask| *mask != "-1") {
        let numbers = mask.split_whitespace().map(|word| {
            word.parse::<usize>().map_err(|_| format!("holds {word:?} where a run-length code has a whole number"))
        });
        let numbers = numbers.collect::<Result<Vec<_>, _>>()?;
        if numbers.len() % 2 != 0 {
            return Err(format!("is a run-length code of {} numbers; they come in pairs", numbers.len()));
        }
        let mut at = 0usize;
        for pair in numbers.chunks_exact(2) {
            let start = at.saturating_add(pair[0]);
            at = start.saturating_add(pair[1]);
            if at > SIDE * SIDE {
                return Err(format!("is a run-length code that leaves an image of {SIDE} x {SIDE}"));
            }
            for place in start..at {
                pixels[place % SIDE * SIDE + place / SIDE] = 255;
            }
        }
    }
    Ok(Image { width: SIDE, height: SIDE, channels: 1, pixels })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_go_down_the_columns_from_the_last_ones_end() {
        let mask = decode("1022 4 1020 2").unwrap();
        let lit: Vec<usize> = (0..SIDE * SIDE).filter(|i| mask.pixels[*i] == 255).collect();
        assert_eq!(lit, [1, SIDE + 1, 1022 * SIDE, 1022 * SIDE + 1, 1023 * SIDE, 1023 * SIDE + 1]);
        assert!(decode("-1").unwrap().pixels.iter().all(|p| *p == 0));
        assert_eq!(decode("0 1;5 1").unwrap().pixels.iter().filter(|p| **p == 255).count(), 2);
    }

    #[test]
    fn what_is_no_code_is_told_from_one_and_refused() {
        assert!(is_code("-1") && is_code("12 3") && is_code("1 2;3 4"));
        assert!(!is_code("masks/12.png") && !is_code("") && !is_code("12"));
        assert!(decode("1 2 3").unwrap_err().contains("in pairs"));
        assert!(decode("1048570 7").unwrap_err().contains("leaves"));
        assert!(decode("1 x").unwrap_err().contains("\"x\""));
    }
}
