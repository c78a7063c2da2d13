//! Errors of data files.

/// The kind of error in a data file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The file does not exist.
    NoFile,
    /// The file cannot be read.
    Unreadable,
    /// The column is missing, or its name is not unique.
    NoColumn,
    /// A row is invalid.
    BadRow,
}

/// The kind of error, and a sentence that describes it.
pub type Flawed = (Flaw, String);
