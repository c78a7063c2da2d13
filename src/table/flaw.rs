//! Why numbers cannot be had from a data file.

/// Why a column cannot be had from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// There is no such file.
    NoFile,
    /// The file cannot be read at all.
    Unreadable,
    /// It has no such column, or several.
    NoColumn,
    /// A row of it is not sound.
    BadRow,
}

/// A flaw, and what is wrong in a sentence.
pub type Flawed = (Flaw, String);
