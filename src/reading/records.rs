//! A data file as rows of text, for readers that need more than a column of numbers.

use super::law::ReadColumn;
use crate::text::Code;

/// The rows of a data file: at least one, each as long as the heading.
#[derive(Clone, Debug, Default)]
pub struct Records {
    /// Name and unit of each column.
    pub headings: Vec<(String, Option<String>)>,
    /// The line number and the cells of each row.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// Reads a data file by its name.
pub type RecordSource<'a> = &'a dyn Fn(&str) -> Result<Records, (Code, String)>;

impl Records {
    /// Returns the index of the column with this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.headings.iter().position(|(heading, _)| heading == name)
    }

    /// Returns the unit of a column.
    #[must_use]
    pub fn unit(&self, column: usize) -> Option<&str> {
        self.headings[column].1.as_deref()
    }
}

/// Reads a column of numbers: file, column.
pub type ColumnSource<'a> = &'a dyn Fn(&str, &str) -> ReadColumn;

/// The functions that read data files.
#[derive(Clone, Copy)]
pub struct DataFiles<'a> {
    /// Reads a column of numbers, with the unit in its heading.
    pub columns: ColumnSource<'a>,
    /// Reads rows.
    pub records: RecordSource<'a>,
}

impl Default for DataFiles<'_> {
    /// Returns functions that find no files.
    fn default() -> Self {
        Self { columns: &|_, _| Err(no_files()), records: &|_| Err(no_files()) }
    }
}

fn no_files() -> (Code, String) {
    (Code::MissingFile, "data files cannot be used here".to_owned())
}

impl std::fmt::Debug for DataFiles<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DataFiles").finish_non_exhaustive()
    }
}
