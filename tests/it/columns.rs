//! The register of columns lists exactly the columns that are written, in order, with type and unit.

use crate::record::scenario;
use haitao::measure::journal_frames;
use haitao::output::{TABLES, series_frame};
use haitao::study::{Plan, replicate};
use haitao::table::{Frame, Values};

/// Returns column, type and unit of a table.
fn documented(table: &str) -> Vec<(&'static str, &'static str, &'static str)> {
    let table = TABLES.iter().find(|doc| doc.name == table).unwrap_or_else(|| panic!("no table {table}"));
    table.columns.iter().map(|column| (column.name, column.kind, column.unit)).collect()
}

fn type_of(values: &Values) -> &'static [&'static str] {
    match values {
        Values::I64(_) => &["i64"],
        Values::MaybeI64(_) => &["i64 or null"],
        Values::U64(_) => &["u64"],
        Values::U32(_) => &["u32"],
        Values::F64(_) => &["f64"],
        Values::Words(..) => &["word", "word or null"],
    }
}

/// Returns the unit that a name ends in.
fn unit_of(name: &str) -> &'static str {
    let ends = [
        ("_cny_x10000", "1/10,000 CNY"),
        ("_us", "us"),
        ("_units", "units"),
        ("_g", "g"),
        ("_cm3", "cm3"),
        ("_s", "s"),
    ];
    ends.iter().find(|(end, _)| name.ends_with(end)).map_or("", |(_, unit)| unit)
}

fn agrees(table: &str, frame: &Frame) {
    let documented = documented(table);
    let names: Vec<&str> = documented.iter().map(|row| row.0).collect();
    assert_eq!(names, frame.columns().iter().map(|column| column.0.as_str()).collect::<Vec<_>>(), "{table}");
    for ((name, said, unit), (_, values)) in documented.iter().zip(frame.columns()) {
        assert!(type_of(values).contains(said), "{table}: {name} is not {said}");
        if *unit != "as `unit` says" {
            assert_eq!(*unit, unit_of(name), "{table}: the unit of {name}");
        }
    }
}

#[test]
fn every_column_is_documented() {
    let frames = journal_frames("CNY");
    for (name, frame) in &frames {
        agrees(name, frame);
    }
    let asked = crate::cli::CHAIN.replacen("haitao = \"1\"", "haitao = \"1\"\nseries = { every = \"10 d\" }", 1);
    let scenario = scenario(&asked);
    let study = replicate(&scenario, &Plan { replications: 0..2, ..Plan::default() });
    agrees("series", &series_frame(&scenario, &study).expect("a series"));
    assert_eq!(TABLES.len(), frames.len() + 2, "the journals, the series and the replications");
}

/// Files have the columns of the frames.
#[cfg(feature = "tables")]
#[test]
fn files_have_the_documented_columns() {
    let asked = crate::cli::CHAIN.replacen("haitao = \"1\"", "haitao = \"1\"\nseries = { every = \"10 d\" }", 1);
    let desk = crate::cli::Desk::new(&asked);
    let all = haitao::measure::Journals::NAMES;
    desk.sound(&format!("run chain.toml -n 2 --journal {} --out here", all.join(",")));
    let mut files: Vec<(String, &str)> =
        all.iter().map(|name| (format!("here/journal/{name}/replication=1.parquet"), *name)).collect();
    files.extend(["csv", "parquet"].map(|ending| (format!("here/series.{ending}"), "series")));
    for (file, table) in files {
        let (_, refused) = haitao::table::read_column(&desk.path(&file), "no such").expect_err("no such column");
        let names: Vec<String> = documented(table).into_iter().map(|row| format!("`{}`", row.0)).collect();
        assert!(refused.ends_with(&format!("its columns are {}", names.join(", "))), "{file}: {refused}");
    }
    let read = |name| haitao::table::read_column(&desk.path("here/series.csv"), name).expect("numbers").0;
    assert_eq!(read("replications"), vec![2.0; read("time_s").len()]);
    assert_eq!(read("time_s").last(), Some(&(60.0 * 86_400.0)));
    assert_eq!(read("mean"), haitao::table::read_column(&desk.path("here/series.parquet"), "mean").expect("numbers").0);
}
