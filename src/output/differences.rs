//! The differences between the inputs of two scenarios, as a table for people and as JSON for programs.

use crate::scenario::Inputs;
use comfy_table::{Table, presets};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The largest number of characters of a value that is shown.
const VALUE: usize = 60;

/// A difference between two scenarios; `None` if a scenario does not set the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The path of the value, or the name of the data file.
    pub what: String,
    /// The value in the first scenario.
    pub one: Option<String>,
    /// The value in the other.
    pub other: Option<String>,
}

/// All differences between two scenarios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differences {
    /// Values, by path.
    pub values: Vec<Difference>,
    /// Data files, by name, with their SHA-256.
    pub files: Vec<Difference>,
}

impl Differences {
    /// Returns the differences between the inputs of two scenarios.
    #[must_use]
    pub fn between(one: &Inputs, other: &Inputs) -> Self {
        Self { values: apart(&one.values, &other.values), files: apart(&one.files, &other.files) }
    }

    /// Returns the differences as a table, with the names of the two scenarios as headings.
    #[must_use]
    pub fn report(&self, one: &str, other: &str) -> String {
        if self.values.is_empty() && self.files.is_empty() {
            return "no difference\n".to_owned();
        }
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_header(["path", one, other]);
        let shown = |said: Option<&String>| said.map_or_else(|| "-".to_owned(), |said| shortened(said));
        for Difference { what, one, other } in &self.values {
            table.add_row([what.clone(), shown(one.as_ref()), shown(other.as_ref())]);
        }
        let hash = |said: Option<&String>| said.map_or_else(|| "-".to_owned(), |hash| hash.chars().take(12).collect());
        for Difference { what, one, other } in &self.files {
            table.add_row([format!("data file {what}"), hash(one.as_ref()), hash(other.as_ref())]);
        }
        for (index, column) in table.column_iter_mut().enumerate() {
            column.set_padding((if index == 0 { 0 } else { 2 }, 0));
        }
        table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
    }

    /// Returns the differences as JSON; a value that is not set is null.
    #[must_use]
    pub fn json(&self, one: &str, other: &str) -> String {
        let list = |differences: &[Difference], what: &str| {
            let object = |said: &Difference| json!({ what: said.what, "a": said.one, "b": said.other });
            differences.iter().map(object).collect::<Vec<Value>>()
        };
        let root =
            json!({ "a": one, "b": other, "values": list(&self.values, "path"), "files": list(&self.files, "file") });
        format!("{root:#}\n")
    }
}

/// Returns what is only in one list, or differs, in the order of names.
fn apart(one: &[(String, String)], other: &[(String, String)]) -> Vec<Difference> {
    let mut said: BTreeMap<&str, (Option<&str>, Option<&str>)> = BTreeMap::new();
    for (what, value) in one {
        said.entry(what).or_default().0 = Some(value);
    }
    for (what, value) in other {
        said.entry(what).or_default().1 = Some(value);
    }
    let apart = said.into_iter().filter(|(_, (one, other))| one != other);
    apart
        .map(|(what, (one, other))| Difference {
            what: what.to_owned(),
            one: one.map(str::to_owned),
            other: other.map(str::to_owned),
        })
        .collect()
}

/// Shortens a value so that both fit next to each other.
fn shortened(value: &str) -> String {
    if value.chars().count() <= VALUE {
        return value.to_owned();
    }
    let kept: String = value.chars().take(VALUE - 1).collect();
    format!("{kept}…")
}
