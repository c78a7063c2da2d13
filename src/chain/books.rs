//! The books: stock, orders, shipments and ledger, and the operations that must change several of them together.
//! Agents change them only through these operations, so units and money cannot get lost in between.

mod bills;
mod cash;
mod merged;
mod payables;
mod sales;
mod site_costs;

use super::carried::Carried;
use super::conditions::Conditions;
use super::shipment::Sent;
use super::{
    Account, Chart, Cost, Ledger, Load, Lot, Network, Order, Orders, Part, Shipment, Shipments, Stage, Stock, Tariff,
    Transit,
};
use crate::units::{AgentId, Id, Money, OrderId, ProductId, ShipmentId, SimTime, Size, StockPointId, Units};
pub use bills::Bill;
use bills::Bills;
use cash::CashBook;
use payables::Payables;
pub use sales::{Extras, Settlement};
use site_costs::SiteCosts;

/// The state that agents must agree on.
#[derive(Clone, Debug, Default)]
pub struct Books {
    /// The stock points.
    pub stock: Stock,
    /// Orders in flight.
    pub orders: Orders,
    /// Shipments in flight.
    pub shipments: Shipments,
    /// The accounts and their balances.
    pub ledger: Ledger,
    /// What buyers pay beside the price of goods, and what coupons take off, by line.
    pub(super) bills: Bills,
    /// Units by product since the start.
    pub(super) flows: Vec<Flow>,
    /// The lots in shipments of goods that age.
    pub(super) carried: Carried,
    /// Payments to agents, and supplier invoices over time.
    payables: Payables,
    /// Goods in transit with agents that charge for the time they take.
    pub transit: Transit,
    /// Wages and rent.
    site_costs: SiteCosts,
    /// Cash over time, if any platform settles.
    cash: Option<Box<CashBook>>,
    /// The conditions of all agents.
    pub conditions: Conditions,
    /// The order quantity of each stock point at its next decision, if it is decided outside the simulation.
    pub instructions: Vec<Units>,
}

/// Units of a product since the start.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Flow {
    pub(super) created: Units,
    pub(super) delivered: Units,
    pub(super) returned: Units,
    pub(super) scrapped: Units,
}

/// A parcel about to leave.
#[derive(Clone, Copy, Debug)]
pub struct Parcel {
    /// The line that it is for.
    pub order: OrderId,
    /// Its units.
    pub units: Units,
    /// Its cost so far.
    pub cost: Cost,
    /// The stage that the time since the order belongs to.
    pub waited: Stage,
}

impl Books {
    /// Resets all books for a network; `recount` keeps what an audit needs.
    pub fn reset(&mut self, network: &Network, recount: bool) {
        self.stock.reset(network);
        self.orders.clear();
        self.shipments.clear();
        self.ledger.reset(Chart::of(network), recount);
        self.bills.clear();
        self.flows.clear();
        self.flows.resize(network.products.len(), Flow::default());
        self.carried.clear();
        self.payables.reset(network);
        self.transit.reset(network);
        self.site_costs.reset(network);
        self.reset_cash(network);
        self.conditions.reset(network.agents.len(), &network.strikes);
        self.instructions.clear();
        self.instructions.resize(network.stock_points.len(), Units::ZERO);
    }

    /// Puts opening stock on a shelf.
    pub fn open_with(&mut self, network: &Network, stock_point: StockPointId, units: Units, expires: SimTime) {
        let product = network.stock_point(stock_point).product;
        let mut cost = Cost::NONE;
        cost[Part::Goods] = network.product(product).cost.at(SimTime::ZERO).times(units);
        self.flows[product.index()].created += units;
        self.stock[stock_point].put(SimTime::ZERO, &[Lot { received: SimTime::ZERO, units, expires }], cost);
        self.ledger.post(Account::Inventory(stock_point), Account::Opening, cost.total());
    }

    /// Places an order; its buyer owes the price.
    #[inline(always)]
    pub fn place(&mut self, order: Order) -> OrderId {
        if order.price != Money::ZERO {
            self.ledger.post(Account::Receivable, Account::Deferred, order.price);
        }
        if let Some(stock_point) = order.buyer.stock_point() {
            self.stock[stock_point].on_order.add(order.placed, order.asked.count());
        }
        self.orders.open(order)
    }

    /// Adds a line to a consumer's order, after the last one.
    pub fn place_line(&mut self, head: OrderId, last: OrderId, line: Order) -> OrderId {
        if line.price != Money::ZERO {
            self.ledger.post(Account::Receivable, Account::Deferred, line.price);
        }
        self.orders.add_line(head, last, line)
    }

    /// Removes units that have been neither taken nor made from a line: they are lost, cancelled, or will never be
    /// made.
    pub fn release(&mut self, now: SimTime, line: OrderId, units: Units) {
        self.orders[line].open -= units;
        self.release_sent(now, line, units);
    }

    /// Removes units that will not arrive from a line.
    pub(super) fn release_sent(&mut self, now: SimTime, line: OrderId, units: Units) {
        let order = &mut self.orders[line];
        let refund = if order.asked.is_positive() { order.price.fraction(units, order.asked) } else { order.price };
        let (asked, consumer) = (order.asked, order.buyer.consumer().is_some());
        order.price -= refund;
        order.asked -= units;
        order.undelivered -= units;
        if let Some(stock_point) = order.buyer.stock_point() {
            self.stock[stock_point].on_order.add(now, -units.count());
        }
        self.ledger.post(Account::Deferred, Account::Receivable, refund);
        if consumer && !self.bills.is_empty() {
            self.release_coupon(line, units, asked);
        }
    }

    /// Takes units for a line from the shelf.
    #[inline(always)]
    pub fn take(
        &mut self,
        network: &Network,
        now: SimTime,
        stock_point: StockPointId,
        order: OrderId,
        units: Units,
    ) -> Parcel {
        let mut stock = &mut self.stock[stock_point];
        if now >= stock.next_storage {
            self.store(network, now, stock_point);
            stock = &mut self.stock[stock_point];
        }
        let cost = stock.take(now, units);
        self.ledger.post(Account::UnderWay, Account::Inventory(stock_point), cost.total());
        self.orders[order].open -= units;
        Parcel { order, units, cost, waited: Stage::Stock }
    }

    /// Puts goods that were taken for a line and never left back on the shelf; the line no longer needs them.
    pub fn put_back(&mut self, now: SimTime, stock_point: StockPointId, id: ShipmentId) -> Units {
        let Shipment { order, units, cost, .. } = self.shipments[id];
        self.ledger.post(Account::Inventory(stock_point), Account::UnderWay, cost.total());
        self.put_on_shelf(now, stock_point, id);
        self.stock[stock_point].comes_back(cost);
        self.shipments.end(id);
        self.release_sent(now, order, units);
        units
    }

    /// Moves the contents of a shipment to a shelf.
    fn put_on_shelf(&mut self, now: SimTime, stock_point: StockPointId, id: ShipmentId) {
        let Shipment { key, units, cost, .. } = self.shipments[id];
        let lots = match self.carried.lots(id, key) {
            [] => &[Lot { received: now, units, expires: SimTime::NEVER }],
            lots => lots,
        };
        self.stock[stock_point].put(now, lots, cost);
    }

    /// Makes units of a line ready at a supplier; their cost is owed once they are received.
    pub fn make(&mut self, order: OrderId) -> Parcel {
        let entry = &mut self.orders[order];
        let units = entry.open;
        entry.open = Units::ZERO;
        if let Some(product) = entry.product {
            self.flows[product.index()].created += units;
        }
        Parcel { order, units, cost: Cost::NONE, waited: Stage::Supply }
    }

    /// Creates a parcel for units of an order that were in transit before the start, at their cost.
    pub fn under_way(&mut self, network: &Network, order: OrderId) -> Parcel {
        let mut parcel = self.make(order);
        if let Some(product) = self.orders[order].product {
            parcel.cost[Part::Goods] = network.product(product).cost.at(SimTime::ZERO).times(parcel.units);
            self.ledger.post(Account::UnderWay, Account::Opening, parcel.cost.total());
        }
        parcel
    }

    /// Creates a parcel for a line that leaves as it is placed, without stock or supplier.
    pub fn start_out(&mut self, order: OrderId) -> Parcel {
        Parcel { waited: Stage::Departure, ..self.make(order) }
    }

    /// Sends a parcel into its next stage.
    #[inline(always)]
    pub fn send(&mut self, network: &Network, now: SimTime, parcel: Parcel, next: Stage) -> ShipmentId {
        let order = &mut self.orders[parcel.order];
        // The first parcel shares the order's random draws: most orders have only one.
        let key = if order.parcels == 0 { order.key } else { order.key.nth(u64::from(order.parcels)) };
        order.parcels += 1;
        let size = order.product.map_or(Size::NONE, |product| network.product(product).size.times(parcel.units));
        let sent = Sent {
            order: parcel.order,
            key,
            product: order.product,
            load: Load { units: parcel.units, size },
            route: order.route,
            leg: network.head(order.route).first,
            destination: order.buyer.destination(network),
            cost: parcel.cost,
            placed: order.placed,
            waited: parcel.waited,
        };
        self.shipments.send(sent, now, next)
    }

    /// Splits units off a stock point's shipment, as a shipment of their own at the same leg.
    pub fn split(&mut self, network: &Network, id: ShipmentId, units: Units) -> ShipmentId {
        let whole = &mut self.shipments[id];
        let size = whole.product.map_or(Size::NONE, |product| network.product(product).size.times(units));
        let mut other = whole.clone();
        other.cost = whole.cost.fraction(units, whole.units);
        other.owed = whole.owed.fraction(units, whole.units);
        other.bad = whole.bad.part(units, whole.units);
        whole.bad -= other.bad;
        (other.units, other.load) = (units, Load { units, size });
        whole.cost -= other.cost;
        whole.owed -= other.owed;
        whole.units -= units;
        whole.load.units -= units;
        whole.load.size -= size;
        let lots = self.carried.unload(id, whole.key, units);
        let order = &mut self.orders[other.order];
        other.key = order.key.nth(u64::from(order.parcels));
        order.parcels += 1;
        let key = other.key;
        let other = self.shipments.insert(other);
        if !lots.is_empty() {
            self.carried.load(other, key, lots);
        }
        other
    }

    /// Records what a supplier is owed for a shipment when it is received.
    pub fn owe(&mut self, id: ShipmentId, supplier: AgentId, price: Money) {
        let shipment = &mut self.shipments[id];
        shipment.owed = price;
        shipment.owed_to = supplier;
    }

    /// Charges a service to a shipment and what it carries, by weight, or by units if nothing has a weight.
    #[inline(always)]
    pub fn charge(&mut self, now: SimTime, id: ShipmentId, tariff: &Tariff, part: Part, payee: AgentId) {
        if tariff.is_free() {
            return;
        }
        let amount = tariff.charge(now, self.shipments[id].load);
        self.bill(id, amount, part, payee);
    }

    /// Charges an amount, at the conditions of the payee, to a shipment and what it carries.
    #[inline(always)]
    pub(super) fn bill(&mut self, id: ShipmentId, mut amount: Money, part: Part, payee: AgentId) {
        if self.conditions.any() {
            amount = self.conditions.price(payee, amount);
        }
        if amount == Money::ZERO {
            return;
        }
        self.ledger.post(Account::UnderWay, Account::Payable(payee), amount);
        let shipment = &mut self.shipments[id];
        if shipment.rider == ShipmentId::LAST {
            shipment.cost[part] += amount;
        } else {
            self.spread(id, amount, part);
        }
    }

    /// Charges an amount to one shipment alone.
    pub fn bill_one(&mut self, id: ShipmentId, amount: Money, part: Part, payee: AgentId) {
        if amount != Money::ZERO {
            self.ledger.post(Account::UnderWay, Account::Payable(payee), amount);
            self.shipments[id].cost[part] += amount;
        }
    }

    #[inline(never)]
    fn spread(&mut self, lead: ShipmentId, amount: Money, part: Part) {
        let all = self.shipments[lead].load;
        let (mut rest, mut next) = (amount, self.shipments.rider(lead));
        while let Some(id) = next {
            next = self.shipments.rider(id);
            let rider = &mut self.shipments[id];
            let share = if all.size.grams > 0 {
                amount.fraction(Units::new(rider.load.size.grams), Units::new(all.size.grams))
            } else {
                amount.fraction(rider.units, all.units)
            };
            rider.cost[part] += share;
            rest -= share;
        }
        self.shipments[lead].cost[part] += rest;
    }

    /// Settles the supplier's invoice as goods are received.
    pub(super) fn settle(&mut self, now: SimTime, shipment: ShipmentId) {
        let shipment = &mut self.shipments[shipment];
        if shipment.owed != Money::ZERO {
            let (supplier, owed) = (shipment.owed_to, shipment.owed);
            shipment.cost[Part::Goods] += owed;
            shipment.owed = Money::ZERO;
            self.invoice(now, supplier, owed);
        }
    }

    /// Scraps units of one shipment that are spoilt, lost or defective: their cost is lost, and their line no longer
    /// waits for them. The shipment remains even if it is empty. Units spoilt on the way must still be paid for;
    /// units that were defective on arrival are not. What is owed for the shipment is then owed for the rest of it.
    pub fn scrap(
        &mut self,
        network: &Network,
        now: SimTime,
        carrier: ShipmentId,
        id: ShipmentId,
        units: Units,
        bad: bool,
    ) {
        let shipment = &mut self.shipments[id];
        let (order, product, all) = (shipment.order, shipment.product, shipment.units);
        let mut lost = shipment.cost.fraction(units, all);
        shipment.cost -= lost;
        if !bad && shipment.owed != Money::ZERO {
            let due = shipment.owed.fraction(units, all);
            shipment.owed -= due;
            lost[Part::Goods] += due;
            let supplier = shipment.owed_to;
            self.invoice(now, supplier, due);
        }
        let shipment = &mut self.shipments[id];
        shipment.units -= units;
        self.carried.unload(id, shipment.key, units);
        let gone = product.map_or(Size::NONE, |product| network.product(product).size.times(units));
        if let Some(product) = product {
            self.flows[product.index()].scrapped += units;
        }
        let load = &mut self.shipments[carrier].load;
        load.units -= units;
        load.size -= gone;
        if carrier != id {
            let load = &mut self.shipments[id].load;
            load.units -= units;
            load.size -= gone;
        }
        self.ledger.post_parts(Account::Scrapped, Account::UnderWay, &lost);
        self.release_sent(now, order, units);
    }

    /// Ends an empty shipment; its cost, and what is still owed for it, is lost.
    pub fn lose(&mut self, now: SimTime, id: ShipmentId) {
        self.settle(now, id);
        let cost = self.shipments[id].cost;
        self.ledger.post_parts(Account::Scrapped, Account::UnderWay, &cost);
        self.shipments.end(id);
    }

    /// Puts goods that a stock point ordered, or that come back to it, on its shelf; the order closes with the last
    /// of them.
    pub fn shelve(&mut self, network: &Network, now: SimTime, stock_point: StockPointId, id: ShipmentId) -> Units {
        self.settle(now, id);
        let Shipment { order, units, cost, .. } = self.shipments[id];
        self.ledger.post(Account::Inventory(stock_point), Account::UnderWay, cost.total());
        if now >= self.stock[stock_point].next_storage {
            self.store(network, now, stock_point);
        }
        if self.orders[order].buyer.stock_point().is_some() {
            self.stock[stock_point].on_order.add(now, -units.count());
        }
        self.put_on_shelf(now, stock_point, id);
        self.shipments.end(id);
        self.orders[order].undelivered -= units;
        self.close_if_done(order);
        units
    }

    /// Closes a stock point's order when nothing more is to come.
    pub fn close_if_done(&mut self, order: OrderId) {
        if self.orders[order].undelivered == Units::ZERO {
            self.orders.close(order);
        }
    }

    /// Delivers a shipment at the door: its last stage ends, and its cost is added to its line. Returns the line once
    /// it is complete, and whether any units arrived.
    #[inline(always)]
    pub fn deliver(&mut self, now: SimTime, id: ShipmentId) -> Option<(OrderId, bool)> {
        let mut shipment = &mut self.shipments[id];
        shipment.arrive(now);
        if shipment.owed != Money::ZERO {
            self.settle(now, id);
            shipment = &mut self.shipments[id];
        }
        self.ledger.post_parts(Account::Delivered, Account::UnderWay, &shipment.cost);
        if let Some(product) = shipment.product {
            self.flows[product.index()].delivered += shipment.units;
        }
        let order = &mut self.orders[shipment.order];
        order.cost += shipment.cost;
        order.undelivered -= shipment.units;
        (order.undelivered == Units::ZERO && !order.ended).then_some((shipment.order, order.asked != Units::ZERO))
    }

    /// Sends a shipment back to its sender: its cost is lost and its price refunded.
    pub fn send_back(&mut self, now: SimTime, id: ShipmentId) {
        self.settle(now, id);
        let Shipment { order, product, units, cost, .. } = self.shipments[id];
        self.shipments.end(id);
        self.ledger.post_parts(Account::Returned, Account::UnderWay, &cost);
        if let Some(product) = product {
            self.flows[product.index()].returned += units;
        }
        self.release_sent(now, order, units);
    }

    /// Ends a line. Returns the order, by its first line, if this was the last one.
    #[inline]
    pub fn line_done(&mut self, line: OrderId) -> Option<OrderId> {
        self.orders[line].ended = true;
        let id = self.orders.head(line);
        let head = &mut self.orders[id];
        head.lines_open -= 1;
        (head.lines_open == 0).then_some(id)
    }

    /// Returns the units of a product created since the start.
    #[must_use]
    pub fn created(&self, product: ProductId) -> Units {
        self.flows[product.index()].created
    }
}
