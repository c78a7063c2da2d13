//! `haitao explain`: everything the program knows about a word, whatever it is. A word that is several things is explained
//! as each of them.

use super::answer::answer;
use super::glossary::{TOPICS, Word, hanging};
use super::{Failure, Format, unknown};
use crate::text::nearest;
use serde_json::Value;

/// What `haitao explain` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// Problem code, KPI, law, policy, kind of agent, account, regime, class of tax or template
    #[arg(value_name = "WORD", required = true)]
    words: Vec<String>,
    /// Form of the answer: `table` for people, `json` for programs
    #[arg(long, value_enum, default_value = "table", hide_possible_values = true)]
    format: Format,
}

/// Explains words.
///
/// # Errors
/// If one is not known; nothing is explained then.
pub(super) fn explain(words: &Explain) -> Result<(), Failure> {
    let known: Vec<Word> = TOPICS.iter().flat_map(|topic| (topic.words)()).collect();
    let mut found = Vec::new();
    for asked in &words.words {
        let meant = meant(asked, &known);
        if meant.is_empty() {
            let near = nearest(asked, known.iter().map(|word| word.name.as_str()));
            return Err(unknown("word of haitao's", asked, near, "haitao list"));
        }
        found.extend(meant);
    }
    answer(&match words.format {
        Format::Table => found.iter().map(|word| drawn(word)).collect::<Vec<_>>().join("\n"),
        Format::Json => format!("{:#}\n", Value::Array(found.iter().map(|word| word.object()).collect())),
    })
}

/// The words that are written so; where there are none, those that differ in capitals only; then those that the first
/// part of an account's name stands for.
fn meant<'a>(asked: &str, known: &'a [Word]) -> Vec<&'a Word> {
    let written = |same: &dyn Fn(&Word) -> bool| known.iter().filter(|word| same(word)).collect::<Vec<_>>();
    let exact = written(&|word| word.name == asked);
    if !exact.is_empty() {
        return exact;
    }
    let near = written(&|word| word.name.eq_ignore_ascii_case(asked));
    if !near.is_empty() {
        return near;
    }
    let stem = asked.split('.').next().unwrap_or_default();
    written(&|word| word.kind == "account" && word.name == stem)
}

/// A word with all that is said of it.
fn drawn(word: &Word) -> String {
    let mut out = format!("\x1b[1m{}\x1b[0m  \x1b[2m{}\x1b[0m\n{}", word.name, word.kind, hanging("  ", &word.line));
    let widest = word.more.iter().map(|(what, _)| what.len()).max().unwrap_or(0);
    for (what, text) in &word.more {
        out.push_str(&hanging(&format!("  {what:widest$}  "), text));
    }
    out
}
