//! A data file split into rows of words, each with its line number.

use super::{Cell, Flaw, Flawed, as_csv, cells, split_heading};

/// The rows of a data file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Name and unit of each column.
    pub headings: Vec<(String, Option<String>)>,
    /// The line number of each row, and its cells.
    pub rows: Vec<(usize, Vec<String>)>,
}

impl Rows {
    /// Returns the index of the column with this name.
    ///
    /// # Errors
    /// If no column or several columns have the name; the message lists the columns.
    pub fn column(&self, name: &str) -> Result<usize, Flawed> {
        let headings: Vec<String> = self.headings.iter().map(|(name, _)| name.clone()).collect();
        super::heading::find(&headings, name).map(|(at, _)| at)
    }
}

/// Returns the rows of a file with this name and content, all as long as the heading.
///
/// # Errors
/// If the file is invalid; the cause is one sentence.
pub fn rows(name: &str, bytes: Vec<u8>) -> Result<Rows, Flawed> {
    let text = as_csv(name, bytes).map_err(|cause| (Flaw::Unreadable, cause))?;
    let bad = |cause: String| Err((Flaw::BadRow, format!("{name}: {cause}")));
    let mut found = Rows::default();
    let (mut line, mut read) = (1, 0);
    for (at, row) in cells(&text).into_iter().enumerate() {
        let start = row.first().map_or(read, |cell| cell.span.start);
        line += text[read..start].matches('\n').count();
        read = start;
        if row.iter().any(|cell| cell.unclosed) {
            return bad(format!("row {at} (line {line}): opens a quote that is not closed"));
        }
        if at == 0 {
            let heading = |cell: &Cell<'_>| {
                let (name, unit) = split_heading(&cell.text);
                (name.to_owned(), unit.map(str::to_owned))
            };
            found.headings = row.iter().map(heading).collect();
        } else if row.len() != found.headings.len() {
            let (cells, columns) = (row.len(), found.headings.len());
            return bad(format!("row {at} (line {line}): has {cells} cells where the heading has {columns}"));
        } else {
            found.rows.push((line, row.into_iter().map(|cell| cell.text.into_owned()).collect()));
        }
    }
    if found.rows.is_empty() { bad("has no row below its heading".to_owned()) } else { Ok(found) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_knows_its_line() {
        let found = rows("a.csv", b"date,units [pieces]\n2026-01-01,1\n\n\"two\nlines\",2\nx,3\n".to_vec()).unwrap();
        assert_eq!(found.headings, [("date".to_owned(), None), ("units".to_owned(), Some("pieces".to_owned()))]);
        assert_eq!(found.rows.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 4, 6]);
        assert_eq!((found.column("units"), found.column("u").is_err()), (Ok(1), true));
        let refused = |text: &str| rows("a.csv", text.into()).unwrap_err().1;
        assert_eq!(refused("a,b\n1\n"), "a.csv: row 1 (line 2): has 1 cells where the heading has 2");
        assert_eq!(refused("a,b\n"), "a.csv: has no row below its heading");
        assert_eq!(refused("a\n\n\"b\n"), "a.csv: row 1 (line 3): opens a quote that is not closed");
    }
}
