//! All problems of a scenario, with the texts they are in.

use crate::text::{Problem, Problems, Sources};
use std::fmt;

/// The problems of an invalid scenario.
#[derive(Clone, Debug)]
pub struct Faults {
    /// The texts that were read.
    pub sources: Sources,
    /// The problems, in text order.
    pub problems: Problems,
}

impl Faults {
    pub(super) fn new(sources: Sources, mut problems: Problems) -> Self {
        problems.keep_certain();
        problems.sort();
        Self { sources, problems }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Problem { code, place, cause, help } in self.problems.iter() {
            if let Some(place) = place {
                let (line, column) = self.sources.line_column(*place);
                write!(f, "{}:{line}:{column}: ", self.sources.name(place.source))?;
            }
            write!(f, "{}: {cause}", code.as_str())?;
            if let Some(help) = help {
                write!(f, " ({help})")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}
