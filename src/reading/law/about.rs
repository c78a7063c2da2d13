//! Descriptions of the distributions in the register: what each models, its parameters, and its source.

use super::form::{TABLES, forms_of, may_be_cut};

/// The description of a distribution.
#[derive(Debug)]
pub struct About {
    /// Its standard name.
    pub name: &'static str,
    /// What it models, in one line.
    pub doc: &'static str,
    /// Its source.
    pub source: &'static str,
}

const LAW: &str = "Law, Simulation Modeling and Analysis (2015), section 6.2.2";
const COUNTS: &str = "Law, Simulation Modeling and Analysis (2015), section 6.2.3";
const VOSE: &str = "Vose, Risk Analysis (2008), on expert opinion";
const JOHNSON: &str = "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions (1994)";
const KEMP: &str = "Johnson, Kemp and Kotz, Univariate Discrete Distributions (2005), section 5.3";
const GIVEN: &str = "haitao's own definition";

const fn law(name: &'static str, doc: &'static str, source: &'static str) -> About {
    About { name, doc, source }
}

/// Every distribution, in the order of the register.
const ALL: &[About] = &[
    law("constant", "Always the same value; a plain quantity is short for this.", GIVEN),
    law("uniform", "Any value from `min` to `max`, all equally likely.", LAW),
    law("triangular", "From `min` over the most likely value `mode` to `max`, along straight lines.", LAW),
    law(
        "pert",
        "From `min` over `mode` to `max`, smooth: a scaled beta distribution; `shape` (default 4) is the weight of the mode.",
        VOSE,
    ),
    law("exponential", "Memoryless: the time between events that occur at random; sd = mean.", LAW),
    law("erlang", "The sum of `shape` equal exponential stages.", LAW),
    law("gamma", "Positive and skewed to the right; sd = mean / square root of `shape`.", LAW),
    law(
        "weibull",
        "Time to failure or patience: decreasing density for `shape` below 1, a peak above 1; `scale` is the 63 % quantile.",
        LAW,
    ),
    law("lognormal", "The product of many effects, skewed to the right: its logarithm is normal with sd `sigma`.", LAW),
    law("normal", "The bell curve; truncated at 0 where negative values are impossible.", LAW),
    law("beta", "From `min` to `max` (default 0 to 1), with any skew.", LAW),
    law("pareto", "Heavy tail: P(X > x) = (scale / x)^shape from the smallest value `scale` up.", JOHNSON),
    law(
        "loglogistic",
        "Heavy tail on both sides of the median `scale`: P(X <= x) = 1 / (1 + (x / scale)^-shape).",
        JOHNSON,
    ),
    law("poisson", "Whole numbers from 0: events at random, counted over a fixed time; variance = mean.", COUNTS),
    law(
        "geometric",
        "Whole numbers from 1: trials up to and including the first success, each with probability `p`.",
        COUNTS,
    ),
    law(
        "negative_binomial",
        "Whole numbers from 0, more spread out than Poisson: failures before the `r`-th success.",
        KEMP,
    ),
    law("binomial", "Whole numbers from 0 to `n`: successes in `n` trials, each with probability `p`.", COUNTS),
    law("discrete", "One of several values, with probabilities in proportion to their weights.", COUNTS),
    law("empirical", "One of the observed values, all equally likely.", GIVEN),
    law("quantiles", "Given by its quantiles, linear in between.", GIVEN),
    law("mixture", "One of several distributions, each with its share of the samples.", GIVEN),
];

/// Returns the description of every distribution.
#[must_use]
pub fn about() -> &'static [About] {
    ALL
}

impl About {
    /// Returns the sets of parameters that define it.
    #[must_use]
    pub fn forms(&self) -> Vec<String> {
        match self.name {
            "discrete" => vec!["values as keys, weights as numbers".to_owned()],
            "empirical" => vec!["values".to_owned(), "file column unit".to_owned()],
            "quantiles" => vec!["shares as keys, values".to_owned(), "file unit".to_owned()],
            "mixture" => vec!["a list of share and law".to_owned()],
            name => forms_of(name).map(|form| form.keys.join(" ")).collect(),
        }
    }

    /// Returns whether `min` and `max` next to the parameters truncate it.
    #[must_use]
    pub fn may_be_cut(&self) -> bool {
        self.name == "empirical" || (!TABLES.contains(&self.name) && may_be_cut(self.name))
    }
}

#[cfg(test)]
mod tests {
    use super::super::names;
    use super::*;

    #[test]
    fn every_distribution_is_described_once_in_register_order() {
        let told: Vec<&str> = ALL.iter().map(|law| law.name).collect();
        assert_eq!(told, names());
        assert!(ALL.iter().all(|law| law.doc.ends_with('.') && !law.forms().is_empty()));
    }
}
