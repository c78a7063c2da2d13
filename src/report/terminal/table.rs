//! A table in a terminal: labels on the left, numbers on the right, intervals below or next to them.

use super::style::{bold, dim};
use crate::report::model::{Cell, Column, Intervals, Label, Table};
use comfy_table::{CellAlignment, ContentArrangement, presets};

/// The largest number of characters of a name that are shown.
const NAME: usize = 28;

pub(super) fn write(text: &mut String, heading: &str, content: &Table) {
    let mut table = comfy_table::Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    let headings = content.columns.iter().flat_map(headings);
    table.set_header(std::iter::once(shortened(heading)).chain(headings).map(comfy_table::Cell::new));
    for row in &content.rows {
        let cells = content.columns.iter().zip(&row.cells).flat_map(|(column, cell)| cells(column, cell));
        table.add_row(std::iter::once(label(&row.label)).chain(cells).map(comfy_table::Cell::new));
    }
    let sides = content.columns.iter().flat_map(|column| match column.intervals {
        Intervals::Below => &[true][..],
        Intervals::Beside => &[true, true, false],
    });
    let sides: Vec<bool> = std::iter::once(&false).chain(sides).copied().collect();
    for (column, right) in table.column_iter_mut().zip(sides) {
        column.set_padding((if right { 2 } else { 0 }, 0));
        column.set_cell_alignment(if right { CellAlignment::Right } else { CellAlignment::Left });
    }
    for (index, line) in table.lines().enumerate() {
        let line = line.trim_end();
        let styled = match (index, line.trim_start().chars().next()) {
            (0, _) => bold(line),
            // No column shows a unit.
            (1, None) => continue,
            (1, _) | (_, Some('±')) => dim(line),
            _ => line.to_owned(),
        };
        text.push_str(&styled);
        text.push('\n');
    }
}

/// Returns the headings of a column, which takes three columns on the screen if its intervals are next to the numbers:
/// number, interval, mark.
fn headings(column: &Column) -> Vec<String> {
    let heading = format!("{}\n{}", column.heading, column.unit.as_deref().unwrap_or_default());
    match column.intervals {
        Intervals::Below => vec![heading],
        Intervals::Beside => vec![heading, String::new(), String::new()],
    }
}

/// Returns a cell, with its interval.
fn cells(column: &Column, cell: &Cell) -> Vec<String> {
    let (number, interval, clear) = match cell {
        Cell::Missing => (String::new(), None, false),
        Cell::Number(number) => (number.text(), number.interval_text(), number.excludes_zero()),
    };
    match column.intervals {
        Intervals::Below => vec![number + &interval.map_or_else(String::new, |interval| format!("\n{interval}"))],
        Intervals::Beside => {
            vec![number, interval.unwrap_or_default(), if clear { " *" } else { "" }.to_owned()]
        }
    }
}

fn label(label: &Label) -> String {
    match label {
        Label::Entry(name) => format!("  {}", shortened(name)),
        Label::Kpi { of, name, unit } => {
            let of = of.as_ref().map_or_else(String::new, |of| format!("{of} "));
            let unit = unit.as_ref().map_or_else(String::new, |unit| format!(", {unit}"));
            format!("  {of}{name}{unit}")
        }
    }
}

/// Shortens a name to leave room for the figures.
fn shortened(name: &str) -> String {
    if name.chars().count() <= NAME {
        return name.to_owned();
    }
    let kept: String = name.chars().take(NAME - 1).collect();
    format!("{kept}…")
}
