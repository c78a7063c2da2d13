//! A port or airport: landed goods wait for a berth, are unloaded and collected. One distribution covers all of it.

use super::{Agent, Ctx, Kept};
use crate::chain::{Factor, Kind, Part, Passage, Pause, Probe, Quote, Role, Service, Stage, Tariff, TimeLaw};
use crate::reading::Reading;
use crate::text::{KeySpec, Measure, Reader, Shape};
use crate::units::{AgentId, ShipmentId, Span};

const TARIFF: Shape = Shape::ByDate(&Shape::List(&Shape::Quantity(Measure::Tariff)));

/// The timers of a port.
#[derive(Clone, Copy, Debug)]
pub enum Timer {
    /// A shipment is collected.
    Fetched(ShipmentId),
}

/// A port or airport.
#[derive(Clone, Debug)]
pub struct Port {
    dwell: Passage,
    price: Tariff,
    /// Days that are free of demurrage.
    free_days: i64,
    /// The charge for a day.
    demurrage: Tariff,
}

impl Agent for Port {
    type Timer = Timer;
    const KIND: Kind = Kind::new(Role::HoldsShipments)
        .charging(&[])
        .struck(&[Pause::Shipping, Pause::Transit, Pause::Receipt], &[Factor::Speed, Factor::Price]);
    const KEYS: &[KeySpec] = &[
        KeySpec::new("at", Shape::Name("place"), "Where goods land."),
        KeySpec::new(
            "dwell",
            Shape::Law(Measure::Time),
            "Time from landing to collection, including berth and unloading.",
        ),
        KeySpec::new("overtaking", Shape::Truth, "Whether a shipment may be collected before one that landed earlier.")
            .otherwise("required if the time is random"),
        KeySpec::new("price", TARIFF, "The charge for every shipment on landing.").otherwise("free"),
        KeySpec::new(
            "free_days",
            Shape::Quantity(Measure::Time),
            "The days free of demurrage, in periods of 24 h from landing; a whole number.",
        )
        .or("\"0 d\"")
        .needs(&["demurrage"]),
        KeySpec::new(
            "demurrage",
            Shape::ByDate(&Shape::List(&Shape::Quantity(Measure::DailyTariff))),
            "The charge for every begun period of 24 h in the port beyond `free_days`, due when the shipment leaves.",
        )
        .otherwise("free"),
    ];

    fn resolve(reader: &Reader<'_>, me: AgentId, reading: &mut Reading<'_>) -> Option<Self> {
        reading.place_named(reader, "at");
        let dwell = reading.time_law(reader, "dwell");
        let overtaking = reading.overtaking(reader, dwell.as_ref().is_some_and(TimeLaw::is_random));
        let price = reading.tariff(reader, "price").unwrap_or_default();
        let free_days = reading.whole_days(reader, "free_days").unwrap_or(0);
        let demurrage = reading.daily_tariff(reader, "demurrage").unwrap_or_default();
        reading.finish(reader);
        let time = dwell.as_ref().map_or(Span::ZERO, TimeLaw::mean);
        reading.offers(me, Service::All(Quote { price: price.clone(), time }));
        Some(Self { dwell: Passage::new(dwell, overtaking), price, free_days, demurrage })
    }

    #[inline(never)]
    fn on_shipment(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        if ctx.must_wait(Pause::Receipt, |_| Kept::Shipment(id)) {
            return;
        }
        let (now, me) = (ctx.now(), ctx.me());
        ctx.books().charge(now, id, &self.price, Part::Freight, me);
        let shipment = &mut ctx.books().shipments[id];
        shipment.enter(Stage::Port, now);
        let key = shipment.key;
        let fetched = self.dwell.end(ctx.clock(), 0, key, ctx.streams());
        if ctx.is_over(fetched) {
            self.release(id, ctx);
        } else {
            ctx.hold(fetched, Timer::Fetched(id));
        }
    }

    #[inline(never)]
    fn on_timer(&mut self, timer: Timer, ctx: &mut Ctx<'_, impl Probe>) {
        if ctx.must_wait(Pause::Shipping, |_| Kept::Timer(timer.into())) {
            return;
        }
        let Timer::Fetched(id) = timer;
        self.release(id, ctx);
    }
}

impl Port {
    fn release(&self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        if !self.demurrage.is_free() {
            self.charge_stay(id, ctx);
        }
        ctx.pass_on(id);
    }

    /// Charges the begun days beyond the free ones.
    #[inline(never)]
    fn charge_stay(&self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        let stayed = (now - ctx.books().shipments[id].since()).micros();
        let day = Span::DAY.micros();
        let begun = (stayed + day - 1) / day;
        let days = (begun - self.free_days).max(0);
        ctx.books().charge_days(now, id, &self.demurrage, days, Part::Freight, me);
    }
}
