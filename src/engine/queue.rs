//! A calendar queue of keys: a list for each of the coming days, and a heap for later keys. A key is appended to the list of its
//! day, and the list is sorted when its day begins. A key pushed on its own day goes into a small heap next to the sorted list.
//! A day is a power of two of microseconds, chosen so that it has a few keys. Its length decides how fast the queue is, never in
//! which order keys come out.
//!
//! # Source
//! Brown, Calendar queues: a fast O(1) priority queue implementation for the simulation event set problem, Communications of
//! the ACM 31(10), 1988, with lists sorted as their day begins.

use super::heap::Heap;
use super::seats::IDLE;

/// Days that have a list: the coming ones, and the current one.
const DAYS: usize = 512;
/// The length of a day in a new queue: 2^32 us, 72 minutes.
const NEW_SHIFT: u32 = 32;
/// Days opened between two reviews of their length; fewer if there are many keys.
const TERM: u64 = 128;

/// Keys, the smallest at hand.
#[derive(Clone, Debug)]
pub(super) struct Queue {
    /// The smallest key.
    first: u128,
    /// The keys that the current day began with, in descending order.
    sorted: Vec<u128>,
    /// The keys pushed during the current day.
    heap: Heap,
    /// The coming days, by their number modulo [`DAYS`].
    days: Vec<Day>,
    /// A bit for each day that has keys.
    filled: [u64; DAYS / 64],
    /// The keys whose day was too far ahead for a list when they were pushed.
    far: Heap,
    /// The day of the last key taken out; not later, because earlier days can still get keys.
    today: u64,
    shift: u32,
    term: Term,
}

/// The keys of a day to come.
#[derive(Clone, Debug)]
struct Day {
    first: u128,
    /// In any order.
    keys: Vec<u128>,
}

/// Counts since the length of a day was last reviewed.
#[derive(Clone, Copy, Debug, Default)]
struct Term {
    /// The day on which it began.
    since: u64,
    opened: u64,
    /// Keys taken out.
    keys: u64,
}

impl Default for Queue {
    fn default() -> Self {
        Self {
            first: IDLE,
            sorted: Vec::new(),
            heap: Heap::default(),
            days: vec![Day { first: IDLE, keys: Vec::new() }; DAYS],
            filled: [0; DAYS / 64],
            far: Heap::default(),
            today: 0,
            shift: NEW_SHIFT,
            term: Term::default(),
        }
    }
}

impl Queue {
    /// Removes all keys and keeps the length of a day.
    pub(super) fn clear(&mut self) {
        self.first = IDLE;
        self.sorted.clear();
        self.heap.clear();
        for day in &mut self.days {
            day.first = IDLE;
            day.keys.clear();
        }
        self.filled.fill(0);
        self.far.clear();
        self.today = 0;
        self.term = Term::default();
    }

    /// Returns the smallest key, or [`IDLE`] if there is none.
    #[inline(always)]
    pub(super) fn top(&self) -> u128 {
        self.first
    }

    #[inline(always)]
    pub(super) fn push(&mut self, key: u128) {
        if key < self.first {
            self.first = key;
        }
        let number = day(key, self.shift);
        if number <= self.today {
            self.heap.push(key);
        } else if number - self.today < DAYS as u64 {
            let place = place(number);
            let day = &mut self.days[place];
            if key < day.first {
                day.first = key;
            }
            day.keys.push(key);
            self.filled[place / 64] |= 1 << (place % 64);
        } else {
            self.far.push(key);
        }
    }

    /// Removes the smallest key. There must be one.
    #[inline(always)]
    pub(super) fn pop(&mut self) {
        self.term.keys += 1;
        if self.is_over() {
            // Not earlier: until now, a key could still be pushed before that day.
            self.open(day(self.first, self.shift));
        }
        if self.heap.is_empty() {
            self.sorted.pop();
            self.first = self.sorted.last().copied().unwrap_or_else(|| self.first_to_come());
        } else {
            self.pop_of_two();
        }
    }

    /// Removes the smallest key from the sorted list or the heap.
    #[inline(never)]
    fn pop_of_two(&mut self) {
        match self.heap.top() {
            Some(key) if self.sorted.last().is_none_or(|sorted| key < *sorted) => self.heap.pop(),
            _ => {
                self.sorted.pop();
            }
        }
        self.first = if self.is_over() {
            self.first_to_come()
        } else {
            self.heap.top().unwrap_or(IDLE).min(self.sorted.last().copied().unwrap_or(IDLE))
        };
    }

    /// Whether the current day has no keys left.
    #[inline(always)]
    fn is_over(&self) -> bool {
        self.sorted.is_empty() && self.heap.is_empty()
    }

    /// Begins a day that has keys.
    #[inline(never)]
    fn open(&mut self, today: u64) {
        self.today = today;
        let place = place(today);
        if self.filled[place / 64] >> (place % 64) & 1 == 1 {
            self.filled[place / 64] &= !(1 << (place % 64));
            let day = &mut self.days[place];
            day.first = IDLE;
            std::mem::swap(&mut self.sorted, &mut day.keys);
        }
        while let Some(key) = self.far.top()
            && day(key, self.shift) == today
        {
            self.far.pop();
            self.sorted.push(key);
        }
        sort(&mut self.sorted);
        self.term.opened += 1;
        if self.term.opened == TERM || self.term.keys > 32 * TERM {
            self.adapt();
        }
    }

    /// Returns the smallest key of all days to come.
    #[inline(never)]
    fn first_to_come(&self) -> u128 {
        let far = self.far.top().unwrap_or(IDLE);
        let start = place(self.today);
        let mut word = start / 64;
        let mut bits = self.filled[word] & (u64::MAX << (start % 64));
        for _ in 0..=self.filled.len() {
            if bits != 0 {
                return far.min(self.days[word * 64 + bits.trailing_zeros() as usize].first);
            }
            word = (word + 1) % self.filled.len();
            bits = self.filled[word];
        }
        far
    }

    /// Shortens days that had more than 64 keys on average since the last review, and lengthens those that had less than 4.
    #[cold]
    fn adapt(&mut self) {
        let Term { since, keys, .. } = self.term;
        let days = (self.today - since).max(1);
        let shift = if keys > 64 * days {
            self.shift.saturating_sub((keys / days).ilog2() - 4)
        } else if keys < 4 * days {
            (self.shift + (16 * days / keys.max(1)).ilog2()).min(62)
        } else {
            self.shift
        };
        if shift != self.shift {
            let mut keys: Vec<u128> = self.sorted.drain(..).chain(self.heap.drain()).chain(self.far.drain()).collect();
            for day in &mut self.days {
                day.first = IDLE;
                keys.append(&mut day.keys);
            }
            self.filled.fill(0);
            self.shift = shift;
            self.today = day(self.first, shift);
            for key in keys {
                self.push(key);
            }
        }
        self.term = Term { since: self.today, ..Term::default() };
    }
}

/// Sorts keys in descending order. Most lists are short, for which insertion sort is fastest.
#[inline(always)]
fn sort(keys: &mut [u128]) {
    if keys.len() > 12 {
        keys.sort_unstable_by(|one, other| other.cmp(one));
        return;
    }
    for place in 1..keys.len() {
        let key = keys[place];
        let mut hole = place;
        while hole > 0 && keys[hole - 1] < key {
            keys[hole] = keys[hole - 1];
            hole -= 1;
        }
        keys[hole] = key;
    }
}

/// Returns the day of a key, whose upper half is a time in microseconds.
#[inline(always)]
fn day(key: u128, shift: u32) -> u64 {
    let time = (key >> 64) as u64;
    time >> shift
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "only the remainder counts")]
fn place(day: u64) -> usize {
    day as usize % DAYS
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Keys are pushed and popped in turns, a second to some years ahead, while the queue grows and shrinks and its days become
    /// longer and shorter: what comes out is what a sorted set says.
    #[test]
    fn keys_come_out_in_order_whatever_goes_in_meanwhile() {
        for most in [1 << 33, 1 << 40, 1 << 47] {
            let (mut queue, mut sorted) = (Queue::default(), BTreeSet::new());
            let (mut now, mut dice) = (0, 1_u64);
            let mut shifts = BTreeSet::new();
            for step in 0..60_000_u64 {
                dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                // Time also passes without a key: other events come from outside the queue.
                if let Some(key) = sorted.first().filter(|_| dice >> 60 == 0) {
                    now = u64::midpoint(now, u64::try_from(*key >> 64).expect("a time"));
                }
                let growing = step / 5000 % 2 == 0;
                if dice >> 33 & 7 < if growing { 5 } else { 3 } {
                    let ahead = match dice >> 40 & 7 {
                        0 => 0,
                        1 => most * 50,
                        _ => (dice >> 16) % most,
                    };
                    let key = u128::from(now + ahead) << 64 | u128::from(step);
                    queue.push(key);
                    sorted.insert(key);
                } else if let Some(key) = sorted.pop_first() {
                    assert_eq!(queue.top(), key);
                    queue.pop();
                    now = u64::try_from(key >> 64).expect("a time");
                    shifts.insert(queue.shift);
                }
                assert_eq!(queue.top(), sorted.first().copied().unwrap_or(IDLE));
            }
            assert!(shifts.len() > 1, "days change their length");
            while let Some(key) = sorted.pop_first() {
                assert_eq!(queue.top(), key);
                queue.pop();
            }
            assert_eq!(queue.top(), IDLE);
            queue.push(7);
            queue.clear();
            assert_eq!(queue.top(), IDLE);
        }
    }
}
