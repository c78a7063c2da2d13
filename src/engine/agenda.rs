//! The event queue. Events come out in the order of time, then phase, then insertion: the whole order is one 128-bit key.
//! Streams that always have exactly one next event have a seat outside the queue, which saves almost half of the time if one
//! stream makes most events.

use super::queue::Queue;
use super::seats::{IDLE, Seats};
use crate::units::SimTime;

/// The rank of an event within one instant; smaller comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phase(u8);

impl Phase {
    /// The first of all phases.
    pub const FIRST: Self = Self(0);

    /// Returns the phase after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self::new(self.0 + 1)
    }

    /// Returns the phase of a rank from 0 to 15.
    ///
    /// # Panics
    /// Above 15: the key has four bits for it.
    #[must_use]
    pub const fn new(rank: u8) -> Self {
        assert!(rank < 16, "a phase has four bits");
        Self(rank)
    }
}

/// A time and a phase within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The instant.
    pub time: SimTime,
    /// The phase within the instant.
    pub phase: Phase,
}

/// A boundary between events, computed once and compared often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound(u128);

impl Bound {
    /// Returns the bound after everything before a moment and before everything in it.
    #[must_use]
    #[inline]
    pub fn at(moment: Moment) -> Self {
        Self((u128::from(moment.time.micros().cast_unsigned()) << 64) | (u128::from(moment.phase.0) << 60))
    }
}

/// A seat outside the queue, for a stream with exactly one next event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat(u32);

const SLOT_BITS: u32 = 24;
const SEQUENCE_BITS: u32 = 36;
const SLOTS: usize = 1 << SLOT_BITS;

/// The pending events.
#[derive(Clone, Debug)]
pub struct Agenda<T> {
    queue: Queue,
    items: Vec<T>,
    free: Vec<u32>,
    seats: Seats,
    seated: Vec<Option<T>>,
    sequence: u64,
    popped: u64,
}

impl<T> Default for Agenda<T> {
    fn default() -> Self {
        Self {
            queue: Queue::default(),
            items: Vec::new(),
            free: Vec::new(),
            seats: Seats::default(),
            seated: Vec::new(),
            sequence: 0,
            popped: 0,
        }
    }
}

impl<T: Copy> Agenda<T> {
    /// Removes all events and seats, and keeps the memory.
    pub fn clear(&mut self) {
        self.queue.clear();
        self.items.clear();
        self.free.clear();
        self.seats.clear();
        self.seated.clear();
        self.sequence = 0;
        self.popped = 0;
    }

    /// Creates a seat without an event.
    pub fn seat(&mut self) -> Seat {
        self.seated.push(None);
        Seat(self.seats.add())
    }

    /// Inserts an event.
    ///
    /// # Panics
    /// At more than 16.7 million pending events or 6.9e10 events in one run.
    #[inline(always)]
    pub fn push(&mut self, moment: Moment, item: T) {
        let slot = if let Some(slot) = self.free.pop() {
            self.items[slot as usize] = item;
            slot
        } else {
            let slot = self.items.len();
            assert!(slot < SLOTS, "more than 2^{SLOT_BITS} pending events");
            self.items.push(item);
            #[expect(clippy::cast_possible_truncation, reason = "below 2^24")]
            let slot = slot as u32;
            slot
        };
        let key = self.key(moment, slot);
        self.queue.push(key);
    }

    /// Sets the one next event of a seat.
    #[inline(always)]
    pub fn set_seat(&mut self, seat: Seat, moment: Moment, item: T) {
        let key = self.key(moment, seat.0);
        self.seated[seat.0 as usize] = Some(item);
        self.seats.set(seat.0, key);
    }

    #[inline(always)]
    fn key(&mut self, moment: Moment, slot: u32) -> u128 {
        let sequence = self.sequence;
        assert!(sequence < 1 << SEQUENCE_BITS, "more than 2^{SEQUENCE_BITS} events in one run");
        self.sequence += 1;
        debug_assert!(moment.time >= SimTime::ZERO, "no event may be before the start");
        let time = moment.time.micros().cast_unsigned();
        (u128::from(time) << 64)
            | u128::from((u64::from(moment.phase.0) << 60) | (sequence << SLOT_BITS) | u64::from(slot))
    }

    /// Returns when the next event happens.
    #[must_use]
    #[inline]
    pub fn next_moment(&mut self) -> Option<Moment> {
        self.seats.settle();
        let key = self.queue.top().min(self.seats.first());
        (key != IDLE).then(|| moment(key))
    }

    /// Removes and returns the next event.
    #[inline]
    pub fn pop(&mut self) -> Option<(Moment, T)> {
        self.take_before(IDLE)
    }

    /// Removes and returns the next event if it is before a bound.
    #[inline(always)]
    pub fn pop_before(&mut self, bound: Bound) -> Option<(Moment, T)> {
        self.take_before(bound.0)
    }

    #[inline(always)]
    fn take_before(&mut self, limit: u128) -> Option<(Moment, T)> {
        self.seats.settle();
        let top = self.queue.top();
        let first = self.seats.first();
        if first < top {
            if first >= limit {
                return None;
            }
            self.popped += 1;
            let seat = slot(first);
            self.seats.take(seat);
            return self.seated[seat as usize].map(|item| (moment(first), item));
        }
        if top >= limit {
            return None;
        }
        self.popped += 1;
        self.queue.pop();
        let slot = slot(top);
        self.free.push(slot);
        Some((moment(top), self.items[slot as usize]))
    }

    /// Returns how many events have been removed.
    #[must_use]
    pub fn popped(&self) -> u64 {
        self.popped
    }
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "unpacks the fields of the key")]
fn moment(key: u128) -> Moment {
    Moment { time: SimTime::from_micros((key >> 64) as i64), phase: Phase((key as u64 >> 60) as u8) }
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "unpacks the fields of the key")]
fn slot(key: u128) -> u32 {
    key as u32 & (SLOTS as u32 - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(micros: i64, phase: u8) -> Moment {
        Moment { time: SimTime::from_micros(micros), phase: Phase::new(phase) }
    }

    #[test]
    fn orders_by_time_then_phase_then_arrival() {
        let mut agenda = Agenda::default();
        agenda.push(at(5, 1), "d");
        agenda.push(at(5, 0), "b");
        agenda.push(at(5, 0), "c");
        agenda.push(at(3, 9), "a");
        let order: Vec<_> = std::iter::from_fn(|| agenda.pop().map(|(_, item)| item)).collect();
        assert_eq!(order, ["a", "b", "c", "d"]);
    }

    /// Events come out in the same order whether they have seats or are in the queue.
    #[test]
    fn seats_keep_the_order_of_the_queue() {
        for seats in [1, 3, 8, 9, 40] {
            let (mut seated, mut queued) = (Agenda::default(), Agenda::default());
            let chairs: Vec<Seat> = (0..seats).map(|_| seated.seat()).collect();
            let step = |n: i64| (n * 7919 + 13) % 5;
            for (n, chair) in (0_i64..).zip(&chairs) {
                seated.set_seat(*chair, at(step(n), 0), n);
                queued.push(at(step(n), 0), n);
            }
            let mut count = 0;
            while let Some((moment, item)) = seated.pop() {
                assert_eq!(queued.pop(), Some((moment, item)));
                count += 1;
                if count < 2000 {
                    let again = at(moment.time.micros() + step(count * 31 + item), 0);
                    seated.set_seat(chairs[usize::try_from(item).unwrap()], again, item);
                    queued.push(again, item);
                }
            }
            assert_eq!(queued.pop(), None);
        }
    }
}
