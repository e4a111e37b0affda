//! The report's page, opened in headless Chromium: no error, every picture drawn, a click sorts.

mod common;

use common::{command, stderr};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Two models in three folds, with a tube on every second image, and a run that failed.
fn study(folder: &Path) {
    for (skill, model) in ["one", "two"].into_iter().enumerate() {
        for fold in 0..3 {
            let run = folder.join(format!("{model}-{fold}"));
            fs::create_dir(&run).unwrap();
            fs::write(run.join("run.json"), format!(r#"{{"model": "{model}", "regime": "probe", "fold": {fold}}}"#))
                .unwrap();
            let mut csv = String::from("image,label,probability,tube,quartile\n");
            for image in 0..80 {
                let (label, tube, quartile) = (image % 2, image / 2 % 2, image / 4 % 2);
                let noise = (image * 7919 + fold * 31) % 997;
                let probability =
                    0.0007 * f64::from(noise) + f64::from(label) * (0.1 + 0.1 * skill as f64 + 0.05 * f64::from(tube));
                writeln!(csv, "{fold}-{image}.png,{label},{probability},{tube},{quartile}").unwrap();
            }
            fs::write(run.join("predictions.csv"), csv).unwrap();
        }
    }
    // A segmentation with its examples, as a study leaves it, and what an encoder costs.
    let run = folder.join("masks-0");
    fs::create_dir_all(run.join("examples/overlays")).unwrap();
    fs::write(
        run.join("run.json"),
        r#"{"model": "one", "regime": "probe", "finding": "heart", "task": "segment", "fold": 0}"#,
    )
    .unwrap();
    let rows = |count: usize| {
        let mut csv = String::from("image,dice,iou,resolution,hausdorff_95,tube,quartile\n");
        for image in 0..count {
            for resolution in ["model", "original"] {
                let dice = 0.9 - 0.01 * image as f64 - if resolution == "original" { 0.05 } else { 0.0 };
                writeln!(csv, "{image}.png,{dice},{},{resolution},2.5,{},{}", dice - 0.1, image % 2, image / 2 % 2)
                    .unwrap();
            }
        }
        csv
    };
    fs::write(run.join("predictions.csv"), rows(40)).unwrap();
    fs::write(run.join("examples/predictions.csv"), rows(3)).unwrap();
    for at in 0..3u8 {
        let overlay = image::RgbImage::from_fn(64, 48, |x, y| image::Rgb([x as u8, y as u8, 80 * at]));
        overlay.save(run.join(format!("examples/overlays/0000{at}.png"))).unwrap();
    }
    fs::create_dir(folder.join("costs")).unwrap();
    for (model, rate) in [("one", "12.5"), ("two", "150.0")] {
        let cost = format!(
            r#"{{"model": "{model}", "parameters": 1000, "image": [32, 32], "flops": 1000000, "batch": 4, "dtype": "f32",
            "images_per_second": {rate}, "peak_bytes": 5000000, "device": "a device", "reason": null}}"#
        );
        fs::write(folder.join(format!("costs/{model}.json")), cost).unwrap();
    }
    let failed = folder.join("three-0");
    fs::create_dir(&failed).unwrap();
    fs::write(failed.join("run.json"), r#"{"model": "three", "error": "out of <memory>"}"#).unwrap();
}

/// What the page says of itself once a header was clicked twice.
const CHECK: &str = r#"<script>
const tables = document.querySelectorAll("table");
const column = (table) => [...table.tBodies[0].rows].map((row) => row.children[0].dataset.value);
const before = column(tables[0]);
const header = tables[0].querySelector("th button");
header.click();
const rising = column(tables[0]);
header.click();
const falling = column(tables[0]);
const isDrawn = (svg) => svg.getBoundingClientRect().height > 40 && svg.querySelectorAll("path, rect, circle, line, polyline").length > 3;
const drawn = [...document.querySelectorAll("svg")].filter(isDrawn);
const images = [...document.querySelectorAll("img")];
const found = { images: images.length, shown: images.filter((one) => one.complete && one.naturalWidth > 9).length, svgs: document.querySelectorAll("svg").length, drawn: drawn.length, before, rising, falling,
  wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  outside: performance.getEntriesByType("resource").filter((one) => !one.name.startsWith("data:")).length };
document.body.innerHTML = "<pre id=found>" + JSON.stringify(found) + "</pre>";
</script>"#;

#[test]
fn the_page_opens_and_sorts() {
    let dir = tempfile::tempdir().unwrap();
    study(dir.path());
    let output = command(&["report", "--by", "tube,quartile"]).arg(dir.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let page = fs::read_to_string(dir.path().join("report.html")).unwrap();
    assert!(page.contains("out of &lt;memory&gt;") && !page.contains(">NaN<") && page.len() < 5_000_000);
    let json: serde_json::Value = serde_json::from_slice(&fs::read(dir.path().join("report.json")).unwrap()).unwrap();
    assert_eq!(json["classification_figures"].as_array().unwrap().len(), 2);
    assert_eq!(json["runs"].as_array().unwrap().len(), 8);
    // Both resolutions stand in the table; the examples' predictions are no run's.
    let of = |resolution: &str| {
        let rows = json["segmentation_figures"].as_array().unwrap().iter();
        rows.filter(|row| row["resolution"] == resolution).map(|row| row["dice"].as_f64().unwrap()).next().unwrap()
    };
    assert!((of("model") - 0.705).abs() < 1e-9 && (of("original") - 0.655).abs() < 1e-9, "{json}");
    assert_eq!(json["encoders"][1]["images_s"], 150.0, "{}", json["encoders"]);
    assert_eq!(json["examples"][2]["example"], "worst");
    // With the tube the made predictions are better.
    let confounder = json["classification_confounder"].as_array().unwrap();
    assert!(confounder.iter().all(|row| row["difference"].as_f64().unwrap() >= 0.0), "{confounder:?}");
    assert!(dir.path().join("report-tables/classification_tests.csv").exists());
    let Some(chromium) = ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success()))
    else {
        println!("skipped: no Chromium; apt-get install chromium");
        return;
    };
    fs::write(dir.path().join("check.html"), page.replace("</body>", &format!("{CHECK}</body>"))).unwrap();
    let mut browser = Command::new(chromium);
    browser.args(["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--dump-dom"]);
    browser.arg("--window-size=390,844");
    browser.arg(format!("--user-data-dir={}", dir.path().join("profile").display()));
    let output = browser.arg(format!("file://{}", dir.path().join("check.html").display())).output().unwrap();
    assert!(!stderr(&output).contains("CONSOLE"), "{}", stderr(&output));
    let dom = String::from_utf8(output.stdout).unwrap();
    let found =
        dom.split("<pre id=\"found\">").nth(1).and_then(|rest| rest.split("</pre>").next()).expect("the check ran");
    let found: serde_json::Value = serde_json::from_str(found).unwrap();
    assert_eq!(found["drawn"], found["svgs"], "{found}");
    assert!(found["svgs"].as_u64() >= Some(6), "{found}");
    assert_eq!((&found["images"], &found["shown"]), (&3.into(), &3.into()), "{found}");
    assert_eq!(found["outside"], 0, "nothing is fetched");
    assert_eq!(found["wider"], 0, "on a phone only tables and pictures scroll sideways");
    assert_eq!(found["rising"], serde_json::json!(["one", "two"]));
    assert_eq!(found["falling"], serde_json::json!(["two", "one"]));
}

/// The report's medians are those that `evaluate` makes of the same predictions in one file.
#[test]
fn evaluate_says_what_the_report_says() {
    let dir = tempfile::tempdir().unwrap();
    study(dir.path());
    let output = command(&["report", "--by", "tube,quartile"]).arg(dir.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let json: serde_json::Value = serde_json::from_slice(&fs::read(dir.path().join("report.json")).unwrap()).unwrap();
    let mut together = String::from("model,regime,fold,image,label,probability,tube,quartile\n");
    for model in ["one", "two"] {
        for fold in 0..3 {
            let file = dir.path().join(format!("{model}-{fold}/predictions.csv"));
            let text = fs::read_to_string(file).unwrap();
            text.lines().skip(1).for_each(|line| writeln!(together, "{model},probe,{fold},{line}").unwrap());
        }
    }
    let file = dir.path().join("together.csv");
    fs::write(&file, together).unwrap();
    for (show, table) in
        [("folds", "classification_subgroups"), ("gaps", "classification_gaps"), ("tests", "classification_tests")]
    {
        let by = ["--by", "tube,quartile", "--bootstrap", "0", "--format", "json", "--show", show];
        let output = command(&["evaluate"]).arg(&file).args(by).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(!said.as_array().unwrap().is_empty());
        assert_eq!(said, json[table], "{show}");
    }
}

/// Only beside a run are they what chooses Youden's point; alone they are predictions like any other.
#[test]
fn validation_that_stands_alone_is_reported() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("validation.csv"), "image,label,probability\n1,0,0.2\n2,1,0.7\n").unwrap();
    let output = command(&["report"]).arg(dir.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let json: serde_json::Value = serde_json::from_slice(&fs::read(dir.path().join("report.json")).unwrap()).unwrap();
    assert_eq!(json["classification_figures"].as_array().unwrap().len(), 1);
}

/// A file that says no model is told by its folder's name, or by its own; R quotes its headers.
#[test]
fn files_of_several_tools_are_several_systems() {
    let dir = tempfile::tempdir().unwrap();
    for tool in ["a", "b"] {
        fs::create_dir(dir.path().join(tool)).unwrap();
        fs::write(dir.path().join(tool).join("predictions.csv"), "image,label,probability\n1,0,0.2\n2,1,0.7\n")
            .unwrap();
    }
    fs::write(dir.path().join("c.csv"), "\"image\",\"label\",\"probability\"\n\"1\",0,0.2\n\"2\",1,0.7\n").unwrap();
    let output = command(&["report"]).arg(dir.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let json: serde_json::Value = serde_json::from_slice(&fs::read(dir.path().join("report.json")).unwrap()).unwrap();
    let systems: Vec<&str> =
        json["classification_figures"].as_array().unwrap().iter().map(|row| row["model"].as_str().unwrap()).collect();
    assert_eq!(systems, ["a", "b", "c"]);
}

#[test]
fn what_cannot_be_reported_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let refused = |more: &[&str], words: &str| {
        let output = command(&["report"]).arg(dir.path()).args(more).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
        assert!(!dir.path().join("report.html").exists());
    };
    refused(&[], "holds no predictions.csv");
    study(dir.path());
    refused(&["--by", "sex"], "--by sex: no such column");
    fs::write(dir.path().join("one-0/predictions.csv"), "image,label,probability\n1,0,2\n").unwrap();
    refused(&[], "line 2: probability is \"2\"");
}
