//! Simple exponential smoothing: level += alpha (demand - level), and the level is the forecast. The first demand is the
//! first level.
//!
//! # Source
//! Hyndman and Athanasopoulos, Forecasting: Principles and Practice (3rd ed., 2021), section 8.1; Silver, Pyke and Thomas
//! (2017), section 3.4.2.

use super::terms::{ALPHA, PERIOD, PROMOTIONS, SEES};
use super::{Forecast, Terms};
use crate::text::KeySpec;

/// The smoothed level of demand.
#[derive(Clone, Debug)]
pub struct Ses {
    alpha: f64,
    level: Option<f64>,
}

impl Ses {
    pub(super) const EXAMPLE: &'static str = "{ alpha = 0.2 }";
    pub(super) const KEYS: &[KeySpec] = &[PERIOD, SEES, PROMOTIONS, ALPHA];

    pub(super) fn read(terms: &mut Terms<'_>) -> Option<Self> {
        Some(Self::new(terms.weight("alpha")?))
    }

    pub(super) fn new(alpha: f64) -> Self {
        Self { alpha, level: None }
    }
}

impl Forecast for Ses {
    fn observe(&mut self, demand: f64) {
        let level = self.level.unwrap_or(demand);
        self.level = Some(level + self.alpha * (demand - level));
    }

    fn ahead(&self, _periods: usize) -> Option<f64> {
        self.level
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Forecast, fed};
    use super::Ses;

    #[test]
    fn smooths_the_passengers_of_1949() {
        let passengers = [112.0, 118.0, 132.0, 129.0, 121.0, 135.0, 148.0, 148.0, 136.0, 119.0, 104.0, 118.0];
        let next = fed(Ses::new(0.3), &passengers).ahead(1).unwrap();
        assert!((next - 121.647_943).abs() < 1e-6, "{next}");
    }
}
