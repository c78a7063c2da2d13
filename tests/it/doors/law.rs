//! Validation P14 through `haitao law`: closed-form moments and quantiles, and a million draws of each distribution.

use super::{close, json, refused, said};
use std::sync::atomic::{AtomicUsize, Ordering};

/// One row of P14, with the digits of the published answers.
struct Row {
    law: &'static str,
    mean: f64,
    variance: f64,
    exkurt: f64,
    /// At 5, 50, 95 and 99 %.
    quantiles: [f64; 4],
    continuous: bool,
}

const fn row(law: &'static str, mean: f64, variance: f64, exkurt: f64, quantiles: [f64; 4], continuous: bool) -> Row {
    Row { law, mean, variance, exkurt, quantiles, continuous }
}

#[rustfmt::skip]
const P14: [Row; 13] = [
    row("lognormal = { mean = 4, cv = 0.5 }", 4.0, 4.0, 5.035_156_25, [1.644_975_406, 3.577_708_764, 7.781_271_352, 10.736_449_91], true),
    row("lognormal = { median = 3, sigma = 0.6 }", 3.591_652_089, 5.589_934_165, 10.273_354_55, [1.118_177_483, 3.0, 8.048_811_694, 12.114_717_22], true),
    row("gamma = { mean = 6, cv = 0.5 }", 6.0, 9.0, 1.5, [2.049_477_595, 5.508_091_123, 11.630_484_79, 15.067_676_27], true),
    row("weibull = { shape = 1.5, scale = 10 }", 9.027_452_93, 37.569_028_48, 1.390_403_562, [1.380_512_666, 7.832_197_688, 20.781_106_38, 27.679_853_65], true),
    row("triangular = { min = 2, mode = 3, max = 7 }", 4.0, 1.166_666_667, -0.6, [2.5, 3.837_722_34, 6.0, 6.552_786_405], true),
    row("pert = { min = 2, mode = 3, max = 7 }", 3.5, 0.75, -0.222_222_222_2, [2.294_886_938, 3.383_361_297, 5.106_383_62, 5.742_796_643], true),
    row("exponential.mean = 2", 2.0, 4.0, 6.0, [0.102_586_588_8, 1.386_294_361, 5.991_464_547, 9.210_340_372], true),
    row("uniform = { min = 1, max = 5 }", 3.0, 1.333_333_333, -1.2, [1.2, 3.0, 4.8, 4.96], true),
    row("erlang = { k = 3, mean = 6 }", 6.0, 12.0, 2.0, [1.635_382_894, 5.348_120_627, 12.591_587_24, 16.811_893_83], true),
    row("normal = { mean = 5, sd = 3, min = 0 }", 5.313_409_36, 7.334_727_772, -0.230_940_979, [1.075_366_268, 5.179_796_549, 10.005_432_65, 12.033_994_36], true),
    row("poisson.mean = 3.5", 3.5, 3.5, 0.285_714_285_7, [1.0, 3.0, 7.0, 8.0], false),
    row("negative_binomial = { mean = 5, var = 10 }", 5.0, 10.0, 1.3, [1.0, 4.0, 11.0, 14.0], false),
    row("geometric.p = 0.25", 4.0, 12.0, 6.083_333_333, [1.0, 3.0, 11.0, 17.0], false),
];

const SHARES: [f64; 4] = [0.05, 0.5, 0.95, 0.99];

#[test]
fn moments_and_quantiles_are_the_published_ones() {
    for row in &P14 {
        let told = json(&["law", row.law], "");
        assert!(close(&told["mean"], row.mean, 1e-6), "{}: {}", row.law, told["mean"]);
        assert!(close(&told["variance"], row.variance, 1e-6), "{}: {}", row.law, told["variance"]);
        assert!(close(&told["sd"], row.variance.sqrt(), 1e-6), "{}: {}", row.law, told["sd"]);
        for (share, truth) in SHARES.iter().zip(row.quantiles) {
            let found = &told["quantiles"][share.to_string()];
            let within = if row.continuous { 1e-6 } else { 0.0 };
            assert!(close(found, truth, within), "{} at {share}: {found}", row.law);
        }
    }
}

const DRAWS: u32 = 1_000_000;

/// Checks a million draws by the rule of P14.
fn judge(row: &Row) {
    let text = said(&["law", row.law, "--samples", &DRAWS.to_string(), "--seed", "14"], "");
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("value"), "{}", row.law);
    let draws: Vec<f64> = lines.map(|line| line.parse().expect("a number")).collect();
    assert_eq!(draws.len(), DRAWS as usize, "{}", row.law);
    let n = f64::from(DRAWS);
    let mean = draws.iter().sum::<f64>() / n;
    let variance = draws.iter().map(|draw| (draw - mean).powi(2)).sum::<f64>() / (n - 1.0);
    let near = |what: &str, found: f64, truth: f64, within: f64| {
        assert!((found - truth).abs() <= within, "{}: {what} {found}, not {truth} within {within}", row.law);
    };
    near("mean", mean, row.mean, 4.0 * (row.variance / n).sqrt());
    near("variance", variance, row.variance, 4.0 * row.variance * ((row.exkurt + 2.0) / n).sqrt());
    let products: f64 = draws.windows(2).map(|pair| (pair[0] - mean) * (pair[1] - mean)).sum();
    near("lag-1 autocorrelation", products / (variance * (n - 1.0)), 0.0, 4.0 / n.sqrt());
    for (p, quantile) in SHARES.iter().zip(row.quantiles).filter(|_| row.continuous) {
        let below = u32::try_from(draws.iter().filter(|draw| **draw <= quantile).count()).expect("a count");
        near(&format!("share below {quantile}"), f64::from(below) / n, *p, 4.0 * (p * (1.0 - p) / n).sqrt());
    }
}

#[test]
fn a_million_draws_of_each_law() {
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(row) = P14.get(next.fetch_add(1, Ordering::Relaxed)) {
            judge(row);
        }
    };
    std::thread::scope(|scope| (0..2).for_each(|_| drop(scope.spawn(work))));
}

#[test]
fn draws_are_fixed_by_their_seed_and_can_be_read_again() {
    let draws = |seed| said(&["law", "gamma = { mean = \"6 d\", cv = 0.5 }", "--samples", "50", "--seed", seed], "");
    assert_eq!(draws("3"), draws("3"));
    assert_ne!(draws("3"), draws("4"));
    assert!(draws("3").starts_with("value [d]\n"));
    let read = json(&["stats", "-"], &draws("3"));
    assert_eq!((&read["n"], &read["unit"], &read["column"]), (&50.into(), &"d".into(), &"value".into()));
    let listed = json(&["law", "gamma = { mean = \"6 d\", cv = 0.5 }", "--samples", "50", "--seed", "3"], "");
    let numbers = draws("3").lines().skip(1).map(|line| line.parse::<f64>().expect("a number")).collect::<Vec<_>>();
    let samples = listed["samples"].as_array().expect("a list");
    assert!(
        samples.len() == 50 && samples.iter().zip(&numbers).all(|(one, two)| close(one, *two, 1e-14)),
        "{samples:?}"
    );
}

#[test]
fn a_point_may_have_any_unit() {
    // 36 hours in an exponential distribution with a mean of 1.5 days: one mean.
    let told = json(&["law", "exponential.mean = \"1.5 d\"", "--at", "36 h", "--at", "0", "--quantile", "90 %"], "");
    assert_eq!(told["unit"], "d");
    assert!(close(&told["at"][0]["cumulative"], 1.0 - (-1.0_f64).exp(), 1e-12), "{}", told["at"]);
    assert!(close(&told["at"][0]["density"], (-1.0_f64).exp() / 1.5, 1e-12), "{}", told["at"]);
    assert_eq!(told["at"][1]["cumulative"], 0.0);
    assert!(close(&told["quantiles"]["0.9"], 1.5 * 10.0_f64.ln(), 1e-12), "{}", told["quantiles"]);
    assert!(told["max"].is_null(), "no end");
    let counted = json(&["law", "poisson.mean = 3.5", "--at", "3"], "");
    // e^-3.5 3.5^3 / 3!
    assert!(close(&counted["at"][0]["probability"], 0.215_785_469_038_747_6, 1e-12), "{}", counted["at"]);
    assert_eq!(counted["at"][0]["density"], 0.0);
}

#[test]
fn the_screen_stays_narrow_and_plain() {
    for law in [
        "lognormal = { median = \"36 d\", sigma = 0.1 }",
        "poisson.mean = 3500",
        "pareto = { shape = 1.1, scale = 2 }",
        "\"36 h\"",
    ] {
        let text = said(&["law", law, "--at", "40"], "");
        assert!(text.lines().all(|line| line.chars().count() <= 104) && text.lines().count() <= 60, "{text}");
        assert!(!text.contains("NaN") && !text.contains('\u{1b}'), "{text}");
    }
}

#[test]
fn an_invalid_law_is_reported_at_its_place() {
    let told = refused(&["law", "lognorml = { mean = 4, cv = 0.5 }"], "");
    assert!(told.contains("law:1:1") && told.contains("did you mean `lognormal`?"), "{told}");
    let told = refused(&["law", "lognormal = { mean = 4, cv = -1 }"], "");
    assert!(told.contains("law:1:30") && told.contains("`cv` must be above 0"), "{told}");
    for words in [&["law", "7", "--at", "3 d"][..], &["law", "7", "--quantile", "1.5"], &["law", ""], &["law"]] {
        assert!(!refused(words, "").is_empty());
    }
}
