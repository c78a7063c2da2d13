//! Maximum likelihood for continuous distributions: closed forms if there are any, else the root of the score.
//!
//! # Source
//! Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, 2nd ed. (1994, 1995): sections 17.7.1 (gamma), 20.5
//! (Pareto), 21.4 (Weibull), 23.8 (logistic; log-logistic values have logistic logarithms).

use super::goodness::kolmogorov_smirnov;
use super::root::root;
use super::{Fitted, Parameter, aic, bare, count, sized};
use statrs::distribution::{Continuous, ContinuousCDF, Exp, Gamma, LogNormal, Normal, Pareto, Uniform, Weibull};
use statrs::function::gamma::digamma;

/// A sample with the statistics that most distributions need.
struct Sample<'a> {
    sorted: &'a [f64],
    n: f64,
    mean: f64,
    /// Logarithms, if all values are above 0.
    logs: Vec<f64>,
    mean_log: f64,
}

/// Fits every distribution that the values may come from.
pub(super) fn fit(values: &[f64]) -> (Vec<Fitted>, Vec<(&'static str, &'static str)>) {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = count(sorted.len());
    let mean = sorted.iter().sum::<f64>() / n;
    let positive = sorted[0] > 0.0;
    let logs: Vec<f64> = sorted.iter().filter(|_| positive).map(|value| value.ln()).collect();
    let mean_log = logs.iter().sum::<f64>() / n;
    let sample = Sample { sorted: &sorted, n, mean, logs, mean_log };
    let (mut fitted, mut left_out) = (Vec::new(), Vec::new());
    let mut put = |law, allowed: bool, why, fit: fn(&Sample<'_>) -> Option<Fitted>| {
        if !allowed {
            left_out.push((law, why));
        } else if let Some(found) = fit(&sample) {
            fitted.push(found);
        } else {
            left_out.push((law, "its likelihood has no maximum"));
        }
    };
    put("normal", true, "", normal);
    put("uniform", true, "", uniform);
    put("exponential", sorted[0] >= 0.0 && mean > 0.0, "a value is below 0", exponential);
    let above = "a value is not above 0";
    put("gamma", positive, above, gamma);
    put("lognormal", positive, above, lognormal);
    put("weibull", positive, above, weibull);
    put("loglogistic", positive, above, loglogistic);
    put("pareto", positive, above, pareto);
    (fitted, left_out)
}

impl Sample<'_> {
    /// Makes a result from a `statrs` distribution and its parameters.
    fn fitted<L>(&self, law: &'static str, parameters: Vec<Parameter>, with: Option<L>) -> Option<Fitted>
    where
        L: Continuous<f64, f64> + ContinuousCDF<f64, f64>,
    {
        let with = with?;
        self.judged(law, parameters, |value| with.ln_pdf(value), |value| with.cdf(value))
    }

    fn judged(
        &self,
        law: &'static str,
        parameters: Vec<Parameter>,
        log_density: impl Fn(f64) -> f64,
        cdf: impl Fn(f64) -> f64,
    ) -> Option<Fitted> {
        let log_likelihood: f64 = self.sorted.iter().map(|value| log_density(*value)).sum();
        let aic = aic(parameters.len(), log_likelihood);
        let test = kolmogorov_smirnov(self.sorted, cdf);
        log_likelihood.is_finite().then_some(Fitted { law, parameters, log_likelihood, aic, test })
    }

    fn last(&self) -> f64 {
        self.sorted[self.sorted.len() - 1]
    }
}

fn spread(values: &[f64], mean: f64) -> f64 {
    (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count(values.len())).sqrt()
}

fn normal(sample: &Sample<'_>) -> Option<Fitted> {
    let sd = spread(sample.sorted, sample.mean);
    let law = Normal::new(sample.mean, sd).ok();
    sample.fitted("normal", vec![sized("mean", sample.mean), sized("sd", sd)], law)
}

fn uniform(sample: &Sample<'_>) -> Option<Fitted> {
    let (min, max) = (sample.sorted[0], sample.last());
    sample.fitted("uniform", vec![sized("min", min), sized("max", max)], Uniform::new(min, max).ok())
}

fn exponential(sample: &Sample<'_>) -> Option<Fitted> {
    sample.fitted("exponential", vec![sized("mean", sample.mean)], Exp::new(1.0 / sample.mean).ok())
}

/// Solves ln k - digamma(k) = ln mean - mean ln.
fn gamma(sample: &Sample<'_>) -> Option<Fitted> {
    let gap = sample.mean.ln() - sample.mean_log;
    let near = (3.0 - gap + ((gap - 3.0).powi(2) + 24.0 * gap).sqrt()) / (12.0 * gap);
    let shape = root(near, |shape| shape.ln() - digamma(shape) - gap)?;
    let law = Gamma::new(shape, shape / sample.mean).ok();
    sample.fitted("gamma", vec![bare("shape", shape), sized("mean", sample.mean)], law)
}

fn lognormal(sample: &Sample<'_>) -> Option<Fitted> {
    let sigma = spread(&sample.logs, sample.mean_log);
    let law = LogNormal::new(sample.mean_log, sigma).ok();
    sample.fitted("lognormal", vec![sized("median", sample.mean_log.exp()), bare("sigma", sigma)], law)
}

/// Solves for k: the mean of ln x weighted by x^k, less 1/k, equals the mean of ln x.
fn weibull(sample: &Sample<'_>) -> Option<Fitted> {
    let top = sample.last().ln();
    let powers = |shape: f64| sample.logs.iter().map(move |log| ((log - top) * shape).exp());
    let score = |shape: f64| {
        let (sum, weighted) = powers(shape)
            .zip(&sample.logs)
            .fold((0.0, 0.0), |(sum, weighted), (power, log)| (sum + power, weighted + power * log));
        weighted / sum - 1.0 / shape - sample.mean_log
    };
    let shape = root(1.3 / spread(&sample.logs, sample.mean_log), score)?;
    let scale = (top + (powers(shape).sum::<f64>() / sample.n).ln() / shape).exp();
    sample.fitted("weibull", vec![bare("shape", shape), sized("scale", scale)], Weibull::new(shape, scale).ok())
}

/// The scale is the smallest value: the likelihood rises up to that bound.
fn pareto(sample: &Sample<'_>) -> Option<Fitted> {
    let scale = sample.sorted[0];
    let shape = 1.0 / (sample.mean_log - scale.ln());
    sample.fitted("pareto", vec![bare("shape", shape), sized("scale", scale)], Pareto::new(scale, shape).ok())
}

/// Fits a logistic distribution to the logarithms, u = a + b ln x. Its likelihood is concave in a and b: Newton steps,
/// halved when they do not increase it.
fn loglogistic(sample: &Sample<'_>) -> Option<Fitted> {
    let softplus = |u: f64| if u > 0.0 { u + (-u).exp().ln_1p() } else { u.exp().ln_1p() };
    // The logarithm of the density of ln x is ln b + u - 2 ln(1 + e^u).
    let likelihood = |(a, b): (f64, f64)| {
        if b <= 0.0 {
            return f64::NEG_INFINITY;
        }
        let each = |log: &f64| {
            let u = a + b * log;
            b.ln() + u - 2.0 * softplus(u)
        };
        sample.logs.iter().map(each).sum::<f64>()
    };
    let sd = spread(&sample.logs, sample.mean_log);
    let b = std::f64::consts::PI / (3.0_f64.sqrt() * sd);
    let mut at = (-b * sample.mean_log, b);
    let mut best = likelihood(at);
    for _ in 0..200 {
        let (mut slope, mut curve) = ([0.0, sample.n / at.1], [0.0, 0.0, -sample.n / (at.1 * at.1)]);
        for log in &sample.logs {
            let share = 1.0 / (1.0 + (-(at.0 + at.1 * log)).exp());
            let (push, bend) = (1.0 - 2.0 * share, -2.0 * share * (1.0 - share));
            slope = [slope[0] + push, slope[1] + push * log];
            curve = [curve[0] + bend, curve[1] + bend * log, curve[2] + bend * log * log];
        }
        let determinant = curve[0] * curve[2] - curve[1] * curve[1];
        let step = (
            -(curve[2] * slope[0] - curve[1] * slope[1]) / determinant,
            -(curve[0] * slope[1] - curve[1] * slope[0]) / determinant,
        );
        let halves = std::iter::successors(Some(1.0_f64), |half| Some(half / 2.0)).take(60);
        let mut tried = halves.map(|share| (at.0 + share * step.0, at.1 + share * step.1));
        let Some(next) = tried.find(|next| likelihood(*next) > best) else { break };
        (at, best) = (next, likelihood(next));
    }
    let (shape, scale) = (at.1, (-at.0 / at.1).exp());
    let cdf = |value: f64| 1.0 / (1.0 + (-(at.0 + at.1 * value.ln())).exp());
    let log_density = |value: f64| {
        let u = at.0 + at.1 * value.ln();
        at.1.ln() + u - 2.0 * softplus(u) - value.ln()
    };
    sample.judged("loglogistic", vec![bare("shape", shape), sized("scale", scale)], log_density, cdf)
}
