//! Rows: what depends on two things, such as `stock.WAREHOUSE.PRODUCT`. Each name is an entry, a group or `all`; the
//! nearest row that has a key wins, first by place, then by product.

use super::document::{Document, Entry, not_a_table};
use crate::chain::RowLayers;
use crate::text::{Code, Place, Problem, Problems, Table};

/// A row for a pair of entries, by their positions.
pub(super) struct Row<'a> {
    pub(super) first: usize,
    pub(super) second: usize,
    pub(super) layers: RowLayers<'a>,
}

/// Two kinds that a row joins.
pub(super) struct Pair<'d, 'a> {
    pub(super) kind: &'static str,
    pub(super) first_kind: &'static str,
    pub(super) firsts: &'d [Entry<'a>],
    pub(super) second_kind: &'static str,
    pub(super) seconds: &'d [Entry<'a>],
}

/// All rows of a kind, by both names.
pub(super) fn rows<'a>(document: &Document<'a>, pair: &Pair<'_, 'a>, problems: &mut Problems) -> Vec<Row<'a>> {
    let Some(node) = document.top(pair.kind) else { return Vec::new() };
    if let Some(table) = document.table(pair.kind, problems) {
        refuse_unknown(document, table, pair, problems);
    }
    let mut rows = Vec::new();
    for (first, one) in pair.firsts.iter().enumerate() {
        for (second, other) in pair.seconds.iter().enumerate() {
            let found: Vec<(Place, Option<&Table>)> = names(one)
                .flat_map(|name| names(other).map(move |product| (name, product)))
                .filter_map(|(name, product)| {
                    // What should be a table and is none stands for every row that it might have held.
                    let Some(table) = node.as_table() else { return Some((node.place, None)) };
                    let node = table.get(name)?;
                    let Some(table) = node.as_table() else { return Some((node.place, None)) };
                    let (key, node) = table.entry(product)?;
                    Some((key.place, node.as_table()))
                })
                .collect();
            let Some((place, _)) = found.first() else { continue };
            let mut layers: Vec<&Table> = found.iter().filter_map(|(_, table)| *table).collect();
            if !layers.is_empty() {
                layers.extend(document.default(pair.kind));
            }
            let path = format!("{}.{}.{}", pair.kind, one.name, other.name);
            rows.push(Row { first, second, layers: RowLayers { path, place: *place, layers } });
        }
    }
    rows
}

/// The names a row may know an entry by, nearest first.
fn names<'a>(entry: &Entry<'a>) -> impl Iterator<Item = &'a str> + Clone {
    std::iter::once(entry.name).chain(entry.group).chain(std::iter::once("all"))
}

fn refuse_unknown(document: &Document<'_>, table: &Table, pair: &Pair<'_, '_>, problems: &mut Problems) {
    let known = |kind: &str, entries: &[Entry<'_>]| {
        let mut names: Vec<String> = entries.iter().map(|entry| entry.name.to_owned()).collect();
        names.extend(document.groups(kind).into_iter().map(str::to_owned));
        names.push("all".to_owned());
        names
    };
    let (firsts, seconds) = (known(pair.first_kind, pair.firsts), known(pair.second_kind, pair.seconds));
    for (key, node) in table.iter() {
        if !firsts.contains(&key.name) {
            let cause = format!("there is no {} `{}`", pair.first_kind, key.name);
            problems.push(
                Problem::new(Code::UnknownName, key.place, cause).suggest(&key.name, firsts.iter().map(String::as_str)),
            );
            continue;
        }
        let Some(inner) = node.as_table() else {
            problems.push(not_a_table(key, node));
            continue;
        };
        for (key, node) in inner.iter() {
            if !seconds.contains(&key.name) {
                let cause = format!("there is no {} `{}`", pair.second_kind, key.name);
                let problem = Problem::new(Code::UnknownName, key.place, cause);
                problems.push(problem.suggest(&key.name, seconds.iter().map(String::as_str)));
            } else if node.as_table().is_none() {
                problems.push(not_a_table(key, node));
            }
        }
    }
}
