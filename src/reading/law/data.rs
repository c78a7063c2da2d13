//! Reads the distributions given by data: `discrete`, `empirical`, `quantiles` and `mixture`, from the scenario itself
//! or from columns of a data file.

use super::read as read_law;
use super::words::{Column, Words, chance, keep, share};
use crate::engine::law::Law;
use crate::text::{Code, Key, Node, Place, Problem, Problems, Table, Value};

/// Reads the distribution with one of these names.
pub(super) fn read(name: &str, node: &Node, words: &Words<'_>, problems: &mut Problems) -> Option<Law> {
    if name == "mixture" {
        return mixture(node, words, problems);
    }
    let Some(table) = node.as_table() else {
        let cause = format!("`{name}` must be a table, not {}", node.type_name());
        problems.push(Problem::new(Code::WrongType, node.place, cause).help(how_to_write(name)));
        return None;
    };
    match name {
        "discrete" => discrete(table, node.place, words, problems),
        "empirical" => empirical(table, node.place, words, problems),
        _ => quantiles(table, node.place, words, problems),
    }
}

fn how_to_write(name: &str) -> &'static str {
    match name {
        "discrete" => {
            "values and their weights: `discrete = { 1 = 60, 2 = 25 }`, with quotes around values with a unit"
        }
        "empirical" => "`{ values = [...] }` or `{ file = \"x.csv\", column = \"days\", unit = \"d\" }`",
        "quantiles" => "`{ \"0 %\" = \"1 d\", \"50 %\" = \"3 d\", \"100 %\" = \"9 d\" }` or `{ file = \"x.csv\" }`",
        _ => "`[{ share = \"60 %\", law.uniform = { ... } }, { share = \"40 %\", law = ... }]`",
    }
}

/// Reads `{ 1 = 60, 2 = 25 }` or `{ "1 d" = 2, "3 d" = 1 }`.
fn discrete(table: &Table, place: Place, words: &Words<'_>, problems: &mut Problems) -> Option<Law> {
    let (mut values, mut weights) = (Vec::new(), Vec::new());
    for (key, node) in table.iter() {
        let value = words.size(&key_as_value(key), problems);
        let weight = node.as_number();
        match weight {
            Some(weight) if weight >= 0.0 => weights.push(weight),
            Some(_) => {
                let cause = format!("a weight must be at least 0, not {}", node.shown());
                problems.push(Problem::new(Code::OutOfRange, node.place, cause));
            }
            None => {
                let cause = format!("the weight of `{}` must be a bare number, not {}", key.name, node.shown());
                problems.push(
                    Problem::new(Code::WrongType, node.place, cause)
                        .help("quote values with a decimal point: `\"2.5\" = 1`"),
                );
            }
        }
        values.extend(value);
    }
    if values.len() != weights.len() {
        return None;
    }
    keep(Law::discrete(&values, &weights), problems, |_| place)
}

/// Reads `{ values = [...] }` or `{ file, column, unit }`, with `min` and `max` to truncate.
fn empirical(table: &Table, place: Place, words: &Words<'_>, problems: &mut Problems) -> Option<Law> {
    refuse_unknown(table, &["values", "file", "column", "unit", "min", "max"], problems);
    let values = match (table.get("values"), table.get("file")) {
        (Some(list), None) => {
            let Value::List(items) = &list.value else {
                let cause = format!("`values` must be a list, not {}", list.type_name());
                problems.push(Problem::new(Code::WrongType, list.place, cause));
                return None;
            };
            for name in ["column", "unit"] {
                if let Some((key, _)) = table.entry(name) {
                    problems.push(Problem::new(
                        Code::LawParameters,
                        key.place,
                        format!("`{name}` applies to a `file`; `values` does not take it"),
                    ));
                }
            }
            let values: Vec<f64> = items.iter().filter_map(|item| words.size(item, problems)).collect();
            (values.len() == items.len()).then_some(values)
        }
        (None, Some(file)) if table.get("column").is_some() => {
            let (name, _) = text(table, "column", problems)?;
            sizes_of_column(table, file, name, words, problems)
        }
        (None, Some(file)) => {
            let cause = "`empirical` needs the `column` of its file";
            problems.push(Problem::new(Code::MissingKey, file.place, cause).help(how_to_write("empirical")));
            None
        }
        (found, _) => {
            let cause = if found.is_some() {
                "`empirical` does not take `values` and `file` together"
            } else {
                "`empirical` needs `values` or a `file`"
            };
            problems.push(Problem::new(Code::LawParameters, place, cause).help(how_to_write("empirical")));
            None
        }
    };
    let bound = |key: &str, open: f64, problems: &mut Problems| {
        table.get(key).map_or(Some(open), |node| words.size(node, problems))
    };
    let (min, max) = (bound("min", f64::NEG_INFINITY, problems), bound("max", f64::INFINITY, problems));
    let at = |parameter: &str| table.get(parameter).or_else(|| table.get("file")).map_or(place, |node| node.place);
    let law = keep(Law::empirical(values?), problems, at)?;
    keep(law.truncated(min?, max?), problems, at)
}

/// Reads percentages and values, or the columns `p` and `value` of a file; `min` and `max` mean 0 % and 100 %.
fn quantiles(table: &Table, place: Place, words: &Words<'_>, problems: &mut Problems) -> Option<Law> {
    let mut points: Vec<(f64, f64, Place)> = Vec::new();
    let mut sound = true;
    for (key, node) in table.iter() {
        let at = match key.name.as_str() {
            "min" => Some(0.0),
            "max" => Some(1.0),
            "file" | "unit" if table.get("file").is_some() => continue,
            percent => share(percent).filter(|p| (0.0..=1.0).contains(p)),
        };
        match (at, words.size(node, problems)) {
            (Some(at), Some(value)) => points.push((at, value, node.place)),
            (at, _) => {
                sound = false;
                if at.is_none() {
                    let cause = format!("`{}` is not a share between \"0 %\" and \"100 %\"", key.name);
                    problems.push(Problem::new(Code::UnknownKey, key.place, cause).help(how_to_write("quantiles")));
                }
            }
        }
    }
    if let Some(file) = table.get("file") {
        let values = sizes_of_column(table, file, "value", words, problems);
        let shares = column(file, "p", words, problems);
        let (Some(values), Some((shares, unit))) = (values, shares) else { return None };
        let whole = if unit.as_deref() == Some("%") { 100.0 } else { 1.0 };
        if values.len() != shares.len() {
            let cause = format!("the column `p` has {} numbers and `value` {}", shares.len(), values.len());
            problems.push(Problem::new(Code::BadRow, file.place, cause));
            return None;
        }
        points.extend(shares.into_iter().zip(values).map(|(p, value)| (p / whole, value, file.place)));
    }
    if !sound {
        return None;
    }
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    sound_quantiles(&points, place, problems)?;
    keep(Law::quantiles(points.into_iter().map(|(p, value, _)| (p, value)).collect()), problems, |_| place)
}

/// Rejects quantiles that lack an end, are given twice, or decrease.
fn sound_quantiles(points: &[(f64, f64, Place)], place: Place, problems: &mut Problems) -> Option<()> {
    let before = problems.len();
    let ends = [(points.first(), 0.0, "0 %", "min"), (points.last(), 1.0, "100 %", "max")];
    for (found, p, percent, key) in ends {
        if found.is_none_or(|point| (point.0 - p).abs() > 0.0) {
            let cause = format!("`quantiles` has no value for {percent}, so the distribution is unbounded");
            problems.push(Problem::new(Code::BadQuantiles, place, cause).help(format!("add \"{percent}\" or `{key}`")));
        }
    }
    for pair in points.windows(2) {
        let percent = |p: f64| (1e8 * p).round() / 1e6;
        let (below, above) = (percent(pair[0].0), percent(pair[1].0));
        if pair[1].0 <= pair[0].0 {
            let twice = format!("the quantile of {above} % is given twice");
            problems.push(Problem::new(Code::BadQuantiles, pair[1].2, twice));
        } else if pair[1].1 < pair[0].1 {
            let cause = format!("the quantile of {above} % is below that of {below} %");
            problems.push(Problem::new(Code::BadQuantiles, pair[1].2, cause));
        }
    }
    (problems.len() == before).then_some(())
}

/// Reads `[{ share = "52 %", law = {...} }, ...]`.
fn mixture(node: &Node, words: &Words<'_>, problems: &mut Problems) -> Option<Law> {
    let Value::List(items) = &node.value else {
        let cause = format!("`mixture` must be a list, not {}", node.type_name());
        problems.push(Problem::new(Code::WrongType, node.place, cause).help(how_to_write("mixture")));
        return None;
    };
    let before = problems.len();
    let mut parts = Vec::with_capacity(items.len());
    for item in items {
        let Some(table) = item.as_table() else {
            let cause = format!("a part of a mixture must be a table, not {}", item.type_name());
            problems.push(Problem::new(Code::WrongType, item.place, cause).help(how_to_write("mixture")));
            continue;
        };
        refuse_unknown(table, &["share", "law"], problems);
        for name in ["share", "law"] {
            if table.get(name).is_none() {
                let cause = format!("a part of a mixture needs its `{name}`");
                problems.push(Problem::new(Code::MissingKey, item.place, cause).help(how_to_write("mixture")));
            }
        }
        let share = table.get("share").and_then(|node| {
            let share = chance("share", node, problems)?;
            if (0.0..=1.0).contains(&share) {
                return Some(share);
            }
            let cause = format!("a share must be between \"0 %\" and \"100 %\", not {}", node.shown());
            problems.push(Problem::new(Code::ShareRange, node.place, cause));
            None
        });
        let law = table.get("law").and_then(|node| read_law(node, words, problems));
        parts.extend(share.zip(law));
    }
    if problems.len() == before { keep(Law::mixture(parts), problems, |_| node.place) } else { None }
}

/// Returns a column of the distribution's file, in the unit of its values.
fn sizes_of_column(
    table: &Table,
    file: &Node,
    name: &str,
    words: &Words<'_>,
    problems: &mut Problems,
) -> Option<Vec<f64>> {
    let stated = text(table, "unit", problems);
    let (values, header) = column(file, name, words, problems)?;
    if let (Some((unit, place)), Some(header)) = (stated, &header)
        && unit != header
    {
        let cause = format!("the file's column `{name}` is in {header}, not {unit}");
        problems.push(Problem::new(Code::WrongUnit, place, cause));
        return None;
    }
    let unit = header.as_deref().or(stated.map(|(unit, _)| unit));
    match words.one(unit, file.place) {
        Ok(one) => Some(values.into_iter().map(|value| value * one).collect()),
        Err(mut problem) => {
            if unit.is_none() {
                problem.cause = format!("the column `{name}` has no unit");
            }
            let help = format!("add the unit to the heading, `{name} [d]`, or set `unit = \"d\"`");
            problems.push(if unit.is_none() { problem.help(help) } else { problem });
            None
        }
    }
}

fn column(file: &Node, name: &str, words: &Words<'_>, problems: &mut Problems) -> Option<Column> {
    let Some(path) = file.as_text() else {
        let cause = format!("`file` must be a string, not {}", file.type_name());
        problems.push(Problem::new(Code::WrongType, file.place, cause));
        return None;
    };
    (words.file)(path, name).map_err(|(code, cause)| problems.push(Problem::new(code, file.place, cause))).ok()
}

fn text<'a>(table: &'a Table, key: &str, problems: &mut Problems) -> Option<(&'a str, Place)> {
    let node = table.get(key)?;
    let text = node.as_text();
    if text.is_none() {
        problems.push(Problem::new(
            Code::WrongType,
            node.place,
            format!("`{key}` must be a string, not {}", node.type_name()),
        ));
    }
    Some((text?, node.place))
}

fn refuse_unknown(table: &Table, known: &[&'static str], problems: &mut Problems) {
    for (key, _) in table.iter().filter(|(key, _)| !known.contains(&key.name.as_str())) {
        let cause = format!("unknown key `{}`", key.name);
        problems.push(Problem::new(Code::UnknownKey, key.place, cause).suggest(&key.name, known.iter().copied()));
    }
}

/// Returns a key such as `1` or `"1 d"` as a value.
fn key_as_value(key: &Key) -> Node {
    let value = match (key.name.parse::<i64>(), key.name.parse::<f64>()) {
        (Ok(number), _) => Value::Integer(number),
        (_, Ok(number)) if number.is_finite() => Value::Float(number),
        _ => Value::Text(key.name.clone()),
    };
    Node::new(key.place, value)
}
