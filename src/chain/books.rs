//! The books: stock, orders, shipments and ledger, and the steps that must change several of them together. Whoever acts
//! goes through these; so units and money cannot get lost between two books.

use super::shipment::Sent;
use super::{Account, Buyer, Cost, Ledger, Network, Order, Orders, Part, Shipment, Shipments, Stage, Stock, Tariff};
use crate::units::{AgentId, CellId, Id, Money, OrderId, ShipmentId, SimTime, Units};

/// Everything two agents must agree on.
#[derive(Clone, Debug, Default)]
pub struct Books {
    /// The stock cells.
    pub stock: Stock,
    /// Orders in flight.
    pub orders: Orders,
    /// Shipments in flight.
    pub shipments: Shipments,
    /// Who owes whom what.
    pub ledger: Ledger,
    /// Units by product since the start.
    pub(super) flows: Vec<Flow>,
}

/// Units of a product since the start.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Flow {
    pub(super) created: Units,
    pub(super) delivered: Units,
    pub(super) returned: Units,
}

/// A parcel that is about to leave.
#[derive(Clone, Copy, Debug)]
pub struct Parcel {
    /// The order it is for.
    pub order: OrderId,
    /// What it holds.
    pub units: Units,
    /// What it has cost so far.
    pub cost: Cost,
    /// What the time since the order was.
    pub waited: Stage,
}

impl Books {
    /// Empties all books for a network; `recount` keeps what an audit needs.
    pub fn reset(&mut self, network: &Network, recount: bool) {
        self.stock.reset(network.cells.len());
        self.orders.clear();
        self.shipments.clear();
        self.ledger.reset(network.chart(), recount);
        self.flows.clear();
        self.flows.resize(network.products.len(), Flow::default());
    }

    /// Puts goods on a shelf that lay there before the start.
    pub fn open_with(&mut self, network: &Network, cell: CellId, units: Units) {
        let product = network.cell(cell).product;
        let mut cost = Cost::NONE;
        cost[Part::Goods] = network.product(product).cost.times(units);
        self.flows[product.index()].created += units;
        self.stock[cell].put(SimTime::ZERO, units, cost);
        self.ledger.post(Account::Inventory(cell), Account::Opening, cost.total());
    }

    /// An order is placed; its buyer owes the price.
    #[inline(always)]
    pub fn place(&mut self, order: Order) -> OrderId {
        if order.price != Money::ZERO {
            self.ledger.post(Account::Receivable, Account::Deferred, order.price);
        }
        if let Buyer::Cell(cell) = order.buyer {
            self.stock[cell].on_order.add(order.placed, order.asked.count());
        }
        self.orders.open(order)
    }

    /// Units of an order are no longer asked for: lost, or cancelled.
    pub fn release(&mut self, order: OrderId, units: Units) {
        let order = &mut self.orders[order];
        let refund = order.price.fraction(units, order.asked);
        order.price -= refund;
        order.asked -= units;
        order.open -= units;
        order.undelivered -= units;
        self.ledger.post(Account::Deferred, Account::Receivable, refund);
    }

    /// Takes units of an order from the shelf.
    #[inline(always)]
    pub fn take(&mut self, now: SimTime, cell: CellId, order: OrderId, units: Units) -> Parcel {
        let cost = self.stock[cell].take(now, units);
        self.ledger.post(Account::UnderWay, Account::Inventory(cell), cost.total());
        self.orders[order].open -= units;
        Parcel { order, units, cost, waited: Stage::Stock }
    }

    /// Units of an order that a supplier has made ready; what they cost is owed once they are received.
    pub fn make(&mut self, order: OrderId) -> Parcel {
        let entry = &mut self.orders[order];
        let units = entry.open;
        entry.open = Units::ZERO;
        if let Some(product) = entry.product {
            self.flows[product.index()].created += units;
        }
        Parcel { order, units, cost: Cost::NONE, waited: Stage::Supply }
    }

    /// Units of an order that were under way before the start, at what they cost.
    pub fn under_way(&mut self, network: &Network, order: OrderId) -> Parcel {
        let mut parcel = self.make(order);
        if let Some(product) = self.orders[order].product {
            parcel.cost[Part::Goods] = network.product(product).cost.times(parcel.units);
            self.ledger.post(Account::UnderWay, Account::Opening, parcel.cost.total());
        }
        parcel
    }

    /// An order that starts on its way as it is placed, without stock or supplier.
    pub fn start_out(&mut self, order: OrderId) -> Parcel {
        let entry = &mut self.orders[order];
        let units = entry.open;
        entry.open = Units::ZERO;
        if let Some(product) = entry.product {
            self.flows[product.index()].created += units;
        }
        Parcel { order, units, cost: Cost::NONE, waited: Stage::Departure }
    }

    /// Sends a parcel off, into its next stage.
    #[inline(always)]
    pub fn send(&mut self, network: &Network, now: SimTime, parcel: Parcel, next: Stage) -> ShipmentId {
        let order = &mut self.orders[parcel.order];
        // The first parcel has the order's own luck: most orders have one only.
        let key = if order.parcels == 0 { order.key } else { order.key.nth(u64::from(order.parcels)) };
        order.parcels += 1;
        let sent = Sent {
            order: parcel.order,
            key,
            product: order.product,
            units: parcel.units,
            hop: network.route(order.way).first,
            destination: match order.buyer {
                Buyer::Market(market) => market,
                Buyer::Cell(cell) | Buyer::Opening(cell) => network.cell(cell).warehouse,
            },
            cost: parcel.cost,
            placed: order.placed,
            waited: parcel.waited,
        };
        self.shipments.send(sent, now, next)
    }

    /// Notes that a supplier is to be paid for a shipment when it is received.
    pub fn owe(&mut self, network: &Network, shipment: ShipmentId, supplier: AgentId) {
        let shipment = &mut self.shipments[shipment];
        if let Some(product) = shipment.product {
            shipment.owed = network.product(product).cost.times(shipment.units);
            shipment.owed_to = supplier;
        }
    }

    /// Charges a service to a shipment.
    #[inline(always)]
    pub fn charge(&mut self, shipment: ShipmentId, tariff: &Tariff, part: Part, payee: AgentId) {
        if tariff.is_free() {
            return;
        }
        let shipment = &mut self.shipments[shipment];
        let amount = tariff.charge(shipment.units);
        if amount != Money::ZERO {
            shipment.cost[part] += amount;
            self.ledger.post(Account::UnderWay, Account::Payable(payee), amount);
        }
    }

    /// The supplier's invoice falls due as goods are received.
    #[inline(always)]
    fn settle(&mut self, shipment: ShipmentId) {
        let shipment = &mut self.shipments[shipment];
        if shipment.owed != Money::ZERO {
            shipment.cost[Part::Goods] += shipment.owed;
            self.ledger.post(Account::UnderWay, Account::Payable(shipment.owed_to), shipment.owed);
            shipment.owed = Money::ZERO;
        }
    }

    /// Goods that a cell ordered reach its shelf; the order closes with the last of them.
    pub fn shelve(&mut self, now: SimTime, cell: CellId, id: ShipmentId) -> Units {
        self.settle(id);
        let Shipment { order, units, cost, .. } = self.shipments[id];
        self.shipments.end(id);
        self.ledger.post(Account::Inventory(cell), Account::UnderWay, cost.total());
        let stock = &mut self.stock[cell];
        stock.on_order.add(now, -units.count());
        stock.put(now, units, cost);
        self.orders[order].undelivered -= units;
        if self.orders[order].undelivered == Units::ZERO {
            self.orders.close(order);
        }
        units
    }

    /// A parcel is at the door: its cost becomes the order's. True if nothing more is to come.
    #[inline(always)]
    pub fn deliver(&mut self, now: SimTime, id: ShipmentId) -> bool {
        self.settle(id);
        self.shipments[id].arrive(now);
        let shipment = &self.shipments[id];
        for (part, amount) in shipment.cost.parts() {
            if amount != Money::ZERO {
                self.ledger.post(Account::Delivered(part), Account::UnderWay, amount);
            }
        }
        if let Some(product) = shipment.product {
            self.flows[product.index()].delivered += shipment.units;
        }
        let order = &mut self.orders[shipment.order];
        order.cost += shipment.cost;
        order.undelivered -= shipment.units;
        order.undelivered == Units::ZERO
    }

    /// A parcel goes back to its sender: its cost is lost, its price is paid back. True if nothing more is to come.
    pub fn send_back(&mut self, id: ShipmentId) -> bool {
        self.settle(id);
        let Shipment { order, product, units, cost, .. } = self.shipments[id];
        self.shipments.end(id);
        for (part, amount) in cost.parts() {
            if amount != Money::ZERO {
                self.ledger.post(Account::Returned(part), Account::UnderWay, amount);
            }
        }
        if let Some(product) = product {
            self.flows[product.index()].returned += units;
        }
        self.release_sent(order, units);
        self.orders[order].undelivered == Units::ZERO
    }

    fn release_sent(&mut self, order: OrderId, units: Units) {
        let order = &mut self.orders[order];
        let refund = order.price.fraction(units, order.asked);
        order.price -= refund;
        order.asked -= units;
        order.undelivered -= units;
        self.ledger.post(Account::Deferred, Account::Receivable, refund);
    }

    /// Closes an order of a consumer; what it brought in is earned.
    #[inline(always)]
    pub fn close(&mut self, order: OrderId) {
        let price = self.orders[order].price;
        if price != Money::ZERO {
            self.ledger.post(Account::Deferred, Account::Revenue, price);
        }
        self.orders.close(order);
    }

    /// Charges what holding and owing goods has cost since the last time, on the exact areas.
    pub fn charge_time(&mut self, network: &Network, now: SimTime, charged: &mut Vec<(Money, Money)>) {
        charged.resize(network.cells.len(), (Money::ZERO, Money::ZERO));
        for (index, (name, before)) in network.cells.iter().zip(charged.iter_mut()).enumerate() {
            let id = CellId::from_index(index);
            let cell = &self.stock[id];
            let holding = name.holding.charge(cell.on_hand.area(now));
            let shortage = name.shortage.charge(cell.backorders.area(now));
            self.ledger.post(Account::Holding(id), Account::Accrued, holding - before.0);
            self.ledger.post(Account::Shortage(id), Account::Accrued, shortage - before.1);
            *before = (holding, shortage);
        }
    }
}
