//! When a vehicle leaves: every so often, or at fixed times of the week.

use crate::units::{SimTime, Span};

const WEEK: i64 = 7 * Span::DAY.micros();

/// Departures without end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Timetable {
    /// At `T`, `2 T` ...
    Every(Span),
    /// At these times of the week.
    Weekly {
        /// Microseconds since Monday 00:00, ascending, without doubles.
        times: Vec<i64>,
        /// Where in the week the run starts.
        start: Span,
    },
}

impl Timetable {
    /// How long somebody waits for the next departure who comes at any time.
    #[must_use]
    pub fn mean_wait(&self) -> Span {
        match self {
            Self::Every(every) => every.fraction(1, 2),
            Self::Weekly { times, .. } => {
                let gaps = times.iter().zip(times.iter().skip(1).copied().chain([WEEK + times[0]]));
                let squares: i128 = gaps.map(|(from, to)| i128::from(to - from).pow(2)).sum();
                Span::from_micros(i64::try_from(squares / i128::from(2 * WEEK)).unwrap_or(WEEK))
            }
        }
    }

    /// The first departure after `now`.
    #[must_use]
    pub fn after(&self, now: SimTime) -> SimTime {
        match self {
            Self::Every(every) => SimTime::from_micros((now.micros() / every.micros() + 1) * every.micros()),
            Self::Weekly { times, start } => {
                let clock = now.micros() + start.micros();
                let (week, within) = (clock.div_euclid(WEEK) * WEEK, clock.rem_euclid(WEEK));
                let next = times.iter().copied().find(|time| *time > within).unwrap_or(WEEK + times[0]);
                SimTime::from_micros(week + next - start.micros())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_after_now_and_never_at_it() {
        let hour = Span::HOUR.micros();
        let van = Timetable::Every(Span::HOUR * 2);
        assert_eq!(van.after(SimTime::ZERO), SimTime::from_micros(2 * hour));
        assert_eq!(van.after(SimTime::from_micros(2 * hour)), SimTime::from_micros(4 * hour));
        let ship = Timetable::Weekly { times: vec![30 * hour, 126 * hour], start: Span::HOUR * 24 };
        assert_eq!(ship.after(SimTime::ZERO), SimTime::from_micros(6 * hour));
        assert_eq!(ship.after(SimTime::from_micros(6 * hour)), SimTime::from_micros(102 * hour));
        assert_eq!(ship.after(SimTime::from_micros(102 * hour)), SimTime::from_micros((168 + 6) * hour));
    }
}
