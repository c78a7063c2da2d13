//! The register of keys is complete: each declared key is read by the code that declares it, and
//! `docs/reference/language.md` has exactly one row for each. In every test, `Reader` asserts that no undeclared key is
//! read.

use haitao::agent::KINDS;
use haitao::scenario::language::{every_key, top};
use haitao::scenario::parse;
use haitao::text::{BuiltIn, Code, KeySpec, Shape};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A value that no key accepts.
const NONSENSE: &str = "[[true]]";

/// One entry of every kind, valid together.
const BASE: &[(&str, &str)] = &[
    ("haitao", "\"1\""),
    ("run.horizon", "\"30 d\""),
    ("run.start", "2027-01-01"),
    ("product.x.label", "\"a\""),
    ("place.x.label", "\"a\""),
    ("calendar.x.label", "\"a\""),
    ("season.x.label", "\"a\""),
    ("promotion.x.days", "{ \"11-11\" = 2 }"),
    ("regime.1210.label", "\"a\""),
    ("supplier.x.label", "\"a\""),
    ("lane.x.label", "\"a\""),
    ("port.x.label", "\"a\""),
    ("customs.x.label", "\"a\""),
    ("warehouse.x.label", "\"a\""),
    ("courier.x.label", "\"a\""),
    ("path.x.through", "\"lane.x\""),
    ("platform.x.path", "\"x\""),
    ("stock.x.x.source", "\"supplier.x\""),
    ("stock.x.x.replenish.base_stock.S", "5"),
    ("market.x.through", "\"lane.x\""),
    ("market.x.orders.every", "\"1 d\""),
];

fn text(lines: &[(String, String)]) -> String {
    lines.iter().map(|(path, value)| format!("{path} = {value}\n")).collect()
}

/// Returns the path of a key with names in it, the table it belongs to, and the keys of that table; `None` within a list.
fn named(path: &str) -> Option<(String, String, Vec<&'static KeySpec>)> {
    let mut keys: Vec<&'static KeySpec> = top().iter().collect();
    let (mut full, mut table) = (String::new(), String::new());
    let words: Vec<&str> = path.split('.').collect();
    for (at, word) in words.iter().enumerate() {
        table.clone_from(&full);
        full = if full.is_empty() { (*word).to_owned() } else { format!("{full}.{word}") };
        if at + 1 == words.len() {
            break;
        }
        let key = keys.iter().find(|key| key.name == *word)?;
        match (key.shape, *word) {
            (Shape::List(_), _) => return None,
            (_, "stock" | "demand") => full += ".x.x",
            (_, "regime" | "desk") => full += ".1210",
            (Shape::Rows(..), _) => full += ".x",
            _ => {}
        }
        keys = key.shape.keys().iter().collect();
    }
    Some((full, table, keys))
}

#[test]
fn every_declared_key_is_read() {
    let base: Vec<(String, String)> =
        BASE.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect();
    if let Err(faults) = parse(&text(&base), Path::new(".")) {
        panic!("{faults}");
    }
    let mut read = 0;
    for entry in every_key().iter().filter(|entry| !entry.path.starts_with("law.")) {
        let Some((path, table, beside)) = named(&entry.path) else { continue };
        // The base's value of the entry's first key is replaced.
        let words = if path.starts_with("stock.") || path.starts_with("demand.") { 4 } else { 3 };
        let first: String = path.split('.').take(words).collect::<Vec<_>>().join(".");
        let mut lines: Vec<(String, String)> = base
            .iter()
            .filter(|(known, _)| !known.starts_with(&first) && !first.starts_with(&format!("{known}.")))
            .cloned()
            .collect();
        let mut say = |key: &str| {
            let said = format!("{table}.{key}");
            if let Some(spec) = beside.iter().find(|spec| spec.name == key)
                && said != path
                && lines.iter().all(|(known, _)| !known.starts_with(&said))
            {
                lines.push((said, spec.shape.example()));
            }
        };
        beside
            .iter()
            .filter(|spec| spec.built_in == BuiltIn::Required && !table.is_empty())
            .for_each(|spec| say(spec.name));
        entry.spec.needs.iter().take(1).for_each(|needed| say(needed));
        lines.push((path.clone(), NONSENSE.to_owned()));
        let text = text(&lines);
        let faults = parse(&text, Path::new(".")).expect_err(&text);
        let here = |problem: &&haitao::text::Problem| {
            problem.place.is_some_and(|place| faults.sources.line_column(place).0 == lines.len())
        };
        let said: Vec<Code> = faults.problems.iter().filter(here).map(|problem| problem.code).collect();
        let refused =
            said.iter().any(|code| !matches!(code, Code::UnknownKey | Code::UnknownKind | Code::KeyWithoutEffect));
        assert!(refused, "no code reads `{}`:\n{text}{faults}", entry.path);
        read += 1;
    }
    assert!(read > 150, "most keys can be tried, not only {read}");
}

/// Returns the keys in the tables of the page, as `kind.key`.
fn rows(page: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let (mut heading, mut inside) = (Vec::new(), false);
    for line in page.lines().filter(|line| !line.starts_with("|---")) {
        let quoted = || line.split('`').skip(1).step_by(2);
        if line.starts_with('#') {
            heading = quoted().map(|word| word.split('.').next().unwrap_or(word)).collect();
        }
        let Some(row) = line.strip_prefix("| ") else {
            inside = false;
            continue;
        };
        let first = row.split(" | ").next().unwrap_or_default();
        if first == "Key" || first.starts_with("Key of") || first == "Field" || first == "Top key" {
            inside = true;
            if first == "Field" {
                heading = vec!["regime"];
            } else if first != "Key" {
                heading = first.split('`').skip(1).step_by(2).collect();
            }
            continue;
        }
        if !inside {
            continue;
        }
        // The first words of a row may name its kind.
        let named = first.trim_start_matches('*').split(['*', ' ']).next().unwrap_or_default();
        let kind = if named.starts_with('`') { heading.first().copied().unwrap_or_default() } else { named };
        for key in first.split('`').skip(1).step_by(2) {
            let upper = |word: &&str| word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase);
            let key: Vec<&str> = key.split('.').take_while(|word| !upper(word)).collect();
            found.insert(format!("{kind}.{}", key.join(".")).trim_matches('.').to_owned());
        }
    }
    found
}

/// Returns the keys that the tables of the page must have.
fn declared() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for kind in top() {
        keys.insert(kind.name.to_owned());
        // A demand row takes keys of its market, a series one key; both are explained in prose.
        for key in kind.shape.keys().iter().filter(|_| !matches!(kind.name, "demand" | "series")) {
            match key.shape {
                Shape::Keys(inner) => {
                    keys.extend(inner.iter().map(|inner| format!("{}.{}.{}", kind.name, key.name, inner.name)));
                }
                _ => {
                    keys.insert(format!("{}.{}", kind.name, key.name));
                }
            }
        }
    }
    keys
}

#[test]
fn the_reference_has_a_row_for_every_key_and_no_other() {
    let page =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference/language.md")).expect("the page");
    let (rows, declared) = (rows(&page), declared());
    // Kinds of agents that this page does not cover are in the page of keys, which is generated.
    let kind = |row: &str| row.split('.').next().unwrap_or_default().to_owned();
    let treated: BTreeSet<String> = rows.iter().map(|row| kind(row)).collect();
    let left_out = |row: &String| KINDS.contains(&kind(row).as_str()) && !treated.contains(&kind(row));
    let missing: Vec<_> = declared.difference(&rows).filter(|row| !left_out(row)).collect();
    let strange: Vec<_> = rows
        .difference(&declared)
        .filter(|row| !row.is_empty() && !["default", "KIND_group"].contains(&row.as_str()))
        .collect();
    assert!(missing.is_empty() && strange.is_empty(), "without a row: {missing:?}; not declared: {strange:?}");
}
