//! The glossary of everything the program knows: keys, distributions, policies, forecasts, agents, KPIs, accounts,
//! regimes, problem codes and templates. It is built from the registers; `haitao list` prints it line by line and
//! `haitao explain` in full.

mod accounts;
mod agents;
mod codes;
mod columns;
mod forecasts;
mod head;
mod keys;
mod kpis;
mod laws;
mod policies;
mod regimes;
mod scenarios;
mod templates;

pub(super) use keys::looked_up;
pub(super) use scenarios::words as scenarios;

use serde_json::{Value, json};

/// A word and its explanation.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Its kind, such as `law`, `KPI` or `policy`.
    pub(super) kind: &'static str,
    /// The heading it is listed under; empty if its list has no headings.
    pub(super) group: &'static str,
    /// Its spelling.
    pub(super) name: String,
    /// Its meaning, in one line.
    pub(super) line: String,
    /// Further facts: label and text.
    pub(super) more: Vec<(&'static str, String)>,
    /// A preformatted page about it; empty if there is none.
    pub(super) page: String,
}

/// A list of words of one kind.
pub(super) struct Topic {
    /// The argument of `haitao list` that selects it.
    pub(super) name: &'static str,
    /// What it contains.
    pub(super) doc: &'static str,
    /// Returns its words.
    pub(super) words: fn() -> Vec<Word>,
}

const fn topic(name: &'static str, doc: &'static str, words: fn() -> Vec<Word>) -> Topic {
    Topic { name, doc, words }
}

/// All lists of words.
pub(super) static TOPICS: &[Topic] = &[
    topic("keys", "keys of a scenario file", keys::words),
    topic("laws", "probability distributions and their parameters", laws::words),
    topic("policies", "how decisions are made", policies::words),
    topic("forecasts", "how demand is forecast", forecasts::words),
    topic("agents", "kinds of agents", agents::words),
    topic("regimes", "customs regimes and tax classes", regimes::words),
    topic("kpis", "figures that a run reports", kpis::words),
    topic("columns", "columns of the tables of a run", columns::words),
    topic("accounts", "accounts of the ledger", accounts::words),
    topic("codes", "problems that a scenario can have", codes::words),
    topic("templates", "scenarios that `haitao new` writes", templates::words),
];

impl Word {
    /// Returns a word without further facts.
    fn new(kind: &'static str, name: impl Into<String>, line: impl Into<String>) -> Self {
        Self { kind, group: "", name: name.into(), line: line.into(), more: Vec::new(), page: String::new() }
    }

    /// Returns the word under a heading.
    fn under(self, group: &'static str) -> Self {
        Self { group, ..self }
    }

    /// Returns the word with a page about it.
    fn on(self, page: impl Into<String>) -> Self {
        Self { page: page.into(), ..self }
    }

    /// Adds a fact to the word, unless its text is empty.
    fn with(mut self, what: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.more.push((what, text));
        }
        self
    }

    /// Returns the word as JSON.
    pub(super) fn object(&self) -> Value {
        let mut object = json!({ "kind": self.kind, "name": self.name, "meaning": self.line });
        for (what, text) in &self.more {
            object[*what] = json!(text);
        }
        if !self.page.is_empty() {
            object["page"] = json!(self.page);
        }
        object
    }
}

/// The assumed screen width in characters.
const WIDTH: usize = 100;

/// Renders words and their lines in two columns.
pub(super) fn lines<'a>(words: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> String {
    let widest = words.clone().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    words.map(|(name, line)| hanging(&format!("  {name:widest$}  "), line)).collect()
}

/// Renders a text after a label, wrapped at the screen width with a hanging indent.
pub(super) fn hanging(label: &str, text: &str) -> String {
    let margin = label.chars().count();
    let mut out = String::from(label);
    let mut column = margin;
    for (place, word) in text.split_whitespace().enumerate() {
        let length = word.chars().count();
        if place > 0 && column + 1 + length > WIDTH {
            out.push('\n');
            out.push_str(&" ".repeat(margin));
            column = margin;
        } else if place > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_hang_after_their_label() {
        let text = "word ".repeat(30);
        let drawn = hanging("  name  ", &text);
        assert_eq!(drawn.lines().count(), 2);
        assert!(drawn.lines().all(|line| line.chars().count() <= WIDTH));
        assert!(drawn.lines().nth(1).is_some_and(|line| line.starts_with("        word")));
    }

    #[test]
    fn every_list_has_words_and_every_word_a_line() {
        for topic in TOPICS {
            let words = (topic.words)();
            assert!(words.len() > 3, "{}: {} words", topic.name, words.len());
            for word in words {
                assert!(!word.name.is_empty() && word.line.len() > 2, "{}: {word:?}", topic.name);
            }
        }
    }
}
