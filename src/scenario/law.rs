//! Reads a distribution without a scenario, in the form that follows `transit =`. Its first quantity determines its
//! unit: the results are in that unit, and all its quantities must have the same dimension.

use super::{Faults, data_files};
use crate::engine::Law;
use crate::reading::law::{self, Words};
use crate::text::{Code, Node, Place, Problem, Problems, Sources, Value, parse};
use crate::units::{Dimension, Quantity};
use std::cell::RefCell;
use std::path::Path;

/// A distribution and its unit.
#[derive(Clone, Debug)]
pub struct LawWords {
    /// The distribution.
    pub law: Law,
    /// The unit of its values.
    pub unit: LawUnit,
}

/// The unit of a distribution, as first written; empty for bare numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LawUnit(String);

impl LawUnit {
    /// Returns the unit as written, such as `d`; empty for bare numbers.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Returns the unit in microseconds, if it is a time.
    #[must_use]
    pub fn micros(&self) -> Option<f64> {
        if let Dimension::Time(factor) = Quantity::dimension(&self.0) { Some(factor) } else { None }
    }

    /// Converts a number from another unit of the same dimension.
    fn convert(&self, number: f64, unit: &str) -> Option<f64> {
        let (own, other) = (Quantity::dimension(&self.0), Quantity::dimension(unit));
        match (own, other) {
            (Dimension::Time(own), Dimension::Time(other))
            | (Dimension::Share(own), Dimension::Share(other))
            | (Dimension::Mass(own), Dimension::Mass(other))
            | (Dimension::Volume(own), Dimension::Volume(other)) => Some(scaled(number, other, own)),
            (Dimension::Pieces, Dimension::Pieces) => Some(number),
            _ => (self.0 == unit).then_some(number),
        }
    }

    /// Returns a quantity in this unit; a bare number is taken to be in it.
    ///
    /// # Errors
    /// Returns the problem in a sentence.
    pub fn value_of(&self, text: &str) -> Result<f64, String> {
        let quantity = Quantity::parse(text).map_err(|error| format!("\"{text}\" is not a quantity: {error}"))?;
        let unit = quantity.units.join("/");
        let value = if unit.is_empty() { Some(quantity.number) } else { self.convert(quantity.number, &unit) };
        value.ok_or_else(|| match &self.0[..] {
            "" => format!("the distribution has no unit, but \"{text}\" has"),
            own => format!("the distribution is in `{own}`, but \"{text}\" is not"),
        })
    }
}

/// Scales a number from one factor to another. Equal factors leave every digit unchanged.
fn scaled(number: f64, factor: f64, over: f64) -> f64 {
    if factor == over { number } else { number * factor / over }
}

/// Reads a distribution such as `lognormal = { median = "36 d", sigma = 0.1 }` or `"36 h"`; data files are looked for
/// in `dir`.
///
/// # Errors
/// Returns all its problems.
pub fn law(words: &str, dir: &Path) -> Result<LawWords, Faults> {
    let begins_a_value = |c: char| c.is_ascii_digit() || "{\"'+-.".contains(c);
    let plain = words.trim_start().starts_with(begins_a_value);
    let text = if plain { format!("law = {}", words.trim()) } else { words.to_owned() };
    let mut sources = Sources::default();
    let source = sources.add("law", &text);
    let mut problems = Problems::default();
    let root = parse(source, &text, &mut problems);
    let unit: RefCell<Option<LawUnit>> = RefCell::default();
    let words = Words {
        quantity: &|node| size(node, &unit),
        file: &|file, column| data_files::column(&dir.join(file), file, column),
    };
    let whole = Node::new(Place::new(source, 0..text.len()), Value::Table(root));
    let node = if plain { whole.as_table().and_then(|root| root.get("law")) } else { Some(&whole) };
    let law = node.and_then(|node| law::read(node, &words, &mut problems));
    match law {
        Some(law) if problems.is_empty() => Ok(LawWords { law, unit: unit.into_inner().unwrap_or_default() }),
        _ => Err(Faults::new(sources, problems)),
    }
}

/// Returns a quantity in the unit of the distribution, which the first one sets.
fn size(node: &Node, unit: &RefCell<Option<LawUnit>>) -> Result<f64, Problem> {
    let quantity = match (node.as_number(), node.as_text()) {
        (Some(number), _) => Quantity { number, units: Vec::new() },
        (None, Some(text)) => Quantity::parse(text).map_err(|error| {
            Problem::new(Code::BadNumber, node.place, format!("\"{text}\" is not a quantity: {error}"))
        })?,
        (None, None) => {
            let cause = format!("expected a number or a quantity such as `\"36 h\"`, not {}", node.type_name());
            return Err(Problem::new(Code::WrongType, node.place, cause));
        }
    };
    let written = quantity.units.join("/");
    let mut unit = unit.borrow_mut();
    let unit = unit.get_or_insert_with(|| LawUnit(written.clone()));
    unit.convert(quantity.number, &written).ok_or_else(|| {
        let cause = match (unit.name(), &written[..]) {
            (own, "") => format!("this distribution is in `{own}`, but {} has no unit", node.shown()),
            ("", _) => format!("this distribution has no unit, but {} has", node.shown()),
            (own, _) => format!("this distribution is in `{own}`, but {} is not", node.shown()),
        };
        Problem::new(Code::WrongUnit, node.place, cause)
            .help("all quantities of a distribution must have the same dimension")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Result<LawWords, String> {
        law(words, Path::new(".")).map_err(|faults| faults.to_string())
    }

    #[test]
    fn a_distribution_is_in_the_unit_it_is_written_in() {
        for (words, unit, mean) in [
            ("exponential.mean = \"4 d\"", "d", 4.0),
            ("exponential.rate = \"20 /h\"", "h", 0.05),
            ("uniform = { min = \"12 h\", max = \"1 d\" }", "h", 18.0),
            ("\"36 h\"", "h", 36.0),
            ("{ triangular = { min = 2, mode = 3, max = 7 } }", "", 4.0),
            ("7", "", 7.0),
            ("poisson.mean = 3.5", "", 3.5),
            ("discrete = { \"1 d\" = 1, \"48 h\" = 1 }", "d", 1.5),
            ("mixture = [{ share = \"50 %\", law = \"2 CNY\" }, { share = \"50 %\", law = \"4 CNY\" }]", "CNY", 3.0),
            ("uniform = { min = \"2 %\", max = \"4 %\" }", "%", 3.0),
        ] {
            let read = read(words).unwrap();
            assert_eq!(read.unit.name(), unit, "{words}");
            assert!((read.law.mean() - mean).abs() < 1e-12, "{words}: {}", read.law.mean());
        }
    }

    #[test]
    fn wrong_units_are_reported_at_their_place() {
        let refused = |words| read(words).unwrap_err();
        assert_eq!(
            refused("uniform = { min = \"1 d\", max = \"2 kg\" }"),
            "law:1:32: wrong_unit: this distribution is in `d`, but \"2 kg\" is not (all quantities of a distribution must have the same dimension)\n"
        );
        assert!(refused("uniform = { min = \"1 d\", max = 2 }").contains("2 has no unit"));
        assert!(refused("uniform = { min = 1, max = \"2 d\" }").contains("this distribution has no unit"));
        assert!(refused("lognorml.mean = 3").contains("did you mean `lognormal`?"));
        assert!(refused("").contains("empty"));
        assert!(refused("exponential.mean = ").contains("syntax"));
    }

    #[test]
    fn points_are_read_in_any_unit_of_the_dimension() {
        let unit = read("\"36 h\"").unwrap().unit;
        assert_eq!((unit.value_of("2 d"), unit.value_of("5")), (Ok(48.0), Ok(5.0)));
        assert_eq!(unit.value_of("3 kg").unwrap_err(), "the distribution is in `h`, but \"3 kg\" is not");
        assert_eq!(LawUnit::default().value_of("3 kg").unwrap_err(), "the distribution has no unit, but \"3 kg\" has");
    }
}
