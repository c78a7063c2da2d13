//! How a courier collects parcels: as they arrive or at fixed times, up to its daily capacity. The rest wait for the
//! next van or the next day, in the order in which they arrived.

use super::Timer;
use crate::agent::Ctx;
use crate::agent::station::{Station, Turn};
use crate::chain::{Fact, Instant, Pause, Probe, SiteTerms, Stage, Timetable};
use crate::engine::Seat;
use crate::reading::{Reading, departures};
use crate::text::Reader;
use crate::units::{AgentId, ShipmentId, SimTime, SiteId, Span};

/// A courier's collection and its queue.
#[derive(Clone, Debug)]
pub(super) struct Pickup {
    departs: Option<Timetable>,
    /// Parcels per day.
    capacity: Option<u64>,
    /// A queue without servers: parcels wait until a van or a new day calls them.
    station: Station<ShipmentId>,
    /// Parcels collected on the current day of capacity.
    today: u64,
    day: i64,
    load: u64,
    seat: Option<Seat>,
}

impl Pickup {
    pub(super) fn read(reader: &Reader<'_>, me: AgentId, reading: &mut Reading<'_>) -> Self {
        let at = reading.place_named(reader, "at");
        let departs = departures(reader, at, reading);
        let capacity = reading.parcels_a_day(reader, "capacity");
        let wait_limit = reading.time(reader, "wait_limit");
        let queues = departs.is_some() || capacity.is_some();
        let room = reading.count(reader, "room", u32::MAX);
        let terms = SiteTerms { room, ..SiteTerms::desk(me, None, wait_limit) };
        let quay = if queues { reading.queues_at(terms) } else { SiteId::default() };
        let station = Station::on_call(quay, room).with_priority(reader, reading);
        Self { departs, capacity, station, today: 0, day: 0, load: 0, seat: None }
    }

    pub(super) fn start(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        if self.departs.is_some() || self.capacity.is_some() {
            self.station.start(ctx);
            self.seat = Some(ctx.seat());
            self.end(ctx);
        }
    }

    /// Returns whether every parcel leaves as it arrives.
    pub(super) fn is_at_once(&self) -> bool {
        self.seat.is_none()
    }

    /// Returns whether parcels leave at any time of day, within the daily capacity.
    pub(super) fn is_all_day(&self) -> bool {
        self.seat.is_some() && self.departs.is_none()
    }

    /// Takes a parcel that arrives; returns whether it leaves at once. A parcel that finds no room goes back.
    #[inline]
    pub(super) fn arrive(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) -> bool {
        self.seat.is_none() || self.queue(id, ctx)
    }

    #[inline(never)]
    fn queue(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) -> bool {
        let now = ctx.now();
        ctx.books().shipments[id].enter(Stage::Departure, now);
        let goes = self.departs.is_none() && self.station.is_empty() && self.has_room(ctx);
        let (order, route) = ctx.books().shipments[id].line();
        if self.station.arrive(id, order, route, ctx) == Turn::Away {
            ctx.turn_away(id);
            return false;
        }
        goes && self.next(ctx).is_some()
    }

    /// Starts a van's collection, or a new day.
    pub(super) fn begin(&mut self) {
        self.load = 0;
    }

    /// Returns the next parcel that leaves.
    pub(super) fn next(&mut self, ctx: &mut Ctx<'_, impl Probe>) -> Option<ShipmentId> {
        if !self.has_room(ctx) {
            return None;
        }
        let id = self.station.take(ctx)?;
        self.today += 1;
        self.load += 1;
        Some(id)
    }

    /// Ends a collection and sets the next one.
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
            ctx.set_seat(seat, next, Instant::Departures, Timer::Collect);
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
