//! A courier: it brings parcels to the door, tries again after a failed attempt, and finally sends them back.

mod keys;
mod pickup;

use super::{Agent, Ctx, Kept};
use crate::chain::{
    Chance, Duty, Fact, Factor, Hours, Kind, Part, Passage, Pause, Probe, Quote, ReturnRoute, Role, Service, Stage,
    Stands, Tariff, TimeLaw,
};
use crate::reading::Reading;
use crate::text::{Code, KeySpec, Problem, Reader};
use crate::units::{AgentId, Id, ShipmentId, SimTime, Span};
use pickup::Pickup;

/// The largest number of attempts that may be set.
const MOST_ATTEMPTS: u32 = 100;
/// The largest share of attempts that may fail if `attempts` does not end them, in parts per million.
const MOST_FAILED: u32 = 990_000;

/// The timers of a courier.
#[derive(Clone, Copy, Debug)]
pub enum Timer {
    /// The next van leaves, or the next day's capacity begins.
    Collect,
    /// The n-th attempt to deliver a parcel. The chance that 16 bits do not suffice is below 1e-285.
    Attempt(ShipmentId, u16),
}

/// A last-mile courier.
#[derive(Clone, Debug)]
pub struct Courier {
    zones: Vec<Zone>,
    /// The zone of each market, by agent; empty if there is one zone for all.
    zone_of: Vec<u32>,
    pickup: Pickup,
    /// When it attempts deliveries; `None` is always.
    hours: Option<Hours>,
    /// The order in which parcels reach their doors; the zone determines how long each takes.
    order: Passage,
    attempts: u32,
    failed: Vec<Chance>,
    retry: Option<TimeLaw>,
    /// The return route of undeliverable parcels; without one they are abandoned.
    back: Option<ReturnRoute>,
}

/// A set of markets with the same terms.
#[derive(Clone, Debug)]
struct Zone {
    transit: Option<TimeLaw>,
    price: Tariff,
}

impl Agent for Courier {
    type Timer = Timer;
    const KIND: Kind = Kind::new(Role::HoldsShipments)
        .charging(&[Duty::Deliver, Duty::Queue, Duty::TurnAway])
        .standing(Stands::ToTheDoor)
        .struck(&[Pause::Shipping, Pause::Transit, Pause::Receipt], &[Factor::Capacity, Factor::Speed, Factor::Price]);
    const KEYS: &[KeySpec] = keys::KEYS;

    fn resolve(reader: &Reader<'_>, me: AgentId, reading: &mut Reading<'_>) -> Option<Self> {
        let mut zones = Vec::new();
        let mut zone_of = Vec::new();
        let mut service = Vec::new();
        if reader.rows("to").is_empty() {
            zones.push(Zone::read(reader, reading));
        } else {
            zone_of.resize(reading.names().agents.len(), u32::MAX);
            reading.refuse_unknown_markets(reader, "to");
            for (market, row) in reading.rows_to_markets(reader, "to") {
                zone_of[market.index()] = u32::try_from(zones.len()).ok()?;
                let zone = Zone::read(&row, reading);
                service.push((market, zone.quote()));
                zones.push(zone);
                reading.finish(&row);
            }
        }
        let service = if zone_of.is_empty() { Service::All(zones[0].quote()) } else { Service::Markets(service) };
        reading.offers(me, service);
        let random = zones.iter().any(|zone| zone.transit.as_ref().is_some_and(TimeLaw::is_random));
        let overtaking = reading.overtaking(reader, random);
        let attempts = reading.count(reader, "attempts", MOST_ATTEMPTS);
        let failed = reading.chances(reader, "failed_attempts");
        let retry = reading.time_law(reader, "retry");
        if let Some(failed) = failed.last().filter(|failed| failed.share.ppm() > MOST_FAILED)
            && reader.get("attempts").is_none()
        {
            let place = reader.get("failed_attempts").map_or(reader.place(), |node| node.place);
            let cause = format!("if {} of the attempts fail, `attempts` must limit them", failed.share);
            reading.report(Problem::new(Code::OutOfRange, place, cause).help("for instance `attempts = 3`"));
        }
        let back = reading.return_route(reader, me);
        let at = reading.place_named(reader, "at");
        let hours = reading.hours(reader, at);
        let pickup = Pickup::read(reader, me, reading);
        reading.finish(reader);
        // Without `attempts` there is no limit: attempts go on until one succeeds.
        Some(Self {
            zones,
            zone_of,
            pickup,
            hours,
            order: Passage::new(None, overtaking),
            attempts: attempts.unwrap_or(u32::MAX),
            failed,
            retry,
            back,
        })
    }

    fn start(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        self.pickup.start(ctx);
    }

    fn on_shipment(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        if self.pickup.is_at_once() && ctx.must_wait(Pause::Shipping, |_| Kept::Shipment(id)) {
            let now = ctx.now();
            ctx.books().shipments[id].enter(Stage::Departure, now);
            return;
        }
        if self.pickup.arrive(id, ctx) {
            self.leave(id, ctx);
        }
    }

    fn on_timer(&mut self, timer: Timer, ctx: &mut Ctx<'_, impl Probe>) {
        match timer {
            Timer::Collect => {
                self.pickup.begin();
                self.collect(ctx);
                self.pickup.end(ctx);
            }
            Timer::Attempt(id, number) => {
                // A parcel that was held up on the way may arrive outside the hours planned for it.
                let next_attempt = if ctx.conditions().any() { self.next_attempt(ctx.now()) } else { ctx.now() };
                if next_attempt > ctx.now() {
                    ctx.wake(next_attempt, timer);
                } else if !ctx.must_wait(Pause::Receipt, |_| Kept::Timer(timer.into())) {
                    self.attempt(id, number, ctx);
                }
            }
        }
    }

    fn on_change(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        if self.pickup.is_all_day() {
            self.collect(ctx);
        }
    }
}

impl Zone {
    fn read(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Self {
        let price = reading.tariff(reader, "price").unwrap_or_default();
        let surcharge = reading.tariff(reader, "surcharge").unwrap_or_default();
        Self { transit: reading.time_law(reader, "transit"), price: price.and(&surcharge) }
    }

    fn quote(&self) -> Quote {
        Quote { price: self.price.clone(), time: self.transit.as_ref().map_or(Span::ZERO, TimeLaw::mean) }
    }
}

impl Courier {
    /// Sends waiting parcels off, as many as may leave.
    fn collect(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        while let Some(id) = self.pickup.next(ctx) {
            self.leave(id, ctx);
        }
    }

    fn leave(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        let shipment = &mut ctx.books().shipments[id];
        shipment.enter(Stage::LastMile, now);
        let (key, destination) = (shipment.key, shipment.destination);
        let zone = match self.zone_of.get(destination.index()) {
            Some(zone) => &self.zones[*zone as usize],
            None => &self.zones[0],
        };
        ctx.books().charge(now, id, &zone.price, Part::Courier, me);
        let arrival = ctx.clock() + zone.transit.as_ref().map_or(Span::ZERO, |transit| ctx.draw(transit, key));
        let arrival = self.order.in_turn(arrival);
        if ctx.conditions().may_change(me) {
            ctx.hold(arrival, Timer::Attempt(id, 1));
        } else {
            ctx.wake(self.next_attempt(arrival), Timer::Attempt(id, 1));
        }
    }

    /// Returns when the courier can attempt a delivery, from this time on.
    fn next_attempt(&self, from: SimTime) -> SimTime {
        self.hours.as_ref().map_or(from, |hours| hours.next_open(from))
    }

    fn attempt(&mut self, id: ShipmentId, number: u16, ctx: &mut Ctx<'_, impl Probe>) {
        let (me, attempt) = (ctx.me(), u32::from(number));
        if let Some(failed) = self.failed.get(attempt as usize - 1).or(self.failed.last()) {
            let key = ctx.books().shipments[id].key.nth(u64::from(attempt));
            if ctx.happens(failed, key) {
                if attempt >= self.attempts {
                    ctx.note(Fact::Dropped { courier: me, attempts: attempt, delivered: false });
                    match self.back {
                        Some(back) => ctx.go_back(id, back),
                        None => ctx.turn_away(id),
                    }
                } else {
                    let again = ctx.now() + self.retry.as_ref().map_or(Span::ZERO, |retry| ctx.draw(retry, key));
                    ctx.wake(self.next_attempt(again), Timer::Attempt(id, number.saturating_add(1)));
                }
                return;
            }
        }
        ctx.note(Fact::Dropped { courier: me, attempts: attempt, delivered: true });
        ctx.pass_on(id);
    }
}
