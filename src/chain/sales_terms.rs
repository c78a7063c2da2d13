//! The terms of a platform's sales: what buyers pay for delivery, what coupons take off, commission on what is delivered, and
//! the fee of the payment service on what is paid.

use super::{Coupon, Dated, Funder};
use crate::units::{AgentId, Id, Money, ProductId, Share, SimTime, Span, Units};
use std::cmp::Reverse;

/// The terms of every platform that states some, and the coupons of promotions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SalesTerms {
    platforms: Vec<Terms>,
    /// In order of their promotions.
    coupons: Vec<Coupon>,
    /// By agent: the terms that a market buys under.
    of_market: Vec<Option<u32>>,
}

/// The terms of a platform. What changes by date is that of the time when an order is placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The platform.
    pub platform: AgentId,
    /// By product: the share of the price that the platform keeps of goods delivered.
    pub commission: Vec<Dated<Share>>,
    /// The share of what the buyer pays that the payment service keeps.
    pub payment_fee: Dated<Share>,
    /// What the buyer pays for delivery.
    pub delivery: Option<DeliveryFee>,
    /// How the tax on a sale relates to the price.
    pub tax: SaleTax,
    /// How long after an order has ended the platform pays what its buyer paid; if `None`, never.
    pub settles: Option<Span>,
}

/// How the tax that is assessed on a sale relates to its price.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SaleTax {
    /// It is assessed on the price, and the seller bears it.
    #[default]
    Borne,
    /// The price includes it, and the seller bears it.
    Included,
    /// It is assessed on the price, and the buyer pays it on top.
    OnTop,
}

/// What the buyer of an order pays for its delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryFee {
    /// The fee of an order.
    pub fee: Dated<Money>,
    /// The value of goods from which delivery is free.
    pub free_from: Option<Dated<Money>>,
}

impl DeliveryFee {
    /// Returns the fee of an order with goods of this value, placed at this time.
    #[must_use]
    pub fn of(&self, goods: Money, placed: SimTime) -> Money {
        let free = self.free_from.as_ref().is_some_and(|free_from| goods >= *free_from.at(placed));
        if free { Money::ZERO } else { *self.fee.at(placed) }
    }
}

impl SalesTerms {
    /// Creates the terms of platforms, with the coupons and the markets that order from each.
    #[must_use]
    pub fn new(platforms: Vec<Terms>, coupons: Vec<Coupon>, markets: impl Iterator<Item = (AgentId, AgentId)>) -> Self {
        let mut of_market = Vec::new();
        for (market, platform) in markets {
            let Some(at) = platforms.iter().position(|terms| terms.platform == platform) else { continue };
            if of_market.len() <= market.index() {
                of_market.resize(market.index() + 1, None);
            }
            of_market[market.index()] = u32::try_from(at).ok();
        }
        Self { platforms, coupons, of_market }
    }

    /// Returns whether any platform states terms.
    #[must_use]
    #[inline(always)]
    pub fn any(&self) -> bool {
        !self.of_market.is_empty()
    }

    /// Returns whether any buyer pays for delivery.
    #[must_use]
    pub fn charge_delivery(&self) -> bool {
        self.platforms.iter().any(|terms| terms.delivery.is_some())
    }

    /// Returns whether there are any coupons.
    #[must_use]
    pub fn give_coupons(&self) -> bool {
        !self.coupons.is_empty()
    }

    /// Returns what a coupon takes off an order from a market at the prices of a time, with goods of this value, and who
    /// reimburses it: of several, the coupon that takes off most, and of those the first.
    #[must_use]
    pub fn coupon(&self, market: AgentId, priced: SimTime, goods: Money) -> Option<(Money, Funder)> {
        let day = priced.micros().div_euclid(Span::DAY.micros());
        let all = self.coupons.iter().map(|coupon| (coupon.of(market, day, goods), coupon.funder));
        all.filter(|(off, _)| *off != Money::ZERO).min_by_key(|(off, _)| Reverse(*off))
    }

    /// Returns whether any platform settles.
    #[must_use]
    pub fn settle(&self) -> bool {
        self.platforms.iter().any(|terms| terms.settles.is_some())
    }

    /// Returns the terms that a market buys under.
    #[must_use]
    pub fn of(&self, market: AgentId) -> Option<&Terms> {
        let at = (*self.of_market.get(market.index())?)?;
        Some(&self.platforms[at as usize])
    }
}

impl Terms {
    /// Returns the commission on goods sold at a price in total, of an order placed at this time; rounded half up to the fen.
    #[must_use]
    pub fn commission(&self, product: Option<ProductId>, price: Money, placed: SimTime) -> Money {
        product.map_or(Money::ZERO, |product| part(price, *self.commission[product.index()].at(placed)))
    }

    /// Returns the payment fee on an amount paid for an order placed at this time; rounded half up to the fen.
    #[must_use]
    pub fn payment(&self, paid: Money, placed: SimTime) -> Money {
        part(paid, *self.payment_fee.at(placed))
    }
}

fn part(amount: Money, share: Share) -> Money {
    amount.fraction(Units::new(i64::from(share.ppm())), Units::new(i64::from(Share::ALL.ppm()))).to_fen()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_market_pays_under_the_terms_of_its_platform() {
        let (platform, other, market) = (AgentId::from_index(0), AgentId::from_index(1), AgentId::from_index(2));
        let payment_fee = Dated::constant(Share::from_ppm(6_000).unwrap());
        let terms = Terms {
            platform,
            commission: vec![Dated::constant(Share::from_ppm(30_000).unwrap())],
            payment_fee,
            delivery: None,
            tax: SaleTax::Borne,
            settles: None,
        };
        let sales =
            SalesTerms::new(vec![terms], Vec::new(), [(market, platform), (AgentId::from_index(3), other)].into_iter());
        assert!(sales.any() && sales.of(AgentId::from_index(3)).is_none());
        let terms = sales.of(market).unwrap();
        let (paid, now) = (Money::from_parts(2_533_000), SimTime::ZERO);
        let commission = |product| terms.commission(product, paid, now).parts();
        assert_eq!(commission(Some(ProductId::from_index(0))), 76_000, "7.599 of 253.30");
        assert_eq!(commission(None), 0);
        assert_eq!(terms.payment(paid, now).parts(), 15_200, "1.5198");
        assert!(!SalesTerms::default().any());
    }
}
