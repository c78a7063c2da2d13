//! Tables: columns read from files and written to them. Every build reads and writes CSV and writes JSON Lines. Parquet
//! needs polars, which comes with the feature `tables` and is not used outside this module; without the feature the same
//! functions exist and return an error.

mod cells;
mod column;
mod doc;
mod flaw;
mod frame;
mod heading;
mod json_lines;
#[cfg(not(feature = "tables"))]
mod missing;
#[cfg(feature = "tables")]
mod polars_files;
mod read_csv;
mod rows;
mod write_csv;

#[cfg(not(feature = "tables"))]
use missing as files;
#[cfg(feature = "tables")]
use polars_files as files;

pub use cells::{Cell, as_csv, cells};
pub use column::read_column;
pub use doc::{ColumnDoc, TableDoc, unit_of};
pub use files::{Stream, write_parquet};
pub use flaw::{Flaw, Flawed};
pub use frame::{Frame, Values};
pub use heading::split as split_heading;
pub use json_lines::JsonLines;
pub use rows::{Rows, rows};
pub use write_csv::write_csv;

/// Whether this program was built with the feature `tables`, so it can write and read Parquet.
pub const AVAILABLE: bool = cfg!(feature = "tables");
