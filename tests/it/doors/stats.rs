//! Validation P13 A and D through `haitao stats`: a series with a long initial transient, and order statistics around a
//! quantile.

use super::{close, json, number, refused, said};

/// Returns the series of P13 A, as specified there.
fn series() -> String {
    let modulus = (1_u64 << 31) - 1;
    let (mut z, mut x, mut decay) = (12_345_u64, 0.0_f64, 1.0_f64);
    let mut text = "t,y [min]\n".to_owned();
    for t in 0..400 {
        let mut noise = -6.0;
        for _ in 0..12 {
            z = 16_807 * z % modulus;
            noise += f64::from(u32::try_from(z).expect("below 2^31")) / f64::from(i32::MAX);
        }
        x = 0.8 * x + noise;
        text.push_str(&format!("{t},{}\n", 50.0 + x + 10.0 * decay));
        decay *= 0.97;
    }
    text
}

#[test]
fn p13_a_deletes_55_observations() {
    let text = series();
    assert!(text.starts_with("t,y [min]\n0,59.5538"), "the series is the specified one");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("run.csv");
    std::fs::write(&path, text).expect("a file");
    let told = json(&["stats", path.to_str().expect("a path"), "--column", "y"], "");
    assert_eq!((&told["n"], &told["unit"]), (&400.into(), &"min".into()));
    assert!(close(&told["mean"], 51.039_213_93, 1e-9), "{}", told["mean"]);
    let mser = &told["mser5"];
    assert_eq!((&mser["deleted"], &mser["at_limit"]), (&55.into(), &false.into()));
    assert!(close(&mser["statistic"], 0.023_669_897_29, 1e-9), "{mser}");
    assert!(close(&mser["mean"], 50.436_807_06, 1e-9), "{mser}");
    // Neighbours in the autoregression are correlated; means of batches of 17 hardly are.
    assert!(number(&told["autocorrelation"]) > 0.8);
    let batches = &told["batch_means"];
    assert_eq!((&batches["batches"], &batches["size"]), (&20.into(), &17.into()));
    assert!(number(&batches["autocorrelation"]).abs() < 0.3, "{batches}");
    assert!(number(&batches["ci95"][0]) < 50.0 && 50.0 < number(&batches["ci95"][1]), "the mean is 50: {batches}");
}

#[test]
fn p13_d_brackets_a_quantile_without_a_law() {
    // The numbers 1 to 100, shuffled: the k-th in order is k.
    let text: String =
        std::iter::once("x\n".to_owned()).chain((0..100).map(|i| format!("{}\n", i * 37 % 100 + 1))).collect();
    let told = json(&["stats", "-"], &text);
    let found = &told["quantiles"]["0.9"]["interval"];
    assert_eq!(found["ranks"], serde_json::json!([84, 96]));
    assert_eq!(found["values"], serde_json::json!([84.0, 96.0]));
    assert!(close(&found["coverage"], 0.955_690_107_2, 1e-9), "{found}");
    assert!(close(&told["quantiles"]["0.5"]["value"], 50.5, 1e-12));
    // Student's quantile with 99 degrees of freedom, and the variance of 1 to 100.
    let half = 1.984_216_951_586 * (841.666_666_666_667_f64 / 100.0).sqrt();
    assert!(close(&told["ci95_if_independent"][1], 50.5 + half, 1e-9), "{}", told["ci95_if_independent"]);
    assert_eq!((&told["min"], &told["max"]), (&1.0.into(), &100.0.into()));
}

#[test]
fn a_short_column_gives_no_steady_state_estimate() {
    let told = json(&["stats", "-"], "x\n3\n");
    assert_eq!(told["mean"], 3.0);
    assert!(told["sd"].is_null() && told["mser5"].is_null() && told["batch_means"].is_null());
    let text = said(&["stats", "-"], "x\n1\n2\n4\n");
    assert!(text.contains("too short") && !text.contains("NaN"), "{text}");
}

#[test]
fn bad_rows_are_reported_all_at_once() {
    let told = refused(&["stats", "-", "--column", "wait"], "day,wait\n1,2\n2,x\n3\n4,\n");
    for part in ["row 2 has `x`", "row 3 has 1 cells", "row 4 has no value", "3 problems", ":3:3"] {
        assert!(told.contains(part), "{part} in {told}");
    }
    assert!(refused(&["stats", "-", "--column", "wiat"], "day,wait\n1,2\n").contains("did you mean `wait`?"));
    assert!(refused(&["stats", "-"], "day,wait\n1,2\n").contains("--column"));
    assert!(refused(&["stats", "nowhere.csv"], "").contains("nowhere.csv"));
    assert!(refused(&["stats", "-"], "").contains("empty"));
}
