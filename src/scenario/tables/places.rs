//! Finds the column of a place in a data file, so that problems can name it. A unit that is wrong in a whole column is
//! reported once, at the heading.

use super::Tables;
use crate::table::{Cell, split_heading};
use crate::text::{Code, Place, Problem, Problems, SourceId, Sources};
use crate::units::Quantity;
use std::collections::BTreeMap;

/// The places of the cells of a data file.
#[derive(Debug)]
pub(super) struct Sheet {
    source: SourceId,
    /// The number of columns that hold the names of a row.
    names: usize,
    headings: Vec<Heading>,
    /// The start of each cell, row by row.
    starts: Vec<u32>,
}

#[derive(Debug)]
struct Heading {
    place: Place,
    key: String,
    has_unit: bool,
    /// Whether a wrong unit has been reported here.
    refused: bool,
    /// The number of problems of each kind in its cells.
    found: BTreeMap<Code, usize>,
}

/// The largest number of problems of one kind in one column that are reported individually.
const MOST_OF_A_KIND: usize = 100;

impl Sheet {
    pub(super) fn new(source: SourceId, names: usize, heading: &[Cell<'_>]) -> Self {
        let headings = heading.iter().map(|cell| {
            let (key, unit) = split_heading(&cell.text);
            let place = Place::new(source, cell.span.clone());
            Heading { place, key: key.to_owned(), has_unit: unit.is_some(), refused: false, found: BTreeMap::new() }
        });
        Self { source, names, headings: headings.collect(), starts: Vec::new() }
    }

    /// Records the cells of a row, one per heading.
    pub(super) fn add(&mut self, row: &[Cell<'_>]) {
        self.starts.extend(row.iter().map(|cell| Place::new(self.source, cell.span.clone()).start));
    }

    /// Returns the column of a cell, and whether it holds names; `None` for headings.
    fn column(&mut self, place: Place) -> Option<(&mut Heading, bool)> {
        let cell = self.starts.binary_search(&place.start).ok()?;
        let column = cell % self.headings.len();
        Some((self.headings.get_mut(column)?, column < self.names))
    }
}

impl Tables {
    /// Adds the column's name to every problem in a cell. Keeps only the first [`MOST_OF_A_KIND`] problems of one kind in one
    /// column.
    pub(in crate::scenario) fn point_out(mut self, problems: Problems, sources: &Sources) -> Problems {
        let sheets = &mut self.0;
        let mut pointed = problems.filter_map(|mut problem| {
            let Some(place) = problem.place else { return Some(problem) };
            let sheet = sheets.iter_mut().find(|sheet| sheet.source == place.source);
            let Some((heading, holds_name)) = sheet.and_then(|sheet| sheet.column(place)) else { return Some(problem) };
            let cell = &sources.text(place.source)[place.start as usize..place.end as usize];
            let bare = Quantity::parse(cell.trim_matches('"')).is_ok_and(|quantity| quantity.units.is_empty());
            if matches!(problem.code, Code::WrongUnit | Code::UnknownUnit | Code::MissingRate) && bare {
                problem.place = Some(heading.place);
                if !heading.has_unit {
                    problem = problem.help(format!("add the unit to the heading: `{} [...]`", heading.key));
                }
                return (!std::mem::replace(&mut heading.refused, true)).then_some(problem);
            }
            if !holds_name {
                problem.cause = format!("column `{}`: {}", heading.key, problem.cause);
            }
            let found = heading.found.entry(problem.code).or_default();
            *found += 1;
            (*found <= MOST_OF_A_KIND).then_some(problem)
        });
        for heading in self.0.iter().flat_map(|sheet| &sheet.headings) {
            for (code, found) in heading.found.iter().filter(|(_, found)| **found > MOST_OF_A_KIND) {
                let more = found - MOST_OF_A_KIND;
                let cause = format!("column `{}`: {more} more rows have this problem", heading.key);
                pointed.push(Problem::new(*code, heading.place, cause));
            }
        }
        pointed
    }
}
