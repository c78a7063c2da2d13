//! The spread of a distribution: variances in closed form; for truncated distributions by integrating the tail.
//!
//! Sources: Law (2015), Simulation Modeling and Analysis, 5th ed., section 6.2; Johnson, Kotz and Balakrishnan (1994, 1995),
//! Continuous Univariate Distributions, 2nd ed. (log-logistic, truncated normal).

use super::quadrature::integral;
use super::truncated::first_without;
use super::{Kind, Law, as_f64};
use statrs::distribution::{Continuous, Normal};
use statrs::function::gamma::gamma;
use std::f64::consts::PI;

impl Law {
    /// Returns the variance of the draws; infinite if the tail is heavy enough.
    ///
    /// # Units
    /// The square of the distribution's own.
    #[must_use]
    pub fn variance(&self) -> f64 {
        if self.is_constant() { 0.0 } else { self.factor * self.factor * self.kind.variance() }
    }

    /// Returns the integral of (x - centre)² over the distribution from `min` to `max`.
    fn partial_square(&self, min: f64, max: f64, centre: f64) -> f64 {
        if self.factor == 0.0 {
            return if min <= 0.0 && 0.0 <= max { centre * centre } else { 0.0 };
        }
        let (one, two) = (min / self.factor, max / self.factor);
        let (low, high) = if self.factor > 0.0 { (one, two) } else { (two, one) };
        self.factor * self.factor * self.kind.partial_square(low, high, centre / self.factor)
    }
}

impl Kind {
    fn variance(&self) -> f64 {
        match self {
            Self::One => 0.0,
            Self::Exponential => 1.0,
            Self::Uniform { width, .. } => width * width / 12.0,
            Self::LogNormal { sigma, .. } => (sigma * sigma).exp_m1() * (sigma * sigma).exp(),
            Self::Gamma { shape, .. } => *shape,
            Self::Normal(law) => law.std_dev() * law.std_dev(),
            Self::Weibull { shape, .. } => {
                let mean = gamma(1.0 + 1.0 / shape);
                gamma(1.0 + 2.0 / shape) - mean * mean
            }
            Self::Pareto { shape, .. } if *shape > 2.0 => shape / ((shape - 1.0) * (shape - 1.0) * (shape - 2.0)),
            Self::LogLogistic { shape } if *shape > 2.0 => {
                let angle = PI / shape;
                2.0 * angle / (2.0 * angle).sin() - (angle / angle.sin()).powi(2)
            }
            Self::Pareto { .. } | Self::LogLogistic { .. } => f64::INFINITY,
            Self::Triangular { min, mode, max, .. } => {
                let (low, high) = (mode - min, max - mode);
                (low * low + low * high + high * high) / 18.0
            }
            Self::Beta(law) => {
                let sum = law.alpha + law.beta;
                law.range * law.range * (law.alpha / sum) * (law.beta / sum) / (sum + 1.0)
            }
            Self::Poisson(law) => law.parameter,
            Self::NegativeBinomial(law) => law.r * (1.0 - law.p) / (law.p * law.p),
            Self::Geometric { p, .. } => (1.0 - p) / (p * p),
            Self::Binomial(law) => as_f64(law.trials) * law.parameter * (1.0 - law.parameter),
            Self::Truncated(law) => law.law.partial_square(law.min, law.max, law.mean) / law.kept,
            Self::Discrete(_) | Self::Empirical(_) | Self::Quantiles(_) | Self::Mixture(_) => {
                self.partial_square(f64::NEG_INFINITY, f64::INFINITY, self.mean())
            }
        }
    }

    fn partial_square(&self, min: f64, max: f64, centre: f64) -> f64 {
        let (low, high) = self.support();
        if min <= low && high <= max && !self.is_table() {
            let distance = self.mean() - centre;
            return self.variance() + distance * distance;
        }
        let (min, max) = (min.max(low), max.min(high));
        if min > max {
            return 0.0;
        }
        let square = |x: f64| (x - centre) * (x - centre);
        let within = |value: f64| min <= value && value <= max;
        match self {
            Self::Normal(law) => {
                let (mean, sd) = (law.mean(), law.std_dev());
                let (kept, distance) = (self.above(min) - self.above(max), mean - centre);
                let (low, high) = (NormalEnd::at((min - mean) / sd), NormalEnd::at((max - mean) / sd));
                sd * sd * (kept + low.moment - high.moment)
                    + 2.0 * distance * sd * (low.density - high.density)
                    + distance * distance * kept
            }
            Self::Discrete(law) => {
                let kept = law.values.iter().filter(|(value, _)| within(*value));
                kept.map(|(value, chance)| chance * square(*value)).sum()
            }
            Self::Empirical(values) => {
                let kept = values.iter().filter(|value| within(**value));
                kept.map(|value| square(*value)).sum::<f64>() / as_f64(values.len() as u64)
            }
            Self::Quantiles(points) => {
                points.windows(2).map(|pair| segment_square(pair[0], pair[1], min, max, centre)).sum()
            }
            Self::Mixture(law) => {
                let parts = law.parts.iter().filter(|(share, _)| *share > 0.0);
                parts.map(|(share, part)| share * part.partial_square(min, max, centre)).sum()
            }
            Self::Truncated(law) => law.law.partial_square(min.max(law.min), max.min(law.max), centre) / law.kept,
            Self::Poisson(_) | Self::NegativeBinomial(_) | Self::Geometric { .. } | Self::Binomial(_) => {
                self.counted_square(min.ceil(), max.floor(), centre)
            }
            _ => {
                // Integration by parts, separately on both sides of the centre, where the integrand changes its sign.
                let beyond = self.above(max);
                let moment = |x: f64| 2.0 * (x - centre) * (self.above(x) - beyond);
                let middle = centre.clamp(min, max);
                square(min) * (self.above(min.next_down()) - beyond)
                    + integral(min, middle, moment)
                    + if middle < max { integral(middle, max, moment) } else { 0.0 }
            }
        }
    }

    /// Returns whether the variance is computed from a list of entries.
    fn is_table(&self) -> bool {
        matches!(self, Self::Discrete(_) | Self::Empirical(_) | Self::Quantiles(_) | Self::Mixture(_))
    }

    /// Returns the sum of (k - centre)² over a distribution of counts from `first` to `last`, by parts. Over a very
    /// wide range, blocks of counts are added by their midpoint.
    fn counted_square(&self, first: f64, last: f64, centre: f64) -> f64 {
        let beyond = if last.is_finite() { self.above(last) } else { 0.0 };
        let end = first_without(first, last, |count| self.above(count) - beyond >= 1e-18);
        let mut sum = (first - centre) * (first - centre) * (self.above(first - 1.0) - beyond);
        let stride = ((end - first) / 1e6).floor().max(1.0);
        let mut count = first;
        while count < end {
            let block = stride.min(end - count);
            let (from, to) = (count - centre, count + block - centre);
            sum += (to * to - from * from) * (self.above(count + 0.5 * (block - 1.0)) - beyond);
            count += block;
        }
        sum
    }
}

/// The density of the standard normal distribution at a bound, and the bound times it; 0 at infinity.
struct NormalEnd {
    density: f64,
    moment: f64,
}

impl NormalEnd {
    fn at(bound: f64) -> Self {
        let density = if bound.is_finite() { Normal::standard().pdf(bound) } else { 0.0 };
        Self { density, moment: if bound.is_finite() { bound * density } else { 0.0 } }
    }
}

/// Returns the contribution of one segment of a piecewise linear inverse between the bounds.
fn segment_square((p0, v0): (f64, f64), (p1, v1): (f64, f64), min: f64, max: f64, centre: f64) -> f64 {
    let (low, high) = (v0.max(min), v1.min(max));
    if low > high {
        return 0.0;
    }
    let share = if v1 > v0 { (high - low) / (v1 - v0) } else { 1.0 };
    let (low, high) = (low - centre, high - centre);
    (p1 - p0) * share * (low * low + low * high + high * high) / 3.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOREVER: f64 = f64::INFINITY;

    #[test]
    fn variances_of_validation_p14() {
        let laws = [
            (Law::lognormal_mean_cv(4.0, 0.5), 4.0),
            (Law::lognormal_median_sigma(3.0, 0.6), 5.589_934_165),
            (Law::gamma_mean_cv(6.0, 0.5), 9.0),
            (Law::weibull_shape_scale(1.5, 10.0), 37.569_028_48),
            (Law::triangular(2.0, 3.0, 7.0), 1.166_666_666_667),
            (Law::pert(2.0, 3.0, 7.0, 4.0), 0.75),
            (Law::exponential(2.0), 4.0),
            (Law::uniform(1.0, 5.0), 1.333_333_333_333),
            (Law::erlang_shape_mean(3.0, 6.0), 12.0),
            (Law::normal_mean_sd(5.0, 3.0).unwrap().truncated(0.0, FOREVER), 7.334_727_772),
            (Law::poisson(3.5), 3.5),
            (Law::negative_binomial_r_p(5.0, 0.5), 10.0),
            (Law::geometric(0.25), 12.0),
        ];
        for (law, variance) in laws {
            let law = law.unwrap();
            assert!((law.variance() / variance - 1.0).abs() < 1e-9, "{law:?}: {}", law.variance());
        }
    }

    #[test]
    fn variances_of_heavy_tails_and_of_tables() {
        let variance = |law: Result<Law, _>| law.unwrap().variance();
        let close = |one: f64, two: f64| assert!((one / two - 1.0).abs() < 1e-12, "{one} {two}");
        assert_eq!(variance(Law::pareto(2.0, 1.0)), FOREVER);
        assert_eq!(variance(Law::loglogistic(1.5, 1.0)), FOREVER);
        close(variance(Law::pareto(3.0, 2.0)), 3.0);
        // E X^2 - (E X)^2 with b = pi / 3.
        close(variance(Law::loglogistic(3.0, 1.0)), 2.418_399_152_312_290_5 - 1.462_163_614_976_201_7);
        close(variance(Law::discrete(&[1.0, 3.0], &[1.0, 1.0])), 1.0);
        close(variance(Law::empirical(vec![1.0, 2.0, 6.0])), 14.0 / 3.0);
        close(variance(Law::quantiles(vec![(0.0, 0.0), (1.0, 12.0)])), 12.0);
        close(variance(Law::quantiles(vec![(0.0, 2.0), (0.5, 2.0), (0.75, 4.0), (1.0, 4.0)])), 37.0 / 48.0);
        let apart = vec![(0.5, Law::constant(0.0).unwrap()), (0.5, Law::uniform(10.0, 22.0).unwrap())];
        close(variance(Law::mixture(apart)), 70.0);
        assert_eq!(variance(Law::constant(7.0)), 0.0);
        close(Law::exponential(2.0).unwrap().scaled(-3.0).variance(), 36.0);
    }

    #[test]
    fn cut_laws_are_those_that_remain() {
        let close = |one: f64, two: f64| assert!((one / two - 1.0).abs() < 1e-9, "{one} {two}");
        let cut = |law: Result<Law, _>, min, max| law.unwrap().truncated(min, max).unwrap().variance();
        // The exponential is memoryless, and a truncated uniform is uniform.
        close(cut(Law::exponential(2.0), 5.0, FOREVER), 4.0);
        close(cut(Law::uniform(0.0, 10.0), 2.0, 8.0), 3.0);
        close(cut(Law::geometric(0.25), 4.0, FOREVER), 12.0);
        close(cut(Law::geometric(0.25), 2.0, 3.0), 0.75 / 1.75_f64.powi(2));
        close(cut(Law::normal_mean_sd(0.0, 1.0), 0.0, FOREVER), 1.0 - 2.0 / PI);
        close(cut(Law::pareto(1.5, 1.0), 1.0, 4.0), {
            let kept = 1.0 - 0.125;
            let (first, second) = (3.0 * (1.0 - 0.5) / kept, 3.0 * (2.0 - 1.0) / kept);
            second - first * first
        });
        close(cut(Law::empirical(vec![1.0, 2.0, 3.0, 9.0]), 0.0, 4.0), 2.0 / 3.0);
    }
}
