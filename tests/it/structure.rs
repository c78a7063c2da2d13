//! The architecture keeps its rules: layers, cycles, names, sizes, registers. Every rule is a function from source texts to
//! complaints and is tested twice: on `src`, where it must find nothing, and on a planted violation, which it must find.

mod cycles;
mod facade;
mod imports;
mod layers;
mod norms;
mod registers;
mod source;

use source::Source;

/// Fails with all complaints of a rule.
fn obeyed(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// Asserts that a rule reports one text in this file as a violation, and accepts the other.
fn sees(rule: impl Fn(&[Source]) -> Vec<String>, file: &str, violation: &str, sound: &str) {
    let found = rule(&[Source::new(file, violation)]);
    assert_eq!(found.len(), 1, "{file}: `{violation}` should be one complaint: {found:?}");
    let found = rule(&[Source::new(file, sound)]);
    assert!(found.is_empty(), "{file}: `{sound}` is valid: {found:?}");
}
