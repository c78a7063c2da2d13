//! Keys of the language, with what each takes.

use super::{Word, lines};
use crate::scenario::language::{Entry, every_key, look_up, top};
use crate::text::{BuiltIn, KeySpec, Shape};

/// Every key, under the kind that it belongs to.
pub(super) fn words() -> Vec<Word> {
    let kind = |path: &str| {
        let first = path.split('.').next().unwrap_or_default();
        match top().iter().find(|key| key.name == first) {
            Some(key) if key.shape.keys().is_empty() => "the file",
            Some(key) => key.name,
            None => "laws of probability",
        }
    };
    let mut words: Vec<Word> =
        every_key().iter().map(|entry| word(entry.path.clone(), &entry.spec).under(kind(&entry.path))).collect();
    words.sort_by_key(|word| word.group != "the file");
    words
}

/// The keys that a path or the end of one may mean; those that are the same in several places once.
pub(in crate::cli) fn looked_up(path: &str) -> Vec<Word> {
    let mut found: Vec<Vec<&Entry>> = Vec::new();
    for entry in look_up(path) {
        match found.iter_mut().find(|same| same.iter().all(|other| other.spec == entry.spec)) {
            Some(same) => same.push(entry),
            None => found.push(vec![entry]),
        }
    }
    let told = |same: &Vec<&Entry>| match same[..] {
        [one] => word(one.path.clone(), &one.spec),
        _ => {
            let paths: Vec<&str> = same.iter().map(|entry| entry.path.as_str()).collect();
            word(same[0].spec.name.to_owned(), &same[0].spec).with("stands at", paths.join(", "))
        }
    };
    found.iter().map(told).collect()
}

/// A key and what is to be said of it.
fn word(name: String, spec: &KeySpec) -> Word {
    let inner = spec.shape.keys();
    let left_out = match spec.built_in {
        BuiltIn::Required => "it must be said".to_owned(),
        BuiltIn::None => String::new(),
        BuiltIn::Value(value) => format!("`{value}`"),
        BuiltIn::Otherwise(words) => words.to_owned(),
    };
    let needs: Vec<String> = spec.needs.iter().map(|key| format!("`{key}`")).collect();
    let (takes, example) = match spec.shape {
        Shape::Rows(names, _) => (format!("a table for each {names}, of these keys"), String::new()),
        Shape::Keys(_) => ("a table of these keys".to_owned(), String::new()),
        Shape::OneKey(_) => ("a table of one of these keys".to_owned(), String::new()),
        shape if inner.is_empty() => (shape.words(), format!("{} = {}", spec.name, shape.example())),
        shape => (shape.words(), String::new()),
    };
    Word::new("key", name, spec.doc)
        .with("takes", takes)
        .with("left out", left_out)
        .with("needs", needs.join(" or "))
        .with("for instance", example)
        .on(lines(inner.iter().map(|key| (key.name, key.doc))))
}
