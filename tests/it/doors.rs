//! The standalone tools as black boxes: the program is started, its JSON output is read and compared with answers that
//! haitao did not produce.

mod forecast;
mod law;
mod queue;
mod shell;
mod stats;
mod tax;

use serde_json::Value;
use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::thread;

/// Starts the program with these arguments and this standard input.
fn haitao(words: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_haitao"));
    command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let mut to = child.stdin.take().expect("a pipe");
    let input = input.to_owned();
    // On its own thread, so that writing and reading do not block each other; a program that does not read its input is
    // fine.
    let writer = thread::spawn(move || drop(to.write_all(input.as_bytes())));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("the input is written");
    output
}

/// Runs the program and returns its output; it must succeed.
fn said(words: &[&str], input: &str) -> String {
    let output = haitao(words, input);
    let (told, noted) = (String::from_utf8(output.stdout), String::from_utf8_lossy(&output.stderr).into_owned());
    assert_eq!(output.status.code(), Some(0), "haitao {words:?}: {noted}");
    told.expect("text")
}

fn json(words: &[&str], input: &str) -> Value {
    let words: Vec<&str> = words.iter().copied().chain(["--format", "json"]).collect();
    serde_json::from_str(&said(&words, input)).expect("JSON")
}

/// Runs the program and returns its error message; it must fail with exit code 2.
fn refused(words: &[&str], input: &str) -> String {
    let output = haitao(words, input);
    assert_eq!(output.status.code(), Some(2), "haitao {words:?}");
    assert!(output.stdout.is_empty(), "haitao {words:?}");
    String::from_utf8(output.stderr).expect("text")
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("a number, not {value}"))
}

/// Returns whether a number matches the expected one within a relative tolerance.
fn close(found: &Value, truth: f64, relative: f64) -> bool {
    (number(found) - truth).abs() <= relative * truth.abs()
}
