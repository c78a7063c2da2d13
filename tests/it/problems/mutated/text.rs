//! Changes to the text, like slips of the pen: lines and words lost, doubled or swapped, and other numbers.

use proptest::prelude::*;

/// Numbers that replace others.
pub(super) const NUMBERS: [&str; 10] =
    ["0", "-1", "0.5", "7", "100", "1e30", "-1e30", "1e-30", "9223372036854775807", "99999999999999999999"];

/// One change of a text; indexes are taken modulo the number of items.
#[derive(Clone, Debug)]
pub(super) enum Change {
    DropLine(usize),
    DoubleLine(usize),
    SwapLines(usize, usize),
    DropToken(usize),
    DoubleToken(usize),
    /// Replaces one token by another.
    PutToken(usize, usize),
    PutNumber(usize, usize),
}

pub(super) fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = prop_oneof![
        any::<usize>().prop_map(Change::DropLine),
        any::<usize>().prop_map(Change::DoubleLine),
        any::<(usize, usize)>().prop_map(|(a, b)| Change::SwapLines(a, b)),
        any::<usize>().prop_map(Change::DropToken),
        any::<usize>().prop_map(Change::DoubleToken),
        any::<(usize, usize)>().prop_map(|(a, b)| Change::PutToken(a, b)),
        any::<(usize, usize)>().prop_map(|(a, b)| Change::PutNumber(a, b)),
    ];
    // Long scenarios seldom stay valid after several changes.
    prop_oneof![
        2 => prop::collection::vec(change.clone(), 1..=1),
        1 => prop::collection::vec(change, 2..5),
    ]
}

/// Splits a text into words, numbers and single characters; joined they are the text.
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

/// Returns the text with one change.
pub(super) fn apply(text: &str, change: &Change) -> String {
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
