//! What one who acts offers on a way: what it charges and how long it takes on average, to whom. Choices among ways and
//! carriers are made on it; the agents themselves keep the same terms.

use super::{Load, Tariff};
use crate::units::{AgentId, Money, SimTime, Span};

/// What it charges, and how long it takes on average.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// What it charges.
    pub price: Tariff,
    /// How long it takes on average, its queues left aside.
    pub time: Span,
}

/// To whom it offers what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Service {
    /// The same to everyone.
    All(Quote),
    /// To these markets, by identity.
    Markets(Vec<(AgentId, Quote)>),
}

impl Default for Service {
    fn default() -> Self {
        Self::All(Quote::default())
    }
}

impl Service {
    /// Its terms for a market; `None` if it does not serve it.
    #[must_use]
    #[inline]
    pub fn quote(&self, market: Option<AgentId>) -> Option<&Quote> {
        match self {
            Self::All(quote) => Some(quote),
            Self::Markets(rows) => {
                let market = market?;
                rows.binary_search_by_key(&market, |(at, _)| *at).ok().map(|at| &rows[at].1)
            }
        }
    }

    /// What it charges for a load and how long it takes on average; `None` if it does not serve the market.
    #[must_use]
    pub fn offer(&self, now: SimTime, market: Option<AgentId>, load: Load) -> Option<(Money, Span)> {
        self.quote(market).map(|quote| (quote.price.charge(now, load), quote.time))
    }
}
