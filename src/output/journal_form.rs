//! The forms in which journals are written.

use crate::table;

/// The form in which journals are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JournalForm {
    /// Parquet; needs a program built with `tables`.
    Parquet,
    /// JSON Lines: an object a row.
    JsonLines,
}

impl JournalForm {
    /// Every form.
    pub const ALL: [Self; 2] = [Self::Parquet, Self::JsonLines];

    /// Its name, which files end in.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::JsonLines => "jsonl",
        }
    }

    /// The form of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }

    /// Whether this program can write it.
    #[must_use]
    pub fn is_available(self) -> bool {
        self == Self::JsonLines || table::AVAILABLE
    }
}

/// Parquet, or JSON Lines from a program built without `tables`.
impl Default for JournalForm {
    fn default() -> Self {
        if table::AVAILABLE { Self::Parquet } else { Self::JsonLines }
    }
}
