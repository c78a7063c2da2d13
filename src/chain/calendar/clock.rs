//! The clock and calendar of the run. Time 0 is midnight in China at the start of the first day, and days are counted
//! from there. Without a start date, time 0 is the midnight that begins a Monday, and days have no dates.

use crate::chain::Window;
use crate::units::{SimTime, Span};
use jiff::civil::{Date, date};
use std::ops::Range;

/// The number of days covered after the end of a run, for forecasts and other views of the future.
const LOOK_AHEAD: i64 = 400;
/// The largest number of days that can be covered one by one.
const MOST_DAYS: i64 = 400_000;

/// The date of time 0, and the days covered by the calendar.
///
/// # Units
/// Days are counted from the first day of the run, which is 0. A day of a place is local: it begins at midnight
/// there.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    start: Option<Date>,
    monday: i64,
    horizon: i64,
    reach: i64,
}

impl Clock {
    /// Creates the clock of a run that starts at this date, or without dates.
    #[must_use]
    pub fn new(start: Option<Date>, window: &Window) -> Self {
        let days = |end: SimTime| end.micros() / Span::DAY.micros() + 1;
        Self {
            start,
            monday: start.map_or(0, |start| i64::from(start.weekday().to_monday_zero_offset())),
            horizon: days(window.horizon),
            reach: days(window.horizon + window.drain) + LOOK_AHEAD,
        }
    }

    /// Returns whether days have dates.
    #[must_use]
    pub fn has_dates(&self) -> bool {
        self.start.is_some()
    }

    /// Returns whether the run is too long to cover its days one by one.
    #[must_use]
    pub fn too_long(&self) -> bool {
        self.reach > MOST_DAYS || self.start.is_some_and(|start| start.year() > 8000)
    }

    /// Returns the days that are covered, for any place.
    #[must_use]
    pub fn days(&self) -> Range<i64> {
        // At midnight in China it is still the day before further west.
        -2..self.reach.min(MOST_DAYS)
    }

    /// Returns the first and the last day up to the horizon.
    #[must_use]
    pub fn measured(&self) -> (i64, i64) {
        (0, self.horizon - 1)
    }

    /// Returns the days from 1 January 1970 to the first day; 0 if days have no dates.
    #[must_use]
    pub fn first_day(&self) -> i64 {
        let since = self.start.and_then(|start| date(1970, 1, 1).until(start).ok());
        since.map_or(0, |since| i64::from(since.get_days()))
    }

    /// Returns the day of the week; Monday is 0.
    #[must_use]
    pub fn weekday(&self, day: i64) -> usize {
        usize::try_from((day + self.monday).rem_euclid(7)).expect("one of seven")
    }

    /// Returns the date of a day.
    #[must_use]
    pub fn date(&self, day: i64) -> Option<Date> {
        self.start?.checked_add(jiff::Span::new().try_days(day).ok()?).ok()
    }

    /// Returns the day of a date.
    #[must_use]
    pub fn day(&self, date: Date) -> Option<i64> {
        Some(i64::from(self.start?.until(date).ok()?.get_days()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_dates_and_weekdays_where_the_run_has_a_start() {
        let window = Window::new(SimTime::ZERO, SimTime::ZERO + Span::DAY * 10, false, Span::DAY);
        let clock = Clock::new(Some(date(2027, 1, 1)), &window);
        assert_eq!((clock.weekday(0), clock.weekday(-1), clock.weekday(3)), (4, 3, 0), "1 January 2027 is a Friday");
        assert_eq!(clock.date(59), Some(date(2027, 3, 1)));
        assert_eq!(clock.day(date(2026, 12, 31)), Some(-1));
        assert_eq!(clock.first_day(), 20_819);
        assert!(clock.days().contains(&(11 + LOOK_AHEAD)) && !clock.too_long());
        let undated = Clock::new(None, &window);
        assert_eq!((undated.weekday(0), undated.first_day(), undated.date(3)), (0, 0, None));
    }
}
