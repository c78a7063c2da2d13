//! Runs repeated from their manifests, and the differences between the inputs of two runs.

use crate::cli::{CHAIN, Desk, listing};
use serde_json::Value;
use std::fs;
use std::process::Output;

fn both(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Returns a chain with a base, a variant and a data file.
fn desk() -> Desk {
    let desk = Desk::new(CHAIN);
    fs::write(desk.path("times.csv"), "days [d]\n1\n2\n9\n").expect("a file");
    let top = "haitao = \"1\"\nextends = \"chain.toml\"\n[variant.slow]\n\
               courier.door.transit.empirical = { file = \"times.csv\", column = \"days\" }\n";
    fs::write(desk.path("top.toml"), top).expect("a file");
    desk
}

const RUN: &str = "run top.toml --variant slow --set customs.desk.officers=2 -n 3 --seed 5 --quiet --out first";

#[test]
fn a_run_repeated_gives_the_same_bytes() {
    let desk = desk();
    desk.sound(&format!("{RUN} --journal orders,stock"));
    let said = both(&desk.sound("rerun first --quiet -j 2"));
    assert!(said.starts_with("same  first: "), "{said}");
    assert_eq!(listing(&desk.path("first")), listing(&desk.path("first-rerun")));
    for name in listing(&desk.path("first")).iter().filter(|name| *name != "manifest.json") {
        let bytes = |folder: &str| fs::read(desk.path(&format!("{folder}/{name}"))).expect("a file");
        assert!(bytes("first") == bytes("first-rerun"), "{name}");
    }
    // Overrides are repeated as well, and so is the number of a single replication.
    let summary: Value = serde_json::from_str(&desk.read("first-rerun/summary.json")).expect("JSON");
    assert_eq!((&summary["scenario"], &summary["seed"]), (&Value::from("top:slow"), &Value::from(5)));
    desk.sound("run chain.toml --rep 17 --quiet --out alone");
    desk.sound("rerun alone --out again");
    assert_eq!(desk.read("alone/summary.json"), desk.read("again/summary.json"));
    let manifest: Value = serde_json::from_str(&desk.read("again/manifest.json")).expect("JSON");
    assert_eq!(manifest["first_replication"], 17);
}

#[test]
fn a_run_of_other_files_is_refused_and_one_with_other_results_is_reported() {
    let desk = desk();
    desk.sound(RUN);
    for (name, from, to) in
        [("times.csv", "9", "8"), ("chain.toml", "298 CNY", "299 CNY"), ("top.toml", "haitao", "# Changed.\nhaitao")]
    {
        let text = desk.read(name);
        fs::write(desk.path(name), text.replacen(from, to, 1)).expect("a file");
        let output = desk.haitao("rerun first");
        let said = both(&output);
        assert_eq!(output.status.code(), Some(2), "{name}: {said}");
        assert!(said.contains(&format!("{name} has changed since the run")), "{name}: {said}");
        fs::write(desk.path(name), text).expect("a file");
    }
    assert!(!desk.path("first-rerun").exists(), "nothing was run");

    let summary = desk.read("first/summary.json");
    fs::write(desk.path("first/summary.json"), summary.replace("\"seed\": 5", "\"seed\": 6")).expect("a file");
    let output = desk.haitao("rerun first");
    assert_eq!(output.status.code(), Some(1));
    assert!(both(&output).contains("summary.json differs"), "{}", both(&output));

    let manifest = desk.read("first/manifest.json");
    let version = format!("\"haitao\": \"{}\"", env!("CARGO_PKG_VERSION"));
    fs::write(desk.path("first/manifest.json"), manifest.replace(&version, "\"haitao\": \"0.0.1\"")).expect("a file");
    assert!(both(&desk.haitao("rerun first")).contains("was made by haitao 0.0.1"));
    for words in ["rerun nowhere", "rerun chain.toml", "rerun alone --out alone"] {
        assert_eq!(desk.haitao(words).status.code(), Some(2), "{words}");
    }
}

#[test]
fn differences_are_shown_by_path() {
    let desk = desk();
    let said = both(&desk.sound("diff top.toml top.toml:slow"));
    let rows: Vec<Vec<&str>> =
        said.lines().map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect()).collect();
    let expected = [
        vec!["path", "top.toml", "top.toml:slow"],
        vec!["courier.door.transit.empirical.column", "-", "\"days\""],
        vec!["courier.door.transit.empirical.file", "-", "\"times.csv\""],
        vec!["courier.door.transit.lognormal.median", "\"52 h\"", "-"],
        vec!["courier.door.transit.lognormal.sigma", "0.32", "-"],
    ];
    assert_eq!(rows[..5], expected, "{said}");
    assert_eq!((rows.len(), &rows[5][..2]), (6, &["data file times.csv", "-"][..]), "{said}");
    assert_eq!(both(&desk.sound("diff chain.toml top.toml")), "no difference\n");
    // A run folder stands for its scenario with all its overrides.
    desk.sound(RUN);
    let json: Value = serde_json::from_str(&both(&desk.sound("diff top.toml:slow first --format json"))).expect("JSON");
    assert_eq!(json["values"], serde_json::json!([{ "path": "customs.desk.officers", "a": "1", "b": "2" }]));
    assert_eq!(json["files"], serde_json::json!([]));
    assert_eq!(desk.haitao("diff chain.toml nowhere.toml").status.code(), Some(2));
}
