//! Entries that a layer adds. A variant may add an entry that something refers to; an overridden value must belong to
//! an existing entry. Any other new path is most likely a mistyped name.

use super::{Kind, Layer};
use crate::agent::PROPERTIES;
use crate::scenario::language::kinds_of_entries;
use crate::text::{Code, Key, Node, Problem, Problems, Table, Value};
use std::collections::BTreeSet;

/// Kinds of entries that are not agents and take effect without a reference, or amend built-in rules.
const UNREFERRED: [&str; 4] = ["product", "promotion", "window", "regime"];

/// An entry that a layer adds.
#[derive(Debug)]
pub(super) struct Added {
    /// Its kind, or the kind's groups.
    table: String,
    key: Key,
}

/// Returns the entries that a layer has and the tree below does not.
pub(super) fn added(below: &Table, layer: &Layer) -> Vec<Added> {
    let mut found = Vec::new();
    for kind in kinds_of_entries().filter(|kind| *kind != "regime") {
        for table in [kind.to_owned(), format!("{kind}_group")] {
            let known = below.get(&table).and_then(Node::as_table);
            let entries = layer.root.get(&table).and_then(Node::as_table).into_iter().flat_map(Table::iter);
            // Rows of data files are complete entries.
            let own = entries.filter(|(key, _)| key.place.source == layer.source);
            let new = own.filter(|(key, _)| known.is_none_or(|known| known.get(&key.name).is_none()));
            found.extend(new.map(|(key, _)| Added { table: table.clone(), key: key.clone() }));
        }
    }
    // A window changes nothing but what is reported, so a value may name a new one.
    let allowed = |new: &Added| if layer.kind == Kind::Set { new.table == "window" } else { new.stands_alone() };
    found.retain(|new| !allowed(new));
    found
}

impl Added {
    fn stands_alone(&self) -> bool {
        let agents = PROPERTIES.iter().filter(|kind| kind.acts_alone()).map(|kind| kind.name);
        UNREFERRED.into_iter().chain(agents).any(|name| name == self.table)
    }

    /// Removes the entry from a tree and reports it, suggesting existing ones.
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
            let help = "a new entry must be used, for example in a route, a row or an entry's `group`";
            problem.help(help).suggest(&key.name, names)
        });
    }
}

/// Reports added entries that nothing in the whole scenario refers to.
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

/// Collects every string in a value, and every key below its first `above` levels of tables, where names may be.
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
