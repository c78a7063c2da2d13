//! Forecast errors of stock points, over the periods that ended in the window.

use super::Measure;
use super::kpi;
use super::sheet::Sheet;
use crate::chain::{Books, Fact, Network, Window};
use crate::stats::Accuracy;
use crate::units::{Id, SimTime};

/// The quantile that is scored, and its standard normal deviate.
const QUANTILE: (f64, f64) = (0.95, 1.644_853_626_951_472_2);

/// Errors by stock point.
#[derive(Debug, Default)]
pub(super) struct Forecasts {
    stock_points: Vec<Accuracy>,
    window: Window,
}

impl Measure for Forecasts {
    fn reset(&mut self, network: &Network, window: &Window) {
        self.window.clone_from(window);
        self.stock_points.clear();
        self.stock_points.resize(network.stock_points.len(), Accuracy::default());
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, _books: &Books) {
        if let Fact::Foreseen { stock_point, demand, forecast, spread } = fact
            && self.window.covers(now)
        {
            let demand = units(demand);
            match forecast.map(units) {
                Some(forecast) => {
                    let quantile = forecast + QUANTILE.1 * units(spread);
                    self.stock_points[stock_point.index()].judge(demand, forecast, (QUANTILE.0, quantile));
                }
                None => self.stock_points[stock_point.index()].seen(demand),
            }
        }
    }

    fn report(&self, network: &Network, _window: &Window, sheet: &mut Sheet) {
        for (name, accuracy) in network.stock_points.iter().zip(&self.stock_points).filter(|(name, _)| name.forecasts) {
            let mut put = |kpi, value: f64| {
                sheet.entry("stock", &name.name, kpi, if value.is_finite() { value } else { f64::NAN });
            };
            put(&kpi::FORECAST_WMAPE, accuracy.wmape());
            put(&kpi::FORECAST_BIAS, accuracy.bias());
            put(&kpi::FORECAST_RMSSE, accuracy.rmsse());
            put(&kpi::FORECAST_PINBALL, accuracy.pinball());
            put(&kpi::FORECAST_VALUE, accuracy.value_added());
        }
    }
}

/// Converts millionths of a unit to units.
#[expect(clippy::cast_precision_loss, reason = "a statistic")]
fn units(millionths: i64) -> f64 {
    millionths as f64 / 1e6
}
