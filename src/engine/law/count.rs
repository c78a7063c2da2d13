//! Distributions of counts: whole numbers, drawn as floating-point numbers so that they can be scaled.
//!
//! Sources: Law (2015), Simulation Modeling and Analysis, 5th ed., section 6.2.3; the negative binomial as a Poisson
//! with a gamma mean is from Johnson, Kemp and Kotz (2005), Univariate Discrete Distributions, 3rd ed., section 5.3.

use super::error::{LawError, above_zero, check, prepared};
use super::{Kind, Law};
use rand::Rng;
use rand_distr::Distribution;
use std::sync::Arc;

/// A sampler of counts, with the parameters that the theory needs.
#[derive(Debug)]
pub(super) struct CountLaw<S> {
    pub(super) sampler: S,
    /// The mean of a Poisson distribution, or the probability of a binomial one.
    pub(super) parameter: f64,
    /// The number of trials of a binomial distribution.
    pub(super) trials: u64,
}

/// A sampler of failures before the `r`-th success.
#[derive(Debug)]
pub(super) struct NegativeBinomial {
    rate: rand_distr::Gamma<f64>,
    pub(super) r: f64,
    pub(super) p: f64,
}

impl NegativeBinomial {
    pub(super) fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        let rate = self.rate.sample(rng);
        match rand_distr::Poisson::new(rate) {
            Ok(poisson) => poisson.sample(rng),
            // The rate rounds to 0, or is so large that a Poisson draw equals its mean to the last digit.
            Err(_) => rate.round(),
        }
    }
}

/// The largest mean of a count, so that counts are exact as `f64`.
const LARGEST: f64 = 1e15;
/// # Errors
/// Every constructor rejects parameters outside their range, with their name and value.
impl Law {
    /// Creates a Poisson distribution: the number of random events in a fixed time.
    pub fn poisson(mean: f64) -> Result<Self, LawError> {
        let sampler = prepared(rand_distr::Poisson::new(counted("mean", mean)?));
        Ok(Self::new(1.0, Kind::Poisson(Arc::new(CountLaw { sampler, parameter: mean, trials: 0 }))))
    }

    /// Creates a negative binomial distribution from 0: failures before the `r`-th success, where each trial succeeds
    /// with probability `p`; `r` need not be whole.
    pub fn negative_binomial_r_p(r: f64, p: f64) -> Result<Self, LawError> {
        above_zero("r", r)?;
        check("p", "above 0 and below 1", p, p > 0.0 && p < 1.0)?;
        let odds = (1.0 - p) / p;
        check("p", "so large that the mean stays below 1e15", p, r * odds < LARGEST)?;
        let rate = prepared(rand_distr::Gamma::new(r, odds));
        Ok(Self::new(1.0, Kind::NegativeBinomial(Arc::new(NegativeBinomial { rate, r, p }))))
    }

    /// Creates a negative binomial distribution by mean and variance; the variance must be larger than the mean.
    pub fn negative_binomial_mean_var(mean: f64, var: f64) -> Result<Self, LawError> {
        counted("mean", mean)?;
        check("var", "above `mean` (if they are equal, use `poisson`)", var, var > mean)?;
        Self::negative_binomial_r_p(mean * mean / (var - mean), mean / var)
    }

    /// Creates a negative binomial distribution by mean and `r`.
    pub fn negative_binomial_mean_r(mean: f64, r: f64) -> Result<Self, LawError> {
        above_zero("r", r)?;
        Self::negative_binomial_r_p(r, r / (r + counted("mean", mean)?))
    }

    /// Creates a geometric distribution from 1: trials up to and including the first success, each with probability
    /// `p`.
    pub fn geometric(p: f64) -> Result<Self, LawError> {
        check("p", "between 1e-12 and 1", p, (1e-12..=1.0).contains(&p))?;
        let sampler = prepared(rand_distr::Geometric::new(p));
        Ok(Self::new(1.0, Kind::Geometric { sampler, p }))
    }

    /// Creates a geometric distribution from 1 by its mean.
    pub fn geometric_mean(mean: f64) -> Result<Self, LawError> {
        check("mean", "between 1 and 1e12", mean, (1.0..=1e12).contains(&mean))?;
        Self::geometric(1.0 / mean)
    }

    /// Creates a binomial distribution: successes in `n` trials, each with probability `p`.
    pub fn binomial(n: f64, p: f64) -> Result<Self, LawError> {
        check("n", "a whole number from 1 to 1e15", n, (1.0..=LARGEST).contains(&n) && n.fract() == 0.0)?;
        check("p", "between 0 and 1", p, (0.0..=1.0).contains(&p))?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be whole and in range")]
        let trials = n as u64;
        let sampler = prepared(rand_distr::Binomial::new(trials, p));
        Ok(Self::new(1.0, Kind::Binomial(Arc::new(CountLaw { sampler, parameter: p, trials }))))
    }
}

fn counted(parameter: &'static str, mean: f64) -> Result<f64, LawError> {
    check(parameter, "above 0 and below 1e15", mean, mean > 0.0 && mean < LARGEST)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "exact by construction")]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_parameters_meet_the_mean_they_name() {
        let laws = [
            (Law::poisson(3.5), 3.5, 0.0),
            (Law::negative_binomial_mean_var(5.0, 10.0), 5.0, 0.0),
            (Law::negative_binomial_r_p(5.0, 0.5), 5.0, 0.0),
            (Law::negative_binomial_mean_r(5.0, 2.0), 5.0, 0.0),
            (Law::geometric(0.25), 4.0, 1.0),
            (Law::geometric_mean(4.0), 4.0, 1.0),
            (Law::binomial(20.0, 0.3), 6.0, 0.0),
        ];
        for (law, mean, lowest) in laws {
            let law = law.unwrap();
            assert!((law.mean() - mean).abs() < 1e-12, "{law:?}");
            assert_eq!(law.lower_bound(), lowest);
        }
    }

    #[test]
    fn refuses_by_name_and_value() {
        let message = |law: Result<Law, LawError>| law.unwrap_err().to_string();
        assert_eq!(message(Law::poisson(-1.0)), "`mean` must be above 0 and below 1e15, not -1");
        assert_eq!(message(Law::geometric(0.0)), "`p` must be between 1e-12 and 1, not 0");
        assert_eq!(
            message(Law::negative_binomial_mean_var(5.0, 4.0)),
            "`var` must be above `mean` (if they are equal, use `poisson`), not 4"
        );
        assert_eq!(message(Law::binomial(2.5, 0.5)), "`n` must be a whole number from 1 to 1e15, not 2.5");
    }
}
