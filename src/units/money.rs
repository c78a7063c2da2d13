//! Money in the ledger currency, in ten-thousandths of its unit. Amounts add and subtract; only a price multiplies them
//! by goods.

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
    /// No money.
    pub const ZERO: Self = Self(0);
    /// Parts per currency unit.
    pub const SCALE: i64 = 10_000;

    /// Returns this many ten-thousandths.
    #[must_use]
    pub const fn from_parts(parts: i64) -> Self {
        Self(parts)
    }

    /// Returns the number of ten-thousandths of the currency unit.
    #[must_use]
    pub const fn parts(self) -> i64 {
        self.0
    }

    /// Returns the amount in currency units, for reports.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a report does not need 64 bits")]
    pub fn amount(self) -> f64 {
        self.0 as f64 / Self::SCALE as f64
    }

    /// Returns the price of these units at this unit price.
    #[must_use]
    #[inline]
    pub const fn times(self, units: Units) -> Self {
        Self(self.0 * units.count())
    }

    /// Returns this value divided by a number of units, rounded down; the remainder stays with the caller.
    #[must_use]
    #[inline]
    pub const fn per_unit(self, units: Units) -> Self {
        Self(self.0.div_euclid(units.count()))
    }

    /// Returns this value rounded half up to the fen, the smallest amount that is paid.
    #[must_use]
    pub const fn to_fen(self) -> Self {
        const FEN: i64 = Money::SCALE / 100;
        Self((self.0 + FEN / 2).div_euclid(FEN) * FEN)
    }

    /// Returns the fraction `part / whole` of this value, rounded down.
    ///
    /// # Panics
    /// If `whole` is zero.
    #[must_use]
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "a fraction of an i64 fits an i64")]
    pub fn fraction(self, part: Units, whole: Units) -> Self {
        // 64-bit division is several times faster than 128-bit division, and almost always wide enough.
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
