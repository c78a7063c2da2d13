//! The two recipes hold: a policy is one file and one line, an agent is one file and one line, and the registers
//! contain nothing else.

use super::source::all;
use haitao::agent::KINDS;
use haitao::policy::{above_limit, allocate, forecast, replenish, route};

/// Returns the rows between the braces of `register! { ... }` in a file, split into words.
fn register(file: &str) -> Vec<Vec<String>> {
    let sources = all();
    let source = sources.iter().find(|source| source.file == file).expect("the file of the register");
    rows(&source.spoken)
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let (_, rest) = text.split_once("\nregister! {").expect("a register");
    let (rows, _) = rest.split_once("\n}").expect("its end");
    let cut = |row: &str| row.trim().trim_end_matches(';').split_whitespace().map(str::to_owned).collect();
    rows.lines().filter(|row| row.ends_with(';')).map(cut).collect()
}

/// Returns the files directly in a folder, except those that are not entries.
fn files(folder: &str, aside: &[&str]) -> Vec<String> {
    let names = all().into_iter().filter_map(|source| {
        let name = source.file.strip_prefix(folder)?.strip_suffix(".rs")?.to_owned();
        (!name.contains('/') && !aside.contains(&name.as_str())).then_some(name)
    });
    names.collect()
}

/// Returns what does not appear exactly once on both sides.
fn unmatched(files: &[String], entries: &[String]) -> Vec<String> {
    let count = |list: &[String], name: &String| list.iter().filter(|other| *other == name).count();
    let mut names: Vec<&String> = files.iter().chain(entries).collect();
    names.sort();
    names.dedup();
    let odd = names.into_iter().filter(|name| count(files, name) != 1 || count(entries, name) != 1);
    odd.map(|name| format!("{name}: {} files, {} lines in the register", count(files, name), count(entries, name)))
        .collect()
}

#[test]
fn every_agent_is_one_file_and_one_line() {
    let entries: Vec<String> = register("agent/mod.rs").into_iter().map(|row| row[0].clone()).collect();
    let shared = ["mod", "ctx", "endings", "held", "mailbox", "station", "world"];
    super::obeyed(&unmatched(&files("agent/", &shared), &entries));
    assert_eq!(entries, KINDS, "the names of TOML tables are those of the modules");
    for source in all() {
        let inside = source.file.strip_prefix("agent/").and_then(|file| file.split_once('/'));
        if let Some((agent, _)) = inside {
            assert!(
                KINDS.contains(&agent) || ["ctx", "station"].contains(&agent),
                "src/{}: a folder that belongs to no agent",
                source.file
            );
        }
    }
}

/// The register of a kind of policy: each rule one file and one line; names and documentation agree with it.
fn one_file_and_one_line(kind: &str, aside: &[&str], names: &[&str], docs: &[&str]) {
    let rows = register(&format!("policy/{kind}/mod.rs"));
    let entries: Vec<String> = rows.iter().map(|row| row[1].clone()).collect();
    super::obeyed(&unmatched(&files(&format!("policy/{kind}/"), aside), &entries));
    assert_eq!(rows.iter().map(|row| row[0].trim_matches('"')).collect::<Vec<_>>(), names);
    assert_eq!(names.len(), docs.len(), "a line of documentation for each policy");
    for (name, (file, doc)) in names.iter().zip(entries.iter().zip(docs)) {
        assert_eq!(&name.to_lowercase(), file, "a policy's file has its name");
        assert!(doc.ends_with('.') && doc.len() > 20, "{name} says what it does, not `{doc}`");
    }
    let mut single = names.to_vec();
    single.sort_unstable();
    single.dedup();
    assert_eq!(single.len(), names.len(), "each name once");
}

#[test]
fn every_policy_is_one_file_and_one_line() {
    let (names, docs) = (replenish::Policy::NAMES, replenish::Policy::DOCS);
    one_file_and_one_line(
        "replenish",
        &["mod", "terms", "parameters", "review", "reviewed", "sight", "tests", "view"],
        names,
        docs,
    );
    let (names, docs) = (forecast::Method::NAMES, forecast::Method::DOCS);
    one_file_and_one_line("forecast", &["mod", "terms", "choice", "learnt"], names, docs);
    let (names, docs) = (allocate::Rule::NAMES, allocate::Rule::DOCS);
    one_file_and_one_line("allocate", &["mod"], names, docs);
    let (names, docs) = (route::Rule::NAMES, route::Rule::DOCS);
    one_file_and_one_line("route", &["mod"], names, docs);
    let (names, docs) = (above_limit::Policy::NAMES, above_limit::Policy::DOCS);
    one_file_and_one_line("above_limit", &["mod", "first_fit"], names, docs);
}

#[test]
fn every_policy_cites_its_source() {
    for source in all() {
        let kind = source.file.strip_prefix("policy/").and_then(|file| file.split_once('/'));
        let policy = kind.is_some_and(|(_, file)| {
            ![
                "mod.rs",
                "terms.rs",
                "parameters.rs",
                "review.rs",
                "reviewed.rs",
                "sight.rs",
                "tests.rs",
                "choice.rs",
                "view.rs",
            ]
            .contains(&file)
        });
        assert!(!policy || source.text.contains("//! # Source\n"), "src/{} cites no source", source.file);
    }
}

#[test]
fn what_is_missing_double_or_too_much_is_seen() {
    let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>();
    assert!(unmatched(&list(&["a", "b"]), &list(&["b", "a"])).is_empty());
    assert_eq!(unmatched(&list(&["a", "b"]), &list(&["a"])), ["b: 1 files, 0 lines in the register"]);
    assert_eq!(unmatched(&list(&["a"]), &list(&["a", "a"])), ["a: 1 files, 2 lines in the register"]);
    assert_eq!(unmatched(&list(&["a"]), &list(&["a", "c"])), ["c: 0 files, 1 lines in the register"]);
    assert_eq!(
        rows("x\nregister! {\n    $ Rule chosen:\n    a B;\n\n    \"c\" d E;\n}\n"),
        [vec!["a", "B"], vec!["\"c\"", "d", "E"]]
    );
}
