//! Automatic ETS: among the exponential smoothing models with additive or multiplicative error and with no, an
//! additive or a damped trend, the one with the least `AICc`, fitted by the `augurs` library to all observations. It
//! is fitted at every forecast, so frequent forecasts are slow.
//!
//! # Source
//! Hyndman, Koehler, Snyder and Grose, International Journal of Forecasting 18(3), 2002.

use super::terms::{PERIOD, PROMOTIONS, SEES};
use super::{Forecast, Terms};
use crate::text::KeySpec;
use augurs::ets::AutoETS;
use augurs::{Fit, Predict};

/// All observations.
#[derive(Clone, Debug, Default)]
pub struct Ets {
    seen: Vec<f64>,
}

impl Ets {
    pub(super) const EXAMPLE: &'static str = "{}";
    pub(super) const KEYS: &[KeySpec] = &[PERIOD, SEES, PROMOTIONS];

    #[expect(clippy::unnecessary_wraps, reason = "all forecasts have the same signature")]
    pub(super) fn read(_terms: &mut Terms<'_>) -> Option<Self> {
        Some(Self::default())
    }
}

impl Forecast for Ets {
    fn observe(&mut self, demand: f64) {
        self.seen.push(demand);
    }

    fn ahead(&self, periods: usize) -> Option<f64> {
        last_of(self, periods)
    }

    fn fill(&self, coming: &mut [f64]) -> bool {
        let fitted = AutoETS::non_seasonal().fit(&self.seen).ok();
        copy(fitted.and_then(|fitted| fitted.predict(coming.len(), None).ok()), coming)
    }
}

/// Returns the last of this many periods ahead.
pub(super) fn last_of(forecast: &impl Forecast, periods: usize) -> Option<f64> {
    let mut coming = vec![0.0; periods.max(1)];
    forecast.fill(&mut coming).then(|| coming[coming.len() - 1])
}

/// Copies a prediction if all of it is finite.
pub(super) fn copy(predicted: Option<augurs::Forecast>, coming: &mut [f64]) -> bool {
    let sound = predicted.filter(|said| said.point.len() == coming.len() && said.point.iter().all(|at| at.is_finite()));
    sound.map(|said| coming.copy_from_slice(&said.point)).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::{Forecast, fed};
    use super::Ets;

    #[test]
    fn finds_a_trend_and_a_level() {
        // Straight lines with a small zigzag: with any model, the next points are on the line.
        let line: Vec<f64> =
            (0..40).map(|at| 100.0 + 5.0 * f64::from(at) + if at % 2 == 0 { 0.5 } else { -0.5 }).collect();
        let forecast = fed(Ets::default(), &line);
        assert!((forecast.ahead(1).unwrap() - 300.0).abs() < 2.0);
        assert!((forecast.ahead(10).unwrap() - 345.0).abs() < 4.0);
        let level: Vec<f64> = (0..40).map(|at| 50.0 + f64::from(at * 7919 % 5) - 2.0).collect();
        assert!((fed(Ets::default(), &level).ahead(8).unwrap() - 50.0).abs() < 1.0);
        assert_eq!(Ets::default().ahead(1), None);
    }
}
