//! The library exports few names: those at the root and in the modules that `lib.rs` does not hide. The types of the model,
//! in `chain` and `units`, are not counted.

use super::obeyed;
use super::source::{Source, all};
use std::collections::BTreeSet;

/// The maximum number of exported names, not counting the model.
const MOST: usize = 100;
/// The modules of the model.
const MODEL: [&str; 2] = ["chain", "units"];

/// Returns items without their bodies: texts between `;` or braces at the top of a file.
fn items(code: &str) -> Vec<String> {
    let (mut items, mut item, mut depth) = (Vec::new(), String::new(), 0);
    for c in code.chars() {
        // A list in braces after `use` is part of the item.
        let listing = item.trim_start().contains("use ");
        match c {
            '{' if !listing => depth += 1,
            '}' if !listing => {
                depth -= 1;
                if depth == 0 {
                    items.push(std::mem::take(&mut item));
                }
            }
            ';' if depth == 0 => items.push(std::mem::take(&mut item)),
            _ if depth == 0 => item.push(c),
            _ => {}
        }
    }
    items
}

/// Returns the names that a file exports with `pub`.
fn shown(source: &Source) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for item in items(&source.code) {
        let item = item.trim();
        if item.contains("doc(hidden)") {
            continue;
        }
        let Some(at) = item.lines().position(|line| line.starts_with("pub ")) else { continue };
        let item = item.lines().skip(at).collect::<Vec<_>>().join(" ");
        let list = match item.strip_prefix("pub use ") {
            Some(path) => path.split_once('{').map_or(path, |(_, list)| list.trim_end_matches('}')),
            // Declared here: the word after the keyword.
            None => item.split([' ', '(', '<', ':']).nth(2).unwrap_or_default(),
        };
        let last = |name: &str| name.split([':', ' ']).rfind(|word| !word.is_empty()).map(str::to_owned);
        names.extend(list.split(',').filter_map(last));
    }
    names
}

/// Returns the names that a user of the library sees.
fn facade(sources: &[Source]) -> BTreeSet<String> {
    let file = |name: &str| sources.iter().find(|source| source.file == name);
    let root = file("lib.rs").map(shown).unwrap_or_default();
    let modules = root.iter().filter(|name| !MODEL.contains(&name.as_str()));
    let files = modules.filter_map(|name| file(&format!("{name}/mod.rs")));
    let inside = files.filter(|source| !source.code.contains("#![doc(hidden)]")).flat_map(shown);
    let mut names: BTreeSet<String> = inside.collect();
    names.extend(root.iter().cloned());
    names
}

fn too_many(sources: &[Source]) -> Vec<String> {
    let names = facade(sources);
    let complaint = || format!("{} names are public, more than {MOST}: {names:?}", names.len());
    (names.len() > MOST).then(complaint).into_iter().collect()
}

#[test]
fn the_library_shows_few_names() {
    let sources = all();
    obeyed(&too_many(&sources));
    let names = facade(&sources);
    assert!(["Scenario", "simulate_with", "KPIS", "Observer", "study"].iter().all(|name| names.contains(*name)));
    assert!(!names.contains("Folder") && !names.contains("Books"), "hidden, and of the model");
}

#[test]
fn hidden_modules_and_those_of_the_model_do_not_count() {
    let library = |hidden: &str| {
        let root = format!("pub mod chain;\n{hidden}pub mod study;\npub use study::{{A,\n B as C}};");
        let many: String =
            (0..120).map(|n| format!("pub struct S{n} {{ pub x: u8 }}\nimpl S{n} {{ pub fn f() {{}} }}\n")).collect();
        [Source::new("lib.rs", &root), Source::new("study/mod.rs", &many), Source::new("chain/mod.rs", &many)]
    };
    assert_eq!(too_many(&library("")).len(), 1);
    assert!(too_many(&library("#[doc(hidden)]\n")).is_empty());
    let names: Vec<String> = facade(&library("#[doc(hidden)]\n")).into_iter().collect();
    assert_eq!(names, ["A", "C", "chain"]);
}
