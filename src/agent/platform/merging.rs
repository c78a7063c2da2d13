//! Merging: orders of one consumer wait for each other, and what travels the same route then shares a parcel. Each order
//! remains an order of its own. A parcel is shared only if the whole of it could be declared as each part is.

use super::{Platform, Timer, is_first, mark_kept};
use crate::agent::{Ctx, Kept};
use crate::chain::{Fact, Leg, Lines, MOST_LINES, Pause, Probe};
use crate::engine::Ticket;
use crate::reading::Reading;
use crate::text::{Code, KeySpec, Measure, Problem, Reader, Shape};
use crate::units::{AgentId, Money, OrderId, Span};
use std::collections::{BTreeMap, VecDeque};

const WITHIN: &[KeySpec] = &[KeySpec::new(
    "within",
    Shape::Quantity(Measure::Time),
    "Orders of one consumer that arrive within this time of the first share a parcel.",
)
.required()];

pub(super) const MERGE: KeySpec =
    KeySpec::new("merge", Shape::Keys(WITHIN), "Lets orders of one consumer share a parcel.").otherwise("none do");

/// A consumer of a market.
type Consumer = (AgentId, u32);

/// The orders that wait for later ones of the same consumer.
#[derive(Clone, Debug)]
pub(super) struct Merging {
    within: Span,
    held: BTreeMap<Consumer, Vec<Ticket<OrderId>>>,
    /// The consumers whose orders are held, the first to be released first.
    due: VecDeque<Consumer>,
}

impl Merging {
    pub(super) fn read(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Option<Box<Self>> {
        let inner = reading.child(reader, "merge")?;
        reading.merges();
        let node = reading.require(&inner, "within", "\"12 h\"");
        let within = reading.time(&inner, "within");
        if let (Some(node), Some(Span::ZERO)) = (node, within) {
            reading.report(Problem::new(Code::PolicyParameters, node.place, "`within` must be longer than 0"));
        }
        reading.finish(&inner);
        Some(Box::new(Self { within: within?, held: BTreeMap::new(), due: VecDeque::new() }))
    }
}

impl Platform {
    /// Holds an order until the time of its consumer's first one is over; returns false if orders are not merged.
    #[inline]
    pub(super) fn holds(&mut self, head: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> bool {
        self.merging.is_some() && self.hold(head, ctx)
    }

    #[inline(never)]
    fn hold(&mut self, head: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> bool {
        let order = &ctx.books().orders[head];
        let (Some(merging), Some(market)) = (&mut self.merging, order.buyer.consumer()) else { return false };
        let consumer = (market, order.consumer);
        let ticket = ctx.books().orders.ticket(head);
        let held = merging.held.entry(consumer).or_default();
        if held.is_empty() {
            merging.due.push_back(consumer);
            ctx.wake(ctx.now() + merging.within, Timer::Release);
        }
        held.push(ticket);
        mark_kept(head, true, ctx);
        ctx.has_to_wait(head);
        true
    }

    /// Routes the orders of the consumer whose time is over, and starts their parcels.
    #[inline(never)]
    pub(super) fn release(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        if ctx.must_wait(Pause::Orders, |_| Kept::Timer(Timer::Release.into())) {
            return;
        }
        let Some(merging) = &mut self.merging else { return };
        let held = merging.due.pop_front().and_then(|consumer| merging.held.remove(&consumer)).unwrap_or_default();
        let mut parcels: Vec<Vec<OrderId>> = Vec::new();
        for ticket in held {
            // An order that was cancelled is no longer in the books.
            let Some(head) = ctx.books().orders.redeem(ticket) else { continue };
            mark_kept(head, false, ctx);
            let lines: Vec<OrderId> = ctx.books().orders.lines(head).map(|(line, _)| line).collect();
            self.route(&lines, ctx);
            if !self.admit(head, ctx) {
                continue;
            }
            let lines: Vec<OrderId> = ctx.books().orders.lines(head).map(|(line, _)| line).collect();
            for line in lines {
                if ctx.books().orders[line].open.is_positive() && is_first(head, line, ctx) {
                    match parcels.iter_mut().find(|parcel| may_share(parcel, line, ctx)) {
                        Some(parcel) => join(parcel, line, ctx),
                        None => parcels.push(vec![line]),
                    }
                }
            }
        }
        for parcel in parcels {
            ctx.start_out(parcel[0]);
        }
    }
}

/// Adds a part of an order, by its first line, to the parcel of others.
fn join(parcel: &mut Vec<OrderId>, line: OrderId, ctx: &mut Ctx<'_, impl Probe>) {
    if let Some(last) = parcel.last() {
        ctx.books().orders[*last].joined = line;
    }
    parcel.push(line);
    ctx.note(Fact::Routed(line));
}

/// Returns whether a part of an order may travel with these of other orders: they leave the same warehouse by the same
/// route, and the whole is within the limits, with the treatment of each part.
fn may_share(parcel: &[OrderId], line: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> bool {
    let spent = ctx.spent_this_year(line);
    let now = ctx.now();
    let (books, network) = ctx.books_and_network();
    let orders = &books.orders;
    let (lead, part) = (&orders[parcel[0]], &orders[line]);
    let head = network.head(part.route);
    let first = if let Leg::Agent(first) = network.leg(head.first) { Some(first) } else { None };
    let stocked = part.product.zip(first).and_then(|(product, first)| network.stock_point_of(first, product));
    if lead.route != part.route || lead.treatment != part.treatment || !head.from_stock || stocked.is_none() {
        return false;
    }
    let mut whole = Lines::of_order(books, network, orders.head(line), line);
    for line in parcel {
        whole.join(&Lines::of_order(books, network, orders.head(*line), *line));
    }
    if whole.items().len() > MOST_LINES {
        return false;
    }
    match (network.route(part.route).regime, network.day(now)) {
        (Some(regime), Some(day)) if whole.value() != Money::ZERO => {
            let treatment = whole.assess(regime, network, day, spent).and_then(|whole| whole.treatment);
            treatment.is_some() && treatment == part.treatment
        }
        _ => true,
    }
}
