//! Money in the ledger currency, in ten-thousandths of its unit. It adds and subtracts; it is multiplied by goods only
//! through a price.

use super::Units;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// An amount of money.
///
/// # Units
/// 1/10,000 of the currency unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// Parts of a currency unit that are counted.
    pub const SCALE: i64 = 10_000;

    /// So many ten-thousandths.
    #[must_use]
    pub const fn from_parts(parts: i64) -> Self {
        Self(parts)
    }

    /// Ten-thousandths of the currency unit.
    #[must_use]
    pub const fn parts(self) -> i64 {
        self.0
    }

    /// The amount in currency units, for reports.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a report needs no 64 bits")]
    pub fn amount(self) -> f64 {
        self.0 as f64 / Self::SCALE as f64
    }

    /// The price of so many units at this price a unit.
    #[must_use]
    #[inline]
    pub const fn times(self, units: Units) -> Self {
        Self(self.0 * units.count())
    }

    /// This value spread over so many units, rounded down; the rest stays with whoever holds it.
    #[must_use]
    #[inline]
    pub const fn per_unit(self, units: Units) -> Self {
        Self(self.0.div_euclid(units.count()))
    }

    /// The fraction `part / whole` of this value, rounded down.
    ///
    /// # Panics
    /// If `whole` is zero.
    #[must_use]
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "a fraction of an i64 fits an i64")]
    pub fn fraction(self, part: Units, whole: Units) -> Self {
        // Division of 64 bits is several times faster than that of 128, and nearly always enough.
        match self.0.checked_mul(part.count()) {
            Some(product) => Self(product.div_euclid(whole.count())),
            None => Self((i128::from(self.0) * i128::from(part.count())).div_euclid(i128::from(whole.count())) as i64),
        }
    }
}

impl Add for Money {
    type Output = Self;
    #[inline]
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Money {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Money {
    type Output = Self;
    #[inline]
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Money {
    #[inline]
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Neg for Money {
    type Output = Self;
    #[inline]
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.amount())
    }
}
