//! Comparison of scenarios: common random numbers, paired intervals checked against an independent computation, and the
//! program.

use crate::cli::{CHAIN, Desk, listing};
use haitao::scenario::{Overrides, Scenario, parse_with};
use haitao::study::{Pair, Plan, Study, compare, replicate};
use serde_json::Value;
use std::fs;
use std::path::Path;

const VARIANTS: &str = "
[variant.leaner]
stock.shop.tin.replenish.s_S = { s = 150, S = 300 }
[variant.second]
customs.desk.officers = 2
";

fn scenario(variant: Option<&str>) -> Scenario {
    let overrides = Overrides { variant: variant.map(str::to_owned), sets: Vec::new() };
    let text = format!("{CHAIN}{VARIANTS}");
    parse_with(&text, Path::new("."), &overrides).unwrap_or_else(|faults| panic!("{faults}"))
}

fn runs(variant: Option<&str>, seed: u64) -> (Scenario, Study) {
    let scenario = scenario(variant);
    let study = replicate(&scenario, &Plan { replications: 0..12, seed, threads: 1 });
    (scenario, study)
}

fn total<'a>(pairs: &'a [Pair], kpi: &str) -> &'a Pair {
    pairs.iter().find(|pair| pair.subject == "total" && pair.kpi.name == kpi).expect("a figure")
}

/// Returns the values of a figure, replication by replication.
fn values((scenario, study): &(Scenario, Study), kpi: &str) -> Vec<f64> {
    let index = scenario.kpis().iter().position(|column| column.subject == "total" && column.kpi.name == kpi);
    study.rows.iter().map(|row| row.values[index.expect("a figure")]).collect()
}

/// Student's quantile of 97.5 % with 11 degrees of freedom, from tables.
const T_11: f64 = 2.200_985_160;

#[test]
fn the_paired_interval_is_that_of_the_differences() {
    let (base, leaner) = (runs(None, 7), runs(Some("leaner"), 7));
    let pairs = compare((&base.0, &base.1), (&leaner.0, &leaner.1));
    for kpi in ["fill_rate", "cost_per_day", "delivery_days_mean"] {
        let (first, second) = (values(&base, kpi), values(&leaner, kpi));
        let differences: Vec<f64> = first.iter().zip(&second).map(|(a, b)| b - a).collect();
        let mean = differences.iter().sum::<f64>() / 12.0;
        let variance = differences.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / 11.0;
        let half = T_11 * (variance / 12.0).sqrt();
        let pair = total(&pairs, kpi);
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.abs().max(1e-6);
        assert!(near(pair.difference.mean, mean), "{kpi}: {} is not {mean}", pair.difference.mean);
        assert!(near(pair.difference.ci95.0, mean - half) && near(pair.difference.ci95.1, mean + half), "{kpi}");
        assert_eq!(pair.is_clear(), half < mean.abs(), "{kpi}");
    }
}

/// Both cases see the same customers; with different seeds the difference is far less certain.
#[test]
fn common_random_numbers_hold() {
    let (base, leaner) = (runs(None, 7), runs(Some("leaner"), 7));
    assert_eq!(values(&base, "orders_placed"), values(&leaner, "orders_placed"));
    assert_eq!(values(&base, "units_ordered"), values(&leaner, "units_ordered"));
    assert_ne!(values(&base, "fill_rate"), values(&leaner, "fill_rate"));
    let own = runs(Some("leaner"), 8);
    assert_ne!(values(&base, "orders_placed"), values(&own, "orders_placed"));
    let paired = compare((&base.0, &base.1), (&leaner.0, &leaner.1));
    let unpaired = compare((&base.0, &base.1), (&own.0, &own.1));
    for kpi in ["fill_rate", "cost_per_day"] {
        let (paired, unpaired) = (total(&paired, kpi), total(&unpaired, kpi));
        assert!(paired.correlation > 0.7 && paired.variance_reduction() > 2.0, "{kpi}: {paired:?}");
        assert!(paired.difference.sd < 0.6 * unpaired.difference.sd, "{kpi}: {paired:?} {unpaired:?}");
    }
    // A second officer has no effect on stock.
    let second = runs(Some("second"), 7);
    let pairs = compare((&base.0, &base.1), (&second.0, &second.1));
    let fill = total(&pairs, "fill_rate");
    assert!(fill.difference.min == 0.0 && fill.difference.max == 0.0 && !fill.is_clear(), "{fill:?}");
    let days = total(&pairs, "delivery_days_mean");
    assert!(days.is_clear() && days.difference.mean < 0.0, "{days:?}");
}

#[test]
fn a_file_alone_is_compared_with_all_its_variants() {
    let desk = Desk::new(&format!("{CHAIN}{VARIANTS}"));
    desk.sound("compare chain.toml -n 4 -j 1 --out one --quiet");
    desk.sound("compare chain.toml -n 4 -j 2 --out two --quiet");
    assert_eq!(desk.read("one/comparison.json"), desk.read("two/comparison.json"), "threads change no byte");
    let json: Value = serde_json::from_str(&desk.read("one/comparison.json")).expect("JSON");
    assert_eq!(json["baseline"]["scenario"], "chain");
    let names: Vec<&Value> =
        json["others"].as_array().expect("a list").iter().map(|other| &other["scenario"]).collect();
    assert_eq!(names, ["chain:leaner", "chain:second"]);
    let figure = &json["others"][0]["differences"]["total"]["fill_rate"];
    let keys: Vec<&String> = figure.as_object().expect("an object").keys().collect();
    let expected = [
        "unit",
        "baseline",
        "other",
        "difference",
        "ci95",
        "sd",
        "pairs",
        "excludes_zero",
        "relative",
        "correlation",
        "variance_reduction",
    ];
    assert_eq!(keys, expected);
    assert!(desk.path("one/manifest.json").exists());
    assert!(desk.path("one/replications/1-chain-leaner.csv").exists());
    assert_eq!(desk.path("one/replications/1-chain-leaner.parquet").exists(), cfg!(feature = "tables"));
}

#[test]
fn cases_and_figures_can_be_chosen() {
    let desk = Desk::new(&format!("{CHAIN}{VARIANTS}"));
    fs::copy(desk.path("chain.toml"), desk.path("other.toml")).expect("a copy");
    let said = |words: &str| String::from_utf8(desk.sound(words).stdout).expect("text");
    let text = said(
        "compare other.toml chain.toml:second -n 3 --kpi fill_rate,delivery_days_mean --set question=Why? --quiet",
    );
    let rows: Vec<&str> = text.lines().skip(6).map(|line| line.split_whitespace().next().unwrap_or("")).collect();
    assert_eq!(rows, ["fill_rate", "delivery_days_mean"], "{text}");
    assert!(text.starts_with("chain:second compared with other\nWhy?\n"), "{text}");
    assert!(text.lines().nth(7).is_some_and(|line| line.contains('*') && line.contains('-')), "{text}");
    let json: Value =
        serde_json::from_str(&said("compare other.toml chain.toml -n 2 --of stock.shop.tin --format json"))
            .expect("JSON");
    let figures = json["others"][0]["differences"].as_object().expect("an object");
    assert_eq!(figures.keys().collect::<Vec<_>>(), ["stock.shop.tin"]);
    let folders = listing(&desk.path("outputs"));
    assert_eq!(folders.iter().filter(|name| name.ends_with("comparison.json")).count(), 2, "{folders:?}");
}

#[test]
fn incomparable_scenarios_are_rejected() {
    let desk = Desk::new(CHAIN);
    fs::write(desk.path("euro.toml"), CHAIN.replace("CNY", "EUR").replace("[run]", "currency = \"EUR\"\n[run]"))
        .expect("a file");
    for (words, said) in [
        ("compare chain.toml", "there is nothing to compare chain.toml with"),
        ("compare chain.toml chain.toml:leaner", "has no variant `leaner`"),
        ("compare chain.toml chain.toml --kpi filrate", "did you mean `fill_rate`?"),
        ("compare chain.toml chain.toml --of market.nort", "did you mean `market.north`?"),
        ("compare chain.toml euro.toml", "euro uses EUR, but the first scenario uses CNY"),
        ("compare chain.toml nowhere.toml", "there is no file nowhere.toml"),
    ] {
        let output = desk.haitao(words);
        let err = String::from_utf8(output.stderr).expect("text");
        assert!(output.status.code() == Some(2) && err.contains(said), "haitao {words}: {err}");
    }
    assert!(!desk.path("outputs").exists(), "nothing was run");
}
