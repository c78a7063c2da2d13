//! Problems of data files, as a code and a sentence with the file's name in the scenario.

use crate::reading::Records;
use crate::reading::law::Column;
use crate::table::{self, Flaw};
use crate::text::Code;
use std::io;
use std::path::Path;

/// Reads a column of the data file at `path`, which the scenario calls `file`.
///
/// # Errors
/// Returns the first problem.
pub(super) fn column(path: &Path, file: &str, column: &str) -> Result<Column, (Code, String)> {
    table::read_column(path, column)
        .map_err(|(flaw, cause)| (code(&flaw), cause.replacen(&path.display().to_string(), file, 1)))
}

/// Reads the rows of a data file, which the scenario calls `file`.
///
/// # Errors
/// Returns the first problem.
pub(super) fn records(file: &str, bytes: Vec<u8>) -> Result<Records, (Code, String)> {
    match table::rows(file, bytes) {
        Ok(table::Rows { headings, rows }) => Ok(Records { headings, rows }),
        Err((flaw, cause)) => Err((code(&flaw), cause)),
    }
}

fn code(flaw: &Flaw) -> Code {
    match flaw {
        Flaw::NoFile => Code::MissingFile,
        Flaw::Unreadable => Code::UnreadableFile,
        Flaw::NoColumn => Code::MissingColumn,
        Flaw::BadRow => Code::BadRow,
    }
}

/// Returns the problem of a file that cannot be read.
pub(super) fn unreadable(file: &str, error: &io::Error) -> (Code, String) {
    match error.kind() {
        io::ErrorKind::NotFound => (Code::MissingFile, format!("there is no file {file}")),
        _ => (Code::UnreadableFile, format!("cannot read {file}: {error}")),
    }
}
