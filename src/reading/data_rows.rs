//! Reads the rows of a data file.

use super::{Reading, Records};
use crate::text::{Code, Node, Problem};

impl Reading<'_> {
    /// Returns the rows of the file that a node names. Each of the columns `asked` may be absent, but not duplicated.
    pub fn records(&mut self, node: &Node, asked: &[&str]) -> Option<Records> {
        let Some(file) = node.as_text() else {
            let cause = format!("`file` must be the name of a file, not {}", node.type_name());
            self.report(Problem::new(Code::WrongType, node.place, cause));
            return None;
        };
        let records = match (self.names.files.records)(file) {
            Ok(records) => records,
            Err((code, cause)) => {
                self.report(Problem::new(code, node.place, cause));
                return None;
            }
        };
        let bearers = |name: &str| records.headings.iter().filter(|(heading, _)| heading == name).count();
        if let Some(twice) = asked.iter().find(|name| bearers(name) > 1) {
            let cause = format!("{file}: several columns are named `{twice}`");
            self.report(Problem::new(Code::MissingColumn, node.place, cause));
            return None;
        }
        Some(records)
    }
}
