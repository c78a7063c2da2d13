//! A lane: a carrier's service between two places. Goods leave at once or with the next departure, and arrive after the
//! transit.

mod departures;

use super::{Agent, Ctx};
use crate::chain::{Fact, Instant, Part, Probe, Resolver, Role, Site, SiteTerms, Stage, Tariff, TimeLaw, Timetable};
use crate::engine::Seat;
use crate::text::Reader;
use crate::units::{AgentId, ShipmentId, SimTime, Span};
use std::collections::VecDeque;

/// What a lane reminds itself of.
#[derive(Clone, Copy, Debug)]
pub enum Timer {
    /// The next vehicle leaves.
    Depart,
    /// This shipment arrives.
    Arrive(ShipmentId),
}

/// A carrier's service between two places.
#[derive(Clone, Debug)]
pub struct Lane {
    departs: Option<Timetable>,
    cut_off: Span,
    transit: Option<TimeLaw>,
    overtaking: bool,
    price: Tariff,
    waiting: VecDeque<(ShipmentId, SimTime)>,
    last_arrival: SimTime,
    seat: Option<Seat>,
}

impl Agent for Lane {
    type Timer = Timer;
    const ROLE: Role = Role::HoldsShipments;

    fn resolve(reader: &Reader<'_>, me: AgentId, resolver: &Resolver<'_>) -> Option<Self> {
        let from = resolver.place_named(reader, "from");
        let departs = departures::read(reader, from, resolver);
        let cut_off = resolver.time(reader, "cut_off").unwrap_or(Span::ZERO);
        let transit = resolver.time_law(reader, "transit");
        let overtaking = resolver.overtaking(reader, transit.as_ref().is_some_and(TimeLaw::is_random));
        let price = resolver.tariff(reader, "price").unwrap_or_default();
        let wait_limit = resolver.time(reader, "wait_limit");
        if departs.is_some() {
            resolver.queues_at(SiteTerms { site: Site::Desk(me), servers: None, wait_limit });
        }
        resolver.finish(reader);
        Some(Self {
            departs,
            cut_off,
            transit,
            overtaking,
            price,
            waiting: VecDeque::new(),
            last_arrival: SimTime::ZERO,
            seat: None,
        })
    }

    fn start(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        if self.departs.is_some() {
            self.seat = Some(ctx.seat());
            self.await_departure(ctx);
        }
    }

    fn on_shipment(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        if self.departs.is_none() {
            self.leave(id, ctx);
            return;
        }
        let (now, me) = (ctx.now(), ctx.me());
        ctx.books().shipments[id].enter(Stage::Departure, now);
        self.waiting.push_back((id, now));
        ctx.note(Fact::Queued(Site::Desk(me)));
    }

    fn on_timer(&mut self, timer: Timer, ctx: &mut Ctx<'_, impl Probe>) {
        match timer {
            Timer::Depart => self.depart(ctx),
            Timer::Arrive(id) => ctx.pass_on(id),
        }
    }
}

impl Lane {
    fn await_departure(&self, ctx: &mut Ctx<'_, impl Probe>) {
        if let (Some(departs), Some(seat)) = (&self.departs, self.seat) {
            let next = departs.after(ctx.now());
            if next < SimTime::NEVER {
                ctx.stand(seat, next, Instant::Departures, Timer::Depart);
            }
        }
    }

    fn depart(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        let mut load = 0;
        while let Some((id, came)) = self.waiting.front().copied() {
            if came + self.cut_off > now {
                break;
            }
            self.waiting.pop_front();
            load += 1;
            ctx.note(Fact::Began { site: Site::Desk(me), waited: now - came });
            self.leave(id, ctx);
        }
        ctx.note(Fact::Departed { lane: me, load });
        self.await_departure(ctx);
    }

    fn leave(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        ctx.books().charge(id, &self.price, Part::Freight, me);
        let shipment = &mut ctx.books().shipments[id];
        shipment.enter(Stage::LineHaul, now);
        let key = shipment.key;
        let mut arrival = now + self.transit.as_ref().map_or(Span::ZERO, |transit| ctx.draw(transit, key));
        if !self.overtaking {
            arrival = arrival.max(self.last_arrival);
            self.last_arrival = arrival;
        }
        if arrival == now {
            ctx.pass_on(id);
        } else {
            ctx.wake(arrival, Timer::Arrive(id));
        }
    }
}
