//! The room where columns come in from files and go out to them. CSV is read by the `csv` crate in every build; Parquet,
//! and all writing, needs polars, which is named here and nowhere else and comes with the feature `tables`. Without that
//! feature the same functions exist and say what is missing.

mod cells;
mod column;
mod frame;
#[cfg(not(feature = "tables"))]
mod missing;
#[cfg(feature = "tables")]
mod polars_files;
mod read_csv;
mod rows;

#[cfg(not(feature = "tables"))]
use missing as files;
#[cfg(feature = "tables")]
use polars_files as files;

pub use cells::{Cell, as_csv, cells};
pub use column::{Flaw, Flawed, read_column, split as split_heading};
pub use files::{Stream, write_csv, write_parquet};
pub use frame::{Frame, Values};
pub use rows::{Rows, rows};

/// Whether this program was built with the feature `tables`, so that it can write tables and read Parquet.
pub const AVAILABLE: bool = cfg!(feature = "tables");
