//! Rows for pairs of entries, such as `stock.WAREHOUSE.PRODUCT`. Each name is an entry, a group or `all`. The value of
//! a key comes from the nearest row that has it, first by place, then by product.

use super::document::{Document, Entry, not_a_table};
use crate::reading::RowLayers;
use crate::text::{Code, Key, KeySpec, Place, Problem, Problems, Table};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// A row for a pair of entries, by their indices.
pub(super) struct Row<'a> {
    pub(super) first: usize,
    pub(super) second: usize,
    pub(super) layers: RowLayers<'a>,
}

/// The two kinds that a row joins.
pub(super) struct Pair<'d, 'a> {
    pub(super) kind: &'static str,
    pub(super) first_kind: &'static str,
    pub(super) firsts: &'d [Entry<'a>],
    pub(super) second_kind: &'static str,
    pub(super) seconds: &'d [Entry<'a>],
    pub(super) keys: &'static [KeySpec],
}

/// Returns all rows of a kind, ordered by both entries.
pub(super) fn rows<'a>(document: &Document<'a>, pair: &Pair<'_, 'a>, problems: &mut Problems) -> Vec<Row<'a>> {
    let Some(node) = document.top(pair.kind) else { return Vec::new() };
    if let Some(table) = document.table(pair.kind, problems) {
        refuse_unknown(document, table, pair, problems);
    }
    let known_as = KnownAs::of(pair.seconds);
    let mut rows = Vec::new();
    for (first, one) in pair.firsts.iter().enumerate() {
        // A value that should be a table counts as every row it might have held.
        let tables: Vec<(Place, Option<&Table>)> = match node.as_table() {
            None => vec![(node.place, None)],
            Some(table) => {
                names(one).filter_map(|name| table.get(name)).map(|node| (node.place, node.as_table())).collect()
            }
        };
        for second in known_as.any_of(&tables) {
            let other = &pair.seconds[second];
            let found: Vec<(Place, Option<&Table>)> = tables
                .iter()
                .flat_map(|table| names(other).map(move |name| (table, name)))
                .filter_map(|((place, table), name)| {
                    let Some(table) = table else { return Some((*place, None)) };
                    let (key, node) = table.entry(name)?;
                    Some((key.place, node.as_table()))
                })
                .collect();
            let Some((place, _)) = found.first() else { continue };
            let mut layers: Vec<&Table> = found.iter().filter_map(|(_, table)| *table).collect();
            if !layers.is_empty() {
                layers.extend(document.default(pair.kind));
            }
            let path = format!("{}.{}.{}", pair.kind, one.name, other.name);
            let alone = tables.first().is_some_and(|(_, table)| table.is_some_and(|t| t.get(other.name).is_some()))
                && node.as_table().is_some_and(|table| table.get(one.name).is_some());
            rows.push(Row { first, second, layers: RowLayers { path, place: *place, layers, alone, keys: pair.keys } });
        }
    }
    rows
}

/// The entries that a name in a row can mean.
struct KnownAs<'a> {
    by_name: BTreeMap<&'a str, Vec<usize>>,
    count: usize,
}

impl<'a> KnownAs<'a> {
    fn of(entries: &[Entry<'a>]) -> Self {
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (position, entry) in entries.iter().enumerate() {
            for name in std::iter::once(entry.name).chain(entry.group) {
                by_name.entry(name).or_default().push(position);
            }
        }
        Self { by_name, count: entries.len() }
    }

    /// Returns all entries that a key of one of these tables can mean, in order.
    fn any_of(&self, tables: &[(Place, Option<&Table>)]) -> Vec<usize> {
        if tables.iter().any(|(_, table)| table.is_none_or(|table| table.get("all").is_some())) {
            return (0..self.count).collect();
        }
        let keys = tables.iter().filter_map(|(_, table)| *table).flat_map(Table::iter);
        let known = keys.filter_map(|(key, _)| self.by_name.get(key.name.as_str()));
        let mut found: Vec<usize> = known.flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Returns the names under which a row may list an entry, nearest first.
fn names<'a>(entry: &Entry<'a>) -> impl Iterator<Item = &'a str> + Clone {
    std::iter::once(entry.name).chain(entry.group).chain(std::iter::once("all"))
}

/// The names that one side of a row may have.
struct Known<'a> {
    kind: &'static str,
    /// In the order in which they are suggested.
    list: Vec<&'a str>,
    names: BTreeSet<&'a str>,
    refused: Cell<usize>,
}

/// The largest number of unknown names for which a suggestion is searched, which is slow with thousands of names.
const MOST_COMPARED: usize = 100;

impl<'a> Known<'a> {
    fn new(document: &Document<'a>, kind: &'static str, entries: &[Entry<'a>]) -> Self {
        let names = entries.iter().map(|entry| entry.name);
        let list: Vec<&str> = names.chain(document.groups(kind)).chain(std::iter::once("all")).collect();
        Self { kind, names: list.iter().copied().collect(), list, refused: Cell::new(0) }
    }

    fn refuse(&self, key: &Key) -> Problem {
        let problem = Problem::new(Code::UnknownName, key.place, format!("there is no {} `{}`", self.kind, key.name));
        self.refused.set(self.refused.get() + 1);
        if self.refused.get() > MOST_COMPARED { problem } else { problem.suggest(&key.name, self.list.iter().copied()) }
    }
}

fn refuse_unknown(document: &Document<'_>, table: &Table, pair: &Pair<'_, '_>, problems: &mut Problems) {
    let firsts = Known::new(document, pair.first_kind, pair.firsts);
    let seconds = Known::new(document, pair.second_kind, pair.seconds);
    for (key, node) in table.iter() {
        if !firsts.names.contains(key.name.as_str()) {
            problems.push(firsts.refuse(key));
            continue;
        }
        let Some(inner) = node.as_table() else {
            problems.push(not_a_table(key, node));
            continue;
        };
        for (key, node) in inner.iter() {
            if !seconds.names.contains(key.name.as_str()) {
                problems.push(seconds.refuse(key));
            } else if node.as_table().is_none() {
                problems.push(not_a_table(key, node));
            }
        }
    }
}
