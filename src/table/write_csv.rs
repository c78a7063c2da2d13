//! CSV output, through the `csv` crate in every build.

use super::{Frame, Values};
use std::io::{Result, Write};

/// Writes a frame as CSV with a heading line; a null is an empty cell.
///
/// # Errors
/// If writing fails.
pub fn write_csv(sink: impl Write, frame: &Frame) -> Result<()> {
    let mut writer = csv::Writer::from_writer(sink);
    writer.write_record(frame.columns().iter().map(|(name, _)| name))?;
    for row in 0..frame.rows() {
        for (_, values) in frame.columns() {
            match values {
                Values::I64(values) => writer.write_field(values[row].to_string()),
                Values::MaybeI64(values) => writer.write_field(values[row].map_or_else(String::new, |v| v.to_string())),
                Values::U64(values) => writer.write_field(values[row].to_string()),
                Values::U32(values) => writer.write_field(values[row].to_string()),
                Values::F64(values) => writer.write_field(real(values[row])),
                Values::Words(places, words) => {
                    let word = usize::try_from(places[row]).ok().and_then(|place| words.get(place));
                    writer.write_field(word.map_or("", String::as_str))
                }
            }?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

/// Returns the shortest decimal that reads back as the same number.
fn real(value: f64) -> String {
    if value.is_nan() { String::new() } else { format!("{value:?}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn an_undefined_value_is_an_empty_cell() {
        let words: Arc<[String]> = ["north, \"far\"".to_owned(), "south".to_owned()].into();
        let frame = Frame::new()
            .with("time [d]", Values::I64(vec![3, 4, 5]))
            .with("wait", Values::F64(vec![0.1, f64::NAN, 2.0]))
            .with("end", Values::MaybeI64(vec![None, Some(7), Some(-1)]))
            .with("market", Values::Words(vec![1, u32::MAX, 0], words));
        let mut text = Vec::new();
        write_csv(&mut text, &frame).unwrap();
        let expected = "time [d],wait,end,market\n3,0.1,,south\n4,,7,\n5,2.0,-1,\"north, \"\"far\"\"\"\n";
        assert_eq!(String::from_utf8(text).unwrap(), expected);
    }

    #[test]
    fn written_values_are_read_back_to_the_last_digit() {
        let values = vec![0.1, 1.0 / 3.0, 1e300, 1e-300, -0.000_012_345, 123_456_789_012_345.6, 0.0];
        let frame = Frame::new().with("value", Values::F64(values.clone()));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        write_csv(std::fs::File::create(&path).unwrap(), &frame).unwrap();
        assert_eq!(super::super::read_column(&path, "value"), Ok((values, None)));
    }
}
