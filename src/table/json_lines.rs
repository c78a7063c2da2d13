//! JSON Lines: one object per row, with the columns as keys, in order. Does not need polars. Integers stay integers, words
//! are escaped, and null values are those that Parquet has.

use super::{Frame, Values};
use std::io::{Result, Write};

/// Bytes buffered before they are written.
const FULL: usize = 1 << 16;

/// A file of JSON Lines that grows frame by frame.
#[derive(Debug)]
pub struct JsonLines<W> {
    sink: W,
    text: Vec<u8>,
}

impl<W: Write> JsonLines<W> {
    /// Returns an empty file.
    pub fn new(sink: W) -> Self {
        Self { sink, text: Vec::with_capacity(FULL) }
    }

    /// Adds the rows of a frame.
    ///
    /// # Errors
    /// If writing fails.
    pub fn write(&mut self, frame: &Frame) -> Result<()> {
        let keys: Vec<String> = frame
            .columns()
            .iter()
            .enumerate()
            .map(|(index, (name, _))| format!("{}{}:", if index == 0 { "" } else { "," }, quoted(name)))
            .collect();
        for row in 0..frame.rows() {
            self.text.push(b'{');
            for (key, (_, values)) in keys.iter().zip(frame.columns()) {
                self.text.extend_from_slice(key.as_bytes());
                cell(&mut self.text, values, row)?;
            }
            self.text.extend_from_slice(b"}\n");
            if self.text.len() >= FULL {
                self.sink.write_all(&self.text)?;
                self.text.clear();
            }
        }
        Ok(())
    }

    /// Writes the rest of the buffer, and returns the sink.
    ///
    /// # Errors
    /// If writing fails.
    pub fn finish(mut self) -> Result<W> {
        self.sink.write_all(&self.text)?;
        self.sink.flush()?;
        Ok(self.sink)
    }
}

fn quoted(word: &str) -> String {
    serde_json::Value::from(word).to_string()
}

fn cell(text: &mut Vec<u8>, values: &Values, row: usize) -> Result<()> {
    match values {
        Values::I64(values) => write!(text, "{}", values[row]),
        Values::U64(values) => write!(text, "{}", values[row]),
        Values::U32(values) => write!(text, "{}", values[row]),
        Values::MaybeI64(values) => Ok(serde_json::to_writer(text, &values[row])?),
        // NaN becomes null.
        Values::F64(values) => Ok(serde_json::to_writer(text, &values[row])?),
        Values::Words(places, words) => {
            Ok(serde_json::to_writer(text, &usize::try_from(places[row]).ok().and_then(|place| words.get(place)))?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_row_is_an_object_whatever_the_names() {
        let words: Arc<[String]> = ["no \"rth\"\n\\".to_owned(), "海\u{1}".to_owned()].into();
        let frame = |first: i64| {
            Frame::new()
                .with("time_us", Values::I64(vec![first, -7]))
                .with("big", Values::U64(vec![u64::MAX, 0]))
                .with("small", Values::U32(vec![3, u32::MAX]))
                .with("left_us", Values::MaybeI64(vec![None, Some(i64::MIN)]))
                .with("me\"an", Values::F64(vec![0.1, f64::NAN]))
                .with("market", Values::Words(vec![0, 1], Arc::clone(&words)))
                .with("path", Values::Words(vec![u32::MAX, 0], Arc::clone(&words)))
        };
        let mut lines = JsonLines::new(Vec::new());
        lines.write(&frame(1)).unwrap();
        lines.write(&frame(2)).unwrap();
        let text = String::from_utf8(lines.finish().unwrap()).unwrap();
        let first = r#"{"time_us":1,"big":18446744073709551615,"small":3,"left_us":null,"me\"an":0.1,"market":"no \"rth\"\n\\","path":null}"#;
        let second = r#"{"time_us":-7,"big":0,"small":4294967295,"left_us":-9223372036854775808,"me\"an":null,"market":"海\u0001","path":"no \"rth\"\n\\"}"#;
        assert_eq!(text.lines().take(2).collect::<Vec<_>>(), [first, second]);
        assert_eq!(text.lines().nth(2), Some(first.replace(":1,", ":2,").as_str()));
        assert!(text.ends_with("}\n"), "the last row, too, is a line");
    }

    #[test]
    fn many_rows_are_written_as_they_come() {
        let mut lines = JsonLines::new(Vec::new());
        lines.write(&Frame::new().with("n", Values::I64((0..100_000).collect()))).unwrap();
        assert!(lines.sink.len() > 10 * FULL && lines.text.len() < FULL, "memory stays flat");
        let text = String::from_utf8(lines.finish().unwrap()).unwrap();
        assert!((0..100_000).map(|n| format!("{{\"n\":{n}}}")).eq(text.lines()));
    }
}
