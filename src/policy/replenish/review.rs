//! When a policy reviews: continuously, at regular intervals, at times of the week, or at given times.

use crate::chain::Timetable;
use crate::units::{SimTime, Span};
use std::sync::Arc;

/// When a policy reviews.
#[derive(Clone, Debug)]
pub enum Review {
    /// Whenever the position changes.
    Continuous,
    /// At time 0 and then at this interval.
    Every(Span),
    /// At these times of the week.
    Calendar(Arc<Timetable>),
    /// At these times only, ascending.
    At(Arc<[SimTime]>),
}

impl Review {
    /// Returns whether it reviews whenever the position changes.
    #[must_use]
    pub const fn is_continuous(&self) -> bool {
        matches!(self, Self::Continuous)
    }

    /// Returns the first scheduled review; `NEVER` if there is none.
    #[must_use]
    pub fn first(&self) -> SimTime {
        match self {
            Self::Continuous => SimTime::NEVER,
            Self::Every(_) => SimTime::ZERO,
            Self::Calendar(times) => times.after(SimTime::from_micros(-1)),
            Self::At(times) => times.first().copied().unwrap_or(SimTime::NEVER),
        }
    }

    /// Returns the scheduled review after the one at `now`; `NEVER` if there is none.
    #[must_use]
    pub fn after(&self, now: SimTime) -> SimTime {
        match self {
            Self::Continuous => SimTime::NEVER,
            Self::Every(span) => now + *span,
            Self::Calendar(times) => times.after(now),
            Self::At(times) => times.get(times.partition_point(|time| *time <= now)).copied().unwrap_or(SimTime::NEVER),
        }
    }

    /// Returns the mean time between reviews; zero for continuous review and for given times.
    #[must_use]
    pub fn period(&self) -> Span {
        match self {
            Self::Continuous | Self::At(_) => Span::ZERO,
            Self::Every(span) => *span,
            Self::Calendar(times) => times.mean_gap(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_follow_each_other() {
        let day = |day: i64| SimTime::ZERO + Span::DAY * day;
        let weekly = Review::Every(Span::DAY * 7);
        assert_eq!((weekly.first(), weekly.after(day(7))), (day(0), day(14)));
        let own = Review::At(Arc::new([day(3), day(5)]));
        assert_eq!((own.first(), own.after(day(3)), own.after(day(5))), (day(3), day(5), SimTime::NEVER));
        assert_eq!(Review::Continuous.first(), SimTime::NEVER);
    }
}
