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

/// Declares the register: TOML name, file, type.
macro_rules! register {
    ($($name:literal $file:ident $forecast:ident $doc:literal;)*) => {
        /// A forecast chosen in a scenario.
        #[derive(Clone, Debug)]
        pub enum Method { $(#[doc = $doc] $forecast($file::$forecast)),* }

        impl Method {
            /// The standard names of the forecasts.
            pub const NAMES: &'static [&'static str] = &[$($name),*];

            /// What each forecast does, in one line.
            pub const DOCS: &'static [&'static str] = &[$($doc),*];

            /// The file of each forecast, whose head states formula and source.
            pub const FILES: &'static [&'static str] = &[$(include_str!(concat!(stringify!($file), ".rs"))),*];

            /// Each forecast with its parameters.
            pub const KEYS: &'static [KeySpec] = &[$(KeySpec::new($name, Shape::Keys($file::$forecast::KEYS), $doc)),*];

            /// Reads the parameters of the forecast of this name.
            #[must_use]
            pub fn read(name: &str, terms: &mut Terms<'_>) -> Option<Self> {
                match name {
                    $($name => $file::$forecast::read(terms).map(Self::$forecast),)*
                    _ => None,
                }
            }
        }

        impl Forecast for Method {
            fn observe(&mut self, demand: f64) {
                match self { $(Self::$forecast(forecast) => forecast.observe(demand)),* }
            }
            fn ahead(&self, periods: usize) -> Option<f64> {
                match self { $(Self::$forecast(forecast) => forecast.ahead(periods)),* }
            }
            fn fill(&self, coming: &mut [f64]) -> bool {
                match self { $(Self::$forecast(forecast) => forecast.fill(coming)),* }
            }
        }
    };
}

register! {
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

/// Feeds a series to a fresh forecast.
#[cfg(test)]
pub(super) fn fed<F: Forecast>(mut forecast: F, series: &[f64]) -> F {
    for demand in series {
        forecast.observe(*demand);
    }
    forecast
}
