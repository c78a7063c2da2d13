//! A small table in memory on its way to a file: named columns of one length. It knows types, no file format.

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
    /// Words out of a short list, by their index; an index outside it becomes null.
    Words(Vec<u32>, Arc<[String]>),
}

impl Values {
    /// How many values there are.
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

    /// Their type, as the reference of columns names it.
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

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Named columns of one length, in the order they were added.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    columns: Vec<(String, Values)>,
}

impl Frame {
    /// A frame without columns.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a column behind the others.
    ///
    /// # Panics
    /// If its length is not that of the others.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, values: Values) -> Self {
        assert!(self.columns.is_empty() || self.rows() == values.len(), "the columns of a frame are of one length");
        self.columns.push((name.into(), values));
        self
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |(_, values)| values.len())
    }

    /// The columns and their names.
    #[must_use]
    pub fn columns(&self) -> &[(String, Values)] {
        &self.columns
    }

    /// Hands the columns over, to be written.
    #[must_use]
    pub fn into_columns(self) -> Vec<(String, Values)> {
        self.columns
    }
}
