//! The choice of a forecast: a table with one key, the forecast's name, which holds its parameters.

use super::Method;
use crate::text::{Code, KeySpec, Node, Place, Problem, Problems, Reader, Table};

const EXAMPLE: &str = "for instance `forecast.ses = { alpha = 0.2 }`";

/// A forecast as it is written in a scenario.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// One of the standard names.
    pub name: &'static str,
    place: Place,
    parameters: &'a Table,
    keys: &'static [KeySpec],
}

impl<'a> Choice<'a> {
    /// Reads the one forecast in this table; problems are reported.
    pub fn read(node: &'a Node, problems: &mut Problems) -> Option<Self> {
        let entries: Vec<_> = node.as_table().into_iter().flat_map(Table::iter).collect();
        let [(key, parameters)] = entries[..] else {
            let problem = Problem::new(
                Code::OneChoice,
                node.place,
                "a forecast must be a table with one key, the forecast's name",
            );
            problems.push(problem.help(format!("{EXAMPLE}; forecasts: {}", Method::NAMES.join(", "))));
            return None;
        };
        let Some(known) = Method::KEYS.iter().find(|method| method.name == key.name) else {
            let problem = Problem::new(Code::UnknownPolicy, key.place, format!("`{}` is not a forecast", key.name));
            problems.push(problem.suggest(&key.name, Method::NAMES.iter().copied()));
            return None;
        };
        let Some(table) = parameters.as_table() else {
            let cause = format!("`{}` takes a table of parameters, not {}", key.name, parameters.type_name());
            problems.push(Problem::new(Code::WrongType, parameters.place, cause).help(EXAMPLE));
            return None;
        };
        Some(Self { name: known.name, place: parameters.place, parameters: table, keys: known.shape.keys() })
    }

    /// Returns a reader of its parameters, whose paths begin with this prefix.
    #[must_use]
    pub fn reader(&self, before: &str) -> Reader<'a> {
        let path = if before.is_empty() { self.name.to_owned() } else { format!("{before}.{}", self.name) };
        Reader::new(path, self.place, vec![self.parameters], self.keys)
    }
}
