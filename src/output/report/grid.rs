//! A table of figures: entries down, KPIs across, each mean over its interval. Columns and rows of which nothing is defined
//! are left out.

use super::figure::{Scale, is_time};
use super::source::Source;
use super::style::{bold, dim};
use crate::stats::Estimate;
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};

/// Rows shown at most; the rest stands in `summary.json`.
const ROWS: usize = 12;
/// Characters of a name shown at most.
const NAME: usize = 28;

/// A column of a grid.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    heading: &'static str,
    kpi: &'static str,
    rare: bool,
}

/// A column that stands wherever its KPI is defined.
pub(super) const fn column(heading: &'static str, kpi: &'static str) -> Column {
    Column { heading, kpi, rare: false }
}

/// A column that is left out where it is zero throughout.
pub(super) const fn rare(heading: &'static str, kpi: &'static str) -> Column {
    Column { heading, kpi, rare: true }
}

/// The grid as text, `None` if nothing of it is defined. Rows are labels and subjects.
pub(super) fn grid(source: &Source<'_>, title: &str, rows: &[(String, String)], columns: &[Column]) -> Option<String> {
    let defined = |subject: &str, kpi: &str| source.figure(subject, kpi).is_some();
    let columns: Vec<Column> = columns
        .iter()
        .filter(|column| {
            let mut figures = rows.iter().filter_map(|row| source.figure(&row.1, column.kpi));
            if column.rare { figures.any(|figure| figure.mean != 0.0) } else { figures.next().is_some() }
        })
        .copied()
        .collect();
    let rows: Vec<&(String, String)> =
        rows.iter().filter(|row| columns.iter().any(|column| defined(&row.1, column.kpi))).collect();
    if rows.is_empty() {
        return None;
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    let units = columns.iter().map(|column| source.heading_unit(column.kpi));
    let headings = columns.iter().zip(units).map(|(column, unit)| match unit {
        Some(unit) => format!("{}\n{unit}", column.heading),
        None => format!("{}\n", column.heading),
    });
    table.set_header(std::iter::once(title.to_owned()).chain(headings).map(Cell::new));
    let scales: Vec<Scale> = columns.iter().map(|column| common_scale(source, &rows, column)).collect();
    for (label, subject) in rows.iter().take(ROWS) {
        table.add_row(
            std::iter::once(format!("  {}", shortened(label)))
                .chain(cells(source, subject, &columns, &scales))
                .map(Cell::new),
        );
    }
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((if index == 0 { 0 } else { 2 }, 0));
        column.set_cell_alignment(if index == 0 { CellAlignment::Left } else { CellAlignment::Right });
    }
    Some(styled(&table, rows.len()))
}

/// The scale of all figures of a column.
fn common_scale(source: &Source<'_>, rows: &[&(String, String)], column: &Column) -> Scale {
    let figures = || rows.iter().filter_map(|row| source.figure(&row.1, column.kpi));
    let largest = figures().map(|figure| figure.mean.abs()).fold(0.0, f64::max);
    Scale::of(source.unit(column.kpi).unwrap_or_default(), largest, figures())
}

/// The figures of one row. Numbers of one column have the same decimals, times of one row the same
/// unit where that suits them.
fn cells(source: &Source<'_>, subject: &str, columns: &[Column], scales: &[Scale]) -> Vec<String> {
    let timed = || columns.iter().filter(|column| source.unit(column.kpi).is_some_and(is_time));
    let times = || timed().filter_map(|column| source.figure(subject, column.kpi));
    let leading = times().map(|figure| figure.mean).find(|mean| *mean > 0.0).unwrap_or(0.0);
    let scale = |common: &Scale, unit: &str, figure: &Estimate| {
        if !is_time(unit) {
            return *common;
        }
        let shared = Scale::of(unit, leading, times());
        if shared.suits(figure) { shared } else { Scale::of(unit, figure.mean, std::iter::once(figure)) }
    };
    let cell = |(column, common): (&Column, &Scale)| {
        let (Some(unit), Some(figure)) = (source.unit(column.kpi), source.figure(subject, column.kpi)) else {
            return String::new();
        };
        let scale = scale(common, unit, figure);
        let interval = scale.interval(figure).map_or_else(String::new, |interval| format!("\n{interval}"));
        scale.mean(figure) + &interval
    };
    columns.iter().zip(scales).map(cell).collect()
}

/// A name that leaves room for figures.
pub(super) fn shortened(name: &str) -> String {
    if name.chars().count() <= NAME {
        return name.to_owned();
    }
    let kept: String = name.chars().take(NAME - 1).collect();
    format!("{kept}…")
}

/// The table's lines: the heading bold, units and intervals dim, and what was left out.
fn styled(table: &Table, rows: usize) -> String {
    let mut text = String::new();
    for (index, line) in table.lines().enumerate() {
        let line = line.trim_end();
        let opening = line.trim_start().chars().next();
        let styled = match index {
            0 => bold(line),
            1 => dim(line),
            _ if opening == Some('±') => dim(line),
            _ => line.to_owned(),
        };
        if !(index == 1 && line.is_empty()) {
            text.push_str(&styled);
            text.push('\n');
        }
    }
    if rows > ROWS {
        text.push_str(&dim(&format!("  and {} more in summary.json", rows - ROWS)));
        text.push('\n');
    }
    text
}
