//! The books operation for undeliverable goods that turn back.

use super::{Books, Buyer, Load, Network, Order, Stage};
use crate::units::{RouteId, ShipmentId, SimTime, Size, StockPointId, Units};

/// Keys of returned goods come after those of parcels and of split-off lines.
const BACK: u64 = 1 << 41;

impl Books {
    /// Turns undeliverable units of a consumer's parcel back to a stock point, with their cost and their lots. Their
    /// line no longer waits for them, and its price is refunded. A separate order represents them on the way
    /// back.
    pub fn take_back(
        &mut self,
        network: &Network,
        now: SimTime,
        id: ShipmentId,
        route: RouteId,
        stock_point: StockPointId,
    ) -> ShipmentId {
        self.settle(now, id);
        let mut back = self.shipments[id].clone();
        let (line, key, buyer) = (back.order, back.key, Buyer::Return(stock_point));
        let ordinal = self.orders[line].ordinal;
        let mut order = Order::new(key.nth(BACK), ordinal, buyer, back.product, back.units, now, route);
        (order.open, order.parcels) = (Units::ZERO, 1);
        back.key = order.key;
        back.order = self.orders.open(order);
        let size = back.product.map_or(Size::NONE, |product| network.product(product).size.times(back.units));
        back.load = Load { units: back.units, size };
        back.rider = ShipmentId::LAST;
        (back.route, back.leg) = (route, network.head(route).first);
        back.destination = buyer.destination(network);
        back.start_again(Stage::Departure, now);
        let (units, new) = (back.units, back.key);
        let lots = self.carried.unload(id, key, units);
        let back = self.shipments.insert(back);
        if !lots.is_empty() {
            self.carried.load(back, new, lots);
        }
        self.shipments.end(id);
        self.release_sent(now, line, units);
        back
    }
}
