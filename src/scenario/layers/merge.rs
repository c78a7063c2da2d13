//! Merges one layer onto another: entries and rows key by key; the value of a key is replaced as a whole, unless the
//! layer writes a path into it.

use crate::scenario::language::{ROWS, kinds_of_entries, top};
use crate::text::{Node, Shape, Sources, Table};

/// Merges a tree onto another.
pub(super) fn over(below: &mut Table, above: Table, sources: &Sources) {
    keys(below, above, &mut Vec::new(), sources);
}

/// Merges tables key by key: adds new keys, and replaces or merges the others.
fn keys(below: &mut Table, above: Table, at: &mut Vec<String>, sources: &Sources) {
    let mut new = Vec::new();
    for (key, node) in above {
        at.push(key.name.clone());
        let under = below.get_mut(&key.name).and_then(Node::as_table_mut);
        match under {
            Some(under) if node.as_table().is_some() && (holds_keys(at) || reaches_in(under, &node, at, sources)) => {
                keys(under, node.into_table(), at, sources);
            }
            _ => new.extend(below.replace(key, node).err()),
        }
        at.pop();
    }
    below.extend(new);
}

/// Returns whether the table at a path holds entries, rows or their keys, rather than the value of a key.
fn holds_keys(at: &[String]) -> bool {
    depth(at).is_none_or(|depth| depth == 0)
}

/// Returns how far a path leads below an entry's keys: 1 is the value of a key, 0 an entry; `None` is above entries.
fn depth(at: &[String]) -> Option<usize> {
    let names: Vec<&str> = at.iter().map(String::as_str).collect();
    let kind = *names.first()?;
    let (kind, entry) = match kind {
        "default" => (*names.get(1)?, 2),
        _ if ROWS.iter().any(|(row, _)| *row == kind) => (kind, 3),
        _ if kinds_of_entries().any(|known| kind == known || kind.strip_suffix("_group") == Some(known)) => {
            (kind.strip_suffix("_group").unwrap_or(kind), 2)
        }
        _ => (kind, 1),
    };
    let within = names.get(entry..)?;
    let Some((first, rest)) = within.split_first() else { return Some(0) };
    let keys = top().iter().find(|spec| spec.name == kind).map_or(&[][..], |spec| spec.shape.keys());
    Some(match keys.iter().find(|spec| spec.name == *first).map(|spec| spec.shape) {
        // Merged key by key, such as a stock row's `start`.
        Some(Shape::Keys(_)) => rest.len(),
        // Rows within the entry.
        Some(Shape::Rows(..)) => rest.len().saturating_sub(1),
        _ => within.len(),
    })
}

/// Returns whether a table changes the value below instead of replacing it: if it is written as a path rather than in
/// braces, and does not select another distribution, policy or choice.
fn reaches_in(below: &Table, above: &Node, at: &[String], sources: &Sources) -> bool {
    let text = sources.text(above.place.source);
    if text.as_bytes().get(above.place.start as usize) == Some(&b'{') {
        return false;
    }
    let Some(above) = above.as_table() else { return false };
    let known = above.iter().any(|(key, _)| below.get(&key.name).is_some());
    // Dates, weights and quantiles are added to each other.
    let data = above.iter().all(|(key, _)| key.name.starts_with(|c: char| c.is_ascii_digit()));
    let one_of = depth(at) == Some(1) || (below.len() == 1 && above.len() == 1);
    known || data || !one_of
}
