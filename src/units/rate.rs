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

/// A span that holds a whole number of every unit of time: weeks, months of 30 d and years of 365 d.
const COMMON: i128 = 15_330 * Span::DAY.micros() as i128;

/// Money per time. Charges at rates that change are added up exactly and rounded once.
///
/// # Units
/// 1/10,000 of the currency unit per 15,330 d.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeRate(i128);

impl TimeRate {
    /// Returns a rate of this amount per `per`, which is a unit of time.
    ///
    /// # Panics
    /// If `per` is zero.
    #[must_use]
    pub fn new(amount: Money, per: Span) -> Self {
        Self(i128::from(amount.parts()) * (COMMON / i128::from(per.micros())))
    }

    /// Returns the charge for this many people or things during a span, not yet rounded.
    #[must_use]
    pub fn over(self, span: Span, many: u32) -> i128 {
        self.0.saturating_mul(i128::from(span.micros()) * i128::from(many))
    }

    /// Returns the sum of such charges, rounded half up.
    #[must_use]
    pub fn rounded(sum: i128) -> Money {
        let twice = sum.saturating_mul(2).saturating_add(COMMON);
        Money::from_parts(i64::try_from(twice.div_euclid(2 * COMMON)).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A third of 1/10,000 in each of three spans is 1/10,000, not zero; a month has 30 d, a year 365 d.
    #[test]
    fn rates_that_change_are_rounded_once() {
        let tiny = TimeRate::new(Money::from_parts(1), Span::DAY).over(Span::HOUR * 8, 1);
        assert_eq!([1, 2, 3].map(|times| TimeRate::rounded(tiny * times).parts()), [0, 1, 1]);
        let month = TimeRate::new(Money::from_parts(30), Span::DAY * 30);
        let year = TimeRate::new(Money::from_parts(365), Span::DAY * 365);
        assert_eq!(TimeRate::rounded(month.over(Span::DAY, 2) + year.over(Span::DAY, 3)).parts(), 5);
    }

    #[test]
    fn charges_the_exact_area_once() {
        let rate = HoldingRate::new(Money::from_parts(200), Span::DAY);
        let area = 100 * i128::from(Span::DAY.micros()) * 365;
        assert_eq!(rate.charge(area), Money::from_parts(200 * 100 * 365));
        assert_eq!(rate.charge(i128::from(Span::DAY.micros()) / 400), Money::from_parts(1));
        assert_eq!(rate.charge(i128::from(Span::DAY.micros()) / 401), Money::from_parts(0));
    }
}
