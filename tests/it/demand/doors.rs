//! `haitao fit` and `haitao classify` as a user calls them.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn haitao(folder: &Path, words: &[&str]) -> Output {
    let program =
        Command::new(env!("CARGO_BIN_EXE_haitao")).args(words).env("NO_COLOR", "1").current_dir(folder).output();
    program.expect("haitao runs")
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn json(output: &Output) -> Value {
    serde_json::from_str(&said(output)).expect("json")
}

const TIMES: &str = "order,days [d]\n1,12.5\n2,3.1\n3,7.7\n4,25\n5,9.9\n6,14.2\n7,5.6\n8,18.3\n9,11\n10,8.4\n11,40.2\n12,6.6\n13,10.1\n14,13.7\n15,4.9\n";

/// Expected numbers as in the unit tests of the fit, from scipy 1.17.1.
#[test]
fn the_best_law_is_ready_for_a_scenario() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("times.csv"), TIMES).expect("a file");
    let text = said(&haitao(folder.path(), &["fit", "times.csv", "--column", "days"]));
    let line = text.lines().last().expect("a line");
    assert_eq!(line, "lead_time.lognormal = { median = \"10.3943 d\", sigma = 0.626485 }");
    let answer = json(&haitao(folder.path(), &["fit", "times.csv", "--column", "days", "--format", "json"]));
    let laws = answer["laws"].as_array().expect("laws");
    assert_eq!((laws.len(), &laws[0]["law"], &answer["unit"]), (8, &Value::from("lognormal"), &Value::from("d")));
    assert!((laws[0]["aic"].as_f64().expect("a number") - 102.777_039_35).abs() < 1e-7);
    assert_eq!(answer["parameters_estimated"], true);
    // Every line printed is a valid distribution in a scenario.
    for law in laws {
        let line = law["toml"].as_str().expect("a line");
        let scenario = format!(
            "haitao = \"1\"\nrun.horizon = \"9 d\"\nproduct.a = {{}}\nwarehouse.w = {{}}\nmarket.m = {{ orders.every = \"1 d\", through = \"warehouse.w\" }}\n\
             supplier.s = {{ {line}, overtaking = true }}\nstock.w.a = {{ source = \"supplier.s\", replenish.base_stock.S = 3 }}\n"
        );
        haitao::scenario::parse(&scenario, folder.path()).unwrap_or_else(|problems| panic!("{line}: {problems}"));
    }
    fs::write(folder.path().join("units.csv"), "units\n0\n1\n0\n2\n5\n0\n1\n3\n0\n9\n").expect("a file");
    let counts = json(&haitao(folder.path(), &["fit", "units.csv", "--column", "units", "--format", "json"]));
    assert_eq!(counts["test"], "chi_square");
    assert_eq!(counts["laws"][0]["law"], "negative_binomial");
    for law in counts["laws"].as_array().expect("laws") {
        let line = law["toml"].as_str().expect("a line");
        let scenario = format!(
            "haitao = \"1\"\nrun.horizon = \"9 d\"\ncustoms.c = {{}}\nmarket.m = {{ orders.every = \"1 d\", {line}, through = \"customs.c\" }}\n"
        );
        haitao::scenario::parse(&scenario, folder.path()).unwrap_or_else(|problems| panic!("{line}: {problems}"));
    }
}

#[test]
fn samples_that_cannot_be_fitted_are_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.csv"), "x,y,z\n1,1,1\n,1,2\n3,1,3\n4.5,1,2\n").expect("a file");
    let refused = |words: &[&str]| {
        let output = haitao(folder.path(), words);
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).expect("text")
    };
    assert!(refused(&["fit", "a.csv", "--column", "x"]).contains("line 3: `` is not a number; use --skip"));
    assert!(refused(&["fit", "a.csv", "--column", "y"]).contains("two different numbers"));
    assert!(refused(&["fit", "a.csv", "--column", "w"]).contains("its columns are `x`, `y`, `z`"));
    assert!(refused(&["fit", "a.csv", "--column", "z", "--unit", "parsec"]).contains("not a unit"));
    assert!(refused(&["fit", "a.csv", "--column", "x", "--skip", "--as", "counts"]).contains("whole numbers"));
    assert_eq!(haitao(folder.path(), &["fit", "nowhere.csv", "--column", "x"]).status.code(), Some(3));
    let skipped = haitao(folder.path(), &["fit", "a.csv", "--column", "x", "--skip"]);
    assert!(String::from_utf8_lossy(&skipped.stderr).contains("1 rows without a number"));
}

#[test]
fn products_are_classified_from_orders_periods_or_a_wide_table() {
    let folder = tempfile::tempdir().expect("a folder");
    // Twelve weeks from Monday 5 January 2026: tea every week, a vase in three of them.
    let mut orders = "date,product,units,price\n".to_owned();
    for week in 0..12_i64 {
        let day =
            "2026-01-05".parse::<jiff::civil::Date>().expect("a date").saturating_add(jiff::Span::new().days(7 * week));
        orders += &format!("{day},tea,{},10\n", 10 + week % 3);
        if [2, 6, 9].contains(&week) {
            orders +=
                &format!("{day},vase,{},20\n", [0, 0, 1, 0, 0, 0, 25, 0, 0, 3][usize::try_from(week).expect("a week")]);
        }
    }
    fs::write(folder.path().join("orders.csv"), &orders).expect("a file");
    let periods = "product,w1,w2,w3,w4,w5,w6,w7,w8,w9,w10,w11,w12,revenue\n\
                   vase,0,0,1,,,,25,,,3,,0,580\ntea,10,11,12,10,11,12,10,11,12,10,11,12,1320\n";
    fs::write(folder.path().join("wide.csv"), periods).expect("a file");
    let of = |file: &str| json(&haitao(folder.path(), &["classify", file, "--format", "json"]));
    let (long, wide) = (of("orders.csv"), of("wide.csv"));
    assert_eq!(long["products"], wide["products"]);
    assert_eq!((&long["periods"], &long["value"]), (&Value::from(12), &Value::from("revenue")));
    let product = |at: usize, key: &str| long["products"][at][key].clone();
    assert_eq!((product(0, "product"), product(0, "abc"), product(0, "xyz")), ("tea".into(), "A".into(), "X".into()));
    assert_eq!((product(0, "pattern"), product(0, "policy")), ("smooth".into(), "r_Q".into()));
    assert_eq!((product(1, "product"), product(1, "abc"), product(1, "xyz")), ("vase".into(), "A".into(), "Z".into()));
    assert_eq!(
        (product(1, "pattern"), product(1, "adi"), product(1, "forecast")),
        ("lumpy".into(), 4.0.into(), "sba".into())
    );
    let table = said(&haitao(folder.path(), &["classify", "orders.csv"]));
    assert!(
        table.lines().any(|line| line.starts_with("vase") && line.contains("AZ") && line.contains("lumpy")),
        "{table}"
    );
    let monthly = json(&haitao(folder.path(), &["classify", "orders.csv", "--every", "month", "--format", "json"]));
    assert_eq!(monthly["periods"], 3);
    let refused = haitao(folder.path(), &["classify", "nothing.csv"]);
    assert_eq!(refused.status.code(), Some(3));
}
