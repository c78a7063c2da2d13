//! What a service charges: a list of rates, each on its own basis.

use crate::units::{Money, Units};

/// What a rate is charged on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Each shipment, parcel or order handled.
    Shipment,
    /// Each unit in it.
    Unit,
}

/// Rates that are added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tariff {
    per_shipment: Money,
    per_unit: Money,
}

impl Tariff {
    /// Adds a rate.
    pub fn add(&mut self, amount: Money, basis: Basis) {
        match basis {
            Basis::Shipment => self.per_shipment += amount,
            Basis::Unit => self.per_unit += amount,
        }
    }

    /// Whether nothing is ever charged.
    #[must_use]
    #[inline]
    pub fn is_free(&self) -> bool {
        *self == Self::default()
    }

    /// The charge for a shipment of so many units.
    #[must_use]
    #[inline]
    pub fn charge(&self, units: Units) -> Money {
        self.per_shipment + self.per_unit.times(units)
    }
}
