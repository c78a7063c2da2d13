//! The distributions as keys of a scenario, and the meaning of their parameters.

use super::about::about;
use super::form::{FORMS, may_be_cut};
use crate::text::{KeySpec, Measure, Shape};
use std::sync::LazyLock;

/// The meaning of the parameters of distributions.
const PARAMETERS: &[KeySpec] = &[
    KeySpec::new("value", Shape::Drawn, "The value."),
    KeySpec::new("min", Shape::Drawn, "The smallest value."),
    KeySpec::new("mode", Shape::Drawn, "The most likely value."),
    KeySpec::new("max", Shape::Drawn, "The largest value."),
    KeySpec::new("mean", Shape::Drawn, "The mean."),
    KeySpec::new("median", Shape::Drawn, "The median: half of the values are below it."),
    KeySpec::new("sd", Shape::Drawn, "The standard deviation."),
    KeySpec::new("scale", Shape::Drawn, "The scale parameter, in the unit of the values."),
    KeySpec::new("mu", Shape::Drawn, "The mean of the logarithm of the number, in the unit written after it."),
    KeySpec::new("var", Shape::Number, "The variance, in the square of the mean's unit."),
    KeySpec::new(
        "rate",
        Shape::Quantity(Measure::Frequency),
        "The number of events per unit: the reciprocal of the mean.",
    ),
    KeySpec::new("cv", Shape::Number, "The standard deviation as a multiple of the mean."),
    KeySpec::new("sigma", Shape::Number, "The standard deviation of the logarithm."),
    KeySpec::new("shape", Shape::Number, "The shape parameter."),
    KeySpec::new("k", Shape::Number, "The number of stages."),
    KeySpec::new("r", Shape::Number, "The number of successes to wait for."),
    KeySpec::new("n", Shape::Number, "The number of trials."),
    KeySpec::new("p", Shape::Chance, "The probability that a trial succeeds."),
    KeySpec::new("alpha", Shape::Number, "The first shape parameter."),
    KeySpec::new("beta", Shape::Number, "The second shape parameter."),
];

const EMPIRICAL: &[KeySpec] = &[
    KeySpec::new("values", Shape::List(&Shape::Drawn), "The values, each equally likely."),
    KeySpec::new("file", Shape::Text, "A data file with the values."),
    KeySpec::new("column", Shape::Text, "The column of the file.").needs(&["file"]),
    KeySpec::new("unit", Shape::Text, "The unit of the column, if its heading has none.").needs(&["file"]),
    KeySpec::new("min", Shape::Drawn, "A lower limit: the distribution is truncated there."),
    KeySpec::new("max", Shape::Drawn, "An upper limit: the distribution is truncated there."),
];

const QUANTILES: &[KeySpec] = &[
    KeySpec::new("min", Shape::Drawn, "The quantile of 0 %."),
    KeySpec::new("max", Shape::Drawn, "The quantile of 100 %."),
    KeySpec::new("file", Shape::Text, "A data file with the columns `p` and `value`."),
    KeySpec::new("unit", Shape::Text, "The unit of the column `value`, if its heading has none.").needs(&["file"]),
];

const PART: &[KeySpec] = &[
    KeySpec::new("share", Shape::Chance, "The share of the samples from this distribution.").required(),
    KeySpec::new("law", Shape::Drawn, "The distribution of these samples.").required(),
];

/// Returns every distribution as a key of a table that holds one of them.
#[must_use]
pub fn specs() -> &'static [KeySpec] {
    static SPECS: LazyLock<Vec<KeySpec>> = LazyLock::new(|| {
        let shape = |law: &str| match law {
            "discrete" => Shape::Map("values", &Shape::Number),
            "empirical" => Shape::Keys(EMPIRICAL),
            "quantiles" => Shape::Keys(QUANTILES),
            "mixture" => Shape::List(&Shape::Keys(PART)),
            law => {
                let takes = |key: &str| {
                    let cut = may_be_cut(law) && matches!(key, "min" | "max");
                    cut || forms(law).any(|keys| keys.contains(&key))
                };
                let parameters: Vec<KeySpec> = PARAMETERS.iter().copied().filter(|key| takes(key.name)).collect();
                Shape::Keys(parameters.leak())
            }
        };
        about().iter().map(|law| KeySpec::new(law.name, shape(law.name), law.doc)).collect()
    });
    &SPECS
}

/// Returns the sets of parameters that define a distribution, without those that truncate it.
pub fn forms(law: &str) -> impl Iterator<Item = &'static [&'static str]> {
    FORMS.iter().filter(move |form| form.law == law).map(|form| form.keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::law::names;

    #[test]
    fn every_law_and_every_parameter_is_described() {
        let mut described: Vec<&str> = specs().iter().map(|law| law.name).collect();
        let mut known = names();
        described.sort_unstable();
        known.sort_unstable();
        assert_eq!(described, known);
        for form in FORMS {
            let keys = specs().iter().find(|law| law.name == form.law).map_or(&[][..], |law| law.shape.keys());
            let missing: Vec<_> = form.keys.iter().filter(|key| keys.iter().all(|spec| spec.name != **key)).collect();
            assert!(missing.is_empty(), "{}: {missing:?}", form.law);
        }
    }
}
