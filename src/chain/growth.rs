//! Growth and decline of demand over the days: the trend of a market, and the life cycle of a product from launch to
//! end.

use super::Dated;
use crate::units::{SimTime, Span};

/// The growth of demand. It is constant within a day.
#[derive(Clone, Debug, PartialEq)]
pub enum Trend {
    /// The logarithm of the daily growth factor.
    Steady(f64),
    /// A factor on the given rate, by date.
    Dated(Dated<f64>),
}

impl Trend {
    /// Returns the demand of a day relative to the first.
    #[expect(clippy::cast_precision_loss, reason = "a number of days")]
    pub fn factor(&self, day: i64) -> f64 {
        match self {
            Self::Steady(growth) => (growth * day as f64).exp(),
            Self::Dated(factors) => *factors.at(SimTime::ZERO + Span::DAY * day),
        }
    }
}

/// The life cycle of a product: when it is sold, and how its sales begin and end. Days count from the first day of
/// the run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Life {
    /// The first day of sales, and the number of days until full sales.
    starts: Option<(f64, f64)>,
    /// The first day without sales, and the number of days before it during which sales fall.
    ends: Option<(f64, f64)>,
}

impl Life {
    /// Creates a life cycle: the first day with the days until full sales, and the first day without sales with the
    /// days of decline before it. Without one of them there is no beginning or no end.
    #[must_use]
    pub fn new(starts: Option<(f64, f64)>, ends: Option<(f64, f64)>) -> Self {
        Self { starts, ends }
    }

    /// Returns the share of full sales on a day, taken at noon.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a number of days")]
    pub fn factor(&self, day: i64) -> f64 {
        let noon = day as f64 + 0.5;
        let share = |gone: f64, of: f64| if gone < 0.0 { 0.0 } else { (gone / of).min(1.0) };
        let risen = self.starts.map_or(1.0, |(starts, ramp)| share(noon - starts, ramp));
        let left = self.ends.map_or(1.0, |(ends, fade)| share(ends - noon, fade));
        risen.min(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_rises_stays_and_fades() {
        let life = Life { starts: Some((10.0, 4.0)), ends: Some((30.0, 10.0)) };
        let shares: Vec<f64> = [0, 9, 10, 13, 14, 19, 20, 25, 29, 30, 99].map(|day| life.factor(day)).into();
        assert_eq!(shares, [0.0, 0.0, 0.125, 0.875, 1.0, 1.0, 0.95, 0.45, 0.05, 0.0, 0.0]);
        let at_once = Life { starts: Some((10.0, 0.0)), ends: Some((12.0, 0.0)) };
        assert_eq!([9, 10, 11, 12].map(|day| at_once.factor(day)), [0.0, 1.0, 1.0, 0.0]);
    }

    #[test]
    fn steady_growth_is_a_power() {
        let trend = Trend::Steady(1.12_f64.ln() / 365.0);
        assert!((trend.factor(365) - 1.12).abs() < 1e-12 && (trend.factor(730) - 1.2544).abs() < 1e-12);
        assert_eq!(trend.factor(0), 1.0);
    }
}
