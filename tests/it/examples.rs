//! The library examples run and print correct figures.

use std::path::Path;
use std::process::Command;

/// Returns the output of an example. `cargo test` builds examples next to the program.
fn printed(example: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_haitao")).with_file_name("examples").join(example);
    assert!(program.exists(), "{} is not built: `cargo build --examples`", program.display());
    let output = Command::new(program).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("it starts");
    assert!(output.status.success(), "{example}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// Returns the first number after a word.
fn number(text: &str, word: &str) -> f64 {
    let (_, rest) = text.split_once(word).unwrap_or_else(|| panic!("no `{word}` in\n{text}"));
    let number = rest.split_whitespace().find_map(|word| word.parse().ok());
    number.unwrap_or_else(|| panic!("no number after `{word}` in\n{text}"))
}

#[test]
fn a_program_embeds_a_scenario() {
    let text = printed("embed");
    assert!(text.starts_with("customs-desk: "), "{text}");
    let days = number(&text, "delivery_days_mean");
    assert!(days > 0.0 && days < number(&text, "delivery_days_p95"), "{text}");
}

/// Poisson arrivals see time averages (Wolff, 1982): the share of demand lost and the share of time without stock are close.
#[test]
fn an_observer_measures_what_haitao_does_not() {
    let text = printed("observe");
    let (empty, lost) = (number(&text, "times,"), number(&text, "demand lost:"));
    assert!(empty > 1.0 && (empty - lost).abs() < 1.5, "{text}");
    assert!(number(&text, "without tea:") > 1.0, "{text}");
}

#[test]
fn a_custom_policy_follows_demand() {
    let text = printed("step");
    let (own, fixed) = (number(&text, "seen"), number(&text, "210 units"));
    assert!(own > fixed + 5.0 && own > 95.0, "{text}");
}
