//! The departures of a vehicle: at regular intervals, or at fixed times of the week in the local time of its origin;
//! never on a day that its calendar closes.

use super::calendar::{Clock, Hours, Zone};
use crate::units::{SimTime, Span};

const DAY: i64 = Span::DAY.micros();

/// A timetable of departures without end.
#[derive(Clone, Debug)]
pub struct Timetable {
    rule: Rule,
    zone: Zone,
    calendar: Option<Hours>,
}

#[derive(Clone, Debug)]
enum Rule {
    /// At `T`, `2 T` ...
    Every(Span),
    /// At these times of the week.
    Weekly {
        /// Microseconds since midnight, ascending, for each day of the week.
        times: Box<[Vec<i64>; 7]>,
        clock: Clock,
    },
}

impl Timetable {
    /// Creates departures at `T`, `2 T` ... of the run. The zone is that of the days that the calendar closes.
    #[must_use]
    pub fn every(span: Span, zone: Zone, calendar: Option<Hours>) -> Self {
        Self { rule: Rule::Every(span), zone, calendar }
    }

    /// Creates departures at these times of each day of the week.
    ///
    /// # Units
    /// Microseconds since midnight, in local time; Monday comes first.
    #[must_use]
    pub fn weekly(mut times: [Vec<i64>; 7], clock: &Clock, zone: Zone, calendar: Option<Hours>) -> Self {
        for times in &mut times {
            times.sort_unstable();
            times.dedup();
        }
        Self { rule: Rule::Weekly { times: Box::new(times), clock: clock.clone() }, zone, calendar }
    }

    /// Returns the mean time between departures, without regard to the calendar.
    #[must_use]
    pub fn mean_gap(&self) -> Span {
        match &self.rule {
            Rule::Every(every) => *every,
            Rule::Weekly { times, .. } => {
                let of_week: i64 = times.iter().map(|times| i64::try_from(times.len()).unwrap_or(i64::MAX)).sum();
                (Span::DAY * 7).fraction(1, of_week.max(1))
            }
        }
    }

    /// Returns the mean wait for the next departure, for an arrival at a random time.
    #[must_use]
    pub fn mean_wait(&self) -> Span {
        match &self.rule {
            Rule::Every(every) => every.fraction(1, 2),
            Rule::Weekly { times, .. } => {
                let of_week: Vec<i64> = (0..)
                    .zip(times.iter())
                    .flat_map(|(day, times)| times.iter().map(move |time| day * DAY + time))
                    .collect();
                let Some(first) = of_week.first() else { return Span::ZERO };
                let week = 7 * DAY;
                let gaps = of_week.iter().zip(of_week.iter().skip(1).copied().chain([week + first]));
                let squares: i128 = gaps.map(|(from, to)| i128::from(to - from).pow(2)).sum();
                Span::from_micros(i64::try_from(squares / i128::from(2 * week)).unwrap_or(week))
            }
        }
    }

    /// Returns the first departure after `now`; `NEVER` if there is none.
    #[must_use]
    pub fn after(&self, now: SimTime) -> SimTime {
        match &self.rule {
            Rule::Every(every) => {
                let mut behind = now.micros();
                while behind < 2 * Span::LONGEST.micros() {
                    let next = SimTime::from_micros((behind / every.micros() + 1) * every.micros());
                    let day = self.zone.day(next);
                    if self.runs_on(day) {
                        return next;
                    }
                    behind = self.zone.midnight(day + 1).micros() - 1;
                }
                SimTime::NEVER
            }
            Rule::Weekly { times, clock } => {
                let today = self.zone.day(now);
                let special = self.calendar.as_ref().and_then(Hours::last_special_day);
                let last = special.unwrap_or(today).max(today) + 8;
                // The clock may have been put back into the day before.
                let days = (today - 1..=last).filter(|day| self.runs_on(*day));
                let departures = days.flat_map(|day| {
                    times[clock.weekday(day)].iter().map(move |time| self.zone.instant(day * DAY + time))
                });
                departures.into_iter().find(|departure| *departure > now).unwrap_or(SimTime::NEVER)
            }
        }
    }

    fn runs_on(&self, day: i64) -> bool {
        self.calendar.as_ref().is_none_or(|calendar| calendar.works_on(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::calendar::testing::{clock, zone};
    use jiff::civil::date;

    #[test]
    fn leaves_after_now_and_never_at_it() {
        let hour = Span::HOUR.micros();
        let van = Timetable::every(Span::HOUR * 2, Zone::default(), None);
        assert_eq!(van.after(SimTime::ZERO), SimTime::from_micros(2 * hour));
        assert_eq!(van.after(SimTime::from_micros(2 * hour)), SimTime::from_micros(4 * hour));
        // 2 February 2027 is a Tuesday.
        let mut times: [Vec<i64>; 7] = Default::default();
        (times[1], times[5]) = (vec![6 * hour], vec![6 * hour]);
        let ship = Timetable::weekly(times, &clock(Some(date(2027, 2, 2))), Zone::default(), None);
        assert_eq!(ship.after(SimTime::ZERO), SimTime::from_micros(6 * hour));
        assert_eq!(ship.after(SimTime::from_micros(6 * hour)), SimTime::from_micros(102 * hour));
        assert_eq!(ship.after(SimTime::from_micros(102 * hour)), SimTime::from_micros((168 + 6) * hour));
    }

    #[test]
    fn leaves_by_the_clock_of_the_place() {
        let hour = Span::HOUR.micros();
        let clock = clock(Some(date(2027, 1, 1)));
        let noon: [Vec<i64>; 7] = std::array::from_fn(|_| vec![12 * hour]);
        let flight = Timetable::weekly(noon, &clock, zone("Europe/Amsterdam", &clock).unwrap(), None);
        assert_eq!(flight.after(SimTime::ZERO), SimTime::from_micros(19 * hour), "noon there is 19:00 in China");
        let summer = SimTime::ZERO + Span::DAY * clock.day(date(2027, 7, 1)).unwrap();
        assert_eq!(flight.after(summer) - summer, Span::HOUR * 18);
    }
}
