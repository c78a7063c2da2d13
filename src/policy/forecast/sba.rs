//! Syntetos-Boylan approximation: Croston's forecast times 1 - alpha / 2, which removes most of its bias.
//!
//! # Source
//! Syntetos and Boylan, International Journal of Forecasting 21(2), 2005.

use super::croston::Croston;
use super::terms::{ALPHA, PERIOD, PROMOTIONS, SEES};
use super::{Forecast, Terms};
use crate::text::KeySpec;

/// Croston's forecast and the correction of its bias.
#[derive(Clone, Debug)]
pub struct Sba(Croston);

impl Sba {
    pub(super) const EXAMPLE: &'static str = "{ alpha = 0.2 }";
    pub(super) const KEYS: &[KeySpec] = &[PERIOD, SEES, PROMOTIONS, ALPHA];

    pub(super) fn read(terms: &mut Terms<'_>) -> Option<Self> {
        Croston::read(terms).map(Self)
    }
}

impl Forecast for Sba {
    fn observe(&mut self, demand: f64) {
        self.0.observe(demand);
    }

    fn ahead(&self, periods: usize) -> Option<f64> {
        Some(self.0.ahead(periods)? * (1.0 - self.0.alpha() / 2.0))
    }
}

#[cfg(test)]
mod tests {
    use super::super::croston::{Croston, NOW_AND_THEN};
    use super::super::{Forecast, fed};
    use super::Sba;

    #[test]
    fn is_below_croston() {
        let said = fed(Sba(Croston::new(0.1)), &NOW_AND_THEN).ahead(1).unwrap();
        assert!((said - 0.983_474_532).abs() < 1e-6, "{said}");
    }
}
