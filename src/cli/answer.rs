//! How a command answers: on standard output, styled if that is a terminal. A closed pipe is not a failure.

use super::Failure;
use super::tell::tell;
use std::io::{ErrorKind, Write};

/// The output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    Table,
    Json,
}

/// Writes an answer to standard output.
///
/// # Errors
/// If writing fails, unless the reader has closed the pipe.
pub(super) fn answer(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::io("cannot write to standard output", error))
        }
        _ => Ok(()),
    }
}

/// Writes a one-line note to standard error, unless quiet.
pub(super) fn note(quiet: bool, text: &str) {
    if !quiet {
        tell(&format!("\x1b[2m{text}\x1b[0m\n"));
    }
}
