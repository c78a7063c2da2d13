//! Ten thousand mutated scenarios, changed as text or as TOML: the shipped ones, those of the documents and those with a
//! problem already. Each result is rejected with problems that can be shown, or runs; it never panics.

mod text;
mod tree;

use crate::record::observe;
use haitao::chain::{Books, Fact, Mark, Probe};
use haitao::scenario::{Faults, Scenario, parse};
use haitao::units::SimTime;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};

/// Files for each kind of change.
const CASES: u32 = 5000;
/// The number of facts after which a run is stopped.
const ENOUGH: u32 = 4000;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the files of a folder with this extension.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).expect("a folder");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == ending));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("a text")).collect()
}

/// Returns the scenarios to mutate, without comments, so that every change has an effect. Four in five are valid, since few
/// changes leave a scenario valid.
fn texts() -> impl Strategy<Value = String> {
    let mut documents = crate::pages::pages(&root().join("docs"));
    documents.sort();
    let documents: Vec<String> = documents.iter().map(|page| fs::read_to_string(page).expect("a text")).collect();
    let blocks =
        documents.iter().flat_map(|page| page.split("```toml\n").skip(1).filter_map(|block| block.split_once("```")));
    let blocks = blocks.map(|(block, _)| block.to_owned()).filter(|block| block.starts_with("haitao"));
    let sound = files("scenarios", "toml").into_iter().chain(blocks).map(|text| plain(&text)).collect::<Vec<_>>();
    let unsound = files("tests/it/problems", "toml").iter().map(|text| plain(text)).collect::<Vec<_>>();
    prop_oneof![4 => prop::sample::select(sound), 1 => prop::sample::select(unsound)]
}

/// Returns a text without comments and empty lines.
fn plain(text: &str) -> String {
    let plain = |line: &str| line.split('#').next().unwrap_or_default().trim_end().to_owned();
    text.lines().map(plain).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Checks that faults can be shown: a message, a place in the text, no duplicates.
fn check(faults: &Faults) {
    assert!(!faults.problems.is_empty(), "rejected without a message");
    let mut seen = BTreeSet::new();
    for problem in faults.problems.iter() {
        assert!(!problem.cause.is_empty());
        if let Some(place) = problem.place {
            let (line, column) = faults.sources.line_column(place);
            let text = faults.sources.text(place.source);
            let width = text.split('\n').nth(line - 1).map_or(0, |line| line.chars().count());
            assert!(column <= width + 1, "{line}:{column} is outside the text: {}", problem.cause);
        }
        assert!(seen.insert((problem.place, problem.code, &problem.cause)), "reported twice: {}", problem.cause);
    }
    assert_eq!(faults.to_string().lines().count(), faults.problems.len(), "a line for each:\n{faults}");
}

/// Returns the same text with a short run.
fn shortened(text: &str) -> Option<String> {
    let mut table: toml::Table = text.parse().ok()?;
    let run = table.get_mut("run")?.as_table_mut()?;
    for (key, value) in [("horizon", "2 d"), ("warm_up", "1 h"), ("drain", "1 d")] {
        run.insert(key.to_owned(), toml::Value::String(value.to_owned()));
    }
    Some(table.to_string())
}

/// Stops the run after enough facts.
#[derive(Debug, Default)]
struct Bounded {
    heard: u32,
}

/// The payload of the panic that stops a run.
struct Enough;

impl Probe for Bounded {
    fn note(&mut self, _now: SimTime, _fact: Fact, _books: &Books) {
        self.heard += 1;
        if self.heard > ENOUGH {
            resume_unwind(Box::new(Enough));
        }
    }

    fn mark(&mut self, _now: SimTime, _mark: Mark, _books: &Books) {}
}

/// Runs a replication, or the beginning of it.
fn run(scenario: &Scenario) {
    let run = || observe(scenario, 1, 0, &mut Bounded::default());
    if let Err(cause) = catch_unwind(AssertUnwindSafe(run))
        && !cause.is::<Enough>()
    {
        resume_unwind(cause);
    }
}

/// Asserts that every mutated text is rejected with a message, or runs, and that both happen often.
fn rejected_with_a_message_or_runs(changed: impl Strategy<Value = String>, seed: u8) {
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]));
    let (refused, ran) = (Cell::new(0), Cell::new(0));
    let outcome = runner.run(&changed, |text| {
        match parse(&text, &root().join("scenarios")) {
            Err(faults) => {
                check(&faults);
                refused.set(refused.get() + 1);
            }
            Ok(_) => {
                if let Some(Ok(scenario)) = shortened(&text).map(|text| parse(&text, &root().join("scenarios"))) {
                    run(&scenario);
                    ran.set(ran.get() + 1);
                }
            }
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    let (refused, ran) = (refused.get(), ran.get());
    assert!(refused > CASES / 4 && ran > CASES / 20, "both happen often: {refused} refused, {ran} ran");
}

#[test]
fn a_mutated_text_is_rejected_with_a_message_or_runs() {
    let changed = (texts(), text::changes())
        .prop_map(|(text, changes)| changes.iter().fold(text, |text, change| text::apply(&text, change)));
    rejected_with_a_message_or_runs(changed, 7);
}

#[test]
fn a_mutated_tree_is_rejected_with_a_message_or_runs() {
    let changed = (texts(), tree::changes())
        .prop_map(|(text, changes)| changes.iter().fold(text, |text, change| tree::apply(&text, change)));
    rejected_with_a_message_or_runs(changed, 11);
}
