//! Probability distributions, described by their standard names and parameters, to draw from many times.
//!
//! [`Law`] draws with the samplers of `rand_distr`, prepared once: one sampler times one factor, drawn by an enum
//! match without allocation or dynamic dispatch. Properties that need no draws (mean, support, tail) come from closed
//! forms and from `statrs`. A distribution does not know what it is used for: code that draws times or counts checks
//! [`Law::lower_bound`] first.

mod continuous;
mod count;
mod density;
mod error;
mod quadrature;
mod spread;
mod table;
mod theory;
mod truncated;

pub use error::LawError;

use continuous::ScaledBeta;
use count::{CountLaw, NegativeBinomial};
use rand::{Rng, RngExt};
use rand_distr::{Distribution, Exp1, Open01};
use std::sync::Arc;
use table::{Discrete, Mixture};
use truncated::Truncated;

/// A probability distribution, ready to draw from.
///
/// The factor carries the scale of the distributions that have one (mean, median, scale), so scaling is exact: the
/// same generator gives the same draws, multiplied. Large tables are shared between clones.
///
/// # Units
/// Those of its parameters.
#[derive(Clone, Debug)]
pub struct Law {
    factor: f64,
    kind: Kind,
}

/// The distributions in standard size; [`Law::factor`] multiplies.
#[derive(Clone, Debug)]
enum Kind {
    /// Always 1.
    One,
    /// Mean 1.
    Exponential,
    Uniform {
        low: f64,
        width: f64,
    },
    /// Median 1.
    LogNormal {
        sampler: rand_distr::LogNormal<f64>,
        sigma: f64,
    },
    /// Scale 1.
    Gamma {
        sampler: rand_distr::Gamma<f64>,
        shape: f64,
    },
    Normal(rand_distr::Normal<f64>),
    /// Scale 1.
    Weibull {
        sampler: rand_distr::Weibull<f64>,
        shape: f64,
    },
    /// Scale 1, which is the smallest value.
    Pareto {
        sampler: rand_distr::Pareto<f64>,
        shape: f64,
    },
    /// Scale 1, which is the median.
    LogLogistic {
        shape: f64,
    },
    Triangular {
        sampler: rand_distr::Triangular<f64>,
        min: f64,
        mode: f64,
        max: f64,
    },
    Beta(Arc<ScaledBeta>),
    Poisson(Arc<CountLaw<rand_distr::Poisson<f64>>>),
    NegativeBinomial(Arc<NegativeBinomial>),
    /// Trials up to and including the first success; starts at 1.
    Geometric {
        sampler: rand_distr::Geometric,
        p: f64,
    },
    Binomial(Arc<CountLaw<rand_distr::Binomial>>),
    Discrete(Arc<Discrete>),
    /// Equally likely values in ascending order.
    Empirical(Arc<[f64]>),
    /// Probability and value, both ascending, linear in between.
    Quantiles(Arc<[(f64, f64)]>),
    Mixture(Arc<Mixture>),
    Truncated(Arc<Truncated>),
}

impl Law {
    /// Draws a number.
    #[inline(always)]
    pub fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        let draw = match &self.kind {
            Kind::One => return self.factor,
            Kind::Exponential => Exp1.sample(rng),
            Kind::LogNormal { sampler, .. } => sampler.sample(rng),
            Kind::Gamma { sampler, .. } => sampler.sample(rng),
            Kind::Uniform { low, width } => low + width * rng.random::<f64>(),
            Kind::Truncated(law) => law.sample(rng),
            kind => kind.sample_rare(rng),
        };
        self.factor * draw
    }

    /// Returns the distribution of the same number multiplied: every draw is `factor` times as large.
    ///
    /// # Panics
    /// If the factor is not finite.
    #[must_use]
    pub fn scaled(mut self, factor: f64) -> Self {
        assert!(factor.is_finite(), "a distribution must be scaled by a finite factor, not {factor}");
        self.factor *= factor;
        self
    }

    const fn new(factor: f64, kind: Kind) -> Self {
        Self { factor, kind }
    }
}

impl Kind {
    /// Draws from the rarely used distributions; a function of its own, so that the others inline well.
    #[inline(never)]
    fn sample_rare<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        match self {
            Self::Normal(sampler) => sampler.sample(rng),
            Self::Weibull { sampler, .. } => sampler.sample(rng),
            Self::Pareto { sampler, .. } => sampler.sample(rng),
            Self::LogLogistic { shape } => {
                let below: f64 = Open01.sample(rng);
                (below / (1.0 - below)).powf(1.0 / shape)
            }
            Self::Triangular { sampler, .. } => sampler.sample(rng),
            Self::Beta(law) => law.sample(rng),
            Self::Poisson(law) => law.sampler.sample(rng),
            Self::NegativeBinomial(law) => law.sample(rng),
            Self::Geometric { sampler, .. } => as_f64(sampler.sample(rng)) + 1.0,
            Self::Binomial(law) => as_f64(law.sampler.sample(rng)),
            Self::Discrete(law) => law.sample(rng),
            Self::Empirical(values) => values[below(values.len(), rng)],
            Self::Quantiles(points) => table::inverse(points, rng.random::<f64>()),
            Self::Mixture(law) => law.sample(rng),
            Self::One
            | Self::Exponential
            | Self::LogNormal { .. }
            | Self::Gamma { .. }
            | Self::Uniform { .. }
            | Self::Truncated(_) => {
                unreachable!("drawn by `Law::sample`")
            }
        }
    }
}

/// Draws a number below `count`, as 32 bits so that it is the same on every machine.
fn below<R: Rng + ?Sized>(count: usize, rng: &mut R) -> usize {
    let count = u32::try_from(count).expect("the constructor rejects longer tables");
    rng.random_range(0..count) as usize
}

/// Converts a count to a floating-point number.
#[expect(clippy::cast_precision_loss, reason = "the constructors keep counts below 2^53")]
fn as_f64(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "exact by construction")]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::Xoshiro256PlusPlus;

    #[test]
    fn stays_small_and_clones_without_copying_tables() {
        assert!(size_of::<Law>() <= 64, "{}", size_of::<Law>());
        let law = Law::empirical((0..1000).map(f64::from).collect()).unwrap();
        let (Kind::Empirical(first), Kind::Empirical(second)) = (&law.kind, &law.clone().kind) else {
            panic!("not empirical")
        };
        assert!(Arc::ptr_eq(first, second));
    }

    #[test]
    fn scaling_multiplies_every_draw() {
        let laws = [
            Law::gamma_shape_scale(0.7, 3.0).unwrap(),
            Law::normal_mean_sd(4.0, 1.0).unwrap(),
            Law::poisson(20.0).unwrap(),
        ];
        for law in laws {
            let (mut one, mut two) = (Xoshiro256PlusPlus::seed_from_u64(1), Xoshiro256PlusPlus::seed_from_u64(1));
            let scaled = law.clone().scaled(2.0);
            for _ in 0..100 {
                assert_eq!(2.0 * law.sample(&mut one), scaled.sample(&mut two));
            }
            assert_eq!(scaled.mean(), 2.0 * law.mean());
        }
    }

    #[test]
    fn a_constant_draws_nothing_from_the_generator() {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(1);
        let before = rng.clone();
        assert_eq!(Law::constant(3.0).unwrap().sample(&mut rng), 3.0);
        assert_eq!(rng, before);
    }
}
