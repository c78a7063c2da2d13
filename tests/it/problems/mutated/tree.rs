//! Changes to the content, which stays TOML: keys and values lost, doubled, swapped or moved, and other numbers, units and
//! names.

use super::text::NUMBERS;
use proptest::prelude::*;
use toml::{Table, Value};

/// Texts that replace others.
const TEXTS: [&str; 14] = [
    "",
    "all",
    "0 d",
    "-1 d",
    "5 %",
    "101 %",
    "7 CNY/unit/d",
    "3 EUR",
    "1e12 kg",
    "0.5 units",
    "every 1 ms",
    "2027-02-30",
    "path.bonded",
    "warehouse.shop",
];

/// One change of a tree; indexes are taken modulo the number of items.
#[derive(Clone, Debug)]
pub(super) enum Change {
    Drop(usize),
    /// Replaces one value by another.
    Put(usize, usize),
    /// Copies a value to another key of the tree.
    Copy(usize, usize),
    Number(usize, usize),
    Text(usize, usize),
    /// Replaces the unit of a number.
    Unit(usize, usize),
    /// Multiplies a number, with its unit if it has one, by one of a few factors.
    Scale(usize, usize),
    /// Replaces a value by a list that holds it twice.
    List(usize),
    Table(usize),
}

/// Returns a strategy for changes.
pub(super) fn changes() -> impl Strategy<Value = Vec<Change>> {
    let two = any::<(usize, usize)>();
    let change = prop_oneof![
        1 => any::<usize>().prop_map(Change::Drop),
        1 => two.prop_map(|(a, b)| Change::Put(a, b)),
        1 => two.prop_map(|(a, b)| Change::Copy(a, b)),
        1 => two.prop_map(|(a, b)| Change::Number(a, b)),
        1 => two.prop_map(|(a, b)| Change::Text(a, b)),
        1 => two.prop_map(|(a, b)| Change::Unit(a, b)),
        3 => two.prop_map(|(a, b)| Change::Scale(a, b)),
        1 => any::<usize>().prop_map(Change::List),
        1 => any::<usize>().prop_map(Change::Table),
    ];
    prop_oneof![
        2 => prop::collection::vec(change.clone(), 1..=1),
        1 => prop::collection::vec(change, 2..5),
    ]
}

/// Collects the paths of all values within a table, in order.
fn paths(table: &Table, within: &[String], found: &mut Vec<Vec<String>>) {
    for (key, value) in table {
        let path = [within, std::slice::from_ref(key)].concat();
        found.push(path.clone());
        if let Value::Table(table) = value {
            paths(table, &path, found);
        }
    }
}

fn at<'t>(table: &'t mut Table, path: &[String]) -> Option<&'t mut Value> {
    let (first, rest) = path.split_first()?;
    let value = table.get_mut(first)?;
    if rest.is_empty() { Some(value) } else { at(value.as_table_mut()?, rest) }
}

fn parent<'t>(table: &'t mut Table, path: &[String]) -> Option<&'t mut Table> {
    match &path[..path.len() - 1] {
        [] => Some(table),
        above => at(table, above)?.as_table_mut(),
    }
}

/// Returns the text of a tree with one change; text that is not TOML stays as it is.
pub(super) fn apply(text: &str, change: &Change) -> String {
    let Ok(mut table) = text.parse::<Table>() else { return text.to_owned() };
    let mut all = Vec::new();
    paths(&table, &[], &mut all);
    if all.is_empty() {
        return text.to_owned();
    }
    let path = |which: usize| all[which % all.len()].clone();
    let number = |which: usize| NUMBERS[which % NUMBERS.len()];
    let (target, put) = match *change {
        Change::Drop(a) => {
            let target = path(a);
            if let Some(table) = parent(&mut table, &target) {
                table.remove(&target[target.len() - 1]);
            }
            return table.to_string();
        }
        Change::Copy(a, b) => {
            let copied = at(&mut table, &path(a)).cloned();
            let target = path(b);
            if let (Some(copied), Some(table)) = (copied, parent(&mut table, &target)) {
                table.insert(path(a).pop().unwrap_or_default() + "2", copied.clone());
                table.insert(path(a).pop().unwrap_or_default(), copied);
            }
            return table.to_string();
        }
        Change::Put(a, b) => (path(a), at(&mut table, &path(b)).cloned()),
        Change::Number(a, b) => {
            let number = number(b).parse::<i64>().map(Value::Integer);
            (path(a), number.or_else(|_| number_of(b).map(Value::Float)).ok())
        }
        Change::Text(a, b) => (path(a), Some(Value::String(TEXTS[b % TEXTS.len()].to_owned()))),
        Change::Unit(a, b) => {
            let unit = ["h", "ms", "y", "kg", "m3", "%", "CNY", "CNY/kg", "units", "/s", "moons"][b % 11];
            let target = path(a);
            let text = at(&mut table, &target).and_then(|value| value.as_str()).unwrap_or("3");
            let unit = format!("{} {unit}", text.split(' ').next().unwrap_or_default());
            (target, Some(Value::String(unit)))
        }
        Change::Scale(a, b) => {
            let target = path(a);
            (target.clone(), at(&mut table, &target).and_then(|value| scaled(value, [0.5, 2.0, 3.0, 10.0][b % 4])))
        }
        Change::List(a) => {
            let value = at(&mut table, &path(a)).cloned();
            (path(a), value.map(|value| Value::Array(vec![value.clone(), value])))
        }
        Change::Table(a) => {
            let value = at(&mut table, &path(a)).cloned();
            (path(a), value.map(|value| Value::Table(Table::from_iter([("all".to_owned(), value)]))))
        }
    };
    if let (Some(value), Some(put)) = (at(&mut table, &target), put) {
        *value = put;
    }
    table.to_string()
}

/// Returns a number, with or without a unit, multiplied by a factor.
fn scaled(value: &Value, factor: f64) -> Option<Value> {
    let times = |number: f64| (number * factor).to_string();
    match value {
        Value::Float(number) => Some(Value::Float(number * factor)),
        Value::Integer(number) => number.checked_mul(2).map(Value::Integer),
        Value::String(text) => {
            let (number, unit) = text.split_once(' ').unwrap_or((text, ""));
            let number = times(number.parse::<f64>().ok()?);
            Some(Value::String(format!("{number} {unit}").trim_end().to_owned()))
        }
        _ => None,
    }
}

fn number_of(which: usize) -> Result<f64, std::num::ParseFloatError> {
    NUMBERS[which % NUMBERS.len()].parse::<f64>()
}
