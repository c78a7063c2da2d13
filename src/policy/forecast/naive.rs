//! Naive: the coming periods are like the last one. The benchmark for other forecasts.
//!
//! # Source
//! Hyndman and Athanasopoulos, Forecasting: Principles and Practice (3rd ed., 2021), section 5.2.

use super::terms::{PERIOD, PROMOTIONS, SEES};
use super::{Forecast, Terms};
use crate::text::KeySpec;

/// The last demand.
#[derive(Clone, Debug, Default)]
pub struct Naive(Option<f64>);

impl Naive {
    pub(super) const EXAMPLE: &'static str = "{}";
    pub(super) const KEYS: &[KeySpec] = &[PERIOD, SEES, PROMOTIONS];

    #[expect(clippy::unnecessary_wraps, reason = "all forecasts have the same signature")]
    pub(super) fn read(_terms: &mut Terms<'_>) -> Option<Self> {
        Some(Self::default())
    }
}

impl Forecast for Naive {
    fn observe(&mut self, demand: f64) {
        self.0 = Some(demand);
    }

    fn ahead(&self, _periods: usize) -> Option<f64> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Forecast, fed};
    use super::Naive;

    #[test]
    fn predicts_the_last_demand() {
        assert_eq!(Naive::default().ahead(1), None);
        assert_eq!(fed(Naive::default(), &[3.0, 5.0]).ahead(4), Some(5.0));
    }
}
