//! How a courier collects parcels: as they come, or at fixed times, and no more than its capacity a day. What is too much
//! waits for the next van or the next day, in the order in which it came.

use super::Timer;
use crate::agent::Ctx;
use crate::chain::{Fact, Instant, Pause, Probe, SiteTerms, Stage, Timetable};
use crate::engine::Seat;
use crate::reading::{Reading, departures};
use crate::text::Reader;
use crate::units::{AgentId, ShipmentId, SimTime, SiteId, Span};
use std::collections::VecDeque;

/// How it collects.
#[derive(Clone, Debug)]
pub(super) struct Pickup {
    departs: Option<Timetable>,
    /// Parcels a day.
    capacity: Option<u64>,
    quay: SiteId,
    /// Parcels collected on the day that began then.
    today: u64,
    day: i64,
    load: u64,
    waiting: VecDeque<(ShipmentId, SimTime)>,
    seat: Option<Seat>,
}

impl Pickup {
    pub(super) fn read(reader: &Reader<'_>, me: AgentId, resolver: &mut Reading<'_>) -> Self {
        let at = resolver.place_named(reader, "at");
        let departs = departures(reader, at, resolver);
        let capacity = resolver.parcels_a_day(reader, "capacity");
        let wait_limit = resolver.time(reader, "wait_limit");
        let queues = departs.is_some() || capacity.is_some();
        let quay = if queues { resolver.queues_at(SiteTerms::desk(me, None, wait_limit)) } else { SiteId::default() };
        Self { departs, capacity, quay, today: 0, day: 0, load: 0, waiting: VecDeque::new(), seat: None }
    }

    pub(super) fn start(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        if self.departs.is_some() || self.capacity.is_some() {
            self.seat = Some(ctx.seat());
            self.end(ctx);
        }
    }

    /// Whether every parcel goes as it comes.
    pub(super) fn is_at_once(&self) -> bool {
        self.seat.is_none()
    }

    /// Whether parcels go at any time of a day, as long as its capacity lasts.
    pub(super) fn is_all_day(&self) -> bool {
        self.seat.is_some() && self.departs.is_none()
    }

    /// A parcel comes; true if it goes at once.
    pub(super) fn come(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) -> bool {
        if self.seat.is_none() {
            return true;
        }
        let now = ctx.now();
        ctx.books().shipments[id].enter(Stage::Departure, now);
        ctx.note(Fact::Queued(self.quay));
        if self.departs.is_none() && self.waiting.is_empty() && self.has_room(ctx) {
            self.today += 1;
            ctx.note(Fact::Began { site: self.quay, waited: Span::ZERO });
            return true;
        }
        self.waiting.push_back((id, now));
        false
    }

    /// A van comes, or a day begins.
    pub(super) fn begin(&mut self, _ctx: &Ctx<'_, impl Probe>) {
        self.load = 0;
    }

    /// The next parcel that goes.
    pub(super) fn next(&mut self, ctx: &mut Ctx<'_, impl Probe>) -> Option<ShipmentId> {
        let now = ctx.now();
        if !self.has_room(ctx) {
            return None;
        }
        let (id, came) = self.waiting.pop_front()?;
        self.today += 1;
        self.load += 1;
        ctx.note(Fact::Began { site: self.quay, waited: now - came });
        Some(id)
    }

    /// The van leaves; the next one is due.
    pub(super) fn end(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        let next = match &self.departs {
            Some(departs) => departs.after(now),
            None => SimTime::from_micros((now.micros() / Span::DAY.micros() + 1) * Span::DAY.micros()),
        };
        if self.departs.is_some() && now > SimTime::ZERO {
            ctx.note(Fact::Departed { lane: me, load: self.load });
        }
        if let Some(seat) = self.seat {
            ctx.stand(seat, next, Instant::Departures, Timer::Collect);
        }
    }

    fn has_room(&mut self, ctx: &Ctx<'_, impl Probe>) -> bool {
        let now = ctx.now();
        let day = now.micros() / Span::DAY.micros();
        if day != self.day {
            (self.day, self.today) = (day, 0);
        }
        if ctx.conditions().any() {
            let full = self.capacity.map_or(i64::MAX, |capacity| i64::try_from(capacity).unwrap_or(i64::MAX));
            let room = ctx.conditions().capacity(ctx.me(), full);
            return !ctx.is_paused(Pause::Shipping) && i64::try_from(self.today).is_ok_and(|today| today < room);
        }
        self.capacity.is_none_or(|capacity| self.today < capacity)
    }
}
