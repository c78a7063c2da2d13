//! Journals as JSON Lines hold the rows of the journals, column by column, on any number of threads, and no files of another
//! run remain.

use crate::cli::{CHAIN, Desk, listing};
use crate::record::scenario;
use crate::results::run;
use haitao::measure::{JournalRows, Journals};
use haitao::output::TABLES;
use haitao::table::{Frame, Values};
use serde_json::Value;

/// Returns a value of a row as JSON.
fn value(values: &Values, row: usize) -> Value {
    match values {
        Values::I64(values) => values[row].into(),
        Values::MaybeI64(values) => values[row].into(),
        Values::U64(values) => values[row].into(),
        Values::U32(values) => values[row].into(),
        Values::F64(_) => panic!("no journal holds fractions"),
        Values::Words(places, words) => words.get(places[row] as usize).cloned().into(),
    }
}

/// Asserts that a file holds the rows of a frame.
fn holds(text: &str, frame: &Frame, journal: &str) {
    assert_eq!(text.lines().count(), frame.rows(), "{journal}");
    for (row, line) in text.lines().enumerate() {
        let object: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{journal}: {error}: {line}"));
        let found: Vec<(&String, &Value)> = object.as_object().expect("an object").iter().collect();
        let values: Vec<Value> = frame.columns().iter().map(|(_, values)| value(values, row)).collect();
        let expected: Vec<(&String, &Value)> = frame.columns().iter().map(|(name, _)| name).zip(&values).collect();
        assert_eq!(found, expected, "{journal}, row {row}");
    }
}

#[test]
fn json_lines_hold_the_rows_whatever_the_threads() {
    let named = CHAIN.replace("market.north", "market.\"北 \\\"no\\\" north\"");
    let text = if haitao::scenario::parse(&named, std::path::Path::new(".")).is_ok() { &named } else { CHAIN };
    let desk = Desk::new(text);
    let all = Journals::NAMES.join(",");
    desk.sound(&format!("run chain.toml -n 3 -j 1 --seed 1 --journal {all} --journal-format jsonl --out one"));
    desk.sound(&format!("run chain.toml -n 3 -j 3 --seed 1 --journal {all} --journal-format jsonl --out three"));
    let (_, said) = run(&scenario(text));
    let rows = [
        JournalRows::Orders(&said.orders),
        JournalRows::Shipments(&said.shipments),
        JournalRows::Stock(&said.stock),
        JournalRows::Postings(&said.postings),
        JournalRows::Declarations(&said.declarations),
    ];
    for rows in rows {
        let (journal, frame) = (rows.journal(), rows.frame("CNY"));
        assert!(frame.rows() > 100, "{journal} has {} rows", frame.rows());
        holds(&desk.read(&format!("one/journal/{journal}/replication=0.jsonl")), &frame, journal);
        let table = TABLES.iter().find(|table| table.name == journal).expect("documented");
        assert!(table.columns.iter().map(|column| column.name).eq(frame.columns().iter().map(|column| &column.0)));
        for replication in 0..3 {
            let name = format!("journal/{journal}/replication={replication}.jsonl");
            assert_eq!(desk.read(&format!("one/{name}")), desk.read(&format!("three/{name}")), "{name}");
        }
    }
}

#[test]
fn a_run_leaves_its_own_journals_and_no_others() {
    let desk = Desk::new(CHAIN);
    let files = || -> Vec<String> {
        listing(&desk.path("here"))
            .into_iter()
            .filter(|name| name.starts_with("journal") || name.contains(".part"))
            .collect()
    };
    desk.sound("run chain.toml -n 2 --journal orders,stock --journal-format jsonl --out here");
    let both = ["orders/replication=0", "orders/replication=1", "stock/replication=0", "stock/replication=1"];
    assert_eq!(files(), both.map(|name| format!("journal/{name}.jsonl")));
    let manifest: Value = serde_json::from_str(&desk.read("here/manifest.json")).expect("JSON");
    assert_eq!(
        (&manifest["journals"], &manifest["journal_format"]),
        (&serde_json::json!(["orders", "stock"]), &"jsonl".into())
    );
    desk.sound("rerun here");
    assert_eq!(
        desk.read("here/journal/orders/replication=1.jsonl"),
        desk.read("here-rerun/journal/orders/replication=1.jsonl")
    );
    desk.sound("run chain.toml -n 1 --journal stock --journal-format jsonl --out here");
    assert_eq!(files(), ["journal/stock/replication=0.jsonl"]);
    desk.sound("run chain.toml -n 1 --out here");
    assert_eq!(files(), Vec::<String>::new());
}

#[test]
fn unknown_journals_and_formats_are_rejected() {
    let desk = Desk::new(CHAIN);
    let output = desk.haitao("run chain.toml --journal orders,parcels");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("parcels") && said.contains(&Journals::NAMES.join(", ")), "{said}");
    let output = desk.haitao("run chain.toml --journal orders --journal-format parquet -n 1");
    assert_eq!(output.status.code(), Some(if cfg!(feature = "tables") { 0 } else { 2 }));
}

/// Parquet holds the same numbers.
#[cfg(feature = "tables")]
#[test]
fn parquet_holds_the_same() {
    let desk = Desk::new(CHAIN);
    let all = Journals::NAMES.join(",");
    for form in ["jsonl", "parquet"] {
        desk.sound(&format!("run chain.toml -n 1 --journal {all} --journal-format {form} --out {form}"));
    }
    for table in TABLES.iter().filter(|table| Journals::NAMES.contains(&table.name)) {
        let text = desk.read(&format!("jsonl/journal/{}/replication=0.jsonl", table.name));
        let rows: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        for column in table.columns.iter().filter(|column| matches!(column.kind, "i64" | "u64" | "u32")) {
            let file = desk.path(&format!("parquet/journal/{}/replication=0.parquet", table.name));
            let (values, _) = haitao::table::read_column(&file, column.name).expect("numbers");
            let lines: Vec<f64> = rows.iter().map(|row| row[column.name].as_f64().expect("a number")).collect();
            assert_eq!(values, lines, "{}: {}", table.name, column.name);
        }
    }
}
