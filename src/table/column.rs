//! One column of numbers out of a data file. A heading may carry its unit in brackets, as in `value [d]`; the column is
//! then asked for as `value`. A file that does not hold what it promises is refused, with the row and what stands there.

use std::path::Path;

/// Why a column cannot be had from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// There is no such file.
    NoFile,
    /// The file cannot be read at all.
    Unreadable,
    /// It has no such column, or several.
    NoColumn,
    /// A row of it is not sound.
    BadRow,
}

/// A flaw, and what is wrong in a sentence.
pub type Flawed = (Flaw, String);

/// The numbers of one column of a CSV or Parquet file, and the unit its heading states.
///
/// The file's ending says which of the two it is. Every row must hold a finite number.
///
/// # Errors
/// What kind of flaw it is, and one sentence that names the file and what is wrong in it: it cannot be read, has no such
/// column, or a row holds no number. Rows are counted from 1, the heading aside; a CSV file's line stands beside.
pub fn read_column(path: &Path, column: &str) -> Result<(Vec<f64>, Option<String>), Flawed> {
    let read = match ending(&path.to_string_lossy()).as_str() {
        "csv" => super::read_csv::read(path, column),
        "parquet" => super::files::read_column(path, column),
        _ => Err((Flaw::Unreadable, NO_ENDING.to_owned())),
    };
    read.map_err(|(flaw, cause)| (flaw, format!("{}: {cause}", path.display())))
}

/// What is said of a file whose name does not tell what it is.
pub(super) const NO_ENDING: &str = "its name ends neither in `.csv` nor in `.parquet`";

/// The ending of a file's name, in small letters.
pub(super) fn ending(name: &str) -> String {
    Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase()
}

/// A heading's name and the unit in its brackets.
#[must_use]
pub fn split(heading: &str) -> (&str, Option<&str>) {
    let heading = heading.trim_start_matches('\u{feff}').trim();
    match heading.strip_suffix(']').and_then(|open| open.rsplit_once('[')) {
        Some((name, unit)) => (name.trim(), Some(unit.trim()).filter(|unit| !unit.is_empty())),
        None => (heading, None),
    }
}

/// Which of the headings is the column asked for, and its unit.
///
/// # Errors
/// The columns there are, if none or several bear the name.
pub(super) fn find(headings: &[String], column: &str) -> Result<(usize, Option<String>), Flawed> {
    let wanted = column.trim();
    let bears = |heading: &str| split(heading).0 == wanted || heading.trim_start_matches('\u{feff}').trim() == wanted;
    let mut bearers = headings.iter().enumerate().filter(|(_, heading)| bears(heading));
    match (bearers.next(), bearers.next()) {
        (Some((index, heading)), None) => Ok((index, split(heading).1.map(str::to_owned))),
        (Some(_), Some(_)) => Err((Flaw::NoColumn, format!("several columns are named `{wanted}`"))),
        (None, _) => {
            let names: Vec<String> = headings.iter().map(|heading| format!("`{}`", split(heading).0)).collect();
            Err((Flaw::NoColumn, format!("no column `{wanted}`; its columns are {}", names.join(", "))))
        }
    }
}

/// The finite number in a cell.
///
/// # Errors
/// What stands there instead.
pub(super) fn number(cell: &str) -> Result<f64, String> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Err("the cell is empty".to_owned());
    }
    match cell.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        _ => Err(format!("`{cell}` is not a finite number")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn read(name: &str, text: &str, column: &str) -> Result<(Vec<f64>, Option<String>), String> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), text).unwrap();
        let root = format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR);
        read_column(&folder.path().join(name), column).map_err(|(_, cause)| cause.replace(&root, ""))
    }

    #[test]
    fn a_column_brings_its_unit() {
        let text = "\u{feff}p, value [d]\r\n0,-3\r\n0.5,\" 1.5\"\r\n";
        assert_eq!(read("a.csv", text, "value"), Ok((vec![-3.0, 1.5], Some("d".to_owned()))));
        assert_eq!(read("a.csv", text, "value [d]"), Ok((vec![-3.0, 1.5], Some("d".to_owned()))));
        assert_eq!(read("a.CSV", text, "p"), Ok((vec![0.0, 0.5], None)));
    }

    #[test]
    fn a_bad_file_says_where_and_what() {
        let refused = |text, column| read("a.csv", text, column).unwrap_err();
        assert_eq!(refused("p,value [d]\n0,1\n", "days"), "a.csv: no column `days`; its columns are `p`, `value`");
        assert_eq!(refused("p\n1\nx1\n", "p"), "a.csv: row 2 (line 3): `x1` is not a finite number");
        assert_eq!(refused("p,q\n1,2\n3,\n", "q"), "a.csv: row 2 (line 3): the cell is empty");
        assert_eq!(refused("p,q\n1,2\n3\n", "q"), "a.csv: row 2 (line 3): has 1 cells where the heading has 2");
        assert_eq!(refused("p,p [d]\n1,2\n", "p"), "a.csv: several columns are named `p`");
        assert_eq!(refused("p\ninf\n", "p"), "a.csv: row 1 (line 2): `inf` is not a finite number");
        assert_eq!(refused("", "p"), "a.csv: is empty");
        assert_eq!(refused("p\n", "p"), "a.csv: has no row below its heading");
        assert_eq!(read("a.xlsx", "", "p").unwrap_err(), "a.xlsx: its name ends neither in `.csv` nor in `.parquet`");
        let nowhere = read_column(Path::new("nowhere.csv"), "p").unwrap_err();
        assert!(nowhere.0 == Flaw::NoFile && nowhere.1.starts_with("nowhere.csv: cannot be opened"), "{nowhere:?}");
    }
}
