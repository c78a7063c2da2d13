//! The context in which an agent acts: it can draw, set timers, order, hand goods over, change the books and report
//! facts.

mod holding;

use super::AnyTimer;
use super::held::Held;
use super::mailbox::{Check, Checks, Mailbox, Message, Notice, Packed};
use crate::chain::{
    Books, Buyer, Chance, CountLaw, Errand, Fact, Instant, Leg, Network, Parcel, Patience, Probe, Stage, TimeLaw,
    YearToDate,
};
use crate::engine::{Agenda, EntityKey, Moment, Seat, Streams};
use crate::policy::route::{Candidate, Rule};
use crate::units::{AgentId, Id, Money, OrderId, ShipmentId, SimTime, Span, StockPointId, Units};
use std::sync::Arc;

/// A timer and its agent.
#[derive(Clone, Copy, Debug)]
pub struct Timed {
    pub(super) agent: AgentId,
    pub(super) timer: AnyTimer,
}

const _: () =
    assert!(size_of::<Timed>() <= 16, "there are many timers, side by side in memory: large data stays with the agent");

/// The state that agents share.
#[derive(Debug, Default)]
pub struct Core<P> {
    /// The immutable model.
    pub network: Arc<Network>,
    /// The shared books.
    pub books: Books,
    /// The observers.
    pub probes: P,
    pub(super) streams: Streams,
    pub(super) agenda: Agenda<Timed>,
    pub(super) mailbox: Mailbox,
    pub(super) checks: Checks,
    pub(super) held: Held,
    /// Whether decisions of `external` policies are made outside the simulation.
    pub(super) is_stepped: bool,
    /// The stock point whose decision is awaited.
    pub(super) asked: Option<Check>,
}

/// The simulation as one agent sees it at one instant.
#[derive(Debug)]
pub struct Ctx<'a, P> {
    pub(super) core: &'a mut Core<P>,
    pub(super) now: SimTime,
    pub(super) me: AgentId,
}

impl<P: Probe> Ctx<'_, P> {
    /// Returns the current time.
    #[inline]
    pub fn now(&self) -> SimTime {
        self.now
    }

    /// Returns the agent that acts.
    #[inline]
    pub fn me(&self) -> AgentId {
        self.me
    }

    /// Returns the shared books.
    #[inline]
    pub fn books(&mut self) -> &mut Books {
        &mut self.core.books
    }

    /// Returns the immutable model.
    #[inline]
    pub fn network(&self) -> &Network {
        &self.core.network
    }

    /// Returns the books and the network, borrowed together.
    #[inline]
    pub fn books_and_network(&mut self) -> (&mut Books, &Network) {
        (&mut self.core.books, &self.core.network)
    }

    /// Returns the streams of random numbers.
    #[inline]
    pub fn streams(&self) -> &Streams {
        &self.core.streams
    }

    /// Draws the time that belongs to an entity.
    #[inline(always)]
    pub fn draw(&self, law: &TimeLaw, entity: EntityKey) -> Span {
        law.draw(&self.core.streams, entity)
    }

    /// Returns how long the buyer of an order waits, given the time promised; `None` is endless.
    pub fn patience(&self, patience: &Patience, promise: Option<Span>, order: EntityKey) -> Option<Span> {
        match patience {
            Patience::Law(law) => Some(self.draw(law, order)),
            Patience::Promises(many) => promise.map(|promise| Patience::times(*many, promise)),
        }
    }

    /// Draws the number that belongs to an entity.
    #[inline]
    pub fn count(&self, law: &CountLaw, entity: EntityKey) -> Units {
        law.draw(&self.core.streams, entity)
    }

    /// Draws whether an event happens to an entity.
    #[inline]
    pub fn happens(&self, chance: &Chance, entity: EntityKey) -> bool {
        chance.draw(&self.core.streams, entity)
    }

    /// Draws the value that the consumer of an order has already imported in its calendar year.
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

    /// Takes a seat outside the agenda's queue, for a timer that always has exactly one next time.
    pub fn seat(&mut self) -> Seat {
        self.core.agenda.seat()
    }

    /// Sets the next time of a seat.
    #[inline(always)]
    pub fn set_seat(&mut self, seat: Seat, at: SimTime, what: Instant, timer: impl Into<AnyTimer>) {
        let moment = Moment { time: at, phase: self.core.network.phase(what) };
        self.core.agenda.set_seat(seat, moment, Timed { agent: self.me, timer: timer.into() });
    }

    /// Sends an order to an agent that takes orders.
    #[inline(always)]
    pub fn order(&mut self, to: AgentId, order: OrderId) {
        self.core.mailbox.send(Packed::new(to, Message::Order(order)));
    }

    /// Sends a notice to an agent.
    pub fn notify(&mut self, to: AgentId, notice: Notice) {
        self.core.mailbox.notify(to, notice);
    }

    /// Notifies the market that a line has to wait, if it is a consumer's and patience has an end.
    #[inline(never)]
    pub fn has_to_wait(&mut self, line: OrderId) {
        let orders = &self.core.books.orders;
        if let (Buyer::Market(market), true) = (orders[line].buyer, orders[line].deadline != SimTime::NEVER) {
            let ticket = orders.ticket(line);
            self.notify(market, Notice::Waits(ticket));
        }
    }

    /// Asks for a decision from outside on what one of this agent's stock points orders. The run pauses after this
    /// event and continues with [`Notice::Instructed`]. If decisions are not made outside, nothing happens.
    pub fn ask_outside(&mut self, stock_point: StockPointId, row: u32) {
        if self.core.is_stepped {
            debug_assert!(self.core.asked.is_none(), "one event asks for at most one stock point");
            self.core.asked = Some(Check { agent: self.me, stock_point, row });
        }
    }

    /// Starts a line of an order on its route, together with the later lines that travel with it. The order goes to
    /// the warehouse or supplier at the head of the route; if there is none, the goods leave at once.
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

    /// Returns the agent at a leg, for this shipment to its destination.
    #[inline(always)]
    fn at_leg(&mut self, leg: u32, destination: AgentId, id: ShipmentId) -> AgentId {
        match self.core.network.leg(leg) {
            Leg::Agent(agent) => agent,
            Leg::End => destination,
            Leg::Choice(choice) => self.choose(choice, id),
        }
    }

    /// Chooses an agent for a shipment. If all are closed and the alternative route is open, the shipment changes to
    /// it.
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
        let chosen =
            Rule::of(choice.rule).choose(candidates).expect("a checked scenario has an option for every market");
        choice.options[chosen]
    }

    /// Returns whether any agent at a leg is open.
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

    /// Sends a parcel into its next stage, to the first agent of its route.
    #[inline(always)]
    pub fn send(&mut self, parcel: Parcel, next: Stage) -> ShipmentId {
        let shipment = self.core.books.send(&self.core.network, self.now, parcel, next);
        self.note(Fact::Sent { by: self.me, shipment });
        shipment
    }

    /// Hands a shipment to the next leg of its route, or to its buyer.
    #[inline(always)]
    pub fn pass_on(&mut self, id: ShipmentId) {
        self.core.books.shipments[id].leg += 1;
        self.hand_on(id);
    }

    /// Hands a shipment to the agent of its current leg.
    #[inline(always)]
    pub(super) fn hand_on(&mut self, id: ShipmentId) {
        let shipment = &self.core.books.shipments[id];
        let to = self.at_leg(shipment.leg, shipment.destination, id);
        self.note(Fact::Passed { from: self.me, to, shipment: id });
        self.core.mailbox.send(Packed::new(to, Message::Shipment(id)));
    }

    /// Adds units in transit with this agent, which charges for the time they take; if `units` is negative, removes
    /// them.
    pub fn go_with_me(&mut self, units: Units) {
        let core = &mut *self.core;
        core.books.transit.add(&core.network, self.now, self.me, units);
    }

    /// Requests a policy check of any agent's stock point before the clock moves.
    pub fn recheck(&mut self, stock_point: StockPointId) {
        let name = self.core.network.stock_point(stock_point);
        self.core.checks.ask(Check { agent: name.warehouse, stock_point, row: name.row });
    }

    /// Draws how many of these units are affected.
    pub fn among(&self, chance: &Chance, units: Units, entity: EntityKey) -> Units {
        chance.among(&self.core.streams, units, entity)
    }

    /// Requests a policy check of one of this agent's stock points before the clock moves; `row` is its index within
    /// the agent.
    #[inline(always)]
    pub fn check(&mut self, stock_point: StockPointId, row: u32) {
        self.core.checks.ask(Check { agent: self.me, stock_point, row });
    }

    /// Reports a fact.
    #[inline(always)]
    pub fn note(&mut self, fact: Fact) {
        self.core.probes.note(self.now, fact, &self.core.books);
    }
}
