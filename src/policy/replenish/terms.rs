//! The parameters of a policy, from a scenario.

use super::{Level, Target};
use crate::reading::Reading;
use crate::text::{Code, KeySpec, Measure, Problem, Reader, Shape, Table};
use crate::units::{Dimension, ProductId, Quantity, Span};

/// The key that makes a policy act only below its level.
pub(super) const STRICT: KeySpec =
    KeySpec::new("strict", Shape::Truth, "Whether it acts only below its level, not at it.").or("false");

/// The shape of a stock level.
pub const LEVEL: Shape = Shape::Either(&[Shape::Quantity(Measure::Level), Shape::OneKey(SERVICE)]);

const SERVICE: &[KeySpec] = &[
    KeySpec::new(
        "service",
        Shape::Quantity(Measure::Share),
        "The probability of a cycle without stockout; it needs a forecast.",
    ),
    KeySpec::new(
        "fill_rate",
        Shape::Quantity(Measure::Share),
        "The share of units served at once; it needs a forecast.",
    ),
];

/// Reads the parameters of one policy.
#[derive(Debug)]
pub struct Terms<'t, 'a> {
    pub(super) reader: &'t Reader<'t>,
    pub(super) reading: &'t mut Reading<'a>,
    pub(super) product: ProductId,
    serves: bool,
    pub(super) farthest: Span,
}

impl<'t, 'a> Terms<'t, 'a> {
    /// Creates a reader of the parameters in this table, for this product.
    #[must_use]
    pub fn new(reader: &'t Reader<'t>, product: ProductId, reading: &'t mut Reading<'a>) -> Self {
        Self { reader, reading, product, serves: false, farthest: Span::ZERO }
    }

    /// Returns whether a level is given by its service, which needs a forecast.
    #[must_use]
    pub fn asks_for_service(&self) -> bool {
        self.serves
    }

    /// Returns the longest span of coming demand in any level.
    #[must_use]
    pub fn farthest(&self) -> Span {
        self.farthest
    }

    /// Reads a required stock level: pieces, cartons or pallets, days of coming demand, or a service.
    #[must_use]
    pub fn level(&mut self, key: &'static str) -> Option<Level> {
        let node = self.reading.require(self.reader, key, "100")?;
        if let Some(table) = node.as_table() {
            return self.service(key, table);
        }
        let quantity = node.as_text().and_then(|text| Quantity::parse(text).ok());
        if let Some([unit]) = quantity.as_ref().map(|quantity| &quantity.units[..])
            && let Dimension::Time(_) = Quantity::dimension(unit)
        {
            let span = self.reading.time(self.reader, key)?;
            self.farthest = self.farthest.max(span);
            return Some(Level::Ahead(span));
        }
        self.reading.goods(self.reader, key, self.product).map(Level::Pieces)
    }

    /// Reads `{ service = "98 %" }` or `{ fill_rate = "98 %" }`.
    fn service(&mut self, key: &'static str, table: &Table) -> Option<Level> {
        self.serves = true;
        let reader = self.reader.child(key)?;
        let (cycle, fill) = (self.reading.share(&reader, "service"), self.reading.share(&reader, "fill_rate"));
        self.reading.finish(&reader);
        match (cycle, fill, table.len()) {
            (Some(share), None, 1) => Some(Level::Service(Target::Cycle(share))),
            (None, Some(share), 1) => Some(Level::Service(Target::Fill(share))),
            (None, None, 1) => None,
            _ => {
                let cause = format!("`{key}` takes either `service` or `fill_rate`");
                let problem = Problem::new(Code::OneChoice, reader.place(), cause);
                self.reading.report(problem.help(format!("for instance `{key}.service = \"98 %\"`")));
                None
            }
        }
    }

    /// Reads a required span above zero.
    #[must_use]
    pub fn span(&mut self, key: &'static str) -> Option<Span> {
        self.reading.require(self.reader, key, "\"1 w\"")?;
        let span = self.reading.time(self.reader, key)?;
        if span.is_zero() {
            self.refuse(Code::PolicyParameters, key, "must be longer than 0");
            return None;
        }
        let place = self.reader.get(key).map_or(self.reader.place(), |node| node.place);
        self.reading.recurs("reviews", span, place).map(|_| span)
    }

    /// Reads whether the policy acts only strictly below its level.
    #[must_use]
    pub fn strict(&mut self) -> bool {
        self.reading.truth(self.reader, "strict").unwrap_or(false)
    }

    /// Reports a parameter that does not fit the others.
    pub fn refuse(&mut self, code: Code, key: &'static str, cause: &str) {
        let place = self.reader.get(key).map_or(self.reader.place(), |node| node.place);
        let problem = Problem::new(code, place, format!("`{key}` {cause}"));
        self.reading.report(match code {
            Code::LevelOrder => problem.help("swap the two, or correct one"),
            _ => problem,
        });
    }
}
