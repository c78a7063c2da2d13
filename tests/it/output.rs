//! The output of a run: its files, tables that read back correctly, and no half-written files.

use crate::cli::{CHAIN, Desk, listing};
use serde_json::Value;
use std::fs;

#[cfg(feature = "tables")]
fn column(desk: &Desk, file: &str, name: &str) -> Vec<f64> {
    let (values, unit) = haitao::table::read_column(&desk.path(file), name).unwrap_or_else(|cause| panic!("{cause:?}"));
    assert_eq!(unit, None, "the names contain the units");
    values
}

#[cfg(feature = "tables")]
#[test]
fn a_run_leaves_whole_files_and_no_others() {
    let desk = Desk::new(CHAIN);
    desk.sound("run chain.toml -n 2 --journal orders,stock --out here");
    let whole = [
        "journal/orders/replication=0.parquet",
        "journal/orders/replication=1.parquet",
        "journal/stock/replication=0.parquet",
        "journal/stock/replication=1.parquet",
        "manifest.json",
        "replications.csv",
        "replications.parquet",
        "summary.json",
    ];
    assert_eq!(listing(&desk.path("here")), whole);
    desk.sound("run chain.toml -n 1 --journal stock --out here");
    let fewer: Vec<&str> = whole.into_iter().filter(|name| !name.contains("orders") && !name.contains("=1")).collect();
    assert_eq!(listing(&desk.path("here")), fewer, "the journals of an earlier run are gone");
    desk.sound("run chain.toml -n 1 --out here");
    assert_eq!(listing(&desk.path("here")), &whole[4..]);
}

#[cfg(feature = "tables")]
#[test]
fn journals_agree_with_the_kpis() {
    let stocked = CHAIN.replace("[stock.shop.tin]", "[stock.shop.tin]\nstart.on_hand = 400");
    let desk = Desk::new(&stocked.replace("warm_up = \"10 d\"", "warm_up = \"0 d\""));
    desk.sound("run chain.toml -n 2 --journal orders,stock --out here");
    for replication in 0..2 {
        let orders =
            |name: &str| column(&desk, &format!("here/journal/orders/replication={replication}.parquet"), name);
        let placed = orders("placed_us");
        let horizon = 60.0 * 86_400e6;
        let in_window: f64 = placed.iter().filter(|time| **time < horizon).map(|_| 1.0).sum();
        let figure = |name: &str| column(&desk, "here/replications.csv", name)[replication];
        assert_eq!(in_window, figure("orders_placed"), "orders placed in the window");
        let stages =
            ["stock", "supply", "picking", "departure", "line_haul", "port", "documents", "inspection", "last_mile"];
        let stages: Vec<Vec<f64>> = stages.iter().map(|stage| orders(&format!("stage_{stage}_us"))).collect();
        for (row, (placed, ended)) in placed.iter().zip(orders("ended_us")).enumerate() {
            let spent: f64 = stages.iter().map(|stage| stage[row]).sum();
            assert!(spent == 0.0 || spent == ended - placed, "row {row}: the stages add up to the microsecond");
        }
        let stock = |name: &str| column(&desk, &format!("here/journal/stock/replication={replication}.parquet"), name);
        let (times, on_hand) = (stock("time_us"), stock("on_hand_units"));
        let (mut area, mut since, mut level) = (0.0, 0.0, 400.0);
        for (time, units) in times.iter().zip(on_hand).filter(|(time, _)| **time < horizon) {
            assert!(*time >= since && units >= 0.0, "in the order of time, and never below nothing");
            area += level * (time - since);
            (since, level) = (*time, units);
        }
        area += level * (horizon - since);
        let mean = figure("stock.shop.tin:mean_on_hand");
        assert!((area / horizon - mean).abs() < 1e-9 * mean, "{} of the journal, {mean} of the KPI", area / horizon);
    }
}

#[cfg(feature = "tables")]
#[test]
fn replications_are_equal_in_both_files_and_agree_with_the_summary() {
    let desk = Desk::new(CHAIN);
    desk.sound("run chain.toml -n 4 --out here");
    let summary: Value = serde_json::from_str(&desk.read("here/summary.json")).expect("JSON");
    assert_eq!(column(&desk, "here/replications.parquet", "replication"), [0.0, 1.0, 2.0, 3.0]);
    let figures = [
        ("fill_rate", &summary["kpis"]["fill_rate"]),
        ("delivery_days_p95", &summary["kpis"]["delivery_days_p95"]),
        ("stock.shop.tin:mean_on_hand", &summary["by"]["stock"]["shop.tin"]["mean_on_hand"]),
        ("customs.desk:queue_wait_mean", &summary["by"]["customs"]["desk"]["queue_wait_mean"]),
    ];
    for (name, figure) in figures {
        let values = column(&desk, "here/replications.parquet", name);
        assert_eq!(values, column(&desk, "here/replications.csv", name), "{name}");
        let mean = values.iter().sum::<f64>() / 4.0;
        let stated = figure["mean"].as_f64().unwrap_or_else(|| panic!("{name} is in the summary"));
        assert!((mean - stated).abs() <= 1e-12 * mean.abs(), "{name}: {mean} and {stated}");
    }
}

#[test]
fn the_manifest_says_where_it_all_came_from() {
    let desk = Desk::new(CHAIN);
    desk.sound("run chain.toml -n 2 -j 2 --seed 7 --out here");
    let manifest: Value = serde_json::from_str(&desk.read("here/manifest.json")).expect("JSON");
    let summary: Value = serde_json::from_str(&desk.read("here/summary.json")).expect("JSON");
    for key in ["scenario", "scenario_hash", "seed", "replications"] {
        assert_eq!(manifest[key], summary[key], "{key}");
    }
    assert_eq!(manifest["haitao"], summary["version"]);
    assert_eq!(manifest["threads"], 2);
    assert_eq!(manifest["interrupted"], false);
    assert_eq!(manifest["command"][1], "run");
    assert!(manifest["files"][0]["path"].as_str().is_some_and(|path| path.ends_with("chain.toml")));
    assert_eq!(manifest["files"][0]["sha256"].as_str().map(str::len), Some(64));
    let streams = manifest["streams"].as_array().expect("a list");
    assert!(streams.iter().any(|name| name == "courier.door.transit"), "{streams:?}");
}

#[test]
fn a_blocked_folder_does_not_become_half_a_run() {
    let desk = Desk::new(CHAIN);
    fs::create_dir_all(desk.path("here/summary.json/deep")).expect("a folder in the way");
    let output = desk.haitao("run chain.toml -n 1 --out here");
    assert_eq!(output.status.code(), Some(3));
    assert!(!desk.path("here/manifest.json").exists(), "a folder without a manifest is not a finished run");
    assert!(listing(&desk.path("here")).iter().all(|name| !name.contains(".part")));
}
