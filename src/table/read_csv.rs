//! One column from a CSV file: comma-separated, one heading line, quoted where necessary, with or without a byte order mark.

use super::flaw::{Flaw, Flawed};
use super::heading::{find, number};
use csv::{ErrorKind, ReaderBuilder, StringRecord, Trim};
use std::fs::File;
use std::path::Path;

/// Returns the column and its unit; see [`super::read_column`].
pub(super) fn read(path: &Path, column: &str) -> Result<(Vec<f64>, Option<String>), Flawed> {
    let file = File::open(path).map_err(|error| {
        let flaw = if error.kind() == std::io::ErrorKind::NotFound { Flaw::NoFile } else { Flaw::Unreadable };
        (flaw, format!("cannot be opened ({error})"))
    })?;
    let mut reader = ReaderBuilder::new().flexible(true).trim(Trim::All).from_reader(file);
    let headings = reader.headers().map_err(|error| broken(&error))?.clone();
    if headings.iter().all(str::is_empty) {
        return Err((Flaw::Unreadable, "is empty".to_owned()));
    }
    let names: Vec<String> = headings.iter().map(str::to_owned).collect();
    let (index, unit) = find(&names, column)?;
    let mut values = Vec::new();
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).map_err(|error| broken(&error))? {
        let line = record.position().map_or(0, csv::Position::line);
        let at = |cause: String| (Flaw::BadRow, format!("row {} (line {line}): {cause}", values.len() + 1));
        if record.len() != names.len() {
            return Err(at(format!("has {} cells where the heading has {}", record.len(), names.len())));
        }
        let value = number(record.get(index).unwrap_or_default()).map_err(at)?;
        values.push(value);
    }
    if values.is_empty() {
        return Err((Flaw::BadRow, "has no row below its heading".to_owned()));
    }
    Ok((values, unit))
}

/// Describes in a sentence why the file cannot be read.
fn broken(error: &csv::Error) -> Flawed {
    let line = error.position().map_or(0, csv::Position::line);
    let cause = match error.kind() {
        ErrorKind::Io(cause) => format!("cannot be read ({cause})"),
        ErrorKind::Utf8 { .. } => format!("line {line} is not UTF-8 text"),
        _ => format!("cannot be read ({error})"),
    };
    (Flaw::Unreadable, cause)
}
