//! Consumers' orders in the books: what their buyers pay, from placing to closing, and what platforms take of it.

use super::Books;
use super::bills::{Bill, Sharing};
use crate::chain::{Account, Network, SalesTerms, Shipment, Terms};
use crate::units::{Money, OrderId, ProductId, ShipmentId, Units};
use std::ops::AddAssign;

/// Keys of split-off lines come after those of the parcels and lines of their order.
const SPLIT: u64 = 1 << 40;

/// What a line that was delivered brings beside its price, and what is taken of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// Its share of the delivery fee.
    pub revenue: Money,
    /// Commission and payment fee.
    pub fees: Money,
}

impl AddAssign for Extras {
    fn add_assign(&mut self, other: Self) {
        self.revenue += other.revenue;
        self.fees += other.fees;
    }
}

impl Books {
    /// Adds to an order that has just been placed what its buyer pays beside the price of the goods. The payment fee is
    /// charged on all of it, and is not given back.
    #[inline(never)]
    pub fn check_out(&mut self, network: &Network, head: OrderId) {
        if !self.bills.is_empty() {
            self.orders.lines(head).for_each(|(line, _)| *self.bills.at(line) = Bill::default());
        }
        let Some(terms) = self.terms(&network.sales, head) else { return };
        if let Some(delivery) = &terms.delivery {
            let goods: Money = self.orders.lines(head).map(|(_, line)| line.price).sum();
            let fee = if self.orders[head].product.is_some() { delivery.of(goods) } else { Money::ZERO };
            let mut shares = Sharing::new(fee, goods);
            for (id, line) in self.orders.lines(head) {
                *self.bills.at(id) = Bill { delivery: shares.next(line.price) };
            }
            if fee != Money::ZERO {
                self.ledger.post(Account::Receivable, Account::Deferred, fee);
            }
        }
        let paid = |(id, line): (OrderId, &super::Order)| terms.payment(line.price + self.bill_of(id).delivery);
        let fee: Money = self.orders.lines(head).map(paid).sum();
        if fee != Money::ZERO {
            self.ledger.post(Account::PaymentFee(terms.platform), Account::Payable(terms.platform), fee);
        }
    }

    /// Returns the terms that the buyer of a line buys under.
    fn terms<'a>(&self, sales: &'a SalesTerms, line: OrderId) -> Option<&'a Terms> {
        self.orders[line].buyer.consumer().and_then(|market| sales.of(market))
    }

    /// Returns what the buyer of a consumer's line pays beside the price of its goods.
    #[must_use]
    pub fn bill_of(&self, line: OrderId) -> Bill {
        self.bills.of(line)
    }

    /// Returns what the buyer of the units in a parcel pays for their delivery.
    #[must_use]
    pub(in crate::chain) fn delivery_of(&self, parcel: ShipmentId) -> Money {
        let of = |shipment: &Shipment| {
            let (delivery, asked) = (self.bill_of(shipment.order).delivery, self.orders[shipment.order].asked);
            // Nothing is left of a line whose units were all lost.
            if asked.is_positive() { delivery.fraction(shipment.units, asked) } else { Money::ZERO }
        };
        self.shipments.aboard(parcel).map(|(_, shipment)| of(shipment)).sum()
    }

    /// Returns what a consumer's line brings beside its price if it is delivered, and what is taken of it.
    #[must_use]
    #[inline]
    pub fn extras(&self, line: OrderId, sales: &SalesTerms) -> Extras {
        if sales.any() { self.extras_of(line, sales) } else { Extras::default() }
    }

    #[cold]
    fn extras_of(&self, line: OrderId, sales: &SalesTerms) -> Extras {
        let Some(terms) = self.terms(sales, line) else { return Extras::default() };
        let (order, Bill { delivery }) = (&self.orders[line], self.bill_of(line));
        let fees = terms.commission(order.product, order.price) + terms.payment(order.price + delivery);
        Extras { revenue: delivery, fees }
    }

    /// Changes the product and price of a line that has not been served at all.
    pub fn substitute(&mut self, line: OrderId, product: ProductId, price: Money) {
        let order = &mut self.orders[line];
        let more = price - order.price;
        (order.product, order.price) = (Some(product), price);
        if more > Money::ZERO {
            self.ledger.post(Account::Receivable, Account::Deferred, more);
        } else if more < Money::ZERO {
            self.ledger.post(Account::Deferred, Account::Receivable, Money::ZERO - more);
        }
    }

    /// Splits units off a line that has not been served at all, as a line of their own.
    pub fn split_line(&mut self, head: OrderId, last: OrderId, line: OrderId, units: Units) -> OrderId {
        let number = u64::from(self.orders[head].lines_open);
        let whole = &mut self.orders[line];
        let mut other = whole.clone();
        let asked = whole.asked;
        other.price = whole.price.fraction(units, asked);
        whole.price -= other.price;
        whole.asked -= units;
        whole.open -= units;
        whole.undelivered -= units;
        (other.asked, other.open, other.undelivered) = (units, units, units);
        other.next = OrderId::LAST;
        other.key = whole.key.nth(SPLIT + number);
        let other = self.orders.add_line(head, last, other);
        if !self.bills.is_empty() {
            let part = self.bills.at(line).split(units, asked);
            *self.bills.at(other) = part;
        }
        other
    }

    /// Closes a consumer's order with all its lines; its revenue is earned.
    #[inline(always)]
    pub fn close(&mut self, network: &Network, head: OrderId) {
        if network.sales.any() {
            self.close_under_terms(network, head);
            return;
        }
        let mut line = head;
        while line != OrderId::LAST {
            let closed = self.orders.close(line);
            let price = closed.price;
            line = closed.next;
            if price != Money::ZERO {
                self.ledger.post(Account::Deferred, Account::Revenue, price);
            }
        }
    }

    /// Closes an order of which a platform may take commission. Its delivery fee is earned if anything arrived, and refunded
    /// otherwise.
    #[inline(never)]
    fn close_under_terms(&mut self, network: &Network, head: OrderId) {
        let terms = self.terms(&network.sales, head);
        let (mut delivery, mut arrived) = (Money::ZERO, false);
        let mut line = head;
        while line != OrderId::LAST {
            delivery += self.bill_of(line).delivery;
            let closed = self.orders.close(line);
            let (product, price) = (closed.product, closed.price);
            arrived |= closed.asked.is_positive();
            line = closed.next;
            if price != Money::ZERO {
                self.ledger.post(Account::Deferred, Account::Revenue, price);
            }
            let commission = terms.map_or(Money::ZERO, |terms| terms.commission(product, price));
            if let Some(terms) = terms.filter(|_| commission != Money::ZERO) {
                self.ledger.post(Account::Commission(terms.platform), Account::Payable(terms.platform), commission);
            }
        }
        if delivery != Money::ZERO {
            let to = if arrived { Account::Delivery } else { Account::Receivable };
            self.ledger.post(Account::Deferred, to, delivery);
        }
    }
}
