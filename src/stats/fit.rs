//! Distributions fitted to a sample by maximum likelihood, ranked by Akaike's criterion, each with a goodness-of-fit test.
//!
//! # Source
//! Law, Simulation Modeling and Analysis, 5th ed. (2015), sections 6.5 and 6.6; Akaike, IEEE Transactions on Automatic
//! Control 19 (1974), 716-723.

mod counts;
mod goodness;
mod measures;
mod root;

/// A distribution fitted to a sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// Its standard name.
    pub law: &'static str,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// The logarithm of the likelihood of the sample.
    pub log_likelihood: f64,
    /// Akaike's criterion: twice the number of parameters minus twice that logarithm. Lower is better.
    pub aic: f64,
    /// The goodness-of-fit test.
    pub test: Test,
}

/// A parameter of a distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    /// The name.
    pub name: &'static str,
    /// The value.
    pub value: f64,
    /// Whether it is in the unit of the sample; otherwise it is a bare number.
    pub has_unit: bool,
}

/// A test of a sample against a distribution whose parameters were estimated from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Test {
    /// The largest distance between the two distribution functions, or the chi-square statistic.
    pub statistic: f64,
    /// The probability of a larger statistic if the distribution were true; NaN if there is too little to test.
    ///
    /// For chi-square, the degrees of freedom are reduced by the number of parameters. For Kolmogorov-Smirnov, the value
    /// assumes known parameters and is therefore too large: a small value rejects the distribution, a large one proves little.
    pub p_value: f64,
}

/// The kind of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Continuous quantities: times, weights. Tested by Kolmogorov-Smirnov.
    Measures,
    /// Whole numbers. Tested by chi-square.
    Counts,
}

/// Fits every distribution of a kind to the sample and returns them, best first, and those left out with the reason. The
/// sample must have at least two different values.
#[must_use]
pub fn fit(sample: &[f64], kind: Kind) -> (Vec<Fitted>, Vec<(&'static str, &'static str)>) {
    let (mut fitted, left_out) = match kind {
        Kind::Measures => measures::fit(sample),
        Kind::Counts => counts::fit(sample),
    };
    fitted.sort_by(|one, other| one.aic.total_cmp(&other.aic));
    (fitted, left_out)
}

fn bare(name: &'static str, value: f64) -> Parameter {
    Parameter { name, value, has_unit: false }
}

fn sized(name: &'static str, value: f64) -> Parameter {
    Parameter { name, value, has_unit: true }
}

fn aic(parameters: usize, log_likelihood: f64) -> f64 {
    2.0 * count(parameters) - 2.0 * log_likelihood
}

#[expect(clippy::cast_precision_loss, reason = "a size")]
fn count(size: usize) -> f64 {
    size as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(fitted: &'a [Fitted], law: &str) -> &'a Fitted {
        fitted.iter().find(|fitted| fitted.law == law).unwrap_or_else(|| panic!("{law}"))
    }

    /// From scipy 1.17.1: `DIST.fit(x, floc=0)` polished by Nelder-Mead to 1e-13, closed forms for normal, exponential,
    /// uniform and Pareto; `logpdf(x).sum()`; `ks_1samp(x, cdf).statistic`.
    #[test]
    fn measures_are_fitted_as_scipy_fits_them() {
        let sample = [12.5, 3.1, 7.7, 25.0, 9.9, 14.2, 5.6, 18.3, 11.0, 8.4, 40.2, 6.6, 10.1, 13.7, 4.9];
        let (fitted, left_out) = fit(&sample, Kind::Measures);
        assert!(left_out.is_empty());
        let truth: [(&str, &[f64], f64, f64); 8] = [
            ("normal", &[12.746_666_666_7, 9.105_885_764_47], 112.835_785_75, 0.236_596_620_3),
            ("exponential", &[12.746_666_666_7], 108.358_093_99, 0.252_483_990_0),
            ("uniform", &[3.1, 40.2], 112.408_509_09, 0.500_808_625_3),
            ("lognormal", &[10.394_326_117, 0.626_484_875_238], 102.777_039_35, 0.109_246_293_4),
            ("gamma", &[2.605_472_83, 12.746_666_666_7], 104.342_985_89, 0.150_592_829_8),
            ("weibull", &[1.556_894_77, 14.319_255_48], 105.919_310_47, 0.172_669_327_7),
            ("loglogistic", &[2.830_886_75, 10.242_347_30], 102.904_214_14, 0.083_964_148_8),
            ("pareto", &[0.826_543_293_876, 3.1], 109.952_892_18, 0.264_520_105_8),
        ];
        for (law, parameters, aic, distance) in truth {
            let fitted = found(&fitted, law);
            for (parameter, truth) in fitted.parameters.iter().zip(parameters) {
                assert!((parameter.value / truth - 1.0).abs() < 1e-7, "{law}: {parameter:?}, not {truth}");
            }
            assert!((fitted.aic - aic).abs() < 1e-7, "{law}: AIC {}", fitted.aic);
            assert!((fitted.test.statistic - distance).abs() < 1e-7, "{law}: {:?}", fitted.test);
        }
        let ranked: Vec<&str> = fitted.iter().map(|fitted| fitted.law).collect();
        assert_eq!(ranked[..3], ["lognormal", "loglogistic", "gamma"]);
    }

    fn repeated(from: u32, times: &[usize]) -> Vec<f64> {
        (from..).zip(times).flat_map(|(value, times)| vec![f64::from(value); *times]).collect()
    }

    /// From scipy 1.17.1: `nbinom.logpmf` maximised over r at the mean of the sample, `binom.logpmf` over n,
    /// `poisson.logpmf` and `geom.logpmf` at their closed forms; chi-square over classes joined from below until five are
    /// expected.
    #[test]
    fn counts_are_fitted_as_scipy_fits_them() {
        let sample = repeated(0, &[31, 22, 15, 9, 6, 5, 3, 0, 2, 0, 0, 1]);
        let (fitted, left_out) = fit(&sample, Kind::Counts);
        assert_eq!(left_out.iter().map(|(law, _)| *law).collect::<Vec<_>>(), ["geometric", "binomial"]);
        let negative_binomial = &fitted[0];
        assert_eq!(negative_binomial.law, "negative_binomial");
        assert!((negative_binomial.parameters[0].value - 1.840_425_531_914_9).abs() < 1e-12);
        assert!((negative_binomial.parameters[1].value - 1.209_138_107).abs() < 1e-7, "{negative_binomial:?}");
        assert!((negative_binomial.aic - 349.930_449_266_05).abs() < 1e-8, "{negative_binomial:?}");
        assert!((found(&fitted, "poisson").aic - 392.897_286_798_88).abs() < 1e-8);
        assert!((negative_binomial.test.statistic - 0.125_507_363).abs() < 1e-6, "{negative_binomial:?}");
        assert!((negative_binomial.test.p_value - 0.988_609_856).abs() < 1e-6, "{negative_binomial:?}");
        let poisson = found(&fitted, "poisson").test;
        assert!((poisson.statistic - 28.817_315_185_8).abs() < 1e-8 && poisson.p_value < 2.447e-6, "{poisson:?}");
        let tries: Vec<f64> = sample.iter().map(|failures| failures + 1.0).collect();
        let (fitted, _) = fit(&tries, Kind::Counts);
        let geometric = found(&fitted, "geometric");
        assert!((geometric.parameters[0].value - 0.352_059_925_093_63).abs() < 1e-12);
        assert!((geometric.log_likelihood + 173.206_236_411_370).abs() < 1e-8, "{geometric:?}");
        let sample = repeated(4, &[3, 5, 8, 12, 13, 14, 12, 9, 6, 3, 2]);
        let (fitted, left_out) = fit(&sample, Kind::Counts);
        assert!(left_out.iter().any(|(law, _)| *law == "negative_binomial"));
        let binomial = &fitted[0];
        assert_eq!((binomial.law, binomial.parameters[0].value), ("binomial", 23.0));
        assert!((binomial.parameters[1].value - 0.378_310_844_577_71).abs() < 1e-12);
        assert!((binomial.aic - 398.965_451_653_399).abs() < 1e-8, "{binomial:?}");
    }
}
