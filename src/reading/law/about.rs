//! What each law of the register is, for a reader: what it describes, how it may be written, where it stands.

use super::form::{TABLES, forms_of, may_be_cut};

/// What a reader wants to know of a law.
#[derive(Debug)]
pub struct About {
    /// Its standard name.
    pub name: &'static str,
    /// What it is, in one line.
    pub doc: &'static str,
    /// Where it stands.
    pub source: &'static str,
}

const LAW: &str = "Law, Simulation Modeling and Analysis (2015), section 6.2.2";
const COUNTS: &str = "Law, Simulation Modeling and Analysis (2015), section 6.2.3";
const VOSE: &str = "Vose, Risk Analysis (2008), on expert opinion";
const JOHNSON: &str = "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions (1994)";
const KEMP: &str = "Johnson, Kemp and Kotz, Univariate Discrete Distributions (2005), section 5.3";
const GIVEN: &str = "haitao's own reading of data";

const fn law(name: &'static str, doc: &'static str, source: &'static str) -> About {
    About { name, doc, source }
}

/// Every law, in the order of the register.
const ALL: &[About] = &[
    law("constant", "Always the same value; a plain quantity means this.", GIVEN),
    law("uniform", "Any value from `min` to `max`, all equally likely.", LAW),
    law("triangular", "From `min` over the most likely value `mode` to `max`, along straight lines.", LAW),
    law(
        "pert",
        "From `min` over `mode` to `max`, smooth: a beta law; `shape` (4 unless said) is the weight of the mode.",
        VOSE,
    ),
    law("exponential", "Memoryless: the time to what happens at random; sd = mean.", LAW),
    law("erlang", "The sum of `shape` equal exponential stages.", LAW),
    law("gamma", "Positive and skewed to the right; sd = mean / square root of `shape`.", LAW),
    law(
        "weibull",
        "Time to failure or patience: `shape` below 1 falls off fast, above 1 has a peak; `scale` is the 63 % quantile.",
        LAW,
    ),
    law(
        "lognormal",
        "What many effects multiply up to, skewed to the right: its logarithm is normal with sd `sigma`.",
        LAW,
    ),
    law("normal", "The bell curve; where values below 0 make no sense it is truncated there.", LAW),
    law("beta", "From `min` to `max` (0 to 1 unless said), of any skew.", LAW),
    law("pareto", "Heavy tail: P(X > x) = (scale / x)^shape from the smallest value `scale` on.", JOHNSON),
    law(
        "loglogistic",
        "Heavy tail on both sides of the median `scale`: P(X <= x) = 1 / (1 + (x / scale)^-shape).",
        JOHNSON,
    ),
    law("poisson", "Whole numbers from 0: what happens at random, counted over a fixed time; variance = mean.", COUNTS),
    law("geometric", "Whole numbers from 1: tries up to and with the first success, each with chance `p`.", COUNTS),
    law(
        "negative_binomial",
        "Whole numbers from 0, spread wider than Poisson: failures before the `r`-th success.",
        KEMP,
    ),
    law("binomial", "Whole numbers from 0 to `n`: successes in `n` tries, each with chance `p`.", COUNTS),
    law("discrete", "One of several values, each by its weight.", COUNTS),
    law("empirical", "One of the values seen, each equally likely.", GIVEN),
    law("quantiles", "By its quantiles, linear in between.", GIVEN),
    law("mixture", "One of several laws, each for its share of the draws.", GIVEN),
];

/// Every law.
#[must_use]
pub fn about() -> &'static [About] {
    ALL
}

impl About {
    /// The sets of parameters by which it may be written.
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

    /// Whether `min` and `max` beside the parameters truncate it.
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
    fn every_law_of_the_register_is_told_of_once_and_in_order() {
        let told: Vec<&str> = ALL.iter().map(|law| law.name).collect();
        assert_eq!(told, names());
        assert!(ALL.iter().all(|law| law.doc.ends_with('.') && !law.forms().is_empty()));
    }
}
