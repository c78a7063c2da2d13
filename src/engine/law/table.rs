//! Distributions given by data: weighted values, samples, quantiles and mixtures of other distributions.

use super::error::{LawError, check, finite, prepared};
use super::{Kind, Law};
use rand::Rng;
use rand_distr::Distribution;
use rand_distr::weighted::WeightedAliasIndex;
use std::sync::Arc;

/// Values with their probabilities.
#[derive(Debug)]
pub(super) struct Discrete {
    /// Value and probability, in ascending order of value.
    pub(super) values: Vec<(f64, f64)>,
    which: WeightedAliasIndex<f64>,
}

impl Discrete {
    pub(super) fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        self.values[self.which.sample(rng)].0
    }
}

/// Distributions with their probabilities.
#[derive(Debug)]
pub(super) struct Mixture {
    pub(super) parts: Vec<(f64, Law)>,
    which: WeightedAliasIndex<f64>,
}

impl Mixture {
    pub(super) fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        self.parts[self.which.sample(rng)].1.sample(rng)
    }
}

/// # Errors
/// Every constructor rejects parameters outside their range, with their name and value.
impl Law {
    /// Creates a distribution of several values, each in proportion to its weight.
    pub fn discrete(values: &[f64], weights: &[f64]) -> Result<Self, LawError> {
        length("values", values.len())?;
        if values.len() != weights.len() {
            return Err(LawError::Entries {
                parameter: "weights",
                must: "as many entries as `values`",
                count: weights.len(),
            });
        }
        let mut pairs = Vec::with_capacity(values.len());
        for (&value, &weight) in values.iter().zip(weights) {
            finite("values", value)?;
            check("weights", "numbers from 0 to 1e300", weight, (0.0..=1e300).contains(&weight))?;
            pairs.push((value, weight));
        }
        pairs.retain(|(_, weight)| *weight > 0.0);
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        let largest = pairs.iter().fold(0.0_f64, |largest, pair| largest.max(pair.1));
        check("weights", "above 0 at least once", largest, largest > 0.0)?;
        if let [(value, _)] = pairs[..] {
            return Self::constant(value);
        }
        let sum: f64 = pairs.iter().map(|pair| pair.1 / largest).sum();
        for pair in &mut pairs {
            pair.1 /= largest * sum;
        }
        let which = alias(pairs.iter().map(|pair| pair.1));
        Ok(Self::new(1.0, Kind::Discrete(Arc::new(Discrete { values: pairs, which }))))
    }

    /// Creates an empirical distribution, which draws the given values with equal probability. Their order does not
    /// matter.
    pub fn empirical(mut values: Vec<f64>) -> Result<Self, LawError> {
        length("values", values.len())?;
        values.iter().try_for_each(|&value| finite("values", value).map(drop))?;
        values.sort_by(f64::total_cmp);
        let (first, last) = (values[0], values[values.len() - 1]);
        if first >= last { Self::constant(first) } else { Ok(Self::new(1.0, Kind::Empirical(values.into()))) }
    }

    /// Creates the distribution with these quantiles, (probability, value), linear in between: probabilities rise
    /// from 0 to 1, values never fall.
    pub fn quantiles(points: Vec<(f64, f64)>) -> Result<Self, LawError> {
        length("p", points.len())?;
        let (first, last) = (points[0], points[points.len() - 1]);
        check("p", "0 at the first quantile", first.0, first.0.abs() <= 0.0)?;
        for pair in points.windows(2) {
            check("p", "above the one before it", pair[1].0, pair[1].0 > pair[0].0)?;
            check("value", "at least the one before it", pair[1].1, pair[1].1 >= pair[0].1)?;
        }
        check("p", "1 at the last quantile", last.0, (last.0 - 1.0).abs() <= 0.0)?;
        finite("value", first.1)?;
        if first.1 >= last.1 { Self::constant(first.1) } else { Ok(Self::new(1.0, Kind::Quantiles(points.into()))) }
    }

    /// Creates a mixture of distributions, each with its share of the draws.
    pub fn mixture(parts: Vec<(f64, Law)>) -> Result<Self, LawError> {
        length("mixture", parts.len())?;
        for (share, _) in &parts {
            check("share", "between 0 and 1", *share, (0.0..=1.0).contains(share))?;
        }
        let sum: f64 = parts.iter().map(|part| part.0).sum();
        if (sum - 1.0).abs() > 1e-9 {
            return Err(LawError::Shares { sum });
        }
        let which = alias(parts.iter().map(|part| part.0));
        Ok(Self::new(1.0, Kind::Mixture(Arc::new(Mixture { parts, which }))))
    }
}

/// Returns the value of a piecewise linear inverse at a probability from 0 to 1.
pub(super) fn inverse(points: &[(f64, f64)], probability: f64) -> f64 {
    let upper = points.partition_point(|point| point.0 <= probability).clamp(1, points.len() - 1);
    let ((p0, v0), (p1, v1)) = (points[upper - 1], points[upper]);
    v0 + (v1 - v0) * (probability - p0) / (p1 - p0)
}

fn alias(weights: impl Iterator<Item = f64>) -> WeightedAliasIndex<f64> {
    prepared(WeightedAliasIndex::new(weights.collect()))
}

fn length(parameter: &'static str, count: usize) -> Result<(), LawError> {
    let fits = count > 0 && u32::try_from(count).is_ok();
    if fits { Ok(()) } else { Err(LawError::Entries { parameter, must: "from 1 to 4,294,967,295 entries", count }) }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "exact by construction")]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::Xoshiro256PlusPlus;

    #[test]
    fn means_and_bounds_of_tables() {
        let discrete = Law::discrete(&[4.0, 1.0, 2.0, 3.0], &[1.0, 1.0, 2.0, 2.0]).unwrap();
        assert!((discrete.mean() - 2.5).abs() < 1e-15);
        assert_eq!((discrete.lower_bound(), discrete.upper_bound()), (1.0, 4.0));
        let empirical = Law::empirical(vec![5.0, 1.0, 3.0]).unwrap();
        assert_eq!((empirical.mean(), empirical.lower_bound(), empirical.upper_bound()), (3.0, 1.0, 5.0));
        let quantiles = Law::quantiles(vec![(0.0, 1.0), (0.5, 3.0), (1.0, 9.0)]).unwrap();
        assert_eq!((quantiles.mean(), quantiles.lower_bound(), quantiles.upper_bound()), (4.0, 1.0, 9.0));
        assert!((quantiles.probability_above(6.0) - 0.25).abs() < 1e-15);
        let mixture =
            Law::mixture(vec![(0.25, Law::constant(-1.0).unwrap()), (0.75, Law::exponential(3.0).unwrap())]).unwrap();
        assert_eq!((mixture.mean(), mixture.lower_bound()), (2.0, -1.0));
        assert!(Law::discrete(&[7.0, 8.0], &[1.0, 0.0]).unwrap().is_constant());
    }

    #[test]
    fn draws_in_the_stated_proportions() {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(5);
        let law = Law::discrete(&[1.0, 2.0, 3.0, 4.0], &[1.0, 2.0, 2.0, 1.0]).unwrap();
        let mut counts = [0_u32; 5];
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the values are 1 to 4")]
        (0..600_000).for_each(|_| counts[law.sample(&mut rng) as usize] += 1);
        for (count, expected) in counts.into_iter().zip([0.0, 1e5, 2e5, 2e5, 1e5]) {
            assert!((f64::from(count) - expected).abs() <= 4.0 * f64::sqrt(expected), "{counts:?}");
        }
        let points = vec![(0.0, 1.0), (0.5, 3.0), (1.0, 9.0)];
        assert_eq!([0.0, 0.25, 0.5, 0.75, 1.0].map(|p| inverse(&points, p)), [1.0, 2.0, 3.0, 6.0, 9.0]);
    }

    #[test]
    fn refuses_by_name_and_value() {
        let message = |law: Result<Law, LawError>| law.unwrap_err().to_string();
        assert_eq!(message(Law::discrete(&[1.0], &[-2.0])), "`weights` must be numbers from 0 to 1e300, not -2");
        assert_eq!(message(Law::discrete(&[1.0], &[0.0])), "`weights` must be above 0 at least once, not 0");
        assert_eq!(message(Law::empirical(Vec::new())), "`values` must have from 1 to 4,294,967,295 entries, not 0");
        assert_eq!(
            message(Law::quantiles(vec![(0.1, 1.0), (1.0, 2.0)])),
            "`p` must be 0 at the first quantile, not 0.1"
        );
        assert_eq!(
            message(Law::quantiles(vec![(0.0, 1.0), (1.0, 0.5)])),
            "`value` must be at least the one before it, not 0.5"
        );
        assert_eq!(
            message(Law::mixture(vec![(0.5, Law::constant(1.0).unwrap())])),
            "the shares add up to 50 %, not 100 %"
        );
    }
}
