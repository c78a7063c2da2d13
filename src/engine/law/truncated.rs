//! A distribution given that the number is between two bounds, drawn by rejection. Its mean differs from that of the
//! full distribution.

use super::error::{LawError, check};
use super::quadrature::integral;
use super::{Kind, Law, as_f64};
use rand::Rng;
use statrs::distribution::{Continuous, Normal};
use std::sync::Arc;

/// The smallest share of draws that bounds must keep, so that rejection ends soon.
const LEAST_KEPT: f64 = 1e-3;

/// A truncated distribution.
#[derive(Debug)]
pub(super) struct Truncated {
    pub(super) law: Law,
    pub(super) min: f64,
    pub(super) max: f64,
    /// The probability that a draw of the full distribution is within the bounds.
    pub(super) kept: f64,
    pub(super) mean: f64,
}

impl Truncated {
    #[inline]
    pub(super) fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        loop {
            let draw = self.law.sample(rng);
            if self.min <= draw && draw <= self.max {
                return draw;
            }
        }
    }
}

impl Law {
    /// Returns the distribution of the same number given that it is in [`min`, `max`]; either may be infinite. If the
    /// bounds cut nothing off, the distribution is unchanged.
    ///
    /// # Errors
    /// If the bounds are in the wrong order, or keep less than one draw in a thousand.
    pub fn truncated(self, min: f64, max: f64) -> Result<Self, LawError> {
        check("min", "a number", if min.is_finite() { min } else { 0.0 }, !min.is_nan())?;
        check("max", "at least `min`", if max.is_finite() { max } else { 0.0 }, max >= min)?;
        if min <= self.lower_bound() && self.upper_bound() <= max {
            return Ok(self);
        }
        let kept = self.probability_above(min.next_down()) - self.probability_above(max);
        if kept < LEAST_KEPT {
            return Err(LawError::Truncation { kept: kept.max(0.0) });
        }
        let mean = self.partial_mean(min, max) / kept;
        Ok(Self::new(1.0, Kind::Truncated(Arc::new(Truncated { law: self, min, max, kept, mean }))))
    }

    /// Returns the integral of x over the distribution between the bounds.
    fn partial_mean(&self, min: f64, max: f64) -> f64 {
        if self.factor == 0.0 {
            return 0.0;
        }
        let (one, two) = (min / self.factor, max / self.factor);
        self.factor
            * if self.factor > 0.0 { self.kind.partial_mean(one, two) } else { self.kind.partial_mean(two, one) }
    }
}

impl Kind {
    fn partial_mean(&self, min: f64, max: f64) -> f64 {
        let (low, high) = self.support();
        let (min, max) = (min.max(low), max.min(high));
        if min > max {
            return 0.0;
        }
        let within = |value: f64| min <= value && value <= max;
        match self {
            Self::Normal(law) => {
                let standard = Normal::standard();
                let density = |x: f64| standard.pdf((x - law.mean()) / law.std_dev());
                law.mean() * (self.above(min) - self.above(max)) + law.std_dev() * (density(min) - density(max))
            }
            Self::Discrete(law) => {
                law.values.iter().filter(|(value, _)| within(*value)).map(|(value, chance)| value * chance).sum()
            }
            Self::Empirical(values) => {
                values.iter().filter(|value| within(**value)).sum::<f64>() / as_f64(values.len() as u64)
            }
            Self::Quantiles(points) => points.windows(2).map(|pair| partial_segment(pair[0], pair[1], min, max)).sum(),
            Self::Mixture(law) => law.parts.iter().map(|(share, part)| share * part.partial_mean(min, max)).sum(),
            Self::Truncated(law) => law.law.partial_mean(min.max(law.min), max.min(law.max)) / law.kept,
            Self::Poisson(_) | Self::NegativeBinomial(_) | Self::Geometric { .. } | Self::Binomial(_) => {
                self.partial_count(min, max)
            }
            _ => {
                let beyond = self.above(max);
                let from_min = min * (self.above(min.next_down()) - beyond);
                from_min + integral(min, max, |x| self.above(x) - beyond)
            }
        }
    }

    /// Returns the same for a distribution of counts: the sum of P(X > k) below the upper bound, ended when nothing
    /// is left to add. Over a very wide range, blocks of counts are added by their midpoint.
    fn partial_count(&self, min: f64, max: f64) -> f64 {
        let (first, last) = (min.ceil(), max.floor());
        let beyond = if last.is_finite() { self.above(last) } else { 0.0 };
        if let Self::Geometric { p, .. } = self {
            let rest = if last.is_finite() { (last - first) * beyond } else { 0.0 };
            return first * (self.above(first - 1.0) - beyond) + (self.above(first) - beyond) / p - rest;
        }
        let unsure = first_without(first, last, |count| self.above(count) >= 1.0);
        let end = first_without(unsure, last, |count| self.above(count) - beyond >= 1e-16);
        let mut sum = first * (self.above(first - 1.0) - beyond) + (unsure - first) * (1.0 - beyond);
        let stride = ((end - unsure) / 1e4).floor().max(1.0);
        let mut count = unsure;
        while count < end {
            let block = stride.min(end - count);
            sum += block * (self.above(count + 0.5 * (block - 1.0)) - beyond);
            count += block;
        }
        sum
    }
}

/// Returns the first count from `from` to `to` at which a condition, which never holds again once it fails, fails.
pub(super) fn first_without(from: f64, to: f64, holds: impl Fn(f64) -> bool) -> f64 {
    let (mut beyond, mut step) = (from, 1.0);
    while beyond < to && holds(beyond) {
        beyond += step;
        step *= 2.0;
    }
    let (mut low, mut high) = ((beyond - 0.5 * step).max(from), beyond.min(to));
    while low < high {
        let middle = (0.5 * (low + high)).floor();
        if holds(middle) {
            low = middle + 1.0;
        } else {
            high = middle;
        }
    }
    high
}

/// Returns the contribution of one segment of a piecewise linear inverse to the mean between the bounds.
fn partial_segment((p0, v0): (f64, f64), (p1, v1): (f64, f64), min: f64, max: f64) -> f64 {
    let (low, high) = (v0.max(min), v1.min(max));
    if low > high {
        0.0
    } else if v1 > v0 {
        (p1 - p0) * (high - low) / (v1 - v0) * 0.5 * (low + high)
    } else {
        (p1 - p0) * v0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::Xoshiro256PlusPlus;

    const FOREVER: f64 = f64::INFINITY;

    fn mean(law: Result<Law, LawError>, min: f64, max: f64) -> f64 {
        law.unwrap().truncated(min, max).unwrap().mean()
    }

    #[test]
    fn means_between_bounds() {
        let close = |value: f64, truth: f64| assert!((value / truth - 1.0).abs() < 1e-8, "{value} is not {truth}");
        close(mean(Law::normal_mean_sd(5.0, 3.0), 0.0, FOREVER), 5.313_409_36);
        close(mean(Law::normal_mean_sd(0.0, 1.0), -FOREVER, 0.0), -(2.0 / std::f64::consts::PI).sqrt());
        close(mean(Law::exponential(2.0), 3.0, FOREVER), 5.0);
        close(mean(Law::uniform(1.0, 5.0), 2.0, 9.0), 3.5);
        close(mean(Law::pareto(3.0, 2.0), 4.0, FOREVER), 6.0);
        close(mean(Law::triangular(0.0, 1.0, 2.0), 0.5, 1.5), 1.0);
        close(mean(Law::gamma_shape_scale(1.0, 2.0), 3.0, FOREVER), 5.0);
        close(mean(Law::weibull_shape_scale(1.0, 2.0), 3.0, FOREVER), 5.0);
        close(mean(Law::geometric(0.25), 3.0, FOREVER), 6.0);
        close(mean(Law::binomial(2.0, 0.5), 1.0, 2.0), 4.0 / 3.0);
        close(mean(Law::geometric_mean(1e9), 2.0, FOREVER), 1e9 + 1.0);
        close(mean(Law::geometric(0.25), 2.0, 3.0), (2.0 + 3.0 * 0.75) / 1.75);
        close(mean(Law::poisson(1e6), 1.0, FOREVER), 1e6);
        close(mean(Law::binomial(1e4, 0.5), 5e3, FOREVER), 5e3 + 39.577_456_18);
        close(mean(Law::negative_binomial_r_p(5.0, 0.5), 1.0, FOREVER), 5.0 * 32.0 / 31.0);
        close(mean(Law::discrete(&[1.0, 2.0, 3.0], &[1.0, 1.0, 2.0]), 2.0, 3.0), 8.0 / 3.0);
        close(mean(Law::quantiles(vec![(0.0, 0.0), (0.5, 2.0), (1.0, 10.0)]), 1.0, 6.0), 2.75);
        let mixture = Law::mixture(vec![
            (0.5, Law::uniform(0.0, 2.0).unwrap()),
            (0.5, Law::exponential(1.0).unwrap().scaled(-1.0)),
        ]);
        close(mean(mixture, 0.0, FOREVER), 1.0);
        let twice = Law::uniform(0.0, 10.0).unwrap().truncated(2.0, FOREVER);
        close(mean(twice, 0.0, 6.0), 4.0);
    }

    #[test]
    fn draws_stay_within_and_meet_the_mean() {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(9);
        let laws = [
            Law::lognormal_mean_cv(4.0, 0.5).unwrap().truncated(2.0, 6.0).unwrap(),
            Law::poisson(3.5).unwrap().truncated(1.0, 5.0).unwrap(),
            Law::gamma_mean_cv(6.0, 0.5).unwrap().scaled(-1.0).truncated(-8.0, FOREVER).unwrap(),
        ];
        for law in laws {
            let draws: Vec<f64> = (0..200_000).map(|_| law.sample(&mut rng)).collect();
            assert!(draws.iter().all(|draw| (law.lower_bound()..=law.upper_bound()).contains(draw)));
            let mean = draws.iter().sum::<f64>() / 2e5;
            let sd = (draws.iter().map(|draw| (draw - mean).powi(2)).sum::<f64>() / 2e5).sqrt();
            assert!((mean - law.mean()).abs() < 4.0 * sd / 2e5_f64.sqrt(), "{law:?}: {mean} {}", law.mean());
        }
    }

    #[test]
    fn bounds_that_cut_nothing_cost_nothing_and_bounds_that_keep_nothing_are_refused() {
        assert!(matches!(Law::exponential(1.0).unwrap().truncated(0.0, FOREVER).unwrap().kind, Kind::Exponential));
        let message = |law: Law, min, max| law.truncated(min, max).unwrap_err().to_string();
        let exponential = Law::exponential(1.0).unwrap();
        assert!(
            message(exponential.clone(), 10.0, FOREVER).ends_with("be between `min` and `max`; at least 0.1 % must be")
        );
        assert_eq!(message(exponential, 3.0, 2.0), "`max` must be at least `min`, not 2");
        assert!(message(Law::constant(3.0).unwrap(), 4.0, 5.0).starts_with("only 0 % of the draws"));
    }
}
