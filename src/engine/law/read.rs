//! From the words of a scenario to a law: a plain quantity is a constant, a table with one key is the law of that name.
//! Every mistake becomes a problem at its own place, and reading goes on to find the next.

use super::draw::Law;
use super::error::LawError;
use super::form::{TABLES, forms_of, names};
use super::parameters::{Parameters, ways_to_write};
use super::read_table;
use crate::text::{Code, Node, Place, Problem, Problems, Value};
use crate::units::Quantity;

/// A column of a data file: its numbers, and the unit its header states.
pub type Column = (Vec<f64>, Option<String>);

/// A column that was read, or what kind of problem it is that none can be, in a sentence.
pub type ReadColumn = Result<Column, (Code, String)>;

/// What the words of a law mean here: the caller knows the dimension and where files lie.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// Reads a quantity of the law's dimension into the unit that is drawn.
    pub quantity: &'a dyn Fn(&Node) -> Result<f64, Problem>,
    /// Reads a column of a data file: file, column, and what kind of problem it is if it cannot.
    pub file: &'a dyn Fn(&str, &str) -> ReadColumn,
}

/// Reads a law; `None` if there were problems, which are added.
pub fn read(node: &Node, words: &Words<'_>, problems: &mut Problems) -> Option<Law> {
    // Apart from the others, which keep a problem once: a faulty law stays faulty when it is read a second time.
    let mut found = Problems::default();
    let law = read_node(node, words, &mut found);
    found.iter().for_each(|problem| problems.push(problem.clone()));
    law.filter(|_| found.is_empty())
}

fn read_node(node: &Node, words: &Words<'_>, problems: &mut Problems) -> Option<Law> {
    let Some(table) = node.as_table() else {
        let value = words.size(node, problems)?;
        return keep(Law::constant(value), problems, |_| node.place);
    };
    let mut entries = table.iter();
    let (Some((key, parameters)), None) = (entries.next(), entries.next()) else {
        let found: Vec<&str> = table.iter().map(|(key, _)| key.name.as_str()).collect();
        let cause = if found.is_empty() {
            "a law is a table with one key, its name; this one is empty".to_owned()
        } else {
            format!("a law is a table with one key, its name; this one has {}: {}", found.len(), found.join(", "))
        };
        problems.push(
            Problem::new(Code::OneChoice, node.place, cause)
                .help("for instance `{ lognormal = { mean = ..., cv = 0.5 } }`"),
        );
        return None;
    };
    let name = key.name.as_str();
    if TABLES.contains(&name) {
        return read_table::read(name, parameters, words, problems);
    }
    if forms_of(name).next().is_none() {
        problems.push(
            Problem::new(Code::UnknownLaw, key.place, format!("`{name}` is no probability law")).suggest(name, names()),
        );
        return None;
    }
    let Some(table) = parameters.as_table() else {
        let cause = format!("`{name}` takes named parameters, not {}", parameters.type_name());
        problems.push(Problem::new(Code::WrongType, parameters.place, cause).help(ways_to_write(name)));
        return None;
    };
    Parameters { name, key, table, words, problems }.law()
}

impl std::fmt::Debug for Words<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Words")
    }
}

impl Words<'_> {
    /// A quantity of the law's dimension.
    pub(super) fn size(&self, node: &Node, problems: &mut Problems) -> Option<f64> {
        (self.quantity)(node).map_err(|problem| problems.push(problem)).ok()
    }

    /// How much the number 1 is, with a unit or bare.
    pub(super) fn one(&self, unit: Option<&str>, place: Place) -> Result<f64, Problem> {
        let value = unit.map_or(Value::Integer(1), |unit| Value::Text(format!("1 {unit}")));
        (self.quantity)(&Node::new(place, value))
    }
}

/// Reports an error of a constructor at the place of its parameter.
pub(super) fn keep(law: Result<Law, LawError>, problems: &mut Problems, place: impl Fn(&str) -> Place) -> Option<Law> {
    law.map_err(|error| {
        let (code, parameter) = match &error {
            LawError::Parameter { parameter, .. } | LawError::Entries { parameter, .. } => {
                (Code::OutOfRange, *parameter)
            }
            LawError::Shares { .. } => (Code::ShareSum, "share"),
            LawError::Truncation { .. } => (Code::LawParameters, "min"),
        };
        problems.push(Problem::new(code, place(parameter), error.to_string()));
    })
    .ok()
}

/// A chance: a number from 0 to 1, or a share such as "25 %".
pub(super) fn chance(key: &str, node: &Node, problems: &mut Problems) -> Option<f64> {
    let value = node.as_number().or_else(|| node.as_text().and_then(share));
    if value.is_none() {
        let cause = format!("`{key}` takes a share such as \"25 %\", not {}", node.shown());
        problems.push(Problem::new(Code::WrongType, node.place, cause));
    }
    value
}

/// The share that a text such as "25 %" states.
pub(super) fn share(text: &str) -> Option<f64> {
    let quantity = Quantity::parse(text).ok()?;
    // Division by 100 gives the double nearest to the decimal fraction; multiplication by 0.01 may not.
    (quantity.units == ["%"]).then_some(quantity.number / 100.0)
}
