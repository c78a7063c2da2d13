//! Batch means: neighbours in a long run are correlated, so the run is cut into batches long enough that their means are
//! not.

use super::{Estimate, autocorrelation};

/// An interval for the mean of one run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BatchMeans {
    /// The estimate from the batch means, each counted as one value.
    pub estimate: Estimate,
    /// Observations in a batch.
    pub size: usize,
    /// Correlation of neighbouring batch means; if it is far from zero, the batches are too short.
    pub autocorrelation: f64,
}

/// Returns the mean of a run from this many batches of equal length. The remainder is dropped at the beginning, where the
/// loss matters least. `None` for fewer than two batches, or for fewer observations than batches.
///
/// # Source
/// Law (2015), Simulation Modeling and Analysis, 5th ed., section 9.5.3; Schmeiser (1982), "Batch size effects in the
/// analysis of simulation output", Operations Research 30(3), 556-568: 10 to 30 batches suffice.
#[must_use]
pub fn batch_means(values: &[f64], batches: usize) -> Option<BatchMeans> {
    if batches < 2 || values.len() < batches {
        return None;
    }
    let size = values.len() / batches;
    let kept = &values[values.len() - size * batches..];
    let means: Vec<f64> = kept.chunks_exact(size).map(|batch| batch.iter().sum::<f64>() / as_f64(size)).collect();
    let estimate = Estimate::from_values(means.iter().copied());
    Some(BatchMeans { estimate, size, autocorrelation: autocorrelation(&means) })
}

#[expect(clippy::cast_precision_loss, reason = "no series has 2^53 observations")]
fn as_f64(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_are_cut_from_the_end() {
        let values = [100.0, 1.0, 3.0, 2.0, 4.0, 3.0, 5.0];
        let found = batch_means(&values, 3).unwrap();
        assert_eq!((found.size, found.estimate.n, found.estimate.mean, found.estimate.sd), (2, 3, 3.0, 1.0));
        // Student's t with two degrees of freedom.
        let half = 4.302_652_729_7 / 3.0_f64.sqrt();
        assert!((found.estimate.ci95.1 - 3.0 - half).abs() < 1e-9);
        assert_eq!(batch_means(&values, 8), None);
        assert_eq!(batch_means(&values, 1), None);
    }
}
