//! Entries that a layer adds: a variant may add what something refers to, a value set from outside lies in what is there.
//! Anything else is a path that leads nowhere, most likely a name mistyped.

use super::{Kind, Layer};
use crate::scenario::language::kinds_of_entries;
use crate::text::{Code, Key, Node, Problem, Problems, Table, Value};
use std::collections::BTreeSet;

/// Kinds whose entries act by themselves, or amend what ships.
const UNREFERRED: [&str; 4] = ["market", "product", "promotion", "regime"];

/// An entry that a layer adds.
#[derive(Debug)]
pub(super) struct Added {
    /// Its kind, or the kind's groups.
    table: String,
    key: Key,
}

/// The entries that a layer itself names and that are not below it.
pub(super) fn added(below: &Table, layer: &Layer) -> Vec<Added> {
    let mut found = Vec::new();
    for kind in kinds_of_entries().filter(|kind| *kind != "regime") {
        for table in [kind.to_owned(), format!("{kind}_group")] {
            let known = below.get(&table).and_then(Node::as_table);
            let entries = layer.root.get(&table).and_then(Node::as_table).into_iter().flat_map(Table::iter);
            // Rows of data files are whole entries.
            let own = entries.filter(|(key, _)| key.place.source == layer.source);
            let new = own.filter(|(key, _)| known.is_none_or(|known| known.get(&key.name).is_none()));
            found.extend(new.map(|(key, _)| Added { table: table.clone(), key: key.clone() }));
        }
    }
    if layer.kind == Kind::Set { found } else { found.into_iter().filter(|new| !new.stands_alone()).collect() }
}

impl Added {
    fn stands_alone(&self) -> bool {
        UNREFERRED.contains(&self.table.as_str())
    }

    /// Takes the entry out of a tree and reports it, with what is there instead.
    pub(super) fn refuse(&self, from: &mut Table, known: &Table, problems: &mut Problems) {
        let Self { table, key } = self;
        if let Some(entries) = from.get_mut(table).and_then(Node::as_table_mut) {
            entries.remove(&key.name);
        }
        let elsewhere = kinds_of_entries().filter(|kind| kind != table).find(|kind| {
            known.get(kind).and_then(Node::as_table).is_some_and(|entries| entries.get(&key.name).is_some())
        });
        let cause = format!("there is no `{table}.{}` to change, and nothing refers to it", key.name);
        let problem = Problem::new(Code::UnknownPath, key.place, cause);
        problems.push(if let Some(kind) = elsewhere {
            problem.help(format!("did you mean `{kind}.{}`?", key.name))
        } else {
            let entries = known.get(table).and_then(Node::as_table).into_iter().flat_map(Table::iter);
            let names: Vec<&str> =
                entries.map(|(known, _)| known.name.as_str()).filter(|name| *name != key.name).collect();
            let help = "what is added must be named by something, such as a way, a row or an entry's `group`";
            problem.help(help).suggest(&key.name, names)
        });
    }
}

/// Refuses added entries that nothing in the whole scenario names.
pub(super) fn refuse_unreferred(root: &mut Table, added: Vec<Added>, problems: &mut Problems) {
    if added.is_empty() {
        return;
    }
    let mut words = BTreeSet::new();
    for (_, node) in root.iter() {
        collect(node, 2, &mut words);
    }
    let unreferred =
        |new: &Added| !words.contains(&new.key.name) && !words.contains(&format!("{}.{}", new.table, new.key.name));
    let unreferred: Vec<Added> = added.into_iter().filter(unreferred).collect();
    let known = root.clone();
    for new in &unreferred {
        new.refuse(root, &known, problems);
    }
}

/// Every text of a value, and every key so many tables below it, where names may stand.
fn collect(node: &Node, above: usize, words: &mut BTreeSet<String>) {
    words.extend(node.as_text().map(str::to_owned));
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| collect(item, 0, words)),
        Value::Table(table) => {
            for (key, node) in table.iter() {
                if above == 0 {
                    words.insert(key.name.clone());
                }
                collect(node, above.saturating_sub(1), words);
            }
        }
        _ => {}
    }
}
