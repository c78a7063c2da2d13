//! Croston: intermittent demand. Its size and the number of periods between two demands are smoothed in periods with
//! demand. The forecast is size / interval and does not change in between. The first demand is the initial size, and
//! the periods up to it are the initial interval.
//!
//! # Source
//! Croston, Operational Research Quarterly 23(3), 1972; Shenstone and Hyndman, Journal of Forecasting 24 (2005).

use super::terms::{ALPHA, PERIOD, PROMOTIONS, SEES};
use super::{Forecast, Terms};
use crate::text::KeySpec;

/// Smoothed size and interval of demand.
#[derive(Clone, Debug)]
pub struct Croston {
    alpha: f64,
    since: f64,
    state: Option<(f64, f64)>,
}

impl Croston {
    pub(super) const EXAMPLE: &'static str = "{ alpha = 0.2 }";
    pub(super) const KEYS: &[KeySpec] = &[PERIOD, SEES, PROMOTIONS, ALPHA];

    pub(super) fn read(terms: &mut Terms<'_>) -> Option<Self> {
        Some(Self::new(terms.weight("alpha")?))
    }

    pub(super) fn new(alpha: f64) -> Self {
        Self { alpha, since: 0.0, state: None }
    }

    pub(super) fn alpha(&self) -> f64 {
        self.alpha
    }
}

impl Forecast for Croston {
    fn observe(&mut self, demand: f64) {
        self.since += 1.0;
        if demand > 0.0 {
            let (size, interval) = self.state.unwrap_or((demand, self.since));
            let smooth = |old: f64, new: f64| old + self.alpha * (new - old);
            self.state = Some((smooth(size, demand), smooth(interval, self.since)));
            self.since = 0.0;
        }
    }

    fn ahead(&self, _periods: usize) -> Option<f64> {
        // Without any demand so far, the forecast is 0.
        let said = self.state.map_or(0.0, |(size, interval)| size / interval);
        (self.state.is_some() || self.since > 0.0).then_some(said)
    }
}

#[cfg(test)]
pub(super) const NOW_AND_THEN: [f64; 16] =
    [0.0, 0.0, 3.0, 0.0, 0.0, 0.0, 5.0, 0.0, 1.0, 0.0, 0.0, 2.0, 0.0, 4.0, 0.0, 0.0];

#[cfg(test)]
mod tests {
    use super::super::{Forecast, fed};
    use super::{Croston, NOW_AND_THEN};

    #[test]
    fn changes_only_in_periods_with_demand() {
        for (seen, expected) in [(2, 0.0), (3, 1.0), (7, 1.032_258_065), (11, 0.996_655_518), (12, 0.963_557)] {
            let said = fed(Croston::new(0.1), &NOW_AND_THEN[..seen]).ahead(1).unwrap();
            assert!((said - expected).abs() < 2e-6, "{seen}: {said}");
        }
        let (size, interval) = fed(Croston::new(0.1), &NOW_AND_THEN).state.unwrap();
        assert!((size - 2.9938).abs() < 5e-5 && (interval - 2.8919).abs() < 5e-5, "{size} {interval}");
    }
}
