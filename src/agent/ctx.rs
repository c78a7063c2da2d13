//! What an agent can do: draw, wake itself, order, hand over, change the books, and say what has happened.

use super::AnyTimer;
use crate::chain::{Books, Buyer, Chance, CountLaw, Fact, Instant, Network, Probe, Stage, TimeLaw};
use crate::engine::{Agenda, EntityKey, Moment, Seat, Streams};
use crate::units::{AgentId, CellId, Id, OrderId, ShipmentId, SimTime, Span, Units};
use std::collections::VecDeque;
use std::sync::Arc;

/// A message for now. Orders go up the chain, shipments come down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Please fulfil this order.
    Order(OrderId),
    /// This is yours now.
    Shipment(ShipmentId),
}

/// A timer and whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Timed {
    pub(super) agent: AgentId,
    pub(super) timer: AnyTimer,
}

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
    pub(super) post: VecDeque<(AgentId, Message)>,
    pub(super) unchecked: VecDeque<CellId>,
    pub(super) is_unchecked: Vec<bool>,
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
    #[inline]
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

    /// Wakes this agent when something arrives or completes.
    #[inline]
    pub fn wake(&mut self, at: SimTime, timer: impl Into<AnyTimer>) {
        let moment = Moment { time: at, phase: self.core.network.phase(Instant::Arrivals) };
        self.core.agenda.push(moment, Timed { agent: self.me, timer: timer.into() });
    }

    /// A seat beside the heap, for a timer that always has exactly one next time.
    pub fn seat(&mut self) -> Seat {
        self.core.agenda.seat()
    }

    /// Sets the next time of a seat.
    #[inline]
    pub fn stand(&mut self, seat: Seat, at: SimTime, what: Instant, timer: impl Into<AnyTimer>) {
        let moment = Moment { time: at, phase: self.core.network.phase(what) };
        self.core.agenda.stand(seat, moment, Timed { agent: self.me, timer: timer.into() });
    }

    /// Sends an order to one who takes orders.
    #[inline]
    pub fn order(&mut self, to: AgentId, order: OrderId) {
        self.core.post.push_back((to, Message::Order(order)));
    }

    /// Starts an order on its way: to the warehouse or supplier that begins it, or, where none does, out at once.
    #[inline]
    pub fn start_out(&mut self, id: OrderId) {
        let way = self.core.books.orders[id].way;
        let first = self.core.network.way(way).steps[0];
        if self.core.network.way(way).from_stock {
            self.order(first, id);
        } else {
            let parcel = self.core.books.start_out(id);
            let shipment = self.core.books.send(self.now, parcel, Stage::Departure);
            self.core.post.push_back((first, Message::Shipment(shipment)));
        }
    }

    /// Hands a shipment to the next step of its way, or to its buyer.
    #[inline]
    pub fn pass_on(&mut self, id: ShipmentId) {
        let shipment = &mut self.core.books.shipments[id];
        shipment.step += 1;
        let next = self.core.network.way(shipment.way).steps.get(shipment.step as usize).copied();
        let to = next.unwrap_or_else(|| match self.core.books.orders[shipment.order].buyer {
            Buyer::Market(market) => market,
            Buyer::Cell(cell) | Buyer::Opening(cell) => self.core.network.cell(cell).warehouse,
        });
        self.core.post.push_back((to, Message::Shipment(id)));
    }

    /// Asks for a policy check of a cell, before the clock moves.
    #[inline]
    pub fn check(&mut self, cell: CellId) {
        if !self.core.is_unchecked[cell.index()] {
            self.core.is_unchecked[cell.index()] = true;
            self.core.unchecked.push_back(cell);
        }
    }

    /// Says what has happened.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the fact is a constant here, so only its listeners are compiled in")]
    pub fn note(&mut self, fact: Fact) {
        self.core.probes.note(self.now, fact, &self.core.books);
    }
}
