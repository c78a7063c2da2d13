//! What one who acts offers on a way: what it charges and how long it takes on average, to whom. Choices among ways and
//! carriers are made on it; the agents themselves keep the same terms.

use super::regime::Regime;
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

/// Whom goods are for, and how they are declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Errand {
    /// The market of a consumer; `None` for goods that fill a stock.
    pub market: Option<AgentId>,
    /// The regime of the way they go.
    pub regime: Option<Regime>,
}

/// To whom it offers what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Service {
    /// The same to everyone.
    All(Quote),
    /// To these markets, by identity.
    Markets(Vec<(AgentId, Quote)>),
    /// To goods in bulk, to those of consumers by regime, and to what else of theirs comes.
    Regimes {
        /// Goods that fill a stock.
        bulk: Quote,
        /// Goods of consumers.
        by_regime: Vec<(Regime, Quote)>,
        /// Goods of consumers under no other regime.
        office: Quote,
    },
}

impl Default for Service {
    fn default() -> Self {
        Self::All(Quote::default())
    }
}

impl Service {
    /// Its terms; `None` if it does not serve the market.
    #[must_use]
    #[inline]
    pub fn quote(&self, errand: Errand) -> Option<&Quote> {
        match self {
            Self::All(quote) => Some(quote),
            Self::Markets(rows) => {
                let market = errand.market?;
                rows.binary_search_by_key(&market, |(at, _)| *at).ok().map(|at| &rows[at].1)
            }
            Self::Regimes { bulk, .. } if errand.market.is_none() => Some(bulk),
            Self::Regimes { by_regime, office, .. } => {
                let own = by_regime.iter().find(|(regime, _)| errand.regime == Some(*regime));
                Some(own.map_or(office, |(_, quote)| quote))
            }
        }
    }

    /// What it charges for a load and how long it takes on average; `None` if it does not serve the market.
    #[must_use]
    pub fn offer(&self, now: SimTime, errand: Errand, load: Load) -> Option<(Money, Span)> {
        self.quote(errand).map(|quote| (quote.price.charge(now, load), quote.time))
    }
}
