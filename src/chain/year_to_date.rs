//! What consumers had imported in the calendar year before the run's orders, by the retail regimes: an input, drawn by
//! consumer, or by order where a market's consumers have no identity.

use super::TimeLaw;
use crate::engine::{EntityKey, Streams};
use crate::units::{AgentId, Money};

/// What the consumers of a market had imported.
#[derive(Clone, Debug)]
pub struct YearToDate {
    /// The market.
    pub market: AgentId,
    /// The amount, in 1/10,000 of the currency unit.
    pub law: TimeLaw,
    /// What the draws of its consumers are keyed by.
    pub origin: EntityKey,
    /// Whether it is drawn once for each consumer, not for each order.
    pub by_consumer: bool,
}

impl YearToDate {
    /// What the consumer of an order had imported in the year before it. `all` is sorted by market; `order` is the key of the
    /// order.
    #[must_use]
    pub fn spent(all: &[Self], market: AgentId, consumer: u32, order: EntityKey, streams: &Streams) -> Money {
        let stated = all.binary_search_by_key(&market, |stated| stated.market);
        let Ok(at) = stated else { return Money::ZERO };
        let stated = &all[at];
        let who = if stated.by_consumer { stated.origin.nth(u64::from(consumer)) } else { order };
        Money::from_parts(stated.law.signed(streams, who))
    }
}
