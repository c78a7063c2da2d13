//! The parameters of a rule as a scenario states them.

use super::Level;
use crate::chain::Resolver;
use crate::text::{Code, KeySpec, Problem, Reader, Shape};
use crate::units::{Dimension, ProductId, Quantity, Span};

/// The key that makes a rule act only below its level.
pub(super) const STRICT: KeySpec =
    KeySpec::new("strict", Shape::Truth, "Whether it acts only below its level, not at it.").or("false");

/// Reads the parameters of one rule.
#[derive(Debug)]
pub struct Terms<'a> {
    reader: &'a Reader<'a>,
    resolver: &'a Resolver<'a>,
    product: ProductId,
}

impl<'a> Terms<'a> {
    /// The parameters in this table, for this product.
    #[must_use]
    pub fn new(reader: &'a Reader<'a>, product: ProductId, resolver: &'a Resolver<'a>) -> Self {
        Self { reader, resolver, product }
    }

    /// A stock level that must be stated: pieces, cartons or pallets, or days of coming demand.
    #[must_use]
    pub fn level(&self, key: &'static str) -> Option<Level> {
        let node = self.resolver.require(self.reader, key, "100")?;
        let quantity = node.as_text().and_then(|text| Quantity::parse(text).ok());
        if let Some([unit]) = quantity.as_ref().map(|quantity| &quantity.units[..])
            && let Dimension::Time(_) = Quantity::dimension(unit)
        {
            return self.resolver.time(self.reader, key).map(Level::Ahead);
        }
        self.resolver.goods(self.reader, key, self.product).map(Level::Pieces)
    }

    /// A length of time above zero that must be stated.
    #[must_use]
    pub fn span(&self, key: &'static str) -> Option<Span> {
        self.resolver.require(self.reader, key, "\"1 w\"")?;
        let span = self.resolver.time(self.reader, key)?;
        if span.is_zero() {
            self.refuse(Code::PolicyParameters, key, "must be longer than no time");
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
    pub fn refuse(&self, code: Code, key: &'static str, cause: &str) {
        let place = self.reader.get(key).map_or(self.reader.place(), |node| node.place);
        let problem = Problem::new(code, place, format!("`{key}` {cause}"));
        self.resolver.report(match code {
            Code::LevelOrder => problem.help("exchange the two, or correct one"),
            _ => problem,
        });
    }
}
