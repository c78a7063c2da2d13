//! What happens first when several things happen at one instant.
//!
//! The written order is: dated changes and expiries, arrivals and completions, timed reviews, demands, one policy check
//! per stock point, departures, snapshots. A scenario may put arrivals, reviews and demands in another order, because
//! textbooks differ. A consequence without delay is handled before the next phase; a stock point that changes after its
//! check is checked again.

use crate::engine::Phase;

/// What kind of thing happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instant {
    /// Values change by date, shifts begin and end.
    Changes,
    /// Goods arrive, services complete.
    Arrivals,
    /// Reviews by the calendar.
    Reviews,
    /// Orders of consumers.
    Demands,
    /// The one check of every stock point that changed.
    Checks,
    /// Vehicles leave.
    Departures,
}

/// The order of one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order([Phase; 6]);

impl Default for Order {
    fn default() -> Self {
        Self::of([Instant::Arrivals, Instant::Reviews, Instant::Demands])
    }
}

impl Order {
    /// The order with these three in front.
    ///
    /// # Panics
    /// Unless arrivals, reviews and demands each stand there once.
    #[must_use]
    pub fn of(first: [Instant; 3]) -> Self {
        let rank = |what| first.iter().position(|instant| *instant == what).expect("each of the three once");
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

    /// The phase of a kind of thing.
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
