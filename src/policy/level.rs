//! A stock level as a rule states it: in pieces, or in days of coming demand.

use super::replenish::View;
use crate::units::{Span, Units};

/// A stock level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// So many pieces.
    Pieces(Units),
    /// What the coming span is expected to ask for, seasons and promotions included, rounded up.
    Ahead(Span),
}

impl Level {
    /// The level in pieces, seen now.
    #[must_use]
    #[inline]
    pub fn at(self, view: View<'_>) -> Units {
        match self {
            Self::Pieces(units) => units,
            Self::Ahead(span) => pieces(view.coming(span)),
        }
    }

    /// So many pieces of an expected demand, rounded up.
    #[must_use]
    pub fn of(demand: f64) -> Units {
        pieces(demand)
    }

    /// Whether it is stated in days of coming demand.
    #[must_use]
    pub const fn looks_ahead(self) -> bool {
        matches!(self, Self::Ahead(_))
    }

    /// Whether it lies above another whatever is asked; `None` where that depends on the demand.
    #[must_use]
    pub fn is_above(self, other: Self) -> Option<bool> {
        match (self, other) {
            (Self::Pieces(this), Self::Pieces(that)) => Some(this > that),
            (Self::Ahead(this), Self::Ahead(that)) => Some(this > that),
            _ => None,
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a cast from f64 saturates, and goods are limited at load")]
fn pieces(units: f64) -> Units {
    // What is a whole number but for rounding stays one.
    Units::new((units - 1e-9).ceil().max(0.0) as i64)
}

impl std::fmt::Display for Level {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Pieces(units) => units.fmt(f),
            Self::Ahead(span) => write!(f, "{span} of demand"),
        }
    }
}
