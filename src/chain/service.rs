//! The service of an agent on a route: its charges and its mean time, by customer. Choices among routes and carriers
//! are based on it; the agents themselves charge and work on the same terms.

use super::regime::Regime;
use super::{Load, Tariff};
use crate::units::{AgentId, Money, SimTime, Span};

/// The charges and the mean time of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// The charges.
    pub price: Tariff,
    /// The mean time, without queues.
    pub time: Span,
}

/// What goods are for, and how they are declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Errand {
    /// The market of a consumer; `None` for goods that replenish a stock.
    pub market: Option<AgentId>,
    /// The regime of their route.
    pub regime: Option<Regime>,
}

/// The quotes of an agent, by customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Service {
    /// The same for all goods.
    All(Quote),
    /// To these markets, by identity.
    Markets(Vec<(AgentId, Quote)>),
    /// By type of goods.
    Regimes {
        /// For goods that replenish a stock.
        bulk: Quote,
        /// For consumers' goods under a regime with its own terms.
        by_regime: Vec<(Regime, Quote)>,
        /// For all other consumers' goods.
        office: Quote,
    },
}

impl Default for Service {
    fn default() -> Self {
        Self::All(Quote::default())
    }
}

impl Service {
    /// Returns its terms; `None` if it does not serve the market.
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

    /// Returns its charge for a load and its mean time; `None` if it does not serve the market.
    #[must_use]
    pub fn offer(&self, now: SimTime, errand: Errand, load: Load) -> Option<(Money, Span)> {
        self.quote(errand).map(|quote| (quote.price.charge(now, load), quote.time))
    }
}
