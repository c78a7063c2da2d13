//! The demand of each day and hour relative to a plain one: the shape that seasons and promotions give to demand.
//! Days are local to a place. Their cumulative sums are computed once, so the demand of any span costs two look-ups.

use super::calendar::Zone;
use crate::units::{SimTime, Span};
use std::ops::Range;

const DAY: i64 = Span::DAY.micros();
/// Clocks change by whole half hours.
const HALF_HOUR: Span = Span::from_micros(Span::HOUR.micros() / 2);

/// Demand over time, relative to a plain day.
#[derive(Clone, Debug)]
pub struct Profile {
    zone: Zone,
    first: i64,
    days: Box<[Day]>,
    /// The profiles of hours, first that of plain days; `None` if all hours are alike.
    hours: Vec<Option<Hours>>,
    /// The cumulative sum at the start of the run.
    offset: f64,
}

#[derive(Clone, Copy, Debug)]
struct Day {
    /// The demand relative to a plain day.
    factor: f64,
    /// The cumulative sum of all days before, in plain days.
    before: f64,
    /// Whether the clock changes on this day.
    irregular: bool,
    /// The index of its hours.
    hours: u32,
}

/// The hours of a day.
#[derive(Clone, Debug)]
struct Hours {
    /// The demand of each hour relative to the mean hour.
    weight: [f64; 24],
    /// The share of the day before each hour.
    before: [f64; 24],
    busiest: f64,
}

impl Profile {
    /// Creates a profile from the factor of each day and the weights of 24 hours, whose mean is 1.
    #[must_use]
    pub fn new(zone: Zone, days: Range<i64>, factor: impl Fn(i64) -> f64, hours: Option<[f64; 24]>) -> Self {
        Self::with_hours(zone, days, factor, hours, |_| hours)
    }

    /// Creates a profile from the factor of each day, the hours of a plain day and the hours of each day.
    #[must_use]
    pub fn with_hours(
        zone: Zone,
        days: Range<i64>,
        factor: impl Fn(i64) -> f64,
        plain: Option<[f64; 24]>,
        hours: impl Fn(i64) -> Option<[f64; 24]>,
    ) -> Self {
        let mut profile =
            Self { zone, first: days.start, days: Box::default(), hours: vec![plain.map(Hours::new)], offset: 0.0 };
        let mut before = 0.0;
        let mut laid: Vec<Day> = Vec::new();
        for day in days {
            let (factor, hours) = (factor(day), profile.number(hours(day)));
            let (begins, ends) = (profile.zone.midnight(day), profile.zone.midnight(day + 1));
            let irregular = ends - begins != Span::DAY;
            laid.push(Day { factor, before, irregular, hours });
            before += factor * if irregular { profile.counted(hours, begins, ends) } else { 1.0 };
        }
        profile.days = laid.into();
        profile.offset = profile.since_the_first(SimTime::ZERO);
        profile
    }

    /// Returns the index of hours, which it adds if they are new.
    fn number(&mut self, hours: Option<[f64; 24]>) -> u32 {
        let same = |known: &Option<Hours>| known.as_ref().map(|known| known.weight) == hours;
        let at = self.hours.iter().position(same).unwrap_or_else(|| {
            self.hours.push(hours.map(Hours::new));
            self.hours.len() - 1
        });
        u32::try_from(at).expect("no more profiles of hours than days")
    }

    /// Returns the demand from the start of the run to this time, in plain days. Days after those covered are plain.
    #[must_use]
    #[inline]
    pub fn cumulative(&self, now: SimTime) -> f64 {
        self.since_the_first(now) - self.offset
    }

    /// Returns the demand of a span, in plain days.
    #[must_use]
    #[inline]
    pub fn between(&self, from: SimTime, to: SimTime) -> f64 {
        self.since_the_first(to) - self.since_the_first(from)
    }

    /// Returns the zone of its days and hours.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Returns the demand of a day relative to a plain one.
    #[must_use]
    #[inline]
    pub fn factor(&self, day: i64) -> f64 {
        self.laid(day).map_or(1.0, |day| day.factor)
    }

    /// Returns the demand of the busiest hour of a day relative to the mean hour.
    #[must_use]
    pub fn busiest_hour(&self, day: i64) -> f64 {
        self.hours_on(day).map_or(1.0, |hours| hours.busiest)
    }

    /// Returns the rate of this hour relative to the busiest hour of its day; `None` if all hours are alike.
    #[must_use]
    #[inline]
    pub fn share_of_busiest(&self, now: SimTime) -> Option<f64> {
        let local = self.zone.local(now);
        let hours = self.hours_on(local.div_euclid(DAY))?;
        Some(hours.weight[hour(local.rem_euclid(DAY))] / hours.busiest)
    }

    #[inline]
    fn laid(&self, day: i64) -> Option<&Day> {
        usize::try_from(day - self.first).ok().and_then(|at| self.days.get(at))
    }

    #[inline]
    fn hours_on(&self, day: i64) -> Option<&Hours> {
        let at = if self.hours.len() == 1 { 0 } else { self.laid(day).map_or(0, |day| day.hours) };
        self.hours[at as usize].as_ref()
    }

    #[inline]
    #[expect(clippy::cast_precision_loss, reason = "a share of a day")]
    fn since_the_first(&self, now: SimTime) -> f64 {
        let local = self.zone.local(now);
        let day = local.div_euclid(DAY);
        let Ok(at) = usize::try_from(day - self.first) else { return 0.0 };
        let Some(laid) = self.days.get(at) else {
            let end = self.first + self.days.len().cast_signed() as i64;
            let full = self.days.last().map_or(0.0, |last| last.before + last.factor);
            return full + (local - end * DAY) as f64 / DAY as f64;
        };
        if laid.irregular {
            return laid.before + laid.factor * self.counted(laid.hours, self.zone.midnight(day), now);
        }
        let within = local.rem_euclid(DAY);
        let share = match &self.hours[laid.hours as usize] {
            None => within as f64 / DAY as f64,
            Some(hours) => {
                let begun = hour(within);
                let rest = (within % Span::HOUR.micros()) as f64 / DAY as f64;
                hours.before[begun] + hours.weight[begun] * rest
            }
        };
        laid.before + laid.factor * share
    }

    /// Returns the demand of a part of a day on which the clock changes, in plain days, half hour by half hour.
    #[expect(clippy::cast_precision_loss, reason = "a share of a day")]
    fn counted(&self, hours: u32, from: SimTime, to: SimTime) -> f64 {
        let hours = self.hours[hours as usize].as_ref();
        let (mut at, mut sum) = (from, 0.0);
        while at < to {
            let next = (at + HALF_HOUR).min(to);
            let weight = hours.map_or(1.0, |hours| hours.weight[hour(self.zone.local(at).rem_euclid(DAY))]);
            sum += weight * (next - at).micros() as f64 / DAY as f64;
            at = next;
        }
        sum
    }
}

impl Hours {
    fn new(weight: [f64; 24]) -> Self {
        let before = std::array::from_fn(|hour| weight[..hour].iter().sum::<f64>() / 24.0);
        Self { weight, before, busiest: weight.iter().copied().fold(0.0, f64::max) }
    }
}

#[inline]
fn hour(within: i64) -> usize {
    usize::try_from(within / Span::HOUR.micros()).expect("a time of day").min(23)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::calendar::testing::{clock, zone};
    use jiff::civil::date;

    fn evening() -> [f64; 24] {
        std::array::from_fn(|hour| if hour < 12 { 0.5 } else { 1.5 })
    }

    fn at(hours: i64) -> SimTime {
        SimTime::ZERO + Span::HOUR * hours
    }

    #[test]
    fn the_demand_of_a_span_is_a_difference_of_two_sums() {
        let factor = |day: i64| if day == 2 { 10.0 } else { 1.0 };
        let flat = Profile::new(Zone::default(), -2..30, factor, None);
        assert_eq!(flat.cumulative(SimTime::ZERO), 0.0);
        assert_eq!(flat.cumulative(at(48)), 2.0);
        assert_eq!(flat.between(at(48), at(72)), 10.0);
        assert_eq!(flat.between(at(60), at(84)), 5.5);
        assert_eq!(flat.cumulative(at(100 * 24)), 109.0, "days after those covered are plain");
        let hourly = Profile::new(Zone::default(), -2..30, factor, Some(evening()));
        assert!((hourly.cumulative(at(12)) - 0.25).abs() < 1e-12);
        assert!((hourly.between(at(18), at(48 + 6)) - (0.375 + 1.0 + 1.25)).abs() < 1e-12);
        assert_eq!((hourly.busiest_hour(2), hourly.share_of_busiest(at(3))), (1.5, Some(1.0 / 3.0)));
    }

    /// Ten times a plain day of two halves, with all its orders from 20:00 to 21:00.
    #[test]
    fn a_day_may_have_hours_of_its_own() {
        let factor = |day: i64| if day == 2 { 10.0 } else { 1.0 };
        let late: [f64; 24] = std::array::from_fn(|hour| if hour == 20 { 24.0 } else { 0.0 });
        let hours = |day: i64| Some(if day == 2 { late } else { evening() });
        let profile = Profile::with_hours(Zone::default(), -2..30, factor, Some(evening()), hours);
        assert_eq!(profile.between(at(48), at(68)), 0.0);
        assert!((profile.between(at(48 + 20), at(48 + 20) + HALF_HOUR) - 5.0).abs() < 1e-9);
        assert!((profile.between(at(36), at(84)) - (0.75 + 10.0 + 0.25)).abs() < 1e-9);
        assert_eq!((profile.busiest_hour(1), profile.busiest_hour(2)), (1.5, 24.0));
        assert_eq!([at(47), at(67), at(68)].map(|at| profile.share_of_busiest(at)), [1.0, 0.0, 1.0].map(Some));
    }

    /// The days of a place begin at local midnight, and are shorter or longer if its clock changes.
    #[test]
    fn days_are_those_of_the_place() {
        let clock = clock(Some(date(2027, 1, 1)));
        let zone = zone("Europe/Amsterdam", &clock).unwrap();
        let march = clock.day(date(2027, 3, 28)).unwrap();
        let doubled = |day: i64| if day == march { 2.0 } else { 1.0 };
        let flat = Profile::new(zone.clone(), clock.days(), doubled, None);
        let (begins, ends) = (zone.midnight(march), zone.midnight(march + 1));
        assert!((flat.between(begins, ends) - 2.0 * 23.0 / 24.0).abs() < 1e-12);
        assert!((flat.between(ends, ends + Span::DAY) - 1.0).abs() < 1e-12);
        assert!((flat.between(begins + Span::HOUR, begins + Span::HOUR * 4) - 2.0 * 3.0 / 24.0).abs() < 1e-12);
        // The clock skips from 02:00 to 03:00; three hours after midnight it shows 04:00.
        let hourly = Profile::new(zone, clock.days(), doubled, Some(evening()));
        assert!((hourly.between(begins, begins + Span::HOUR * 3) - 2.0 * 1.5 / 24.0).abs() < 1e-12);
        assert!((hourly.between(begins, ends) - 2.0 * (24.0 - 0.5) / 24.0).abs() < 1e-12);
    }
}
