//! `docs/columns.md` names every column that is written, in order, with its type and its unit, and no other.

use crate::record::scenario;
use haitao::output::{journal_frames, series_frame};
use haitao::study::{Plan, replicate};
use haitao::table::{Frame, Values};

fn page() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/columns.md")).expect("the page")
}

/// Column, type, unit of the rows of the table under a heading.
fn documented(page: &str, table: &str) -> Vec<(String, String, String)> {
    let (_, behind) = page.split_once(&format!("\n## {table}\n")).unwrap_or_else(|| panic!("no part on {table}"));
    let part = behind.split("\n#").next().unwrap_or_default();
    let rows = part.lines().filter(|line| line.starts_with("| `"));
    let cells = rows.map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>());
    cells.map(|cells| (cells[1].trim_matches('`').to_owned(), cells[2].clone(), cells[3].clone())).collect()
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

/// The unit that a name ends in.
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

fn agrees(page: &str, table: &str, frame: &Frame) {
    let documented = documented(page, table);
    let names: Vec<&str> = documented.iter().map(|row| row.0.as_str()).collect();
    assert_eq!(names, frame.columns().iter().map(|column| column.0.as_str()).collect::<Vec<_>>(), "{table}");
    for ((name, said, unit), (_, values)) in documented.iter().zip(frame.columns()) {
        assert!(type_of(values).contains(&said.as_str()), "{table}: {name} is no {said}");
        if unit != "as `unit` says" {
            assert_eq!(unit, unit_of(name), "{table}: the unit of {name}");
        }
    }
}

#[test]
fn every_column_is_documented() {
    let page = page();
    let frames = journal_frames("CNY");
    for (name, frame) in &frames {
        agrees(&page, name, frame);
    }
    let asked = crate::cli::CHAIN.replacen("haitao = \"1\"", "haitao = \"1\"\nseries = { every = \"10 d\" }", 1);
    let scenario = scenario(&asked);
    let study = replicate(&scenario, &Plan { replications: 0..2, ..Plan::default() });
    agrees(&page, "series", &series_frame(&scenario, &study).expect("a series"));
    let parts = page.lines().filter(|line| line.starts_with("## ")).count();
    assert_eq!(parts, frames.len() + 2, "a part for each table, and one for replications");
}

/// The files hold what the frames say.
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
        let names: Vec<String> = documented(&page(), table).into_iter().map(|row| format!("`{}`", row.0)).collect();
        assert!(refused.ends_with(&format!("its columns are {}", names.join(", "))), "{file}: {refused}");
    }
    let read = |name| haitao::table::read_column(&desk.path("here/series.csv"), name).expect("numbers").0;
    assert_eq!(read("replications"), vec![2.0; read("time_s").len()]);
    assert_eq!(read("time_s").last(), Some(&(60.0 * 86_400.0)));
    assert_eq!(read("mean"), haitao::table::read_column(&desk.path("here/series.parquet"), "mean").expect("numbers").0);
}
