//! Consumers' imports under the retail regimes earlier in the calendar year, before the orders of the run. They are
//! an input, drawn by consumer, or by order if a market's consumers have no identity.

use super::TimeLaw;
use crate::engine::{EntityKey, Streams};
use crate::units::{AgentId, Money};

/// The earlier imports of a market's consumers.
#[derive(Clone, Debug)]
pub struct YearToDate {
    /// The market.
    pub market: AgentId,
    /// The distribution of the amount, in 1/10,000 of the currency unit.
    pub law: TimeLaw,
    /// The key of the draws for its consumers.
    pub origin: EntityKey,
    /// Whether it is drawn once per consumer instead of per order.
    pub by_consumer: bool,
}

impl YearToDate {
    /// Draws what the consumer of an order had already imported in the calendar year. `all` is sorted by market;
    /// `order` is the key of the order.
    #[must_use]
    pub fn spent(all: &[Self], market: AgentId, consumer: u32, order: EntityKey, streams: &Streams) -> Money {
        let stated = all.binary_search_by_key(&market, |stated| stated.market);
        let Ok(at) = stated else { return Money::ZERO };
        let stated = &all[at];
        let who = if stated.by_consumer { stated.origin.nth(u64::from(consumer)) } else { order };
        Money::from_parts(stated.law.signed(streams, who))
    }
}
