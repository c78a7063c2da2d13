//! What a scenario says, value by value: the paths of the whole tree, all layers laid over each other, and the hashes of the
//! data files beside it. Groups and defaults stand where they are written.

use crate::text::{Node, Table};

/// What a scenario was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inputs {
    /// Paths and values as TOML writes them, by path.
    pub values: Vec<(String, String)>,
    /// Data files and their SHA-256, in the order in which they were read.
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
