//! Orders in flight: what somebody asked for, and how much of it is still owed. An order of several products is a chain
//! of lines, one a product; its first line is its head and carries what holds for all. All lines close together.

use super::regime::Treatment;
use super::{Buyer, Cost};
use crate::engine::{EntityKey, Slab, Ticket};
use crate::units::{Money, OrderId, ProductId, RouteId, SimTime, Units};

/// What the lines of an order found on the shelf when they came there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// None has come to one yet.
    NotAsked,
    /// Everything so far.
    All,
    /// Too little of something.
    TooLittle,
}

/// What happens to units that are not on the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenShort {
    /// They wait.
    Backorder,
    /// They are lost.
    Lost,
    /// The buyer takes another product, if nothing of this one is there; without one they are lost.
    Substitute,
}

/// An order in flight, or one line of it.
#[derive(Clone, Debug)]
pub struct Order {
    /// Its identity for all draws: origin and ordinal.
    pub key: EntityKey,
    /// How many orders its origin placed before it.
    pub ordinal: u64,
    /// Who placed it.
    pub buyer: Buyer,
    /// What is asked; `None` where orders carry no goods.
    pub product: Option<ProductId>,
    /// The way it is fulfilled.
    pub route: RouteId,
    /// Units asked, less those lost or cancelled.
    pub asked: Units,
    /// Units not yet taken from stock, or not yet made.
    pub open: Units,
    /// Units not yet at the buyer's.
    pub undelivered: Units,
    /// When it was placed.
    pub placed: SimTime,
    /// When it was promised to be at the door.
    pub promised: SimTime,
    /// When its buyer gives up waiting for stock.
    pub deadline: SimTime,
    /// What happens when stock is short.
    pub when_short: WhenShort,
    /// Whether KPIs count it.
    pub measured: bool,
    /// Whether the world runs on until it is done, and journals hold it: a consumer placed it before the window ended.
    pub awaited: bool,
    /// Of a line of a consumer: whether nothing more of it is to come. A parcel may still come from which its units are gone.
    pub ended: bool,
    /// Whether it is on its way to its source, by post.
    pub being_sent: bool,
    /// Parcels it was split into so far.
    pub parcels: u32,
    /// Which of its market's consumers placed it.
    pub consumer: u32,
    /// Which declaration of the order it belongs to: those of one way and one declaration travel together.
    pub declaration: u32,
    /// How it will be taxed; left out, that is decided at customs.
    pub treatment: Option<Treatment>,
    /// Of a head: what its lines found on the shelves so far.
    pub found: Found,
    /// Of a head: lines that still have units on their way or to be served.
    pub lines_open: u32,
    /// Its first line; [`OrderId::LAST`] if it is the first itself.
    pub head: OrderId,
    /// Its next line; [`OrderId::LAST`] if there is none.
    pub next: OrderId,
    /// What the buyer pays for the units asked.
    pub price: Money,
    /// What the delivered units have cost.
    pub cost: Cost,
}

impl Order {
    /// An order as it is placed: nothing is open but the units asked, it waits for ever and was promised for no day.
    #[must_use]
    #[inline(always)]
    pub fn new(
        key: EntityKey,
        ordinal: u64,
        buyer: Buyer,
        product: Option<ProductId>,
        asked: Units,
        placed: SimTime,
        route: RouteId,
    ) -> Self {
        Self {
            key,
            ordinal,
            buyer,
            product,
            route,
            asked,
            open: asked,
            undelivered: asked,
            placed,
            promised: SimTime::NEVER,
            deadline: SimTime::NEVER,
            when_short: WhenShort::Backorder,
            measured: false,
            awaited: false,
            ended: false,
            being_sent: false,
            parcels: 0,
            consumer: 0,
            declaration: 0,
            treatment: None,
            found: Found::NotAsked,
            lines_open: 1,
            head: OrderId::LAST,
            next: OrderId::LAST,
            price: Money::ZERO,
            cost: Cost::NONE,
        }
    }
}

impl Order {
    /// Whether two lines of one order travel in one parcel.
    #[must_use]
    #[inline]
    pub fn goes_with(&self, other: &Self) -> bool {
        self.route == other.route && self.declaration == other.declaration
    }
}

/// All orders in flight.
#[derive(Clone, Debug, Default)]
pub struct Orders {
    slab: Slab<OrderId, Order>,
    awaited_open: u64,
}

impl Orders {
    /// Forgets all orders and keeps the memory.
    pub fn clear(&mut self) {
        self.slab.clear();
        self.awaited_open = 0;
    }

    /// Takes an order in.
    #[inline(always)]
    pub fn open(&mut self, order: Order) -> OrderId {
        self.awaited_open += u64::from(order.awaited);
        self.slab.insert(order)
    }

    /// Closes an order of one line, or one line of an order, for good; what it was can still be read.
    #[inline]
    pub fn close(&mut self, id: OrderId) -> &Order {
        let order = self.slab.discard(id);
        self.awaited_open -= u64::from(order.awaited);
        order
    }

    /// The first line of the order that a line belongs to.
    #[must_use]
    #[inline]
    pub fn head(&self, line: OrderId) -> OrderId {
        let head = self.slab[line].head;
        if head == OrderId::LAST { line } else { head }
    }

    /// The line behind another.
    #[must_use]
    #[inline]
    pub fn next(&self, line: OrderId) -> Option<OrderId> {
        let next = self.slab[line].next;
        (next != OrderId::LAST).then_some(next)
    }

    /// The lines of an order from one of them on.
    pub fn lines(&self, from: OrderId) -> impl Iterator<Item = (OrderId, &Order)> {
        std::iter::successors(Some(from), |line| self.next(*line)).map(|line| (line, &self.slab[line]))
    }

    /// Adds a line behind the last one of an order.
    pub fn add_line(&mut self, head: OrderId, last: OrderId, mut line: Order) -> OrderId {
        line.head = head;
        line.lines_open = 0;
        line.awaited = false;
        let id = self.slab.insert(line);
        self.slab[last].next = id;
        self.slab[head].lines_open += 1;
        id
    }

    /// How many orders that the world waits for are still open.
    #[must_use]
    #[inline]
    pub fn awaited_open(&self) -> u64 {
        self.awaited_open
    }

    /// A name for an order that outlives it.
    #[must_use]
    pub fn ticket(&self, id: OrderId) -> Ticket<OrderId> {
        self.slab.ticket(id)
    }

    /// The order of a ticket, if it is still open.
    #[must_use]
    pub fn redeem(&self, ticket: Ticket<OrderId>) -> Option<OrderId> {
        self.slab.redeem(ticket)
    }

    /// All orders in flight.
    pub fn iter(&self) -> impl Iterator<Item = (OrderId, &Order)> {
        self.slab.iter()
    }
}

impl std::ops::Index<OrderId> for Orders {
    type Output = Order;
    #[inline]
    fn index(&self, id: OrderId) -> &Order {
        &self.slab[id]
    }
}

impl std::ops::IndexMut<OrderId> for Orders {
    #[inline]
    fn index_mut(&mut self, id: OrderId) -> &mut Order {
        &mut self.slab[id]
    }
}
