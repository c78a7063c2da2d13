//! Holt's linear trend: level' = alpha demand + (1 - alpha)(level + phi trend), trend' = beta (level' - level) + (1 -
//! beta) phi trend; h periods ahead level + (phi + ... + `phi^h`) trend. Starts with the second demand as the level
//! and the step from the first to it as the trend. `damping` is phi; the default is 1.
//!
//! # Source
//! Hyndman and Athanasopoulos, Forecasting: Principles and Practice (3rd ed., 2021), section 8.2; Gardner and McKenzie,
//! Management Science 31 (1985), for the damped trend.

use super::terms::{ALPHA, BETA, PERIOD, PROMOTIONS, SEES};
use super::{Forecast, Terms};
use crate::text::{KeySpec, Shape};

/// Level and trend of demand.
#[derive(Clone, Debug)]
pub struct Holt {
    alpha: f64,
    beta: f64,
    damping: f64,
    first: Option<f64>,
    state: Option<(f64, f64)>,
}

impl Holt {
    pub(super) const EXAMPLE: &'static str = "{ alpha = 0.3, beta = 0.1 }";
    pub(super) const KEYS: &[KeySpec] = &[
        PERIOD,
        SEES,
        PROMOTIONS,
        ALPHA,
        BETA,
        KeySpec::new("damping", Shape::Number, "The part of the trend that remains from period to period, at most 1.")
            .or("1"),
    ];

    pub(super) fn read(terms: &mut Terms<'_>) -> Option<Self> {
        let (alpha, beta, damping) = (terms.weight("alpha"), terms.weight("beta"), terms.positive("damping"));
        let damping = damping?.unwrap_or(1.0);
        if damping > 1.0 {
            terms.refuse("damping", "must be above 0 and at most 1");
            return None;
        }
        Some(Self::new(alpha?, beta?, damping))
    }

    fn new(alpha: f64, beta: f64, damping: f64) -> Self {
        Self { alpha, beta, damping, first: None, state: None }
    }
}

impl Forecast for Holt {
    fn observe(&mut self, demand: f64) {
        match (self.first, self.state) {
            (None, _) => self.first = Some(demand),
            (Some(first), None) => self.state = Some((demand, demand - first)),
            (_, Some((level, trend))) => {
                let trend = self.damping * trend;
                let new = self.alpha * demand + (1.0 - self.alpha) * (level + trend);
                self.state = Some((new, self.beta * (new - level) + (1.0 - self.beta) * trend));
            }
        }
    }

    fn ahead(&self, periods: usize) -> Option<f64> {
        let (level, trend) = self.state?;
        let steps: f64 = std::iter::successors(Some(self.damping), |phi| Some(phi * self.damping)).take(periods).sum();
        Some(level + steps * trend)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Forecast, fed};
    use super::Holt;

    #[test]
    fn follows_the_passengers_of_1949() {
        let passengers = [112.0, 118.0, 132.0, 129.0, 121.0, 135.0, 148.0, 148.0, 136.0, 119.0, 104.0, 118.0];
        let forecast = fed(Holt::new(0.5, 0.2, 1.0), &passengers);
        for (ahead, expected) in [(1, 115.115_768), (2, 112.831_334), (3, 110.546_899)] {
            let said = forecast.ahead(ahead).unwrap();
            assert!((said - expected).abs() < 1e-6, "{ahead}: {said}");
        }
    }

    #[test]
    fn a_damped_trend_levels_out() {
        let forecast = fed(Holt::new(0.5, 0.2, 0.5), &[10.0, 14.0]);
        // 14 + 4 (1/2 + 1/4 + ...) ends at 18.
        assert_eq!(forecast.ahead(1), Some(16.0));
        assert_eq!(forecast.ahead(2), Some(17.0));
        assert!((forecast.ahead(60).unwrap() - 18.0).abs() < 1e-9);
    }
}
