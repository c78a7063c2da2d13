//! The window of time that KPIs describe: from the warm-up to the horizon, and how long the run may continue after
//! it.

use crate::units::{SimTime, Span};

/// The duration of a run, and the part of it that is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// The beginning of measurement.
    pub warm_up: SimTime,
    /// The end of measurement.
    pub horizon: SimTime,
    /// Whether events exactly at the horizon count as inside the window.
    pub inclusive: bool,
    /// How long the run continues, unmeasured, for orders that are still open.
    pub drain: Span,
}

impl Window {
    /// Returns whether something placed at this time is counted.
    #[must_use]
    #[inline]
    pub fn covers(&self, time: SimTime) -> bool {
        time >= self.warm_up && self.is_not_over(time)
    }

    /// Returns whether a time is before the end of the window.
    #[must_use]
    #[inline]
    pub fn is_not_over(&self, time: SimTime) -> bool {
        time < self.horizon || (self.inclusive && time == self.horizon)
    }

    /// Returns the first instant that is no longer measured.
    #[must_use]
    pub fn end(&self) -> SimTime {
        if self.inclusive { self.horizon + Span::from_micros(1) } else { self.horizon }
    }

    /// Returns the length of the measured window.
    #[must_use]
    pub fn length(&self) -> Span {
        self.horizon - self.warm_up
    }
}
