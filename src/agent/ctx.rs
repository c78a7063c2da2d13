//! What an agent can do: draw, wake itself, order, hand over, change the books, and say what has happened.

use super::AnyTimer;
use super::held::Held;
use crate::chain::{
    Books, Buyer, Chance, CountLaw, Crew, Errand, Fact, Failure, Hop, Instant, Network, Parcel, Probe, Shipment, Stage,
    TimeLaw,
};
use crate::engine::{Agenda, EntityKey, Moment, Seat, Streams};
use crate::policy::route::{Candidate, Rule};
use crate::units::{AgentId, CellId, Id, Money, OrderId, ShipmentId, SimTime, SiteId, Span, Units};
use std::collections::VecDeque;
use std::num::NonZeroU64;
use std::sync::Arc;

/// Whether an order has ended with one of its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Nothing more of it is to come; it is no longer in the books.
    Yes,
    /// Other lines are still open.
    No,
}

/// A message for now. Orders go up the chain, shipments come down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Please fulfil this order.
    Order(OrderId),
    /// This is yours now.
    Shipment(ShipmentId),
}

/// A message and whom it is for, in one word: written and read at once, a few nanoseconds apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter(NonZeroU64);

/// As many fit into a letter.
pub(super) const MOST_AGENTS: usize = 1 << 30;

/// Set in every letter, so that none is the word 0.
const SEALED: NonZeroU64 = NonZeroU64::new(1 << 63).expect("one bit");

impl Letter {
    #[inline]
    pub(super) fn new(to: AgentId, message: Message) -> Self {
        let (tag, thing) = match message {
            Message::Order(order) => (0, order.index() as u64),
            Message::Shipment(shipment) => (1, shipment.index() as u64),
        };
        debug_assert!(to.index() < MOST_AGENTS, "checked when the world was made");
        Self(SEALED | (to.index() as u64) << 33 | tag << 32 | thing)
    }

    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "takes the fields of the word apart")]
    pub(super) fn open(self) -> (AgentId, Message) {
        let word = self.0.get() & !SEALED.get();
        let thing = word as u32 as usize;
        let message = match word >> 32 & 1 {
            0 => Message::Order(OrderId::from_index(thing)),
            _ => Message::Shipment(ShipmentId::from_index(thing)),
        };
        (AgentId::from_index((word >> 33) as usize), message)
    }
}

/// Letters in the order they were sent. The oldest lies on top: mostly it is the only one.
#[derive(Debug, Default)]
pub(super) struct Post {
    top: Option<Letter>,
    below: VecDeque<Letter>,
}

impl Post {
    #[inline]
    pub(super) fn send(&mut self, letter: Letter) {
        if self.top.is_none() {
            self.top = Some(letter);
        } else {
            self.below.push_back(letter);
        }
    }

    #[inline(always)]
    pub(super) fn take(&mut self) -> Option<Letter> {
        let letter = self.top.take()?;
        if !self.below.is_empty() {
            self.top = self.below.pop_front();
        }
        Some(letter)
    }

    pub(super) fn clear(&mut self) {
        self.top = None;
        self.below.clear();
    }
}

/// A cell that changed, and whose it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Check {
    pub(super) agent: AgentId,
    pub(super) cell: CellId,
    pub(super) row: u32,
}

/// Checks in the order they were asked for, each cell at most once.
#[derive(Debug, Default)]
pub(super) struct Checks {
    due: Vec<Check>,
    taken: usize,
    is_due: Vec<bool>,
}

impl Checks {
    pub(super) fn reset(&mut self, cells: usize) {
        self.due.clear();
        self.taken = 0;
        self.is_due.clear();
        self.is_due.resize(cells, false);
    }

    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.due.is_empty()
    }

    #[inline(always)]
    fn ask(&mut self, check: Check) {
        if !std::mem::replace(&mut self.is_due[check.cell.index()], true) {
            self.due.push(check);
        }
    }

    #[inline(always)]
    pub(super) fn take(&mut self) -> Option<Check> {
        let check = *self.due.get(self.taken)?;
        self.is_due[check.cell.index()] = false;
        self.taken += 1;
        if self.taken == self.due.len() {
            self.due.clear();
            self.taken = 0;
        }
        Some(check)
    }
}

/// A timer and whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Timed {
    pub(super) agent: AgentId,
    pub(super) timer: AnyTimer,
}

const _: () =
    assert!(size_of::<Timed>() <= 16, "timers are many and lie side by side: what is large stays with its agent");

/// The part of a world that agents share.
#[derive(Debug, Default)]
pub struct Core<P> {
    /// What stays as it is.
    pub network: Arc<Network>,
    /// The shared books.
    pub books: Books,
    /// Who listens.
    pub probes: P,
    pub(super) streams: Streams,
    pub(super) agenda: Agenda<Timed>,
    pub(super) post: Post,
    pub(super) checks: Checks,
    pub(super) held: Held,
}

/// The world as one agent sees it at one instant.
#[derive(Debug)]
pub struct Ctx<'a, P> {
    pub(super) core: &'a mut Core<P>,
    pub(super) now: SimTime,
    pub(super) me: AgentId,
}

impl<P: Probe> Ctx<'_, P> {
    /// The time.
    #[inline]
    pub fn now(&self) -> SimTime {
        self.now
    }

    /// Who acts.
    #[inline]
    pub fn me(&self) -> AgentId {
        self.me
    }

    /// The shared books.
    #[inline]
    pub fn books(&mut self) -> &mut Books {
        &mut self.core.books
    }

    /// What stays as it is.
    #[inline]
    pub fn network(&self) -> &Network {
        &self.core.network
    }

    /// Books and network at once.
    #[inline]
    pub fn books_and_network(&mut self) -> (&mut Books, &Network) {
        (&mut self.core.books, &self.core.network)
    }

    /// The streams of random numbers.
    #[inline]
    pub fn streams(&self) -> &Streams {
        &self.core.streams
    }

    /// The time that belongs to an entity.
    #[inline(always)]
    pub fn draw(&self, law: &TimeLaw, entity: EntityKey) -> Span {
        law.draw(&self.core.streams, entity)
    }

    /// The number that belongs to an entity.
    #[inline]
    pub fn count(&self, law: &CountLaw, entity: EntityKey) -> Units {
        law.draw(&self.core.streams, entity)
    }

    /// Whether it happens to an entity.
    #[inline]
    pub fn happens(&self, chance: &Chance, entity: EntityKey) -> bool {
        chance.draw(&self.core.streams, entity)
    }

    /// What the consumer of an order had imported in the year before it.
    pub fn spent_this_year(&self, order: OrderId) -> Money {
        let order = &self.core.books.orders[order];
        match order.buyer {
            Buyer::Market(market) => self.core.network.spent_this_year(market, order, &self.core.streams),
            _ => Money::ZERO,
        }
    }

    /// Wakes this agent when something arrives or completes.
    #[inline(always)]
    pub fn wake(&mut self, at: SimTime, timer: impl Into<AnyTimer>) {
        let moment = Moment { time: at, phase: self.core.network.phase(Instant::Arrivals) };
        self.core.agenda.push(moment, Timed { agent: self.me, timer: timer.into() });
    }

    /// A seat beside the heap, for a timer that always has exactly one next time.
    pub fn seat(&mut self) -> Seat {
        self.core.agenda.seat()
    }

    /// Sets the next time of a seat.
    #[inline(always)]
    pub fn stand(&mut self, seat: Seat, at: SimTime, what: Instant, timer: impl Into<AnyTimer>) {
        let moment = Moment { time: at, phase: self.core.network.phase(what) };
        self.core.agenda.stand(seat, moment, Timed { agent: self.me, timer: timer.into() });
    }

    /// A crew's duty begins or changes: says who is on duty, and stands the timer of the next change. Who was waiting may
    /// begin then.
    pub fn staff<T: Copy>(
        &mut self,
        crew: &mut Crew<T>,
        seat: &mut Option<Seat>,
        site: SiteId,
        timer: impl Into<AnyTimer>,
    ) {
        if !crew.staff().changes() {
            return;
        }
        let servers = crew.change(self.now).unwrap_or(0);
        self.note(Fact::Staffed { site, servers });
        let next = crew.staff().next_change(self.now);
        let seat = *seat.get_or_insert_with(|| self.seat());
        self.stand(seat, next, Instant::Changes, timer);
    }

    /// Sends an order to one who takes orders.
    #[inline(always)]
    pub fn order(&mut self, to: AgentId, order: OrderId) {
        self.core.post.send(Letter::new(to, Message::Order(order)));
    }

    /// Starts a line of an order on its way, with the later lines that go the same way: to the warehouse or supplier that
    /// begins it, or, where none does, out at once.
    #[inline(always)]
    pub fn start_out(&mut self, line: OrderId) {
        self.note(Fact::Routed(line));
        let route = self.core.network.route(self.core.books.orders[line].way);
        if !route.from_stock {
            self.start_without_stock(line, route.first);
        } else if let Hop::Agent(first) = self.core.network.hop(route.first) {
            self.order(first, line);
        }
    }

    #[inline(never)]
    fn start_without_stock(&mut self, line: OrderId, first: u32) {
        let parcel = self.core.books.start_out(line);
        let lead = self.send(parcel, Stage::Departure);
        let mut next = self.core.books.orders.next(line);
        while let Some(other) = next {
            next = self.core.books.orders.next(other);
            if self.core.books.orders[other].goes_with(&self.core.books.orders[line]) {
                let parcel = self.core.books.start_out(other);
                let rider = self.send(parcel, Stage::Departure);
                self.core.books.shipments.board(lead, rider);
            }
        }
        let to = self.at_hop(first, self.core.books.shipments[lead].destination, lead);
        self.note(Fact::Passed { from: self.me, to, shipment: lead });
        self.core.post.send(Letter::new(to, Message::Shipment(lead)));
    }

    /// Who stands at a hop, for this shipment to its destination.
    #[inline(always)]
    fn at_hop(&self, hop: u32, destination: AgentId, id: ShipmentId) -> AgentId {
        match self.core.network.hop(hop) {
            Hop::Agent(agent) => agent,
            Hop::End => destination,
            Hop::Choice(choice) => self.choose(choice, id),
        }
    }

    #[inline(never)]
    fn choose(&self, choice: u32, id: ShipmentId) -> AgentId {
        let network = &self.core.network;
        let choice = &network.choices[choice as usize];
        let shipment = &self.core.books.shipments[id];
        let market = match self.core.books.orders[shipment.order].buyer {
            Buyer::Market(market) => Some(market),
            _ => None,
        };
        let way = self.core.books.orders[shipment.order].way;
        let errand = Errand { market, regime: network.way(way).regime };
        let candidates = choice.options.iter().map(|agent| {
            let (cost, time) = network.services[agent.index()].offer(self.now, errand, shipment.load)?;
            Some(Candidate { in_stock: true, cost, time })
        });
        // That somebody serves every market was checked when the scenario was read.
        choice.options[Rule::of(choice.rule).choose(candidates).unwrap_or(0)]
    }

    /// Sends a parcel off, into its next stage; it is held by the first step of its way.
    #[inline(always)]
    pub fn send(&mut self, parcel: Parcel, next: Stage) -> ShipmentId {
        let shipment = self.core.books.send(&self.core.network, self.now, parcel, next);
        self.note(Fact::Sent { by: self.me, shipment });
        shipment
    }

    /// Hands a shipment to the next step of its way, or to its buyer.
    #[inline(always)]
    pub fn pass_on(&mut self, id: ShipmentId) {
        let shipment = &mut self.core.books.shipments[id];
        shipment.hop += 1;
        let (hop, destination) = (shipment.hop, shipment.destination);
        let to = self.at_hop(hop, destination, id);
        self.note(Fact::Passed { from: self.me, to, shipment: id });
        self.core.post.send(Letter::new(to, Message::Shipment(id)));
    }

    /// A shipment finds no room and goes back to its sender with all that rides in it.
    pub fn turn_away(&mut self, carrier: ShipmentId) {
        let (now, me) = (self.now, self.me);
        self.note(Fact::Gone { by: me, shipment: carrier });
        let mut next = Some(carrier);
        while let Some(id) = next {
            next = self.core.books.shipments.rider(id);
            let line = self.core.books.shipments[id].order;
            let done = self.core.books.send_back(now, id);
            self.recheck_buyer(line);
            match self.core.books.orders[line].buyer {
                Buyer::Market(_) if done => {
                    self.fail(line, Failure::Returned);
                }
                Buyer::Market(_) => {}
                Buyer::Cell(_) | Buyer::Opening(_) => self.core.books.close_if_done(line),
            }
        }
    }

    /// Units come under way with this agent, who charges for the time they take, or, below zero, leave it.
    pub fn go_with_me(&mut self, units: Units) {
        let core = &mut *self.core;
        core.books.transit.add(&core.network, self.now, self.me, units);
    }

    /// Units of a line will never be made or taken.
    pub fn release(&mut self, line: OrderId, units: Units) {
        self.core.books.release(self.now, line, units);
        self.recheck_buyer(line);
    }

    /// Nothing more of a line is to come, though nobody delivers anything now.
    pub fn lapse(&mut self, line: OrderId) {
        match self.core.books.orders[line].buyer {
            Buyer::Market(_) => {
                self.fail(line, Failure::Lost);
            }
            Buyer::Cell(_) | Buyer::Opening(_) => self.core.books.close_if_done(line),
        }
    }

    /// If a stock cell placed this order, its position has changed.
    fn recheck_buyer(&mut self, line: OrderId) {
        if let Buyer::Cell(cell) = self.core.books.orders[line].buyer {
            self.recheck(cell);
            self.note(Fact::Moved(cell));
        }
    }

    /// Asks for a policy check of a cell, whosever it is, before the clock moves.
    pub fn recheck(&mut self, cell: CellId) {
        let name = self.core.network.cell(cell);
        self.core.checks.ask(Check { agent: name.warehouse, cell, row: name.row });
    }

    /// How many of so many units something happens to.
    pub fn among(&self, chance: &Chance, units: Units, entity: EntityKey) -> Units {
        chance.among(&self.core.streams, units, entity)
    }

    /// A line of a consumer's order ends without its last parcel at the door, and with it perhaps the order.
    pub fn fail(&mut self, line: OrderId, why: Failure) -> Ended {
        self.note(Fact::LineFailed { line, why });
        let Some(order) = self.core.books.line_done(line) else { return Ended::No };
        self.note(Fact::Failed { order, why });
        self.core.books.close(order);
        Ended::Yes
    }

    /// Units of a shipment, or of one that rides in it, are spoilt, lost or found bad. True if nothing is left in the
    /// carrier: then it has ended, and so have the orders that waited for nothing else.
    pub fn scrap(&mut self, carrier: ShipmentId, units: impl Fn(&Self, &Shipment) -> Units, bad: bool) -> bool {
        let (now, me) = (self.now, self.me);
        let mut next = Some(carrier);
        while let Some(id) = next {
            next = self.core.books.shipments.rider(id);
            let shipment = &self.core.books.shipments[id];
            let (product, gone) = (shipment.product, units(self, shipment).min(shipment.units));
            if gone.is_positive() {
                let core = &mut *self.core;
                core.books.scrap(&core.network, now, carrier, id, gone, bad);
                let line = core.books.shipments[id].order;
                self.recheck_buyer(line);
                if let Some(product) = product {
                    self.note(Fact::Scrapped { by: me, shipment: id, product, units: gone, bad });
                }
            }
        }
        if self.core.books.shipments[carrier].load.units.is_positive() {
            return false;
        }
        self.note(Fact::Gone { by: me, shipment: carrier });
        let mut next = Some(carrier);
        while let Some(id) = next {
            next = self.core.books.shipments.rider(id);
            let line = self.core.books.shipments[id].order;
            self.core.books.lose(now, id);
            match self.core.books.orders[line].buyer {
                Buyer::Market(_) if self.core.books.orders[line].undelivered == Units::ZERO => {
                    self.fail(line, Failure::Spoilt);
                }
                Buyer::Market(_) => {}
                Buyer::Cell(_) | Buyer::Opening(_) => self.core.books.close_if_done(line),
            }
        }
        true
    }

    /// Asks for a policy check of one of this agent's cells, before the clock moves; `row` is the agent's own name for it.
    #[inline(always)]
    pub fn check(&mut self, cell: CellId, row: u32) {
        self.core.checks.ask(Check { agent: self.me, cell, row });
    }

    /// Says what has happened.
    #[inline(always)]
    pub fn note(&mut self, fact: Fact) {
        self.core.probes.note(self.now, fact, &self.core.books);
    }
}
