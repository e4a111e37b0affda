//! From a file to an [`Image`]: the format is told by content, and bad files end in one clear line.

use std::io::Cursor;
use std::path::Path;

use image::{DynamicImage, ImageDecoder, ImageFormat};

use super::{Image, Intensity, MAX_PIXELS, dicom};
use crate::error::{Error, Result};

/// What a decoder may allocate, in bytes: headers that lie about the size are stopped here.
const MAX_BYTES: u64 = 1 << 30;

/// Sample values before they become 8 bits.
#[derive(Debug)]
pub(super) struct Samples {
    pub width: usize,
    pub height: usize,
    /// 1 or 3.
    pub channels: usize,
    /// Bits a sample uses, 1 to 16; every value is below `2^bits`.
    pub bits: u32,
    /// Whether the smallest value is the brightest.
    pub inverted: bool,
    /// What was added to the file's (signed) values to make them unsigned.
    pub bias: i32,
    /// `[height, width, channels]`.
    pub values: Vec<u16>,
}

/// Reads the PNG, JPEG, TIFF or DICOM image at `path` as grey or RGB with 8 bits a sample.
///
/// Alpha is dropped; a colour image whose three channels are equal becomes grey; MONOCHROME1 is inverted. Values are
/// rounded to the nearest. The first page of a TIFF is read; orientation tags are not applied.
///
/// # Errors
/// [`Error::Input`] if the file is missing, of another format, damaged, of a kind that is not read (multi-frame DICOM,
/// floating point TIFF, ...), larger than [`MAX_PIXELS`], or if all its pixels are equal.
pub fn read(path: &Path, intensity: Intensity) -> Result<Image> {
    let samples = decode(path).map_err(|message| Error::input(path, message))?;
    if let Some(value) = constant(&samples) {
        let message = format!("every pixel is {value}: the image carries nothing; remove it from the manifest");
        return Err(Error::input(path, message));
    }
    Ok(to_image(&samples, intensity))
}

/// Reads a mask: as [`read`] with [`Intensity::Raw`], but one that is empty or full is no error.
///
/// # Errors
/// As [`read`], except for constant images.
pub fn read_mask(path: &Path) -> Result<Image> {
    let samples = decode(path).map_err(|message| Error::input(path, message))?;
    Ok(to_image(&samples, Intensity::Raw))
}

/// Decodes by content. The DICOM mark comes first: the 128 bytes before it are free, and some files make them a TIFF.
fn decode(path: &Path) -> std::result::Result<Samples, String> {
    let bytes = read_bytes(path)?;
    let dcm_name = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("dcm"));
    let samples = if bytes.get(128..132) == Some(b"DICM") {
        dicom::decode(&bytes)?
    } else if let Some(format) = format_of(&bytes) {
        decode_common(&bytes, format)?
    } else if dcm_name {
        dicom::decode(&bytes)?
    } else {
        return Err(unknown_format(&bytes));
    };
    Ok(grey_if_equal(samples))
}

fn read_bytes(path: &Path) -> std::result::Result<Vec<u8>, String> {
    if path.is_dir() {
        return Err("is a folder, not an image; name an image file".into());
    }
    let bytes = std::fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            "no such file; check the path (a manifest's are relative to the manifest)".into()
        }
        _ => format!("cannot be read ({error}); check the file and its permissions"),
    })?;
    if bytes.is_empty() {
        return Err("the file is empty; copy it again from its source".into());
    }
    Ok(bytes)
}

fn format_of(bytes: &[u8]) -> Option<ImageFormat> {
    const TIFF_MARKS: [&[u8]; 4] = [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"];
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(ImageFormat::Png)
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some(ImageFormat::Jpeg)
    } else if TIFF_MARKS.iter().any(|mark| bytes.starts_with(mark)) {
        Some(ImageFormat::Tiff)
    } else {
        None
    }
}

fn unknown_format(bytes: &[u8]) -> String {
    let found = if let Ok(format) = image::guess_format(bytes) {
        format!("is a {format:?} image")
    } else if bytes
        .iter()
        .take(512)
        .all(|&byte| (byte.is_ascii() && !byte.is_ascii_control()) || byte.is_ascii_whitespace())
    {
        "is a text file".into()
    } else {
        "is no image".into()
    };
    format!("{found} by its content; PNG, JPEG, TIFF and DICOM are read: convert it")
}

/// PNG, JPEG and TIFF.
fn decode_common(bytes: &[u8], format: ImageFormat) -> std::result::Result<Samples, String> {
    let name = format!("{format:?}").to_uppercase();
    let damaged =
        |error: image::ImageError| format!("the {name} cannot be decoded ({error}); copy it again or convert it");
    // The JPEG decoder fills what is missing with grey instead of failing.
    if format == ImageFormat::Jpeg {
        check_jpeg_end(bytes)?;
    }
    let mut reader = image::ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = image::Limits::no_limits();
    limits.max_alloc = Some(MAX_BYTES);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    check_size(u64::from(width), u64::from(height))?;
    if decoder.total_bytes() > MAX_BYTES {
        return Err(format!("{width} x {height} pixels need more than 1 GiB decoded; make the image smaller"));
    }
    let decoded = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    // (bits, samples a pixel in the file, of which colour, values)
    let (bits, stride, channels, values): (u32, usize, usize, Vec<u16>) = match decoded {
        DynamicImage::ImageLuma8(buffer) => (8, 1, 1, widen(buffer.into_raw())),
        DynamicImage::ImageLumaA8(buffer) => (8, 2, 1, widen(buffer.into_raw())),
        DynamicImage::ImageRgb8(buffer) => (8, 3, 3, widen(buffer.into_raw())),
        DynamicImage::ImageRgba8(buffer) => (8, 4, 3, widen(buffer.into_raw())),
        DynamicImage::ImageLuma16(buffer) => (16, 1, 1, buffer.into_raw()),
        DynamicImage::ImageLumaA16(buffer) => (16, 2, 1, buffer.into_raw()),
        DynamicImage::ImageRgb16(buffer) => (16, 3, 3, buffer.into_raw()),
        DynamicImage::ImageRgba16(buffer) => (16, 4, 3, buffer.into_raw()),
        _ => return Err(format!("the {name} holds floating point samples; convert it to 8 or 16 bits a sample")),
    };
    let values = if stride == channels {
        values
    } else {
        values.chunks_exact(stride).flat_map(|pixel| pixel.iter().take(channels).copied()).collect()
    };
    let (width, height) = (width as usize, height as usize);
    Ok(Samples { width, height, channels, bits, inverted: false, bias: 0, values })
}

/// Refuses sizes of nothing and of more than [`MAX_PIXELS`].
pub(super) fn check_size(width: u64, height: u64) -> std::result::Result<(), String> {
    match width.checked_mul(height) {
        Some(0) => Err(format!("has {width} x {height} pixels: nothing to read; remove it from the manifest")),
        Some(pixels) if pixels <= MAX_PIXELS => Ok(()),
        _ => Err(format!("{width} x {height} pixels are more than the {MAX_PIXELS} allowed; make the image smaller")),
    }
}

/// Whether the end marker stands behind the last scan's header. Entropy-coded data never holds either marker.
pub(super) fn check_jpeg_end(bytes: &[u8]) -> std::result::Result<(), String> {
    let last = |marker: u8| bytes.windows(2).rposition(|pair| pair == [0xff, marker]);
    match (last(0xda), last(0xd9)) {
        (Some(scan), Some(end)) if end > scan => Ok(()),
        _ => Err("the JPEG is cut off before its end marker; copy it again from its source".into()),
    }
}

/// 8-bit samples in the type the deeper ones have.
pub(super) fn widen(values: Vec<u8>) -> Vec<u16> {
    values.into_iter().map(u16::from).collect()
}

fn grey_if_equal(mut samples: Samples) -> Samples {
    let equal = |pixel: &[u16]| pixel[0] == pixel[1] && pixel[0] == pixel[2];
    if samples.channels == 3 && samples.values.chunks_exact(3).all(equal) {
        samples.values = samples.values.into_iter().step_by(3).collect();
        samples.channels = 1;
    }
    samples
}

/// The value of every pixel, as the file has it, if all are equal.
fn constant(samples: &Samples) -> Option<String> {
    let mut pixels = samples.values.chunks_exact(samples.channels);
    let first = pixels.next()?;
    if !pixels.all(|pixel| pixel == first) {
        return None;
    }
    let shown: Vec<String> = first.iter().map(|&value| (i32::from(value) - samples.bias).to_string()).collect();
    Some(if shown.len() == 1 { shown.concat() } else { format!("({})", shown.join(", ")) })
}

/// Scales in integers, so that the result is the same everywhere: `round((value - low) * 255 / (high - low))`.
fn to_image(samples: &Samples, intensity: Intensity) -> Image {
    let full = (1u32 << samples.bits) - 1;
    let own_range = || {
        let low = samples.values.iter().min().map_or(0, |&value| u32::from(value));
        let high = samples.values.iter().max().map_or(full, |&value| u32::from(value));
        (low, high)
    };
    let range = match intensity {
        Intensity::MinMax => Some(own_range()),
        _ if samples.bits <= 8 => None,
        Intensity::Auto => Some(own_range()),
        Intensity::Raw => Some((0, full)),
    };
    let scale = |value: u32| {
        let value = value.min(full);
        let scaled = match range {
            None if samples.inverted => full - value,
            None => value,
            Some((low, high)) => {
                let distance = if samples.inverted { high - value } else { value - low };
                let range = (high - low).max(1);
                (distance * 510 + range) / (2 * range)
            }
        };
        scaled.min(255) as u8
    };
    // One entry for every value there can be: a division for each pixel of a large radiograph would take far longer.
    let (low, high) = range.unwrap_or((0, full));
    let table: Vec<u8> = (0..=full).map(|value| scale(value.clamp(low, high))).collect();
    let pixels = samples.values.iter().map(|&value| table.get(usize::from(value)).copied().unwrap_or(255)).collect();
    Image { width: samples.width, height: samples.height, channels: samples.channels, pixels }
}

#[cfg(test)]
mod tests {
    use super::super::dicom::tests::{Header, dicom_file};
    use super::*;
    use image::ExtendedColorType::{L8, L16, Rgb8, Rgba8};

    fn encode(format: ImageFormat, kind: image::ExtendedColorType, size: (u32, u32), samples: &[u8]) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image::write_buffer_with_format(&mut bytes, samples, size.0, size.1, kind, format).unwrap();
        bytes.into_inner()
    }

    fn read_as(name: &str, bytes: &[u8], intensity: Intensity) -> std::result::Result<Image, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        read(&path, intensity).map_err(|error| error.to_string())
    }

    fn refused(name: &str, bytes: &[u8], words: &str) {
        let message = read_as(name, bytes, Intensity::Auto).unwrap_err();
        assert!(message.contains(words) && message.contains(name) && !message.contains('\n'), "{message}");
    }

    #[test]
    fn eight_bits_stay_unless_min_max_is_asked_for() {
        let png = encode(ImageFormat::Png, L8, (3, 1), &[10, 20, 30]);
        assert_eq!(read_as("a.png", &png, Intensity::Auto).unwrap().pixels, [10, 20, 30]);
        assert_eq!(read_as("a.png", &png, Intensity::Raw).unwrap().pixels, [10, 20, 30]);
        assert_eq!(read_as("a.png", &png, Intensity::MinMax).unwrap().pixels, [0, 128, 255]);
    }

    #[test]
    fn sixteen_bits_are_scaled_by_their_own_or_the_full_range() {
        let samples: Vec<u8> = [1000u16, 1255, 1510].iter().flat_map(|value| value.to_ne_bytes()).collect();
        for format in [ImageFormat::Png, ImageFormat::Tiff] {
            let bytes = encode(format, L16, (3, 1), &samples);
            // The name does not matter.
            assert_eq!(read_as("a.jpg", &bytes, Intensity::Auto).unwrap().pixels, [0, 128, 255]);
            assert_eq!(read_as("a.jpg", &bytes, Intensity::Raw).unwrap().pixels, [4, 5, 6]);
        }
    }

    #[test]
    fn alpha_is_dropped_and_equal_channels_become_grey() {
        let rgba = encode(ImageFormat::Png, Rgba8, (2, 1), &[1, 2, 3, 9, 4, 5, 6, 9]);
        let image = read_as("a.png", &rgba, Intensity::Auto).unwrap();
        assert_eq!((image.channels, image.pixels), (3, vec![1, 2, 3, 4, 5, 6]));
        let grey = encode(ImageFormat::Tiff, Rgb8, (2, 1), &[7, 7, 7, 8, 8, 8]);
        let image = read_as("a.tif", &grey, Intensity::Auto).unwrap();
        assert_eq!((image.channels, image.pixels), (1, vec![7, 8]));
    }

    #[test]
    fn bad_files_end_in_one_line() {
        let picture: Vec<u8> = (0..64 * 64).map(|at: u32| (at * at / 7) as u8).collect();
        for (format, name) in [(ImageFormat::Png, "a.png"), (ImageFormat::Jpeg, "a.jpg"), (ImageFormat::Tiff, "a.tif")]
        {
            let bytes = encode(format, L8, (64, 64), &picture);
            assert!(read_as(name, &bytes, Intensity::Auto).is_ok());
            for part in [bytes.len() / 2, bytes.len() * 9 / 10, 20] {
                assert!(read_as(name, &bytes[..part], Intensity::Auto).is_err(), "{name}, {part} bytes");
            }
            refused(name, &encode(format, L8, (8, 8), &[77; 64]), "every pixel is 77: the image carries nothing");
        }
        refused("a.png", b"image,split\nb.png,train\n", "is a text file by its content");
        refused("a.png", b"", "the file is empty");
        refused("a.png", b"GIF89a\x01\0\x01\0\0\0\0", "is a Gif image by its content");
        refused("a.dcm", b"no DICOM either, whatever its name says", "the DICOM is cut off or damaged");
        let missing = read(Path::new("/nowhere/a.png"), Intensity::Auto).unwrap_err().to_string();
        assert!(missing.contains("no such file"), "{missing}");
    }

    #[test]
    fn a_header_of_a_size_that_cannot_be_is_refused_before_decoding() {
        let mut png = encode(ImageFormat::Png, L8, (2, 1), &[1, 2]);
        png[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
        // The checksum of the header, from the same library that checks it.
        let sum = crc(&png[12..29]);
        png[29..33].copy_from_slice(&sum.to_be_bytes());
        refused("a.png", &png, "65536 x 65536 pixels are more than");
        let header = Header { rows: 60000, columns: 60000, ..Header::default() };
        refused("a.dcm", &dicom_file(&header, Some(&[0; 8])), "60000 x 60000 pixels are more than");
    }

    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0, |sum, &byte| {
            (0..8).fold(sum ^ u32::from(byte), |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 })
        })
    }

    #[test]
    fn masks_may_be_empty() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mask.png");
        std::fs::write(&path, encode(ImageFormat::Png, L8, (2, 2), &[0; 4])).unwrap();
        assert_eq!(read_mask(&path).unwrap().pixels, [0; 4]);
    }
}
