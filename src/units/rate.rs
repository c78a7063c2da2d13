//! The cost of holding or owing goods per unit and time, charged on exact integrals and rounded once.

use super::{Money, Share, Span, UnitTime};

/// Money per unit and time.
///
/// # Units
/// An amount per piece and span, for example 0.02 CNY per piece and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HoldingRate {
    amount: Money,
    /// The units x microseconds that the amount is for.
    per: UnitTime,
}

impl HoldingRate {
    /// No charge.
    pub const FREE: Self = Self { amount: Money::ZERO, per: 1 };

    /// Returns a rate of this amount per unit and `per`.
    ///
    /// # Panics
    /// If `per` is zero.
    #[must_use]
    pub fn new(amount: Money, per: Span) -> Self {
        assert!(per > Span::ZERO, "the span of a rate must be above zero");
        Self { amount, per: UnitTime::from(per.micros()) }
    }

    /// Returns a rate of this amount for these units and this time.
    #[must_use]
    pub fn for_units(amount: Money, units: i64, per: Span) -> Self {
        Self { amount, per: UnitTime::from(per.micros()) * UnitTime::from(units) }
    }

    /// Returns a rate that is a share of a value per span. It is charged on the area under the value, in 1/10,000 of
    /// the currency unit.
    #[must_use]
    pub fn of_value(share: Share, per: Span) -> Self {
        let whole = UnitTime::from(Share::ALL.ppm());
        Self { amount: Money::from_parts(i64::from(share.ppm())), per: UnitTime::from(per.micros()) * whole }
    }

    /// Returns whether nothing is charged.
    #[must_use]
    pub fn is_free(self) -> bool {
        self.amount == Money::ZERO
    }

    /// Returns the charge for an area of units x time, rounded half up once.
    #[must_use]
    pub fn charge(self, area: UnitTime) -> Money {
        let per = self.per;
        let twice = area.saturating_mul(2 * i128::from(self.amount.parts()));
        Money::from_parts(i64::try_from(twice.saturating_add(per).div_euclid(2 * per)).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charges_the_exact_area_once() {
        let rate = HoldingRate::new(Money::from_parts(200), Span::DAY);
        let area = 100 * i128::from(Span::DAY.micros()) * 365;
        assert_eq!(rate.charge(area), Money::from_parts(200 * 100 * 365));
        assert_eq!(rate.charge(i128::from(Span::DAY.micros()) / 400), Money::from_parts(1));
        assert_eq!(rate.charge(i128::from(Span::DAY.micros()) / 401), Money::from_parts(0));
    }
}
