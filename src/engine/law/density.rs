//! The shape of a distribution: density, probability of single values, quantiles and possible values.

use super::{Kind, Law, as_f64};
use statrs::distribution::{
    Beta, Binomial, Continuous, Discrete as Counted, Gamma, LogNormal, NegativeBinomial, Normal, Pareto, Poisson,
    Triangular, Weibull,
};

/// Parameters were checked when the distribution was created.
const CHECKED: &str = "parameters that passed our checks give a distribution";

impl Law {
    /// Returns the density of the continuous part at a point; values with a probability of their own do not count.
    ///
    /// # Units
    /// Probability per unit of the distribution.
    #[must_use]
    pub fn density(&self, point: f64) -> f64 {
        if self.factor == 0.0 { 0.0 } else { self.kind.density(point / self.factor) / self.factor.abs() }
    }

    /// Returns the probability of exactly this value.
    #[must_use]
    pub fn chance_of(&self, value: f64) -> f64 {
        if self.factor == 0.0 { f64::from(value == 0.0) } else { self.kind.chance(value, self.factor) }
    }

    /// Returns whether single values have all of the probability: counts, constants, samples.
    #[must_use]
    pub fn is_discrete(&self) -> bool {
        self.factor == 0.0 || self.kind.is_discrete()
    }

    /// Returns whether any single value has a probability of its own.
    #[must_use]
    pub fn has_single_values(&self) -> bool {
        self.factor == 0.0 || self.kind.has_single_values()
    }

    /// Returns whether it is an exponential distribution without changes.
    #[must_use]
    pub fn is_exponential(&self) -> bool {
        self.factor > 0.0 && matches!(self.kind, Kind::Exponential)
    }

    /// Returns the smallest value that a share `p` of the draws does not exceed; infinite if there is none.
    ///
    /// # Panics
    /// If `p` is not a probability.
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        assert!((0.0..=1.0).contains(&p), "a probability must be between 0 and 1");
        if p == 0.0 {
            return self.lower_bound();
        }
        if p == 1.0 {
            return self.upper_bound();
        }
        // A sum of probabilities may miss a round figure in its last digits, which would give the next value.
        let slack = if self.has_single_values() { 1e-12 * p } else { 0.0 };
        let left = (1.0 - p) * (1.0 + slack);
        self.first(|above| above <= left)
    }

    /// Returns the smallest possible value above this one; infinite if there is none.
    #[must_use]
    pub fn next_value(&self, value: f64) -> f64 {
        let here = self.probability_above(value);
        if here <= 0.0 { f64::INFINITY } else { self.first(|above| above < here) }
    }

    /// Returns the smallest point at which a condition on the probability above it holds, by bisection.
    fn first(&self, holds: impl Fn(f64) -> bool) -> f64 {
        let holds = |point: f64| holds(self.probability_above(point));
        let size = if self.mean().is_finite() && self.mean() != 0.0 { self.mean().abs() } else { self.factor.abs() };
        let (mut low, mut high) = (self.lower_bound(), self.upper_bound());
        if holds(low) {
            return low;
        }
        let mut step = size.max(f64::MIN_POSITIVE);
        if low.is_infinite() {
            low = if high.is_finite() { high } else { 0.0 } - step;
            while holds(low) && step.is_finite() {
                step *= 2.0;
                low -= step;
            }
        }
        if high.is_infinite() {
            step = size.max(f64::MIN_POSITIVE);
            high = low + step;
            while !holds(high) && high.is_finite() {
                step *= 2.0;
                high += step;
            }
        }
        // Ends at adjacent numbers; near zero there are too many of them, so the number of steps is limited too.
        for _ in 0..300 {
            let middle = 0.5 * (low + high);
            if middle <= low || middle >= high {
                break;
            }
            if holds(middle) {
                high = middle;
            } else {
                low = middle;
            }
        }
        high
    }
}

impl Kind {
    fn density(&self, x: f64) -> f64 {
        let (low, high) = self.support();
        if x < low || x > high {
            return 0.0;
        }
        match self {
            Self::Exponential => (-x).exp(),
            Self::Uniform { width, .. } => 1.0 / width,
            Self::LogNormal { sigma, .. } => LogNormal::new(0.0, *sigma).expect(CHECKED).pdf(x),
            Self::Gamma { shape, .. } => Gamma::new(*shape, 1.0).expect(CHECKED).pdf(x),
            Self::Normal(law) => Normal::new(law.mean(), law.std_dev()).expect(CHECKED).pdf(x),
            Self::Weibull { shape, .. } => Weibull::new(*shape, 1.0).expect(CHECKED).pdf(x),
            Self::Pareto { shape, .. } => Pareto::new(1.0, *shape).expect(CHECKED).pdf(x),
            Self::LogLogistic { shape } => {
                let power = x.powf(*shape);
                shape * x.powf(shape - 1.0) / ((1.0 + power) * (1.0 + power))
            }
            Self::Triangular { min, mode, max, .. } => Triangular::new(*min, *max, *mode).expect(CHECKED).pdf(x),
            Self::Beta(law) => {
                Beta::new(law.alpha, law.beta).expect(CHECKED).pdf((x - law.min) / law.range) / law.range
            }
            Self::Quantiles(points) => {
                let upper = points.partition_point(|point| point.1 <= x).clamp(1, points.len() - 1);
                let ((p0, v0), (p1, v1)) = (points[upper - 1], points[upper]);
                if v1 > v0 { (p1 - p0) / (v1 - v0) } else { 0.0 }
            }
            Self::Mixture(law) => law.parts.iter().map(|(share, part)| share * part.density(x)).sum(),
            Self::Truncated(law) if law.min <= x && x <= law.max => law.law.density(x) / law.kept,
            Self::One
            | Self::Poisson(_)
            | Self::NegativeBinomial(_)
            | Self::Geometric { .. }
            | Self::Binomial(_)
            | Self::Discrete(_)
            | Self::Empirical(_)
            | Self::Truncated(_) => 0.0,
        }
    }

    /// Returns the probability of a value that is this kind's number times a factor. Like a draw, the comparison
    /// multiplies.
    fn chance(&self, value: f64, factor: f64) -> f64 {
        let count = (value / factor).round();
        let counted = count >= 0.0 && count * factor == value;
        match self {
            Self::One => f64::from(value == factor),
            Self::Poisson(law) if counted => Poisson::new(law.parameter).expect(CHECKED).pmf(whole(count)),
            Self::NegativeBinomial(law) if counted => {
                NegativeBinomial::new(law.r, law.p).expect(CHECKED).pmf(whole(count))
            }
            Self::Geometric { p, .. } if counted && count >= 1.0 => ((count - 1.0) * (-p).ln_1p()).exp() * p,
            Self::Binomial(law) if counted => {
                Binomial::new(law.parameter, law.trials).expect(CHECKED).pmf(whole(count))
            }
            Self::Discrete(law) => {
                law.values.iter().filter(|entry| entry.0 * factor == value).map(|entry| entry.1).sum()
            }
            Self::Empirical(values) => {
                let same = values.iter().filter(|seen| **seen * factor == value).count();
                as_f64(same as u64) / as_f64(values.len() as u64)
            }
            Self::Quantiles(points) => points
                .windows(2)
                .filter(|pair| pair[0].1 == pair[1].1 && pair[0].1 * factor == value)
                .map(|pair| pair[1].0 - pair[0].0)
                .sum(),
            Self::Mixture(law) => {
                law.parts.iter().map(|(share, part)| share * part.clone().scaled(factor).chance_of(value)).sum()
            }
            Self::Truncated(law) => {
                let inside = (law.min..=law.max).contains(&(value / factor));
                if inside { law.law.clone().scaled(factor).chance_of(value) / law.kept } else { 0.0 }
            }
            _ => 0.0,
        }
    }

    fn is_discrete(&self) -> bool {
        match self {
            Self::Mixture(law) => law.parts.iter().all(|(share, part)| *share == 0.0 || part.is_discrete()),
            Self::Truncated(law) => law.law.is_discrete(),
            Self::One
            | Self::Poisson(_)
            | Self::NegativeBinomial(_)
            | Self::Geometric { .. }
            | Self::Binomial(_)
            | Self::Discrete(_)
            | Self::Empirical(_) => true,
            _ => false,
        }
    }

    fn has_single_values(&self) -> bool {
        match self {
            Self::Mixture(law) => law.parts.iter().any(|(share, part)| *share > 0.0 && part.has_single_values()),
            Self::Truncated(law) => law.law.has_single_values(),
            Self::Quantiles(points) => points.windows(2).any(|pair| pair[0].1 == pair[1].1),
            _ => self.is_discrete(),
        }
    }
}

/// Converts a count that is not negative.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a count; a cast saturates")]
fn whole(count: f64) -> u64 {
    count as u64
}

#[cfg(test)]
mod tests {
    use super::super::quadrature::integral;
    use super::*;

    #[test]
    fn quantiles_turn_the_probability_around() {
        let laws = [
            Law::lognormal_mean_cv(4.0, 0.5).unwrap(),
            Law::gamma_shape_scale(0.3, 2.0).unwrap(),
            Law::normal_mean_sd(-5.0, 3.0).unwrap(),
            Law::pareto(1.1, 2.0).unwrap(),
            Law::pert(2.0, 3.0, 7.0, 4.0).unwrap(),
            Law::exponential(1e-9).unwrap().scaled(-1.0),
            Law::normal_mean_sd(5.0, 3.0).unwrap().truncated(0.0, f64::INFINITY).unwrap(),
        ];
        for law in laws {
            for p in [0.001, 0.05, 0.5, 0.95, 0.999] {
                assert!((1.0 - law.probability_above(law.quantile(p)) - p).abs() < 1e-12, "{law:?} {p}");
            }
            assert_eq!((law.quantile(0.0), law.quantile(1.0)), (law.lower_bound(), law.upper_bound()));
        }
    }

    #[test]
    fn quantiles_and_values_of_counts() {
        // Validation P14.
        let laws = [
            (Law::poisson(3.5), [1.0, 3.0, 7.0, 8.0]),
            (Law::negative_binomial_r_p(5.0, 0.5), [1.0, 4.0, 11.0, 14.0]),
            (Law::geometric(0.25), [1.0, 3.0, 11.0, 17.0]),
        ];
        for (law, quantiles) in laws {
            assert_eq!([0.05, 0.5, 0.95, 0.99].map(|p| law.as_ref().unwrap().quantile(p)), quantiles);
        }
        let law = Law::discrete(&[1.0, 2.5, 7.0], &[1.0, 1.0, 2.0]).unwrap();
        assert_eq!([0.25, 0.26, 0.5, 0.51].map(|p| law.quantile(p)), [1.0, 2.5, 2.5, 7.0]);
        assert_eq!([0.0, 1.0, 2.5, 7.0].map(|value| law.next_value(value)), [1.0, 2.5, 7.0, f64::INFINITY]);
        assert_eq!([1.0, 2.0, 7.0].map(|value| law.chance_of(value)), [0.25, 0.0, 0.5]);
        let twice = Law::poisson(3.5).unwrap().scaled(0.1);
        assert!((twice.chance_of(3.0 * 0.1) - 0.215_785_469).abs() < 1e-9 && twice.chance_of(0.31) == 0.0);
        assert!(law.is_discrete() && !Law::exponential(1.0).unwrap().has_single_values());
    }

    #[test]
    fn densities_integrate_to_the_probability() {
        let laws = [
            Law::lognormal_mean_cv(4.0, 0.5).unwrap(),
            Law::gamma_mean_cv(6.0, 0.5).unwrap(),
            Law::weibull_shape_scale(1.5, 10.0).unwrap(),
            Law::normal_mean_sd(5.0, 3.0).unwrap(),
            Law::pareto(2.5, 2.0).unwrap(),
            Law::loglogistic(3.0, 2.0).unwrap(),
            Law::beta(2.0, 6.0, 0.0, 10.0).unwrap(),
            Law::triangular(0.0, 8.0, 9.0).unwrap(),
            Law::uniform(1.0, 9.0).unwrap().scaled(1.5),
            Law::normal_mean_sd(5.0, 3.0).unwrap().truncated(0.0, 9.0).unwrap(),
            Law::quantiles(vec![(0.0, 0.0), (0.7, 8.0), (1.0, 10.0)]).unwrap(),
        ];
        for law in laws {
            let mass = law.probability_above(2.5) - law.probability_above(6.5);
            assert!((integral(2.5, 6.5, |x| law.density(x)) / mass - 1.0).abs() < 1e-9, "{law:?}");
        }
        let part =
            Law::mixture(vec![(0.4, Law::constant(3.0).unwrap()), (0.6, Law::uniform(0.0, 6.0).unwrap())]).unwrap();
        assert!((part.chance_of(3.0) - 0.4).abs() < 1e-15 && (part.density(3.0) - 0.1).abs() < 1e-15);
    }
}
