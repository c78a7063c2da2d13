//! Local time of a place relative to the clock of the run, which shows the time of China. Daylight saving changes are
//! looked up before the run; during it they are a short list of whole microseconds.

use super::Clock;
use crate::units::{SimTime, Span};
use jiff::civil::{Date, date};
use jiff::tz::{Offset, TimeZone};
use std::sync::Arc;

const DAY: i64 = Span::DAY.micros();
/// China is eight hours ahead of universal time.
const CHINA: Offset = jiff::tz::offset(8);

/// The local time of a place.
///
/// # Units
/// Local times are microseconds since local midnight of the first day of the run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Zone {
    /// How far the local clock is ahead of the run's clock, before the first change.
    ahead: i64,
    changes: Arc<[Change]>,
}

/// A change of the local clock, forward or back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Change {
    /// When it happens, by the clock of the run.
    at: i64,
    /// The local time just before it.
    shown: i64,
    /// How far the local clock is ahead from then on.
    ahead: i64,
}

impl Zone {
    /// Creates the local time of a time zone; `None` if it depends on the date and days have none.
    #[must_use]
    pub fn new(zone: &TimeZone, clock: &Clock) -> Option<Self> {
        let ahead = |offset: Offset| i64::from(offset.seconds() - CHINA.seconds()) * Span::SECOND.micros();
        let midnight = |date: Date| CHINA.to_timestamp(date.at(0, 0, 0, 0)).ok();
        if !clock.has_dates() {
            let (winter, summer) = (midnight(date(2027, 1, 1))?, midnight(date(2027, 7, 1))?);
            let offset = zone.to_offset(winter);
            return (offset == zone.to_offset(summer)).then(|| Self { ahead: ahead(offset), changes: Arc::default() });
        }
        let start = midnight(clock.date(0)?)?;
        let micros = |at: jiff::Timestamp| (at.as_second() - start.as_second()) * Span::SECOND.micros();
        let from = start.checked_sub(jiff::SignedDuration::from_hours(72)).ok()?;
        let first = ahead(zone.to_offset(from));
        let mut changes: Vec<Change> = Vec::new();
        for change in zone.following(from) {
            let at = micros(change.timestamp());
            if at >= clock.days().end * DAY {
                break;
            }
            let before = changes.last().map_or(first, |change| change.ahead);
            let after = ahead(change.offset());
            // Some changes affect only the name of the zone.
            if after != before {
                changes.push(Change { at, shown: at + before, ahead: after });
            }
        }
        Some(Self { ahead: first, changes: changes.into() })
    }

    /// Returns the local time.
    #[must_use]
    #[inline]
    pub fn local(&self, now: SimTime) -> i64 {
        now.micros() + self.ahead_at(self.changes.partition_point(|change| change.at <= now.micros()))
    }

    /// Returns when the local clock first shows this time or a later one. A time that is skipped in spring gives the
    /// moment of the change; a time that occurs twice in autumn gives the first.
    #[must_use]
    #[inline]
    pub fn instant(&self, shown: i64) -> SimTime {
        let passed = self.changes.partition_point(|change| change.shown <= shown);
        let at = shown - self.ahead_at(passed);
        SimTime::from_micros(if passed == 0 { at } else { at.max(self.changes[passed - 1].at) })
    }

    /// Returns whether the local clock never changes.
    #[must_use]
    #[inline]
    pub fn is_steady(&self) -> bool {
        self.changes.is_empty()
    }

    /// Returns the local day.
    #[must_use]
    #[inline]
    pub fn day(&self, now: SimTime) -> i64 {
        self.local(now).div_euclid(DAY)
    }

    /// Returns when a local day begins.
    #[must_use]
    #[inline]
    pub fn midnight(&self, day: i64) -> SimTime {
        self.instant(day.saturating_mul(DAY))
    }

    #[inline]
    fn ahead_at(&self, passed: usize) -> i64 {
        if passed == 0 { self.ahead } else { self.changes[passed - 1].ahead }
    }
}

#[cfg(test)]
pub(in crate::chain) mod tests {
    use super::*;
    use crate::chain::Window;
    use jiff::tz::TimeZoneDatabase;

    /// Creates a clock of two years.
    pub(in crate::chain) fn clock(start: Option<Date>) -> Clock {
        Clock::new(start, &Window::new(SimTime::ZERO, SimTime::ZERO + Span::DAY * 730, false, Span::ZERO))
    }

    pub(in crate::chain) fn zone(name: &str, clock: &Clock) -> Option<Zone> {
        Zone::new(&TimeZoneDatabase::bundled().get(name).unwrap(), clock)
    }

    #[test]
    fn amsterdam_changes_its_clock_on_the_last_sundays_of_march_and_october() {
        let clock = clock(Some(date(2027, 1, 1)));
        let zone = zone("Europe/Amsterdam", &clock).unwrap();
        let hour = Span::HOUR.micros();
        assert_eq!(zone.local(SimTime::ZERO), -7 * hour, "the evening before");
        assert_eq!(zone.midnight(0), SimTime::from_micros(7 * hour));
        let march = clock.day(date(2027, 3, 28)).unwrap();
        // 02:00 becomes 03:00, which is 09:00 in China.
        let change = march * DAY + 9 * hour;
        assert_eq!(zone.local(SimTime::from_micros(change - 1)), march * DAY + 2 * hour - 1);
        assert_eq!(zone.local(SimTime::from_micros(change)), march * DAY + 3 * hour);
        assert_eq!(zone.instant(march * DAY + 2 * hour + hour / 2).micros(), change, "02:30 is skipped");
        assert_eq!(zone.instant(march * DAY + 4 * hour).micros(), change + hour);
        assert_eq!(zone.midnight(march + 1) - zone.midnight(march), Span::HOUR * 23);
        let october = clock.day(date(2027, 10, 31)).unwrap();
        // 02:30 occurs at 08:30 and again at 09:30 in China.
        assert_eq!(zone.instant(october * DAY + 2 * hour + hour / 2).micros(), october * DAY + 8 * hour + hour / 2);
        assert_eq!(zone.local(SimTime::from_micros(october * DAY + 9 * hour + hour / 2)) % DAY, 2 * hour + hour / 2);
        assert_eq!(zone.midnight(october + 1) - zone.midnight(october), Span::HOUR * 25);
    }

    #[test]
    fn without_dates_only_a_zone_without_summer_time_is_known() {
        let clock = clock(None);
        assert_eq!(zone("Asia/Tokyo", &clock).unwrap().local(SimTime::ZERO), Span::HOUR.micros());
        assert_eq!(zone("Asia/Shanghai", &clock), Some(Zone::default()));
        assert_eq!(zone("Europe/Amsterdam", &clock), None);
    }
}
