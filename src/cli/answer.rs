//! How a verb answers: on standard output, styled where it is a terminal that wants it. A reader that has gone away is no
//! failure.

use super::Failure;
use super::tell::tell;
use std::io::{ErrorKind, Write};

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    Table,
    Json,
}

/// Writes an answer to standard output.
///
/// # Errors
/// If it cannot be written, unless the reader has gone away.
pub(super) fn answer(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::io("cannot write to standard output", error))
        }
        _ => Ok(()),
    }
}

/// Writes a note of one line to standard error, unless notes are not wanted.
pub(super) fn note(quiet: bool, text: &str) {
    if !quiet {
        tell(&format!("\x1b[2m{text}\x1b[0m\n"));
    }
}
