//! Presales: part of the demand of a promotion's first day is collected before it. Buyers reserve with a deposit, pay on
//! one date, and the platform releases the orders on another.

use crate::units::{SimTime, Span, StreamId};

/// The presale of a promotion.
#[derive(Clone, Debug)]
pub struct Presale {
    /// Its path.
    pub path: String,
    /// The stream of its reservations.
    pub stream: StreamId,
    /// The share of the demand of the first day that it collects.
    pub share: f64,
    /// When it takes place.
    pub rounds: Vec<Round>,
}

/// One presale, in one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    /// When buyers begin to reserve.
    pub opens: SimTime,
    /// When they pay; until then they reserve.
    pub paid: SimTime,
    /// When the orders are released.
    pub ships: SimTime,
    /// The promotion's first day, whose demand is collected and whose prices are paid.
    pub day: i64,
}

impl Round {
    /// Returns when the prices are those that are paid.
    #[must_use]
    pub fn priced(&self) -> SimTime {
        SimTime::ZERO + Span::DAY * self.day
    }
}
