//! A data file as rows of words, for whoever reads more of it than a column of numbers.

use super::law::ReadColumn;
use crate::text::Code;

/// The rows of a data file: one at least, and each as long as the heading.
#[derive(Clone, Debug, Default)]
pub struct Records {
    /// Name and unit of each column.
    pub headings: Vec<(String, Option<String>)>,
    /// The line that each row stands in, and its stock points.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// Reads a data file by its name.
pub type RecordSource<'a> = &'a dyn Fn(&str) -> Result<Records, (Code, String)>;

impl Records {
    /// Where the column of a name stands.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.headings.iter().position(|(heading, _)| heading == name)
    }

    /// The unit of a column.
    #[must_use]
    pub fn unit(&self, column: usize) -> Option<&str> {
        self.headings[column].1.as_deref()
    }
}

/// Reads a column of numbers of a data file: file, column.
pub type ColumnSource<'a> = &'a dyn Fn(&str, &str) -> ReadColumn;

/// How data files are read.
#[derive(Clone, Copy)]
pub struct DataFiles<'a> {
    /// A column of numbers, with the unit of its header.
    pub columns: ColumnSource<'a>,
    /// Row by row.
    pub records: RecordSource<'a>,
}

impl Default for DataFiles<'_> {
    /// No files.
    fn default() -> Self {
        Self { columns: &|_, _| Err(no_files()), records: &|_| Err(no_files()) }
    }
}

fn no_files() -> (Code, String) {
    (Code::MissingFile, "there are no data files here".to_owned())
}

impl std::fmt::Debug for DataFiles<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DataFiles").finish_non_exhaustive()
    }
}
