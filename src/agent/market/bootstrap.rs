//! Orders drawn from a history by whole days: each day of the run is a day of the history of the same kind (weekday,
//! month), with all its orders at their times of day. Days of the history without an order are drawn as well.
//!
//! # Source
//! Efron and Tibshirani, An Introduction to the Bootstrap (1993), section 8.6: blocks preserve dependence.

use super::history::{History, Stated, read as read_history};
use super::keys::BOOTSTRAP;
use crate::chain::{Profile, Zone, pieces};
use crate::engine::{EntityKey, Streams};
use crate::reading::Reading;
use crate::text::{Code, Node, Problem, Reader};
use crate::units::{PlaceId, ProductId, SimTime, Span, StreamId};
use jiff::civil::{Date, date};
use rand::RngExt;
use std::ops::Range;
use std::sync::Arc;

/// Orders of drawn days.
#[derive(Clone, Debug)]
pub(super) struct Bootstrap {
    days: Arc<Days>,
    stream: StreamId,
    /// The date of day 0.
    first_day: i64,
    day: i64,
    /// Midnight of the current day, by the local clock.
    ///
    /// # Units
    /// Microseconds.
    midnight: i64,
    /// The orders of the drawn day that are still to come; the order just before the first of them is due now.
    left: Range<usize>,
}

/// A history, and which of its days may be drawn for each day of the run.
#[derive(Debug)]
struct Days {
    /// The times of day and the details of all orders, by date.
    orders: Vec<(Span, Stated)>,
    /// The orders of each day, by kind of day.
    pools: Vec<Vec<Range<usize>>>,
    /// The kind of each day of the run, from `first` on.
    kinds: Vec<usize>,
    first: i64,
    zone: Zone,
}

/// The expected demand of drawn days.
pub(super) struct Expectation {
    /// Orders in a run.
    pub(super) times: f64,
    /// Units per plain day of each product, if the history has products; otherwise of all orders.
    pub(super) per_day: Vec<(Option<ProductId>, f64)>,
    /// The demand of each day relative to a plain one.
    pub(super) profile: Arc<Profile>,
}

/// What distinguishes kinds of days.
#[derive(Clone, Copy, Debug, Default)]
struct By {
    weekday: bool,
    month: bool,
}

impl By {
    fn kind(self, weekday: usize, on: Option<Date>) -> usize {
        let month = on.filter(|_| self.month).and_then(|on| usize::try_from(on.month() - 1).ok());
        if self.weekday { weekday + 7 * month.unwrap_or(0) } else { month.unwrap_or(0) }
    }
}

impl Bootstrap {
    /// Reads `bootstrap`; for a demand row, only what the file has for its product.
    pub(super) fn read(
        node: &Node,
        path: &str,
        (only, at): (Option<ProductId>, Option<PlaceId>),
        mean_units: &dyn Fn(Option<ProductId>) -> f64,
        reading: &mut Reading<'_>,
    ) -> Option<(Self, Expectation)> {
        let Some(table) = node.as_table() else {
            let cause = format!("`bootstrap` must be a table, not {}", node.type_name());
            let problem = Problem::new(Code::WrongType, node.place, cause);
            reading.report(problem.help("for instance `{ file = \"orders.csv\", by = [\"weekday\", \"month\"] }`"));
            return None;
        };
        let reader = Reader::new(format!("{path}.bootstrap"), node.place, vec![table], BOOTSTRAP);
        let by = by(&reader, reading);
        let file = reading.require(&reader, "file", "\"orders.csv\"");
        reading.finish(&reader);
        let (by, file) = (by?, file?);
        let history = read_history(file, only, reading)?;
        let Some(dates) = history.dates else {
            let cause = "whole days are drawn by date, but this file has no dates";
            let problem = Problem::new(Code::NeedsDate, file.place, cause);
            reading.report(problem.help("add a column `date`"));
            return None;
        };
        if by.month {
            reading.dates(node.place)?;
        }
        let zone = reading.zone(at, node.place)?;
        let days = Days::new(history, dates, by, zone, reading);
        if let Some(missing) = days.missing(reading) {
            let problem = Problem::new(Code::ShortHistory, file.place, missing);
            reading.report(problem.help("use a longer history, or fewer words in `by`"));
            return None;
        }
        let expectation = days.expectation(mean_units, reading);
        let stream = reading.stream(path);
        let first_day = reading.clock.first_day();
        let drawn = Self { days: Arc::new(days), stream, first_day, day: 0, midnight: 0, left: 0..0 };
        Some((drawn, expectation))
    }

    /// Returns the details of the order that is due.
    pub(super) fn stated(&self) -> Stated {
        self.days.orders[self.left.start - 1].1
    }

    pub(super) fn first(&mut self, origin: EntityKey, streams: &Streams) -> Option<SimTime> {
        self.begin(self.days.zone.day(SimTime::ZERO), origin, streams)?;
        self.next(origin, streams)
    }

    pub(super) fn next(&mut self, origin: EntityKey, streams: &Streams) -> Option<SimTime> {
        loop {
            for order in self.left.by_ref() {
                let time = self.days.zone.instant(self.midnight + self.days.orders[order].0.micros());
                // The local day may have begun before the run did.
                if time >= SimTime::ZERO {
                    return Some(time);
                }
            }
            self.begin(self.day + 1, origin, streams)?;
        }
    }

    /// Draws a day; returns `None` after the last day of the calendar.
    fn begin(&mut self, day: i64, origin: EntityKey, streams: &Streams) -> Option<()> {
        let kind = *self.days.kinds.get(usize::try_from(day - self.days.first).ok()?)?;
        let pool = &self.days.pools[kind];
        (self.day, self.midnight) = (day, day * Span::DAY.micros());
        let mut generator = streams.of_day(self.stream, origin, self.first_day + day);
        self.left = if pool.is_empty() { 0..0 } else { pool[generator.random_range(0..pool.len())].clone() };
        Some(())
    }
}

impl Days {
    fn new(history: History, (first, last): (Date, Date), by: By, zone: Zone, reading: &mut Reading<'_>) -> Self {
        let mut orders = history.orders;
        orders.sort_by_key(|(came, _)| *came);
        let mut pools = vec![Vec::new(); 7 * 12];
        let mut at = 0;
        for on in first.series(jiff::Span::new().days(1)).take_while(|on| *on <= last) {
            let from = at;
            let day = super::history::day_number(on);
            while orders.get(at).is_some_and(|(came, _)| came.day() == Some(day)) {
                at += 1;
            }
            let weekday = usize::try_from(on.weekday().to_monday_zero_offset()).unwrap_or(0);
            pools[by.kind(weekday, Some(on))].push(from..at);
        }
        let (clock, days) = (&reading.clock, reading.clock.days());
        Self {
            orders: orders.into_iter().map(|(came, stated)| (came.span(), stated)).collect(),
            pools,
            kinds: days.clone().map(|day| by.kind(clock.weekday(day), clock.date(day))).collect(),
            first: days.start,
            zone,
        }
    }

    fn kind(&self, day: i64) -> usize {
        self.kinds[usize::try_from(day - self.first).unwrap_or(0)]
    }

    /// Describes a day of the run for which the history has no day of the same kind.
    fn missing(&self, reading: &mut Reading<'_>) -> Option<String> {
        let (first, last) = reading.clock.measured();
        let day =
            (first..=last.min(reading.clock.days().end - 1)).find(|day| self.pools[self.kind(*day)].is_empty())?;
        let shown = match reading.clock.date(day) {
            Some(on) => format!("{} ({})", on, on.strftime("%a, %b")),
            None => {
                date(2024, 1, 1).saturating_add(jiff::Span::new().days(day.rem_euclid(7))).strftime("%A").to_string()
            }
        };
        Some(format!("this history has no day of the same kind for {shown}"))
    }

    #[expect(clippy::cast_precision_loss, reason = "an expectation")]
    fn expectation(&self, mean_units: &dyn Fn(Option<ProductId>) -> f64, reading: &mut Reading<'_>) -> Expectation {
        let units = |stated: &Stated| stated.units.map_or_else(|| mean_units(stated.product), pieces);
        let of_pool = |pool: &Vec<Range<usize>>, each: &dyn Fn(&Stated) -> f64| {
            let all =
                pool.iter().flat_map(|day| &self.orders[day.clone()]).map(|(_, stated)| each(stated)).sum::<f64>();
            if pool.is_empty() { 0.0 } else { all / pool.len() as f64 }
        };
        let run = &self.kinds[usize::try_from(-self.first).unwrap_or(0)..];
        let laid = i64::try_from(run.len()).unwrap_or(i64::MAX);
        let horizon = usize::try_from((reading.clock.measured().1 + 1).clamp(1, laid)).unwrap_or(1);
        let mut often = vec![0.0; self.pools.len()];
        run[..horizon].iter().for_each(|kind| often[*kind] += 1.0 / horizon as f64);
        let busy: Vec<f64> = self.pools.iter().map(|pool| of_pool(pool, &units)).collect();
        let plain: f64 = busy.iter().zip(&often).map(|(busy, often)| busy * often).sum();
        let orders: Vec<f64> = self.pools.iter().map(|pool| of_pool(pool, &|_| 1.0)).collect();
        let mut per_day: Vec<(Option<ProductId>, f64)> = Vec::new();
        for ((pool, often), _) in self.pools.iter().zip(&often).zip(&busy).filter(|((_, often), _)| **often > 0.0) {
            for (_, stated) in pool.iter().flat_map(|day| &self.orders[day.clone()]) {
                let share = often * units(stated) / pool.len() as f64;
                match per_day.binary_search_by_key(&stated.product, |(product, _)| *product) {
                    Ok(at) => per_day[at].1 += share,
                    Err(at) => per_day.insert(at, (stated.product, share)),
                }
            }
        }
        let first = self.first;
        let factor = |day: i64| {
            let kind = self.kinds[usize::try_from(day - first).unwrap_or(0)];
            if self.pools[kind].is_empty() || plain <= 0.0 { 1.0 } else { busy[kind] / plain }
        };
        let profile = Profile::new(self.zone.clone(), reading.clock.days(), factor, None);
        let times = run.iter().map(|kind| orders[*kind]).sum();
        Expectation { times, per_day, profile: Arc::new(profile) }
    }
}

/// Reads what distinguishes days: weekdays by default.
fn by(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Option<By> {
    let Some(node) = reader.get("by") else { return Some(By { weekday: true, month: false }) };
    let mut by = By::default();
    for item in node.items() {
        match item.as_text() {
            Some("weekday") => by.weekday = true,
            Some("month") => by.month = true,
            other => {
                let cause = format!("days can be distinguished by `weekday` and `month`, not by {}", item.shown());
                let problem = Problem::new(Code::UnknownWord, item.place, cause);
                reading.report(problem.suggest(other.unwrap_or(""), ["weekday", "month"]));
                return None;
            }
        }
    }
    Some(by)
}
