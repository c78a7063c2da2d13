//! Simulated time in whole microseconds: points ([`SimTime`]) and lengths ([`Span`]). They are integers, so that two
//! events meant for the same instant have equal times.

use std::fmt;
use std::ops::{Add, AddAssign, Mul, Sub};

/// A point in simulated time.
///
/// # Units
/// Microseconds since the start of the run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SimTime(i64);

/// A length of simulated time.
///
/// # Units
/// Microseconds; never negative except as the difference of two points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(i64);

impl SimTime {
    /// The start of the run.
    pub const ZERO: Self = Self(0);
    /// Later than every event.
    pub const NEVER: Self = Self(i64::MAX);

    /// Returns the point this many microseconds after the start.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Returns the microseconds since the start.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Returns the days since the start, for reports.
    #[must_use]
    pub fn days(self) -> f64 {
        Span(self.0).days()
    }

    /// Returns the length since the start.
    #[must_use]
    pub const fn since_start(self) -> Span {
        Span(self.0)
    }
}

impl Span {
    /// Zero length.
    pub const ZERO: Self = Self(0);
    /// The longest length accepted in a scenario: 10,000 years.
    pub const LONGEST: Self = Self(10_000 * 365 * Self::DAY.0);
    /// One second.
    pub const SECOND: Self = Self(1_000_000);
    /// One hour.
    pub const HOUR: Self = Self(3_600 * Self::SECOND.0);
    /// One day.
    pub const DAY: Self = Self(24 * Self::HOUR.0);

    /// Returns this many microseconds.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Rounds to the nearest microsecond; clamps to zero and [`Span::LONGEST`].
    #[must_use]
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "clamped on both sides")]
    pub fn from_f64_micros(micros: f64) -> Self {
        let whole = (micros + 0.5) as i64;
        Self(whole.clamp(0, Self::LONGEST.0))
    }

    /// Returns the microseconds.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Returns the days, for reports.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a report does not need 64 bits")]
    pub fn days(self) -> f64 {
        self.0 as f64 / Self::DAY.0 as f64
    }

    /// Returns the hours, for reports.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a report does not need 64 bits")]
    pub fn hours(self) -> f64 {
        self.0 as f64 / Self::HOUR.0 as f64
    }

    /// Returns the fraction `part / whole` of it, rounded down.
    ///
    /// # Panics
    /// If `whole` is zero.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "clamped to the longest span")]
    pub fn fraction(self, part: i64, whole: i64) -> Self {
        let span = i128::from(self.0) * i128::from(part) / i128::from(whole);
        Self(span.min(i128::from(Self::LONGEST.0)) as i64)
    }

    /// Returns whether it is zero.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl Add<Span> for SimTime {
    type Output = SimTime;
    #[inline]
    fn add(self, span: Span) -> SimTime {
        SimTime(self.0.saturating_add(span.0))
    }
}

impl Sub<Span> for SimTime {
    type Output = SimTime;
    #[inline]
    fn sub(self, span: Span) -> SimTime {
        SimTime(self.0 - span.0)
    }
}

impl Sub for SimTime {
    type Output = Span;
    #[inline]
    fn sub(self, earlier: SimTime) -> Span {
        Span(self.0 - earlier.0)
    }
}

impl Add for Span {
    type Output = Span;
    #[inline]
    fn add(self, other: Span) -> Span {
        Span(self.0 + other.0)
    }
}

impl AddAssign for Span {
    #[inline]
    fn add_assign(&mut self, other: Span) {
        self.0 += other.0;
    }
}

impl Sub for Span {
    type Output = Span;
    #[inline]
    fn sub(self, other: Span) -> Span {
        Span(self.0 - other.0)
    }
}

impl Mul<i64> for Span {
    type Output = Span;
    fn mul(self, times: i64) -> Span {
        Span(self.0 * times)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (unit, name) in [(Self::DAY, "d"), (Self::HOUR, "h"), (Self(60_000_000), "min"), (Self::SECOND, "s")] {
            if self.0 != 0 && self.0 % unit.0 == 0 {
                return write!(f, "{} {name}", self.0 / unit.0);
            }
        }
        write!(f, "{} s", rounded_seconds(self.0))
    }
}

#[expect(clippy::cast_precision_loss, reason = "printed for people")]
fn rounded_seconds(micros: i64) -> f64 {
    micros as f64 / Span::SECOND.0 as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_to_the_nearest_microsecond_and_never_below_zero() {
        assert_eq!(Span::from_f64_micros(1.4).micros(), 1);
        assert_eq!(Span::from_f64_micros(1.5).micros(), 2);
        assert_eq!(Span::from_f64_micros(-7.0), Span::ZERO);
        assert_eq!(Span::from_f64_micros(f64::INFINITY), Span::LONGEST);
    }

    #[test]
    fn prints_in_the_largest_whole_unit() {
        assert_eq!(Span::from_micros(7_200_000_000).to_string(), "2 h");
        assert_eq!((Span::DAY * 3).to_string(), "3 d");
        assert_eq!(Span::from_micros(1_500_000).to_string(), "1.5 s");
    }
}
