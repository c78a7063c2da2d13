//! The prices of a product: what a consumer pays for a unit, by date and by market, and how demand responds to it.
//!
//! # Source
//! Constant elasticity: Talluri and van Ryzin, The Theory and Practice of Revenue Management, 2004, section 7.3.

use super::Dated;
use crate::units::{AgentId, Money, Share, SimTime, Units};

/// The prices of a product per unit.
#[derive(Clone, Debug)]
pub struct SellingPrice {
    /// The price, if it is the same at all times in all markets.
    plain: Option<Money>,
    regular: Dated<Money>,
    /// The price that demand is stated for; `None` is the regular price of the day.
    list: Option<Dated<Money>>,
    /// The prices of the markets in which a promotion changes them, by market, ascending.
    promoted: Vec<(AgentId, Dated<Money>)>,
}

impl SellingPrice {
    /// Creates prices without a promotion: the regular price, and the list price that demand is stated for.
    #[must_use]
    pub fn new(regular: Dated<Money>, list: Option<Dated<Money>>) -> Self {
        let plain = regular.is_constant().then(|| *regular.at(SimTime::ZERO));
        Self { plain, regular, list, promoted: Vec::new() }
    }

    /// Adds the prices of a market in which a promotion changes them; markets come in ascending order.
    pub fn promote(&mut self, market: AgentId, prices: Dated<Money>) {
        self.plain = None;
        self.promoted.push((market, prices));
    }

    /// Returns the price in a market; `None` is any market without a promotion.
    #[must_use]
    #[inline]
    pub fn at(&self, market: Option<AgentId>, now: SimTime) -> Money {
        self.plain.unwrap_or_else(|| self.of_the_day(market, now))
    }

    #[inline(never)]
    fn of_the_day(&self, market: Option<AgentId>, now: SimTime) -> Money {
        let promoted = market.and_then(|market| self.promoted_in(market));
        *promoted.unwrap_or(&self.regular).at(now)
    }

    fn promoted_in(&self, market: AgentId) -> Option<&Dated<Money>> {
        let found = self.promoted.binary_search_by_key(&market, |(of, _)| *of).ok()?;
        Some(&self.promoted[found].1)
    }

    /// Returns whether it costs nothing, ever.
    #[must_use]
    pub fn is_free(&self) -> bool {
        self.regular.values().all(|price| *price == Money::ZERO)
    }

    /// Returns the prices without a promotion.
    #[must_use]
    pub fn regular(&self) -> &Dated<Money> {
        &self.regular
    }

    /// Returns whether the price in a market ever differs from the list price.
    #[must_use]
    pub fn vary(&self, market: AgentId) -> bool {
        self.list.is_some() || self.promoted_in(market).is_some()
    }

    /// Returns the factor on the demand of a market: (price paid / list price) ^ -elasticity; 1 for free goods.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "amounts are limited far below 2^53")]
    pub fn response(&self, market: AgentId, now: SimTime, elasticity: f64) -> f64 {
        let (paid, list) = (self.at(Some(market), now), *self.list.as_ref().unwrap_or(&self.regular).at(now));
        if paid == list || paid <= Money::ZERO || list <= Money::ZERO {
            return 1.0;
        }
        (paid.parts() as f64 / list.parts() as f64).powf(-elasticity)
    }
}

/// How a promotion changes a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Off by this share.
    Share(Share),
    /// Off by this amount; never below 0.
    Amount(Money),
    /// To this price, if that is lower.
    To(Money),
}

impl Cut {
    /// Returns the price after the cut, rounded half up to the fen.
    #[must_use]
    pub fn of(self, price: Money) -> Money {
        let cut = match self {
            Self::Share(share) => {
                let (kept, all) = (Share::ALL.ppm() - share.ppm(), Share::ALL.ppm());
                price.fraction(Units::new(i64::from(kept)), Units::new(i64::from(all)))
            }
            Self::Amount(amount) => (price - amount).max(Money::ZERO),
            Self::To(other) => price.min(other),
        };
        cut.to_fen()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Id;

    fn yuan(amount: f64) -> Money {
        #[expect(clippy::cast_possible_truncation, reason = "a test value")]
        Money::from_parts((amount * 10_000.0).round() as i64)
    }

    #[test]
    fn a_cut_is_rounded_half_up_to_the_fen() {
        let share = Cut::Share(Share::from_ppm(150_000).unwrap());
        assert_eq!(share.of(yuan(298.0)), yuan(253.3));
        assert_eq!(share.of(yuan(0.3)), yuan(0.26), "0.255");
        assert_eq!(share.of(yuan(0.1)), yuan(0.09), "0.085");
        assert_eq!(Cut::Amount(yuan(30.0)).of(yuan(20.0)), Money::ZERO);
        assert_eq!(Cut::To(yuan(279.0)).of(yuan(298.0)), yuan(279.0));
        assert_eq!(Cut::To(yuan(299.0)).of(yuan(298.0)), yuan(298.0));
    }

    #[test]
    fn demand_responds_to_the_price_paid_over_the_list_price() {
        let (here, there) = (AgentId::from_index(0), AgentId::from_index(1));
        let mut prices = SellingPrice::new(Dated::constant(yuan(100.0)), None);
        assert!(!prices.vary(here));
        prices.promote(here, Dated::constant(yuan(80.0)));
        assert!(prices.vary(here) && !prices.vary(there));
        assert!((prices.response(here, SimTime::ZERO, 2.0) - 1.5625).abs() < 1e-12, "0.8^-2");
        assert_eq!(prices.response(there, SimTime::ZERO, 2.0), 1.0);
        assert_eq!(prices.at(Some(here), SimTime::ZERO), yuan(80.0));
        assert_eq!(prices.at(None, SimTime::ZERO), yuan(100.0));
    }
}
