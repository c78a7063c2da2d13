//! The context in which a distribution is read, and the reporting of invalid values.

use crate::engine::law::{Law, LawError};
use crate::text::{Code, Node, Place, Problem, Problems, Value};
use crate::units::Quantity;

/// A column of a data file: its numbers, and the unit in its heading.
pub type Column = (Vec<f64>, Option<String>);

/// A column that was read, or the code and text of the problem.
pub type ReadColumn = Result<Column, (Code, String)>;

/// The context of a distribution: the caller knows its dimension and where files are.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// Converts a quantity of the distribution's dimension into the unit of its values.
    pub quantity: &'a dyn Fn(&Node) -> Result<f64, Problem>,
    /// Reads a column of a data file: file, column.
    pub file: &'a dyn Fn(&str, &str) -> ReadColumn,
}

impl std::fmt::Debug for Words<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Words")
    }
}

impl Words<'_> {
    /// Reads a quantity of the distribution's dimension.
    pub(super) fn size(&self, node: &Node, problems: &mut Problems) -> Option<f64> {
        (self.quantity)(node).map_err(|problem| problems.push(problem)).ok()
    }

    /// Returns the value of 1, with a unit or bare.
    pub(super) fn one(&self, unit: Option<&str>, place: Place) -> Result<f64, Problem> {
        let value = unit.map_or(Value::Integer(1), |unit| Value::Text(format!("1 {unit}")));
        (self.quantity)(&Node::new(place, value))
    }
}

/// Reports a constructor's error at the place of its parameter.
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

/// Reads a probability: a number from 0 to 1, or a share such as "25 %".
pub(super) fn chance(key: &str, node: &Node, problems: &mut Problems) -> Option<f64> {
    let value = node.as_number().or_else(|| node.as_text().and_then(share));
    if value.is_none() {
        let cause = format!("`{key}` must be a share such as \"25 %\", not {}", node.shown());
        problems.push(Problem::new(Code::WrongType, node.place, cause));
    }
    value
}

/// Returns the share that a text such as "25 %" states.
pub(super) fn share(text: &str) -> Option<f64> {
    let quantity = Quantity::parse(text).ok()?;
    // Dividing by 100 gives the double nearest to the decimal fraction; multiplying by 0.01 may not.
    (quantity.units == ["%"]).then_some(quantity.number / 100.0)
}
