//! The cost of goods so far, by part. It travels with them: from the supplier's invoice to the stock point, from
//! there to the parcel, and with the parcel to the order.

use crate::units::{Money, Units};
use std::ops::{AddAssign, Index, IndexMut, SubAssign};

/// What a cost is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The goods themselves.
    Goods,
    /// Transport between places.
    Freight,
    /// Space in warehouses.
    Storage,
    /// Receiving, picking and packing.
    Handling,
    /// Duty and taxes.
    Tax,
    /// The last mile.
    Courier,
}

impl Part {
    /// Every part.
    pub const ALL: [Part; 6] = [Part::Goods, Part::Freight, Part::Storage, Part::Handling, Part::Tax, Part::Courier];

    /// Returns its name in accounts and KPIs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Goods => "goods",
            Self::Freight => "freight",
            Self::Storage => "storage",
            Self::Handling => "handling",
            Self::Tax => "tax",
            Self::Courier => "courier",
        }
    }
}

/// An amount for each part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost([Money; Part::ALL.len()]);

impl Cost {
    /// Nothing.
    pub const NONE: Self = Self([Money::ZERO; Part::ALL.len()]);

    /// Returns the sum of the parts.
    #[must_use]
    #[inline]
    pub fn total(&self) -> Money {
        self.0.iter().copied().sum()
    }

    /// Returns this cost spread over units, each part rounded down.
    #[must_use]
    pub fn per_unit(&self, units: Units) -> Self {
        Self(self.0.map(|amount| amount.per_unit(units)))
    }

    /// Returns the cost of this many units at this cost per unit.
    #[must_use]
    #[inline]
    pub fn times(&self, units: Units) -> Self {
        Self(self.0.map(|amount| amount.times(units)))
    }

    /// Returns the fraction `part` / `whole` of this cost, each part rounded down.
    #[must_use]
    pub fn fraction(&self, part: Units, whole: Units) -> Self {
        Self(self.0.map(|amount| amount.fraction(part, whole)))
    }

    /// Iterates over the parts and their amounts.
    pub fn parts(&self) -> impl Iterator<Item = (Part, Money)> {
        Part::ALL.into_iter().zip(self.0)
    }
}

impl Index<Part> for Cost {
    type Output = Money;
    #[inline]
    fn index(&self, part: Part) -> &Money {
        &self.0[part as usize]
    }
}

impl IndexMut<Part> for Cost {
    #[inline]
    fn index_mut(&mut self, part: Part) -> &mut Money {
        &mut self.0[part as usize]
    }
}

impl AddAssign for Cost {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine += theirs;
        }
    }
}

impl SubAssign for Cost {
    #[inline]
    fn sub_assign(&mut self, other: Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine -= theirs;
        }
    }
}
