//! Working hours: when a place is open, when it opens next and when it closes. They are a table of seven weekdays and
//! a sorted list of exceptions. A query looks at a few days around its instant, allocates nothing, and costs the same
//! in a run of any length.

use super::hours_words::{Shift, Week};
use super::{Clock, Zone};
use crate::units::{SimTime, Span};
use std::sync::Arc;

const DAY: i64 = Span::DAY.micros();

/// Working hours in local time.
///
/// A shift belongs to the day on which it begins: one that runs into the morning of a closed day is worked to its
/// end. If the clock is changed during a shift, the shift is that much shorter or longer.
#[derive(Clone, Debug)]
pub struct Hours {
    zone: Zone,
    /// The day of the week of day 0.
    monday: i64,
    /// The kind of each day of the week.
    week: [u16; 7],
    /// Days that differ from their weekday, ascending.
    special: Arc<[(i64, u16)]>,
    /// The hours of each kind of day; the first kind has none.
    kinds: Arc<[Box<[Shift]>]>,
    round_the_clock: bool,
    /// How many days earlier a shift may have begun that is still worked at an instant.
    before: i64,
}

/// Why a day differs from its weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A day without work.
    Closed,
    /// A public holiday.
    Holiday,
    /// A weekend day that is worked in exchange for a holiday.
    MadeUp,
    /// A day that the calendar opens even if another rule closes it.
    Ordered,
}

impl Hours {
    /// Creates the hours of a week, with the days to which rules apply, ascending.
    pub fn new(week: &Week, rules: &[(i64, Rule)], zone: Zone, clock: &Clock) -> Self {
        let mut kinds: Vec<Box<[Shift]>> = vec![Box::default()];
        let mut kind = |shifts: Vec<Shift>| {
            let known = kinds.iter().position(|kind| **kind == shifts[..]).unwrap_or_else(|| {
                kinds.push(shifts.into());
                kinds.len() - 1
            });
            u16::try_from(known).expect("a few kinds of days")
        };
        let plain: [u16; 7] = std::array::from_fn(|weekday| kind(week.plain(weekday)));
        let mut special = Vec::new();
        for (day, rule) in rules {
            let weekday = clock.weekday(*day);
            let so = kind(match rule {
                Rule::Closed => Vec::new(),
                Rule::Holiday => week.holiday(),
                Rule::MadeUp => week.made_up(weekday),
                Rule::Ordered => week.ordered(weekday),
            });
            if so != plain[weekday] {
                special.push((*day, so));
            }
        }
        let round_the_clock = plain.iter().all(|kind| matches!(*kinds[usize::from(*kind)], [(0, DAY)]));
        // If the clock was put back into the day before, that day's shifts may come from the day before it.
        let past_midnight = kinds.iter().flat_map(|kind| kind.iter()).any(|(_, to)| *to > DAY);
        let before = if zone.is_steady() && !past_midnight { 0 } else { 2 };
        let (special, kinds) = (special.into(), kinds.into());
        Self {
            zone,
            monday: i64::try_from(clock.weekday(0)).expect("one of seven"),
            week: plain,
            special,
            kinds,
            round_the_clock,
            before,
        }
    }

    /// Returns whether it is open.
    #[must_use]
    pub fn is_open(&self, now: SimTime) -> bool {
        self.stretch(now).0
    }

    /// Returns when it opens: now if it is open, `NEVER` if it does not.
    #[must_use]
    #[inline]
    pub fn next_open(&self, now: SimTime) -> SimTime {
        if self.before == 0 {
            // Only today's shifts can be in progress, and their ends are not needed here.
            let shown = self.zone.local(now);
            let today = shown.div_euclid(DAY);
            for (from, to) in self.shifts(today) {
                if shown < today * DAY + to && from < to {
                    return now + Span::from_micros((today * DAY + from - shown).max(0));
                }
            }
        }
        match self.stretch(now) {
            (true, _) => now,
            (false, opens) => opens,
        }
    }

    /// Returns when it next closes after now, `NEVER` if it does not.
    #[must_use]
    pub fn closes_after(&self, now: SimTime) -> SimTime {
        match self.stretch(now) {
            (true, closes) => closes,
            (false, SimTime::NEVER) => SimTime::NEVER,
            (false, opens) => self.stretch(opens).1,
        }
    }

    /// Returns when it next opens or closes after now, `NEVER` if it does not.
    #[must_use]
    pub fn next_change(&self, now: SimTime) -> SimTime {
        self.stretch(now).1
    }

    /// Returns whether any work begins on a local day.
    #[must_use]
    pub fn works_on(&self, day: i64) -> bool {
        !self.shifts(day).is_empty()
    }

    /// Returns the last day that differs from its weekday.
    pub fn last_special_day(&self) -> Option<i64> {
        self.special.last().map(|(day, _)| *day)
    }

    #[inline]
    fn shifts(&self, day: i64) -> &[Shift] {
        let weekday = usize::try_from((day + self.monday).rem_euclid(7)).expect("one of seven");
        let found = self.special.binary_search_by_key(&day, |(day, _)| *day);
        let kind = found.map_or(self.week[weekday], |at| self.special[at].1);
        &self.kinds[usize::from(kind)]
    }

    /// Returns whether it is open, and until when that does not change.
    fn stretch(&self, now: SimTime) -> (bool, SimTime) {
        let today = self.zone.day(now);
        // After the last special day, one week shows every pattern; shifts may reach into the next day.
        let last = self.last_special_day().unwrap_or(today).max(today) + 9;
        let mut day = today - self.before;
        let mut open_until: Option<SimTime> = None;
        while day <= last {
            for (from, to) in self.shifts(day) {
                let (from, to) = (self.zone.instant(day * DAY + from), self.zone.instant(day * DAY + to));
                if to <= open_until.unwrap_or(now) || to == from {
                    continue;
                }
                match open_until {
                    None if from > now => return (false, from),
                    Some(until) if from > until => return (true, until),
                    _ => open_until = Some(to),
                }
            }
            day += 1;
            // If all plain days join up without a gap, only special days can end the stretch.
            if self.round_the_clock && open_until.is_some_and(|until| until >= self.zone.midnight(day)) {
                let next = self.special.partition_point(|(special, _)| *special < day);
                let Some((special, _)) = self.special.get(next) else { break };
                (day, open_until) = (*special, Some(self.zone.midnight(*special).max(now)));
            }
        }
        (open_until.is_some(), SimTime::NEVER)
    }
}
