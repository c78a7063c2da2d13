//! Parquet files through polars: write whole frames, write a stream of frames (one row group per frame, so memory use stays
//! constant), read one column. No other file uses polars.

use super::heading::find;
use super::{Flaw, Flawed, Frame, Values};
use polars::io::parquet::write::BatchedWriter;
use polars::prelude::{
    Column, CsvWriter, DataFrame, DataType, IntoColumn, NamedFrom, NamedFromOwned, ParquetCompression, ParquetReader,
    ParquetWriter, PolarsError, SerReader, SerWriter, Series, StringChunkedBuilder,
};
use std::fs::File;
use std::io::{Cursor, Error, Result, Write};
use std::path::Path;

/// Writes a frame as one Parquet file, compressed by zstd.
///
/// # Errors
/// If writing fails, or a column name occurs twice.
pub fn write_parquet(sink: impl Write + Send, frame: Frame) -> Result<()> {
    let mut frame = data_frame(frame)?;
    let writer = ParquetWriter::new(sink).with_compression(ParquetCompression::Zstd(None)).set_parallel(false);
    writer.finish(&mut frame).map(drop).map_err(failed)
}

/// A Parquet file that grows by one row group per frame, compressed by zstd.
pub struct Stream<W: Write> {
    writer: BatchedWriter<W>,
}

impl<W: Write + Send> Stream<W> {
    /// Opens a file with the columns of `like`, a frame that may be empty and is not written.
    ///
    /// # Errors
    /// If writing fails, or a column name occurs twice.
    pub fn open(sink: W, like: &Frame) -> Result<Self> {
        let schema = data_frame(like.clone())?.schema().clone();
        let writer = ParquetWriter::new(sink).with_compression(ParquetCompression::Zstd(None)).set_parallel(false);
        Ok(Self { writer: writer.batched(&schema).map_err(failed)? })
    }

    /// Adds the rows of a frame as a row group; a frame without rows adds nothing.
    ///
    /// # Errors
    /// If writing fails, or the columns differ from those of `like`.
    pub fn write(&mut self, frame: Frame) -> Result<()> {
        if frame.rows() == 0 {
            return Ok(());
        }
        self.writer.write_batch(&data_frame(frame)?).map_err(failed)
    }

    /// Writes the footer, without which the file cannot be read.
    ///
    /// # Errors
    /// If writing fails.
    pub fn finish(self) -> Result<()> {
        self.writer.finish().map(drop).map_err(failed)
    }
}

impl<W: Write> std::fmt::Debug for Stream<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stream").finish_non_exhaustive()
    }
}

/// Returns a Parquet column and its unit; see [`super::read_column`].
pub(super) fn read_column(path: &Path, column: &str) -> std::result::Result<(Vec<f64>, Option<String>), Flawed> {
    let broken = |error: PolarsError| (Flaw::Unreadable, format!("cannot be read ({error})"));
    let file = File::open(path).map_err(|error| {
        let flaw = if error.kind() == std::io::ErrorKind::NotFound { Flaw::NoFile } else { Flaw::Unreadable };
        (flaw, format!("cannot be opened ({error})"))
    })?;
    let mut reader = ParquetReader::new(file);
    let schema = reader.schema().map_err(broken)?;
    let names: Vec<String> = schema.iter_names().map(ToString::to_string).collect();
    let (index, unit) = find(&names, column)?;
    let frame = reader.with_columns(Some(vec![names[index].clone()])).finish().map_err(broken)?;
    let column = frame.column(&names[index]).map_err(broken)?;
    if !column.dtype().is_primitive_numeric() {
        return Err((Flaw::BadRow, format!("column `{}` holds {}, not numbers", names[index], column.dtype())));
    }
    let column = column.cast(&DataType::Float64).map_err(broken)?;
    let mut values = Vec::with_capacity(column.len());
    for (row, value) in column.f64().map_err(broken)?.iter().enumerate() {
        match value {
            Some(value) if value.is_finite() => values.push(value),
            Some(value) => return Err((Flaw::BadRow, format!("row {}: `{value}` is not a finite number", row + 1))),
            None => return Err((Flaw::BadRow, format!("row {}: the cell is empty", row + 1))),
        }
    }
    if values.is_empty() { Err((Flaw::BadRow, "has no row".to_owned())) } else { Ok((values, unit)) }
}

/// Returns a Parquet file as CSV text; see [`super::as_csv`]. Whole numbers stay whole even if they were stored as floating
/// point because others are missing.
pub(super) fn as_csv(bytes: Vec<u8>) -> std::result::Result<String, String> {
    let broken = |error: PolarsError| format!("cannot be read ({error})");
    let mut frame = ParquetReader::new(Cursor::new(bytes)).finish().map_err(broken)?;
    let names: Vec<String> = frame.get_column_names().into_iter().map(ToString::to_string).collect();
    for name in names {
        let column = frame.column(&name).map_err(broken)?;
        if !column.dtype().is_float() {
            continue;
        }
        let numbers = column.cast(&DataType::Float64).map_err(broken)?;
        let whole = |number: f64| number.fract() == 0.0 && number.abs() < 9e15;
        if numbers.f64().map_err(broken)?.iter().flatten().all(whole) {
            let column = numbers.cast(&DataType::Int64).map_err(broken)?;
            frame.with_column(column).map_err(broken)?;
        }
    }
    let mut text = Vec::new();
    CsvWriter::new(&mut text).n_threads(1).finish(&mut frame).map_err(broken)?;
    String::from_utf8(text).map_err(|_| "cannot be written as UTF-8 text".to_owned())
}

/// Converts a frame to a polars data frame.
fn data_frame(frame: Frame) -> Result<DataFrame> {
    let rows = frame.rows();
    let columns: Vec<Column> = frame.into_columns().into_iter().map(|(name, values)| column(&name, values)).collect();
    DataFrame::new(rows, columns).map_err(failed)
}

/// Converts a column to a polars column.
fn column(name: &str, values: Values) -> Column {
    let series = match values {
        Values::I64(values) => Series::from_vec(name.into(), values),
        Values::MaybeI64(values) => Series::new(name.into(), values),
        Values::U64(values) => Series::from_vec(name.into(), values),
        Values::U32(values) => Series::from_vec(name.into(), values),
        Values::F64(values) if values.iter().any(|value| value.is_nan()) => {
            let values: Vec<Option<f64>> =
                values.into_iter().map(|value| Some(value).filter(|value| !value.is_nan())).collect();
            Series::new(name.into(), values)
        }
        Values::F64(values) => Series::from_vec(name.into(), values),
        Values::Words(indices, words) => {
            let mut builder = StringChunkedBuilder::new(name.into(), indices.len());
            for index in indices {
                builder.append_option(words.get(index as usize));
            }
            return builder.finish().into_column();
        }
    };
    series.into_column()
}

/// Converts a polars error to an I/O error.
fn failed(error: PolarsError) -> Error {
    match error {
        PolarsError::IO { error, .. } => Error::new(error.kind(), error),
        other => Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn sample(first: i64) -> Frame {
        let words: Arc<[String]> = ["north".to_owned(), "south".to_owned()].into();
        Frame::new()
            .with("time [d]", Values::I64(vec![first, first + 1]))
            .with("wait", Values::F64(vec![0.5, f64::NAN]))
            .with("end", Values::MaybeI64(vec![None, Some(7)]))
            .with("market", Values::Words(vec![1, u32::MAX], words))
    }

    #[test]
    fn streamed_frames_are_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.parquet");
        let mut stream = Stream::open(File::create(&path).unwrap(), &sample(0)).unwrap();
        stream.write(sample(10)).unwrap();
        stream.write(sample(20)).unwrap();
        stream.finish().unwrap();
        let read = |column| {
            super::super::read_column(&path, column).map_err(|(_, cause)| cause.replace(path.to_str().unwrap(), "a"))
        };
        assert_eq!(read("time"), Ok((vec![10.0, 11.0, 20.0, 21.0], Some("d".to_owned()))));
        assert_eq!(read("wait"), Err("a: row 2: the cell is empty".to_owned()));
        assert_eq!(read("market"), Err("a: column `market` holds str, not numbers".to_owned()));
        assert!(read("place").unwrap_err().contains("its columns are `time`, `wait`, `end`, `market`"));
    }

    #[test]
    fn a_whole_file_is_taken_as_csv() {
        let words: Arc<[String]> = ["tea, green".to_owned(), "vase".to_owned()].into();
        let frame = Frame::new()
            .with("name", Values::Words(vec![0, 1], words))
            .with("price [CNY]", Values::F64(vec![58.0, f64::NAN]))
            .with("popularity", Values::F64(vec![0.5, 2.0]));
        let mut bytes = Vec::new();
        write_parquet(&mut bytes, frame).unwrap();
        let text = "name,price [CNY],popularity\n\"tea, green\",58,0.5\nvase,,2.0\n";
        assert_eq!(super::super::as_csv("a.parquet", bytes), Ok(text.to_owned()));
        let refused = super::super::as_csv("a.parquet", b"no table".to_vec()).unwrap_err();
        assert!(refused.starts_with("a.parquet: cannot be read"), "{refused}");
    }

    #[test]
    fn a_stream_without_rows_is_a_sound_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.parquet");
        Stream::open(File::create(&path).unwrap(), &sample(0)).unwrap().finish().unwrap();
        assert!(super::super::read_column(&path, "time").unwrap_err().1.ends_with("has no row"));
    }
}
