//! Reads a column of a user's data file and collects all its problems, each at its row.

use super::Faults;
use crate::table;
use crate::text::{Code, Place, Problem, Problems, SourceId, Sources};

/// A column of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct DataColumn {
    /// The name in its heading.
    pub name: String,
    /// The unit in brackets after the name.
    pub unit: Option<String>,
    /// The numbers, in row order.
    pub values: Vec<f64>,
}

/// The largest number of bad cells reported individually; further ones are only counted.
const MOST_REPORTED: usize = 20;

/// Reads a column of a CSV or Parquet file. Without a column name the file must have only one column.
///
/// # Errors
/// Returns all problems: no such column, several with the name, rows of the wrong length, cells that are not numbers.
pub fn data_column(file: &str, bytes: Vec<u8>, column: Option<&str>) -> Result<DataColumn, Faults> {
    let mut sources = Sources::default();
    let mut problems = Problems::default();
    let text = match table::as_csv(file, bytes) {
        Ok(text) => text,
        Err(cause) => {
            problems.push(Problem::nowhere(Code::BadRow, cause));
            return Err(Faults::new(sources, problems));
        }
    };
    let source = sources.add(file, &text);
    let found = read(source, &text, column, &mut problems);
    match found {
        Some(found) if problems.is_empty() => Ok(found),
        _ => Err(Faults::new(sources, problems)),
    }
}

fn read(source: SourceId, text: &str, column: Option<&str>, problems: &mut Problems) -> Option<DataColumn> {
    let rows = table::cells(text);
    let Some((heading, rows)) = rows.split_first() else {
        problems.push(Problem::nowhere(Code::BadRow, "the file is empty"));
        return None;
    };
    let headings: Vec<(&str, Option<&str>)> = heading.iter().map(|cell| table::split_heading(&cell.text)).collect();
    let ends = heading.first().zip(heading.last());
    let line = Place::new(source, ends.map_or(0..0, |(first, last)| first.span.start..last.span.end));
    let index = which(&headings, column, line, problems)?;
    let mut values = Vec::with_capacity(rows.len());
    let mut bad = 0;
    for (number, row) in (1..).zip(rows) {
        let place = |cell: Option<&table::Cell<'_>>| {
            Place::new(source, cell.or(row.first()).map_or(0..0, |cell| cell.span.clone()))
        };
        let cell = row.get(index);
        let cause = match cell.map(|cell| (cell.unclosed, cell.text.trim())) {
            _ if row.len() != heading.len() => {
                Some(format!("has {} cells, but the heading has {}", row.len(), heading.len()))
            }
            Some((true, _)) => Some("has a quote that is not closed".to_owned()),
            None | Some((_, "")) => Some("has no value in this column".to_owned()),
            Some((_, said)) => match said.parse::<f64>() {
                Ok(value) if value.is_finite() => {
                    values.push(value);
                    None
                }
                _ => Some(format!("has `{said}`, which is not a finite number")),
            },
        };
        let Some(cause) = cause else { continue };
        bad += 1;
        if bad <= MOST_REPORTED {
            problems.push(Problem::new(Code::BadRow, place(cell), format!("row {number} {cause}")));
        }
    }
    if bad > MOST_REPORTED {
        problems.push(Problem::nowhere(Code::BadRow, format!("{} more rows are bad", bad - MOST_REPORTED)));
    }
    if rows.is_empty() {
        problems.push(Problem::new(Code::BadRow, line, "there are no rows below the heading"));
    }
    let (name, unit) = headings[index];
    Some(DataColumn { name: name.to_owned(), unit: unit.map(str::to_owned), values })
}

/// Returns the index of the requested column.
fn which(
    headings: &[(&str, Option<&str>)],
    column: Option<&str>,
    line: Place,
    problems: &mut Problems,
) -> Option<usize> {
    let names = || headings.iter().map(|(name, _)| *name);
    let Some(column) = column else {
        if let [_] = headings {
            return Some(0);
        }
        let list: Vec<String> = names().map(|name| format!("`{name}`")).collect();
        let cause = format!("the file has {} columns, and none is selected", headings.len());
        let help = format!("select one with `--column`: {}", list.join(", "));
        problems.push(Problem::new(Code::MissingKey, line, cause).help(help));
        return None;
    };
    let mut bearers = names().enumerate().filter(|(_, name)| *name == column.trim());
    match (bearers.next(), bearers.next()) {
        (Some((index, _)), None) => return Some(index),
        (Some(_), Some(_)) => {
            problems.push(Problem::new(Code::Duplicate, line, format!("several columns are named `{column}`")));
        }
        (None, _) => {
            let problem = Problem::new(Code::UnknownName, line, format!("there is no column `{column}`"));
            problems.push(problem.suggest(column, names()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, column: Option<&str>) -> Result<DataColumn, String> {
        data_column("a.csv", text.into(), column).map_err(|faults| faults.to_string())
    }

    #[test]
    fn a_column_comes_with_its_unit() {
        let wait = DataColumn { name: "wait".into(), unit: Some("min".into()), values: vec![1.5, -2.0] };
        assert_eq!(read("wait [min]\n1.5\n-2\n", None), Ok(wait.clone()));
        assert_eq!(read("\u{feff}day,wait [min]\n1,1.5\n2,\"-2\"\n", Some("wait")), Ok(wait));
    }

    #[test]
    fn all_bad_rows_are_reported_at_once() {
        assert_eq!(
            read("a,b\n1,2\n3\n4,x\n5,\n6,inf\n", Some("b")).unwrap_err(),
            "a.csv:3:1: bad_row: row 2 has 1 cells, but the heading has 2\n\
             a.csv:4:3: bad_row: row 3 has `x`, which is not a finite number\n\
             a.csv:5:3: bad_row: row 4 has no value in this column\n\
             a.csv:6:3: bad_row: row 5 has `inf`, which is not a finite number\n"
        );
        let many = format!("a\n{}", "x\n".repeat(50));
        assert!(read(&many, None).unwrap_err().ends_with("bad_row: 30 more rows are bad\n"));
    }

    #[test]
    fn the_column_must_be_known() {
        let refused = |text, column| read(text, column).unwrap_err();
        assert!(refused("a,b\n1,2\n", None).contains("select one with `--column`: `a`, `b`"));
        assert!(refused("wait,b\n1,2\n", Some("wiat")).contains("did you mean `wait`?"));
        assert!(refused("a,a [d]\n1,2\n", Some("a")).contains("several columns are named `a`"));
        assert!(refused("", None).contains("empty") && refused("a\n", None).contains("no rows"));
    }
}
