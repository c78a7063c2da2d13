//! No file depends on itself through others. Uses are followed through re-exports to the file that defines what is used, so
//! that a cycle cannot hide behind a `mod.rs`. A module may use the modules that contain it, which register it or whose types
//! it shares: `agent/lane.rs` implements a trait of `agent/mod.rs`, which names it in its register.

use super::imports::Files;
use super::obeyed;
use super::source::{Source, all};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Returns one complaint for each group of files that depend on each other, with a shortest cycle.
fn cycles(sources: &[Source]) -> Vec<String> {
    let files = Files::new(sources);
    let uses: BTreeMap<usize, BTreeSet<usize>> = (0..sources.len())
        .map(|file| (file, files.used(file).into_iter().filter(|used| !files.is_within(file, *used)).collect()))
        .collect();
    let mut reported: BTreeSet<usize> = BTreeSet::new();
    let mut complaints = Vec::new();
    for file in 0..sources.len() {
        if reported.contains(&file) {
            continue;
        }
        if let Some(round) = cycle_from(file, &uses) {
            let knot: Vec<usize> =
                reached(file, &uses).into_iter().filter(|other| reached(*other, &uses).contains(&file)).collect();
            let names: Vec<&str> = round.iter().map(|at| sources[*at].file.as_str()).collect();
            complaints.push(format!("{} files in a knot: {}", knot.len(), names.join(" -> ")));
            reported.extend(knot);
        }
    }
    complaints
}

/// Returns everything that a file uses, directly or through others.
fn reached(from: usize, uses: &BTreeMap<usize, BTreeSet<usize>>) -> BTreeSet<usize> {
    let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(at) = next.pop() {
        next.extend(uses[&at].iter().filter(|used| seen.insert(**used)));
    }
    seen
}

/// Returns a shortest cycle from a file back to itself, both ends included.
fn cycle_from(from: usize, uses: &BTreeMap<usize, BTreeSet<usize>>) -> Option<Vec<usize>> {
    let (mut before, mut next) = (BTreeMap::new(), VecDeque::from([from]));
    while let Some(at) = next.pop_front() {
        for used in &uses[&at] {
            if *used == from {
                let back = std::iter::successors(Some(at), |at| before.get(at).copied());
                let mut round: Vec<usize> = std::iter::once(from).chain(back).collect();
                round.reverse();
                return Some(round);
            }
            if !before.contains_key(used) {
                before.insert(*used, at);
                next.push_back(*used);
            }
        }
    }
    None
}

#[test]
fn no_file_depends_on_itself() {
    obeyed(&cycles(&all()));
}

/// Asserts which cycles some files have.
fn found(files: &[(&str, &str)], expected: &[&str]) {
    let sources: Vec<Source> = files.iter().map(|(file, text)| Source::new(file, text)).collect();
    assert_eq!(cycles(&sources), expected, "{files:?}");
}

#[test]
fn hidden_cycles_are_found() {
    // Directly, and by a path without `use`.
    found(
        &[("chain/a.rs", "use crate::chain::b::B;\npub struct A;"), ("chain/b.rs", "pub struct B(super::a::A);")],
        &["2 files in a knot: chain/a.rs -> chain/b.rs -> chain/a.rs"],
    );
    // Through the re-exports of two folders: one under another name, one as a whole.
    let through = [
        ("chain/mod.rs", "mod a;\nmod deep;\npub use a::A as First;\npub use deep::*;"),
        ("chain/a.rs", "use super::B;\npub struct A;"),
        ("chain/deep/mod.rs", "mod b;\npub use b::{B, B as Again};"),
        ("chain/deep/b.rs", "use crate::chain::{self, First};\npub struct B;"),
    ];
    found(&through, &["2 files in a knot: chain/a.rs -> chain/deep/b.rs -> chain/a.rs"]);
    // Through a private import of a parent.
    let borrowed = [
        ("chain/mod.rs", "mod a;\nmod b;\nuse b::B;\npub struct M(B);"),
        ("chain/a.rs", "use super::B;\npub struct A;"),
        ("chain/b.rs", "use super::a;\npub struct B(a::A);"),
    ];
    found(&borrowed, &["2 files in a knot: chain/a.rs -> chain/b.rs -> chain/a.rs"]);
    // By the name of a module whose items are defined elsewhere.
    let named = [
        ("chain/mod.rs", "pub mod kpi;\nmod b;"),
        ("chain/kpi.rs", "mod money;\npub use money::SUM;"),
        ("chain/kpi/money.rs", "use crate::chain::b::total;\npub const SUM: u8 = 1;"),
        ("chain/b.rs", "use super::kpi;\npub fn total() -> u8 { kpi::SUM }"),
    ];
    found(&named, &["3 files in a knot: chain/kpi.rs -> chain/kpi/money.rs -> chain/b.rs -> chain/kpi.rs"]);
    // Into a folder through its outer module, and out again.
    let inward = [
        ("cli/glossary.rs", "mod templates;\npub fn words() { templates::words() }"),
        ("cli/glossary/templates.rs", "use crate::cli::new::TEMPLATES;\npub fn words() {}"),
        ("cli/new.rs", "use super::glossary;\npub const TEMPLATES: u8 = 1;"),
    ];
    found(
        &inward,
        &["3 files in a knot: cli/glossary.rs -> cli/glossary/templates.rs -> cli/new.rs -> cli/glossary.rs"],
    );
    // Three files, across modules: reported once.
    let three = [
        ("chain/a.rs", "use crate::agent::b::B;\npub struct A;"),
        ("agent/b.rs", "use crate::policy::c::C;\npub struct B;"),
        ("policy/c.rs", "use crate::chain::a::A;\npub struct C;"),
    ];
    found(&three, &["3 files in a knot: chain/a.rs -> agent/b.rs -> policy/c.rs -> chain/a.rs"]);
}

#[test]
fn code_without_cycles_is_accepted() {
    // No cycles: an outer module and its inner ones, a facade, tests, another crate of the same name.
    let sound = [
        ("chain/mod.rs", "mod a;\nmod b;\npub use a::A;\npub use b::B;\npub trait T {}"),
        ("chain/a.rs", "use super::{B, T};\nuse b::C;\npub struct A;"),
        ("chain/b.rs", "use super::T;\npub struct B;\n#[cfg(test)]\nmod tests {\n    use crate::chain::A;\n}"),
    ];
    found(&sound, &[]);
}
