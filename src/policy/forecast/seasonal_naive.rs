//! Seasonal naive: every period is like the same period of the cycle before.
//!
//! # Source
//! Hyndman and Athanasopoulos, Forecasting: Principles and Practice (3rd ed., 2021), section 5.2.

use super::terms::{PERIOD, PROMOTIONS, SEES};
use super::{Forecast, Terms};
use crate::text::{KeySpec, Shape};
use std::collections::VecDeque;

/// The demand of the last cycle.
#[derive(Clone, Debug)]
pub struct SeasonalNaive {
    cycle: usize,
    last: VecDeque<f64>,
}

impl SeasonalNaive {
    pub(super) const EXAMPLE: &'static str = "{ cycle = 3 }";
    pub(super) const KEYS: &[KeySpec] = &[
        PERIOD,
        SEES,
        PROMOTIONS,
        KeySpec::new("cycle", Shape::Whole(2, 100_000), "The periods of a cycle.").required(),
    ];

    pub(super) fn read(terms: &mut Terms<'_>) -> Option<Self> {
        Some(Self::new(terms.periods("cycle", 2)?))
    }

    fn new(cycle: usize) -> Self {
        Self { cycle, last: VecDeque::with_capacity(cycle) }
    }
}

impl Forecast for SeasonalNaive {
    fn observe(&mut self, demand: f64) {
        if self.last.len() == self.cycle {
            self.last.pop_front();
        }
        self.last.push_back(demand);
    }

    fn ahead(&self, periods: usize) -> Option<f64> {
        let full = self.last.len() == self.cycle;
        full.then(|| self.last[(periods.max(1) - 1) % self.cycle])
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Forecast, fed};
    use super::SeasonalNaive;

    #[test]
    fn predicts_the_last_cycle() {
        let forecast = fed(SeasonalNaive::new(3), &[9.0, 1.0, 2.0, 3.0]);
        assert_eq!([1, 2, 3, 4].map(|ahead| forecast.ahead(ahead).unwrap()), [1.0, 2.0, 3.0, 1.0]);
        assert_eq!(fed(SeasonalNaive::new(3), &[9.0, 1.0]).ahead(1), None);
    }
}
