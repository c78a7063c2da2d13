//! Seasons: the demand of weekdays, hours and months relative to the mean. Together with promotions, trends and product
//! life cycles they give the rhythm of a stream of orders: its profile, and its mix on each day.

use super::Profile;
use super::calendar::Clock;
use super::mixes::Mixes;
use super::presale::Round;
use super::uplift::Uplifts;
use crate::units::StreamId;
use jiff::civil::Date;
use std::sync::Arc;

/// The data of `[season.NAME]`; each part has a mean of 1.
#[derive(Clone, Debug)]
pub struct Season {
    /// The weights of the days of the week, from Monday.
    pub weekday: Option<[f64; 7]>,
    /// The weights of the months, from January.
    pub month: Option<[f64; 12]>,
    /// The weights of the hours of the day.
    pub hour: Option<[f64; 24]>,
}

/// How a stream of orders varies over time.
#[derive(Clone, Debug, Default)]
pub struct Rhythm {
    /// The profile of its orders; `None` if all days are alike.
    pub orders: Option<Arc<Profile>>,
    /// The profiles of the orders for each of its products, in the order they were named.
    pub products: Vec<Option<Arc<Profile>>>,
    /// The mix on each day, if promotions of products change it.
    pub mixes: Option<Mixes>,
    /// How large its promotions turn out to be.
    pub uplifts: Option<Arc<Uplifts>>,
    /// What presales collect of its orders.
    pub presold: Vec<Presold>,
}

/// What a presale collects of a stream of orders.
#[derive(Clone, Debug)]
pub struct Presold {
    /// The path of the presale.
    pub path: String,
    /// The stream of its reservations.
    pub stream: StreamId,
    /// When it takes place, and the orders expected each time, in those of plain days.
    pub rounds: Vec<(Round, f64)>,
    /// The mix of its orders, by first day, if promotions of products change it.
    pub mixes: Option<Mixes>,
    /// How large its promotions turn out to be, by first day.
    pub uplifts: Option<Arc<Uplifts>>,
}

impl Season {
    /// Returns the season's factor on the orders of a day.
    #[must_use]
    pub fn factor(&self, day: i64, date: Option<Date>, clock: &Clock) -> f64 {
        let weekday = self.weekday.map_or(1.0, |weights| weights[clock.weekday(day)]);
        let month = self
            .month
            .zip(date)
            .map_or(1.0, |(weights, date)| weights[usize::try_from(date.month() - 1).expect("one of twelve")]);
        weekday * month
    }
}
