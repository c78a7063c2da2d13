//! A law on its own, in the words that stand behind `transit =` in a scenario. Nothing says what it is a law of, so its
//! first quantity does: the law answers in that unit, and every other quantity of it must be of the same dimension.

use super::{Faults, data_files};
use crate::engine::Law;
use crate::reading::law::{self, Words};
use crate::text::{Code, Node, Place, Problem, Problems, Sources, Value, parse};
use crate::units::{Dimension, Quantity};
use std::cell::RefCell;
use std::path::Path;

/// A law and its unit.
#[derive(Clone, Debug)]
pub struct LawWords {
    /// The law.
    pub law: Law,
    /// What its draws are in.
    pub unit: LawUnit,
}

/// The unit of a law, as it was first written; nothing for bare numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LawUnit(String);

impl LawUnit {
    /// The unit's words, for instance `d`; nothing for bare numbers.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }

    /// How many microseconds it is, if it is a time.
    #[must_use]
    pub fn micros(&self) -> Option<f64> {
        if let Dimension::Time(factor) = Quantity::dimension(&self.0) { Some(factor) } else { None }
    }

    /// A number of another unit of the same dimension in this one.
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

    /// A quantity in this unit; a bare number is taken to be in it.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence.
    pub fn value_of(&self, text: &str) -> Result<f64, String> {
        let quantity = Quantity::parse(text).map_err(|error| format!("\"{text}\" is no quantity: {error}"))?;
        let unit = quantity.units.join("/");
        let value = if unit.is_empty() { Some(quantity.number) } else { self.convert(quantity.number, &unit) };
        value.ok_or_else(|| match &self.0[..] {
            "" => format!("the law has no unit, but \"{text}\" has"),
            own => format!("the law is in `{own}`, which \"{text}\" is not"),
        })
    }
}

/// A number times one factor over another; equal factors leave every digit as it is.
fn scaled(number: f64, factor: f64, over: f64) -> f64 {
    if factor == over { number } else { number * factor / over }
}

/// Reads a law such as `lognormal = { median = "36 d", sigma = 0.1 }` or `"36 h"`; data files are looked for in `dir`.
///
/// # Errors
/// Everything that is wrong with it.
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

/// A quantity in the unit of the law; the first one says which that is.
fn size(node: &Node, unit: &RefCell<Option<LawUnit>>) -> Result<f64, Problem> {
    let quantity = match (node.as_number(), node.as_text()) {
        (Some(number), _) => Quantity { number, units: Vec::new() },
        (None, Some(text)) => Quantity::parse(text).map_err(|error| {
            Problem::new(Code::BadNumber, node.place, format!("\"{text}\" is no quantity: {error}"))
        })?,
        (None, None) => {
            let cause = format!("a number, or a quantity such as `\"36 h\"`, is needed, not {}", node.type_name());
            return Err(Problem::new(Code::WrongType, node.place, cause));
        }
    };
    let written = quantity.units.join("/");
    let mut unit = unit.borrow_mut();
    let unit = unit.get_or_insert_with(|| LawUnit(written.clone()));
    unit.convert(quantity.number, &written).ok_or_else(|| {
        let cause = match (unit.name(), &written[..]) {
            (own, "") => format!("this law is in `{own}`; {} has no unit", node.shown()),
            ("", _) => format!("this law is of bare numbers; {} has a unit", node.shown()),
            (own, _) => format!("this law is in `{own}`, which {} is not", node.shown()),
        };
        Problem::new(Code::WrongUnit, node.place, cause).help("all quantities of a law are of one dimension")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Result<LawWords, String> {
        law(words, Path::new(".")).map_err(|faults| faults.to_string())
    }

    #[test]
    fn a_law_answers_in_the_unit_it_is_written_in() {
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
    fn units_that_do_not_fit_are_refused_where_they_stand() {
        let refused = |words| read(words).unwrap_err();
        assert_eq!(
            refused("uniform = { min = \"1 d\", max = \"2 kg\" }"),
            "law:1:32: wrong_unit: this law is in `d`, which \"2 kg\" is not (all quantities of a law are of one dimension)\n"
        );
        assert!(refused("uniform = { min = \"1 d\", max = 2 }").contains("2 has no unit"));
        assert!(refused("uniform = { min = 1, max = \"2 d\" }").contains("this law is of bare numbers"));
        assert!(refused("lognorml.mean = 3").contains("did you mean `lognormal`?"));
        assert!(refused("").contains("empty"));
        assert!(refused("exponential.mean = ").contains("syntax"));
    }

    #[test]
    fn points_are_read_in_any_unit_of_the_dimension() {
        let unit = read("\"36 h\"").unwrap().unit;
        assert_eq!((unit.value_of("2 d"), unit.value_of("5")), (Ok(48.0), Ok(5.0)));
        assert_eq!(unit.value_of("3 kg").unwrap_err(), "the law is in `h`, which \"3 kg\" is not");
        assert_eq!(LawUnit::default().value_of("3 kg").unwrap_err(), "the law has no unit, but \"3 kg\" has");
    }
}
