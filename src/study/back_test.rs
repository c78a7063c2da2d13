//! Back-tests of forecasts: a forecast learns a series one period after the other and predicts before each of the last
//! periods (rolling origin). If no value of the series is negative, no forecast is either.
//!
//! # Source
//! Tashman, International Journal of Forecasting 16(4), 2000, for rolling origins.

use crate::policy::forecast::{Forecast, Method};
use crate::stats::Accuracy;

/// The quantile that is scored, and its standard normal deviate.
const QUANTILE: (f64, f64) = (0.95, 1.644_853_626_951_472_2);

/// A forecast tested on the last periods of a series.
#[derive(Clone, Debug)]
pub struct BackTest {
    /// Accuracy of forecasts one period ahead.
    pub one: Accuracy,
    /// Accuracy of forecasts `ahead` periods ahead.
    pub far: Accuracy,
    /// The one-period-ahead forecast for each of the last periods; `None` if it had too little data by then.
    pub said: Vec<Option<f64>>,
    /// Forecasts for the periods after the series; empty if it has too little data.
    pub coming: Vec<f64>,
}

/// Tests a fresh forecast on the last `test` periods of a series, one and `ahead` periods ahead. The quantile is based on
/// the errors of up to `test` periods before those.
///
/// # Panics
/// If `ahead` is 0.
#[must_use]
pub fn back_test(mut method: Method, series: &[f64], test: usize, ahead: usize) -> BackTest {
    let least = if series.iter().any(|demand| *demand < 0.0) { f64::NEG_INFINITY } else { 0.0 };
    let first = series.len().saturating_sub(test);
    let asked = first.saturating_sub(test.max(ahead));
    // The forecasts for each period, made one and `ahead` periods before it.
    let mut near: Vec<Option<f64>> = vec![None; series.len() + ahead];
    let mut far = near.clone();
    let mut coming = vec![0.0; ahead];
    for (period, demand) in (0..).zip(series) {
        if period > asked && method.fill(&mut coming) {
            near[period] = Some(coming[0].max(least));
            far[period + ahead - 1] = Some(coming[ahead - 1].max(least));
        }
        method.observe(*demand);
    }
    let told = method.fill(&mut coming);
    for demand in &mut coming {
        *demand = demand.max(least);
    }
    coming.truncate(if told { ahead } else { 0 });
    let (one, far) = (judged(series, &near, first), judged(series, &far, first));
    near.truncate(series.len());
    BackTest { one, far, said: near.split_off(first), coming }
}

/// Scores the forecast periods from `first` on; the naive forecast is scored on the same periods.
fn judged(series: &[f64], said: &[Option<f64>], first: usize) -> Accuracy {
    let mut accuracy = Accuracy::default();
    let (mut count, mut squared) = (0.0, 0.0_f64);
    for (period, (demand, said)) in series.iter().zip(said).enumerate() {
        match said {
            Some(said) if period >= first => {
                let spread = if count >= 2.0 { (squared / count).sqrt() } else { 0.0 };
                accuracy.judge(*demand, *said, (QUANTILE.0, said + QUANTILE.1 * spread));
            }
            _ if accuracy.count() == 0.0 => {
                accuracy = Accuracy::default();
                accuracy.seen(*demand);
            }
            _ => accuracy.seen(*demand),
        }
        if let Some(said) = said {
            count += 1.0;
            squared += (demand - said).powi(2);
        }
    }
    accuracy
}

#[cfg(test)]
mod tests {
    use super::back_test;
    use crate::scenario::forecast;

    const LINE: [f64; 6] = [1.0, 2.0, 4.0, 7.0, 11.0, 16.0];

    #[test]
    fn each_origin_knows_only_what_came_before() {
        let found = back_test(forecast("naive").unwrap(), &LINE, 3, 2);
        assert_eq!(found.said, [Some(4.0), Some(7.0), Some(11.0)]);
        assert_eq!(found.coming, [16.0, 16.0]);
        // Errors: one period ahead 3, 4 and 5 too low, two periods ahead 5, 7 and 9.
        assert_eq!((found.one.mae(), found.far.mae()), (4.0, 7.0));
        assert_eq!((found.one.rmsse(), found.one.value_added()), (1.0, 0.0));
    }

    #[test]
    fn periods_without_a_forecast_are_not_scored() {
        let found = back_test(forecast("moving_average.window = 3").unwrap(), &LINE, 5, 1);
        assert_eq!(found.said[..3], [None, None, Some(7.0 / 3.0)]);
        assert!((found.one.count() - 3.0).abs() < 1e-9);
        // Errors of the naive forecast on the same three periods: 3, 4 and 5.
        let mae = (7.0 - 7.0 / 3.0 + 11.0 - 13.0 / 3.0 + 16.0 - 22.0 / 3.0) / 3.0;
        assert!((found.one.value_added() - (1.0 - mae / 4.0)).abs() < 1e-12);
        assert!(back_test(forecast("moving_average.window = 9").unwrap(), &LINE, 5, 1).coming.is_empty());
    }

    #[test]
    fn demand_is_not_negative() {
        let falling = [9.0, 5.0, 1.0];
        let holt = || forecast("holt = { alpha = 0.5, beta = 0.5 }").unwrap();
        assert_eq!(back_test(holt(), &falling, 1, 2).coming, [0.0, 0.0]);
        assert_eq!(back_test(holt(), &[9.0, 3.0, -3.0], 1, 2).coming, [-9.0, -15.0]);
    }
}
