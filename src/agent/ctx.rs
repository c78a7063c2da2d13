//! What an agent can do: draw, wake itself, order, hand over, change the books, and say what has happened.

mod holding;

use super::AnyTimer;
use super::held::Held;
use super::mailbox::{Check, Checks, Mailbox, Message, Notice, Packed};
use crate::chain::{
    Books, Buyer, Chance, CountLaw, Errand, Fact, Instant, Leg, Network, Parcel, Probe, Stage, TimeLaw, YearToDate,
};
use crate::engine::{Agenda, EntityKey, Moment, Seat, Streams};
use crate::policy::route::{Candidate, Rule};
use crate::units::{AgentId, Id, Money, OrderId, ShipmentId, SimTime, Span, StockPointId, Units};
use std::sync::Arc;

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
    pub(super) mailbox: Mailbox,
    pub(super) checks: Checks,
    pub(super) held: Held,
    /// Whether somebody outside answers for stock points whose policy is `external`.
    pub(super) is_stepped: bool,
    /// The stock point for which an answer is awaited.
    pub(super) asked: Option<Check>,
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
        let of = |market| {
            YearToDate::spent(&self.core.network.year_to_date, market, order.consumer, order.key, &self.core.streams)
        };
        order.buyer.consumer().map_or(Money::ZERO, of)
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

    /// Sends an order to one who takes orders.
    #[inline(always)]
    pub fn order(&mut self, to: AgentId, order: OrderId) {
        self.core.mailbox.send(Packed::new(to, Message::Order(order)));
    }

    /// Tells an agent something.
    pub fn tell(&mut self, to: AgentId, notice: Notice) {
        self.core.mailbox.tell(to, notice);
    }

    /// A line has to wait: tells whoever ordered it, if that is a consumer whose patience ends.
    #[inline(never)]
    pub fn has_to_wait(&mut self, line: OrderId) {
        let orders = &self.core.books.orders;
        if let (Buyer::Market(market), true) = (orders[line].buyer, orders[line].deadline != SimTime::NEVER) {
            let ticket = orders.ticket(line);
            self.tell(market, Notice::Waits(ticket));
        }
    }

    /// Asks outside what one of this agent's stock points shall order: the run pauses after this event, and goes on with
    /// [`Notice::Instructed`]. If nobody outside answers, nothing is asked and nothing comes.
    pub fn ask_outside(&mut self, stock_point: StockPointId, row: u32) {
        if self.core.is_stepped {
            debug_assert!(self.core.asked.is_none(), "one event decides for one stock point");
            self.core.asked = Some(Check { agent: self.me, stock_point, row });
        }
    }

    /// Starts a line of an order on its way, with the later lines that go the same way: to the warehouse or supplier that
    /// begins it, or, where none does, out at once.
    #[inline(always)]
    pub fn start_out(&mut self, line: OrderId) {
        self.note(Fact::Routed(line));
        let head = self.core.network.head(self.core.books.orders[line].route);
        if !head.from_stock {
            self.start_without_stock(line);
        } else if let Leg::Agent(first) = self.core.network.leg(head.first) {
            self.order(first, line);
        }
    }

    #[inline(never)]
    fn start_without_stock(&mut self, line: OrderId) {
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
        self.hand_on(lead);
    }

    /// Who stands at a hop, for this shipment to its destination.
    #[inline(always)]
    fn at_leg(&mut self, leg: u32, destination: AgentId, id: ShipmentId) -> AgentId {
        match self.core.network.leg(leg) {
            Leg::Agent(agent) => agent,
            Leg::End => destination,
            Leg::Choice(choice) => self.choose(choice, id),
        }
    }

    /// Whoever is chosen for a shipment; where all are closed and the way around is open, it changes to that.
    #[inline(never)]
    fn choose(&mut self, choice: u32, id: ShipmentId) -> AgentId {
        let network = &self.core.network;
        let choice = &network.choices[choice as usize];
        if let Some((route, leg)) = choice.around
            && choice.options.iter().all(|agent| self.conditions().is_closed(*agent))
            && self.is_open(leg)
        {
            let shipment = &mut self.core.books.shipments[id];
            (shipment.route, shipment.leg) = (route, leg);
            let destination = shipment.destination;
            self.note(Fact::Rerouted { by: self.me, shipment: id });
            return self.at_leg(leg, destination, id);
        }
        let shipment = &self.core.books.shipments[id];
        let market = self.core.books.orders[shipment.order].buyer.consumer();
        let errand = Errand { market, regime: network.route(shipment.route).regime };
        let candidates = choice.options.iter().map(|agent| {
            let (cost, time) = network.services[agent.index()].offer(self.now, errand, shipment.load)?;
            Some(Candidate { in_stock: true, cost, time })
        });
        // That somebody serves every market was checked when the scenario was read.
        choice.options[Rule::of(choice.rule).choose(candidates).unwrap_or(0)]
    }

    /// Whether somebody at a hop is open.
    fn is_open(&self, leg: u32) -> bool {
        match self.core.network.leg(leg) {
            Leg::Agent(agent) => !self.conditions().is_closed(agent),
            Leg::Choice(choice) => self.core.network.choices[choice as usize]
                .options
                .iter()
                .any(|agent| !self.conditions().is_closed(*agent)),
            Leg::End => true,
        }
    }

    /// Sends a parcel off, into its next stage; it is held by the first step of its way.
    #[inline(always)]
    pub fn send(&mut self, parcel: Parcel, next: Stage) -> ShipmentId {
        let shipment = self.core.books.send(&self.core.network, self.now, parcel, next);
        self.note(Fact::Sent { by: self.me, shipment });
        shipment
    }

    /// Hands a shipment to the next step of its route, or to its buyer.
    #[inline(always)]
    pub fn pass_on(&mut self, id: ShipmentId) {
        self.core.books.shipments[id].leg += 1;
        self.hand_on(id);
    }

    /// Hands a shipment to the agent of the leg that it has come to.
    #[inline(always)]
    pub(super) fn hand_on(&mut self, id: ShipmentId) {
        let shipment = &self.core.books.shipments[id];
        let to = self.at_leg(shipment.leg, shipment.destination, id);
        self.note(Fact::Passed { from: self.me, to, shipment: id });
        self.core.mailbox.send(Packed::new(to, Message::Shipment(id)));
    }

    /// Units come under way with this agent, who charges for the time they take, or, below zero, leave it.
    pub fn go_with_me(&mut self, units: Units) {
        let core = &mut *self.core;
        core.books.transit.add(&core.network, self.now, self.me, units);
    }

    /// Asks for a policy check of a stock point, whosever it is, before the clock moves.
    pub fn recheck(&mut self, stock_point: StockPointId) {
        let name = self.core.network.stock_point(stock_point);
        self.core.checks.ask(Check { agent: name.warehouse, stock_point, row: name.row });
    }

    /// How many of so many units something happens to.
    pub fn among(&self, chance: &Chance, units: Units, entity: EntityKey) -> Units {
        chance.among(&self.core.streams, units, entity)
    }

    /// Asks for a policy check of one of this agent's stock points, before the clock moves; `row` is the agent's own name for it.
    #[inline(always)]
    pub fn check(&mut self, stock_point: StockPointId, row: u32) {
        self.core.checks.ask(Check { agent: self.me, stock_point, row });
    }

    /// Says what has happened.
    #[inline(always)]
    pub fn note(&mut self, fact: Fact) {
        self.core.probes.note(self.now, fact, &self.core.books);
    }
}
