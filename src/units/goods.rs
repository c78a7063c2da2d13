//! Goods in whole units, and goods held over time.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// A number of units of one product.
///
/// # Units
/// Pieces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Units(i64);

/// Goods times the time held: the exact area under a stock level.
///
/// # Units
/// Pieces x microseconds.
pub type UnitTime = i128;

impl Units {
    /// No pieces.
    pub const ZERO: Self = Self(0);
    /// One piece.
    pub const ONE: Self = Self(1);

    /// Returns this many pieces.
    #[must_use]
    pub const fn new(count: i64) -> Self {
        Self(count)
    }

    /// Returns the number of pieces.
    #[must_use]
    pub const fn count(self) -> i64 {
        self.0
    }

    /// Returns whether the number is above zero.
    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// Returns this number times `many / of`, rounded down; zero if `of` is zero.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "a part of an i64 fits an i64")]
    pub fn part(self, many: Self, of: Self) -> Self {
        if of.0 == 0 { Self::ZERO } else { Self((i128::from(self.0) * i128::from(many.0) / i128::from(of.0)) as i64) }
    }

    /// Rounds up to a multiple of `lot`.
    #[must_use]
    pub const fn up_to_lot(self, lot: Self) -> Self {
        Self((self.0 + lot.0 - 1).div_euclid(lot.0) * lot.0)
    }
}

impl Add for Units {
    type Output = Self;
    #[inline]
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Units {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Units {
    type Output = Self;
    #[inline]
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Units {
    #[inline]
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Neg for Units {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Units {
    fn sum<I: Iterator<Item = Self>>(units: I) -> Self {
        units.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Units {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
