//! Continuous distributions, by their usual pairs of parameters.
//!
//! `mean`, `sd` and `cv` (= sd / mean) are those of the number itself, not of its logarithm. Sources: Law (2015),
//! Simulation Modeling and Analysis, 5th ed., section 6.2; the PERT distribution is from Vose (2008), Risk Analysis,
//! section on expert opinion.

use super::error::{LawError, above_zero, check, finite, prepared};
use super::{Kind, Law};
use rand::Rng;
use rand_distr::Distribution;
use statrs::function::gamma::gamma;
use std::sync::Arc;

/// A beta distribution on an interval.
#[derive(Debug)]
pub(super) struct ScaledBeta {
    sampler: rand_distr::Beta<f64>,
    pub(super) alpha: f64,
    pub(super) beta: f64,
    pub(super) min: f64,
    pub(super) range: f64,
}

impl ScaledBeta {
    pub(super) fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        self.min + self.range * self.sampler.sample(rng)
    }
}

/// # Errors
/// Every constructor rejects parameters outside their range, with their name and value.
impl Law {
    /// Creates a constant.
    pub fn constant(value: f64) -> Result<Self, LawError> {
        Ok(Self::new(finite("value", value)?, Kind::One))
    }

    /// Creates a uniform distribution from `min` to `max`.
    pub fn uniform(min: f64, max: f64) -> Result<Self, LawError> {
        finite("min", min)?;
        check("max", "at least `min`", max, max >= min)?;
        if max <= min { Self::constant(min) } else { Ok(Self::new(1.0, Kind::Uniform { low: min, width: max - min })) }
    }

    /// Creates a triangular distribution from `min` over `mode` to `max`.
    pub fn triangular(min: f64, mode: f64, max: f64) -> Result<Self, LawError> {
        three_points(min, mode, max)?;
        if max <= min {
            return Self::constant(min);
        }
        let sampler = prepared(rand_distr::Triangular::new(min, max, mode));
        Ok(Self::new(1.0, Kind::Triangular { sampler, min, mode, max }))
    }

    /// Creates a PERT distribution: beta on [`min`, `max`] with the given mode; `shape` is usually 4.
    pub fn pert(min: f64, mode: f64, max: f64, shape: f64) -> Result<Self, LawError> {
        three_points(min, mode, max)?;
        above_zero("shape", shape)?;
        if max <= min {
            return Self::constant(min);
        }
        let side = |length: f64| 1.0 + shape * length / (max - min);
        Self::beta(side(mode - min), side(max - mode), min, max)
    }

    /// Creates an exponential (memoryless) distribution by its mean.
    pub fn exponential(mean: f64) -> Result<Self, LawError> {
        Ok(Self::new(above_zero("mean", mean)?, Kind::Exponential))
    }

    /// Creates an exponential distribution by its rate, the reciprocal of the mean.
    pub fn exponential_rate(rate: f64) -> Result<Self, LawError> {
        Ok(Self::new(1.0 / above_zero("rate", rate)?, Kind::Exponential))
    }

    /// Creates an Erlang distribution, the sum of `shape` exponential stages, by its mean.
    pub fn erlang_shape_mean(shape: f64, mean: f64) -> Result<Self, LawError> {
        Self::gamma_shape_mean(whole("shape", shape)?, mean)
    }

    /// Creates an Erlang distribution by the mean of one stage.
    pub fn erlang_shape_scale(shape: f64, scale: f64) -> Result<Self, LawError> {
        Self::gamma_shape_scale(whole("shape", shape)?, scale)
    }

    /// Creates a gamma distribution; the mean is `shape` times `scale`.
    pub fn gamma_shape_scale(shape: f64, scale: f64) -> Result<Self, LawError> {
        let sampler = prepared(rand_distr::Gamma::new(above_zero("shape", shape)?, 1.0));
        Ok(Self::new(above_zero("scale", scale)?, Kind::Gamma { sampler, shape }))
    }

    /// Creates a gamma distribution by shape and mean.
    pub fn gamma_shape_mean(shape: f64, mean: f64) -> Result<Self, LawError> {
        Self::gamma_shape_scale(above_zero("shape", shape)?, above_zero("mean", mean)? / shape)
    }

    /// Creates a gamma distribution by mean and coefficient of variation.
    pub fn gamma_mean_cv(mean: f64, cv: f64) -> Result<Self, LawError> {
        Self::gamma_shape_mean((1.0 / above_zero("cv", cv)?).powi(2), mean)
    }

    /// Creates a gamma distribution by mean and standard deviation.
    pub fn gamma_mean_sd(mean: f64, sd: f64) -> Result<Self, LawError> {
        Self::gamma_mean_cv(mean, above_zero("sd", sd)? / above_zero("mean", mean)?)
    }

    /// Creates a Weibull distribution by shape and scale (the 63 % quantile).
    pub fn weibull_shape_scale(shape: f64, scale: f64) -> Result<Self, LawError> {
        let sampler = prepared(rand_distr::Weibull::new(1.0, above_zero("shape", shape)?));
        Ok(Self::new(above_zero("scale", scale)?, Kind::Weibull { sampler, shape }))
    }

    /// Creates a Weibull distribution by shape and mean.
    pub fn weibull_shape_mean(shape: f64, mean: f64) -> Result<Self, LawError> {
        check("shape", "at least 0.01", shape, shape >= 0.01)?;
        Self::weibull_shape_scale(shape, above_zero("mean", mean)? / gamma(1.0 + 1.0 / shape))
    }

    /// Creates a lognormal distribution by the mean and the coefficient of variation of the number itself.
    pub fn lognormal_mean_cv(mean: f64, cv: f64) -> Result<Self, LawError> {
        Self::lognormal_mean_sigma(mean, above_zero("cv", cv)?.powi(2).ln_1p().sqrt())
    }

    /// Creates a lognormal distribution by the mean of the number and the standard deviation of its logarithm.
    pub fn lognormal_mean_sigma(mean: f64, sigma: f64) -> Result<Self, LawError> {
        let sigma = above_zero("sigma", sigma)?;
        Self::lognormal_median_sigma(above_zero("mean", mean)? * (-0.5 * sigma * sigma).exp(), sigma)
    }

    /// Creates a lognormal distribution by the mean and the standard deviation of the number itself.
    pub fn lognormal_mean_sd(mean: f64, sd: f64) -> Result<Self, LawError> {
        Self::lognormal_mean_cv(mean, above_zero("sd", sd)? / above_zero("mean", mean)?)
    }

    /// Creates a lognormal distribution by the median and the standard deviation of the logarithm.
    pub fn lognormal_median_sigma(median: f64, sigma: f64) -> Result<Self, LawError> {
        let sampler = prepared(rand_distr::LogNormal::new(0.0, above_zero("sigma", sigma)?));
        Ok(Self::new(above_zero("median", median)?, Kind::LogNormal { sampler, sigma }))
    }

    /// Creates a lognormal distribution by the mean and the standard deviation of the logarithm.
    pub fn lognormal_mu_sigma(mu: f64, sigma: f64) -> Result<Self, LawError> {
        check("mu", "between -700 and 700", mu, mu.abs() <= 700.0)?;
        Self::lognormal_median_sigma(mu.exp(), sigma)
    }

    /// Creates a normal distribution by mean and standard deviation.
    pub fn normal_mean_sd(mean: f64, sd: f64) -> Result<Self, LawError> {
        let sampler = prepared(rand_distr::Normal::new(finite("mean", mean)?, above_zero("sd", sd)?));
        Ok(Self::new(1.0, Kind::Normal(sampler)))
    }

    /// Creates a normal distribution by mean and coefficient of variation.
    pub fn normal_mean_cv(mean: f64, cv: f64) -> Result<Self, LawError> {
        Self::normal_mean_sd(mean, above_zero("cv", cv)? * above_zero("mean", mean)?)
    }

    /// Creates a beta distribution by its two shapes, on [`min`, `max`].
    pub fn beta(alpha: f64, beta: f64, min: f64, max: f64) -> Result<Self, LawError> {
        let sampler = prepared(rand_distr::Beta::new(above_zero("alpha", alpha)?, above_zero("beta", beta)?));
        finite("min", min)?;
        check("max", "above `min`", max, max > min)?;
        Ok(Self::new(1.0, Kind::Beta(Arc::new(ScaledBeta { sampler, alpha, beta, min, range: max - min }))))
    }

    /// Creates a beta distribution by mean and standard deviation, on [`min`, `max`].
    pub fn beta_mean_sd(mean: f64, sd: f64, min: f64, max: f64) -> Result<Self, LawError> {
        finite("min", min)?;
        check("max", "above `min`", max, max > min)?;
        check("mean", "between `min` and `max`", mean, min < mean && mean < max)?;
        above_zero("sd", sd)?;
        let (place, spread) = ((mean - min) / (max - min), sd / (max - min));
        let sum = place * (1.0 - place) / (spread * spread) - 1.0;
        check("sd", "small enough for a mean between `min` and `max`", sd, sum > 0.0)?;
        Self::beta(place * sum, (1.0 - place) * sum, min, max)
    }

    /// Creates a Pareto distribution; `scale` is the smallest value.
    pub fn pareto(shape: f64, scale: f64) -> Result<Self, LawError> {
        let sampler = prepared(rand_distr::Pareto::new(1.0, above_zero("shape", shape)?));
        Ok(Self::new(above_zero("scale", scale)?, Kind::Pareto { sampler, shape }))
    }

    /// Creates a log-logistic distribution; `scale` is the median.
    pub fn loglogistic(shape: f64, scale: f64) -> Result<Self, LawError> {
        Ok(Self::new(above_zero("scale", scale)?, Kind::LogLogistic { shape: above_zero("shape", shape)? }))
    }
}

fn three_points(min: f64, mode: f64, max: f64) -> Result<(), LawError> {
    finite("min", min)?;
    check("max", "at least `min`", max, max >= min)?;
    check("mode", "between `min` and `max`", mode, min <= mode && mode <= max)?;
    Ok(())
}

fn whole(parameter: &'static str, value: f64) -> Result<f64, LawError> {
    check(parameter, "a whole number above 0", value, value >= 1.0 && value.fract() == 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_by_name_and_value() {
        let message = |law: Result<Law, LawError>| law.unwrap_err().to_string();
        assert_eq!(message(Law::lognormal_mean_cv(4.0, -0.5)), "`cv` must be above 0, not -0.5");
        assert_eq!(message(Law::uniform(3.0, 1.0)), "`max` must be at least `min`, not 1");
        assert_eq!(message(Law::triangular(1.0, 9.0, 3.0)), "`mode` must be between `min` and `max`, not 9");
        assert_eq!(message(Law::erlang_shape_mean(2.5, 1.0)), "`shape` must be a whole number above 0, not 2.5");
        assert_eq!(message(Law::exponential(0.0)), "`mean` must be above 0, not 0");
        assert_eq!(message(Law::gamma_shape_scale(f64::NAN, 1.0)), "`shape` must be above 0, not NaN");
        assert!(message(Law::beta_mean_sd(0.5, 0.6, 0.0, 1.0)).starts_with("`sd` must be small enough"));
    }

    #[test]
    fn pairs_of_parameters_meet_the_mean_they_name() {
        let laws = [
            (Law::lognormal_mean_cv(4.0, 0.5), 4.0),
            (Law::lognormal_mean_sd(4.0, 2.0), 4.0),
            (Law::lognormal_mean_sigma(5.3, 0.7), 5.3),
            (Law::lognormal_median_sigma(3.0, 0.6), 3.591_652_089),
            (Law::lognormal_mu_sigma(3.0_f64.ln(), 0.6), 3.591_652_089),
            (Law::gamma_mean_cv(6.0, 0.5), 6.0),
            (Law::gamma_mean_sd(6.0, 3.0), 6.0),
            (Law::gamma_shape_mean(9.0, 3.0), 3.0),
            (Law::weibull_shape_scale(1.5, 10.0), 9.027_452_93),
            (Law::weibull_shape_mean(1.5, 9.0), 9.0),
            (Law::erlang_shape_mean(3.0, 6.0), 6.0),
            (Law::erlang_shape_scale(3.0, 2.0), 6.0),
            (Law::exponential_rate(0.5), 2.0),
            (Law::triangular(2.0, 3.0, 7.0), 4.0),
            (Law::pert(2.0, 3.0, 7.0, 4.0), 3.5),
            (Law::uniform(1.0, 5.0), 3.0),
            (Law::beta(2.0, 6.0, 0.0, 4.0), 1.0),
            (Law::beta_mean_sd(0.7, 0.1, 0.5, 1.0), 0.7),
            (Law::pareto(3.0, 2.0), 3.0),
            (Law::loglogistic(2.0, 1.0), std::f64::consts::FRAC_PI_2),
            (Law::normal_mean_cv(5.0, 0.6), 5.0),
        ];
        for (law, mean) in laws {
            let law = law.unwrap();
            assert!((law.mean() / mean - 1.0).abs() < 1e-9, "{law:?}: {}", law.mean());
        }
    }
}
