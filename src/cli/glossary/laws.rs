//! The probability distributions.

use super::Word;
use crate::reading::law;

pub(super) fn words() -> Vec<Word> {
    let word = |law: &law::About| {
        let cut = if law.may_be_cut() { "`min` and `max` next to the parameters truncate it" } else { "" };
        Word::new("law", law.name, law.doc)
            .with("parameters", law.forms().join("; or "))
            .with("truncation", cut)
            .with("source", law.source)
    };
    law::about().iter().map(word).collect()
}
