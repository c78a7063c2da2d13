//! `haitao explain`: everything the program knows about a word. A word with several meanings is explained in each.

use super::answer::answer;
use super::glossary::{TOPICS, Word, hanging, looked_up};
use super::{Failure, Format, unknown};
use crate::scenario::language;
use crate::text::{Code, nearest};
use serde_json::Value;

/// Arguments of `haitao explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// Key (`stock.carrying`, `departs`), problem code, KPI, distribution, policy, forecast, kind of agent, account,
    /// regime, tax class or template
    #[arg(value_name = "WORD", required = true)]
    words: Vec<String>,
    /// Output format: `table` for people, `json` for programs
    #[arg(long, value_enum, default_value = "table", hide_possible_values = true)]
    format: Format,
}

/// Explains words.
///
/// # Errors
/// If any word is unknown; nothing is explained then.
pub(super) fn explain(words: &Explain) -> Result<(), Failure> {
    let known: Vec<Word> =
        TOPICS.iter().filter(|topic| topic.name != "keys").flat_map(|topic| (topic.words)()).collect();
    let mut found = Vec::new();
    for asked in &words.words {
        let mut meant = meant(asked, &known);
        for key in looked_up(asked) {
            add(key, &mut meant);
        }
        if meant.is_empty() {
            let key = language::near(asked).filter(|_| asked.contains('.'));
            let word = || nearest(asked, known.iter().map(|word| word.name.as_str()));
            let near = key.or_else(word).or_else(|| language::near(asked));
            return Err(unknown("word that haitao knows", asked, near, "haitao list"));
        }
        found.extend(meant);
    }
    answer(&match words.format {
        Format::Table => found.iter().map(drawn).collect::<Vec<_>>().join("\n"),
        Format::Json => format!("{:#}\n", Value::Array(found.iter().map(Word::object).collect())),
    })
}

/// Adds a key. If the same word is already there, only what the key takes is added to it.
fn add(key: Word, meant: &mut Vec<Word>) {
    match meant.iter_mut().find(|word| word.line == key.line && key.name.ends_with(word.name.as_str())) {
        Some(word) => {
            word.more.extend(key.more.into_iter().filter(|(what, _)| *what != "used in"));
            word.page = key.page;
        }
        None => meant.push(key),
    }
}

/// Returns the words with this spelling; failing that, those that differ only in case; failing that, the
/// account named by the part before the first dot.
fn meant(asked: &str, known: &[Word]) -> Vec<Word> {
    let asked = Code::parse(asked).map_or_else(|| asked, |code| code.as_str());
    let written = |same: &dyn Fn(&Word) -> bool| known.iter().filter(|word| same(word)).cloned().collect::<Vec<_>>();
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

/// Renders a word for people.
fn drawn(word: &Word) -> String {
    let mut out = format!("\x1b[1m{}\x1b[0m  \x1b[2m{}\x1b[0m\n{}", word.name, word.kind, hanging("  ", &word.line));
    let widest = word.more.iter().map(|(what, _)| what.len()).max().unwrap_or(0);
    for (what, text) in &word.more {
        out.push_str(&hanging(&format!("  {what:widest$}  "), text));
    }
    if !word.page.is_empty() {
        out.push('\n');
    }
    for line in word.page.lines() {
        out.push_str(&if line.is_empty() { "\n".to_owned() } else { format!("  {line}\n") });
    }
    out
}
