//! Seasons and promotions: how busy the days of the week, the hours and the months are, and what is added on certain
//! dates. Out of them, trends and lives of products comes the rhythm of a stream of orders: its profile, and what its mix is on each day.

use super::Profile;
use super::calendar::{Clock, When, Zone};
use crate::units::{AgentId, ProductId};
use jiff::civil::Date;
use std::sync::Arc;

/// What `[season.NAME]` says; each part has a mean of 1.
#[derive(Clone, Debug)]
pub struct Season {
    /// The weights of the days of the week, from Monday.
    pub weekday: Option<[f64; 7]>,
    /// Of the months, from January.
    pub month: Option<[f64; 12]>,
    /// Of the hours of the day.
    pub hour: Option<[f64; 24]>,
}

/// What `[promotion.NAME]` says.
#[derive(Clone, Debug)]
pub struct Promotion {
    /// Its days, and what each of them is multiplied by.
    pub days: Vec<(When, f64)>,
    /// The markets in which it holds, ascending; `None` is all.
    pub markets: Option<Vec<AgentId>>,
    /// The products for which it holds, ascending; `None` is all.
    pub products: Option<Vec<ProductId>>,
}

impl Promotion {
    /// What it multiplies the orders of a day by.
    #[must_use]
    pub fn factor(&self, date: Option<Date>) -> f64 {
        let Some(date) = date else { return 1.0 };
        self.days.iter().filter(|(when, _)| when.covers(date)).map(|(_, factor)| factor).product()
    }

    /// Whether it holds in a market.
    #[must_use]
    pub fn holds_in(&self, market: AgentId) -> bool {
        !self.days.is_empty() && self.markets.as_ref().is_none_or(|markets| markets.binary_search(&market).is_ok())
    }

    /// Whether it is for some products only, and this is one of them.
    #[must_use]
    pub fn raises(&self, product: ProductId) -> bool {
        self.products.as_ref().is_some_and(|products| products.binary_search(&product).is_ok())
    }
}

/// How a stream of orders goes up and down.
#[derive(Clone, Debug, Default)]
pub struct Rhythm {
    /// That of its orders; `None` is always alike.
    pub orders: Option<Arc<Profile>>,
    /// That of the orders for each of its products, in the order they were named.
    pub products: Vec<Option<Arc<Profile>>>,
    /// What the mix is on each day, where promotions of products change it.
    pub mixes: Option<Mixes>,
}

/// Which weights hold on which day.
#[derive(Clone, Debug)]
pub struct Mixes {
    /// What the popularity of each product is multiplied by: a list for each set of promotions, the first of them 1.
    pub factors: Vec<Vec<f64>>,
    zone: Zone,
    first: i64,
    which: Arc<[u32]>,
}

impl Mixes {
    /// Lists of factors, and which of them holds on each day from the first on, by the days of a zone.
    #[must_use]
    pub fn new(factors: Vec<Vec<f64>>, zone: Zone, first: i64, which: Arc<[u32]>) -> Self {
        Self { factors, zone, first, which }
    }

    /// Which of the lists holds now.
    #[must_use]
    #[inline]
    pub fn at(&self, now: crate::units::SimTime) -> usize {
        let at = usize::try_from(self.zone.day(now) - self.first).ok();
        at.and_then(|at| self.which.get(at)).map_or(0, |which| *which as usize)
    }
}

impl Season {
    /// What it multiplies the orders of a day by.
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
