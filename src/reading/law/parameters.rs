//! Reads the named parameters of a distribution: determines their form, their values, and what is wrong with them.

use super::form::{COUNTS, Form, forms_of, may_be_cut};
use super::words::{Words, chance, keep};
use crate::engine::law::{Law, LawError};
use crate::text::{Code, Key, Node, Place, Problem, Problems, Table, nearest};
use crate::units::Quantity;

/// The parameters of a distribution being read.
pub(super) struct Parameters<'a> {
    pub(super) name: &'a str,
    pub(super) key: &'a Key,
    pub(super) table: &'a Table,
    pub(super) words: &'a Words<'a>,
    pub(super) problems: &'a mut Problems,
}

/// A parameter that was read.
struct Parameter<'a> {
    key: &'static str,
    node: &'a Node,
    value: Option<f64>,
}

impl<'a> Parameters<'a> {
    /// Returns the distribution they define.
    pub(super) fn law(mut self) -> Option<Law> {
        let keys = self.known_keys();
        let unit = self.unit_of_counts();
        let read: Vec<Parameter<'a>> =
            keys.into_iter().map(|(key, node)| Parameter { key, node, value: self.parameter(key, node) }).collect();
        let is_cut = |parameter: &&Parameter<'_>| may_be_cut(self.name) && matches!(parameter.key, "min" | "max");
        let form = self.form(
            &read.iter().filter(|parameter| !is_cut(parameter)).map(|parameter| parameter.key).collect::<Vec<_>>(),
        )?;
        let find = |key: &str| read.iter().find(|parameter| parameter.key == key);
        let unit = self.unit(form, unit)?;
        let values: Option<Vec<f64>> = form.keys.iter().map(|key| find(key)?.value).collect();
        let place = |parameter: &str| {
            find(parameter).or_else(|| find("k")).map_or(self.key.place, |parameter| parameter.node.place)
        };
        let bound = |key, open| find(key).map_or(Some(open), |parameter| parameter.value);
        let (min, max) = if may_be_cut(self.name) {
            (bound("min", f64::NEG_INFINITY)?, bound("max", f64::INFINITY)?)
        } else {
            (f64::NEG_INFINITY, f64::INFINITY)
        };
        let law = keep_in_words((form.make)(&values?), self.problems, place, &read)?.scaled(unit);
        keep_in_words(law.truncated(min, max), self.problems, place, &read)
    }

    /// Returns the keys that the distribution has. A misspelt key is reported and read as the closest one; others are
    /// reported.
    fn known_keys(&mut self) -> Vec<(&'static str, &'a Node)> {
        let mut possible: Vec<&'static str> = Vec::new();
        let cut: &[&str] = if may_be_cut(self.name) { &["min", "max"] } else { &[] };
        for key in forms_of(self.name).flat_map(|form| form.keys).chain(cut) {
            if !possible.contains(key) {
                possible.push(key);
            }
        }
        let mut known = Vec::new();
        for (key, node) in self.table.iter() {
            if let Some(name) = possible.iter().find(|name| **name == key.name) {
                known.push((*name, node));
                continue;
            }
            let cause = format!("`{}` is not a parameter of `{}`", key.name, self.name);
            self.problems
                .push(Problem::new(Code::UnknownKey, key.place, cause).suggest(&key.name, possible.iter().copied()));
            if let Some(near) = nearest(&key.name, possible.iter().copied())
                && self.table.get(near).is_none()
                && let Some(name) = possible.iter().find(|name| **name == near)
            {
                known.push((*name, node));
            }
        }
        known
    }

    /// Returns the form with these keys; if there is none, reports what is missing or excess.
    fn form(&mut self, keys: &[&str]) -> Option<&'static Form> {
        let form = forms_of(self.name)
            .find(|form| form.keys.len() == keys.len() && form.keys.iter().all(|key| keys.contains(key)));
        if form.is_none() {
            let surplus = forms_of(self.name).any(|form| form.keys.iter().all(|key| keys.contains(key)));
            let cause = if surplus {
                format!("`{}` cannot have {} together", self.name, listed(keys))
            } else {
                match keys {
                    [] => format!("`{}` needs its parameters", self.name),
                    [key] => format!("`{key}` alone does not define `{}`", self.name),
                    _ => format!("{} do not define `{}`", listed(keys), self.name),
                }
            };
            self.problems
                .push(Problem::new(Code::LawParameters, self.key.place, cause).help(forms_in_words(self.name)));
        }
        form
    }

    /// Reads the value of a parameter; its type depends on its name.
    fn parameter(&mut self, key: &'static str, node: &'a Node) -> Option<f64> {
        match key {
            "cv" | "sigma" | "shape" | "k" | "r" | "n" | "alpha" | "beta" => self.number(key, node),
            "p" => chance(key, node, self.problems),
            "mean" if COUNTS.contains(&self.name) => Some(self.split(key, node)?.0),
            // A count distribution is in the unit of its mean, so its variance is too.
            "var" => Some(self.split(key, node)?.0),
            "mu" => {
                let (number, one) = self.split(key, node)?;
                if number.abs() > 700.0 {
                    let cause = format!(
                        "`mu` is the mean of a logarithm and must be between -700 and 700, not {}",
                        node.shown()
                    );
                    self.problems.push(Problem::new(Code::OutOfRange, node.place, cause));
                    return None;
                }
                Some(number.exp() * one)
            }
            "rate" => self.rate(node),
            _ => self.words.size(node, self.problems),
        }
    }

    fn number(&mut self, key: &str, node: &Node) -> Option<f64> {
        let number = node.as_number();
        if number.is_none() {
            let cause = format!("`{key}` must be a bare number, not {}", node.shown());
            self.problems.push(Problem::new(Code::WrongType, node.place, cause));
        }
        number
    }

    /// Reads the number and the size of the unit of a parameter that is not a plain quantity.
    fn split(&mut self, key: &str, node: &Node) -> Option<(f64, f64)> {
        let (number, unit) = match (node.as_number(), node.as_text()) {
            (Some(number), _) => (number, None),
            (None, Some(text)) => match Quantity::parse(text) {
                Ok(quantity) if quantity.units.is_empty() => (quantity.number, None),
                Ok(quantity) => (quantity.number, Some(quantity.units.join("/"))),
                Err(error) => {
                    self.problems.push(Problem::new(
                        Code::BadNumber,
                        node.place,
                        format!("\"{text}\" is not a quantity: {error}"),
                    ));
                    return None;
                }
            },
            _ => {
                let cause = format!("`{key}` must be a quantity, not {}", node.type_name());
                self.problems.push(Problem::new(Code::WrongType, node.place, cause));
                return None;
            }
        };
        let one = match (key, unit) {
            ("rate", Some(unit)) => unit.strip_prefix('/').map(|unit| self.words.one(Some(unit), node.place)),
            ("rate", None) => self.words.one(None, node.place).ok().map(Ok),
            (_, None) => Some(self.words.one(None, node.place).or_else(|_| (self.words.quantity)(node))),
            (_, unit) => Some(self.words.one(unit.as_deref(), node.place)),
        };
        let Some(one) = one else {
            let cause = format!("`rate` must be a number per unit, not {}", node.shown());
            self.problems.push(Problem::new(Code::WrongUnit, node.place, cause).help("for instance \"20 /h\""));
            return None;
        };
        Some((number, one.map_err(|problem| self.problems.push(problem)).ok()?))
    }

    /// Reads a rate as the mean time between events.
    fn rate(&mut self, node: &Node) -> Option<f64> {
        let (number, one) = self.split("rate", node)?;
        let mean = one / number;
        if mean > 0.0 && mean.is_finite() {
            return Some(mean);
        }
        let cause = if number > 0.0 {
            format!("`rate` is out of range: {}", node.shown())
        } else {
            format!("`rate` must be above 0, not {}", node.shown())
        };
        self.problems.push(Problem::new(Code::OutOfRange, node.place, cause));
        None
    }

    /// Returns the size of a count distribution's unit, taken from its mean. Problems were reported with the mean.
    fn unit_of_counts(&mut self) -> Option<f64> {
        let node = self.table.get("mean").filter(|_| COUNTS.contains(&self.name))?;
        let text = node.as_text().and_then(|text| Quantity::parse(text).ok());
        let unit = text.map(|quantity| quantity.units.join("/")).filter(|unit| !unit.is_empty());
        self.words.one(unit.as_deref(), node.place).ok()
    }

    /// Returns the factor from the sampler's values to the wanted unit: 1 if the parameters carry the unit themselves.
    fn unit(&mut self, form: &Form, of_counts: Option<f64>) -> Option<f64> {
        if form.keys.contains(&"mean") && COUNTS.contains(&self.name) {
            return Some(of_counts.unwrap_or(1.0));
        }
        if !COUNTS.contains(&self.name) && form.keys != ["alpha", "beta"] {
            return Some(1.0);
        }
        let one = self.words.one(None, self.key.place);
        if one.is_err() {
            let cause = format!(
                "`{}` with {} gives bare numbers, but this key needs a quantity with a unit",
                self.name,
                listed(form.keys)
            );
            let help = if self.name == "beta" { "add `min` and `max`" } else { "give the `mean`, with its unit" };
            self.problems.push(Problem::new(Code::LawParameters, self.key.place, cause).help(help));
        }
        one.ok()
    }
}

/// Reports a constructor's error with the value as the user wrote it, not as converted.
fn keep_in_words(
    law: Result<Law, LawError>,
    problems: &mut Problems,
    place: impl Fn(&str) -> Place,
    read: &[Parameter<'_>],
) -> Option<Law> {
    let find = |key: &str| read.iter().find(|parameter| parameter.key == key);
    match law {
        Err(LawError::Parameter { parameter, must, .. })
            if let Some(found) = find(parameter).or_else(|| find("k").filter(|_| parameter == "shape")) =>
        {
            let cause = format!("`{}` must be {must}, not {}", found.key, found.node.shown());
            problems.push(Problem::new(Code::OutOfRange, found.node.place, cause));
            None
        }
        law => keep(law, problems, place),
    }
}

/// Returns the parameters a distribution takes, for a help text.
pub(super) fn forms_in_words(law: &str) -> String {
    let routes: Vec<String> = forms_of(law).map(|form| listed(form.keys)).collect();
    format!("`{law}` takes {}", routes.join("; or "))
}

fn listed(keys: &[&str]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    match keys.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
