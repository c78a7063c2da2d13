//! Servers and their queue: officers, pickers, inspection bays, production lines. Who comes is served at once if one is
//! free and on duty, else waits: first come, first served. How many are on duty may change by date and by the hour; who
//! is being served when duty ends is served to the end.

use super::{Dated, Hours, UNCHANGED};
use crate::units::SimTime;
use std::collections::VecDeque;

/// Who is on duty when.
#[derive(Clone, Debug)]
pub struct Staff {
    /// Servers; `None` is as many as are needed.
    servers: Dated<Option<u32>>,
    hours: Option<Hours>,
}

impl Staff {
    /// So many servers, always; `None` is as many as are needed.
    #[must_use]
    pub fn always(servers: Option<u32>) -> Self {
        Self { servers: Dated::constant(servers), hours: None }
    }

    /// So many servers by date, within these hours; without hours, always.
    #[must_use]
    pub fn new(servers: Dated<Option<u32>>, hours: Option<Hours>) -> Self {
        Self { servers, hours }
    }

    /// The most that are ever on duty; `None` is as many as are needed.
    #[must_use]
    pub fn most(&self) -> Option<u32> {
        self.servers.values().copied().try_fold(0, |most, servers| Some(servers?.max(most)))
    }

    /// Whether it ever changes.
    #[must_use]
    pub fn changes(&self) -> bool {
        !self.servers.is_constant() || self.hours.is_some()
    }

    /// How many are on duty; `None` is as many as are needed.
    #[must_use]
    pub fn on_duty(&self, now: SimTime) -> Option<u32> {
        if self.hours.as_ref().is_some_and(|hours| !hours.is_open(now)) {
            return Some(0);
        }
        *self.servers.at(now)
    }

    /// When that changes next, `NEVER` if it does not.
    #[must_use]
    pub fn next_change(&self, now: SimTime) -> SimTime {
        let hours = self.hours.as_ref().map_or(SimTime::NEVER, |hours| hours.next_change(now));
        self.servers.next_change(now).min(hours)
    }
}

/// Whether somebody who comes is served at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Service begins at once.
    Now,
    /// It waits for its turn.
    Later,
    /// There is no room to wait.
    Away,
}

/// Servers and the queue before them.
#[derive(Clone, Debug)]
pub struct Crew<T> {
    staff: Staff,
    on_duty: Option<u32>,
    /// The share of those on duty who serve, in parts per million.
    share: i64,
    busy: u32,
    /// Places for those who wait and are served; `None` is as many as are needed.
    room: Option<u32>,
    queue: VecDeque<T>,
}

impl<T: Copy> Crew<T> {
    /// A crew with all the room it needs.
    #[must_use]
    pub fn new(staff: Staff) -> Self {
        let on_duty = staff.on_duty(SimTime::ZERO);
        Self { staff, on_duty, share: UNCHANGED, busy: 0, room: None, queue: VecDeque::new() }
    }

    /// The crew with so much room for those who wait and are served.
    #[must_use]
    pub fn with_room(self, room: Option<u32>) -> Self {
        Self { room, ..self }
    }

    /// Who is on duty when.
    #[must_use]
    pub fn staff(&self) -> &Staff {
        &self.staff
    }

    /// Somebody comes.
    #[inline]
    pub fn come(&mut self, who: T) -> Turn {
        let begins = self.is_free() && self.queue.is_empty();
        if !begins && self.room.is_some_and(|room| self.busy as usize + self.queue.len() >= room as usize) {
            return Turn::Away;
        }
        self.join(who)
    }

    /// Somebody comes who waits whatever the room.
    #[inline]
    pub fn join(&mut self, who: T) -> Turn {
        if self.is_free() && self.queue.is_empty() {
            self.busy += 1;
            return Turn::Now;
        }
        self.queue.push_back(who);
        Turn::Later
    }

    /// A service ends; whoever is next begins.
    ///
    /// # Panics
    /// If nobody was served.
    #[inline]
    pub fn done(&mut self) -> Option<T> {
        assert!(self.busy > 0, "a service ends that began");
        self.busy -= 1;
        self.call()
    }

    /// Somebody who waits leaves unserved; `None` if nobody waits who is meant.
    pub fn leave(&mut self, is_meant: impl Fn(&T) -> bool) -> Option<T> {
        let place = self.queue.iter().position(is_meant)?;
        self.queue.remove(place)
    }

    /// Duty changes; then [`Crew::call`] says who begins. How many are on duty now; `None` is as many as are needed.
    pub fn change(&mut self, now: SimTime) -> Option<u32> {
        self.on_duty = self.staff.on_duty(now);
        if self.share != UNCHANGED {
            let serve = |all: u32| u32::try_from(i64::from(all) * self.share / UNCHANGED).unwrap_or(u32::MAX);
            self.on_duty = if self.share == 0 { Some(0) } else { self.on_duty.map(serve) };
        }
        self.on_duty
    }

    /// Only a share of those on duty serve, in parts per million, rounded down; who is being served is served to the end.
    pub fn limit(&mut self, share: i64, now: SimTime) -> Option<u32> {
        self.share = share;
        self.change(now)
    }

    /// Whoever is next and can begin.
    #[inline]
    pub fn call(&mut self) -> Option<T> {
        if !self.is_free() {
            return None;
        }
        let next = self.queue.pop_front()?;
        self.busy += 1;
        Some(next)
    }

    #[inline]
    fn is_free(&self) -> bool {
        self.on_duty.is_none_or(|servers| self.busy < servers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Span;

    #[test]
    fn serves_in_the_order_of_arrival() {
        let mut crew = Crew::new(Staff::always(Some(2)));
        assert_eq!(
            [crew.come(1), crew.come(2), crew.come(3), crew.come(4)],
            [Turn::Now, Turn::Now, Turn::Later, Turn::Later]
        );
        assert_eq!([crew.done(), crew.done(), crew.done()], [Some(3), Some(4), None]);
        assert_eq!(crew.come(5), Turn::Now);
    }

    #[test]
    fn who_leaves_the_queue_is_not_served_and_the_others_keep_their_places() {
        let mut crew = Crew::new(Staff::always(Some(1)));
        for who in 1..=4 {
            crew.come(who);
        }
        let leave = |who: i32, crew: &mut Crew<i32>| crew.leave(|other| *other == who);
        assert_eq!([leave(1, &mut crew), leave(3, &mut crew), leave(3, &mut crew)], [None, Some(3), None]);
        assert_eq!([crew.done(), crew.done(), crew.done()], [Some(2), Some(4), None]);
    }

    #[test]
    fn who_finds_no_room_is_turned_away() {
        let mut crew = Crew::new(Staff::always(Some(1))).with_room(Some(2));
        assert_eq!([crew.come(1), crew.come(2), crew.come(3)], [Turn::Now, Turn::Later, Turn::Away]);
        assert_eq!(crew.done(), Some(2));
        assert_eq!(crew.come(4), Turn::Later);
        assert_eq!([crew.join(5), crew.come(6)], [Turn::Later, Turn::Away]);
    }

    #[test]
    fn a_smaller_shift_ends_what_it_has_begun_and_a_larger_one_takes_more() {
        let day = |day: i64| SimTime::ZERO + Span::DAY * day;
        let servers = Dated::from_list(vec![(day(0), Some(2)), (day(1), Some(1)), (day(2), Some(3))]);
        let staff = Staff { servers: servers.expect("in order"), hours: None };
        assert_eq!((staff.most(), staff.next_change(day(1))), (Some(3), day(2)));
        let mut crew = Crew::new(staff);
        for who in 1..=5 {
            crew.come(who);
        }
        assert_eq!(crew.change(day(1)), Some(1));
        assert_eq!([crew.done(), crew.done()], [None, Some(3)], "two are served, one may be");
        assert_eq!(crew.change(day(2)), Some(3));
        assert_eq!([crew.call(), crew.call(), crew.call()], [Some(4), Some(5), None]);
    }
}
