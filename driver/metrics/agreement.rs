//! The statistics against those of SciPy, scikit-learn, scikit-posthocs, pingouin and pandas (`make_statistics.py`).

use super::masks::{self, Mask};
use super::rank_tests::{Test, friedman, holm, mann_whitney, wilcoxon};
use super::{Estimate, Undefined, curves, delong, folds, subgroups};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const FIXTURE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/statistics.json"));
const TOLERANCE: f64 = 1e-9;

/// Every case of a kind: its input, and what is wanted.
fn cases(kind: &str) -> Vec<Value> {
    let all: Vec<Value> = serde_json::from_str(FIXTURE).expect("fixture");
    let found: Vec<Value> = all.into_iter().filter(|case| case["kind"] == kind).collect();
    assert!(found.len() >= 3, "{kind}");
    found
}

fn input<T: DeserializeOwned>(case: &Value, name: &str) -> T {
    serde_json::from_value(case[name].clone()).expect(name)
}

fn labels(case: &Value) -> Vec<bool> {
    input::<Vec<u8>>(case, "labels").into_iter().map(|label| label == 1).collect()
}

/// Every number of `wanted`, wherever it stands, is that of `found`.
fn agree(found: &Value, wanted: &Value, case: &Value) {
    match (found, wanted) {
        (Value::Object(found), Value::Object(wanted)) => {
            wanted.iter().for_each(|(key, wanted)| agree(found.get(key).unwrap_or(&Value::Null), wanted, case));
        }
        (Value::Array(found), Value::Array(wanted)) if found.len() == wanted.len() => {
            found.iter().zip(wanted).for_each(|(found, wanted)| agree(found, wanted, case));
        }
        (Value::Number(found), Value::Number(wanted)) => {
            let (found, wanted) = (found.as_f64().expect("a number"), wanted.as_f64().expect("a number"));
            assert!((found - wanted).abs() <= TOLERANCE, "{found} where {wanted} is wanted: {case}");
        }
        _ => assert_eq!(found, wanted, "{case}"),
    }
}

fn test_value(test: Result<Test, Undefined>) -> Value {
    test.ok().map_or(Value::Null, |test| json!(test))
}

#[test]
fn rank_tests_agree() {
    for case in cases("mann_whitney") {
        agree(
            &test_value(mann_whitney(&input::<Vec<f64>>(&case, "x"), &input::<Vec<f64>>(&case, "y"))),
            &case["answer"],
            &case,
        );
    }
    for case in cases("wilcoxon") {
        agree(
            &test_value(wilcoxon(&input::<Vec<f64>>(&case, "x"), &input::<Vec<f64>>(&case, "y"))),
            &case["answer"],
            &case,
        );
    }
    for case in cases("friedman") {
        let found = friedman(&input::<Vec<Vec<f64>>>(&case, "treatments")).ok().map_or(Value::Null, |found| {
            json!({
                "statistic": found.test.statistic, "p": found.test.p, "mean_ranks": found.mean_ranks,
                "nemenyi": found.nemenyi(), "critical_difference": found.critical_difference(0.05),
            })
        });
        agree(&found, &case["answer"], &case);
    }
    for case in cases("holm") {
        agree(&json!(holm(&input::<Vec<f64>>(&case, "p"))), &case["answer"], &case);
    }
}

#[test]
fn delong_agrees() {
    for case in cases("delong") {
        let (labels, first, second) =
            (labels(&case), input::<Vec<f64>>(&case, "first"), input::<Vec<f64>>(&case, "second"));
        let found = delong::variance(&labels, &first).ok().map_or(Value::Null, |variance| {
            let interval = delong::interval(&labels, &first).expect("a variance");
            json!({
                "variance": variance, "low": interval.low, "high": interval.high,
                "comparison": delong::compare(&labels, &first, &second).ok(),
            })
        });
        agree(&found, &case["answer"], &case);
    }
}

#[test]
fn curves_agree() {
    for case in cases("curves") {
        let (labels, scores) = (labels(&case), input::<Vec<f64>>(&case, "scores"));
        let roc = curves::roc(&labels, &scores);
        if case["answer"].is_null() {
            assert!(roc.is_empty() && curves::youden(&labels, &scores).is_none());
            continue;
        }
        // scikit-learn stops where all positives are found: from there on precision only falls.
        let precision_recall = curves::precision_recall(&labels, &scores);
        let wanted = case["answer"]["precision_recall"].as_array().map_or(0, Vec::len);
        let found = json!({
            "roc": roc, "precision_recall": precision_recall[..wanted], "youden": curves::youden(&labels, &scores),
        });
        agree(&found, &case["answer"], &case);
    }
}

#[test]
fn folds_agree() {
    for case in cases("folds") {
        agree(&json!(folds::median(&input::<Vec<f64>>(&case, "values")).expect("folds")), &case["answer"], &case);
    }
}

#[test]
fn masks_agree() {
    let mask = |case: &Value, name: &str| {
        let rows: Vec<Vec<bool>> = input(case, name);
        Mask { height: rows.len(), width: rows[0].len(), pixels: rows.concat() }
    };
    for case in cases("masks") {
        let (a, b) = (mask(&case, "a"), mask(&case, "b"));
        let (overlap, distance) = (masks::overlap(&a, &b), masks::surface_distance(&a, &b, input(&case, "spacing")));
        let found = json!({
            "dice": overlap.map(|overlap| overlap.dice), "iou": overlap.map(|overlap| overlap.iou),
            "hausdorff_95": distance.map(|distance| distance.hausdorff_95),
            "average": distance.map(|distance| distance.average),
        });
        agree(&found, &case["answer"], &case);
    }
}

#[test]
fn quantile_groups_agree() {
    for case in cases("quantile_groups") {
        let found = subgroups::quantile_groups(&input::<Vec<f64>>(&case, "values"), input(&case, "count"));
        agree(&json!(found.expect("groups")), &case["answer"], &case);
    }
}

#[test]
fn what_is_no_number_is_refused() {
    for bad in [f64::NAN, f64::INFINITY] {
        assert_eq!(mann_whitney(&[bad], &[1.0]), Err(Undefined::NotFinite));
        assert_eq!(wilcoxon(&[bad, 1.0], &[1.0, 2.0]), Err(Undefined::NotFinite));
        assert_eq!(friedman(&[vec![bad, 1.0], vec![1.0, 2.0]]).unwrap_err(), Undefined::NotFinite);
        assert_eq!(delong::variance(&[true, false], &[bad, 1.0]), Err(Undefined::NotFinite));
        assert_eq!(folds::median(&[bad]), Err(Undefined::NotFinite));
    }
    assert_eq!(mann_whitney(&[], &[1.0]), Err(Undefined::TooFew));
    assert_eq!(wilcoxon(&[], &[]), Err(Undefined::TooFew));
    assert_eq!(wilcoxon(&[1.0], &[]), Err(Undefined::Unequal));
    assert_eq!(friedman(&[vec![1.0, 2.0], vec![1.0]]).unwrap_err(), Undefined::Unequal);
    assert_eq!(friedman(&[vec![1.0], vec![2.0]]).unwrap_err(), Undefined::TooFew);
    assert_eq!(folds::median(&[]), Err(Undefined::TooFew));
    assert_eq!(folds::median(&[0.5]), Ok(Estimate { value: 0.5, low: None, high: None }));
    assert_eq!(delong::variance(&[true, true], &[0.5, 0.6]), Err(Undefined::OneClass));
    assert!(holm(&[]).is_empty());
    let empty = Mask { height: 2, width: 2, pixels: vec![false; 4] };
    assert_eq!(masks::overlap(&empty, &Mask { height: 4, width: 1, pixels: vec![true; 4] }), None, "two sizes");
}
