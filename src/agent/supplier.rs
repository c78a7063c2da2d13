//! A supplier: manufacturer, brand owner or distributor. It makes every order ready after its lead time, sells at its
//! own prices and is paid when the goods are received. If its capacity is limited, orders queue for production first.

mod keys;
mod terms;
mod works;

use super::{Agent, Ctx, Kept, Notice};
use crate::chain::{
    Chance, Duty, Fact, Factor, Failure, Kind, Passage, Pause, Probe, Quote, Role, Service, Stage, TimeLaw,
};
use crate::engine::EntityKey;
use crate::reading::Reading;
use crate::text::{Code, KeySpec, Problem, Reader};
use crate::units::{AgentId, Money, OrderId, Share, Span, Units};
use std::collections::VecDeque;
use terms::Terms;
use works::Works;

/// The kinds of supplier.
const KINDS: [(&str, ()); 3] = [("manufacturer", ()), ("brand_owner", ()), ("distributor", ())];

/// The timers of a supplier.
#[derive(Clone, Copy, Debug)]
pub enum Timer {
    /// An order has been made.
    Made(OrderId),
    /// An order is ready.
    Ready(OrderId),
    /// The oldest debt to the supplier falls due.
    Pay,
}

/// A manufacturer or seller of goods.
#[derive(Clone, Debug)]
pub struct Supplier {
    lead_time: Passage,
    lateness: Option<TimeLaw>,
    works: Works,
    in_full: Option<Chance>,
    short_fill: Option<TimeLaw>,
    defects: Option<Chance>,
    terms: Terms,
    /// Whether holding cost is charged on goods from order to ready.
    holds: bool,
    /// Debts with a known time of payment: first come, first paid.
    due: VecDeque<Money>,
}

impl Agent for Supplier {
    type Timer = Timer;
    const KIND: Kind = Kind::new(Role::TakesOrders)
        .charging(&[Duty::Supply, Duty::Queue, Duty::Serve, Duty::TurnAway, Duty::Hold])
        .struck(&[Pause::Orders, Pause::Shipping, Pause::Transit], &[Factor::Capacity, Factor::Speed, Factor::Price]);
    const KEYS: &[KeySpec] = keys::KEYS;

    fn resolve(reader: &Reader<'_>, me: AgentId, reading: &mut Reading<'_>) -> Option<Self> {
        reading.choice(reader, "kind", &KINDS);
        reading.place_named(reader, "at");
        let lead_time = reading.time_law(reader, "lead_time");
        let lateness = reading.signed_time_law(reader, "lateness");
        let works = Works::read(reader, me, reading);
        let random = lead_time.iter().chain(&lateness).any(TimeLaw::is_random);
        let overtaking = reading.overtaking(reader, random);
        let time = lead_time.iter().chain(&lateness).map(TimeLaw::mean).fold(Span::ZERO, |sum, mean| sum + mean);
        reading.offers(me, Service::All(Quote { time, ..Quote::default() }));
        let at_once = lead_time.is_none() && !works.is_limited();
        let supplier = Self {
            lead_time: Passage::new(lead_time, overtaking),
            lateness,
            works,
            in_full: reading.chance(reader, "in_full"),
            short_fill: reading.share_law(reader, "short_fill"),
            defects: reading.chance(reader, "defects"),
            terms: Terms::read(reader, reading),
            holds: reading.holds_under_way(reader, me),
            due: VecDeque::new(),
        };
        let always = |chance: &Option<Chance>, share| chance.is_some_and(|chance| chance.share == share);
        let nothing = always(&supplier.defects, Share::ALL)
            || (always(&supplier.in_full, Share::NONE) && supplier.short_fill.is_none());
        if nothing && at_once {
            let cause = format!(
                "`{}` never delivers a good unit and answers at once, so orders would repeat forever",
                reader.path()
            );
            let problem = Problem::new(Code::NeverEnds, reader.place(), cause);
            reading.report(problem.help("give it a `lead_time`, or something to sell"));
        }
        reading.finish(reader);
        Some(supplier)
    }

    fn start(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        self.works.start(ctx);
    }

    #[inline(never)]
    fn on_order(&mut self, first: OrderId, ctx: &mut Ctx<'_, impl Probe>) {
        let keep = |ctx: &mut Ctx<'_, _>| Kept::Order(ctx.books().orders.ticket(first));
        let kept = !self.works.is_limited() && ctx.must_wait(Pause::Orders, keep);
        // Every line is made separately and sent when it is ready; a line that was kept may have been cancelled.
        let mut next = Some(first);
        while let Some(line) = next {
            let orders = &ctx.books().orders;
            next = orders.next(line);
            if !orders[line].goes_with(&orders[first]) || orders[line].ended {
                continue;
            }
            if kept {
                ctx.has_to_wait(line);
            } else {
                self.take_in(line, ctx);
            }
        }
    }

    fn on_change(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        self.works.limit(ctx);
        while let Some((next, takes)) = self.works.call(ctx) {
            make(next, takes, ctx);
        }
    }

    fn on_notice(&mut self, notice: Notice, ctx: &mut Ctx<'_, impl Probe>) {
        if let Notice::Cancel(ticket) = notice
            && let Some(line) = ctx.books().orders.redeem(ticket)
        {
            self.cancel(line, ctx);
        }
    }

    #[inline(never)]
    fn on_timer(&mut self, timer: Timer, ctx: &mut Ctx<'_, impl Probe>) {
        match timer {
            Timer::Made(order) => {
                if let Some((next, takes)) = self.works.done(ctx) {
                    make(next, takes, ctx);
                }
                self.begin(order, ctx);
            }
            Timer::Ready(_) if ctx.must_wait(Pause::Shipping, |_| Kept::Timer(timer.into())) => {}
            Timer::Ready(order) => self.ship(order, ctx),
            Timer::Pay => {
                let (now, me) = (ctx.now(), ctx.me());
                if let Some(amount) = self.due.pop_front() {
                    ctx.books().pay(now, me, amount);
                }
            }
        }
    }
}

impl Supplier {
    /// Puts a line into production, or begins its lead time at once.
    fn take_in(&mut self, id: OrderId, ctx: &mut Ctx<'_, impl Probe>) {
        if !self.works.is_limited() {
            self.begin(id, ctx);
            return;
        }
        if let Some(takes) = self.works.arrive(id, ctx) {
            make(id, takes, ctx);
        }
    }

    /// Cancels a line if it still waits for production or for the end of a pause. If production has begun, the line
    /// goes on.
    fn cancel(&mut self, line: OrderId, ctx: &mut Ctx<'_, impl Probe>) {
        if self.works.leave(line, ctx) || ctx.keeps(line) {
            ctx.give_up(line);
        }
    }

    /// Begins the lead time of an order.
    fn begin(&mut self, id: OrderId, ctx: &mut Ctx<'_, impl Probe>) {
        let key = ctx.books().orders[id].key;
        let late = self.lateness.as_ref().map_or(0, |law| law.signed(ctx.streams(), key));
        let ready = self.lead_time.end(ctx.clock(), late, key, ctx.streams());
        if self.holds {
            let units = ctx.books().orders[id].open;
            ctx.go_with_me(units);
        }
        ctx.hold(ready, Timer::Ready(id));
    }

    fn ship(&mut self, order: OrderId, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        let asked = ctx.books().orders[order].open;
        if self.holds {
            ctx.go_with_me(-asked);
        }
        let key = ctx.books().orders[order].key;
        let short = self.short(asked, key, ctx);
        if short.is_positive() {
            ctx.forgo(order, short, Failure::Lost);
        }
        let units = asked - short;
        ctx.note(Fact::Supplied { supplier: me, order, asked, units });
        if !units.is_positive() {
            ctx.lapse(order);
            return;
        }
        let product = ctx.books().orders[order].product;
        let parcel = ctx.books().make(order);
        let shipment = ctx.send(parcel, Stage::Departure);
        let price = self.terms.price(product, asked, units, ctx);
        let bad = self.defects.as_ref().map_or(Units::ZERO, |defects| ctx.among(defects, units, key));
        // Defective units are not paid for.
        let owed = ctx.conditions().price(me, price - price.fraction(bad, units));
        let books = ctx.books();
        books.shipments[shipment].bad = bad;
        if owed != Money::ZERO {
            books.owe(shipment, me, owed);
            if let Some(after) = self.terms.pay_after {
                self.due.push_back(owed);
                ctx.wake(now + after, Timer::Pay);
            }
        }
        ctx.pass_on(shipment);
    }

    /// Draws how many units of an order cannot be supplied, by the in-full share.
    fn short(&self, asked: Units, key: EntityKey, ctx: &Ctx<'_, impl Probe>) -> Units {
        let Some(in_full) = &self.in_full else { return Units::ZERO };
        if ctx.happens(in_full, key) {
            return Units::ZERO;
        }
        let share = self.short_fill.as_ref().map_or(0, |law| law.signed(ctx.streams(), key));
        asked - asked.part(Units::new(share.clamp(0, 1_000_000)), Units::new(1_000_000))
    }
}

/// Sets the timer for an order whose production begins.
fn make(id: OrderId, takes: Span, ctx: &mut Ctx<'_, impl Probe>) {
    ctx.hold(ctx.clock() + takes, Timer::Made(id));
}
