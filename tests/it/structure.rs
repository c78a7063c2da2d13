//! The house keeps its own rules: floors, circles, names, sizes, registers. Every rule is a function from source texts to
//! complaints, asked twice: of `src`, where it finds nothing, and of a planted violation, where it must find it.

mod circles;
mod facade;
mod floors;
mod imports;
mod norms;
mod registers;
mod source;

use source::Source;

/// Fails with everything that a rule complains of.
fn obeyed(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// Asserts that a rule sees this text, in this file, as a violation, and not that other one.
fn sees(rule: impl Fn(&[Source]) -> Vec<String>, file: &str, violation: &str, sound: &str) {
    let found = rule(&[Source::new(file, violation)]);
    assert_eq!(found.len(), 1, "{file}: `{violation}` should be one complaint: {found:?}");
    let found = rule(&[Source::new(file, sound)]);
    assert!(found.is_empty(), "{file}: `{sound}` is sound: {found:?}");
}
