//! One column of numbers from a data file. A heading may give its unit in brackets, as in `value [d]`; the column is then
//! requested as `value`. A file that does not hold numbers there is rejected, with the row and its content.

use super::flaw::{Flaw, Flawed};
use super::heading::{NO_ENDING, ending};
use std::path::Path;

/// Returns the numbers of one column of a CSV or Parquet file, and the unit in its heading.
///
/// The file extension decides which of the two it is. Every row must hold a finite number.
///
/// # Errors
/// If the file cannot be read, has no such column, or a row does not hold a number: the kind of flaw, and one sentence that
/// names the file and the cause. Rows are counted from 1 after the heading; for CSV the line is given too.
pub fn read_column(path: &Path, column: &str) -> Result<(Vec<f64>, Option<String>), Flawed> {
    let read = match ending(&path.to_string_lossy()).as_str() {
        "csv" => super::read_csv::read(path, column),
        "parquet" => super::files::read_column(path, column),
        _ => Err((Flaw::Unreadable, NO_ENDING.to_owned())),
    };
    read.map_err(|(flaw, cause)| (flaw, format!("{}: {cause}", path.display())))
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
    fn a_column_has_its_unit() {
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
