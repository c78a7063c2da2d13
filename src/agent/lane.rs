//! A lane: a carrier's service between two places, by sea, air, rail or road. Goods leave at once or with a departure
//! that has room for them, and arrive after the transit.

mod emissions;
mod hold;
mod keys;

use super::{Agent, Ctx, Kept};
use crate::chain::{
    Chance, Duty, Fact, Factor, Instant, Kind, Part, Passage, Pause, Probe, Quote, Role, Service, SiteTerms, Stage,
    Stands, Tariff, TimeLaw, Timetable,
};
use crate::engine::{EntityKey, Seat};
use crate::reading::{Reading, departures};
use crate::text::{KeySpec, Reader};
use crate::units::{AgentId, ShipmentId, SimTime, SiteId, Span, Units};
use emissions::Mode;
use hold::Hold;
use std::collections::VecDeque;

/// The timers of a lane.
#[derive(Clone, Copy, Debug)]
pub enum Timer {
    /// The next vehicle departs.
    Depart,
    /// A shipment arrives.
    Arrive(ShipmentId),
}

/// A carrier's service between two places.
#[derive(Clone, Debug)]
pub struct Lane {
    origin: EntityKey,
    departs: Option<Timetable>,
    quay: SiteId,
    /// Departures so far; the number is the key for each vehicle's random draws.
    departures: u64,
    cut_off: Span,
    cancelled: Option<Chance>,
    lateness: Option<TimeLaw>,
    transit: Passage,
    hold: Hold,
    price: Tariff,
    /// Whether holding cost is charged on goods on board.
    holds: bool,
    damage: Option<Chance>,
    /// Grams of CO2 equivalent per tonne of goods.
    emissions: Option<i64>,
    waiting: VecDeque<(ShipmentId, SimTime)>,
    seat: Option<Seat>,
}

impl Agent for Lane {
    type Timer = Timer;
    const KIND: Kind = Kind::new(Role::HoldsShipments)
        .charging(&[Duty::Carry, Duty::Queue, Duty::Hold])
        .standing(Stands::Between)
        .struck(&[Pause::Shipping, Pause::Transit, Pause::Receipt], &[Factor::Capacity, Factor::Speed, Factor::Price]);
    const KEYS: &[KeySpec] = keys::KEYS;

    fn resolve(reader: &Reader<'_>, me: AgentId, reading: &mut Reading<'_>) -> Option<Self> {
        let mode = reading.choice(reader, "mode", &Mode::NAMES);
        let (from, to) = (reading.place_named(reader, "from"), reading.place_named(reader, "to"));
        let departs = departures(reader, from, reading);
        let cut_off = reading.time(reader, "cut_off").unwrap_or(Span::ZERO);
        let transit = reading.time_law(reader, "transit");
        let lateness = reading.signed_time_law(reader, "lateness");
        let random = transit.iter().chain(&lateness).any(TimeLaw::is_random);
        let overtaking = reading.overtaking(reader, random);
        let mut price = reading.tariff(reader, "price").unwrap_or_default();
        if let Some(cm3_per_kg) = reading.volumetric(reader, "volumetric") {
            price = price.volumetric(cm3_per_kg);
        }
        let wait_limit = reading.time(reader, "wait_limit");
        let quay = departs.as_ref().map(|_| reading.queues_at(SiteTerms::desk(me, None, wait_limit)));
        let time = transit.iter().chain(&lateness).map(TimeLaw::mean).fold(Span::ZERO, |sum, mean| sum + mean);
        let waits = departs.as_ref().map_or(Span::ZERO, Timetable::mean_wait);
        reading.offers(me, Service::All(Quote { price: price.clone(), time: time + waits + cut_off }));
        let hold = Hold::read(reader, reading);
        if departs.is_some() {
            reading.holds(me, hold.size());
        }
        let lane = Self {
            origin: EntityKey::origin(reader.path()),
            departs,
            quay: quay.unwrap_or_default(),
            departures: 0,
            cut_off,
            cancelled: reading.chance(reader, "cancelled"),
            lateness,
            transit: Passage::new(transit, overtaking),
            hold,
            price,
            holds: reading.holds_under_way(reader, me),
            damage: reading.chance(reader, "damage"),
            emissions: emissions::read(reader, mode, (from, to), reading),
            waiting: VecDeque::new(),
            seat: None,
        };
        reading.finish(reader);
        Some(lane)
    }

    fn start(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        if self.departs.is_some() {
            self.seat = Some(ctx.seat());
            self.await_departure(ctx);
        }
    }

    #[inline(never)]
    fn on_shipment(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let now = ctx.now();
        if self.departs.is_none() {
            if ctx.must_wait(Pause::Shipping, |_| Kept::Shipment(id)) {
                ctx.books().shipments[id].enter(Stage::Departure, now);
                return;
            }
            self.leave(id, 0, ctx);
            return;
        }
        ctx.books().shipments[id].enter(Stage::Departure, now);
        self.waiting.push_back((id, now));
        ctx.note(Fact::Queued(self.quay));
    }

    #[inline(never)]
    fn on_timer(&mut self, timer: Timer, ctx: &mut Ctx<'_, impl Probe>) {
        match timer {
            Timer::Depart => self.depart(ctx),
            Timer::Arrive(_) if ctx.must_wait(Pause::Receipt, |_| Kept::Timer(timer.into())) => {}
            Timer::Arrive(id) => self.arrive(id, ctx),
        }
    }
}

impl Lane {
    fn await_departure(&self, ctx: &mut Ctx<'_, impl Probe>) {
        if let (Some(departs), Some(seat)) = (&self.departs, self.seat) {
            let next = departs.after(ctx.now());
            if next < SimTime::NEVER {
                ctx.set_seat(seat, next, Instant::Departures, Timer::Depart);
            }
        }
    }

    fn depart(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        let vehicle = self.origin.nth(self.departures);
        self.departures += 1;
        self.await_departure(ctx);
        if ctx.is_paused(Pause::Shipping) {
            return;
        }
        if self.cancelled.as_ref().is_some_and(|cancelled| ctx.happens(cancelled, vehicle)) {
            ctx.note(Fact::Cancelled { lane: me });
            return;
        }
        let late = self.lateness.as_ref().map_or(0, |law| law.signed(ctx.streams(), vehicle));
        let (mut room, mut load) = (self.hold.under(ctx.factor(Factor::Capacity)), 0);
        while let Some((id, came)) = self.waiting.front().copied() {
            if came + self.cut_off > now {
                break;
            }
            let all = ctx.books().shipments[id].load;
            let fits = room.takes(all, load == 0, &self.hold);
            if fits == Units::ZERO && all.units.is_positive() {
                break;
            }
            let order = ctx.books().shipments[id].order;
            let parts = ctx.books().orders[order].buyer.stock_point().is_some();
            let aboard = if fits < all.units && parts {
                let (books, network) = ctx.books_and_network();
                let off = books.split(network, id, fits);
                ctx.note(Fact::Split { from: id, off });
                off
            } else if fits < all.units && load > 0 {
                break;
            } else {
                self.waiting.pop_front();
                ctx.note(Fact::Began { site: self.quay, waited: now - came });
                id
            };
            room.load(ctx.books().shipments[aboard].load);
            load += 1;
            self.leave(aboard, late, ctx);
            if aboard != id {
                break;
            }
        }
        ctx.note(Fact::Departed { lane: me, load });
    }

    fn leave(&mut self, id: ShipmentId, late: i64, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        ctx.books().charge(now, id, &self.price, Part::Freight, me);
        let shipment = &mut ctx.books().shipments[id];
        shipment.enter(Stage::LineHaul, now);
        let key = shipment.key;
        if let Some(per_tonne) = self.emissions {
            let weight = ctx.books().shipments[id].load.size.grams;
            ctx.note(Fact::Emitted { lane: me, grams: emissions::grams(per_tonne, weight) });
        }
        let clock = ctx.clock();
        let arrival = self.transit.end(clock, late, key, ctx.streams());
        if self.holds {
            let units = ctx.books().shipments[id].load.units;
            ctx.go_with_me(units);
        }
        ctx.note(Fact::Sailed { lane: me, shipment: id, arrives: now + (arrival - clock) });
        if ctx.is_over(arrival) {
            self.arrive(id, ctx);
        } else {
            ctx.hold(arrival, Timer::Arrive(id));
        }
    }

    fn arrive(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        if ctx.conditions().may_change(me) {
            let took = now - ctx.books().shipments[id].since();
            ctx.note(Fact::Landed { lane: me, took });
        }
        if self.holds {
            let units = ctx.books().shipments[id].load.units;
            ctx.go_with_me(-units);
        }
        if let Some(damage) = self.damage
            && ctx.scrap(id, |ctx, shipment| ctx.among(&damage, shipment.units, shipment.key), false)
        {
            return;
        }
        ctx.pass_on(id);
    }
}
