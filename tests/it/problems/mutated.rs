//! The shipped scenarios with lines, words and numbers deleted, doubled or replaced: whatever comes out is refused with
//! problems that can be shown, or runs; it never panics.

use haitao::scenario::{Faults, parse};
use haitao::study::{Scratch, simulate};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const CASES: u32 = 500;

/// Numbers that take the place of others.
const NUMBERS: [&str; 10] =
    ["0", "-1", "0.5", "7", "100", "1e30", "-1e30", "1e-30", "9223372036854775807", "99999999999999999999"];

/// One change of a text; each counts modulo what there is.
#[derive(Clone, Debug)]
enum Change {
    DropLine(usize),
    DoubleLine(usize),
    SwapLines(usize, usize),
    DropToken(usize),
    DoubleToken(usize),
    /// One token in the place of another.
    PutToken(usize, usize),
    PutNumber(usize, usize),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = prop_oneof![
        any::<usize>().prop_map(Change::DropLine),
        any::<usize>().prop_map(Change::DoubleLine),
        any::<(usize, usize)>().prop_map(|(a, b)| Change::SwapLines(a, b)),
        any::<usize>().prop_map(Change::DropToken),
        any::<usize>().prop_map(Change::DoubleToken),
        any::<(usize, usize)>().prop_map(|(a, b)| Change::PutToken(a, b)),
        any::<(usize, usize)>().prop_map(|(a, b)| Change::PutNumber(a, b)),
    ];
    // Long scenarios seldom survive several changes.
    prop_oneof![
        2 => prop::collection::vec(change.clone(), 1..=1),
        1 => prop::collection::vec(change, 2..5),
    ]
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

/// The shipped scenarios, without comments, so that every change meets something that counts.
fn texts() -> Vec<String> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder()).expect("scenarios").map(|e| e.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    paths.sort();
    let plain = |line: &str| line.split('#').next().unwrap_or_default().trim_end().to_owned();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("a text");
        text.lines().map(plain).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    };
    paths.iter().map(read).collect()
}

/// A text cut into words, numbers and single signs; joined they are the text.
fn tokens(text: &str) -> Vec<String> {
    let kind = |c: char| match c {
        'a'..='z' | 'A'..='Z' | '_' | '-' => 0,
        '0'..='9' => 1,
        ' ' => 2,
        _ => 3,
    };
    let mut tokens: Vec<String> = Vec::new();
    for c in text.chars() {
        match tokens.last_mut() {
            Some(token) if kind(c) < 3 && token.ends_with(|last| kind(last) == kind(c)) => token.push(c),
            _ => tokens.push(c.to_string()),
        }
    }
    tokens
}

fn apply(text: &str, change: &Change) -> String {
    let mut lines: Vec<&str> = text.split('\n').collect();
    let mut tokens = tokens(text);
    let (line_count, token_count) = (lines.len(), tokens.len());
    let (line, token) = (|at: usize| at % line_count, |at: usize| at % token_count);
    match *change {
        Change::DropLine(at) => drop(lines.remove(line(at))),
        Change::DoubleLine(at) => lines.insert(line(at), lines[line(at)]),
        Change::SwapLines(a, b) => {
            let (a, b) = (line(a), line(b));
            lines.swap(a, b);
        }
        Change::DropToken(at) => tokens[token(at)].clear(),
        Change::DoubleToken(at) => {
            let at = token(at);
            tokens[at] = tokens[at].repeat(2);
        }
        Change::PutToken(at, from) => {
            let (at, from) = (token(at), token(from));
            let token = tokens[from].clone();
            tokens[at] = token;
        }
        Change::PutNumber(at, which) => {
            let digits = |token: &&mut String| token.starts_with(|c: char| c.is_ascii_digit());
            let count = tokens.iter_mut().filter(digits).count();
            if let Some(token) = tokens.iter_mut().filter(digits).nth(at % count.max(1)) {
                NUMBERS[which % NUMBERS.len()].clone_into(token);
            }
        }
    }
    match change {
        Change::DropLine(_) | Change::DoubleLine(_) | Change::SwapLines(..) => lines.join("\n"),
        _ => tokens.concat(),
    }
}

/// Faults can be shown: words, a place in the text, nothing twice.
fn check(faults: &Faults) {
    assert!(!faults.problems.is_empty(), "refused without a word");
    let mut seen = BTreeSet::new();
    for problem in faults.problems.iter() {
        assert!(!problem.cause.is_empty());
        if let Some(place) = problem.place {
            let (line, column) = faults.sources.line_column(place);
            let text = faults.sources.text(place.source);
            let width = text.split('\n').nth(line - 1).map_or(0, |line| line.chars().count());
            assert!(column <= width + 1, "{line}:{column} lies outside of the text: {}", problem.cause);
        }
        assert!(seen.insert((problem.place, problem.code, &problem.cause)), "said twice: {}", problem.cause);
    }
    assert_eq!(faults.to_string().lines().count(), faults.problems.len(), "a line for each:\n{faults}");
}

/// The same text with a short horizon and warm-up.
fn shortened(text: &str) -> String {
    let short = |line: &str| match line.split_once(" = ") {
        Some(("horizon", _)) => "horizon = \"2 d\"".to_owned(),
        Some(("warm_up", _)) => "warm_up = \"1 h\"".to_owned(),
        _ => line.to_owned(),
    };
    text.lines().map(short).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_changed_scenario_is_refused_in_words_or_runs() {
    let texts = texts();
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]));
    let (mut refused, mut ran) = (0, 0);
    let strategy = (0..texts.len(), changes())
        .prop_map(|(which, changes)| changes.iter().fold(texts[which].clone(), |text, change| apply(&text, change)));
    let counted = std::cell::RefCell::new((&mut refused, &mut ran));
    let outcome = runner.run(&strategy, |text| {
        match parse(&text, &folder()) {
            Err(faults) => {
                check(&faults);
                *counted.borrow_mut().0 += 1;
            }
            Ok(_) => {
                if let Ok(scenario) = parse(&shortened(&text), &folder()) {
                    let values = simulate(&scenario, 1, 0, &mut Scratch::default()).values;
                    prop_assert_eq!(values.len(), scenario.kpis().len());
                    *counted.borrow_mut().1 += 1;
                }
            }
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    assert!(refused > 200 && ran > 50, "both happen often: {refused} refused, {ran} ran");
}
