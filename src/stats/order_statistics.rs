//! Quantiles of a sample: an estimate between two ordered values, and a distribution-free interval.

use statrs::distribution::{Binomial, ContinuousCDF, DiscreteCDF, Normal};

/// Above this many values the binomial distribution is approximated by the normal: the error is far below one rank in a
/// thousand, and the incomplete beta function loses digits there.
const MANY: usize = 10_000;

/// Two order statistics around a quantile.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QuantileRanks {
    /// Their ranks, counted from 1.
    pub ranks: (usize, usize),
    /// The probability that the quantile is between them.
    pub coverage: f64,
}

/// Returns the order statistics of `n` values that contain the quantile `p` with at least the confidence `level`, for any
/// distribution; `None` if `n` is too small, or `p` is not strictly between 0 and 1.
///
/// # Source
/// Conover (1999), Practical Nonparametric Statistics, 3rd ed., section 3.2: binomial probabilities, equal tails; with the
/// normal approximation for many values.
#[must_use]
pub fn quantile_ranks(n: usize, p: f64, level: f64) -> Option<QuantileRanks> {
    let at_most = cumulative(n, p)?;
    let tail = (1.0 - level) / 2.0;
    let rank = |share: f64| {
        let (mut low, mut high) = (0, n);
        while low < high {
            let middle = low + (high - low) / 2;
            if at_most(middle) >= share { high = middle } else { low = middle + 1 }
        }
        low
    };
    let (low, high) = (rank(tail), rank(1.0 - tail) + 1);
    let coverage = at_most(high - 1) - if low == 0 { 0.0 } else { at_most(low - 1) };
    (low >= 1 && high <= n).then_some(QuantileRanks { ranks: (low, high), coverage })
}

/// Returns a function of k: the probability that at most k of `n` values are below the quantile `p`.
fn cumulative(n: usize, p: f64) -> Option<Box<dyn Fn(usize) -> f64>> {
    let chance = (p > 0.0 && p < 1.0).then_some(p)?;
    if n <= MANY {
        let law = Binomial::new(chance, n as u64).ok()?;
        return Some(Box::new(move |count| law.cdf(count as u64)));
    }
    let mean = as_f64(n) * chance;
    let law = Normal::new(mean, (mean * (1.0 - chance)).sqrt()).ok()?;
    Some(Box::new(move |count| law.cdf(as_f64(count) + 0.5)))
}

/// Returns the quantile `p` of values in ascending order, interpolated between neighbours (type 7 of Hyndman and Fan); NaN
/// if there are none.
///
/// # Source
/// Hyndman and Fan (1996), "Sample quantiles in statistical packages", The American Statistician 50(4), 361-365.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rank is not negative and below 2^53")]
pub fn quantile_of_sorted(sorted: &[f64], p: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let rank = p.clamp(0.0, 1.0) * as_f64(last);
    let lower = (rank as usize).min(last);
    let (low, high) = (sorted[lower], sorted[(lower + 1).min(last)]);
    low + (rank - as_f64(lower)) * (high - low)
}

#[expect(clippy::cast_precision_loss, reason = "no sample has 2^53 values")]
fn as_f64(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_statistics_around_a_quantile() {
        // Validation P13 D.
        let found = quantile_ranks(100, 0.9, 0.95).unwrap();
        assert_eq!(found.ranks, (84, 96));
        assert!((found.coverage - 0.955_690_107_2).abs() < 1e-9);
        assert_eq!(quantile_ranks(5, 0.5, 0.95), None);
        let six = quantile_ranks(6, 0.5, 0.95).unwrap();
        assert!(six.ranks == (1, 6) && (six.coverage - 31.0 / 32.0).abs() < 1e-12);
        assert!(quantile_ranks(100, 1.0, 0.95).is_none() && quantile_ranks(0, 0.5, 0.95).is_none());
    }

    #[test]
    fn the_normal_approximation_continues_the_exact_ranks() {
        let exact = quantile_ranks(MANY, 0.3, 0.95).unwrap();
        let many = quantile_ranks(MANY + 10, 0.3, 0.95).unwrap();
        assert!(many.ranks.0.abs_diff(exact.ranks.0 + 3) <= 1 && many.ranks.1.abs_diff(exact.ranks.1 + 3) <= 1);
        assert!((0.95..0.954).contains(&many.coverage), "{}", many.coverage);
        let million = quantile_ranks(1_000_000, 0.5, 0.95).unwrap();
        assert_eq!(million.ranks, (499_020, 500_981));
    }

    #[test]
    fn quantiles_lie_between_neighbours() {
        let sorted = [1.0, 2.0, 4.0, 8.0, 16.0];
        assert_eq!([0.0, 0.25, 0.5, 0.9, 1.0].map(|p| quantile_of_sorted(&sorted, p)), [1.0, 2.0, 4.0, 12.8, 16.0]);
        assert!(quantile_of_sorted(&[], 0.5).is_nan());
    }
}
