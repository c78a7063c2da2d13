//! Weight and volume of goods, in grams and cubic centimetres, always together.

use super::Units;
use std::iter::Sum;
use std::ops::{Add, AddAssign, SubAssign};

/// Weight and volume.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Weight in grams.
    pub grams: i64,
    /// Volume in cubic centimetres.
    pub cm3: i64,
}

impl Size {
    /// Neither weight nor volume.
    pub const NONE: Self = Self { grams: 0, cm3: 0 };

    /// Returns the size of this many units of this size.
    #[must_use]
    #[inline]
    pub const fn times(self, units: Units) -> Self {
        Self { grams: self.grams * units.count(), cm3: self.cm3 * units.count() }
    }

    /// Returns whether it fits into the remaining weight and volume.
    #[must_use]
    pub const fn fits(self, room: Self) -> bool {
        self.grams <= room.grams && self.cm3 <= room.cm3
    }
}

impl Add for Size {
    type Output = Self;
    #[inline]
    fn add(self, other: Self) -> Self {
        Self { grams: self.grams + other.grams, cm3: self.cm3 + other.cm3 }
    }
}

impl AddAssign for Size {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Size {
    #[inline]
    fn sub_assign(&mut self, other: Self) {
        self.grams -= other.grams;
        self.cm3 -= other.cm3;
    }
}

impl Sum for Size {
    fn sum<I: Iterator<Item = Self>>(sizes: I) -> Self {
        sizes.fold(Self::NONE, Add::add)
    }
}
