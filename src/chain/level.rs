//! A level that changes in steps, with the exact area under it.

use crate::units::{SimTime, Span, UnitTime};

/// A level over time, in integers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Level {
    value: i64,
    since: SimTime,
    area: UnitTime,
    positive: Span,
}

impl Level {
    /// Creates a level that has this value from the start of the run.
    #[must_use]
    pub fn new(value: i64) -> Self {
        Self { value, ..Self::default() }
    }

    /// Returns its value.
    #[must_use]
    #[inline]
    pub const fn value(&self) -> i64 {
        self.value
    }

    /// Returns when it last changed.
    #[must_use]
    pub const fn since(&self) -> SimTime {
        self.since
    }

    /// Changes its value.
    #[inline]
    pub fn add(&mut self, now: SimTime, change: i64) {
        let span = now - self.since;
        self.area += i128::from(self.value) * i128::from(span.micros());
        if self.value > 0 {
            self.positive += span;
        }
        self.value += change;
        self.since = now;
    }

    /// Returns the area under the level from the start to `now`.
    ///
    /// # Units
    /// Units of the level x microseconds.
    #[must_use]
    pub fn area(&self, now: SimTime) -> UnitTime {
        self.area + i128::from(self.value) * i128::from((now - self.since).micros())
    }

    /// Returns how long it was above zero from the start to `now`.
    #[must_use]
    pub fn positive(&self, now: SimTime) -> Span {
        if self.value > 0 { self.positive + (now - self.since) } else { self.positive }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn area_and_time_above_zero_are_exact() {
        let at = SimTime::from_micros;
        let mut level = Level::new(2);
        level.add(at(10), -2);
        level.add(at(15), 3);
        assert_eq!(level.area(at(20)), 2 * 10 + 3 * 5);
        assert_eq!(level.positive(at(20)).micros(), 15);
    }
}
