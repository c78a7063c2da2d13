//! Maximum likelihood for the distributions of counts.
//!
//! # Source
//! Johnson, Kemp and Kotz, Univariate Discrete Distributions, 3rd ed. (2005), sections 3.8 (binomial), 4.7 (Poisson), 5.8
//! (negative binomial); Levin and Reeds, Annals of Statistics 5 (1977), 79-87: its likelihood has one maximum if the variance
//! exceeds the mean.

use super::goodness::chi_square;
use super::root::root;
use super::{Fitted, Parameter, aic, bare, sized};
use statrs::distribution::{Binomial, Discrete, DiscreteCDF, Geometric, NegativeBinomial, Poisson};
use statrs::function::gamma::digamma;

/// The frequency of each value, in ascending order of value.
struct Sample {
    seen: Vec<(f64, f64)>,
    n: f64,
    mean: f64,
    variance: f64,
}

/// Fits every distribution that the counts may come from.
pub(super) fn fit(values: &[f64]) -> (Vec<Fitted>, Vec<(&'static str, &'static str)>) {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let seen: Vec<(f64, f64)> =
        sorted.chunk_by(|one, other| one == other).map(|same| (same[0], super::count(same.len()))).collect();
    let n = super::count(values.len());
    let mean = seen.iter().map(|(value, times)| value * times).sum::<f64>() / n;
    let variance = seen.iter().map(|(value, times)| (value - mean).powi(2) * times).sum::<f64>() / n;
    let sample = Sample { seen, n, mean, variance };
    let (mut fitted, mut left_out) = (Vec::new(), Vec::new());
    let mut put = |law, allowed: bool, why, fit: fn(&Sample) -> Option<Fitted>| {
        if !allowed {
            left_out.push((law, why));
        } else if let Some(found) = fit(&sample) {
            fitted.push(found);
        } else {
            left_out.push((law, "its likelihood has no maximum"));
        }
    };
    put("poisson", true, "", poisson);
    put("geometric", sample.seen[0].0 >= 1.0, "it starts at 1, but the sample contains 0", geometric);
    let (wide, narrow) = (sample.variance > sample.mean, sample.variance < sample.mean);
    put("negative_binomial", wide, "the variance does not exceed the mean", negative_binomial);
    put("binomial", narrow, "the variance is not below the mean", binomial);
    (fitted, left_out)
}

impl Sample {
    fn fitted<L>(&self, law: &'static str, parameters: Vec<Parameter>, with: Option<L>) -> Option<Fitted>
    where
        L: Discrete<u64, f64> + DiscreteCDF<u64, f64>,
    {
        let with = with?;
        let log_likelihood: f64 = self.seen.iter().map(|(value, times)| times * with.ln_pmf(whole(*value))).sum();
        let aic = aic(parameters.len(), log_likelihood);
        let cdf = |value: f64| if value < 0.0 { 0.0 } else { with.cdf(whole(value)) };
        let test = chi_square(&self.seen, cdf, parameters.len());
        log_likelihood.is_finite().then_some(Fitted { law, parameters, log_likelihood, aic, test })
    }

    fn last(&self) -> f64 {
        self.seen[self.seen.len() - 1].0
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and not negative")]
fn whole(value: f64) -> u64 {
    value as u64
}

fn poisson(sample: &Sample) -> Option<Fitted> {
    sample.fitted("poisson", vec![sized("mean", sample.mean)], Poisson::new(sample.mean).ok())
}

fn geometric(sample: &Sample) -> Option<Fitted> {
    let p = 1.0 / sample.mean;
    sample.fitted("geometric", vec![bare("p", p)], Geometric::new(p).ok())
}

/// Solves for the r at which the sum of digamma(x + r) - digamma(r) equals n ln(1 + mean / r).
fn negative_binomial(sample: &Sample) -> Option<Fitted> {
    let (n, mean) = (sample.n, sample.mean);
    let score = |r: f64| {
        let gained = |(value, times): &(f64, f64)| times * (digamma(value + r) - digamma(r));
        sample.seen.iter().map(gained).sum::<f64>() - n * (mean / r).ln_1p()
    };
    let r = root(mean * mean / (sample.variance - mean), score)?;
    let law = NegativeBinomial::new(r, r / (r + mean)).ok();
    sample.fitted("negative_binomial", vec![sized("mean", mean), bare("r", r)], law)
}

/// Increases the number of trials from the largest value up, as long as the likelihood rises.
fn binomial(sample: &Sample) -> Option<Fitted> {
    let try_with = |tries: f64| {
        let p = sample.mean / tries;
        let law = Binomial::new(p, whole(tries)).ok();
        sample.fitted("binomial", vec![bare("n", tries), bare("p", p)], law)
    };
    let mut best = try_with(sample.last())?;
    let most = 1e5;
    let mut tries = sample.last();
    while tries < most {
        tries += 1.0;
        let next = try_with(tries)?;
        if next.log_likelihood <= best.log_likelihood {
            return Some(best);
        }
        best = next;
    }
    None
}
