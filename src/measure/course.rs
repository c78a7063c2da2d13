//! What has happened to an open order or line so far, in one byte: it is read for every order.

use crate::chain::{Books, Shipment, Stage};
use crate::units::{OrderId, ShipmentId, Span};
use std::collections::BTreeSet;

/// The time from placing within which the last parcel should leave.
pub(super) const DISPATCH: Span = Span::from_micros(2 * Span::DAY.micros());

/// What has happened to an open order, or to one of its lines, so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Course(u8);

impl Course {
    /// A line has reached a shelf.
    const ASKED: u8 = 1;
    /// A line was not served at once and in full.
    const TOO_LITTLE: u8 = 2;
    /// Units of it will not arrive.
    pub(super) const SHORT: u8 = 4;
    /// Its documents did not match, or a product was substituted.
    pub(super) const FLAWED: u8 = 8;
    /// The last parcel that came to grief had left in time.
    const LEFT: u8 = 16;
    /// Some of it had not left in time when the run ended.
    pub(super) const LATE: u8 = 32;

    /// Notes that a line was served, in full or not, and returns what was known before.
    #[inline(always)]
    pub(super) fn serve(&mut self, in_full: bool) -> Self {
        let before = *self;
        self.0 |= if in_full { Self::ASKED } else { Self::ASKED | Self::TOO_LITTLE };
        before
    }

    /// Returns whether this is the first line that reaches a shelf, and the change in the number of orders served in full:
    /// an order counts until one of its lines is short.
    #[inline(always)]
    pub(super) fn change(self, in_full: bool) -> (bool, i64) {
        let (first, sound) = (self.0 & Self::ASKED == 0, self.0 & Self::TOO_LITTLE == 0);
        (first, i64::from(first && in_full) - i64::from(!first && sound && !in_full))
    }

    #[inline(always)]
    pub(super) fn is(self, mark: u8) -> bool {
        self.0 & mark != 0
    }

    pub(super) fn set(&mut self, mark: u8) {
        self.0 |= mark;
    }

    /// Adds what has happened to another line of the same part.
    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Notes whether a parcel that came to grief had left in time.
    pub(super) fn left(&mut self, in_time: bool) {
        self.0 = if in_time { self.0 | Self::LEFT } else { self.0 & !Self::LEFT };
    }

    pub(super) fn has_left(self) -> bool {
        self.is(Self::LEFT)
    }
}

/// Returns whether the time that a parcel spent until it left the warehouse or supplier is within the limit, for an order
/// placed this much later than the one whose time it counts.
#[inline]
pub(super) fn left_in_time(parcel: &Shipment, later: Span) -> bool {
    let spent = parcel.spent();
    spent[Stage::Stock as usize] + spent[Stage::Supply as usize] + spent[Stage::Picking as usize] <= DISPATCH + later
}

/// Returns the lines of which something has not left in time.
pub(super) fn late_lines(books: &Books) -> Vec<OrderId> {
    let riders: BTreeSet<ShipmentId> = books.shipments.iter().filter_map(|(id, _)| books.shipments.rider(id)).collect();
    let leads = books.shipments.iter().filter(|(id, _)| !riders.contains(id));
    let parcels = leads.flat_map(|(id, parcel)| {
        let orders = books.shipments.aboard(id).map(|(_, goods)| goods.order);
        orders.map(move |order| (order, parcel, books.placed_after(order, id)))
    });
    let late = parcels.filter(|(_, parcel, later)| {
        let inside = matches!(parcel.stage(), Stage::Stock | Stage::Supply | Stage::Picking);
        let consumer = books.orders[parcel.order].buyer.consumer().is_some();
        consumer && (inside || !left_in_time(parcel, *later))
    });
    let waiting = books.orders.iter().filter(|(_, line)| line.open.is_positive());
    late.map(|(order, ..)| order).chain(waiting.map(|(id, _)| id)).collect()
}
