//! Coupons of promotions: when and where they hold, what they take off an order, and who reimburses the seller.

use crate::units::{AgentId, Money};

/// A coupon of a promotion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coupon {
    /// What it takes off an order.
    pub off: Money,
    /// The value of goods from which an order gets it.
    pub from: Money,
    /// Who reimburses the seller.
    pub funder: Funder,
    /// The days of its promotion, ascending, counted from the first day of the run.
    pub days: Vec<i64>,
    /// The markets of its promotion, ascending; `None` is all.
    pub markets: Option<Vec<AgentId>>,
}

/// Who reimburses the seller for a coupon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Funder {
    /// The platform that the order was placed with.
    Platform,
    /// Nobody: the seller has less revenue.
    Seller,
    /// A supplier.
    Supplier(AgentId),
}

impl Funder {
    /// Returns the agent that reimburses the seller for an order placed with this platform, if there is one.
    #[must_use]
    pub fn of(self, platform: AgentId) -> Option<AgentId> {
        match self {
            Self::Platform => Some(platform),
            Self::Seller => None,
            Self::Supplier(supplier) => Some(supplier),
        }
    }
}

impl Coupon {
    /// Returns what it takes off an order from a market at the prices of a day, with goods of this value: never more than
    /// they are worth, and zero if it does not hold.
    #[must_use]
    pub fn of(&self, market: AgentId, day: i64, goods: Money) -> Money {
        let holds = goods >= self.from
            && self.days.binary_search(&day).is_ok()
            && self.markets.as_ref().is_none_or(|markets| markets.binary_search(&market).is_ok());
        if holds { self.off.min(goods) } else { Money::ZERO }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Id;

    #[test]
    fn a_coupon_holds_on_its_days_in_its_markets_from_its_value() {
        let [here, there] = [0, 1].map(AgentId::from_index);
        let yuan = |amount: i64| Money::from_parts(amount * Money::SCALE);
        let (off, from, funder) = (yuan(30), yuan(20), Funder::Supplier(there));
        let mut coupon = Coupon { off, from, funder, days: vec![3, 9], markets: Some(vec![here]) };
        assert_eq!([3, 4, 9].map(|day| coupon.of(here, day, yuan(99))), [yuan(30), yuan(0), yuan(30)]);
        assert_eq!([19, 20, 31].map(|goods| coupon.of(here, 3, yuan(goods))), [yuan(0), yuan(20), yuan(30)]);
        assert_eq!(coupon.of(there, 3, yuan(99)), yuan(0));
        coupon.markets = None;
        assert_eq!(coupon.of(there, 3, yuan(99)), yuan(30));
        assert_eq!([Funder::Platform, Funder::Seller, funder].map(|by| by.of(here)), [Some(here), None, Some(there)]);
    }
}
