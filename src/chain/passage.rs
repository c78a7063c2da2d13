//! The passage of goods through something that takes time: a journey, a dwell, a lead time. If later goods may not
//! overtake earlier ones, none finishes before the one ahead of it.

use super::TimeLaw;
use crate::engine::{EntityKey, Streams};
use crate::units::{SimTime, Span};

/// A distribution of time, whether later goods may overtake earlier ones, and when the last ones finish.
#[derive(Clone, Debug)]
pub struct Passage {
    law: Option<TimeLaw>,
    overtaking: bool,
    last: SimTime,
}

impl Passage {
    /// Creates a passage that takes a time of this distribution, or none.
    #[must_use]
    pub fn new(law: Option<TimeLaw>, overtaking: bool) -> Self {
        Self { law, overtaking, last: SimTime::ZERO }
    }

    /// Returns when goods that start now finish; their lateness is drawn separately.
    ///
    /// # Units
    /// `late` is in microseconds; if negative, the goods are early, but never before they start.
    #[inline]
    pub fn end(&mut self, now: SimTime, late: i64, key: EntityKey, streams: &Streams) -> SimTime {
        let takes = self.law.as_ref().map_or(0, |law| law.draw(streams, key).micros());
        self.in_turn(now + Span::from_micros((takes + late).max(0)))
    }

    /// Returns when goods finish: at this time, or later if they must follow others.
    #[inline]
    pub fn in_turn(&mut self, mut end: SimTime) -> SimTime {
        if !self.overtaking {
            end = end.max(self.last);
            self.last = end;
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Law;
    use crate::units::{Id, StreamId};

    #[test]
    fn later_goods_overtake_or_wait_for_the_last_ones() {
        let hours = |hours: i64| SimTime::ZERO + Span::HOUR * hours;
        let law = TimeLaw::new(Law::constant(3.6e9).expect("an hour"), StreamId::from_index(0));
        let (key, streams) = (EntityKey::origin("lane.a"), Streams::default());
        let late = |hours: i64| (Span::HOUR * hours).micros();
        let mut free = Passage::new(Some(law.clone()), true);
        assert_eq!(free.end(hours(0), late(4), key, &streams), hours(5));
        assert_eq!(free.end(hours(1), 0, key, &streams), hours(2));
        let mut queue = Passage::new(Some(law), false);
        assert_eq!(queue.end(hours(0), late(4), key, &streams), hours(5));
        assert_eq!(queue.end(hours(1), 0, key, &streams), hours(5));
        assert_eq!(queue.end(hours(6), late(-4), key, &streams), hours(6), "never before they start");
    }
}
