//! Forecast accuracy: each forecast is compared with the demand that followed, and the usual measures are taken over all of
//! them.
//!
//! # Source
//! Hyndman and Koehler, International Journal of Forecasting 22 (2006), for scaled errors; Gneiting, JASA 106 (2011), for the
//! pinball loss; Makridakis et al., International Journal of Forecasting 38 (2022), RMSSE and WMAPE as in M5; Gilliland, The
//! Business Forecasting Deal (2010), for the value added against naive.

/// Sums over one-period-ahead forecasts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Accuracy {
    count: f64,
    demand: f64,
    error: f64,
    absolute: f64,
    squared: f64,
    relative: f64,
    relative_count: f64,
    pinball: f64,
    naive_absolute: f64,
    naive_squared: f64,
    naive_count: f64,
    last: Option<f64>,
}

impl Accuracy {
    /// Records the demand of a period without a forecast for it; it only feeds the naive forecast.
    pub fn seen(&mut self, demand: f64) {
        if let Some(last) = self.last.replace(demand) {
            self.naive_count += 1.0;
            self.naive_absolute += (demand - last).abs();
            self.naive_squared += (demand - last).powi(2);
        }
    }

    /// Records the demand of a period with its forecast and the forecast of its `level` quantile.
    pub fn judge(&mut self, demand: f64, forecast: f64, (level, quantile): (f64, f64)) {
        self.seen(demand);
        let error = forecast - demand;
        self.count += 1.0;
        self.demand += demand;
        self.error += error;
        self.absolute += error.abs();
        self.squared += error * error;
        if demand != 0.0 {
            self.relative += (error / demand).abs();
            self.relative_count += 1.0;
        }
        let short = demand - quantile;
        self.pinball += if short > 0.0 { level * short } else { (level - 1.0) * short };
    }

    /// Returns the number of forecasts scored.
    #[must_use]
    pub fn count(&self) -> f64 {
        self.count
    }

    /// Returns the mean absolute error.
    #[must_use]
    pub fn mae(&self) -> f64 {
        self.absolute / self.count
    }

    /// Returns the mean squared error.
    #[must_use]
    pub fn mse(&self) -> f64 {
        self.squared / self.count
    }

    /// Returns the root of the mean squared error.
    #[must_use]
    pub fn rmse(&self) -> f64 {
        self.mse().sqrt()
    }

    /// Returns the mean absolute error relative to the demand, over periods with demand.
    #[must_use]
    pub fn mape(&self) -> f64 {
        self.relative / self.relative_count
    }

    /// Returns the sum of absolute errors / sum of demand.
    #[must_use]
    pub fn wmape(&self) -> f64 {
        self.absolute / self.demand
    }

    /// Returns the sum of errors / sum of demand; above 0 the forecast is too high.
    #[must_use]
    pub fn bias(&self) -> f64 {
        self.error / self.demand
    }

    /// Returns the root of (mean squared error / mean squared error of the naive forecast over all periods seen).
    #[must_use]
    pub fn rmsse(&self) -> f64 {
        (self.mse() / (self.naive_squared / self.naive_count)).sqrt()
    }

    /// Returns the mean pinball loss of the quantile.
    #[must_use]
    pub fn pinball(&self) -> f64 {
        self.pinball / self.count
    }

    /// Returns by how much the mean absolute error is below that of the naive forecast, as a share of the latter.
    #[must_use]
    pub fn value_added(&self) -> f64 {
        1.0 - self.mae() / (self.naive_absolute / self.naive_count)
    }
}

#[cfg(test)]
mod tests {
    use super::Accuracy;

    /// Simple exponential smoothing with alpha 0.3 of the passengers of 1949, with the first value as the first level.
    #[test]
    fn smoothing_of_the_passengers_of_1949() {
        let passengers = [112.0, 118.0, 132.0, 129.0, 121.0, 135.0, 148.0, 148.0, 136.0, 119.0, 104.0, 118.0];
        let (mut accuracy, mut level) = (Accuracy::default(), passengers[0]);
        accuracy.seen(passengers[0]);
        for demand in &passengers[1..] {
            accuracy.judge(*demand, level, (0.5, level));
            level += 0.3 * (demand - level);
        }
        let near = |said: f64, expected: f64| assert!((said / expected - 1.0).abs() < 1e-6, "{said} for {expected}");
        near(accuracy.mae(), 12.510_562);
        near(accuracy.mse(), 224.582_59);
        near(accuracy.rmse(), 14.986_08);
        near(accuracy.mape(), 0.099_312_81);
        // The pinball loss of the median is half the absolute error.
        near(accuracy.pinball(), 12.510_562 / 2.0);
        // Errors of the naive forecast on the same eleven periods: 6 14 3 8 14 13 0 12 17 15 14.
        near(accuracy.value_added(), 1.0 - 12.510_562 / (116.0 / 11.0));
        near(accuracy.rmsse(), (224.582_59_f64 / (1524.0 / 11.0)).sqrt());
    }
}
