//! A report as text for a terminal, at most about a hundred columns wide. Styles are terminal escape sequences; the output
//! stream strips them if they are not wanted.

mod bars;
mod style;
mod table;

use super::model::{Content, Report};
use style::{bold, dim};

/// Renders a report as text.
#[must_use]
pub fn terminal(report: &Report) -> String {
    let title = &report.title;
    let mut text = bold(&title.name);
    text.extend(title.compared_with.iter().map(|name| format!(" compared with {}", bold(name))));
    text.push('\n');
    text.extend(report.question.iter().map(|question| format!("{question}\n")));
    text.extend(report.notes.iter().map(|note| format!("{}\n", dim(note))));
    for section in &report.sections {
        text.push('\n');
        match &section.content {
            Content::Table(content) => table::write(&mut text, &section.heading, content),
            Content::Bars(content) => bars::write(&mut text, &section.heading, content),
        }
        text.extend(section.text.iter().map(|note| format!("{}\n", dim(&format!("  {note}")))));
    }
    text
}
