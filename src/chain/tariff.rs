//! The tariff of a service: its rates, which may change by date, be it by a date of their own or with the rate of
//! exchange of the currency they are stated in.

use super::{Dated, Load, Rates};
use crate::units::{Money, SimTime};

/// Rates by date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tariff {
    rates: Dated<Rates>,
    free: bool,
    /// What is charged a shipment and a unit, where that is all and never changes.
    plain: Option<(Money, Money)>,
}

impl Default for Tariff {
    fn default() -> Self {
        Self::new(Dated::constant(Rates::default()))
    }
}

impl From<Rates> for Tariff {
    fn from(rates: Rates) -> Self {
        Self::new(Dated::constant(rates))
    }
}

impl Tariff {
    /// A tariff of these rates.
    #[must_use]
    pub fn new(rates: Dated<Rates>) -> Self {
        let free = rates.values().all(Rates::is_free);
        let plain = if free || rates.is_constant() { rates.at(SimTime::ZERO).plain() } else { None };
        Self { rates, free, plain }
    }

    /// Whether nothing is ever charged.
    #[must_use]
    #[inline]
    pub fn is_free(&self) -> bool {
        self.free
    }

    /// The charge for a load.
    #[must_use]
    #[inline]
    pub fn charge(&self, now: SimTime, load: Load) -> Money {
        match self.plain {
            Some((per_shipment, per_unit)) => per_shipment + per_unit.times(load.units),
            None => self.rates.at(now).charge(load),
        }
    }

    /// The rates of both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self::new(self.rates.with(&other.rates, Rates::and))
    }

    /// The tariff with weight charged on the volume where that is more.
    #[must_use]
    pub fn volumetric(&self, cm3_per_kg: i64) -> Self {
        Self::new(self.rates.map(|rates| {
            let mut rates = *rates;
            rates.volumetric(cm3_per_kg);
            rates
        }))
    }
}
