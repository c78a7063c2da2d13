//! MSTL with ETS: one or two seasons are removed from all observations by repeated local regression, the rest is
//! forecast by automatic ETS, and the last cycle of each season is added back; by the `augurs` library. It is fitted
//! at every forecast, so frequent forecasts are slow.
//!
//! # Source
//! Bandara, Hyndman and Bergmeir, International Journal of Operational Research 52(1), 2025 (MSTL).

use super::ets::{copy, last_of};
use super::terms::{PERIOD, PROMOTIONS, SEES};
use super::{Forecast, Terms};
use crate::text::{KeySpec, Shape};
use augurs::ets::{AutoETS, trend::AutoETSTrendModel};
use augurs::mstl::MSTLModel;
use augurs::{Fit, Predict};

/// All observations, and the lengths of the seasons.
#[derive(Clone, Debug)]
pub struct Mstl {
    cycles: Vec<usize>,
    seen: Vec<f64>,
}

impl Mstl {
    pub(super) const EXAMPLE: &'static str = "{ cycle = 3 }";
    pub(super) const KEYS: &[KeySpec] = &[
        PERIOD,
        SEES,
        PROMOTIONS,
        KeySpec::new("cycle", Shape::Whole(2, 100_000), "The periods of the season.").required(),
        KeySpec::new("longer", Shape::Whole(2, 100_000), "The periods of a second, longer season."),
    ];

    pub(super) fn read(terms: &mut Terms<'_>) -> Option<Self> {
        let (cycle, longer) = (terms.periods("cycle", 2), terms.periods_or("longer", 2, 0));
        let (cycle, longer) = (cycle?, longer?);
        Some(Self::new([cycle, longer].into_iter().filter(|periods| *periods > 0).collect()))
    }

    fn new(cycles: Vec<usize>) -> Self {
        Self { cycles, seen: Vec::new() }
    }
}

impl Forecast for Mstl {
    fn observe(&mut self, demand: f64) {
        self.seen.push(demand);
    }

    fn ahead(&self, periods: usize) -> Option<f64> {
        last_of(self, periods)
    }

    fn fill(&self, coming: &mut [f64]) -> bool {
        // A season can be estimated once it has been observed twice.
        if self.cycles.iter().any(|cycle| self.seen.len() < 2 * cycle) {
            return false;
        }
        let trend = AutoETSTrendModel::from(AutoETS::non_seasonal());
        let fitted = MSTLModel::new(self.cycles.clone(), trend).fit(&self.seen).ok();
        copy(fitted.and_then(|fitted| fitted.predict(coming.len(), None).ok()), coming)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Forecast, fed};
    use super::Mstl;

    #[test]
    fn repeats_the_week_on_its_trend() {
        let week = [0.0, -10.0, -5.0, 0.0, 5.0, 20.0, -10.0];
        let series: Vec<f64> =
            (0..70).map(|day| 100.0 + f64::from(day) + week[usize::try_from(day % 7).unwrap()]).collect();
        let forecast = fed(Mstl::new(vec![7]), &series);
        for (ahead, season) in (1_u8..).zip(week) {
            let expected = 169.0 + f64::from(ahead) + season;
            let said = forecast.ahead(usize::from(ahead)).unwrap();
            assert!((said - expected).abs() < 1.0, "{ahead}: {said} for {expected}");
        }
        assert_eq!(fed(Mstl::new(vec![7]), &series[..13]).ahead(1), None);
    }
}
