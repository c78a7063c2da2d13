//! A mistake of the user's: code, place, cause and help. Problems are gathered, never thrown one by one.

use super::{Code, Place, SourceId};
use std::collections::BTreeMap;

/// One mistake in a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind it is.
    pub code: Code,
    /// Where it stands; `None` where no text can be pointed at.
    pub place: Option<Place>,
    /// What is wrong, with the bad value in it.
    pub cause: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Problem {
    /// A problem at a place.
    #[must_use]
    pub fn new(code: Code, place: Place, cause: impl Into<String>) -> Self {
        Self { code, place: Some(place), cause: in_a_line(cause.into()), help: None }
    }

    /// A problem of the whole scenario.
    #[must_use]
    pub fn nowhere(code: Code, cause: impl Into<String>) -> Self {
        Self { code, place: None, cause: in_a_line(cause.into()), help: None }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(in_a_line(help.into()));
        self
    }

    /// Adds "did you mean" if a candidate is near, else the list of what is possible if it is short.
    #[must_use]
    pub fn suggest<'a>(self, name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        let candidates: Vec<&str> = candidates.into_iter().collect();
        if let Some(near) = super::nearest(name, candidates.iter().copied()) {
            return self.help(format!("did you mean `{near}`?"));
        }
        if candidates.is_empty() || candidates.len() > 30 {
            // Whatever help there is stands.
            return self;
        }
        let list: Vec<String> = candidates.iter().map(|name| format!("`{name}`")).collect();
        self.help(format!("possible here: {}", list.join(", ")))
    }
}

/// A sentence that repeats what the user wrote stays one line, whatever that was.
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

/// All mistakes found in one reading.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    list: Vec<Problem>,
    /// Which of the list begin at a place.
    at: BTreeMap<Option<(SourceId, u32)>, Vec<usize>>,
    /// Whether a part of the scenario could not be read at all.
    hidden: bool,
}

impl Problems {
    /// Adds one, unless the same stands already: a default is read by many entries, each with help of its own. A value
    /// that could not even be read as TOML is not judged a second time for what stands in for it.
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

    /// Whether one of this kind was found that begins where a place does.
    #[must_use]
    pub fn has(&self, code: Code, place: Place) -> bool {
        let here = self.at.get(&Some((place.source, place.start)));
        here.into_iter().flatten().any(|index| self.list[*index].code == code)
    }

    /// Whether none was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many were found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The problems as they were found, or in the order of the text once they are sorted.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter()
    }

    /// Notes that a part of the scenario could not be read: who is named there is not known.
    pub fn hide(&mut self) {
        self.hidden = true;
    }

    /// Each as the function has it, or none.
    #[must_use]
    pub fn filter_map(self, change: impl FnMut(Problem) -> Option<Problem>) -> Self {
        let mut changed = Self { hidden: self.hidden, ..Self::default() };
        self.list.into_iter().filter_map(change).for_each(|problem| changed.push(problem));
        changed
    }

    /// Where the text has syntax errors, or a table of entries could not be read, keeps what is certain without the parts
    /// that are missing: one forgotten bracket is no missing warehouse.
    pub fn keep_certain(&mut self) {
        if self.hidden || self.list.iter().any(|problem| problem.code == Code::Syntax) {
            self.list.retain(|problem| problem.code.stands_alone());
            self.at.clear();
        }
    }

    /// Puts them in the order of the text, those without a place last. Nothing is added after that.
    pub fn sort(&mut self) {
        self.list.sort_by_key(|problem| (problem.place.is_none(), problem.place, problem.code));
        self.at.clear();
    }
}
