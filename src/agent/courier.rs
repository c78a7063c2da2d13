//! A courier: brings parcels to the door, tries again when nobody is there, and at last sends them back.

use super::{Agent, Ctx};
use crate::chain::{Chance, Fact, Failure, Part, Probe, Resolver, Role, Stage, Tariff, TimeLaw};
use crate::text::{Code, Problem, Reader};
use crate::units::{AgentId, ShipmentId, SimTime, Span};

/// Attempts that a courier makes at most.
const MOST_ATTEMPTS: u32 = 100;
/// The share of attempts that may fail where nothing ends them, in parts per million.
const MOST_FAILED: u32 = 990_000;

/// What a courier reminds itself of.
#[derive(Clone, Copy, Debug)]
pub enum Timer {
    /// The n-th attempt to hand this parcel over.
    Attempt(ShipmentId, u32),
}

/// The last mile.
#[derive(Clone, Debug)]
pub struct Courier {
    transit: Option<TimeLaw>,
    overtaking: bool,
    attempts: u32,
    failed: Option<Chance>,
    retry: Option<TimeLaw>,
    price: Tariff,
    last_arrival: SimTime,
}

impl Agent for Courier {
    type Timer = Timer;
    const ROLE: Role = Role::HoldsShipments;

    fn resolve(reader: &Reader<'_>, _me: AgentId, resolver: &Resolver<'_>) -> Option<Self> {
        let transit = resolver.time_law(reader, "transit");
        let overtaking = resolver.overtaking(reader, transit.as_ref().is_some_and(TimeLaw::is_random));
        let attempts = resolver.count(reader, "attempts", MOST_ATTEMPTS);
        let failed = resolver.chance(reader, "failed_attempts");
        let retry = resolver.time_law(reader, "retry");
        let price = resolver.tariff(reader, "price").unwrap_or_default();
        if let Some(failed) = failed.filter(|failed| failed.share.ppm() > MOST_FAILED)
            && reader.get("attempts").is_none()
        {
            let place = reader.get("failed_attempts").map_or(reader.place(), |node| node.place);
            let cause = format!("when {} of the attempts fail, `attempts` must end them", failed.share);
            resolver.report(Problem::new(Code::OutOfRange, place, cause).help("for instance `attempts = 3`"));
        }
        resolver.finish(reader);
        // Left out, attempts never end: they go on until one succeeds.
        Some(Self {
            transit,
            overtaking,
            attempts: attempts.unwrap_or(u32::MAX),
            failed,
            retry,
            price,
            last_arrival: SimTime::ZERO,
        })
    }

    fn on_shipment(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        ctx.books().charge(id, &self.price, Part::Courier, me);
        let shipment = &mut ctx.books().shipments[id];
        shipment.enter(Stage::LastMile, now);
        let key = shipment.key;
        let mut arrival = now + self.transit.as_ref().map_or(Span::ZERO, |transit| ctx.draw(transit, key));
        if !self.overtaking {
            arrival = arrival.max(self.last_arrival);
            self.last_arrival = arrival;
        }
        ctx.wake(arrival, Timer::Attempt(id, 1));
    }

    fn on_timer(&mut self, timer: Timer, ctx: &mut Ctx<'_, impl Probe>) {
        let Timer::Attempt(id, attempt) = timer;
        let me = ctx.me();
        if let Some(failed) = &self.failed {
            let key = ctx.books().shipments[id].key.nth(u64::from(attempt));
            if ctx.happens(failed, key) {
                if attempt >= self.attempts {
                    ctx.note(Fact::Dropped { courier: me, attempts: attempt, delivered: false });
                    send_back(id, ctx);
                } else {
                    let again = ctx.now() + self.retry.as_ref().map_or(Span::ZERO, |retry| ctx.draw(retry, key));
                    ctx.wake(again, Timer::Attempt(id, attempt + 1));
                }
                return;
            }
        }
        ctx.note(Fact::Dropped { courier: me, attempts: attempt, delivered: true });
        ctx.pass_on(id);
    }
}

fn send_back(id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
    let order = ctx.books().shipments[id].order;
    if ctx.books().send_back(id) {
        ctx.note(Fact::Failed { order, why: Failure::Returned });
        ctx.books().close(order);
    }
}
