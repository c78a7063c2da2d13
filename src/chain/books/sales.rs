//! Consumers' orders in the books: what their buyers pay, from placing to closing, and what platforms take of it.

use super::Books;
use super::bills::{Bill, Sharing};
use crate::chain::{Account, Network, Order, Part, SaleTax, SalesTerms, Shipment, Terms};
use crate::units::{AgentId, Money, OrderId, ProductId, ShipmentId, Units};
use std::ops::AddAssign;

/// Keys of split-off lines come after those of the parcels and lines of their order.
const SPLIT: u64 = 1 << 40;

/// What a line that was delivered brings beside its price, and what is taken of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// Its share of the delivery fee, less the coupon that nobody reimburses.
    pub revenue: Money,
    /// What a platform or supplier reimburses for a coupon.
    pub subsidy: Money,
    /// The tax that the buyer pays on top.
    pub tax: Money,
    /// Commission and payment fee.
    pub fees: Money,
}

/// What a platform is to pay for an order that has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The platform.
    pub platform: AgentId,
    /// What the buyer paid, less what was refunded.
    pub amount: Money,
}

impl AddAssign for Extras {
    fn add_assign(&mut self, other: Self) {
        self.revenue += other.revenue;
        self.subsidy += other.subsidy;
        self.tax += other.tax;
        self.fees += other.fees;
    }
}

impl Books {
    /// Adds to an order that has just been placed what its buyer pays beside the price of the goods, and takes off its
    /// coupon. The payment fee is charged on what is then paid, and is not given back.
    #[inline(never)]
    pub fn check_out(&mut self, network: &Network, head: OrderId) {
        let Some((market, terms)) = self.terms(&network.sales, head) else { return };
        let (order, goods) = (&self.orders[head], self.orders.lines(head).map(|(_, line)| line.price).sum());
        let placed = order.placed;
        let delivery = terms.delivery.as_ref().filter(|_| order.product.is_some());
        let delivery = delivery.map_or(Money::ZERO, |fee| fee.of(goods, placed));
        let coupon = network.sales.coupon(market, order.priced, goods);
        let (off, funder) = coupon.map_or((Money::ZERO, None), |(off, funder)| (off, funder.of(terms.platform)));
        if delivery != Money::ZERO {
            self.ledger.post(Account::Receivable, Account::Deferred, delivery);
        }
        if off != Money::ZERO {
            self.ledger.post(Account::Deferred, Account::Receivable, off);
        }
        if delivery != Money::ZERO || off != Money::ZERO {
            let (mut fees, mut coupons) = (Sharing::new(delivery, goods), Sharing::new(off, goods));
            for (id, line) in self.orders.lines(head) {
                let (delivery, coupon) = (fees.next(line.price), coupons.next(line.price));
                *self.bills.at(id) = Bill { delivery, coupon, funder, tax: Money::ZERO };
            }
        }
        let paid = |(id, line): (OrderId, &Order)| terms.payment(self.bill_of(id).paid(line.price), placed);
        let fee = self.orders.lines(head).map(paid).sum();
        self.charge_payment(terms.platform, fee);
    }

    fn charge_payment(&mut self, platform: AgentId, fee: Money) {
        if fee != Money::ZERO {
            self.ledger.post(Account::PaymentFee(platform), Account::Payable(platform), fee);
        }
    }

    /// Returns the market of a consumer's line, and the terms that it buys under.
    fn terms<'a>(&self, sales: &'a SalesTerms, line: OrderId) -> Option<(AgentId, &'a Terms)> {
        let market = self.orders[line].buyer.consumer()?;
        Some((market, sales.of(market)?))
    }

    /// Returns what the buyer of a consumer's line pays beside the price of its goods, and what a coupon takes off.
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
        let Some((_, terms)) = self.terms(sales, line) else { return Extras::default() };
        let (order, bill) = (&self.orders[line], self.bill_of(line));
        let subsidy = if bill.funder.is_some() { bill.coupon } else { Money::ZERO };
        let (placed, tax) = (order.placed, tax_of(bill, order));
        let commission = terms.commission(order.product, order.price - bill.coupon, placed);
        let fees = commission + terms.payment(bill.paid(order.price), placed) + terms.payment(tax, placed);
        Extras { revenue: bill.delivery - bill.coupon + subsidy, subsidy, tax, fees }
    }

    /// Removes the coupon of units that will not arrive, out of all that a consumer's line asked for.
    #[cold]
    pub(super) fn release_coupon(&mut self, line: OrderId, units: Units, asked: Units) {
        let bill = self.bills.at(line);
        let off = if asked.is_positive() { bill.split_coupon(units, asked) } else { std::mem::take(&mut bill.coupon) };
        self.ledger.post(Account::Receivable, Account::Deferred, off);
    }

    /// Lowers the coupon of a consumer's line to its price, which has been lowered.
    pub(in crate::chain) fn limit_coupon(&mut self, line: OrderId) {
        let (price, bill) = (self.orders[line].price, self.bills.of(line));
        if bill.coupon > price {
            self.bills.at(line).coupon = price;
            self.ledger.post(Account::Receivable, Account::Deferred, bill.coupon - price);
        }
    }

    /// Adds the tax assessed on a consumer's goods to what the buyer pays, if it comes on top of the price, with the payment
    /// fee on it.
    #[inline(never)]
    pub fn pass_on(&mut self, network: &Network, shipment: ShipmentId, tax: Money) {
        let line = self.shipments[shipment].order;
        let terms = self.terms(&network.sales, line).filter(|(_, terms)| terms.tax == SaleTax::OnTop);
        let Some((_, terms)) = terms.filter(|_| tax != Money::ZERO) else { return };
        self.bills.at(line).tax += tax;
        self.ledger.post(Account::Receivable, Account::Deferred, tax);
        self.charge_payment(terms.platform, terms.payment(tax, self.orders[line].placed));
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
            self.limit_coupon(line);
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

    /// Closes a consumer's order with all its lines; its revenue is earned. Returns what a platform that settles is to pay.
    #[inline(always)]
    pub fn close(&mut self, network: &Network, head: OrderId) -> Option<Settlement> {
        if network.sales.any() {
            return self.close_under_terms(network, head);
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
        None
    }

    /// Closes an order of which a platform may take commission. The seller is reimbursed for its coupon. The tax that came on
    /// top is refunded for goods that did not arrive, the delivery fee only if nothing arrived.
    #[inline(never)]
    fn close_under_terms(&mut self, network: &Network, head: OrderId) -> Option<Settlement> {
        let terms = self.terms(&network.sales, head).map(|(_, terms)| terms);
        let settles = terms.filter(|terms| terms.settles.is_some());
        let (mut delivery, mut arrived) = (Money::ZERO, false);
        let mut owed = Money::ZERO;
        let mut line = head;
        while line != OrderId::LAST {
            let bill = self.bills.take(line);
            delivery += bill.delivery;
            let closed = self.orders.close(line);
            let (product, placed) = (closed.product, closed.placed);
            let (paid, tax) = (closed.price - bill.coupon, tax_of(bill, closed));
            arrived |= closed.asked.is_positive();
            line = closed.next;
            if paid != Money::ZERO {
                self.ledger.post(Account::Deferred, Account::Revenue, paid);
            }
            owed += paid + tax;
            if bill.tax != Money::ZERO {
                self.ledger.post(Account::Deferred, Account::TaxOnTop, tax);
                self.ledger.post(Account::Deferred, Account::Receivable, bill.tax - tax);
            }
            if let Some(funder) = bill.funder.filter(|_| bill.coupon != Money::ZERO) {
                // A platform that settles collects it as well.
                let debtor = if settles.is_some() { Account::Receivable } else { Account::Claim(funder) };
                self.ledger.post(debtor, Account::Subsidy, bill.coupon);
                owed += bill.coupon;
            }
            let commission = terms.map_or(Money::ZERO, |terms| terms.commission(product, paid, placed));
            if let Some(terms) = terms.filter(|_| commission != Money::ZERO) {
                self.ledger.post(Account::Commission(terms.platform), Account::Payable(terms.platform), commission);
            }
        }
        if delivery != Money::ZERO {
            let to = if arrived { Account::Delivery } else { Account::Receivable };
            self.ledger.post(Account::Deferred, to, delivery);
            if arrived {
                owed += delivery;
            }
        }
        let settles = settles.filter(|_| owed != Money::ZERO);
        settles.map(|terms| Settlement { platform: terms.platform, amount: owed })
    }
}

/// Returns the tax that the buyer pays on top for what was delivered of a line.
fn tax_of(bill: Bill, line: &Order) -> Money {
    bill.tax.min(line.cost[Part::Tax])
}
