//! A scenario's problems, marked in its text for people or listed as JSON for programs.

use crate::scenario::Faults;
use crate::text::{Place, Problem, Sources};
use ariadne::{Cache, Color, Config, IndexType, Label, Report, ReportKind, Source};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

/// Renders every problem with its source line, then the number of problems.
pub(super) fn drawn(faults: &Faults) -> String {
    all(faults, (ReportKind::Error, Color::Red, "problem"))
}

/// Renders warnings in the same way.
pub(super) fn warned(faults: &Faults) -> String {
    all(faults, (ReportKind::Warning, Color::Yellow, "warning"))
}

fn all(faults: &Faults, (kind, color, word): (ReportKind<'static>, Color, &str)) -> String {
    let mut texts = Texts { sources: &faults.sources, drawn: BTreeMap::new() };
    let mut out = Vec::new();
    for problem in faults.problems.iter() {
        match problem.place {
            Some(place) => draw(problem, place, (kind, color), &mut texts, &mut out),
            None => out.extend(plain(problem).into_bytes()),
        }
        out.push(b'\n');
    }
    out.extend(summary(faults, word).into_bytes());
    String::from_utf8_lossy(&out).into_owned()
}

/// Returns the line with the number of problems, the file, and the command that explains them.
fn summary(faults: &Faults, word: &str) -> String {
    let count = faults.problems.len();
    let file = faults.sources.iter().next().map_or_else(String::new, |(name, _)| format!(" in {}", shown(name)));
    let code = faults.problems.iter().next().map_or("CODE", |problem| problem.code.as_str());
    let more = if count == 1 { "it" } else { "the first" };
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {word}{plural}{file}; `haitao explain {code}` explains {more}\n")
}

/// Returns every problem as a JSON object.
pub(super) fn listed(faults: &Faults) -> Vec<Value> {
    let object = |problem: &Problem| {
        let at = |place: Place| faults.sources.line_column(place);
        let place = problem.place.map(|place| (faults.sources.name(place.source), at(place)));
        let end = problem.place.map(|place| at(Place { start: place.end, ..place }));
        json!({
            "code": problem.code.as_str(),
            "meaning": problem.code.meaning(),
            "file": place.map(|place| place.0),
            "line": place.map(|place| place.1.0),
            "column": place.map(|place| place.1.1),
            "end_line": end.map(|end| end.0),
            "end_column": end.map(|end| end.1),
            "cause": problem.cause,
            "help": problem.help,
        })
    };
    faults.problems.iter().map(object).collect()
}

/// Renders one problem with its source line.
fn draw(
    problem: &Problem,
    place: Place,
    (kind, color): (ReportKind<'static>, Color),
    texts: &mut Texts<'_>,
    out: &mut Vec<u8>,
) {
    let span = texts.span(place);
    let mut report = Report::build(kind, span.clone())
        .with_config(Config::new().with_index_type(IndexType::Byte))
        .with_code(problem.code.as_str())
        .with_message(shown(&problem.cause))
        .with_label(Label::new(span).with_message(problem.code.meaning().trim_end_matches('.')).with_color(color));
    if let Some(help) = &problem.help {
        report = report.with_help(shown(help));
    }
    if report.finish().write(texts, &mut *out).is_err() {
        // Writing to memory cannot fail, so this is only for a diagram that cannot be drawn.
        out.extend(plain(problem).into_bytes());
    }
}

/// Renders a problem without a place in a text.
fn plain(problem: &Problem) -> String {
    let mut text = format!("\x1b[31m[{}] Error:\x1b[0m {}\n", problem.code.as_str(), shown(&problem.cause));
    if let Some(help) = &problem.help {
        text.push_str(&format!("   \x1b[36mHelp:\x1b[0m {}\n", shown(help)));
    }
    text
}

/// The sources in the drawing library's form, built on first use.
struct Texts<'a> {
    sources: &'a Sources,
    drawn: BTreeMap<usize, Source<String>>,
}

impl Texts<'_> {
    /// Returns the span of a place, its ends moved to character boundaries.
    fn span(&self, place: Place) -> (usize, Range<usize>) {
        let text = self.sources.text(place.source);
        let whole =
            |at: u32| (0..=(at as usize).min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let start = whole(place.start);
        (
            self.sources.iter().position(|source| std::ptr::eq(source.1, text)).unwrap_or(0),
            start..whole(place.end).max(start),
        )
    }
}

impl Cache<usize> for &mut Texts<'_> {
    type Storage = String;

    fn fetch(&mut self, id: &usize) -> Result<&Source<String>, impl fmt::Debug> {
        let text = self.sources.iter().nth(*id).map_or("", |source| source.1);
        Ok::<_, fmt::Error>(self.drawn.entry(*id).or_insert_with(|| Source::from(shown(text))))
    }

    fn display<'b>(&self, id: &'b usize) -> Option<impl fmt::Display + 'b> {
        self.sources.iter().nth(*id).map(|source| shown(source.0))
    }
}

/// Replaces every terminal control character, and every character that only some readers treat as a line end, by one
/// with the same number of bytes, so that places stay valid.
fn shown(text: &str) -> String {
    let replaced = |packed: char| match packed {
        '\n' | '\t' => packed,
        '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        '\u{80}'..='\u{9f}' => '¿',
        '\r' | '\u{b}' | '\u{c}' => ' ',
        packed if packed.is_ascii_control() => '?',
        packed => packed,
    };
    text.chars().map(replaced).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_text_keeps_its_length_and_loses_control_characters() {
        let text = "a\u{1b}[2J\u{85}海\u{2028}\r\n\tb";
        let drawn = shown(text);
        assert_eq!(drawn, "a?[2J¿海\u{fffd} \n\tb");
        assert_eq!(drawn.len(), text.len());
    }
}
