//! What holding or owing goods costs per unit and time, charged on exact integrals and rounded once.

use super::{Money, Span, UnitTime};

/// Money per unit and time.
///
/// # Units
/// An amount per piece and span, for instance 0.02 CNY per piece and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HoldingRate {
    amount: Money,
    per: Span,
}

impl HoldingRate {
    /// Free of charge.
    pub const FREE: Self = Self { amount: Money::ZERO, per: Span::DAY };

    /// So much a unit for every `per`.
    ///
    /// # Panics
    /// If `per` is no time at all.
    #[must_use]
    pub fn new(amount: Money, per: Span) -> Self {
        assert!(per > Span::ZERO, "a rate needs a span above zero");
        Self { amount, per }
    }

    /// Whether nothing is charged.
    #[must_use]
    pub fn is_free(self) -> bool {
        self.amount == Money::ZERO
    }

    /// The charge on an area of units x time, rounded half up once.
    #[must_use]
    pub fn charge(self, area: UnitTime) -> Money {
        let per = i128::from(self.per.micros());
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
