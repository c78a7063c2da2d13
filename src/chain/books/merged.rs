//! Parcels that orders share. A parcel has one clock, which runs from when the order of its leading goods was placed.

use super::Books;
use crate::chain::Stage;
use crate::units::{OrderId, ShipmentId, Span};

impl Books {
    /// Returns how much later an order was placed than the one whose time its parcel counts; zero unless they share it.
    #[must_use]
    #[inline]
    pub fn placed_after(&self, order: OrderId, parcel: ShipmentId) -> Span {
        self.orders[order].placed - self.orders[self.shipments[parcel].order].placed
    }

    /// Returns the time of every stage of an order whose last parcel this is, by [`Stage::ALL`]. Orders share only parcels
    /// that leave a warehouse, so what differs is the time before.
    #[must_use]
    pub fn spent(&self, order: OrderId, parcel: ShipmentId) -> [Span; Stage::ALL.len()] {
        let mut spent = *self.shipments[parcel].spent();
        spent[Stage::Stock as usize] = spent[Stage::Stock as usize] - self.placed_after(order, parcel);
        spent
    }
}
