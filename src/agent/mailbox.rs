//! Messages between agents, and checks of stock points that changed, that are pending within one instant. Only timers
//! wait longer.

use crate::engine::Ticket;
use crate::units::{AgentId, Id, Money, OrderId, ShipmentId, StockPointId};
use std::collections::VecDeque;
use std::num::NonZeroU64;

/// A message, delivered before the clock moves. Orders go up the chain, shipments come down; a [`Notice`] goes anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// A request to fulfil this order.
    Order(OrderId),
    /// A shipment that now belongs to the receiver.
    Shipment(ShipmentId),
}

/// A notice to an agent. An agent ignores the kinds it does not use, so a new kind concerns only the agents that send
/// it and those that act on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The stock point in this row of the receiver has its answer from outside the simulation; the books hold it.
    Instructed {
        /// The row's index within the agent.
        row: u32,
    },
    /// This line of a consumer's order has to wait; its consumer may lose patience.
    Waits(Ticket<OrderId>),
    /// The consumer cancels the part of this line that has not been started.
    Cancel(Ticket<OrderId>),
    /// An order has ended; the receiver is to pay this for it.
    Earned(Money),
}

/// A message and its receiver packed into one word: it is written and read a few nanoseconds apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packed(NonZeroU64);

/// The number of receivers that fit into a packed message.
pub(super) const MOST_AGENTS: usize = 1 << 29;

/// The bit of a packed message that stands for the oldest notice. Notices are rare and larger than a word, so they
/// have a queue of their own.
const NOTICE: u64 = 1 << 33;

/// The bit that is set in every packed message, so that none is 0.
const SEALED: NonZeroU64 = NonZeroU64::new(1 << 63).expect("one bit");

impl Packed {
    #[inline]
    pub(super) fn new(to: AgentId, message: Message) -> Self {
        let (tag, thing) = match message {
            Message::Order(order) => (0, order.index() as u64),
            Message::Shipment(shipment) => (1, shipment.index() as u64),
        };
        debug_assert!(to.index() < MOST_AGENTS, "checked when the run was built");
        Self(SEALED | (to.index() as u64) << 34 | tag << 32 | thing)
    }

    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "unpacks the fields of the word")]
    pub(super) fn open(self) -> (AgentId, Message) {
        let word = self.0.get() & !SEALED.get();
        let thing = word as u32 as usize;
        let message = match word >> 32 & 1 {
            0 => Message::Order(OrderId::from_index(thing)),
            _ => Message::Shipment(ShipmentId::from_index(thing)),
        };
        (AgentId::from_index((word >> 34) as usize), message)
    }

    /// Returns whether this stands for a notice; [`open`](Self::open) then gives no meaningful message.
    #[inline(always)]
    pub(super) fn is_notice(self) -> bool {
        self.0.get() & NOTICE != 0
    }
}

/// Packed messages, oldest first. The oldest has a field of its own: usually it is the only one.
#[derive(Debug, Default)]
pub(super) struct Mailbox {
    top: Option<Packed>,
    below: VecDeque<Packed>,
    notices: VecDeque<Notice>,
}

impl Mailbox {
    #[inline]
    pub(super) fn send(&mut self, packed: Packed) {
        if self.top.is_none() {
            self.top = Some(packed);
        } else {
            self.below.push_back(packed);
        }
    }

    #[inline(never)]
    pub(super) fn notify(&mut self, to: AgentId, notice: Notice) {
        self.notices.push_back(notice);
        self.send(Packed(SEALED | (to.index() as u64) << 34 | NOTICE));
    }

    #[inline(always)]
    pub(super) fn take(&mut self) -> Option<Packed> {
        let packed = self.top.take()?;
        if !self.below.is_empty() {
            self.top = self.below.pop_front();
        }
        Some(packed)
    }

    /// Removes and returns the notice of the packed message taken last.
    ///
    /// # Panics
    /// If that message was not a notice.
    pub(super) fn take_notice(&mut self) -> Notice {
        self.notices.pop_front().expect("every notice has one packed message, in the same order")
    }

    pub(super) fn clear(&mut self) {
        self.top = None;
        self.below.clear();
        self.notices.clear();
    }
}

/// A stock point that changed, and its agent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Check {
    pub(super) agent: AgentId,
    pub(super) stock_point: StockPointId,
    pub(super) row: u32,
}

/// Pending checks in the order they were requested, each stock point at most once.
#[derive(Debug, Default)]
pub(super) struct Checks {
    due: Vec<Check>,
    taken: usize,
    is_due: Vec<bool>,
}

impl Checks {
    pub(super) fn reset(&mut self, stock_points: usize) {
        self.due.clear();
        self.taken = 0;
        self.is_due.clear();
        self.is_due.resize(stock_points, false);
    }

    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.due.is_empty()
    }

    #[inline(always)]
    pub(super) fn ask(&mut self, check: Check) {
        if !std::mem::replace(&mut self.is_due[check.stock_point.index()], true) {
            self.due.push(check);
        }
    }

    #[inline(always)]
    pub(super) fn take(&mut self) -> Option<Check> {
        let check = *self.due.get(self.taken)?;
        self.is_due[check.stock_point.index()] = false;
        self.taken += 1;
        if self.taken == self.due.len() {
            self.due.clear();
            self.taken = 0;
        }
        Some(check)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::{Buyer, Order, Orders};
    use crate::engine::EntityKey;
    use crate::units::{RouteId, SimTime, Units};

    fn agent(index: usize) -> AgentId {
        AgentId::from_index(index)
    }

    /// What is delivered: to which agent, and the notice or the message.
    fn delivered(mailbox: &mut Mailbox) -> Vec<(AgentId, Result<Notice, Message>)> {
        let mut all = Vec::new();
        while let Some(packed) = mailbox.take() {
            let (to, message) = packed.open();
            all.push((to, if packed.is_notice() { Ok(mailbox.take_notice()) } else { Err(message) }));
        }
        all
    }

    #[test]
    fn messages_and_notices_are_delivered_in_the_order_in_which_they_were_sent() {
        let mut orders = Orders::default();
        let tickets = [1, 2].map(|ordinal| {
            let (key, buyer) = (EntityKey::origin("market.here"), Buyer::Market(agent(0)));
            let order = Order::new(key, ordinal, buyer, None, Units::ONE, SimTime::ZERO, RouteId::default());
            let order = orders.open(order);
            orders.ticket(order)
        });
        let order = Message::Order(OrderId::from_index(7));
        let shipment = Message::Shipment(ShipmentId::from_index(8));
        let mut mailbox = Mailbox::default();
        mailbox.notify(agent(1), Notice::Cancel(tickets[0]));
        mailbox.send(Packed::new(agent(2), order));
        mailbox.notify(agent(3), Notice::Waits(tickets[1]));
        mailbox.notify(agent(1), Notice::Instructed { row: 4 });
        mailbox.send(Packed::new(agent(4), shipment));
        let expected = [
            (agent(1), Ok(Notice::Cancel(tickets[0]))),
            (agent(2), Err(order)),
            (agent(3), Ok(Notice::Waits(tickets[1]))),
            (agent(1), Ok(Notice::Instructed { row: 4 })),
            (agent(4), Err(shipment)),
        ];
        assert_eq!(delivered(&mut mailbox), expected);
        mailbox.notify(agent(5), Notice::Cancel(tickets[1]));
        assert_eq!(delivered(&mut mailbox), [(agent(5), Ok(Notice::Cancel(tickets[1])))], "once it is empty");
    }
}
