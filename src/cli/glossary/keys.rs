//! The keys of a scenario file, with what each takes.

use super::{Word, lines};
use crate::scenario::language::{Entry, every_key, look_up, top};
use crate::text::{BuiltIn, KeySpec, Shape};

/// Returns every key, grouped by the kind it belongs to.
pub(super) fn words() -> Vec<Word> {
    let kind = |path: &str| {
        let first = path.split('.').next().unwrap_or_default();
        match top().iter().find(|key| key.name == first) {
            Some(key) if key.shape.keys().is_empty() => "the file",
            Some(key) => key.name,
            None => "distributions",
        }
    };
    let mut words: Vec<Word> =
        every_key().iter().map(|entry| word(entry.path.clone(), &entry.spec).under(kind(&entry.path))).collect();
    words.sort_by_key(|word| word.group != "the file");
    words
}

/// Returns the keys that a path, or the end of a path, may mean; identical keys at several paths are merged into one.
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
            word(same[0].spec.name.to_owned(), &same[0].spec).with("used in", paths.join(", "))
        }
    };
    found.iter().map(told).collect()
}

/// Returns the explanation of a key.
fn word(name: String, spec: &KeySpec) -> Word {
    let inner = spec.shape.keys();
    let left_out = match spec.built_in {
        BuiltIn::Required => "required".to_owned(),
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
        .with("default", left_out)
        .with("needs", needs.join(" or "))
        .with("example", example)
        .on(lines(inner.iter().map(|key| (key.name, key.doc))))
}
