//! Orders in flight: what was ordered, and how much of it is still open. An order of several products is a chain of
//! lines, one per product. Its first line is its head and carries what applies to all. All lines close together.

use super::regime::Treatment;
use super::{Buyer, Cost, Network};
use crate::engine::{EntityKey, Slab, Ticket};
use crate::units::{Money, OrderId, ProductId, RouteId, SimTime, Units};

/// What happens to units that are not in stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenShort {
    /// They wait.
    Backorder,
    /// They are lost.
    Lost,
    /// The buyer takes a substitute if nothing of the product is in stock; without one the units are lost.
    Substitute,
}

/// An order in flight, or one line of it.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub struct Order {
    /// Its identity for all draws: origin and ordinal.
    pub key: EntityKey,
    /// The number of orders that its origin placed before it.
    pub ordinal: u64,
    /// Its buyer.
    pub buyer: Buyer,
    /// Its product; `None` if orders carry no goods.
    pub product: Option<ProductId>,
    /// Its route.
    pub route: RouteId,
    /// Units ordered, less those lost or cancelled.
    pub asked: Units,
    /// Units not yet taken from stock, or not yet made.
    pub open: Units,
    /// Units not yet delivered to the buyer.
    pub undelivered: Units,
    /// When it was placed.
    pub placed: SimTime,
    /// The time whose prices it pays: when it was placed, unless it was sold before a promotion began.
    pub priced: SimTime,
    /// When it is released to be fulfilled: when it is placed, unless it was sold before a promotion began.
    pub released: SimTime,
    /// The promised delivery time.
    pub promised: SimTime,
    /// When its buyer gives up waiting for stock.
    pub deadline: SimTime,
    /// What happens when stock is short.
    pub when_short: WhenShort,
    /// Whether the run waits for it and journals record it: a consumer placed it before the end of the window.
    pub awaited: bool,
    /// For a consumer's line: whether it has ended. A parcel that no longer holds any of its units may still arrive.
    pub ended: bool,
    /// Whether it is still on its way to its source.
    pub being_sent: bool,
    /// The number of parcels it has been split into so far.
    pub parcels: u32,
    /// Which of its market's consumers placed it.
    pub consumer: u32,
    /// The declaration it belongs to: lines of one route and one declaration travel together.
    pub declaration: u32,
    /// Its tax treatment; `None` is decided at customs.
    pub treatment: Option<Treatment>,
    /// For a head: lines with units still in transit or to be served.
    pub lines_open: u32,
    /// Its first line; [`OrderId::LAST`] if it is the first itself.
    pub head: OrderId,
    /// Its next line; [`OrderId::LAST`] if there is none.
    pub next: OrderId,
    /// For the first line of those that travel together: the first line of another order that shares their parcel;
    /// [`OrderId::LAST`] if there is none.
    pub joined: OrderId,
    /// For a head: whether some of it has shared the parcel of another order.
    pub merged: bool,
    /// What the buyer pays for the ordered units.
    pub price: Money,
    /// The cost of the delivered units.
    pub cost: Cost,
}

impl Order {
    /// Creates an order as it is placed: all its units are open, it waits forever and has no promised day.
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
            priced: placed,
            released: placed,
            promised: SimTime::NEVER,
            deadline: SimTime::NEVER,
            when_short: WhenShort::Backorder,
            awaited: false,
            ended: false,
            being_sent: false,
            parcels: 0,
            consumer: 0,
            declaration: 0,
            treatment: None,
            lines_open: 1,
            head: OrderId::LAST,
            next: OrderId::LAST,
            joined: OrderId::LAST,
            merged: false,
            price: Money::ZERO,
            cost: Cost::NONE,
        }
    }
}

impl Order {
    /// Returns what its buyer pays for a unit of a product.
    #[must_use]
    #[inline(always)]
    pub fn price_of(&self, product: ProductId, network: &Network) -> Money {
        network.product(product).price.at(self.buyer.consumer(), self.priced)
    }

    /// Returns whether it is the only line of its order and shares no parcel.
    #[must_use]
    #[inline(always)]
    pub fn travels_alone(&self) -> bool {
        self.next == OrderId::LAST && self.joined == OrderId::LAST
    }

    /// Returns whether two lines of one order travel in one parcel.
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
    /// Removes all orders and keeps the memory.
    pub fn clear(&mut self) {
        self.slab.clear();
        self.awaited_open = 0;
    }

    /// Inserts an order.
    #[inline(always)]
    pub fn open(&mut self, order: Order) -> OrderId {
        self.awaited_open += u64::from(order.awaited);
        self.slab.insert(order)
    }

    /// Closes an order of one line, or one line of an order; its last state can still be read.
    #[inline]
    pub fn close(&mut self, id: OrderId) -> &Order {
        let order = self.slab.discard(id);
        self.awaited_open -= u64::from(order.awaited);
        order
    }

    /// Returns the first line of the order that a line belongs to.
    #[must_use]
    #[inline]
    pub fn head(&self, line: OrderId) -> OrderId {
        let head = self.slab[line].head;
        if head == OrderId::LAST { line } else { head }
    }

    /// Returns the line after another.
    #[must_use]
    #[inline]
    pub fn next(&self, line: OrderId) -> Option<OrderId> {
        let next = self.slab[line].next;
        (next != OrderId::LAST).then_some(next)
    }

    /// Iterates over the lines of an order, from one of them on.
    pub fn lines(&self, from: OrderId) -> impl Iterator<Item = (OrderId, &Order)> {
        std::iter::successors(Some(from), |line| self.next(*line)).map(|line| (line, &self.slab[line]))
    }

    /// Adds a line after the last one of an order.
    pub fn add_line(&mut self, head: OrderId, last: OrderId, mut line: Order) -> OrderId {
        line.head = head;
        line.lines_open = 0;
        line.awaited = false;
        let id = self.slab.insert(line);
        self.slab[last].next = id;
        self.slab[head].lines_open += 1;
        id
    }

    /// Returns the number of open orders that the run waits for.
    #[must_use]
    #[inline]
    pub fn awaited_open(&self) -> u64 {
        self.awaited_open
    }

    /// Returns a reference to an order that stays valid after the order has closed.
    #[must_use]
    pub fn ticket(&self, id: OrderId) -> Ticket<OrderId> {
        self.slab.ticket(id)
    }

    /// Returns the order of a ticket, if it is still open.
    #[must_use]
    pub fn redeem(&self, ticket: Ticket<OrderId>) -> Option<OrderId> {
        self.slab.redeem(ticket)
    }

    /// Iterates over all orders in flight.
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
