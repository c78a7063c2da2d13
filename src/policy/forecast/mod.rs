//! Forecasts of the demand of coming periods, learnt from past ones. A forecast receives the demand of each period
//! when it ends and can predict any period ahead; it has no clock and knows no stock.
//!
//! # A new forecast
//! Add one file next to this one with its state, its reading (`read`), `impl Forecast`, formula and source, and tests; and
//! one line in the register below.

mod choice;
mod croston;
mod ets;
mod holt;
mod holt_winters;
mod learnt;
mod moving_average;
mod mstl;
mod naive;
mod sba;
mod seasonal_naive;
mod ses;
mod terms;
mod tsb;

pub use choice::Choice;
pub use learnt::{Judged, Learnt};
pub use terms::{Sees, Terms};

use super::register::register;
use crate::text::{KeySpec, Shape};
use std::fmt::Debug;

/// A forecast and what it has learnt so far.
pub trait Forecast: Clone + Debug {
    /// Learns the demand of a period that has ended.
    fn observe(&mut self, demand: f64);

    /// Returns the mean demand of a period ahead, where 1 is the next; `None` until it has observed enough.
    fn ahead(&self, periods: usize) -> Option<f64>;

    /// Writes the mean demands of the coming periods, the next one first; returns false until it has observed enough.
    fn fill(&self, coming: &mut [f64]) -> bool {
        (1..).zip(coming).all(|(periods, demand)| self.ahead(periods).map(|said| *demand = said).is_some())
    }
}

register! {
    $ Method chosen reads Terms<'_>:
    "naive" naive Naive "The demand of the last period.";
    "seasonal_naive" seasonal_naive SeasonalNaive "The demand of the same period one cycle ago.";
    "moving_average" moving_average MovingAverage "The mean of the last periods.";
    "ses" ses Ses "Simple exponential smoothing: a level without trend.";
    "holt" holt Holt "Double exponential smoothing: a level and a trend, which may be damped.";
    "holt_winters" holt_winters HoltWinters "Triple exponential smoothing: level, trend and an additive or multiplicative season.";
    "croston" croston Croston "Intermittent demand: its size divided by the time between two demands, each smoothed.";
    "sba" sba Sba "Croston's forecast with most of its bias removed: times 1 - alpha / 2.";
    "tsb" tsb Tsb "Intermittent demand: its size times its probability, updated in every period, so it fades when demand ends.";
    "ets" ets Ets "The exponential smoothing model that fits best, chosen again after every period.";
    "mstl" mstl Mstl "Seasons removed by MSTL; the rest by the exponential smoothing model that fits best.";
}

impl Forecast for Method {
    fn observe(&mut self, demand: f64) {
        chosen!(self, forecast => forecast.observe(demand));
    }
    fn ahead(&self, periods: usize) -> Option<f64> {
        chosen!(self, forecast => forecast.ahead(periods))
    }
    fn fill(&self, coming: &mut [f64]) -> bool {
        chosen!(self, forecast => forecast.fill(coming))
    }
}

/// Feeds a series to a new forecast.
#[cfg(test)]
pub(super) fn fed<F: Forecast>(mut forecast: F, series: &[f64]) -> F {
    for demand in series {
        forecast.observe(*demand);
    }
    forecast
}
