//! Forecasts: what the coming periods will ask for, learnt from the periods that have passed. A forecast is told the
//! demand of each period as it ends, and answers for any period ahead; it knows no clock and no stock.
//!
//! # A new forecast
//! One file beside this one with its state, its reading (`read`), `impl Forecast`, formula and source, and tests; and one
//! line in the register below.

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
    /// A period has ended, and this was its demand.
    fn observe(&mut self, demand: f64);

    /// The mean demand of a period ahead, 1 the next; `None` as long as it has seen too little.
    fn ahead(&self, periods: usize) -> Option<f64>;

    /// The mean demands of the coming periods, the next one first; false as long as it has seen too little.
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
    "holt_winters" holt_winters HoltWinters "Triple exponential smoothing: level, trend and a season, added or multiplied.";
    "croston" croston Croston "Intermittent demand: its size over the time between two, each smoothed.";
    "sba" sba Sba "Croston's forecast without its bias: times 1 - alpha / 2.";
    "tsb" tsb Tsb "Intermittent demand: its size times its chance, updated in every period, so it fades when demand ends.";
    "ets" ets Ets "The exponential smoothing model that fits best, chosen anew after every period.";
    "mstl" mstl Mstl "Seasons taken out by MSTL, what is left by the exponential smoothing model that fits best.";
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

/// Feeds a series to a fresh forecast.
#[cfg(test)]
pub(super) fn fed<F: Forecast>(mut forecast: F, series: &[f64]) -> F {
    for demand in series {
        forecast.observe(*demand);
    }
    forecast
}
