//! A TOML document as a tree that keeps the place of every key and value.

mod table;

pub use table::Table;

use super::{Code, Place, Problem, Problems, SourceId};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// A key of a table, with its place.
#[derive(Clone, Debug)]
pub struct Key {
    /// The key's name, without quotes.
    pub name: String,
    /// Its place in the text.
    pub place: Place,
}

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value's place in the text.
    pub place: Place,
    /// The value itself.
    pub value: Value,
    /// The cell of a data file it was read from, if any: there, what looks like a number may be a name.
    written: Option<Box<str>>,
}

/// A TOML value.
#[derive(Clone, Debug)]
pub enum Value {
    /// A string.
    Text(String),
    /// An integer that fits 64 bits.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// `true` or `false`.
    Bool(bool),
    /// A date, a time, or both.
    Date(toml::value::Datetime),
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(Table),
}

impl Node {
    /// Returns a value at a place.
    #[must_use]
    pub fn new(place: Place, value: Value) -> Self {
        Self { place, value, written: None }
    }

    /// Returns a value read from a cell of a data file, which can also be taken for a string.
    #[must_use]
    pub fn of_cell(place: Place, value: Value, written: &str) -> Self {
        Self { place, value, written: Some(written.into()) }
    }

    /// Returns the string, if it is one. A number in a cell of a data file is also a string: only its reader knows
    /// which is meant, so code that accepts both must try the number first.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Value::Text(text) = &self.value { Some(text) } else { self.written.as_deref() }
    }

    /// Returns the number, if it is one.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a distribution's parameter does not need 64 bits")]
    pub fn as_number(&self) -> Option<f64> {
        match self.value {
            Value::Integer(number) => Some(number as f64),
            Value::Float(number) => Some(number),
            _ => None,
        }
    }

    /// Returns the table, if it is one.
    #[must_use]
    pub fn as_table(&self) -> Option<&Table> {
        if let Value::Table(table) = &self.value { Some(table) } else { None }
    }

    /// Returns the table for changes, if it is one.
    #[must_use]
    pub fn as_table_mut(&mut self) -> Option<&mut Table> {
        if let Value::Table(table) = &mut self.value { Some(table) } else { None }
    }

    /// Returns the table, or an empty one for any other value.
    #[must_use]
    pub fn into_table(self) -> Table {
        if let Value::Table(table) = self.value { table } else { Table::default() }
    }

    /// Returns the items of a list, or the value itself as the only item: short forms omit the brackets.
    #[must_use]
    pub fn items(&self) -> &[Node] {
        if let Value::List(items) = &self.value { items } else { std::slice::from_ref(self) }
    }

    /// Returns a table with this node as its only value, at the same place.
    #[must_use]
    pub fn under(self, name: &str) -> Self {
        let place = self.place;
        let key = Key { name: name.to_owned(), place };
        Self::new(place, Value::Table(std::iter::once((key, self)).collect()))
    }

    /// Returns the value as the user wrote it, or its type if it is long.
    #[must_use]
    pub fn shown(&self) -> String {
        match &self.value {
            Value::Text(text) if text.chars().count() > 60 => {
                format!("\"{} ...\"", text.chars().take(60).collect::<String>())
            }
            Value::Text(text) => format!("\"{text}\""),
            Value::Integer(number) => number.to_string(),
            Value::Float(number) => format!("{number:?}"),
            Value::Bool(truth) => truth.to_string(),
            _ => self.type_name().to_owned(),
        }
    }

    /// Returns the value as one line of TOML. JSON and TOML escape strings alike.
    #[must_use]
    pub fn written(&self) -> String {
        match &self.value {
            Value::Text(text) => serde_json::Value::from(text.as_str()).to_string(),
            Value::Integer(number) => number.to_string(),
            Value::Float(number) => format!("{number:?}"),
            Value::Bool(truth) => truth.to_string(),
            Value::Date(date) => date.to_string(),
            Value::List(items) => format!("[{}]", items.iter().map(Self::written).collect::<Vec<_>>().join(", ")),
            Value::Table(table) if table.is_empty() => "{}".to_owned(),
            Value::Table(table) => {
                let pair =
                    |(key, node): &(Key, Self)| format!("{} = {}", Self::name_written(&key.name), node.written());
                format!("{{ {} }}", table.iter().map(pair).collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// Returns a key as written in TOML, in quotes if it needs them.
    #[must_use]
    pub fn name_written(name: &str) -> String {
        let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if !name.is_empty() && name.chars().all(bare) {
            name.to_owned()
        } else {
            serde_json::Value::from(name).to_string()
        }
    }

    /// Returns the type of the value with its article, for error messages.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self.value {
            Value::Text(_) => "a string",
            Value::Integer(_) => "an integer",
            Value::Float(_) => "a number",
            Value::Bool(_) => "true or false",
            Value::Date(_) => "a date",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
}

/// Parses a TOML text into a tree. Every syntax error becomes a problem; everything that can be read is kept.
pub fn parse(source: SourceId, text: &str, problems: &mut Problems) -> Table {
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or(0..text.len().min(1));
        if swallows_lines(text, span.start, error.message()) {
            // Every following line would be reported again.
            let cause = "this line is part of an inline table that was opened above and never closed";
            let problem = Problem::new(Code::Syntax, Place::new(source, span), cause);
            problems.push(problem.help("add the missing `}` in a line above"));
            break;
        }
        let mut problem = Problem::new(Code::Syntax, Place::new(source, span), error.message().trim().to_owned());
        if error.message().contains("duplicate key") {
            let written = error.span().and_then(|span| text.get(span)).unwrap_or_default();
            // Only one of the two is kept, so the contents of the other are unknown.
            problems.hide();
            problem.code = Code::Duplicate;
            problem.cause = format!("`{written}` is written twice");
            problem = problem.help("write each table once, in one form: `[stock.x]` or `x = { ... }` under `[stock]`");
        }
        problems.push(problem);
    }
    table(source, document.into_inner(), problems)
}

/// Returns whether an error is that of a line swallowed by an unclosed inline table.
fn swallows_lines(text: &str, at: usize, message: &str) -> bool {
    let line = text.get(..at).and_then(|before| before.rsplit('\n').next()).unwrap_or("-");
    let inside = message.contains("inline table") || message.contains("between key-value pairs");
    inside && at > 0 && line.trim().is_empty()
}

fn table(source: SourceId, raw: DeTable<'_>, problems: &mut Problems) -> Table {
    let mut entries: Vec<(Key, Node)> = raw
        .into_iter()
        .map(|(key, value)| {
            let key = Key { place: Place::new(source, key.span()), name: spanned_text(&key) };
            (key, node(source, value, problems))
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.place);
    entries.into_iter().collect()
}

fn spanned_text(key: &Spanned<DeString<'_>>) -> String {
    key.get_ref().to_string()
}

fn node(source: SourceId, raw: Spanned<DeValue<'_>>, problems: &mut Problems) -> Node {
    let place = Place::new(source, raw.span());
    let value = match raw.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Value::Integer(number),
            Err(_) => {
                problems.push(Problem::new(Code::BadNumber, place, "this integer does not fit 64 bits"));
                Value::Integer(0)
            }
        },
        DeValue::Float(number) => match number.as_str().parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Float(number),
            _ => {
                problems.push(Problem::new(Code::BadNumber, place, "this number is not finite"));
                Value::Float(0.0)
            }
        },
        DeValue::Boolean(truth) => Value::Bool(truth),
        DeValue::Datetime(date) => Value::Date(date),
        DeValue::Array(items) => Value::List(items.into_iter().map(|item| node(source, item, problems)).collect()),
        DeValue::Table(entries) => Value::Table(table(source, entries, problems)),
    };
    Node::new(place, value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Sources;

    #[test]
    fn keeps_places_and_order_and_reports_every_syntax_error() {
        let text = "b = 2\na = \"x\"\nc = = 3\nd = [1, 2.5]\ne = 99999999999999999999\n";
        let mut sources = Sources::default();
        let source = sources.add("t.toml", text);
        let mut problems = Problems::default();
        let table = parse(source, text, &mut problems);
        assert!(problems.iter().any(|p| p.code == Code::Syntax));
        assert!(problems.iter().any(|p| p.code == Code::BadNumber));
        assert_eq!(table.get("a").unwrap().as_text(), Some("x"));
        assert_eq!(table.iter().next().unwrap().0.name, "b");
        assert_eq!(sources.line_column(table.get("a").unwrap().place), (2, 5));
        assert_eq!(table.get("d").unwrap().items().len(), 2);
    }
}
