//! What a path promises its buyers: the time within which it delivers, by market, and how long they wait for it.

use super::TimeLaw;
use crate::units::{AgentId, Share, Span};

/// The delivery time that a path promises.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Promise {
    /// In markets that have none of their own; `None` promises nothing.
    pub general: Option<Span>,
    /// By market, ascending.
    pub by_market: Vec<(AgentId, Span)>,
}

impl Promise {
    /// Returns the time promised in a market.
    #[must_use]
    #[inline]
    pub fn of(&self, market: Option<AgentId>) -> Option<Span> {
        if self.by_market.is_empty() { self.general } else { self.own(market).or(self.general) }
    }

    #[inline(never)]
    fn own(&self, market: Option<AgentId>) -> Option<Span> {
        let found = self.by_market.binary_search_by_key(&market?, |(of, _)| *of).ok()?;
        Some(self.by_market[found].1)
    }

    /// Returns whether it promises anything anywhere.
    #[must_use]
    pub fn any(&self) -> bool {
        self.general.is_some() || !self.by_market.is_empty()
    }
}

/// How long buyers wait until they cancel what has not left the warehouse.
#[derive(Clone, Debug)]
pub enum Patience {
    /// A multiple of the time promised, in parts per million.
    Promises(u64),
    /// Drawn for each order.
    Law(TimeLaw),
}

impl Patience {
    /// Returns this many times the time promised.
    #[must_use]
    pub fn times(many: u64, promise: Span) -> Span {
        let micros = i128::from(promise.micros()) * i128::from(many) / i128::from(Share::ALL.ppm());
        Span::from_micros(i64::try_from(micros).unwrap_or(i64::MAX / 4))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Id;

    #[test]
    fn a_market_has_its_own_promise_or_the_general_one() {
        let (near, far) = (AgentId::from_index(3), AgentId::from_index(5));
        let days = |days: i64| Span::from_micros(days * Span::DAY.micros());
        let promise = Promise { general: Some(days(5)), by_market: vec![(far, days(9))] };
        assert_eq!([Some(near), Some(far), None].map(|market| promise.of(market)), [5, 9, 5].map(|n| Some(days(n))));
        let promise = Promise { general: None, ..promise };
        assert_eq!([Some(near), Some(far)].map(|market| promise.of(market)), [None, Some(days(9))]);
        assert!(promise.any() && !Promise::default().any());
        assert_eq!(Patience::times(1_500_000, days(4)), days(6));
    }
}
