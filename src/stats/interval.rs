//! Estimates over replications: a mean with its Student interval. Replications are independent, so there is no correction
//! for correlation.
use statrs::distribution::{ContinuousCDF, StudentsT};

/// A mean over replications, with its spread and its 95 % confidence interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// Replications in which the value was defined.
    pub n: u64,
    /// The mean; NaN if there are none.
    pub mean: f64,
    /// The sample standard deviation; NaN for fewer than two.
    pub sd: f64,
    /// The minimum; NaN if there are none.
    pub min: f64,
    /// The maximum; NaN if there are none.
    pub max: f64,
    /// Lower and upper end of the 95 % interval for the mean; NaN for fewer than two.
    pub ci95: (f64, f64),
}

impl Estimate {
    /// Returns the estimate from one value per replication; NaN means "undefined in this replication" and is skipped.
    ///
    /// # Source
    /// Law (2015), Simulation Modeling and Analysis, 5th ed., equation 4.12.
    #[must_use]
    pub fn from_values(values: impl Iterator<Item = f64> + Clone) -> Self {
        let defined = values.filter(|value| !value.is_nan());
        let n = defined.clone().count();
        let count = as_f64(n as u64);
        let mean = defined.clone().sum::<f64>() / count;
        let squares: f64 = defined.clone().map(|value| (value - mean) * (value - mean)).sum();
        let sd = if n < 2 { f64::NAN } else { (squares / (count - 1.0)).sqrt() };
        let (min, max) = (defined.clone().fold(f64::NAN, f64::min), defined.fold(f64::NAN, f64::max));
        let mut estimate = Self { n: n as u64, mean, sd, min, max, ci95: (f64::NAN, f64::NAN) };
        estimate.ci95 = estimate.interval(0.95);
        estimate
    }

    /// Returns the standard error of the mean; NaN for fewer than two.
    #[must_use]
    pub fn se(&self) -> f64 {
        self.sd / as_f64(self.n).sqrt()
    }

    /// Returns Student's interval for the mean at a confidence level such as 0.95; NaN for fewer than two.
    #[must_use]
    pub fn interval(&self, level: f64) -> (f64, f64) {
        let half = match StudentsT::new(0.0, 1.0, as_f64(self.n) - 1.0) {
            Ok(student) if self.n >= 2 => student.inverse_cdf(0.5 + level / 2.0) * self.se(),
            _ => f64::NAN,
        };
        (self.mean - half, self.mean + half)
    }
}

#[expect(clippy::cast_precision_loss, reason = "no study has 2^53 replications")]
fn as_f64(n: u64) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn students_interval_of_ten_replications() {
        let values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0];
        let estimate = Estimate::from_values(values.into_iter().chain([f64::NAN]));
        let sd = (82.5_f64 / 9.0).sqrt();
        assert_eq!((estimate.n, estimate.mean, estimate.min, estimate.max), (10, 5.5, 1.0, 10.0));
        assert!((estimate.sd - sd).abs() < 1e-14);
        let half = 2.262_157_162_8 * sd / 10.0_f64.sqrt();
        assert!((estimate.ci95.0 - (5.5 - half)).abs() < 1e-8 && (estimate.ci95.1 - (5.5 + half)).abs() < 1e-8);
    }

    #[test]
    fn students_quantiles_are_right_from_two_replications_to_many() {
        for (n, quantile) in [(2_u32, 12.706_204_736), (4, 3.182_446_305), (31, 2.042_272_456), (1001, 1.962_339_081)] {
            let spread =
                Estimate { n: n.into(), mean: 0.0, sd: f64::from(n).sqrt(), min: 0.0, max: 0.0, ci95: (0.0, 0.0) };
            assert!((spread.interval(0.95).1 - quantile).abs() < 1e-7, "{n}: {:?}", spread.interval(0.95));
        }
    }

    #[test]
    fn one_replication_has_no_interval_and_none_has_no_mean() {
        let one = Estimate::from_values([4.0].into_iter());
        assert_eq!((one.n, one.mean, one.min, one.max), (1, 4.0, 4.0, 4.0));
        assert!(one.sd.is_nan() && one.se().is_nan() && one.ci95.0.is_nan() && one.ci95.1.is_nan());
        let none = Estimate::from_values([f64::NAN].into_iter());
        assert!(none.n == 0 && none.mean.is_nan() && none.min.is_nan() && none.ci95.0.is_nan());
        assert_eq!(Estimate::from_values([3.0; 5].into_iter()).ci95, (3.0, 3.0));
    }
}
