//! A small table in memory, ready to be written to a file: named columns of equal length, independent of any file format.

use std::sync::Arc;

/// The values of one column.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Signed integers.
    I64(Vec<i64>),
    /// Signed integers; `None` becomes null.
    MaybeI64(Vec<Option<i64>>),
    /// Unsigned integers.
    U64(Vec<u64>),
    /// Small unsigned integers.
    U32(Vec<u32>),
    /// Real numbers; NaN becomes null.
    F64(Vec<f64>),
    /// Words given as indexes into a short list; an index outside it becomes null.
    Words(Vec<u32>, Arc<[String]>),
}

impl Values {
    /// Returns the number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::I64(values) => values.len(),
            Self::MaybeI64(values) => values.len(),
            Self::U64(values) => values.len(),
            Self::U32(values) | Self::Words(values, _) => values.len(),
            Self::F64(values) => values.len(),
        }
    }

    /// Returns the type, as the reference of columns names it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::I64(_) => "i64",
            Self::MaybeI64(_) => "i64 or null",
            Self::U64(_) => "u64",
            Self::U32(_) => "u32",
            Self::F64(_) => "f64",
            Self::Words(..) => "word",
        }
    }

    /// Returns whether there are no values.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Named columns of equal length, in the order in which they were added.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    columns: Vec<(String, Values)>,
}

impl Frame {
    /// Returns a frame without columns.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a column after the others.
    ///
    /// # Panics
    /// If its length differs from that of the others.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, values: Values) -> Self {
        assert!(self.columns.is_empty() || self.rows() == values.len(), "the columns of a frame have equal length");
        self.columns.push((name.into(), values));
        self
    }

    /// Returns the number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |(_, values)| values.len())
    }

    /// Returns the columns with their names.
    #[must_use]
    pub fn columns(&self) -> &[(String, Values)] {
        &self.columns
    }

    /// Takes the columns out, to be written.
    #[must_use]
    pub fn into_columns(self) -> Vec<(String, Values)> {
        self.columns
    }
}
