//! Reads distributions: a plain quantity is a constant, a table with one key is the distribution of that name. Every
//! mistake becomes a problem at its own place, and reading continues to find more.

mod about;
mod data;
mod form;
mod parameters;
mod spec;
mod words;

pub use about::{About, about};
pub use form::names;
pub use spec::{forms, specs};
pub use words::{Column, ReadColumn, Words};

use crate::engine::law::Law;
use crate::text::{Code, Node, Problem, Problems};
use form::{TABLES, forms_of};
use parameters::{Parameters, forms_in_words};
use words::keep;

/// Reads a distribution; `None` if there were problems, which are added.
pub fn read(node: &Node, words: &Words<'_>, problems: &mut Problems) -> Option<Law> {
    // Collected separately, because `problems` keeps equal ones only once: an invalid distribution must be invalid on
    // every reading.
    let mut found = Problems::default();
    let law = read_node(node, words, &mut found);
    found.iter().for_each(|problem| problems.push(problem.clone()));
    law.filter(|_| found.is_empty())
}

fn read_node(node: &Node, words: &Words<'_>, problems: &mut Problems) -> Option<Law> {
    let Some(table) = node.as_table() else {
        let value = words.size(node, problems)?;
        return keep(Law::constant(value), problems, |_| node.place);
    };
    let mut entries = table.iter();
    let (Some((key, parameters)), None) = (entries.next(), entries.next()) else {
        let found: Vec<&str> = table.iter().map(|(key, _)| key.name.as_str()).collect();
        let cause = if found.is_empty() {
            "a distribution must be a table with one key, its name; this one is empty".to_owned()
        } else {
            format!(
                "a distribution must be a table with one key, its name; this one has {}: {}",
                found.len(),
                found.join(", ")
            )
        };
        problems.push(
            Problem::new(Code::OneChoice, node.place, cause)
                .help("for instance `{ lognormal = { mean = ..., cv = 0.5 } }`"),
        );
        return None;
    };
    let name = key.name.as_str();
    if TABLES.contains(&name) {
        return data::read(name, parameters, words, problems);
    }
    if forms_of(name).next().is_none() {
        problems.push(
            Problem::new(Code::UnknownLaw, key.place, format!("`{name}` is not a distribution")).suggest(name, names()),
        );
        return None;
    }
    let Some(table) = parameters.as_table() else {
        let cause = format!("`{name}` must be a table of parameters, not {}", parameters.type_name());
        problems.push(Problem::new(Code::WrongType, parameters.place, cause).help(forms_in_words(name)));
        return None;
    };
    Parameters { name, key, table, words, problems }.law()
}
