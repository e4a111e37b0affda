//! SIIM-ACR Pneumothorax as its challenge gave it out: a folder of DICOM files and a CSV of run-length codes, made into a manifest.

use super::{dicom, folds, rle};
use crate::error::{Error, Result};
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What to make of it.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder of DICOM files, at any depth.
    pub dicom: PathBuf,
    /// The CSV of run-length codes: ImageId, EncodedPixels; a line for each mask, -1 for none.
    pub rle: PathBuf,
    /// CSVs of further columns, each with ImageId.
    pub attributes: Vec<PathBuf>,
    /// A CSV with ImageId and Fold: its images only, in its folds.
    pub folds_from: Option<PathBuf>,
    /// Folds to make where none are given.
    pub folds: usize,
    /// As many images without a pneumothorax as with one.
    pub balanced: bool,
    /// Seed of the folds and of the balance.
    pub seed: u64,
}

/// One image of the manifest.
struct Case {
    path: PathBuf,
    identity: dicom::Identity,
    /// Empty where there is no pneumothorax.
    code: String,
    /// The mask's share of the image in percent.
    volume: f64,
}

/// What a manifest holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// Images.
    pub images: usize,
    /// Those with a pneumothorax.
    pub positives: usize,
    /// DICOM files that the CSV does not name.
    pub unnamed: usize,
    /// Images of the CSV without a DICOM file.
    pub missing: usize,
}

/// Writes the manifest `out`: `image`, `patient`, `pneumothorax`, `pneumothorax_mask` (its run-length code; empty where there is none),
/// `ptx_volume` (the mask's share of the image, percent; pixels of several masks count once), `ptx_quartile` (`Q1` to `Q4` among the
/// positive), `sex`, `age` (years), `view`, the further columns, and `fold_0` ... by patient.
///
/// # Errors
/// A file that cannot be read, by its name and line; two files of one image; nothing that belongs together.
pub fn manifest(options: &Options, out: &Path) -> Result<Made> {
    let codes = codes(&options.rle)?;
    let given = options.folds_from.as_deref().map(given_folds).transpose()?;
    let attributes = options.attributes.iter().map(|path| table(path)).collect::<Result<Vec<_>>>()?;
    let files = files(&options.dicom)?;
    let identities: Vec<(PathBuf, dicom::Identity)> =
        files.into_par_iter().map(|path| Ok((path.clone(), identity(&path)?))).collect::<Result<_>>()?;
    let mut by_image: BTreeMap<String, (PathBuf, dicom::Identity)> = BTreeMap::new();
    for (path, identity) in identities {
        if let Some((other, _)) = by_image.get(&identity.instance) {
            let message = format!("is the image {} again, of {}; keep one of them", identity.instance, other.display());
            return Err(Error::input(path, message));
        }
        by_image.insert(identity.instance.clone(), (path, identity));
    }
    let unnamed = by_image.keys().filter(|image| !codes.contains_key(*image)).count();
    let missing = codes.keys().filter(|image| !by_image.contains_key(*image)).count();
    let wanted: Vec<(&String, &String)> = codes
        .iter()
        .filter(|(image, _)| {
            by_image.contains_key(*image) && given.as_ref().is_none_or(|given| given.contains_key(*image))
        })
        .collect();
    let mut cases: Vec<Case> = wanted
        .into_par_iter()
        .map(|(image, code)| {
            let (path, identity) = by_image[image].clone();
            let volume = volume(code).map_err(|error| Error::input(&options.rle, format!("image {image}: {error}")))?;
            Ok(Case { path, identity, code: code.clone(), volume })
        })
        .collect::<Result<_>>()?;
    if cases.is_empty() {
        let named = match &options.folds_from {
            None => format!("{} names", options.rle.display()),
            Some(folds) => format!("{} and {} both name", options.rle.display(), folds.display()),
        };
        return Err(Error::input(&options.dicom, format!("holds no image that {named}")));
    }
    if options.balanced {
        balance(&mut cases, options.seed);
    }
    let text = text(options, &cases, &attributes, given.as_ref(), out)?;
    crate::training::state::write(out, text.as_bytes())?;
    let positives = cases.iter().filter(|case| !case.code.is_empty()).count();
    Ok(Made { images: cases.len(), positives, unnamed, missing })
}

/// Run-length codes by image, those of one image joined with `;`; empty where it has no mask.
fn codes(path: &Path) -> Result<BTreeMap<String, String>> {
    let mut codes: BTreeMap<String, String> = BTreeMap::new();
    let (headers, rows) = read(path)?;
    let [image, code] = ["ImageId", "EncodedPixels"].map(|name| position(path, &headers, name));
    let (image, code) = (image?, code?);
    for (line, row) in rows {
        let (name, found) = (&row[image], row[code].split_whitespace().collect::<Vec<_>>().join(" "));
        let code = if found == "-1" { String::new() } else { found };
        if !code.is_empty() && !rle::is_code(&code) {
            return Err(Error::input(path, format!("line {line}: {code:?} is no run-length code")));
        }
        let joined = codes.entry(name.clone()).or_default();
        if !joined.is_empty() && !code.is_empty() {
            joined.push(';');
        }
        joined.push_str(&code);
    }
    Ok(codes)
}

/// A mask's share of the image in percent.
fn volume(code: &str) -> std::result::Result<f64, String> {
    if code.is_empty() {
        return Ok(0.0);
    }
    let mask = rle::decode(code)?;
    let inside = mask.pixels.iter().filter(|&&value| value > 127).count();
    Ok(100.0 * inside as f64 / mask.pixels.len() as f64)
}

/// Leaves as many images without a mask as with one, chosen by the seed.
fn balance(cases: &mut Vec<Case>, seed: u64) {
    let positives = cases.iter().filter(|case| !case.code.is_empty()).count();
    let mut negatives: Vec<usize> = (0..cases.len()).filter(|&at| cases[at].code.is_empty()).collect();
    negatives.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    let left_out: BTreeSet<usize> = negatives.into_iter().skip(positives).collect();
    let mut at = 0;
    cases.retain(|_| {
        at += 1;
        !left_out.contains(&(at - 1))
    });
}

/// `Q1` to `Q4` by rank among the positive.
fn quartiles(cases: &[Case]) -> Vec<String> {
    let mut ranked: Vec<usize> = (0..cases.len()).filter(|&at| !cases[at].code.is_empty()).collect();
    ranked.sort_by(|&a, &b| cases[a].volume.total_cmp(&cases[b].volume).then(a.cmp(&b)));
    let mut quartiles = vec![String::new(); cases.len()];
    for (rank, &at) in ranked.iter().enumerate() {
        quartiles[at] = format!("Q{}", rank * 4 / ranked.len() + 1);
    }
    quartiles
}

/// Columns by image.
struct Attributes {
    names: Vec<String>,
    rows: BTreeMap<String, Vec<String>>,
}

fn text(
    options: &Options,
    cases: &[Case],
    attributes: &[Attributes],
    given: Option<&BTreeMap<String, usize>>,
    out: &Path,
) -> Result<String> {
    let patients: Vec<String> = cases.iter().map(|case| case.patient().to_string()).collect();
    let (of, count) = match given {
        Some(given) => {
            let of: Vec<usize> = cases.iter().map(|case| given[&case.identity.instance]).collect();
            let count = given.values().max().map_or(0, |last| last + 1);
            (of, count)
        }
        None => {
            let strata: Vec<String> = cases.iter().map(|case| u8::from(!case.code.is_empty()).to_string()).collect();
            (folds::assign(&patients, &strata, options.folds, options.seed), options.folds)
        }
    };
    let failed = |error: &dyn std::fmt::Display| Error::input(out, format!("cannot be written: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    let own = ["image", "patient", "pneumothorax", "ptx_volume", "ptx_quartile", "sex", "age", "view"];
    let further = attributes.iter().flat_map(|table| &table.names);
    if let Some(name) = further.clone().find(|name| own.contains(&name.as_str()) || super::manifest::is_split(name)) {
        return Err(Error::usage(format!(
            "--attributes has a column {name}, which the manifest has itself; rename it"
        )));
    }
    let header = own.iter().map(|name| name.to_string()).chain(further.cloned());
    let fold_names = (0..count).map(|fold| format!("fold_{fold}"));
    writer
        .write_record(header.chain(fold_names).chain(["pneumothorax_mask".to_string()]))
        .map_err(|error| failed(&error))?;
    let beside = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = std::path::absolute(beside).map_err(|error| failed(&error))?;
    for ((case, quartile), of) in cases.iter().zip(quartiles(cases)).zip(of) {
        let path = std::path::absolute(&case.path).map_err(|error| Error::input(&case.path, error))?;
        let identity = &case.identity;
        let positive = !case.code.is_empty();
        let mut cells = vec![
            path.strip_prefix(&beside).unwrap_or(&path).display().to_string(),
            case.patient().to_string(),
            u8::from(positive).to_string(),
            if positive { format!("{:.6}", case.volume) } else { String::new() },
            quartile,
            identity.sex.clone(),
            identity.age.trim_end_matches('Y').trim_start_matches('0').to_string(),
            identity.view.clone(),
        ];
        for table in attributes {
            let row = table.rows.get(&identity.instance);
            cells.extend((0..table.names.len()).map(|at| row.map(|row| row[at].clone()).unwrap_or_default()));
        }
        cells.extend((0..count).map(|fold| folds::split(of, fold, count).to_string()));
        cells.push(case.code.clone());
        writer.write_record(cells).map_err(|error| failed(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(&error))?;
    String::from_utf8(bytes).map_err(|error| failed(&error))
}

impl Case {
    /// The patient; an image without one is its own.
    fn patient(&self) -> &str {
        if self.identity.patient.is_empty() { &self.identity.instance } else { &self.identity.patient }
    }
}

/// Folds by image, from 0.
fn given_folds(path: &Path) -> Result<BTreeMap<String, usize>> {
    let (headers, rows) = read(path)?;
    let (image, fold) = (position(path, &headers, "ImageId")?, position(path, &headers, "Fold")?);
    rows.into_iter()
        .map(|(line, row)| match row[fold].parse() {
            Ok(number @ 0..=99) => Ok((row[image].clone(), number)),
            _ => Err(Error::input(path, format!("line {line}: Fold is {:?}, not a number from 0", row[fold]))),
        })
        .collect()
}

fn table(path: &Path) -> Result<Attributes> {
    let (headers, rows) = read(path)?;
    let image = position(path, &headers, "ImageId")?;
    let others: Vec<usize> = (0..headers.len()).filter(|at| *at != image).collect();
    let pick = |row: &[String]| others.iter().map(|at| row[*at].clone()).collect();
    let rows = rows.iter().map(|(_, row)| (row[image].clone(), pick(row))).collect();
    Ok(Attributes { names: pick(&headers), rows })
}

/// Headers, and rows with their lines; spaces around a cell do not count.
type Csv = (Vec<String>, Vec<(u64, Vec<String>)>);

fn read(path: &Path) -> Result<Csv> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_path(path)
        .map_err(|error| Error::input(path, format!("cannot be read: {error}")))?;
    let failed = |error: csv::Error| Error::input(path, format!("is no CSV file: {error}"));
    let headers = reader.headers().map_err(failed)?.iter().map(str::to_string).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(failed)?;
        let line = record.position().map_or(0, csv::Position::line);
        rows.push((line, record.iter().map(str::to_string).collect()));
    }
    Ok((headers, rows))
}

fn position(path: &Path, headers: &[String], name: &str) -> Result<usize> {
    headers
        .iter()
        .position(|header| header == name)
        .ok_or_else(|| Error::input(path, format!("has no column {name}; there are {}", headers.join(", "))))
}

/// Every `.dcm` and `.dicom` file below a folder, in order.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let failed = |error: std::io::Error| Error::input(folder, format!("cannot be read: {error}"));
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "dcm" || extension == "dicom") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn identity(path: &Path) -> Result<dicom::Identity> {
    let bytes = fs::read(path).map_err(|error| Error::input(path, format!("cannot be read: {error}")))?;
    let identity = dicom::identity(&bytes).map_err(|error| Error::input(path, error))?;
    match identity.instance.is_empty() {
        true => Err(Error::input(path, "has no SOPInstanceUID, which says what image it is")),
        false => Ok(identity),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::dicom::tests::{Header, dicom_file};
    use crate::data::manifest::Manifest;
    use crate::training::images::targets;
    use crate::training::run::Kind;

    /// Sixteen images of twelve patients in folders of their own; every second one has a mask, the sixth has two that overlap.
    fn files(root: &Path) -> Options {
        let mut rle_text = String::from("ImageId, EncodedPixels\n");
        for at in 0..16usize {
            let leak = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
            let identity = [leak(format!("1.2.{at}")), leak(format!("p{}", at % 12)), ["M", "F"][at % 2], "061Y", "PA"];
            let folder = root.join(format!("dicom/{at}"));
            fs::create_dir_all(&folder).unwrap();
            let bytes = dicom_file(&Header { identity, ..Header::default() }, Some(&[0, 1, 2, 3, 4, 5, 6, 7]));
            fs::write(folder.join(format!("{at}.dcm")), bytes).unwrap();
            rle_text += &match at {
                6 => "1.2.6, 0 1024\n1.2.6, 512 1024\n".to_string(),
                at if at % 2 == 0 => format!("1.2.{at}, 100 {}\n", 1024 + 1024 * at),
                _ => format!("1.2.{at}, -1\n"),
            };
        }
        rle_text += "1.2.99, -1\n";
        fs::write(root.join("rle.csv"), rle_text).unwrap();
        fs::write(root.join("tube.csv"), "ImageId,tube\n1.2.0,1\n1.2.2,0\n").unwrap();
        Options {
            dicom: root.join("dicom"),
            rle: root.join("rle.csv"),
            attributes: vec![root.join("tube.csv")],
            folds_from: None,
            folds: 4,
            balanced: false,
            seed: 1,
        }
    }

    #[test]
    fn a_manifest_of_dicom_files_and_run_length_codes() {
        let folder = tempfile::tempdir().unwrap();
        let options = files(folder.path());
        let out = folder.path().join("manifest.csv");
        let made = manifest(&options, &out).unwrap();
        assert_eq!(made, Made { images: 16, positives: 8, unnamed: 0, missing: 1 });
        let read = Manifest::read(&out).unwrap();
        read.check_patients().unwrap();
        assert!(read.rows.iter().all(|row| row.path.is_file()));
        let row = |image: &str| read.rows.iter().position(|row| row.image.ends_with(image)).unwrap();
        let cell = |column: &str, image: &str| read.column(column).unwrap()[row(image)].to_string();
        assert_eq!(
            cell("ptx_volume", "/6.dcm"),
            format!("{:.6}", 100.0 * 1536.0 / 1_048_576.0),
            "shared pixels count once"
        );
        assert_eq!(cell("ptx_volume", "/2.dcm"), format!("{:.6}", 300.0 / 1024.0));
        assert_eq!((cell("ptx_quartile", "/0.dcm"), cell("ptx_quartile", "/14.dcm")), ("Q1".into(), "Q4".into()));
        assert_eq!((cell("ptx_volume", "/1.dcm"), cell("pneumothorax", "/1.dcm")), (String::new(), "0".into()));
        assert_eq!(
            (cell("sex", "/1.dcm"), cell("age", "/1.dcm"), cell("view", "/1.dcm")),
            ("F".into(), "61".into(), "PA".into())
        );
        assert_eq!((cell("tube", "/0.dcm"), cell("tube", "/4.dcm")), ("1".into(), String::new()));
        assert_eq!(read.folds().len(), 4);
        assert_eq!(cell("fold_2", "/0.dcm"), cell("fold_2", "/12.dcm"), "one patient");
        // Its masks are what segmentation learns; images without one take no part.
        let masks = targets(&read, "pneumothorax_mask", Kind::Segment).unwrap();
        assert_eq!(masks.iter().flatten().count(), 8);
    }

    #[test]
    fn given_folds_and_balance_choose_the_images() {
        let folder = tempfile::tempdir().unwrap();
        let options = files(folder.path());
        let given = "PID,ImageId,Fold\n1,1.2.0,0\n2,1.2.1,1\n3,1.2.3,2\n4,1.2.5,2\n";
        fs::write(folder.path().join("given.csv"), given).unwrap();
        let options = Options { folds_from: Some(folder.path().join("given.csv")), balanced: true, ..options };
        let out = folder.path().join("manifest.csv");
        let made = manifest(&options, &out).unwrap();
        assert_eq!((made.images, made.positives), (2, 1));
        let read = Manifest::read(&out).unwrap();
        let of = |fold: &str| read.column(fold).unwrap()[0].to_string();
        assert_eq!((of("fold_0"), of("fold_1"), of("fold_2")), ("test".into(), "train".into(), "val".into()));
    }

    #[test]
    fn what_is_wrong_is_told_by_file_and_line() {
        let folder = tempfile::tempdir().unwrap();
        let options = files(folder.path());
        let out = folder.path().join("manifest.csv");
        let refused = |options: &Options, words: &str| {
            let message = manifest(options, &out).unwrap_err().to_string();
            assert!(message.contains(words) && !message.contains('\n'), "{message}");
            assert!(!out.exists());
        };
        let bad = |text: &str| {
            let path = folder.path().join("bad.csv");
            fs::write(&path, text).unwrap();
            path
        };
        refused(&Options { rle: bad("ImageId,Pixels\n"), ..options.clone() }, "has no column EncodedPixels");
        refused(
            &Options { rle: bad("ImageId,EncodedPixels\n1.2.0,x y\n"), ..options.clone() },
            "line 2: \"x y\" is no run-length code",
        );
        refused(
            &Options { rle: bad("ImageId,EncodedPixels\n1.2.0,1048570 9\n"), ..options.clone() },
            "image 1.2.0: is a run-length code that leaves",
        );
        refused(&Options { rle: bad("ImageId,EncodedPixels\n9,-1\n"), ..options.clone() }, "holds no image that");
        refused(
            &Options { folds_from: Some(bad("ImageId,Fold\n1.2.0,a\n")), ..options.clone() },
            "line 2: Fold is \"a\"",
        );
        refused(&Options { attributes: vec![bad("ImageId,sex\n")], ..options.clone() }, "has a column sex");
        fs::copy(folder.path().join("dicom/3/3.dcm"), folder.path().join("dicom/4/again.dcm")).unwrap();
        refused(&options, "is the image 1.2.3 again");
        fs::write(folder.path().join("dicom/4/again.dcm"), "no DICOM").unwrap();
        refused(&options, "again.dcm");
    }

    /// The volumes that the study's authors publish, where the data are there.
    #[test]
    fn volumes_are_those_published_where_masks_do_not_overlap() {
        let Some(data) = std::env::var_os("ROENTGEN_DATA").map(PathBuf::from) else {
            println!("skipped: ROENTGEN_DATA is not set");
            return;
        };
        let folder = tempfile::tempdir().unwrap();
        let unpack = |name: &str| {
            let path = folder.path().join(name);
            let file = fs::File::create(&path).unwrap();
            let packed = data.join("siim").join(format!("{name}.gz"));
            let status = std::process::Command::new("gzip").arg("-dc").arg(packed).stdout(file).status().unwrap();
            assert!(status.success());
            path
        };
        let codes = codes(&unpack("siim-pneumothorax-train-rle.csv")).unwrap();
        let (_, rows) = read(&unpack("ptx_volume_pct.csv")).unwrap();
        let mut other = 0;
        for (_, row) in &rows {
            let code = &codes[row[0].trim_end_matches(".png")];
            let (ours, theirs) = (volume(code).unwrap(), row[1].parse::<f64>().unwrap());
            let parts: f64 = code.split(';').map(|part| volume(part).unwrap()).sum();
            // Theirs leave out what two masks share; what three share is counted once again.
            let one_by_one = code.split(';').count() == 1 || (parts - ours).abs() < 1e-9;
            if one_by_one {
                assert!((ours - theirs).abs() < 1e-9, "{}: {ours} {theirs}", row[0]);
            } else {
                other += 1;
                assert!(theirs < ours, "{}: {ours} {theirs}", row[0]);
            }
        }
        assert_eq!((rows.len(), other), (2379, 183));
    }
}
