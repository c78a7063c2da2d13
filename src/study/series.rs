//! The time series of a batch: for each time and subject, the mean over the replications and the band that holds 90 % of
//! them. Quantiles need every reading, so a batch keeps the readings of only its first replications; memory is at most 8
//! bytes x samples x subjects x [`SERIES_REPLICATIONS`](super::SERIES_REPLICATIONS).

use super::Study;

/// One value of a time series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// The mean over the replications.
    pub mean: f64,
    /// The 5 % quantile over the replications.
    pub p5: f64,
    /// The 95 % quantile over the replications.
    pub p95: f64,
}

/// Returns the values of a batch, sample by sample and by subject, and the number of replications they are based on; nothing
/// without a series.
#[must_use]
pub fn series(study: &Study) -> (Vec<Band>, u64) {
    let runs: Vec<&[i64]> = study.rows.iter().map(|row| &row.series[..]).filter(|run| !run.is_empty()).collect();
    let points = runs.first().map_or(0, |run| run.len());
    let mut values = Vec::with_capacity(runs.len());
    let band = |point: usize| {
        values.clear();
        values.extend(runs.iter().map(|run| run[point]));
        values.sort_unstable();
        let sum: i128 = values.iter().map(|value| i128::from(*value)).sum();
        Band { mean: as_f64(sum) / as_f64(values.len() as i128), p5: quantile(&values, 5), p95: quantile(&values, 95) }
    };
    ((0..points).map(band).collect(), runs.len() as u64)
}

/// Returns a quantile of sorted values, given in per cent, interpolated between neighbours (type 7 of Hyndman and Fan).
fn quantile(sorted: &[i64], per_cent: usize) -> f64 {
    let rank = (sorted.len() - 1) * per_cent;
    let (low, between) = (rank / 100, rank % 100);
    let value = |at: usize| as_f64(i128::from(sorted[at.min(sorted.len() - 1)]));
    value(low) + (value(low + 1) - value(low)) * as_f64(between as i128) / 100.0
}

#[expect(clippy::cast_precision_loss, reason = "a report does not need 64 bits")]
fn as_f64(value: i128) -> f64 {
    value as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::{Outcome, Plan};

    #[test]
    fn means_and_bands_over_replications_in_any_order() {
        let study = |values: &[i64]| Study {
            plan: Plan::default(),
            rows: (0..)
                .zip(values)
                .map(|(replication, value)| Outcome { replication, values: vec![], events: 0, series: vec![*value, 7] })
                .collect(),
            interrupted: false,
        };
        let up: Vec<i64> = (0..=20).collect();
        let down: Vec<i64> = up.iter().rev().copied().collect();
        let (bands, replications) = series(&study(&up));
        assert_eq!(replications, 21);
        assert_eq!(bands, [Band { mean: 10.0, p5: 1.0, p95: 19.0 }, Band { mean: 7.0, p5: 7.0, p95: 7.0 }]);
        assert_eq!(series(&study(&down)).0, bands);
        let (two, _) = series(&study(&[0, 10]));
        assert_eq!((two[0].p5, two[0].p95), (0.5, 9.5));
    }

    #[test]
    fn without_readings_there_is_no_series() {
        let study = Study { plan: Plan::default(), rows: vec![], interrupted: false };
        assert_eq!(series(&study), (vec![], 0));
    }
}
