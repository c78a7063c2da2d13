//! Count, mean, variance and extremes of observations, through sums about the first value: no division and no stored values.
//! Sums about a value near the mean lose far fewer digits than sums about zero.

/// Running moments of a sample.
///
/// # Source
/// Chan, Golub and `LeVeque` (1983), "Algorithms for computing the sample variance", The American Statistician 37, 242-247:
/// shifted data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tally {
    count: u64,
    origin: f64,
    sum: f64,
    squares: f64,
    min: f64,
    max: f64,
}

impl Default for Tally {
    fn default() -> Self {
        Self { count: 0, origin: 0.0, sum: 0.0, squares: 0.0, min: f64::INFINITY, max: f64::NEG_INFINITY }
    }
}

impl Tally {
    /// Returns an empty tally.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an observation.
    #[inline]
    pub fn push(&mut self, value: f64) {
        if self.count == 0 {
            self.origin = value;
        }
        let distance = value - self.origin;
        self.count += 1;
        self.sum += distance;
        self.squares += distance * distance;
        self.min = self.min.min(value);
        self.max = self.max.max(value);
    }

    /// Adds all observations of another tally.
    pub fn merge(&mut self, other: &Self) {
        if other.count == 0 {
            return;
        }
        if self.count == 0 {
            *self = *other;
            return;
        }
        let shift = other.origin - self.origin;
        self.squares += other.squares + shift * (2.0 * other.sum + shift * as_f64(other.count));
        self.sum += other.sum + shift * as_f64(other.count);
        self.count += other.count;
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
    }

    /// Clears the tally.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Returns the number of observations.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Returns the sum.
    #[must_use]
    pub fn sum(&self) -> f64 {
        self.sum + self.origin * as_f64(self.count)
    }

    /// Returns the mean; NaN if there are no observations.
    #[must_use]
    pub fn mean(&self) -> f64 {
        if self.count == 0 { f64::NAN } else { self.origin + self.sum / as_f64(self.count) }
    }

    /// Returns the sample variance (divided by the count less one); NaN for fewer than two.
    #[must_use]
    pub fn variance(&self) -> f64 {
        if self.count < 2 {
            return f64::NAN;
        }
        let count = as_f64(self.count);
        ((self.squares - self.sum * self.sum / count) / (count - 1.0)).max(0.0)
    }

    /// Returns the sample standard deviation; NaN for fewer than two.
    #[must_use]
    pub fn sd(&self) -> f64 {
        self.variance().sqrt()
    }

    /// Returns the minimum; NaN if there are no observations.
    #[must_use]
    pub fn min(&self) -> f64 {
        if self.count == 0 { f64::NAN } else { self.min }
    }

    /// Returns the maximum; NaN if there are no observations.
    #[must_use]
    pub fn max(&self) -> f64 {
        if self.count == 0 { f64::NAN } else { self.max }
    }
}

#[expect(clippy::cast_precision_loss, reason = "no run makes 2^53 observations")]
fn as_f64(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "exact by construction")]
mod tests {
    use super::*;

    fn tally(values: &[f64]) -> Tally {
        let mut tally = Tally::new();
        for &value in values {
            tally.push(value);
        }
        tally
    }

    #[test]
    fn moments_of_a_known_sample() {
        let tally = tally(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]);
        assert_eq!(tally.count(), 8);
        assert_eq!((tally.min(), tally.max(), tally.sum()), (2.0, 9.0, 40.0));
        assert!((tally.mean() - 5.0).abs() < 1e-15);
        assert!((tally.variance() - 32.0 / 7.0).abs() < 1e-14);
    }

    #[test]
    fn keeps_the_digits_of_large_values_that_are_close() {
        let values: Vec<f64> = (0..1000).map(|i| 1e12 + f64::from(i % 10)).collect();
        assert!((tally(&values).variance() - 8250.0 / 999.0).abs() < 1e-9);
    }

    #[test]
    fn merging_equals_one_tally_of_all() {
        let values: Vec<f64> = (0..100).map(|i| f64::from(i * i % 37) + 0.25).collect();
        let mut parts = tally(&values[..30]);
        parts.merge(&tally(&values[30..]));
        parts.merge(&Tally::new());
        let whole = tally(&values);
        assert_eq!((parts.count(), parts.min(), parts.max()), (whole.count(), whole.min(), whole.max()));
        assert!((parts.mean() - whole.mean()).abs() < 1e-12);
        assert!((parts.variance() - whole.variance()).abs() < 1e-10);
    }

    #[test]
    fn of_nothing_there_is_no_mean_and_of_one_no_variance() {
        assert!(Tally::new().mean().is_nan() && Tally::new().min().is_nan() && Tally::new().max().is_nan());
        let one = tally(&[3.0]);
        assert_eq!(one.mean(), 3.0);
        assert!(one.variance().is_nan());
    }
}
