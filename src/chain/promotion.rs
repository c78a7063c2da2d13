//! Promotions: days on which more is ordered, at other hours and other prices, and how large they turn out to be.

use super::Cut;
use super::calendar::When;
use super::presale::Presale;
use crate::engine::{EntityKey, Law, Streams};
use crate::units::{AgentId, ProductId, StreamId};
use jiff::civil::Date;

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
    /// The weights of the hours of its days, with a mean of 1.
    pub hour: Option<[f64; 24]>,
    /// What multiplies its factors.
    pub uplift: Option<Uplift>,
    /// What is sold before it begins.
    pub presale: Option<Presale>,
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

    /// Returns its expected factor on the orders of a day.
    #[must_use]
    pub fn factor(&self, date: Option<Date>) -> f64 {
        let Some(date) = date else { return 1.0 };
        let stated: f64 = self.days.iter().filter(|(when, _)| when.covers(date)).map(|(_, factor)| factor).product();
        match &self.uplift {
            Some(uplift) if self.covers(date) => stated * uplift.mean(),
            _ => stated,
        }
    }

    /// Returns the year whose uplift a day has: that in which its range of days begins. `None` if nothing is drawn.
    #[must_use]
    pub fn uplifted_in(&self, date: Date) -> Option<i16> {
        self.uplift.as_ref().filter(|uplift| uplift.varies())?;
        let (when, _) = self.days.iter().find(|(when, _)| when.covers(date))?;
        Some(when.year(date))
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

/// The uplift of a promotion.
#[derive(Clone, Debug)]
pub struct Uplift {
    law: Law,
    stream: StreamId,
    /// The key of the promotion.
    key: EntityKey,
}

impl Uplift {
    /// Creates the uplift of a promotion from its distribution, which has a mean above 0.
    #[must_use]
    pub fn new(law: Law, stream: StreamId, key: EntityKey) -> Self {
        Self { law, stream, key }
    }

    /// Returns its mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.law.mean()
    }

    /// Returns whether it differs from its mean.
    #[must_use]
    pub fn varies(&self) -> bool {
        !self.law.is_constant()
    }

    /// Draws the uplift of a year, relative to its mean.
    pub(super) fn draw(&self, year: i16, streams: &Streams) -> f64 {
        let key = self.key.nth(i64::from(year).cast_unsigned());
        self.law.sample(&mut streams.generator(self.stream, key)) / self.law.mean()
    }
}
