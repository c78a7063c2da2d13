//! Books operations for perishable goods: the lots that a shipment carries, the removal of goods past their sell-by
//! limit, and markdowns of goods near the end of their life.

use super::{Account, Books, Expired, Lot, Network, Part};
use crate::units::{Id, Money, OrderId, ShipmentId, SimTime, StockPointId, Units};

impl Books {
    /// Returns the lots of a shipment of perishable goods, the one picked first in front; empty if it comes from a
    /// supplier.
    #[must_use]
    pub fn lots(&self, id: ShipmentId) -> &[Lot] {
        self.carried.lots(id, self.shipments[id].key)
    }

    /// Sets the lots of a shipment.
    pub fn load(&mut self, id: ShipmentId, lots: impl IntoIterator<Item = Lot>) {
        self.carried.load(id, self.shipments[id].key, lots);
    }

    /// Removes a lot past its sell-by limit from its shelf; returns the lot and the loss. Its value is written off,
    /// less the supplier's credit, and the cost of destroying it is owed to the warehouse.
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

    /// Takes an amount off the price of a line, at most the price itself; returns the amount.
    pub fn mark_down(&mut self, line: OrderId, amount: Money) -> Money {
        let order = &mut self.orders[line];
        let amount = amount.min(order.price);
        order.price -= amount;
        self.ledger.post(Account::Deferred, Account::Receivable, amount);
        self.limit_coupon(line);
        amount
    }
}
