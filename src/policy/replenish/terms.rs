//! The parameters of a rule as a scenario states them.

use crate::chain::Resolver;
use crate::text::{Code, Problem, Reader};
use crate::units::{Span, Units};

/// Reads the parameters of one rule.
#[derive(Debug)]
pub struct Terms<'a> {
    reader: &'a Reader<'a>,
    resolver: &'a Resolver<'a>,
}

impl<'a> Terms<'a> {
    /// The parameters in this table.
    #[must_use]
    pub fn new(reader: &'a Reader<'a>, resolver: &'a Resolver<'a>) -> Self {
        Self { reader, resolver }
    }

    /// A number of pieces that must be stated.
    #[must_use]
    pub fn units(&self, key: &'static str) -> Option<Units> {
        self.resolver.require(self.reader, key, "100")?;
        self.resolver.units(self.reader, key)
    }

    /// A length of time above zero that must be stated.
    #[must_use]
    pub fn span(&self, key: &'static str) -> Option<Span> {
        self.resolver.require(self.reader, key, "\"1 w\"")?;
        let span = self.resolver.time(self.reader, key)?;
        if span.is_zero() {
            self.refuse(key, "must be longer than no time");
            return None;
        }
        let place = self.reader.get(key).map_or(self.reader.place(), |node| node.place);
        self.resolver.recurs("reviews", span, place).map(|_| span)
    }

    /// Whether the rule acts only strictly below its level.
    #[must_use]
    pub fn strict(&self) -> bool {
        self.resolver.truth(self.reader, "strict").unwrap_or(false)
    }

    /// Reports a parameter that does not fit the others.
    pub fn refuse(&self, key: &'static str, cause: &str) {
        let place = self.reader.get(key).map_or(self.reader.place(), |node| node.place);
        self.resolver.report(Problem::new(Code::PolicyParameters, place, format!("`{key}` {cause}")));
    }
}
