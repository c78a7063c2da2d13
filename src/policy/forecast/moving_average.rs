//! Moving average: the mean of the last n periods with equal weights.
//!
//! # Source
//! Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains (4th ed., 2017), section 3.4.1.

use super::terms::{PERIOD, PROMOTIONS, SEES};
use super::{Forecast, Terms};
use crate::text::{KeySpec, Shape};
use std::collections::VecDeque;

/// The last periods' demand.
#[derive(Clone, Debug)]
pub struct MovingAverage {
    window: usize,
    last: VecDeque<f64>,
}

impl MovingAverage {
    pub(super) const EXAMPLE: &'static str = "{ window = 4 }";
    pub(super) const KEYS: &[KeySpec] = &[
        PERIOD,
        SEES,
        PROMOTIONS,
        KeySpec::new("window", Shape::Whole(1, 100_000), "How many of the last periods are averaged.").required(),
    ];

    pub(super) fn read(terms: &mut Terms<'_>) -> Option<Self> {
        Some(Self::new(terms.periods("window", 1)?))
    }

    fn new(window: usize) -> Self {
        Self { window, last: VecDeque::with_capacity(window) }
    }
}

impl Forecast for MovingAverage {
    fn observe(&mut self, demand: f64) {
        if self.last.len() == self.window {
            self.last.pop_front();
        }
        self.last.push_back(demand);
    }

    #[expect(clippy::cast_precision_loss, reason = "a number of periods")]
    fn ahead(&self, _periods: usize) -> Option<f64> {
        // Summed again each time, so that no rounding error of past demand accumulates.
        let full = self.last.len() == self.window;
        full.then(|| self.last.iter().sum::<f64>() / self.window as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Forecast, fed};
    use super::MovingAverage;

    #[test]
    fn predicts_the_mean_of_the_last_three() {
        let passengers = [112.0, 118.0, 132.0, 129.0];
        assert_eq!(fed(MovingAverage::new(3), &passengers[..2]).ahead(1), None);
        let forecast = fed(MovingAverage::new(3), &passengers);
        assert!((forecast.ahead(1).unwrap() - 126.333_333).abs() < 1e-6);
    }
}
