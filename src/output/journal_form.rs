//! File formats of journals.

use crate::table;

/// A file format of journals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JournalForm {
    /// Parquet; needs a program built with `tables`.
    Parquet,
    /// JSON Lines: one object per row.
    JsonLines,
}

impl JournalForm {
    /// Every form.
    pub const ALL: [Self; 2] = [Self::Parquet, Self::JsonLines];

    /// Returns its name, which is also the file extension.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::JsonLines => "jsonl",
        }
    }

    /// Returns the format with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }

    /// Returns whether this program can write it.
    #[must_use]
    pub fn is_available(self) -> bool {
        self == Self::JsonLines || table::AVAILABLE
    }
}

/// Parquet, or JSON Lines in a program built without `tables`.
impl Default for JournalForm {
    fn default() -> Self {
        if table::AVAILABLE { Self::Parquet } else { Self::JsonLines }
    }
}
