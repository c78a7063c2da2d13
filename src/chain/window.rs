//! The window of time that KPIs describe: from the warm-up to the horizon, and how long the world may run on after it.

use crate::units::{SimTime, Span};

/// What a run covers and what of it is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// Where measuring begins.
    pub warm_up: SimTime,
    /// Where it ends.
    pub horizon: SimTime,
    /// Whether what falls on the horizon still happens in the window.
    pub inclusive: bool,
    /// How long the world runs on, unmeasured, for orders that are still open.
    pub drain: Span,
}

impl Window {
    /// Whether something placed at this time is counted.
    #[must_use]
    #[inline]
    pub fn covers(&self, time: SimTime) -> bool {
        time >= self.warm_up && self.is_not_over(time)
    }

    /// Whether a time lies before the end of the window.
    #[must_use]
    #[inline]
    pub fn is_not_over(&self, time: SimTime) -> bool {
        time < self.horizon || (self.inclusive && time == self.horizon)
    }

    /// The first instant that is no longer measured.
    #[must_use]
    pub fn end(&self) -> SimTime {
        if self.inclusive { self.horizon + Span::from_micros(1) } else { self.horizon }
    }

    /// The length that is measured.
    #[must_use]
    pub fn length(&self) -> Span {
        self.horizon - self.warm_up
    }
}
