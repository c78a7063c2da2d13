//! Holt-Winters: level, trend and a season of `cycle` periods, additive or multiplicative. Starts from the first two
//! cycles: the level is the mean of the first, the trend is the difference between the two means per period, and the
//! season is the first cycle relative to its mean. The second cycle is then learnt from like every later one. The
//! season is updated relative to the level and trend before the demand.
//!
//! # Source
//! Hyndman and Athanasopoulos, Forecasting: Principles and Practice (3rd ed., 2021), section 8.3; Winters, Management
//! Science 6 (1960).

use super::terms::{ALPHA, BETA, PERIOD, PROMOTIONS, SEES};
use super::{Forecast, Terms};
use crate::text::{KeySpec, Shape, words_of};

const SEASONAL: [(&str, bool); 2] = [("additive", false), ("multiplicative", true)];

/// Level, trend and season of demand.
#[derive(Clone, Debug)]
pub struct HoltWinters {
    weights: [f64; 3],
    cycle: usize,
    multiplied: bool,
    /// The first two cycles, as far as they have been observed.
    opening: Vec<f64>,
    state: Option<State>,
}

#[derive(Clone, Debug)]
struct State {
    level: f64,
    trend: f64,
    season: Vec<f64>,
    /// The index of the next period in the season.
    next: usize,
}

impl HoltWinters {
    pub(super) const EXAMPLE: &'static str =
        r#"{ alpha = 0.3, beta = 0.1, gamma = 0.2, cycle = 3, seasonal = "additive" }"#;
    pub(super) const KEYS: &[KeySpec] = &[
        PERIOD,
        SEES,
        PROMOTIONS,
        ALPHA,
        BETA,
        KeySpec::new("gamma", Shape::Number, "The weight of the last period in its entry of the season.").required(),
        KeySpec::new("cycle", Shape::Whole(2, 100_000), "The periods of the season.").required(),
        KeySpec::new(
            "seasonal",
            Shape::OneOf(&words_of(&SEASONAL)),
            "Whether the season is additive or multiplicative.",
        )
        .or("\"additive\""),
    ];

    pub(super) fn read(terms: &mut Terms<'_>) -> Option<Self> {
        let weights = [terms.weight("alpha"), terms.weight("beta"), terms.weight("gamma")];
        let cycle = terms.periods("cycle", 2);
        let multiplied = terms.word("seasonal", &SEASONAL);
        let [alpha, beta, gamma] = weights;
        Some(Self::new([alpha?, beta?, gamma?], cycle?, multiplied?))
    }

    fn new(weights: [f64; 3], cycle: usize, multiplied: bool) -> Self {
        Self { weights, cycle, multiplied, opening: Vec::new(), state: None }
    }

    /// Initialises level, trend and season from two whole cycles.
    #[expect(clippy::cast_precision_loss, reason = "a number of periods")]
    fn begin(&mut self) {
        let (first, second) = self.opening.split_at(self.cycle);
        let count = self.cycle as f64;
        let (level, later) = (first.iter().sum::<f64>() / count, second.iter().sum::<f64>() / count);
        let against = |demand: &f64| if self.multiplied { ratio(*demand, level) } else { demand - level };
        let season = first.iter().map(against).collect();
        self.state = Some(State { level, trend: (later - level) / count, season, next: 0 });
        for demand in std::mem::take(&mut self.opening).split_off(self.cycle) {
            self.learn(demand);
        }
    }

    fn learn(&mut self, demand: f64) {
        let [alpha, beta, gamma] = self.weights;
        let Some(state) = &mut self.state else { return };
        let season = state.season[state.next];
        let before = state.level + state.trend;
        let (plain, now) = if self.multiplied {
            (ratio(demand, season), ratio(demand, before))
        } else {
            (demand - season, demand - before)
        };
        let level = alpha * plain + (1.0 - alpha) * before;
        state.trend = beta * (level - state.level) + (1.0 - beta) * state.trend;
        state.level = level;
        state.season[state.next] = gamma * now + (1.0 - gamma) * season;
        state.next = (state.next + 1) % self.cycle;
    }
}

/// Returns a quotient; 0 / 0 counts as 1, because it gives no evidence of a season.
fn ratio(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 1.0 } else { part / whole }
}

impl Forecast for HoltWinters {
    fn observe(&mut self, demand: f64) {
        if self.state.is_some() {
            self.learn(demand);
            return;
        }
        self.opening.push(demand);
        if self.opening.len() == 2 * self.cycle {
            self.begin();
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a number of periods")]
    fn ahead(&self, periods: usize) -> Option<f64> {
        let state = self.state.as_ref()?;
        let straight = state.level + periods as f64 * state.trend;
        let season = state.season[(state.next + periods.max(1) - 1) % self.cycle];
        Some(if self.multiplied { straight * season } else { straight + season })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Forecast, fed};
    use super::HoltWinters;

    #[test]
    fn the_coming_year_of_both_kinds() {
        let years = [30.0, 45.0, 60.0, 40.0, 34.0, 50.0, 66.0, 45.0, 37.0, 55.0, 72.0, 50.0];
        let expected = [
            (false, [43.234_29, 59.975_488, 76.306_884, 55.991_625]),
            (true, [40.209_387, 60.087_751, 80.123_869, 54.948_56]),
        ];
        for (multiplied, expected) in expected {
            let forecast = fed(HoltWinters::new([0.2, 0.1, 0.3], 4, multiplied), &years);
            for (ahead, expected) in (1..).zip(expected) {
                let said = forecast.ahead(ahead).unwrap();
                assert!((said - expected).abs() < 1e-6 * expected, "{ahead} of {multiplied}: {said}");
            }
            assert_eq!(fed(HoltWinters::new([0.2, 0.1, 0.3], 4, multiplied), &years[..7]).ahead(1), None);
        }
    }
}
