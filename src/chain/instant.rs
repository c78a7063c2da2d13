//! The order of events within one instant.
//!
//! The default order is: dated changes and expiries, arrivals and completions, timed reviews, demands, one policy
//! check per stock point, departures, snapshots. A scenario may change the order of arrivals, reviews and demands,
//! because textbooks differ. A consequence without delay is handled before the next phase; a stock point that changes
//! after its check is checked again.

use crate::engine::Phase;

/// The kind of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instant {
    /// Dated changes of values; shifts that begin or end.
    Changes,
    /// Arrivals of goods and completions of services.
    Arrivals,
    /// Scheduled reviews.
    Reviews,
    /// Orders of consumers.
    Demands,
    /// The one check of each stock point that changed.
    Checks,
    /// Departures of vehicles.
    Departures,
}

/// The order of events within one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order([Phase; 6]);

impl Default for Order {
    fn default() -> Self {
        Self::of([Instant::Arrivals, Instant::Reviews, Instant::Demands])
    }
}

impl Order {
    /// Creates the order with these three kinds first.
    ///
    /// # Panics
    /// Unless arrivals, reviews and demands each occur once.
    #[must_use]
    pub fn of(first: [Instant; 3]) -> Self {
        let rank = |what| first.iter().position(|instant| *instant == what).expect("each of the three must occur once");
        let phase = |rank: usize| Phase::new(u8::try_from(rank).expect("five phases") + 1);
        Self([
            Phase::FIRST,
            phase(rank(Instant::Arrivals)),
            phase(rank(Instant::Reviews)),
            phase(rank(Instant::Demands)),
            phase(3),
            phase(4),
        ])
    }

    /// Returns the phase of a kind of event.
    #[must_use]
    #[inline]
    pub fn phase(&self, what: Instant) -> Phase {
        self.0[what as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_written_order_and_a_textbook_s_own() {
        let written = Order::default();
        assert!(written.phase(Instant::Changes) < written.phase(Instant::Arrivals));
        assert!(written.phase(Instant::Arrivals) < written.phase(Instant::Reviews));
        assert!(written.phase(Instant::Reviews) < written.phase(Instant::Demands));
        assert!(written.phase(Instant::Demands) < written.phase(Instant::Checks));
        assert!(written.phase(Instant::Checks) < written.phase(Instant::Departures));
        let other = Order::of([Instant::Demands, Instant::Reviews, Instant::Arrivals]);
        assert!(other.phase(Instant::Demands) < other.phase(Instant::Reviews));
        assert!(other.phase(Instant::Reviews) < other.phase(Instant::Arrivals));
        assert!(other.phase(Instant::Arrivals) < other.phase(Instant::Checks));
    }
}
