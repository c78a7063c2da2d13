//! The ending of a data file's name, the headings of its columns, and a number in a cell.

use super::flaw::{Flaw, Flawed};
use std::path::Path;

/// What is said of a file whose name does not tell what it is.
pub(super) const NO_ENDING: &str = "its name ends neither in `.csv` nor in `.parquet`";

/// The ending of a file's name, in small letters.
pub(super) fn ending(name: &str) -> String {
    Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase()
}

/// A heading's name and the unit in its brackets.
#[must_use]
pub fn split(heading: &str) -> (&str, Option<&str>) {
    let heading = heading.trim_start_matches('\u{feff}').trim();
    match heading.strip_suffix(']').and_then(|open| open.rsplit_once('[')) {
        Some((name, unit)) => (name.trim(), Some(unit.trim()).filter(|unit| !unit.is_empty())),
        None => (heading, None),
    }
}

/// Which of the headings is the column asked for, and its unit.
///
/// # Errors
/// The columns there are, if none or several bear the name.
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

/// The finite number in a cell.
///
/// # Errors
/// What stands there instead.
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
