//! Correlation between neighbours in a series.

/// Returns the correlation of each observation with the next; NaN for fewer than three, or if all are equal.
///
/// # Source
/// Box, Jenkins and Reinsel (2008), Time Series Analysis, 4th ed., equation 2.1.13 at lag 1.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "no series has 2^53 observations")]
pub fn autocorrelation(values: &[f64]) -> f64 {
    if values.len() < 3 {
        return f64::NAN;
    }
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    let products: f64 = values.windows(2).map(|pair| (pair[0] - mean) * (pair[1] - mean)).sum();
    products / squares
}

#[cfg(test)]
mod tests {
    use super::autocorrelation;

    #[test]
    fn of_a_short_series_by_hand() {
        // Mean 3, squares 10, products 2 + 0 + 0 + 2.
        assert!((autocorrelation(&[1.0, 2.0, 3.0, 4.0, 5.0]) - 0.4).abs() < 1e-15);
        assert!((autocorrelation(&[1.0, -1.0, 1.0, -1.0]) + 0.75).abs() < 1e-15);
        assert!(autocorrelation(&[2.0; 5]).is_nan() && autocorrelation(&[1.0, 2.0]).is_nan());
    }
}
