//! A market: the consumers of a region, who order, may lose patience while they wait, and receive parcels.

mod ar1;
mod arrivals;
mod bootstrap;
mod consumers;
mod demand;
mod history;
mod keys;
mod mix;
mod presale;
mod replay;
mod seasonal;
#[cfg(test)]
mod tests;

use super::{Agent, Ctx, Kept, Notice, Offer};
use crate::chain::{Duty, Fact, Failure, Kind, Order, Patience, Pause, Probe, Role, Route};
use crate::engine::Ticket;
use crate::reading::{Draft, Reading};
use crate::text::{Code, KeySpec, Problem, Reader};
use crate::units::{AgentId, OrderId, ProductId, ShipmentId, Span};
use consumers::{Consumers, Shortage};
use demand::Demand;
pub use keys::ROW;
use presale::Presale;

/// The timers of a market.
#[derive(Clone, Copy, Debug)]
pub enum Timer {
    /// The next order of a demand is due.
    Place(u32),
    /// The next step of a presale is due.
    Presale(u32),
    /// The consumer of a line that had to wait loses patience.
    GiveUp(Ticket<OrderId>),
}

/// The consumers of a region.
#[derive(Clone, Debug)]
pub struct Market {
    demands: Vec<Demand>,
    presales: Vec<Presale>,
    terms: Terms,
    /// A buffer for the orders that a parcel completes.
    completed: Vec<OrderId>,
}

/// What applies to every order of a market.
#[derive(Clone, Debug)]
struct Terms {
    offer: Offer,
    when_short: Shortage,
    consumers: Option<Consumers>,
    /// How long buyers wait, and the promise that it may be a multiple of.
    patience: Option<(Patience, Option<Span>)>,
    promise: Option<Span>,
    /// Whether orders differ in any of these except `when_short`.
    personal: bool,
}

impl Terms {
    /// Sets the consumer, the deadline and the promise of an order.
    #[inline(never)]
    fn make_personal(&self, order: OrderId, consumer: Option<u32>, ctx: &mut Ctx<'_, impl Probe>) {
        let now = ctx.now();
        let key = ctx.books().orders[order].key;
        let patience = self.patience.as_ref().and_then(|(patience, promise)| ctx.patience(patience, *promise, key));
        let consumer = consumer.or_else(|| Some(self.consumers.as_ref()?.draw(key, ctx)));
        let order = &mut ctx.books().orders[order];
        if let Some(patience) = patience {
            order.deadline = order.released + patience;
        }
        if let Some(promise) = self.promise {
            order.promised = now + promise;
        }
        if let Some(consumer) = consumer {
            order.consumer = consumer;
        }
    }
}

impl Agent for Market {
    type Timer = Timer;
    const KIND: Kind = Kind::new(Role::Aside).doing(&[Duty::Buy]).struck(&[Pause::Orders, Pause::Receipt], &[]);
    const KEYS: &[KeySpec] = keys::KEYS;

    fn announce(reader: &Reader<'_>, draft: &mut Draft) {
        draft.substitutes |= Shortage::may_substitute(reader);
    }

    fn resolve(reader: &Reader<'_>, me: AgentId, reading: &mut Reading<'_>) -> Option<Self> {
        let offer = offer(reader, reading);
        let when_short = Shortage::read(reader, reading);
        let consumers = Consumers::read(reader, reading);
        reading.read_year_to_date(reader, me, consumers.is_some());
        let path = match offer {
            Some(Offer::Route(route)) => reading.steps(route),
            _ => Route::default(),
        };
        let promised = path.promise.of(Some(me));
        let own = reading.time_law(reader, "patience").map(Patience::Law);
        let patience = path.patience.or(own).map(|patience| (patience, promised));
        let promise = reading.time(reader, "promise").or(promised);
        if promise.is_some() {
            reading.promises();
        }
        let at = reading.place_named(reader, "at");
        match offer {
            Some(Offer::Route(route)) => reading.sells_by(me, None, route),
            Some(Offer::Platform(platform)) => reading.orders_by(me, platform),
            None => {}
        }
        let mut demands = Vec::new();
        let mut rows = reading.demand_of(me).peekable();
        if reader.get("orders").is_some() || rows.peek().is_none() {
            demands.push(demand::of_market(reader, (me, at), reading));
        }
        for (product, row) in rows {
            demands.push(if row.has_table() {
                demand::of_row((&row, reader), product, (me, at), reading)
            } else {
                None
            });
            reading.finish(&row);
        }
        reading.finish(reader);
        let mut demands = demands.into_iter().collect::<Option<Vec<Demand>>>()?;
        let first_day = reading.clock.first_day();
        let mut presales = Vec::new();
        for demand in &mut demands {
            let (sold, mean_us) = (demand.take_presold(), demand.mean_us());
            presales.extend(sold.into_iter().map(|(demand, sold)| Presale::new(demand, sold, mean_us, first_day)));
        }
        if !presales.is_empty() {
            reading.draft.presellers.push(me);
        }
        let personal = patience.is_some() || promise.is_some() || consumers.is_some();
        let terms = Terms { offer: offer?, when_short, patience, promise, consumers, personal };
        if terms.consumers.is_none() && !demands.iter().any(Demand::states_consumers) {
            refuse_merging(terms.offer, reader, reading);
        }
        Some(Self { demands, presales, terms, completed: Vec::new() })
    }

    fn start(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        for (index, demand) in (0..).zip(&mut self.demands) {
            demand.start(index, ctx);
        }
        for (index, presale) in (0..).zip(&mut self.presales) {
            presale.start(index, ctx);
        }
    }

    #[inline(always)]
    fn on_timer(&mut self, timer: Timer, ctx: &mut Ctx<'_, impl Probe>) {
        let index = match timer {
            Timer::Place(index) => index,
            Timer::Presale(index) => {
                self.presales[index as usize].step(index, &self.terms, ctx);
                return;
            }
            Timer::GiveUp(ticket) => {
                cancel(&self.terms, ticket, ctx);
                return;
            }
        };
        let demand = &mut self.demands[index as usize];
        if ctx.is_paused(Pause::Orders) {
            demand.skip(ctx);
        } else if let Some(order) = demand.place(&self.terms, ctx) {
            ctx.note(Fact::Placed(order));
            pay(order, ctx);
            send(&self.terms, order, ctx);
        }
        demand.schedule(index, ctx);
    }

    #[inline(always)]
    fn on_shipment(&mut self, parcel: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        if ctx.must_wait(Pause::Receipt, |_| Kept::Shipment(parcel)) {
            return;
        }
        if ctx.books().shipments.rider(parcel).is_some() {
            self.receive_together(parcel, ctx);
            return;
        }
        if let Some(order) = receive(parcel, parcel, ctx) {
            ctx.note(Fact::Delivered { order, last: parcel });
            ctx.close(order);
        } else {
            ctx.note(Fact::CameInPart(parcel));
        }
        ctx.books().shipments.end(parcel);
    }

    fn on_notice(&mut self, notice: Notice, ctx: &mut Ctx<'_, impl Probe>) {
        if let Notice::Waits(ticket) = notice
            && let Some(line) = ctx.books().orders.redeem(ticket)
        {
            let deadline = ctx.books().orders[line].deadline;
            ctx.wake(deadline.max(ctx.now()), Timer::GiveUp(ticket));
        }
    }

    fn offers(&self) -> Option<(Vec<Option<ProductId>>, Offer)> {
        Some((self.demands.iter().flat_map(Demand::products).collect(), self.terms.offer))
    }
}

impl Market {
    /// Receives a parcel that holds several lines, perhaps of several orders. Orders close after all lines are delivered.
    #[inline(never)]
    fn receive_together(&mut self, parcel: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let books = ctx.books();
        let lead = books.orders.head(books.shipments[parcel].order);
        let mut next = Some(parcel);
        while let Some(id) = next {
            next = ctx.books().shipments.rider(id);
            if let Some(order) = receive(id, parcel, ctx) {
                ctx.note(Fact::Delivered { order, last: parcel });
                self.completed.push(order);
            }
        }
        if !self.completed.contains(&lead) {
            ctx.note(Fact::CameInPart(parcel));
        }
        for order in self.completed.drain(..) {
            ctx.close(order);
        }
        next = Some(parcel);
        while let Some(id) = next {
            next = ctx.books().shipments.rider(id);
            ctx.books().shipments.end(id);
        }
    }
}

/// Reports that the platform cannot merge the orders of a market whose consumers are not known.
fn refuse_merging(offer: Offer, reader: &Reader<'_>, reading: &mut Reading<'_>) {
    if let Offer::Platform(platform) = offer
        && let Some(merge) = reading.agent_reader(platform).get("merge")
    {
        let cause = format!("orders of `{}` cannot be merged, because it has no `consumers`", reader.path());
        let problem = Problem::new(Code::MissingKey, merge.place, cause);
        reading.report(problem.help("add it to the market: `consumers = 30_000`"));
    }
}

/// Cancels a line that had to wait. It waits at the platform until it has a route, then at the head of that route: no
/// other agent lets lines wait.
#[inline(never)]
fn cancel(terms: &Terms, ticket: Ticket<OrderId>, ctx: &mut Ctx<'_, impl Probe>) {
    if let Some(line) = ctx.books().orders.redeem(ticket) {
        let Order { route, being_sent, deadline, .. } = ctx.books().orders[line];
        if deadline > ctx.now() {
            // Since it had to wait, a path with a patience of its own was chosen.
            return;
        }
        let holder = match terms.offer {
            Offer::Platform(platform) if being_sent => Some(platform),
            _ => ctx.network().route(route).first(),
        };
        if let Some(holder) = holder {
            ctx.notify(holder, Notice::Cancel(ticket));
        }
    }
}

/// Receives a shipment in a parcel; returns its order if that is now complete.
#[inline(always)]
fn receive(id: ShipmentId, parcel: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) -> Option<OrderId> {
    let now = ctx.now();
    let (line, came) = ctx.books().deliver(now, id)?;
    if came {
        ctx.note(Fact::LineDelivered { line, last: parcel });
    } else {
        spoilt(line, ctx);
    }
    ctx.books().line_done(line)
}

/// Handles a line of which nothing was left when its parcel arrived.
#[cold]
#[inline(never)]
fn spoilt(line: OrderId, ctx: &mut Ctx<'_, impl Probe>) {
    ctx.note(Fact::LineFailed { line, why: Failure::Spoilt });
}

/// Pays the fees of an order that has just been placed.
#[inline(always)]
fn pay(order: OrderId, ctx: &mut Ctx<'_, impl Probe>) {
    if ctx.network().sales.any() {
        let (books, network) = ctx.books_and_network();
        books.check_out(network, order);
    }
}

#[inline(always)]
fn send(terms: &Terms, order: OrderId, ctx: &mut Ctx<'_, impl Probe>) {
    match terms.offer {
        Offer::Platform(platform) => ctx.order(platform, order),
        Offer::Route(_) => ctx.start_out(order),
    }
}

fn offer(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Option<Offer> {
    match (reader.get("through"), reader.get("platform")) {
        (Some(through), None) => {
            // A path given by name keeps its regime and its promise.
            let path = through.as_text().is_some_and(|word| word.starts_with("path."));
            if path { reading.path(through) } else { reading.route(through) }.map(Offer::Route)
        }
        (None, Some(platform)) => reading.reference(platform, "platform").map(Offer::Platform),
        (Some(_), Some(platform)) => {
            reading.report(
                Problem::new(Code::OneChoice, platform.place, "a market takes `platform` or `through`, not both")
                    .help("the platform chooses the route: remove `through`"),
            );
            None
        }
        (None, None) => {
            reading.report(
                Problem::new(
                    Code::MissingKey,
                    reader.place(),
                    format!("`{}` does not say how its orders are fulfilled", reader.path()),
                )
                .help("add a route with `through = [...]`, or `platform = \"...\"`"),
            );
            None
        }
    }
}
