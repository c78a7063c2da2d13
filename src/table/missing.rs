//! Replacements for the Parquet functions in a program built without the feature `tables`; they return an error.

use super::{Flaw, Flawed, Frame};
use std::convert::Infallible;
use std::io::{Error, ErrorKind, Result, Write};
use std::path::Path;

/// The error text for every Parquet file.
const CAUSE: &str = "this program was built without the feature `tables`, so it can neither write nor read Parquet";

fn unsupported<T>() -> Result<T> {
    Err(Error::new(ErrorKind::Unsupported, CAUSE))
}

/// Refuses to read a Parquet column.
pub(super) fn read_column(_: &Path, _: &str) -> std::result::Result<(Vec<f64>, Option<String>), Flawed> {
    Err((Flaw::Unreadable, CAUSE.to_owned()))
}

/// Refuses to read a Parquet file.
pub(super) fn as_csv(_: Vec<u8>) -> std::result::Result<String, String> {
    Err(CAUSE.to_owned())
}

/// Refuses to write Parquet.
///
/// # Errors
/// Always.
pub fn write_parquet(_: impl Write + Send, _: Frame) -> Result<()> {
    unsupported()
}

/// A stream that cannot be opened.
#[derive(Debug)]
pub struct Stream<W> {
    never: Infallible,
    sink: std::marker::PhantomData<W>,
}

impl<W: Write + Send> Stream<W> {
    /// Refuses to open a stream.
    ///
    /// # Errors
    /// Always.
    pub fn open(_: W, _: &Frame) -> Result<Self> {
        unsupported()
    }

    /// Writes nothing: no stream was opened.
    ///
    /// # Errors
    /// Never; there is no stream.
    pub fn write(&mut self, _: Frame) -> Result<()> {
        match self.never {}
    }

    /// Ends nothing: no stream was opened.
    ///
    /// # Errors
    /// Never; there is no stream.
    pub fn finish(self) -> Result<()> {
        let _ = self.sink;
        match self.never {}
    }
}
