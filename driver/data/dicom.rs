//! DICOM: single-frame projection images, uncompressed or JPEG (baseline, lossless), 8 to 16 bits stored.
//!
//! The objects are parsed by `dicom-object`. The pixel data are taken apart here, because every number of the header
//! must be held against the length of the data and against the embedded JPEG before it is believed.

mod lengths;

use std::io::Cursor;

use dicom_object::file::ReadPreamble;
use dicom_object::{DefaultDicomObject, OpenFileOptions, Tag};
use jpeg_decoder::{ColorTransform, PixelFormat};

use super::decode::{Samples, check_jpeg_end, check_size, widen};

type Result<T> = std::result::Result<T, String>;

const INSTANCE: Tag = Tag(0x0008, 0x0018);
const PATIENT: Tag = Tag(0x0010, 0x0020);
const SEX: Tag = Tag(0x0010, 0x0040);
const AGE: Tag = Tag(0x0010, 0x1010);
const VIEW: Tag = Tag(0x0018, 0x5101);
const SAMPLES_PER_PIXEL: Tag = Tag(0x0028, 0x0002);
const PHOTOMETRIC: Tag = Tag(0x0028, 0x0004);
const PLANAR: Tag = Tag(0x0028, 0x0006);
const FRAMES: Tag = Tag(0x0028, 0x0008);
const ROWS: Tag = Tag(0x0028, 0x0010);
const COLUMNS: Tag = Tag(0x0028, 0x0011);
const BITS_ALLOCATED: Tag = Tag(0x0028, 0x0100);
const BITS_STORED: Tag = Tag(0x0028, 0x0101);
const HIGH_BIT: Tag = Tag(0x0028, 0x0102);
const SIGNED: Tag = Tag(0x0028, 0x0103);
const RESCALE_SLOPE: Tag = Tag(0x0028, 0x1053);
const PIXEL_DATA: Tag = Tag(0x7fe0, 0x0010);

/// The attributes that say how pixel data are laid out, checked against each other.
struct Layout {
    width: usize,
    height: usize,
    channels: usize,
    photometric: String,
    bits_allocated: u32,
    bits_stored: u32,
    /// Unused bits below the stored ones.
    shift: u32,
    signed: bool,
    /// Colour planes one after the other instead of interleaved.
    planar: bool,
}

/// What a DICOM file says of whose image it is; empty where it does not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// SOPInstanceUID: the image's.
    pub instance: String,
    /// PatientID.
    pub patient: String,
    /// PatientSex.
    pub sex: String,
    /// PatientAge, as it stands there.
    pub age: String,
    /// ViewPosition.
    pub view: String,
}

/// Reads whose image a DICOM file is.
pub(super) fn identity(bytes: &[u8]) -> Result<Identity> {
    let object = parse(bytes)?;
    let of = |tag| text(&object, tag).map(Option::unwrap_or_default);
    Ok(Identity { instance: of(INSTANCE)?, patient: of(PATIENT)?, sex: of(SEX)?, age: of(AGE)?, view: of(VIEW)? })
}

/// Decodes a DICOM file. Rescale slope and intercept are linear, so of them only the slope's sign changes an image that
/// is scaled to 8 bits afterwards; lookup tables and windows are not applied.
pub(super) fn decode(bytes: &[u8]) -> Result<Samples> {
    let object = parse(bytes)?;
    let layout = layout(&object)?;
    let slope = number(&object, RESCALE_SLOPE)?.unwrap_or(1.0);
    if !slope.is_finite() || slope == 0.0 {
        return Err(format!("RescaleSlope is {slope}: no image is left; correct the attribute"));
    }
    let syntax = object.meta().transfer_syntax().trim_end_matches(['\0', ' ']);
    let element = object
        .element_opt(PIXEL_DATA)
        .map_err(|error| format!("the DICOM cannot be read ({error})"))?
        .ok_or("the DICOM has no pixel data; remove it from the manifest")?;
    let (stored, interpreted) = match element.value().fragments() {
        Some(fragments) => (decode_fragments(&fragments.concat(), &layout, syntax)?, true),
        None => {
            let data =
                element.to_bytes().map_err(|error| format!("the DICOM's pixel data cannot be read ({error})"))?;
            (split_native(&data, &layout)?, false)
        }
    };
    let mut values = unpack(stored, &layout);
    // The JPEG decoder has already turned YCbCr into RGB.
    if layout.channels == 3 && layout.photometric == "YBR_FULL" && !interpreted {
        ybr_to_rgb(&mut values);
    }
    Ok(Samples {
        width: layout.width,
        height: layout.height,
        channels: layout.channels,
        bits: layout.bits_stored,
        inverted: (layout.photometric == "MONOCHROME1") != (slope < 0.0),
        bias: if layout.signed { 1 << (layout.bits_stored - 1) } else { 0 },
        values,
    })
}

/// Parses a file with preamble, one that starts at the mark or at the meta group, and a bare data set.
fn parse(bytes: &[u8]) -> Result<DefaultDicomObject> {
    let mut prefix = Vec::new();
    if bytes.get(128..132) != Some(b"DICM") && !bytes.starts_with(b"DICM") {
        prefix.extend([0; 128]);
        prefix.extend(b"DICM");
        if !bytes.starts_with(&[2, 0]) {
            // Explicit types are two capital letters behind the first tag.
            let explicit = bytes.get(4..6).is_some_and(|pair| pair.iter().all(u8::is_ascii_uppercase));
            prefix.extend(meta_group(if explicit { "1.2.840.10008.1.2.1" } else { "1.2.840.10008.1.2" }));
        }
    } else if bytes.starts_with(b"DICM") {
        prefix.extend([0; 128]);
    }
    let mut whole = prefix;
    whole.extend(bytes);
    lengths::check(whole.get(132..).unwrap_or_default())?;
    let options = OpenFileOptions::new().read_preamble(ReadPreamble::Always);
    options.from_reader(Cursor::new(whole)).map_err(|error| {
        // The parser reports its causes as a chain; the innermost one says what is wrong.
        let mut cause: &dyn std::error::Error = &error;
        while let Some(source) = cause.source() {
            cause = source;
        }
        format!("the DICOM cannot be read ({error}: {cause}); copy it again from its source")
    })
}

/// The least meta group a parser takes, for data sets that were stored without one.
fn meta_group(syntax: &str) -> Vec<u8> {
    let mut elements = Vec::new();
    for (element, uid) in [(0x0002u16, "1.2"), (0x0003, "1.2"), (0x0010, syntax), (0x0012, "1.2")] {
        let mut value = uid.as_bytes().to_vec();
        value.resize(value.len().next_multiple_of(2), 0);
        elements.extend([2, 0]);
        elements.extend(element.to_le_bytes());
        elements.extend(b"UI");
        elements.extend((value.len() as u16).to_le_bytes());
        elements.extend(value);
    }
    let mut group = vec![2, 0, 0, 0, b'U', b'L', 4, 0];
    group.extend((elements.len() as u32).to_le_bytes());
    group.extend(elements);
    group
}

fn layout(object: &DefaultDicomObject) -> Result<Layout> {
    if object.element_opt(ROWS).ok().flatten().is_none() {
        return Err("the DICOM has no image (Rows is missing); remove it from the manifest".into());
    }
    let frames = number(object, FRAMES)?.unwrap_or(1.0);
    if frames != 1.0 {
        return Err(format!(
            "the DICOM has {frames} frames; only single-frame images are read: extract the frame wanted"
        ));
    }
    let (height, width) = (whole(object, ROWS, "Rows", None)?, whole(object, COLUMNS, "Columns", None)?);
    check_size(u64::from(width), u64::from(height))?;
    let photometric = text(object, PHOTOMETRIC)?.unwrap_or_else(|| "MONOCHROME2".into());
    let channels = whole(object, SAMPLES_PER_PIXEL, "SamplesPerPixel", Some(1))? as usize;
    let wanted = match photometric.as_str() {
        "MONOCHROME1" | "MONOCHROME2" => 1,
        "RGB" | "YBR_FULL" | "YBR_FULL_422" => 3,
        other => {
            return Err(format!(
                "PhotometricInterpretation {other} is not read; convert the image to MONOCHROME2 or RGB"
            ));
        }
    };
    if channels != wanted {
        return Err(format!("SamplesPerPixel is {channels}, but {photometric} has {wanted}; correct the header"));
    }
    let bits_allocated = whole(object, BITS_ALLOCATED, "BitsAllocated", None)?;
    let bits_stored = whole(object, BITS_STORED, "BitsStored", Some(bits_allocated))?;
    let high_bit = whole(object, HIGH_BIT, "HighBit", Some(bits_stored.saturating_sub(1)))?;
    if ![8, 16].contains(&bits_allocated) || bits_stored == 0 || bits_stored > bits_allocated {
        let found = format!("BitsAllocated is {bits_allocated} and BitsStored {bits_stored}");
        return Err(format!("{found}; 8 or 16 allocated, and no more stored than allocated, are read"));
    }
    if high_bit >= bits_allocated || high_bit + 1 < bits_stored {
        return Err(format!(
            "HighBit is {high_bit}, which {bits_stored} bits of {bits_allocated} cannot have; correct it"
        ));
    }
    let signed = whole(object, SIGNED, "PixelRepresentation", Some(0))? == 1;
    if channels == 3 && (bits_stored != 8 || bits_allocated != 8 || signed) {
        return Err("colour DICOM is read with 8 unsigned bits a sample only; convert it".into());
    }
    Ok(Layout {
        width: width as usize,
        height: height as usize,
        channels,
        photometric,
        bits_allocated,
        bits_stored,
        shift: high_bit + 1 - bits_stored,
        signed,
        planar: channels == 3 && whole(object, PLANAR, "PlanarConfiguration", Some(0))? == 1,
    })
}

/// Uncompressed pixel data as samples, in the file's order of samples.
fn split_native(data: &[u8], layout: &Layout) -> Result<Vec<u16>> {
    if layout.photometric == "YBR_FULL_422" {
        return Err("uncompressed YBR_FULL_422 is not read; convert the image to RGB or MONOCHROME2".into());
    }
    let samples = layout.width * layout.height * layout.channels;
    let needed = samples * (layout.bits_allocated / 8) as usize;
    let data = data.get(..needed).ok_or_else(|| {
        let size = format!("{} x {} pixels", layout.width, layout.height);
        format!("the pixel data are cut off: {size} take {needed} bytes, {} are there; copy the file again", data.len())
    })?;
    let values = if layout.bits_allocated == 8 {
        widen(data.to_vec())
    } else {
        data.as_chunks::<2>().0.iter().map(|&pair| u16::from_le_bytes(pair)).collect()
    };
    if layout.planar {
        let plane = layout.width * layout.height;
        return Ok((0..plane).flat_map(|pixel| [0, 1, 2].map(|channel| values[channel * plane + pixel])).collect());
    }
    Ok(values)
}

/// Encapsulated pixel data: JPEG with 8 bits, or lossless JPEG with up to 16.
fn decode_fragments(data: &[u8], layout: &Layout, syntax: &str) -> Result<Vec<u16>> {
    if !syntax.starts_with("1.2.840.10008.1.2.4.") || !["50", "51", "57", "70"].iter().any(|end| syntax.ends_with(end))
    {
        let name = match syntax {
            "1.2.840.10008.1.2.4.80" | "1.2.840.10008.1.2.4.81" => "JPEG-LS",
            "1.2.840.10008.1.2.4.90" | "1.2.840.10008.1.2.4.91" => "JPEG 2000",
            "1.2.840.10008.1.2.5" => "RLE",
            _ => "this compression",
        };
        let way_out = "decompress the file first, with gdcmconv --raw or pydicom";
        return Err(format!("{name} (transfer syntax {syntax}) is not read; {way_out}"));
    }
    check_jpeg_end(data)?;
    let damaged = |error: jpeg_decoder::Error| format!("the JPEG inside the DICOM cannot be decoded ({error})");
    let mut decoder = jpeg_decoder::Decoder::new(data);
    decoder.read_info().map_err(damaged)?;
    let info = decoder.info().ok_or("the JPEG inside the DICOM has no header")?;
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    if (width, height) != (layout.width, layout.height) {
        let header = format!("{} x {}", layout.width, layout.height);
        return Err(format!(
            "the header says {header} pixels, the JPEG inside has {width} x {height}; correct the header"
        ));
    }
    let channels = match info.pixel_format {
        PixelFormat::L8 | PixelFormat::L16 => 1,
        PixelFormat::RGB24 => 3,
        PixelFormat::CMYK32 => 4,
    };
    if channels != layout.channels {
        let header = format!("{} samples a pixel", layout.channels);
        return Err(format!("the header says {header}, the JPEG inside has {channels}; correct the header"));
    }
    if layout.photometric == "RGB" {
        decoder.set_color_transform(ColorTransform::RGB);
    }
    let decoded = decoder.decode().map_err(damaged)?;
    let values = match info.pixel_format {
        PixelFormat::L16 => decoded.as_chunks::<2>().0.iter().map(|&pair| u16::from_ne_bytes(pair)).collect(),
        _ => widen(decoded),
    };
    let needed = layout.width * layout.height * layout.channels;
    if values.len() != needed {
        return Err(format!(
            "the JPEG inside the DICOM has {} samples instead of {needed}; copy it again",
            values.len()
        ));
    }
    Ok(values)
}

/// Takes the stored bits out of each word (old files keep overlays in the others) and makes signed values unsigned.
fn unpack(mut values: Vec<u16>, layout: &Layout) -> Vec<u16> {
    let mask = ((1u32 << layout.bits_stored) - 1) as u16;
    // Flipping the sign bit adds half the range to a two's complement number.
    let flip = if layout.signed { 1 << (layout.bits_stored - 1) } else { 0 };
    for value in &mut values {
        *value = ((*value >> layout.shift) & mask) ^ flip;
    }
    values
}

/// YBR_FULL (ITU-R BT.601, full range) to RGB, DICOM PS3.3 C.7.6.3.1.2.
fn ybr_to_rgb(values: &mut [u16]) {
    for pixel in values.as_chunks_mut::<3>().0 {
        let [y, blue, red] = pixel.map(f64::from);
        let (blue, red) = (blue - 128.0, red - 128.0);
        let rgb = [y + 1.402 * red, y - 0.344_136 * blue - 0.714_136 * red, y + 1.772 * blue];
        *pixel = rgb.map(|value| value.round().clamp(0.0, 255.0) as u16);
    }
}

/// An attribute as a number, or `None` if it is absent or empty.
fn number(object: &DefaultDicomObject, tag: Tag) -> Result<Option<f64>> {
    let Some(text) = text(object, tag)? else { return Ok(None) };
    let first = text.split('\\').next().unwrap_or_default().trim();
    first.parse().map(Some).map_err(|_| format!("attribute {tag} is {first:?}, not a number; correct the header"))
}

fn whole(object: &DefaultDicomObject, tag: Tag, name: &str, default: Option<u32>) -> Result<u32> {
    match (number(object, tag)?, default) {
        (Some(value), _) if value.fract() == 0.0 && (0.0..=65535.0).contains(&value) => Ok(value as u32),
        (Some(value), _) => Err(format!("{name} is {value}; correct the header")),
        (None, Some(default)) => Ok(default),
        (None, None) => Err(format!("the DICOM has no {name}; it cannot be decoded without")),
    }
}

fn text(object: &DefaultDicomObject, tag: Tag) -> Result<Option<String>> {
    let Some(element) = object.element_opt(tag).map_err(|error| format!("attribute {tag}: {error}"))? else {
        return Ok(None);
    };
    let text = element.to_str().map_err(|error| format!("attribute {tag} cannot be read ({error})"))?;
    let text = text.trim_matches(['\0', ' ']);
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The attributes of a small DICOM file.
    pub(in super::super) struct Header {
        pub rows: u16,
        pub columns: u16,
        pub samples: u16,
        pub photometric: &'static str,
        pub allocated: u16,
        pub stored: u16,
        pub signed: u16,
        pub frames: &'static str,
        pub slope: &'static str,
        pub syntax: &'static str,
        /// Instance, patient, sex, age, view.
        pub identity: [&'static str; 5],
    }

    impl Default for Header {
        fn default() -> Self {
            let syntax = "1.2.840.10008.1.2.1";
            let (photometric, frames, slope) = ("MONOCHROME2", "", "");
            Self {
                rows: 2,
                columns: 2,
                samples: 1,
                photometric,
                allocated: 16,
                stored: 12,
                signed: 0,
                frames,
                slope,
                syntax,
                identity: [""; 5],
            }
        }
    }

    fn element(bytes: &mut Vec<u8>, (group, element): (u16, u16), kind: &[u8; 2], value: &[u8]) {
        bytes.extend(group.to_le_bytes());
        bytes.extend(element.to_le_bytes());
        bytes.extend(kind);
        let padded = value.len().next_multiple_of(2);
        match kind {
            b"OW" => {
                bytes.extend([0, 0]);
                bytes.extend((padded as u32).to_le_bytes());
            }
            _ => bytes.extend((padded as u16).to_le_bytes()),
        }
        bytes.extend(value);
        bytes.resize(bytes.len() + padded - value.len(), b' ');
    }

    fn data_set(header: &Header, data: Option<&[u8]>) -> Vec<u8> {
        let mut bytes = Vec::new();
        let number = |value: u16| value.to_le_bytes();
        let places = [
            (0x08, 0x18, b"UI"),
            (0x10, 0x20, b"LO"),
            (0x10, 0x40, b"CS"),
            (0x10, 0x1010, b"AS"),
            (0x18, 0x5101, b"CS"),
        ];
        for ((group, place, kind), value) in
            places.into_iter().zip(header.identity).filter(|(_, value)| !value.is_empty())
        {
            element(&mut bytes, (group, place), kind, value.as_bytes());
        }
        element(&mut bytes, (0x28, 0x02), b"US", &number(header.samples));
        element(&mut bytes, (0x28, 0x04), b"CS", header.photometric.as_bytes());
        element(&mut bytes, (0x28, 0x08), b"IS", header.frames.as_bytes());
        element(&mut bytes, (0x28, 0x10), b"US", &number(header.rows));
        element(&mut bytes, (0x28, 0x11), b"US", &number(header.columns));
        element(&mut bytes, (0x28, 0x100), b"US", &number(header.allocated));
        element(&mut bytes, (0x28, 0x101), b"US", &number(header.stored));
        element(&mut bytes, (0x28, 0x103), b"US", &number(header.signed));
        element(&mut bytes, (0x28, 0x1053), b"DS", header.slope.as_bytes());
        if let Some(data) = data {
            element(&mut bytes, (0x7fe0, 0x10), b"OW", data);
        }
        bytes
    }

    /// A DICOM file in explicit VR little endian.
    pub(in super::super) fn dicom_file(header: &Header, data: Option<&[u8]>) -> Vec<u8> {
        let mut bytes = vec![0; 128];
        bytes.extend(b"DICM");
        bytes.extend(meta_group(header.syntax));
        bytes.extend(data_set(header, data));
        bytes
    }

    fn words(values: [i16; 4]) -> Vec<u8> {
        values.iter().flat_map(|value| value.to_le_bytes()).collect()
    }

    fn refused(header: &Header, data: Option<&[u8]>, words: &str) {
        let message = decode(&dicom_file(header, data)).unwrap_err();
        assert!(message.contains(words) && !message.contains('\n'), "{message}");
    }

    #[test]
    fn monochrome1_and_a_negative_slope_invert() {
        let data = words([0, 1, 2, 4095]);
        let inverted = |header: Header| decode(&dicom_file(&header, Some(&data))).unwrap().inverted;
        assert!(!inverted(Header::default()));
        assert!(inverted(Header { photometric: "MONOCHROME1", ..Header::default() }));
        assert!(inverted(Header { slope: "-1.5", ..Header::default() }));
        assert!(!inverted(Header { photometric: "MONOCHROME1", slope: "-1", ..Header::default() }));

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.dcm");
        let header = Header { photometric: "MONOCHROME1", ..Header::default() };
        std::fs::write(&path, dicom_file(&header, Some(&words([1000, 1255, 1510, 1000])))).unwrap();
        let read = |intensity| crate::data::read(&path, intensity).unwrap().pixels;
        assert_eq!(read(crate::data::Intensity::Auto), [255, 128, 0, 255]);
        assert_eq!(read(crate::data::Intensity::Raw), [193, 177, 161, 193]);
    }

    #[test]
    fn signed_values_are_moved_and_unused_bits_dropped() {
        let signed = Header { signed: 1, ..Header::default() };
        let samples = decode(&dicom_file(&signed, Some(&words([-2048, -1, 0, 2047])))).unwrap();
        assert_eq!((samples.values, samples.bias), (vec![0, 2047, 2048, 4095], 2048));
        let samples = decode(&dicom_file(&Header::default(), Some(&words([0x7001, 2, 3, 4])))).unwrap();
        assert_eq!(samples.values, [1, 2, 3, 4]);
    }

    #[test]
    fn files_without_preamble_or_meta_group_are_read() {
        let data = words([1, 2, 3, 4]);
        let whole = dicom_file(&Header::default(), Some(&data));
        for start in [0, 128, 132, 132 + meta_group(Header::default().syntax).len()] {
            assert_eq!(decode(&whole[start..]).unwrap().values, [1, 2, 3, 4], "from {start}");
        }
    }

    #[test]
    fn colour_is_interleaved_and_converted() {
        let rgb = Header { samples: 3, photometric: "RGB", allocated: 8, stored: 8, columns: 1, ..Header::default() };
        assert_eq!(decode(&dicom_file(&rgb, Some(&[1, 2, 3, 4, 5, 6]))).unwrap().values, [1, 2, 3, 4, 5, 6]);
        let ybr = Header { photometric: "YBR_FULL", ..rgb };
        let samples = decode(&dicom_file(&ybr, Some(&[100, 128, 128, 76, 85, 255]))).unwrap();
        assert_eq!(samples.values, [100, 100, 100, 254, 0, 0]);
    }

    #[test]
    fn what_is_not_read_is_refused_in_one_line() {
        let data = words([1, 2, 3, 4]);
        refused(&Header::default(), None, "the DICOM has no pixel data");
        refused(&Header::default(), Some(&data[..6]), "2 x 2 pixels take 8 bytes, 6 are there");
        refused(&Header { frames: "3", ..Header::default() }, Some(&data), "has 3 frames");
        refused(&Header { frames: "many", ..Header::default() }, Some(&data), "not a number");
        refused(&Header { rows: 0, ..Header::default() }, Some(&data), "2 x 0 pixels");
        refused(&Header { stored: 17, ..Header::default() }, Some(&data), "BitsStored 17");
        refused(&Header { stored: 0, ..Header::default() }, Some(&data), "BitsStored 0");
        refused(&Header { allocated: 32, ..Header::default() }, Some(&data), "BitsAllocated is 32");
        refused(&Header { samples: 3, ..Header::default() }, Some(&data), "SamplesPerPixel is 3");
        refused(&Header { slope: "0", ..Header::default() }, Some(&data), "RescaleSlope is 0");
        refused(
            &Header { photometric: "PALETTE COLOR", ..Header::default() },
            Some(&data),
            "PALETTE COLOR is not read",
        );
        let bytes = dicom_file(&Header::default(), Some(&data));
        let mut hostile = bytes.clone();
        let claim = hostile.len() - 12;
        hostile[claim..claim + 4].copy_from_slice(&[0xfe, 0xff, 0xff, 0xff]);
        assert!(decode(&hostile).unwrap_err().contains("(7FE0,0010) claims 4294967294 bytes, 8 are left"));
        for length in 132..bytes.len() {
            assert!(decode(&bytes[..length]).is_err(), "{length} bytes");
        }
    }
}
