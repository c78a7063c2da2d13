//! A whole data file as cells, each with its position in the text: comma-separated, quoted where necessary, with or without
//! a byte order mark. A Parquet file is converted to CSV first.

use std::borrow::Cow;
use std::ops::Range;

/// A cell of a CSV text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<'a> {
    /// Its position, quotes included.
    ///
    /// # Units
    /// Byte offsets, the end excluded.
    pub span: Range<usize>,
    /// Its text, without quotes and surrounding blanks.
    pub text: Cow<'a, str>,
    /// Whether it opens with a quote that is never closed.
    pub unclosed: bool,
}

/// Returns the rows of a CSV text, including the heading; blank lines are skipped.
#[must_use]
pub fn cells(text: &str) -> Vec<Vec<Cell<'_>>> {
    let mut rows = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let mut row = Vec::new();
        loop {
            let (cell, next) = cell(text, at);
            row.push(cell);
            at = next;
            if text.as_bytes().get(at) != Some(&b',') {
                break;
            }
            at += 1;
        }
        at += if text[at..].starts_with("\r\n") { 2 } else { 1 };
        if row.len() > 1 || row.iter().any(|cell| !cell.span.is_empty()) {
            rows.push(row);
        }
    }
    rows
}

/// Returns the cell that begins here, and the position of its comma, line end or end of text.
fn cell(text: &str, from: usize) -> (Cell<'_>, usize) {
    let ends = |c: char| matches!(c, ',' | '\n' | '\r');
    let blank = |c: char| c.is_whitespace() && !ends(c);
    let start = from + text[from..].find(|c| !blank(c)).unwrap_or(text.len() - from);
    let end_of = |at: usize| text[at..].find(ends).map_or(text.len(), |length| at + length);
    if !text[start..].starts_with('"') {
        let next = end_of(start);
        let said = text[start..next].trim_end();
        return (Cell { span: start..start + said.len(), text: Cow::Borrowed(said), unclosed: false }, next);
    }
    let (mut said, mut at) = (String::new(), start + 1);
    loop {
        let Some(length) = text[at..].find('"') else {
            said += &text[at..];
            let cell = Cell { span: start..start + 1, text: Cow::Owned(said), unclosed: true };
            return (cell, text.len());
        };
        said += &text[at..at + length];
        at += length + 1;
        if !text[at..].starts_with('"') {
            break;
        }
        said.push('"');
        at += 1;
    }
    let next = end_of(at);
    let behind = text[at..next].trim_end();
    said += behind;
    (Cell { span: start..at + behind.len(), text: Cow::Owned(said.trim().to_owned()), unclosed: false }, next)
}

/// Returns the CSV text of a file with this name and content, without the byte order mark.
///
/// # Errors
/// If the file cannot be read; the cause is one sentence.
pub fn as_csv(name: &str, bytes: Vec<u8>) -> Result<String, String> {
    match super::heading::ending(name).as_str() {
        "csv" => match String::from_utf8(bytes) {
            Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
            Err(error) => {
                let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = 1 + String::from_utf8_lossy(sound).matches('\n').count();
                Err(format!("{name}: line {line} is not UTF-8 text"))
            }
        },
        "parquet" => super::files::as_csv(bytes).map_err(|cause| format!("{name}: {cause}")),
        _ => Err(format!("{name}: {}", super::heading::NO_ENDING)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<Vec<String>> {
        cells(text).iter().map(|row| row.iter().map(|cell| cell.text.to_string()).collect()).collect()
    }

    #[test]
    fn a_text_is_parsed_as_spreadsheets_write_it() {
        let text = "name, price [CNY] ,label\r\n tea ,58,\"a \"\"fine\"\", green one\"\n\n,,\r\n\"two\nlines\",,x";
        let expected = [
            vec!["name", "price [CNY]", "label"],
            vec!["tea", "58", "a \"fine\", green one"],
            vec!["", "", ""],
            vec!["two\nlines", "", "x"],
        ];
        assert_eq!(said(text), expected);
        for cell in cells(text).iter().flatten() {
            let there = &text[cell.span.clone()];
            let plain = there.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(there);
            assert_eq!(plain.replace("\"\"", "\""), cell.text);
        }
        assert_eq!(said("a,b\n"), [["a", "b"]]);
        assert_eq!(said("a,"), [["a", ""]]);
        assert_eq!(said(" \t\n"), Vec::<Vec<String>>::new());
        assert_eq!(said("茶,\u{3000}ü \n"), [["茶", "ü"]]);
    }

    #[test]
    fn an_unclosed_quote_is_noticed() {
        let rows = cells("a,b\nc,\"d\ne,f\n");
        assert_eq!((rows.len(), rows[1][1].unclosed, rows[1][1].span.clone()), (2, true, 6..7));
        assert!(cells("a,\"b\"\n").iter().flatten().all(|cell| !cell.unclosed));
    }

    #[test]
    fn a_file_is_taken_as_text() {
        assert_eq!(as_csv("a.csv", "\u{feff}x\n".into()), Ok("x\n".to_owned()));
        assert_eq!(as_csv("a.csv", b"x\n\xb2\xe8\n".to_vec()), Err("a.csv: line 2 is not UTF-8 text".to_owned()));
        assert!(as_csv("a.xlsx", Vec::new()).is_err_and(|cause| cause.contains("neither in `.csv`")));
    }
}
