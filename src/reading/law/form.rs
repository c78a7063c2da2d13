//! The register of the distributions defined by parameters: name, keys of each form, constructor. One line per form.

use crate::engine::law::{Law, LawError};

/// One set of parameters that defines a distribution.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) law: &'static str,
    pub(super) keys: &'static [&'static str],
    /// Makes the distribution from the values of the keys, in order.
    pub(super) make: fn(&[f64]) -> Result<Law, LawError>,
}

/// The names of count distributions: their values are whole numbers of the unit of their mean.
pub(super) const COUNTS: &[&str] = &["poisson", "geometric", "negative_binomial", "binomial"];
/// The names of distributions given by data, which have readers of their own.
pub(super) const TABLES: &[&str] = &["discrete", "empirical", "quantiles", "mixture"];

const fn form(law: &'static str, keys: &'static [&'static str], make: fn(&[f64]) -> Result<Law, LawError>) -> Form {
    Form { law, keys, make }
}

/// Every form. A rate is passed as its reciprocal, and `mu` as the corresponding median.
pub(super) const FORMS: &[Form] = &[
    form("constant", &["value"], |p| Law::constant(p[0])),
    form("uniform", &["min", "max"], |p| Law::uniform(p[0], p[1])),
    form("triangular", &["min", "mode", "max"], |p| Law::triangular(p[0], p[1], p[2])),
    form("pert", &["min", "mode", "max"], |p| Law::pert(p[0], p[1], p[2], 4.0)),
    form("pert", &["min", "mode", "max", "shape"], |p| Law::pert(p[0], p[1], p[2], p[3])),
    form("exponential", &["mean"], |p| Law::exponential(p[0])),
    form("exponential", &["rate"], |p| Law::exponential(p[0])),
    form("erlang", &["shape", "mean"], |p| Law::erlang_shape_mean(p[0], p[1])),
    form("erlang", &["shape", "scale"], |p| Law::erlang_shape_scale(p[0], p[1])),
    form("erlang", &["k", "mean"], |p| Law::erlang_shape_mean(p[0], p[1])),
    form("erlang", &["k", "scale"], |p| Law::erlang_shape_scale(p[0], p[1])),
    form("gamma", &["shape", "scale"], |p| Law::gamma_shape_scale(p[0], p[1])),
    form("gamma", &["shape", "mean"], |p| Law::gamma_shape_mean(p[0], p[1])),
    form("gamma", &["mean", "cv"], |p| Law::gamma_mean_cv(p[0], p[1])),
    form("gamma", &["mean", "sd"], |p| Law::gamma_mean_sd(p[0], p[1])),
    form("weibull", &["shape", "scale"], |p| Law::weibull_shape_scale(p[0], p[1])),
    form("weibull", &["shape", "mean"], |p| Law::weibull_shape_mean(p[0], p[1])),
    form("lognormal", &["mean", "cv"], |p| Law::lognormal_mean_cv(p[0], p[1])),
    form("lognormal", &["mean", "sigma"], |p| Law::lognormal_mean_sigma(p[0], p[1])),
    form("lognormal", &["mean", "sd"], |p| Law::lognormal_mean_sd(p[0], p[1])),
    form("lognormal", &["median", "sigma"], |p| Law::lognormal_median_sigma(p[0], p[1])),
    form("lognormal", &["mu", "sigma"], |p| Law::lognormal_median_sigma(p[0], p[1])),
    form("normal", &["mean", "sd"], |p| Law::normal_mean_sd(p[0], p[1])),
    form("normal", &["mean", "cv"], |p| Law::normal_mean_cv(p[0], p[1])),
    form("beta", &["alpha", "beta"], |p| Law::beta(p[0], p[1], 0.0, 1.0)),
    form("beta", &["alpha", "beta", "min", "max"], |p| Law::beta(p[0], p[1], p[2], p[3])),
    form("beta", &["mean", "sd", "min", "max"], |p| Law::beta_mean_sd(p[0], p[1], p[2], p[3])),
    form("pareto", &["shape", "scale"], |p| Law::pareto(p[0], p[1])),
    form("loglogistic", &["shape", "scale"], |p| Law::loglogistic(p[0], p[1])),
    form("poisson", &["mean"], |p| Law::poisson(p[0])),
    form("geometric", &["p"], |p| Law::geometric(p[0])),
    form("geometric", &["mean"], |p| Law::geometric_mean(p[0])),
    form("negative_binomial", &["mean", "var"], |p| Law::negative_binomial_mean_var(p[0], p[1])),
    form("negative_binomial", &["r", "p"], |p| Law::negative_binomial_r_p(p[0], p[1])),
    form("negative_binomial", &["mean", "r"], |p| Law::negative_binomial_mean_r(p[0], p[1])),
    form("binomial", &["n", "p"], |p| Law::binomial(p[0], p[1])),
];

/// Returns the standard names of all distributions.
#[must_use]
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = FORMS.iter().map(|form| form.law).chain(TABLES.iter().copied()).collect();
    names.dedup();
    names
}

/// Returns the forms of one distribution.
pub(super) fn forms_of(law: &str) -> impl Iterator<Item = &'static Form> + Clone {
    FORMS.iter().filter(move |form| form.law == law)
}

/// Returns whether `min` and `max` truncate a distribution, rather than being its own parameters.
pub(super) fn may_be_cut(law: &str) -> bool {
    !matches!(law, "constant" | "uniform" | "triangular" | "pert" | "beta")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_distribution_are_adjacent_and_differ_in_keys() {
        let names = names();
        for name in &names {
            assert_eq!(names.iter().filter(|other| *other == name).count(), 1, "{name}");
        }
        for (at, form) in FORMS.iter().enumerate() {
            for other in &FORMS[..at] {
                let same = form.law == other.law
                    && form.keys.len() == other.keys.len()
                    && form.keys.iter().all(|key| other.keys.contains(key));
                assert!(!same, "{form:?}");
            }
        }
    }
}
