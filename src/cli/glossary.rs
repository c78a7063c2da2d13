//! Every word that the program knows, by what it is: keys, laws, policies, forecasts, agents, KPIs, accounts, regimes, problems, templates.
//! All of it comes from the registers; `haitao list` shows it in lines, `haitao explain` in full.

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

/// A word and what is to be said of it.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// What it is: `law`, `KPI`, `policy`.
    pub(super) kind: &'static str,
    /// Under which heading lists show it; empty where there is one heading only.
    pub(super) group: &'static str,
    /// How it is written.
    pub(super) name: String,
    /// What it means, in one line.
    pub(super) line: String,
    /// More of it: what, and the text.
    pub(super) more: Vec<(&'static str, String)>,
    /// A page on it, in lines as they are; empty if there is none.
    pub(super) page: String,
}

/// A list of words of one kind.
pub(super) struct Topic {
    /// How it is asked for.
    pub(super) name: &'static str,
    /// What is in it.
    pub(super) doc: &'static str,
    /// Its words.
    pub(super) words: fn() -> Vec<Word>,
}

const fn topic(name: &'static str, doc: &'static str, words: fn() -> Vec<Word>) -> Topic {
    Topic { name, doc, words }
}

/// Every list of words.
pub(super) static TOPICS: &[Topic] = &[
    topic("keys", "keys of the language", keys::words),
    topic("laws", "laws of probability and their parameters", laws::words),
    topic("policies", "how decisions are made", policies::words),
    topic("forecasts", "how demand is forecast", forecasts::words),
    topic("agents", "kinds of those who act", agents::words),
    topic("regimes", "customs regimes and classes of tax", regimes::words),
    topic("kpis", "figures that a run reports", kpis::words),
    topic("columns", "columns of the tables of a run", columns::words),
    topic("accounts", "accounts of the ledger", accounts::words),
    topic("codes", "problems that a scenario can have", codes::words),
    topic("templates", "what `haitao new` begins with", templates::words),
];

impl Word {
    /// A word with nothing more to say of it.
    fn new(kind: &'static str, name: impl Into<String>, line: impl Into<String>) -> Self {
        Self { kind, group: "", name: name.into(), line: line.into(), more: Vec::new(), page: String::new() }
    }

    /// The word under a heading.
    fn under(self, group: &'static str) -> Self {
        Self { group, ..self }
    }

    /// The word with a page on it.
    fn on(self, page: impl Into<String>) -> Self {
        Self { page: page.into(), ..self }
    }

    /// The word with more to say of it, unless that is nothing.
    fn with(mut self, what: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.more.push((what, text));
        }
        self
    }

    /// The word for programs.
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

/// How wide a screen is taken to be.
const WIDTH: usize = 100;

/// Words with their lines, in two columns.
pub(super) fn lines<'a>(words: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> String {
    let widest = words.clone().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    words.map(|(name, line)| hanging(&format!("  {name:widest$}  "), line)).collect()
}

/// A text behind a label, wrapped at the width of a screen, each further line as far in as the first.
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
    fn long_lines_hang_behind_their_label() {
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
