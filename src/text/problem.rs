//! A user's mistake: code, place, cause and help. Problems are collected, so that all are reported at once.

use super::{Code, Place, SourceId};
use std::collections::BTreeMap;

/// A problem in a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its kind.
    pub code: Code,
    /// Its place; `None` if there is none in the text.
    pub place: Option<Place>,
    /// What is wrong, including the bad value.
    pub cause: String,
    /// How to fix it.
    pub help: Option<String>,
}

impl Problem {
    /// Returns a problem at a place.
    #[must_use]
    pub fn new(code: Code, place: Place, cause: impl Into<String>) -> Self {
        Self { code, place: Some(place), cause: in_a_line(cause.into()), help: None }
    }

    /// Returns a problem of the whole scenario.
    #[must_use]
    pub fn nowhere(code: Code, cause: impl Into<String>) -> Self {
        Self { code, place: None, cause: in_a_line(cause.into()), help: None }
    }

    /// Adds how to fix it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(in_a_line(help.into()));
        self
    }

    /// Adds "did you mean" if a candidate is close, else the list of candidates if it is short.
    #[must_use]
    pub fn suggest<'a>(self, name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        let candidates: Vec<&str> = candidates.into_iter().collect();
        if let Some(near) = super::nearest(name, candidates.iter().copied()) {
            return self.help(format!("did you mean `{near}`?"));
        }
        if candidates.is_empty() || candidates.len() > 30 {
            // Keeps any help it already has.
            return self;
        }
        let list: Vec<String> = candidates.iter().map(|name| format!("`{name}`")).collect();
        self.help(format!("possible here: {}", list.join(", ")))
    }
}

/// Shortens a message to one line, because it may quote any text of the user's.
fn in_a_line(text: String) -> String {
    const LONGEST: usize = 600;
    if text.len() <= LONGEST && !text.contains(char::is_control) {
        return text;
    }
    let escaped = |c: char| if c.is_control() { c.escape_default().collect::<String>() } else { c.to_string() };
    let mut line: String = text.chars().take(LONGEST).map(escaped).collect();
    if text.chars().nth(LONGEST).is_some() {
        line += " ...";
    }
    line
}

/// All problems found in one reading.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    list: Vec<Problem>,
    /// Indices into the list, by the start of the place.
    at: BTreeMap<Option<(SourceId, u32)>, Vec<usize>>,
    /// Whether part of the scenario could not be read at all.
    hidden: bool,
}

impl Problems {
    /// Adds a problem, unless it is already there: a default is read by many entries, each of which may add different
    /// help. A value that is not even valid TOML is reported only once.
    pub fn push(&mut self, problem: Problem) {
        let start = problem.place.map(|place| (place.source, place.start));
        let here = self.at.entry(start).or_default();
        let stands = here.iter().map(|index| &self.list[*index]).any(|known| {
            let unreadable = start.is_some() && matches!(known.code, Code::Syntax | Code::BadNumber);
            unreadable || (known.place, known.code, &known.cause) == (problem.place, problem.code, &problem.cause)
        });
        if !stands {
            here.push(self.list.len());
            self.list.push(problem);
        }
    }

    /// Returns whether a problem of this kind begins at this place.
    #[must_use]
    pub fn has(&self, code: Code, place: Place) -> bool {
        let here = self.at.get(&Some((place.source, place.start)));
        here.into_iter().flatten().any(|index| self.list[*index].code == code)
    }

    /// Returns whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns the number of problems.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Returns the problems in the order found, or in text order after sorting.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter()
    }

    /// Records that part of the scenario could not be read, so the names in it are unknown.
    pub fn hide(&mut self) {
        self.hidden = true;
    }

    /// Maps each problem, or drops it.
    #[must_use]
    pub fn filter_map(self, change: impl FnMut(Problem) -> Option<Problem>) -> Self {
        let mut changed = Self { hidden: self.hidden, ..Self::default() };
        self.list.into_iter().filter_map(change).for_each(|problem| changed.push(problem));
        changed
    }

    /// If the text has syntax errors, or a table of entries could not be read, keeps only the problems that are certain
    /// regardless: a missing bracket must not be reported as a missing warehouse.
    pub fn keep_certain(&mut self) {
        if self.hidden || self.list.iter().any(|problem| problem.code == Code::Syntax) {
            self.list.retain(|problem| problem.code.stands_alone());
            self.at.clear();
        }
    }

    /// Sorts by place, those without a place last. Nothing may be added afterwards.
    pub fn sort(&mut self) {
        self.list.sort_by_key(|problem| (problem.place.is_none(), problem.place, problem.code));
        self.at.clear();
    }
}
