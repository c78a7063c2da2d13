//! Goodness-of-fit tests: Kolmogorov-Smirnov for measurements, Pearson's chi-square for counts.
//!
//! # Source
//! Stephens, Journal of the American Statistical Association 69 (1974), 730-737: the finite-sample form of
//! Kolmogorov-Smirnov. Cochran, Biometrics 10 (1954), 417-451: at least five expected per class.

use super::{Test, count};
use statrs::distribution::{ChiSquared, ContinuousCDF};

/// Tests a sorted sample by the largest distance between its distribution and the given one.
pub(super) fn kolmogorov_smirnov(sorted: &[f64], cdf: impl Fn(f64) -> f64) -> Test {
    let n = count(sorted.len());
    let distance = |(at, value): (usize, &f64)| {
        let law = cdf(*value);
        (law - count(at) / n).max(count(at + 1) / n - law)
    };
    let statistic = sorted.iter().enumerate().map(distance).fold(0.0, f64::max);
    let root = n.sqrt();
    Test { statistic, p_value: kolmogorov_tail((root + 0.12 + 0.11 / root) * statistic) }
}

/// Returns the probability that Kolmogorov's statistic exceeds this value.
fn kolmogorov_tail(lambda: f64) -> f64 {
    if lambda < 0.2 {
        return 1.0;
    }
    let term = |k: f64| (-2.0 * k * k * lambda * lambda).exp();
    let sum: f64 = (1..=100).map(|k| if k % 2 == 1 { term(f64::from(k)) } else { -term(f64::from(k)) }).sum();
    (2.0 * sum).clamp(0.0, 1.0)
}

/// Returns Pearson's chi-square test of the frequency of each value (in ascending order) against a distribution function
/// with this many estimated parameters. Values are joined into classes with at least five expected.
pub(super) fn chi_square(seen: &[(f64, f64)], cdf: impl Fn(f64) -> f64, parameters: usize) -> Test {
    let n: f64 = seen.iter().map(|(_, times)| times).sum();
    let last = seen.last().map_or(0.0, |(value, _)| *value);
    let mut cells: Vec<(f64, f64)> = Vec::new();
    let (mut below, mut observed, mut at, mut value) = (0.0, 0.0, 0, 0.0);
    while value < last {
        if seen[at].0 <= value {
            observed += seen[at].1;
            at += 1;
        }
        let expected = n * (cdf(value) - below);
        if expected >= 5.0 {
            cells.push((observed, expected));
            (below, observed) = (cdf(value), 0.0);
        }
        // In the tails nothing is expected between the values seen.
        let next = seen.get(at).map_or(last, |(next, _)| *next);
        value = if expected < 5.0 && n * (cdf(next - 1.0) - below) < 5.0 { next.max(value + 1.0) } else { value + 1.0 };
    }
    observed += seen[at..].iter().map(|(_, times)| times).sum::<f64>();
    let expected = n * (1.0 - below);
    match cells.last_mut() {
        Some(cell) if expected < 5.0 => *cell = (cell.0 + observed, cell.1 + expected),
        _ => cells.push((observed, expected)),
    }
    let statistic = cells.iter().map(|(observed, expected)| (observed - expected).powi(2) / expected).sum();
    let freedom = count(cells.len()) - 1.0 - count(parameters);
    let p_value = ChiSquared::new(freedom).map_or(f64::NAN, |law| law.sf(statistic));
    Test { statistic, p_value }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From scipy 1.17.1: `kstwobign.sf([0.5, 0.8, 1.0, 1.3581, 2.0])`.
    #[test]
    fn the_tail_of_kolmogorov_is_that_of_the_tables() {
        let truth = [(0.5, 0.963_945_24), (0.8, 0.544_142_41), (1.0, 0.269_999_67), (2.0, 0.000_670_925_256)];
        for (lambda, tail) in truth {
            assert!((kolmogorov_tail(lambda) - tail).abs() < 1e-8, "{lambda}: {}", kolmogorov_tail(lambda));
        }
        assert!((kolmogorov_tail(1.3581) - 0.05).abs() < 1e-4);
    }

    /// From scipy 1.17.1: `kstest([0.1, 0.35, 0.4, 0.9], 'uniform').statistic` is 0.35.
    #[test]
    fn the_distance_is_the_largest_on_either_side() {
        let test = kolmogorov_smirnov(&[0.1, 0.35, 0.4, 0.9], |x| x);
        assert!((test.statistic - 0.35).abs() < 1e-15, "{test:?}");
    }

    /// A fair die thrown 60 times, (5, 8, 9, 8, 10, 20): chi-square 13.4, p 0.0199 with 5 degrees of freedom.
    #[test]
    fn chi_square_of_a_die() {
        let seen: Vec<(f64, f64)> = (1..).map(f64::from).zip([5.0, 8.0, 9.0, 8.0, 10.0, 20.0]).collect();
        let test = chi_square(&seen, |face| (face / 6.0).clamp(0.0, 1.0), 0);
        assert!((test.statistic - 13.4).abs() < 1e-12 && (test.p_value - 0.019_905_2).abs() < 1e-6, "{test:?}");
        let test = chi_square(&[(1.0, 3.0), (2.0, 2.0)], |_| 0.5, 1);
        assert!(test.p_value.is_nan(), "nothing is left to test");
    }
}
