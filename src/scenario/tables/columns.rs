//! Reads columns of a data file as keys: a heading such as `transit.lognormal.median [d]` is a path of keys and the
//! unit of the numbers below.

use crate::table::{self, Cell};
use crate::text::{Code, Key, Node, Place, Problem, Problems, SourceId, Value};
use crate::units::Quantity;

/// The columns after the names of a row.
pub(super) struct Columns {
    source: SourceId,
    /// The first keys of the columns, in heading order.
    keys: Vec<Column>,
}

/// A key that columns stand for, by itself or by keys within it.
struct Column {
    key: Key,
    /// The index of its own cells, and their unit.
    own: Option<(usize, Option<String>)>,
    within: Vec<Column>,
}

impl Columns {
    /// Reads the columns of a heading, starting at an index. An empty heading is ignored if its column is empty.
    pub(super) fn new(
        heading: &[Cell<'_>],
        from: usize,
        rows: &[Vec<Cell<'_>>],
        source: SourceId,
        problems: &mut Problems,
    ) -> Self {
        let mut keys = Vec::new();
        for (position, cell) in heading.iter().enumerate().skip(from) {
            let place = Place::new(source, cell.span.clone());
            let (path, unit) = table::split_heading(&cell.text);
            let filled = |row: &Vec<Cell<'_>>| row.get(position).is_some_and(|cell| !cell.text.is_empty());
            if cell.text.is_empty() && !rows.iter().any(filled) {
                continue;
            }
            if path.split('.').any(|word| word.trim().is_empty()) {
                let problem = Problem::new(Code::BadRow, place, format!("the heading `{path}` is not a key"));
                problems.push(problem.help("a heading must be a key, with dots before inner keys: `orders.every`"));
                continue;
            }
            let own = Self::at(&mut keys, path, place);
            if own.is_some() {
                let cause = format!("there are two columns `{path}`");
                problems.push(Problem::new(Code::Duplicate, place, cause).help("keep one of the two"));
            } else {
                *own = Some((position, unit.map(str::to_owned)));
            }
        }
        Self { source, keys }
    }

    /// Returns the slot of a key's own cells, created if necessary.
    fn at<'a>(keys: &'a mut Vec<Column>, path: &str, place: Place) -> &'a mut Option<(usize, Option<String>)> {
        let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
        let name = name.trim();
        let known = keys.iter().position(|column| column.key.name == name).unwrap_or_else(|| {
            let key = Key { name: name.to_owned(), place };
            keys.push(Column { key, own: None, within: Vec::new() });
            keys.len() - 1
        });
        match rest {
            Some(rest) => Self::at(&mut keys[known].within, rest, place),
            None => &mut keys[known].own,
        }
    }

    /// Returns a row as the table that it stands for.
    pub(super) fn table(&self, row: &[Cell<'_>], problems: &mut Problems) -> Node {
        let place = Place::new(self.source, row[0].span.clone());
        Node::new(place, Value::Table(self.entries(&self.keys, row, problems).into_iter().collect()))
    }

    fn entries(&self, keys: &[Column], row: &[Cell<'_>], problems: &mut Problems) -> Vec<(Key, Node)> {
        let mut entries = Vec::new();
        for Column { key, own, within } in keys {
            let inner = self.entries(within, row, problems);
            let own = own.as_ref().map(|(position, unit)| (&row[*position], unit.as_deref()));
            let own = own.filter(|(cell, _)| !cell.text.is_empty());
            let node = match (own, inner.first()) {
                (None, None) => continue,
                (None, Some((_, first))) => Node::new(first.place, Value::Table(inner.into_iter().collect())),
                (Some((cell, unit)), None) => self.node(cell, unit, problems),
                (Some((cell, _)), Some(_)) => {
                    let place = Place::new(self.source, cell.span.clone());
                    let cause = format!("`{0}` is given both here and by the columns `{0}. ...`", key.name);
                    let problem = Problem::new(Code::Duplicate, place, cause);
                    problems.push(problem.help("leave one of them empty"));
                    Node::new(place, Value::Text(cell.text.to_string()))
                }
            };
            entries.push((key.clone(), node));
        }
        entries
    }

    /// Returns a cell as the value that it stands for; `;` separates the items of a list.
    fn node(&self, cell: &Cell<'_>, unit: Option<&str>, problems: &mut Problems) -> Node {
        let place = Place::new(self.source, cell.span.clone());
        if !cell.text.contains(';') {
            return value(&cell.text, unit, place, problems);
        }
        let items = cell.text.strip_suffix(';').unwrap_or(&cell.text).split(';');
        let items = items.map(|item| value(item.trim(), unit, place, problems)).collect();
        Node::of_cell(place, Value::List(items), &cell.text)
    }
}

/// Returns a number, with its column's unit if there is one, else `true` or `false`, a date or a string.
fn value(text: &str, unit: Option<&str>, place: Place, problems: &mut Problems) -> Node {
    if let Some(unit) = unit {
        let stated = Quantity::parse(text).map(|quantity| quantity.units.join("/"));
        return match stated.as_deref() {
            Ok("") => Node::new(place, Value::Text(format!("{text} {unit}"))),
            Ok(own) if own != unit => {
                let cause = format!("the cell is in `{own}`, but its column is in `{unit}`");
                problems.push(Problem::new(Code::WrongUnit, place, cause).help("give the unit once, in the heading"));
                let number = text.split_whitespace().next().unwrap_or_default();
                Node::new(place, Value::Text(format!("{number} {unit}")))
            }
            _ => Node::new(place, Value::Text(text.to_owned())),
        };
    }
    let numeric = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'));
    let read = if let Ok(number) = text.parse::<i64>() {
        Value::Integer(number)
    } else if let Some(number) = text.parse::<f64>().ok().filter(|number| numeric && number.is_finite()) {
        Value::Float(number)
    } else if let Some(truth) =
        [("true", true), ("false", false)].iter().find(|(word, _)| text.eq_ignore_ascii_case(word))
    {
        Value::Bool(truth.1)
    } else if let Some(date) = text.parse::<toml::value::Datetime>().ok().filter(|date| date.date.is_some()) {
        Value::Date(date)
    } else {
        return Node::new(place, Value::Text(text.to_owned()));
    };
    Node::of_cell(place, read, text)
}
