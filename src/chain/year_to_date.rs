//! What consumers had imported in the calendar year before the run's orders, by the retail regimes: an input, drawn by
//! consumer, or by order where a market's consumers have no identity.

use super::{Network, Order, Resolver, TimeLaw};
use crate::engine::{EntityKey, Streams};
use crate::text::Reader;
use crate::units::{AgentId, Money};

/// What the consumers of a market had imported.
#[derive(Clone, Debug)]
pub struct YearToDate {
    market: AgentId,
    law: TimeLaw,
    origin: EntityKey,
    by_consumer: bool,
}

impl Resolver<'_> {
    /// Reads `year_to_date` of a market: an amount or a law of amounts.
    pub fn read_year_to_date(&self, reader: &Reader<'_>, market: AgentId, by_consumer: bool) {
        if let Some(law) = self.money_law(reader, "year_to_date") {
            let origin = EntityKey::origin(reader.path());
            self.year_to_date.borrow_mut().push(YearToDate { market, law, origin, by_consumer });
        }
    }
}

impl Network {
    /// What the consumer of an order of a market had imported in the year before it.
    #[must_use]
    pub fn spent_this_year(&self, market: AgentId, order: &Order, streams: &Streams) -> Money {
        let stated = self.year_to_date.binary_search_by_key(&market, |stated| stated.market);
        let Ok(at) = stated else { return Money::ZERO };
        let stated = &self.year_to_date[at];
        let who = if stated.by_consumer { stated.origin.nth(u64::from(order.consumer)) } else { order.key };
        Money::from_parts(stated.law.signed(streams, who))
    }
}
