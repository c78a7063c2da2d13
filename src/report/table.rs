//! Tables of figures: one row per entry, one column per KPI. Columns and rows without any defined figure are left out.

use super::model::{Cell, Column, Content, Intervals, Label, Row, Section, Table};
use super::scale::Scale;
use super::source::Source;

/// The largest number of rows shown; `summary.json` has the rest.
const ROWS: usize = 12;

/// A column that a table may have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    heading: &'static str,
    kpi: &'static str,
    rare: bool,
}

/// A column that is shown if its KPI is defined.
pub(super) const fn column(heading: &'static str, kpi: &'static str) -> Choice {
    Choice { heading, kpi, rare: false }
}

/// A column that is left out if it is zero in every row.
pub(super) const fn rare(heading: &'static str, kpi: &'static str) -> Choice {
    Choice { heading, kpi, rare: true }
}

/// Builds the section with a table; `None` if no figure is defined. Entries are pairs of label and subject.
pub(super) fn table(
    source: &Source<'_>,
    heading: &str,
    entries: &[(String, String)],
    choices: &[Choice],
) -> Option<Section> {
    let choices: Vec<Choice> = choices
        .iter()
        .filter(|choice| {
            let mut figures = entries.iter().filter_map(|entry| source.figure(&entry.1, choice.kpi));
            if choice.rare { figures.any(|figure| figure.mean != 0.0) } else { figures.next().is_some() }
        })
        .copied()
        .collect();
    let defined = |subject: &str| choices.iter().any(|choice| source.figure(subject, choice.kpi).is_some());
    let entries: Vec<&(String, String)> = entries.iter().filter(|entry| defined(&entry.1)).collect();
    if entries.is_empty() {
        return None;
    }
    let scales: Vec<Scale> = choices.iter().map(|choice| common_scale(source, &entries, choice)).collect();
    let rows = entries.iter().take(ROWS).map(|(label, subject)| Row {
        label: Label::Entry(label.clone()),
        cells: cells(source, subject, &choices, &scales),
    });
    let columns = choices.iter().map(|choice| Column {
        heading: choice.heading,
        unit: source.heading_unit(choice.kpi),
        name: choice.kpi,
        intervals: Intervals::Below,
    });
    let table = Table { columns: columns.collect(), rows: rows.collect() };
    let left_out = entries.len().saturating_sub(ROWS);
    let text = (left_out > 0).then(|| format!("and {left_out} more in summary.json"));
    Some(Section { heading: heading.to_owned(), content: Content::Table(table), text })
}

/// Returns the scale of all figures of a column.
fn common_scale(source: &Source<'_>, entries: &[&(String, String)], choice: &Choice) -> Scale {
    let figures = || entries.iter().filter_map(|entry| source.figure(&entry.1, choice.kpi));
    let largest = figures().map(|figure| figure.mean.abs()).fold(0.0, f64::max);
    Scale::of(&source.unit(choice.kpi), largest, figures())
}

/// Returns the figures of one row. Numbers of one column have the same decimals; times of one row have the same unit if it
/// suits them.
fn cells(source: &Source<'_>, subject: &str, choices: &[Choice], scales: &[Scale]) -> Vec<Cell> {
    let timed = || choices.iter().filter(|choice| source.unit(choice.kpi).is_time());
    let times = || timed().filter_map(|choice| source.figure(subject, choice.kpi));
    let leading = times().map(|figure| figure.mean).find(|mean| *mean > 0.0).unwrap_or(0.0);
    let cell = |(choice, common): (&Choice, &Scale)| {
        let Some(figure) = source.figure(subject, choice.kpi) else { return Cell::Missing };
        let unit = source.unit(choice.kpi);
        let shared = Scale::of(&unit, leading, times());
        let scale = match () {
            () if !unit.is_time() => *common,
            () if shared.suits(figure) => shared,
            () => Scale::of(&unit, figure.mean, std::iter::once(figure)),
        };
        source.number(subject, choice.kpi, scale).map_or(Cell::Missing, Cell::Number)
    };
    choices.iter().zip(scales).map(cell).collect()
}
