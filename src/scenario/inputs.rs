//! The inputs of a scenario, value by value: the paths of the merged tree, and the hashes of its data files. Groups and
//! defaults are listed where they are written.

use crate::text::{Node, Table};

/// The inputs of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inputs {
    /// Paths and values as written in TOML, sorted by path.
    pub values: Vec<(String, String)>,
    /// Data files and their SHA-256, in reading order.
    pub files: Vec<(String, String)>,
}

impl Inputs {
    pub(super) fn new(root: &Table, files: &[(String, String)]) -> Self {
        let mut values = Vec::new();
        collect(root, "", &mut values);
        values.sort();
        Self { values, files: files.to_vec() }
    }
}

fn collect(table: &Table, path: &str, values: &mut Vec<(String, String)>) {
    for (key, node) in table.iter() {
        let name = Node::name_written(&key.name);
        let path = if path.is_empty() { name } else { format!("{path}.{name}") };
        match node.as_table() {
            Some(table) if !table.is_empty() => collect(table, &path, values),
            _ => values.push((path, node.written())),
        }
    }
}
