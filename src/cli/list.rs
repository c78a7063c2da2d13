//! `haitao list`: lists the words of one kind, one per line; without an argument, the lists there are.

use super::answer::answer;
use super::glossary::{self, TOPICS, Word, lines};
use super::{Failure, Format, unknown};
use crate::text::nearest;
use serde_json::{Value, json};
use std::path::PathBuf;

/// The list that is read from files.
const SCENARIOS: &str = "scenarios";

/// Arguments of `haitao list`.
#[derive(Debug, clap::Args)]
pub(super) struct List {
    /// List to print: `keys`, `laws`, `policies`, `forecasts`, `agents`, `regimes`, `kpis`, `columns`, `accounts`,
    /// `codes`, `templates` or `scenarios`; without one, the names of the lists
    #[arg(value_name = "WHAT")]
    what: Option<String>,
    /// Folder of the scenarios to list
    #[arg(long, value_name = "DIR", default_value = SCENARIOS)]
    folder: PathBuf,
    /// Output format: `table` for people, `json` for programs
    #[arg(long, value_enum, default_value = "table", hide_possible_values = true)]
    format: Format,
}

/// Lists words.
///
/// # Errors
/// If there is no such list, or the folder of scenarios cannot be read.
pub(super) fn list(words: &List) -> Result<(), Failure> {
    let Some(what) = words.what.as_deref() else {
        return answer(&match words.format {
            Format::Table => contents(),
            Format::Json => format!("{:#}\n", Value::Array(topics().into_iter().map(|topic| json!(topic)).collect())),
        });
    };
    let found = if what == SCENARIOS {
        let folder = &words.folder;
        glossary::scenarios(folder)
            .map_err(|cause| Failure::io(format!("cannot read the folder {}", folder.display()), cause))?
    } else if let Some(topic) = TOPICS.iter().find(|topic| topic.name == what) {
        (topic.words)()
    } else {
        return Err(unknown("list", what, nearest(what, topics()), "haitao list"));
    };
    answer(&match words.format {
        Format::Table => drawn(&found),
        Format::Json => format!("{:#}\n", Value::Array(found.iter().map(Word::object).collect())),
    })
}

/// Returns the names of all lists.
fn topics() -> Vec<&'static str> {
    TOPICS.iter().map(|topic| topic.name).chain([SCENARIOS]).collect()
}

/// Renders the lists with their sizes.
fn contents() -> String {
    let rows: Vec<(String, String)> = TOPICS
        .iter()
        .map(|topic| (topic.name.to_owned(), format!("{:>3}  {}", (topic.words)().len(), topic.doc)))
        .chain([(SCENARIOS.to_owned(), "     files in a folder, by default `scenarios` (see `--folder`)".to_owned())])
        .collect();
    let widest = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let list: String = rows.iter().map(|(name, line)| format!("  {name:widest$}  {line}\n")).collect();
    format!("{list}\n`haitao list WHAT` prints one of them; `haitao explain WORD` explains a word.\n")
}

/// Renders words line by line, under their headings.
fn drawn(words: &[Word]) -> String {
    let mut out = String::new();
    for group in words.chunk_by(|a, b| a.group == b.group) {
        let heading = group.first().map_or("", |word| word.group);
        if !heading.is_empty() {
            let gap = if out.is_empty() { "" } else { "\n" };
            out.push_str(&format!("{gap}\x1b[1m{heading}\x1b[0m\n"));
        }
        let named: Vec<String> = group.iter().map(named).collect();
        out.push_str(&lines(named.iter().zip(group).map(|(name, word)| (name.as_str(), word.line.as_str()))));
    }
    out
}

/// Returns the name of a word, with its unit if it has one.
fn named(word: &Word) -> String {
    let unit = word.more.iter().find(|(what, _)| *what == "unit");
    unit.map_or_else(|| word.name.clone(), |(_, unit)| format!("{} [{unit}]", word.name))
}
