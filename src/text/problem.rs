//! A mistake of the user's: code, place, cause and help. Problems are gathered, never thrown one by one.

use super::{Code, Place};

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
        Self { code, place: Some(place), cause: cause.into(), help: None }
    }

    /// A problem of the whole scenario.
    #[must_use]
    pub fn nowhere(code: Code, cause: impl Into<String>) -> Self {
        Self { code, place: None, cause: cause.into(), help: None }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
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
            return self;
        }
        let list: Vec<String> = candidates.iter().map(|name| format!("`{name}`")).collect();
        self.help(format!("possible here: {}", list.join(", ")))
    }
}

/// All mistakes found in one reading.
#[derive(Clone, Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Adds one, unless the same stands already (a default is read by many entries).
    pub fn push(&mut self, problem: Problem) {
        if !self.0.contains(&problem) {
            self.0.push(problem);
        }
    }

    /// Whether none was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many were found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The problems in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }

    /// Puts them in the order of the text, those without a place last.
    pub fn sort(&mut self) {
        self.0.sort_by_key(|problem| (problem.place.is_none(), problem.place, problem.code));
    }
}
