//! Exact properties of a distribution: mean, support and the probability above a point. The incomplete beta function
//! of `statrs` loses digits for shapes or counts far above 10,000 (0.3 % at a million); draws do not use it.

use super::{Kind, Law, as_f64};
use statrs::distribution::{
    Beta, Binomial, ContinuousCDF, DiscreteCDF, Gamma, NegativeBinomial, Normal, Poisson, Triangular,
};
use statrs::function::gamma::gamma;
use std::f64::consts::PI;

/// Parameters were checked when the distribution was created.
const CHECKED: &str = "parameters that passed our checks give a distribution";

impl Law {
    /// Returns the mean of the draws; infinite if the tail is heavy enough.
    #[must_use]
    pub fn mean(&self) -> f64 {
        if self.factor == 0.0 { 0.0 } else { self.factor * self.kind.mean() }
    }

    /// Returns whether every draw is the same.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        self.factor == 0.0 || matches!(self.kind, Kind::One)
    }

    /// Returns the lower end of the possible values; may be minus infinity.
    #[must_use]
    pub fn lower_bound(&self) -> f64 {
        self.bound(self.factor < 0.0)
    }

    /// Returns the upper end of the possible values; may be infinity.
    #[must_use]
    pub fn upper_bound(&self) -> f64 {
        self.bound(self.factor >= 0.0)
    }

    fn bound(&self, upper: bool) -> f64 {
        let (low, high) = self.kind.support();
        if self.factor == 0.0 { 0.0 } else { self.factor * if upper { high } else { low } }
    }

    /// Returns the probability that a draw is above a point.
    #[must_use]
    pub fn probability_above(&self, point: f64) -> f64 {
        if self.factor > 0.0 {
            self.kind.above(point / self.factor)
        } else if self.factor < 0.0 {
            1.0 - self.kind.above((point / self.factor).next_down())
        } else {
            f64::from(point < 0.0)
        }
    }
}

impl Kind {
    pub(super) fn mean(&self) -> f64 {
        match self {
            Self::One | Self::Exponential => 1.0,
            Self::Uniform { low, width } => low + 0.5 * width,
            Self::LogNormal { sigma, .. } => (0.5 * sigma * sigma).exp(),
            Self::Gamma { shape, .. } => *shape,
            Self::Normal(law) => law.mean(),
            Self::Weibull { shape, .. } => gamma(1.0 + 1.0 / shape),
            Self::Pareto { shape, .. } => {
                if *shape > 1.0 {
                    shape / (shape - 1.0)
                } else {
                    f64::INFINITY
                }
            }
            Self::LogLogistic { shape } => {
                if *shape > 1.0 {
                    (PI / shape) / (PI / shape).sin()
                } else {
                    f64::INFINITY
                }
            }
            Self::Triangular { min, mode, max, .. } => (min + mode + max) / 3.0,
            Self::Beta(law) => law.min + law.range * law.alpha / (law.alpha + law.beta),
            Self::Poisson(law) => law.parameter,
            Self::NegativeBinomial(law) => law.r * (1.0 - law.p) / law.p,
            Self::Geometric { p, .. } => 1.0 / p,
            Self::Binomial(law) => as_f64(law.trials) * law.parameter,
            Self::Discrete(law) => law.values.iter().map(|(value, chance)| value * chance).sum(),
            Self::Empirical(values) => values.iter().sum::<f64>() / as_f64(values.len() as u64),
            Self::Quantiles(points) => {
                points.windows(2).map(|pair| (pair[1].0 - pair[0].0) * 0.5 * (pair[0].1 + pair[1].1)).sum()
            }
            Self::Mixture(law) => {
                law.parts.iter().map(|(share, part)| if *share > 0.0 { share * part.mean() } else { 0.0 }).sum()
            }
            Self::Truncated(law) => law.mean,
        }
    }

    /// Returns the lower and the upper end of the possible values.
    pub(super) fn support(&self) -> (f64, f64) {
        match self {
            Self::One => (1.0, 1.0),
            Self::Uniform { low, width } => (*low, low + width),
            Self::Normal(_) => (f64::NEG_INFINITY, f64::INFINITY),
            Self::Pareto { .. } | Self::Geometric { .. } => (1.0, f64::INFINITY),
            Self::Triangular { min, max, .. } => (*min, *max),
            Self::Beta(law) => (law.min, law.min + law.range),
            Self::Binomial(law) => (0.0, as_f64(law.trials)),
            Self::Discrete(law) => (law.values[0].0, law.values[law.values.len() - 1].0),
            Self::Empirical(values) => (values[0], values[values.len() - 1]),
            Self::Quantiles(points) => (points[0].1, points[points.len() - 1].1),
            Self::Mixture(law) => law
                .parts
                .iter()
                .filter(|part| part.0 > 0.0)
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (_, part)| {
                    (low.min(part.lower_bound()), high.max(part.upper_bound()))
                }),
            Self::Truncated(law) => (law.min.max(law.law.lower_bound()), law.max.min(law.law.upper_bound())),
            Self::Exponential
            | Self::LogNormal { .. }
            | Self::Gamma { .. }
            | Self::Weibull { .. }
            | Self::LogLogistic { .. }
            | Self::Poisson(_)
            | Self::NegativeBinomial(_) => (0.0, f64::INFINITY),
        }
    }

    /// Returns the probability of more than `x`.
    pub(super) fn above(&self, x: f64) -> f64 {
        let (low, high) = self.support();
        if x < low {
            return 1.0;
        }
        if x >= high {
            return 0.0;
        }
        match self {
            Self::One => 0.0,
            Self::Exponential => (-x).exp(),
            Self::Uniform { low, width } => 1.0 - (x - low) / width,
            Self::LogNormal { sigma, .. } => above_normal(x.ln() / sigma),
            Self::Gamma { shape, .. } => Gamma::new(*shape, 1.0).expect(CHECKED).sf(x),
            Self::Normal(law) => above_normal((x - law.mean()) / law.std_dev()),
            Self::Weibull { shape, .. } => (-x.powf(*shape)).exp(),
            Self::Pareto { shape, .. } => x.powf(-shape),
            Self::LogLogistic { shape } => 1.0 / (1.0 + x.powf(*shape)),
            Self::Triangular { min, mode, max, .. } => Triangular::new(*min, *max, *mode).expect(CHECKED).sf(x),
            Self::Beta(law) => Beta::new(law.alpha, law.beta).expect(CHECKED).sf((x - law.min) / law.range),
            Self::Poisson(law) => Poisson::new(law.parameter).expect(CHECKED).sf(whole(x)),
            Self::NegativeBinomial(law) => NegativeBinomial::new(law.r, law.p).expect(CHECKED).sf(whole(x)),
            Self::Geometric { p, .. } => (x.floor() * (-p).ln_1p()).exp(),
            Self::Binomial(law) => Binomial::new(law.parameter, law.trials).expect(CHECKED).sf(whole(x)),
            Self::Discrete(law) => law.values.iter().filter(|(value, _)| *value > x).map(|(_, chance)| chance).sum(),
            Self::Empirical(values) => {
                let above = values.len() - values.partition_point(|value| *value <= x);
                as_f64(above as u64) / as_f64(values.len() as u64)
            }
            Self::Quantiles(points) => {
                let upper = points.partition_point(|point| point.1 <= x);
                let ((p0, v0), (p1, v1)) = (points[upper - 1], points[upper]);
                1.0 - p0 - (p1 - p0) * (x - v0) / (v1 - v0)
            }
            Self::Mixture(law) => law.parts.iter().map(|(share, part)| share * part.probability_above(x)).sum(),
            Self::Truncated(law) => {
                if x < law.min {
                    1.0
                } else {
                    (law.law.probability_above(x) - law.law.probability_above(law.max)) / law.kept
                }
            }
        }
    }
}

fn above_normal(z: f64) -> f64 {
    Normal::standard().sf(z)
}

/// Returns the largest count up to a number that is not negative.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts are not negative; a cast saturates"
)]
fn whole(x: f64) -> u64 {
    x as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_above_the_quantiles_of_validation_p14() {
        let laws = [
            (Law::lognormal_mean_cv(4.0, 0.5), 1.644_975_406, 10.736_449_91),
            (Law::lognormal_median_sigma(3.0, 0.6), 1.118_177_483, 12.114_717_22),
            (Law::gamma_mean_cv(6.0, 0.5), 2.049_477_595, 15.067_676_27),
            (Law::weibull_shape_scale(1.5, 10.0), 1.380_512_666, 27.679_853_65),
            (Law::triangular(2.0, 3.0, 7.0), 2.5, 6.552_786_405),
            (Law::pert(2.0, 3.0, 7.0, 4.0), 2.294_886_938, 5.742_796_643),
            (Law::exponential(2.0), 0.102_586_588_8, 9.210_340_372),
            (Law::uniform(1.0, 5.0), 1.2, 4.96),
            (Law::erlang_shape_mean(3.0, 6.0), 1.635_382_894, 16.811_893_83),
            (Law::normal_mean_sd(5.0, 3.0).unwrap().truncated(0.0, f64::INFINITY), 1.075_366_268, 12.033_994_36),
        ];
        for (law, q05, q99) in laws {
            let law = law.unwrap();
            assert!((law.probability_above(q05) - 0.95).abs() < 1e-8, "{law:?}");
            assert!((law.probability_above(q99) - 0.01).abs() < 1e-8, "{law:?}");
        }
    }

    #[test]
    fn probabilities_above_counts() {
        let close =
            |law: &Law, x: f64, truth: f64| assert!((law.probability_above(x) - truth).abs() < 1e-9, "{law:?} {x}");
        let geometric = Law::geometric(0.25).unwrap();
        close(&geometric, 0.5, 1.0);
        close(&geometric, 2.0, 0.75 * 0.75);
        let poisson = Law::poisson(3.5).unwrap();
        close(&poisson, -0.5, 1.0);
        close(&poisson, 1.5, 1.0 - (-3.5_f64).exp() * 4.5);
        close(&Law::negative_binomial_r_p(5.0, 0.5).unwrap(), 0.0, 1.0 - 1.0 / 32.0);
        close(&Law::binomial(2.0, 0.3).unwrap(), 1.0, 0.09);
        close(&Law::discrete(&[1.0, 2.0], &[1.0, 3.0]).unwrap(), 1.0, 0.75);
    }

    #[test]
    fn scaling_moves_mean_bounds_and_tail() {
        let law = Law::pareto(3.0, 2.0).unwrap().scaled(5.0);
        assert_eq!((law.mean(), law.lower_bound(), law.upper_bound()), (15.0, 10.0, f64::INFINITY));
        assert!((law.probability_above(20.0) - 0.125).abs() < 1e-15);
        let mirrored = Law::exponential(2.0).unwrap().scaled(-1.0);
        assert_eq!((mirrored.mean(), mirrored.lower_bound(), mirrored.upper_bound()), (-2.0, f64::NEG_INFINITY, -0.0));
        assert!((mirrored.probability_above(-2.0) - (1.0 - (-1.0_f64).exp())).abs() < 1e-15);
        let nothing = Law::normal_mean_sd(1.0, 1.0).unwrap().scaled(0.0);
        assert!(nothing.is_constant() && nothing.mean() == 0.0 && nothing.lower_bound() == 0.0);
    }
}
