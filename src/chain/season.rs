//! Seasons and promotions: the demand of weekdays, hours and months relative to the mean, and the factors of
//! promotions on certain dates. Together with trends and product life cycles they give the rhythm of a stream of
//! orders: its profile, and its mix on each day.

use super::calendar::{Clock, When, Zone};
use super::{Cut, Profile};
use crate::units::{AgentId, ProductId};
use jiff::civil::Date;
use std::sync::Arc;

/// The data of `[season.NAME]`; each part has a mean of 1.
#[derive(Clone, Debug)]
pub struct Season {
    /// The weights of the days of the week, from Monday.
    pub weekday: Option<[f64; 7]>,
    /// The weights of the months, from January.
    pub month: Option<[f64; 12]>,
    /// The weights of the hours of the day.
    pub hour: Option<[f64; 24]>,
}

/// The data of `[promotion.NAME]`.
#[derive(Clone, Debug)]
pub struct Promotion {
    /// Its days, each with its factor.
    pub days: Vec<(When, f64)>,
    /// The markets it applies to, ascending; `None` is all.
    pub markets: Option<Vec<AgentId>>,
    /// The products it applies to, ascending; `None` is all.
    pub products: Option<Vec<ProductId>>,
    /// The products whose price it changes, ascending, and how.
    pub prices: Vec<(ProductId, Cut)>,
}

impl Promotion {
    /// Returns whether a day is one of its days.
    #[must_use]
    pub fn covers(&self, date: Date) -> bool {
        self.days.iter().any(|(when, _)| when.covers(date))
    }

    /// Returns how it changes the price of a product.
    #[must_use]
    pub fn cut(&self, product: ProductId) -> Option<Cut> {
        let found = self.prices.binary_search_by_key(&product, |(of, _)| *of).ok()?;
        Some(self.prices[found].1)
    }

    /// Returns its factor on the orders of a day.
    #[must_use]
    pub fn factor(&self, date: Option<Date>) -> f64 {
        let Some(date) = date else { return 1.0 };
        self.days.iter().filter(|(when, _)| when.covers(date)).map(|(_, factor)| factor).product()
    }

    /// Returns whether it applies to a market.
    #[must_use]
    pub fn holds_in(&self, market: AgentId) -> bool {
        !self.days.is_empty() && self.markets.as_ref().is_none_or(|markets| markets.binary_search(&market).is_ok())
    }

    /// Returns whether it applies to some products only, and this is one of them.
    #[must_use]
    pub fn raises(&self, product: ProductId) -> bool {
        self.products.as_ref().is_some_and(|products| products.binary_search(&product).is_ok())
    }
}

/// How a stream of orders varies over time.
#[derive(Clone, Debug, Default)]
pub struct Rhythm {
    /// The profile of its orders; `None` if all days are alike.
    pub orders: Option<Arc<Profile>>,
    /// The profiles of the orders for each of its products, in the order they were named.
    pub products: Vec<Option<Arc<Profile>>>,
    /// The mix on each day, if promotions of products change it.
    pub mixes: Option<Mixes>,
}

/// The weights of the mix on each day.
#[derive(Clone, Debug)]
pub struct Mixes {
    /// The factors on the popularity of each product: one list per set of promotions, the first of them all 1.
    pub factors: Vec<Vec<f64>>,
    zone: Zone,
    first: i64,
    which: Arc<[u32]>,
}

impl Mixes {
    /// Creates mixes from lists of factors and, for each day from `first` on, the list that applies, by the days of a
    /// zone.
    #[must_use]
    pub fn new(factors: Vec<Vec<f64>>, zone: Zone, first: i64, which: Arc<[u32]>) -> Self {
        Self { factors, zone, first, which }
    }

    /// Returns the index of the list that applies now.
    #[must_use]
    #[inline]
    pub fn at(&self, now: crate::units::SimTime) -> usize {
        let at = usize::try_from(self.zone.day(now) - self.first).ok();
        at.and_then(|at| self.which.get(at)).map_or(0, |which| *which as usize)
    }
}

impl Season {
    /// Returns the season's factor on the orders of a day.
    #[must_use]
    pub fn factor(&self, day: i64, date: Option<Date>, clock: &Clock) -> f64 {
        let weekday = self.weekday.map_or(1.0, |weights| weights[clock.weekday(day)]);
        let month = self
            .month
            .zip(date)
            .map_or(1.0, |(weights, date)| weights[usize::try_from(date.month() - 1).expect("one of twelve")]);
        weekday * month
    }
}
