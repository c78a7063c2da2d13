//! Teunter-Syntetos-Babai: intermittent demand that may end. Its size is smoothed in periods with demand, its
//! probability in every period; the forecast is their product. `size` and `chance` are the initial values; by default
//! it starts with the first demand, whose size is the initial size, and with 1 over the periods up to it.
//!
//! # Source
//! Teunter, Syntetos and Babai, European Journal of Operational Research 214(3), 2011.

use super::terms::{PERIOD, PROMOTIONS, SEES};
use super::{Forecast, Terms};
use crate::text::{KeySpec, Shape};

/// Smoothed size and probability of demand.
#[derive(Clone, Debug)]
pub struct Tsb {
    alpha: f64,
    beta: f64,
    seen: f64,
    state: Option<(f64, f64)>,
}

impl Tsb {
    pub(super) const EXAMPLE: &'static str = "{ alpha = 0.2, beta = 0.3 }";
    pub(super) const KEYS: &[KeySpec] = &[
        PERIOD,
        SEES,
        PROMOTIONS,
        KeySpec::new("alpha", Shape::Number, "The weight of the last period in the probability of demand.").required(),
        KeySpec::new("beta", Shape::Number, "The weight of the last demand in its size.").required(),
        KeySpec::new("size", Shape::Number, "The initial size.").otherwise("the first demand").needs(&["chance"]),
        KeySpec::new("chance", Shape::Number, "The initial probability of demand in a period.")
            .otherwise("1 over the periods up to the first demand")
            .needs(&["size"]),
    ];

    pub(super) fn read(terms: &mut Terms<'_>) -> Option<Self> {
        let (alpha, beta) = (terms.weight("alpha"), terms.weight("beta"));
        let (size, chance) = (terms.positive("size")?, terms.positive("chance")?);
        if chance.is_some_and(|chance| chance > 1.0) {
            terms.refuse("chance", "must be above 0 and at most 1");
            return None;
        }
        if size.is_some() != chance.is_some() {
            terms.refuse(if size.is_some() { "size" } else { "chance" }, "needs the other of `size` and `chance` too");
            return None;
        }
        Some(Self { alpha: alpha?, beta: beta?, seen: 0.0, state: size.zip(chance) })
    }
}

impl Forecast for Tsb {
    fn observe(&mut self, demand: f64) {
        self.seen += 1.0;
        let comes = demand > 0.0;
        let Some((size, chance)) = &mut self.state else {
            if comes {
                self.state = Some((demand, 1.0 / self.seen));
            }
            return;
        };
        if comes {
            *size += self.beta * (demand - *size);
        }
        *chance += self.alpha * (f64::from(u8::from(comes)) - *chance);
    }

    fn ahead(&self, _periods: usize) -> Option<f64> {
        let said = self.state.map_or(0.0, |(size, chance)| size * chance);
        (self.state.is_some() || self.seen > 0.0).then_some(said)
    }
}

#[cfg(test)]
mod tests {
    use super::super::croston::NOW_AND_THEN;
    use super::super::{Forecast, fed};
    use super::Tsb;

    #[test]
    fn fades_in_every_period_without_demand() {
        let started = Tsb { alpha: 0.1, beta: 0.1, seen: 0.0, state: Some((3.0, 1.0 / 3.0)) };
        for (seen, expected) in [(1, 0.9), (3, 1.029), (7, 1.040_14), (9, 1.082_59), (16, 0.959_117)] {
            let said = fed(started.clone(), &NOW_AND_THEN[..seen]).ahead(1).unwrap();
            assert!((said - expected).abs() < 5e-6 * expected, "{seen}: {said}");
        }
        let unstarted = Tsb { state: None, ..started };
        assert_eq!(fed(unstarted, &NOW_AND_THEN[..3]).ahead(1), Some(1.0));
    }
}
