//! MSER-m: how many observations to delete at the beginning of a run for the best estimate of the mean.

use super::Tally;

/// The result of MSER.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Truncation {
    /// Observations to delete at the beginning.
    pub deleted: usize,
    /// The statistic at this truncation point: the estimated mean squared error of the mean of the rest.
    pub statistic: f64,
    /// The mean of all observations after the truncation point, including those that do not fill a batch.
    pub mean: f64,
    /// Whether this is the last point that was tried; if so, the series is too short for a conclusion.
    pub at_limit: bool,
}

/// Returns the MSER truncation point for batches of `size` observations (5 is usual): the number of deleted batches that
/// minimises the sum of squared distances of the remaining batch means from their mean, divided by the square of their
/// number. At least half of the batches remain. `None` for fewer than two batches.
///
/// # Panics
/// If `size` is zero.
///
/// # Source
/// White, Cobb and Spratt (2000), "A comparison of five steady-state truncation heuristics for simulation", Proceedings
/// of the Winter Simulation Conference, 755-760; White (1997), Simulation 69(6), 323-334.
#[must_use]
pub fn mser(values: &[f64], size: usize) -> Option<Truncation> {
    let batches: Vec<f64> = values.chunks_exact(size).map(|batch| batch.iter().sum::<f64>() / as_f64(size)).collect();
    let most = batches.len() / 2;
    if batches.len() < 2 {
        return None;
    }
    // From the end, so that each step adds one batch.
    let mut rest = Tally::new();
    let mut best: Option<(f64, usize)> = None;
    for (deleted, mean) in batches.iter().enumerate().rev() {
        rest.push(*mean);
        if deleted >= most {
            continue;
        }
        let count = as_f64(batches.len() - deleted);
        let statistic = rest.variance() * (count - 1.0) / (count * count);
        // Of two equally good points, take the one that deletes less.
        if best.is_none_or(|(smallest, _)| statistic <= smallest) {
            best = Some((statistic, deleted));
        }
    }
    let (statistic, batches_deleted) = best?;
    let deleted = batches_deleted * size;
    let kept = &values[deleted..];
    Some(Truncation {
        deleted,
        statistic,
        mean: kept.iter().sum::<f64>() / as_f64(kept.len()),
        at_limit: batches_deleted + 1 == most && most > 1,
    })
}

#[expect(clippy::cast_precision_loss, reason = "no series has 2^53 observations")]
fn as_f64(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The series of validation P13 A: an autoregression whose mean begins 10 too high.
    fn series() -> Vec<f64> {
        let (mut z, mut x) = (12_345_u64, 0.0);
        let mut uniform = || {
            z = 16_807 * z % 2_147_483_647;
            f64::from(u32::try_from(z).unwrap()) / 2_147_483_647.0
        };
        let step = |t: i32| {
            let noise: f64 = (0..12).map(|_| uniform()).sum::<f64>() - 6.0;
            x = 0.8 * x + noise;
            50.0 + x + 10.0 * 0.97_f64.powi(t)
        };
        (0..400).map(step).collect()
    }

    #[test]
    fn the_series_of_validation_p13() {
        let values = series();
        assert!((values.iter().sum::<f64>() - 20_415.685_57).abs() < 1e-5);
        let found = mser(&values, 5).unwrap();
        assert_eq!((found.deleted, found.at_limit), (55, false));
        assert!((found.statistic - 0.023_669_897_29).abs() < 1e-11, "{}", found.statistic);
        assert!((found.mean - 50.436_807_06).abs() < 1e-8, "{}", found.mean);
        let ragged = mser(&values[..397], 5).unwrap();
        assert_eq!(ragged.deleted % 5, 0);
    }

    #[test]
    fn a_stationary_series_keeps_everything_and_a_trending_one_reaches_the_limit() {
        assert_eq!(mser(&[3.0; 40], 5).map(|found| found.deleted), Some(0));
        let rising: Vec<f64> = (0..100).map(f64::from).collect();
        let found = mser(&rising, 5).unwrap();
        assert!(found.at_limit && found.deleted == 45);
        assert_eq!(mser(&[1.0; 9], 5), None);
    }
}
