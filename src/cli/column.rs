//! The data column that a standalone tool works on.

use super::Failure;
use crate::scenario::{self, DataColumn};
use std::io::Read;
use std::path::Path;

/// Reads a column of a file, or of standard input if the file is `-`.
///
/// # Errors
/// If the file cannot be read, or is malformed.
pub(super) fn read(path: &Path, column: Option<&str>) -> Result<DataColumn, Failure> {
    let (name, bytes) = content(path)?;
    Ok(scenario::data_column(&name, bytes, column)?)
}

/// Returns the name and the content of the file.
fn content(path: &Path) -> Result<(String, Vec<u8>), Failure> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|cause| Failure::io("cannot read standard input", cause))?;
        return Ok(("stdin.csv".to_owned(), bytes));
    }
    let name = path.display().to_string();
    match std::fs::read(path) {
        Ok(bytes) => Ok((name, bytes)),
        Err(cause) => Err(Failure::Arguments(format!("cannot read {name}: {cause}"))),
    }
}
