//! The tariff of a service: its rates, which may change by date, either on their own or with the exchange rate of
//! their currency.

use super::{Dated, Load, Rates};
use crate::units::{Money, Share, SimTime};

/// Rates by date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tariff {
    rates: Dated<Rates>,
    free: bool,
    /// The charge per shipment and per unit, if there are no others and it never changes.
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
    /// Creates a tariff of these rates.
    #[must_use]
    pub fn new(rates: Dated<Rates>) -> Self {
        let free = rates.values().all(Rates::is_free);
        let plain = if free || rates.is_constant() { rates.at(SimTime::ZERO).plain() } else { None };
        Self { rates, free, plain }
    }

    /// Returns whether nothing is ever charged.
    #[must_use]
    #[inline]
    pub fn is_free(&self) -> bool {
        self.free
    }

    /// Returns the charge for a load.
    #[must_use]
    #[inline]
    pub fn charge(&self, now: SimTime, load: Load) -> Money {
        match self.plain {
            Some((per_shipment, per_unit)) => per_shipment + per_unit.times(load.units),
            None => self.rates.at(now).charge(load),
        }
    }

    /// Returns the sum of both tariffs.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self::new(self.rates.with(&other.rates, Rates::and))
    }

    /// Returns a share of the tariff.
    #[must_use]
    pub fn times(&self, share: Share) -> Self {
        Self::new(self.rates.map(|rates| rates.times(share)))
    }

    /// Returns the tariff with weight charged on the volume if that gives more.
    #[must_use]
    pub fn volumetric(&self, cm3_per_kg: i64) -> Self {
        Self::new(self.rates.map(|rates| {
            let mut rates = *rates;
            rates.volumetric(cm3_per_kg);
            rates
        }))
    }
}
