//! File extensions, column headings, and numbers in cells.

use super::flaw::{Flaw, Flawed};
use std::path::Path;

/// The error text for a file name without a known extension.
pub(super) const NO_ENDING: &str = "its name ends neither in `.csv` nor in `.parquet`";

/// Returns the extension of a file name, in lower case.
pub(super) fn ending(name: &str) -> String {
    Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase()
}

/// Splits a heading into its name and the unit in brackets.
#[must_use]
pub fn split(heading: &str) -> (&str, Option<&str>) {
    let heading = heading.trim_start_matches('\u{feff}').trim();
    match heading.strip_suffix(']').and_then(|open| open.rsplit_once('[')) {
        Some((name, unit)) => (name.trim(), Some(unit.trim()).filter(|unit| !unit.is_empty())),
        None => (heading, None),
    }
}

/// Returns the index and the unit of the requested column.
///
/// # Errors
/// If no column or several columns have the name; the message lists the columns.
pub(super) fn find(headings: &[String], column: &str) -> Result<(usize, Option<String>), Flawed> {
    let wanted = column.trim();
    let bears = |heading: &str| split(heading).0 == wanted || heading.trim_start_matches('\u{feff}').trim() == wanted;
    let mut bearers = headings.iter().enumerate().filter(|(_, heading)| bears(heading));
    match (bearers.next(), bearers.next()) {
        (Some((index, heading)), None) => Ok((index, split(heading).1.map(str::to_owned))),
        (Some(_), Some(_)) => Err((Flaw::NoColumn, format!("several columns are named `{wanted}`"))),
        (None, _) => {
            let names: Vec<String> = headings.iter().map(|heading| format!("`{}`", split(heading).0)).collect();
            Err((Flaw::NoColumn, format!("no column `{wanted}`; its columns are {}", names.join(", "))))
        }
    }
}

/// Returns the finite number in a cell.
///
/// # Errors
/// If the cell holds anything else; the message quotes it.
pub(super) fn number(cell: &str) -> Result<f64, String> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Err("the cell is empty".to_owned());
    }
    match cell.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        _ => Err(format!("`{cell}` is not a finite number")),
    }
}
