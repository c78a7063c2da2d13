//! A supplier: manufacturer, brand owner or distributor. It makes every order ready after its lead time, whatever the
//! quantity, and is paid when the goods are received.

use super::{Agent, Ctx};
use crate::chain::{Probe, Resolver, Role, Stage, TimeLaw};
use crate::text::Reader;
use crate::units::{AgentId, OrderId, SimTime, Span};

/// What a supplier reminds itself of.
#[derive(Clone, Copy, Debug)]
pub enum Timer {
    /// This order is ready.
    Ready(OrderId),
}

/// Who makes goods ready.
#[derive(Clone, Debug)]
pub struct Supplier {
    lead_time: Option<TimeLaw>,
    lateness: Option<TimeLaw>,
    overtaking: bool,
    last_ready: SimTime,
}

impl Agent for Supplier {
    type Timer = Timer;
    const ROLE: Role = Role::TakesOrders;

    fn resolve(reader: &Reader<'_>, _me: AgentId, resolver: &Resolver<'_>) -> Option<Self> {
        let lead_time = resolver.time_law(reader, "lead_time");
        let lateness = resolver.signed_time_law(reader, "lateness");
        let random = lead_time.iter().chain(&lateness).any(TimeLaw::is_random);
        let overtaking = resolver.overtaking(reader, random);
        resolver.finish(reader);
        Some(Self { lead_time, lateness, overtaking, last_ready: SimTime::ZERO })
    }

    fn on_order(&mut self, id: OrderId, ctx: &mut Ctx<'_, impl Probe>) {
        let key = ctx.books().orders[id].key;
        let draw = |law: &Option<TimeLaw>| law.as_ref().map_or(0, |law| law.signed(ctx.streams(), key));
        let span = Span::from_micros((draw(&self.lead_time) + draw(&self.lateness)).max(0));
        let mut ready = ctx.now() + span;
        if !self.overtaking {
            ready = ready.max(self.last_ready);
            self.last_ready = ready;
        }
        ctx.wake(ready, Timer::Ready(id));
    }

    fn on_timer(&mut self, timer: Timer, ctx: &mut Ctx<'_, impl Probe>) {
        let Timer::Ready(order) = timer;
        let me = ctx.me();
        let parcel = ctx.books().make(order);
        let shipment = ctx.send(parcel, Stage::Departure);
        let (books, network) = ctx.books_and_network();
        books.owe(network, shipment, me);
        ctx.pass_on(shipment);
    }
}
