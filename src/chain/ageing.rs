//! The steps of the books for goods that age: what lots a shipment takes along, when goods leave a shelf because they may
//! no longer be sold, and what is taken off the price of those that are near their end.

use super::{Account, Books, Expired, Lot, Network, Part};
use crate::units::{Id, Money, OrderId, ShipmentId, SimTime, StockPointId, Units};

impl Books {
    /// The lots in a shipment of goods that age, the one picked first in front; none if it comes from a supplier.
    #[must_use]
    pub fn lots(&self, id: ShipmentId) -> &[Lot] {
        self.carried.lots(id, self.shipments[id].key)
    }

    /// Says what lots a shipment holds.
    pub fn load(&mut self, id: ShipmentId, lots: impl IntoIterator<Item = Lot>) {
        self.carried.load(id, self.shipments[id].key, lots);
    }

    /// A lot that may no longer be sold leaves its shelf; the lot, and what is lost with it. Its value is written off,
    /// less what the supplier pays back for it, and destroying it is owed to the warehouse.
    pub fn expire(&mut self, network: &Network, now: SimTime, stock_point: StockPointId) -> Option<(Lot, Money)> {
        let name = network.stock_point(stock_point);
        let product = network.product(name.product);
        let until = now + product.shelf_life.as_ref()?.ban;
        if !self.stock[stock_point].lots().iter().any(|lot| lot.expires <= until) {
            return None;
        }
        if now >= self.stock[stock_point].next_storage {
            self.store(network, now, stock_point);
        }
        let (lot, mut cost) = self.stock[stock_point].take_expired(now, until)?;
        let flow = &mut self.flows[name.product.index()];
        match &name.expired {
            Expired::Destroy { price } => {
                flow.scrapped += lot.units;
                let fee = price.times(lot.units);
                cost[Part::Handling] += fee;
                self.ledger.post(Account::Inventory(stock_point), Account::Payable(name.warehouse), fee);
            }
            Expired::SendBack { credit } => {
                flow.returned += lot.units;
                let back = cost[Part::Goods].fraction(Units::new(i64::from(credit.ppm())), Units::new(1_000_000));
                cost[Part::Goods] -= back;
                self.ledger.post(Account::Cash, Account::Inventory(stock_point), back);
            }
        }
        for (part, amount) in cost.parts() {
            if amount != Money::ZERO {
                self.ledger.post(Account::WrittenOff(part), Account::Inventory(stock_point), amount);
            }
        }
        Some((lot, cost.total()))
    }

    /// Takes an amount off the price of a line, no more than the price; what it is.
    pub fn mark_down(&mut self, line: OrderId, amount: Money) -> Money {
        let order = &mut self.orders[line];
        let amount = amount.min(order.price);
        order.price -= amount;
        self.ledger.post(Account::Deferred, Account::Receivable, amount);
        amount
    }
}
