//! The scenario language as one tree of keys, from the top of a file down to the parameters of policies and
//! distributions. The specs are declared next to the code that reads the keys.

use super::document::Kinds;
use super::{products, run, series};
use crate::agent::{self, DEMAND, KINDS, STOCK, keys_of};
use crate::chain::regime::Regime;
use crate::reading::{CALENDAR, PATH, PLACE, PROMOTION, REGIME, SEASON, WINDOW, law};
use crate::text::{KeySpec, Measure, OF_EVERY_ENTRY, Shape, nearest};
use std::sync::LazyLock;

/// The keys at the top of a file.
pub(super) const TOP: &[KeySpec] = &[
    KeySpec::new("haitao", Shape::OneOf(&["1"]), "The version of the language.").required(),
    KeySpec::new("extends", Shape::Text, "The scenario file that this one changes; its path is relative to this file."),
    KeySpec::new("question", Shape::Text, "The question that the scenario answers; shown in reports and lists."),
    KeySpec::new("currency", Shape::Text, "The currency of the ledger and of all reports.").or("\"CNY\""),
    KeySpec::new(
        "fx",
        Shape::Map("currencies", &Shape::ByDate(&Shape::Quantity(Measure::Exchange))),
        "The price of one unit of another currency, in the ledger's.",
    ),
    KeySpec::new("series", Shape::Keys(series::KEYS), "How often stock, queues and goods in transit are recorded."),
    KeySpec::new("run", Shape::Keys(run::KEYS), "The simulated time and the number of replications.").required(),
    KeySpec::new(
        "tables",
        Shape::Map("kinds", &Shape::List(&Shape::Text)),
        "Data files whose rows are entries of a kind, or rows of `stock` or `demand`.",
    ),
    KeySpec::new("variant", Shape::Map("names", &Shape::Changes), "Named changes of the scenario, applied on request."),
];

/// The kinds of entries that are not agents.
const PASSIVE: &[KeySpec] = &[
    KeySpec::new("product", Shape::Rows("product", products::KEYS), "A product for sale."),
    KeySpec::new(
        "path",
        Shape::Rows("path", PATH),
        "A named list of steps, which platforms choose and routes contain.",
    ),
    KeySpec::new("place", Shape::Rows("place", PLACE), "A place: local time, public holidays, coordinates."),
    KeySpec::new("calendar", Shape::Rows("calendar", CALENDAR), "Working hours and closed days."),
    KeySpec::new("season", Shape::Rows("season", SEASON), "The weights of weekdays, months and hours."),
    KeySpec::new("promotion", Shape::Rows("promotion", PROMOTION), "Days with more or fewer orders."),
    KeySpec::new("window", Shape::Rows("window", WINDOW), "Days whose figures are also reported on their own."),
    KeySpec::new("regime", Shape::Rows("regime", REGIME), "Amendments of customs and tax rules."),
];

/// The kinds of rows, and the two kinds that each joins.
pub(super) const ROWS: [(&str, [&str; 2]); 2] =
    [("stock", ["warehouse", "product"]), ("demand", ["market", "product"])];
const ROW_KEYS: [KeySpec; 2] = [
    KeySpec::new(
        "stock",
        Shape::Rows("warehouse and product", STOCK),
        "A product's stock in a warehouse, and how it is replenished.",
    ),
    KeySpec::new("demand", Shape::Rows("market and product", DEMAND), "Separate orders for one product in a market."),
];

/// Returns the kinds whose entries have names.
pub fn kinds_of_entries() -> impl Iterator<Item = &'static str> + Clone {
    KINDS.iter().copied().chain(PASSIVE.iter().map(|kind| kind.name))
}

/// Returns the names that may be at the top of a file.
pub(super) fn kinds() -> Kinds {
    Kinds {
        own: TOP.iter().map(|key| key.name).collect(),
        entries: kinds_of_entries().collect(),
        rows: ROWS.iter().map(|(kind, _)| *kind).collect(),
    }
}

/// Returns the regimes that `[regime.NAME]` may amend.
pub fn regimes() -> impl Iterator<Item = &'static str> {
    Regime::NAMES.iter().map(|(name, _)| *name)
}

/// Returns every key at the top of a file: its own, the kinds of entries and the kinds of rows.
#[must_use]
pub fn top() -> &'static [KeySpec] {
    static TREE: LazyLock<Vec<KeySpec>> = LazyLock::new(|| {
        let acting = KINDS.iter().zip(agent::DOCS);
        let acting = acting.map(|(kind, doc)| KeySpec::new(kind, Shape::Rows(kind, keys_of(kind)), doc));
        TOP.iter().copied().chain(acting).chain(PASSIVE.iter().copied()).chain(ROW_KEYS).collect()
    });
    &TREE
}

/// A key and its path.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The path without the names of entries: `lane.departs`, `stock.replenish.s_S.s`, `law.gamma.cv`.
    pub path: String,
    /// The key's spec.
    pub spec: KeySpec,
}

/// Returns every key with its path, and every distribution under `law`.
#[must_use]
pub fn every_key() -> &'static [Entry] {
    static KEYS: LazyLock<Vec<Entry>> = LazyLock::new(|| {
        let mut found = Vec::new();
        for spec in top() {
            add("", *spec, &mut found);
            if kinds_of_entries().any(|kind| kind == spec.name) {
                for own in OF_EVERY_ENTRY {
                    add(spec.name, *own, &mut found);
                }
            }
        }
        for spec in law::specs() {
            add("law", *spec, &mut found);
        }
        found
    });
    &KEYS
}

fn add(under: &str, spec: KeySpec, found: &mut Vec<Entry>) {
    let path = if under.is_empty() { spec.name.to_owned() } else { format!("{under}.{}", spec.name) };
    found.push(Entry { path: path.clone(), spec });
    spec.shape.keys().iter().for_each(|inner| add(&path, *inner, found));
}

/// Returns the keys that a dotted path may mean: the one with this path, or all whose path ends in it (`departs`,
/// `replenish.s_S`). The path may contain names of entries (`lane.rotterdam-ningbo.departs`) and begin with a default
/// or a group.
#[must_use]
pub fn look_up(path: &str) -> Vec<&'static Entry> {
    let path = path.trim();
    let found = of_path(path);
    if !found.is_empty() {
        return found;
    }
    let mut words: Vec<&str> = path.split('.').collect();
    if words.first() == Some(&"default") {
        words.remove(0);
    } else if let Some(kind) = words.first().and_then(|first| first.strip_suffix("_group")) {
        words[0] = kind;
    }
    let plain = of_path(&words.join("."));
    if !plain.is_empty() || words.len() < 2 {
        return plain;
    }
    let names = ROWS.iter().find(|(kind, _)| *kind == words[0]).map_or(1, |(_, names)| names.len());
    let last = names.min(words.len() - 1);
    words.drain(1..=last);
    if words.len() < 2 { Vec::new() } else { of_path(&words.join(".")) }
}

fn of_path(path: &str) -> Vec<&'static Entry> {
    let exact: Vec<&Entry> = every_key().iter().filter(|entry| entry.path == path).collect();
    if !exact.is_empty() || path.is_empty() {
        return exact;
    }
    let end = format!(".{path}");
    every_key().iter().filter(|entry| entry.path.ends_with(&end)).collect()
}

/// Returns the path or key that a mistyped one most likely meant.
#[must_use]
pub fn near(path: &str) -> Option<&'static str> {
    let last = |entry: &'static Entry| if path.contains('.') { entry.path.as_str() } else { entry.spec.name };
    nearest(path, every_key().iter().map(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(path: &str) -> Vec<&'static str> {
        look_up(path).into_iter().map(|entry| entry.path.as_str()).collect()
    }

    #[test]
    fn keys_are_found_by_path_by_their_end_and_among_names() {
        assert_eq!(paths("lane.departs"), ["lane.departs"]);
        assert_eq!(paths("run.horizon"), ["run.horizon"]);
        assert_eq!(paths("departs"), ["lane.departs", "courier.departs"]);
        assert_eq!(paths("replenish.s_S"), ["stock.replenish.s_S"]);
        assert_eq!(paths("stock.beilun.formula.replenish.s_S.s"), ["stock.replenish.s_S.s"]);
        assert_eq!(paths("lane.rotterdam-ningbo.departs"), ["lane.departs"]);
        assert_eq!(paths("default.lane.departs"), ["lane.departs"]);
        assert_eq!(paths("lane_group.sea.departs"), ["lane.departs"]);
        assert_eq!(paths("courier.to.transit"), ["courier.to.transit"]);
        assert_eq!(paths("lognormal.median"), ["law.lognormal.median"]);
        assert_eq!(paths("lane.label"), ["lane.label"]);
        assert!(paths("lane.colour").is_empty() && paths("").is_empty() && paths("lane.a").is_empty());
        assert_eq!(near("lane.departss"), Some("lane.departs"));
        assert_eq!(near("overtakng"), Some("overtaking"));
        assert_eq!(near("zzz"), None);
    }

    #[test]
    fn every_key_is_described_once_in_a_sentence() {
        for Entry { path, spec } in every_key() {
            assert!(spec.doc.ends_with('.') && spec.doc.len() > 8, "{path}: `{}`", spec.doc);
            assert_eq!(every_key().iter().filter(|other| other.path == *path).count(), 1, "{path}");
            assert!(!spec.shape.words().is_empty() && !spec.shape.example().is_empty(), "{path}");
        }
    }
}
