//! Orders of one consumer that share a parcel. Only what was served in full shares it: the rest of a line may end while
//! its first goods are on their way, and then its order would be gone before its parcel.

use super::Warehouse;
use crate::agent::Ctx;
use crate::chain::{Fact, Probe};
use crate::units::{OrderId, ShipmentId, Units};

impl Warehouse {
    /// Serves the part of an order with this first line, and those of other orders that share its parcel; returns the parcel.
    #[inline(never)]
    pub(super) fn serve_together(&mut self, first: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> Option<ShipmentId> {
        let (mut shared, mut next) = (None, Some(first));
        while let Some(part) = next {
            let joined = ctx.books().orders[part].joined;
            next = (joined != OrderId::LAST).then_some(joined);
            let Some(parcel) = self.serve_part(part, ctx) else { continue };
            let books = ctx.books();
            let whole = books.shipments.aboard(parcel).all(|(_, goods)| books.orders[goods.order].open == Units::ZERO);
            match shared {
                _ if !whole => self.pack(parcel, ctx),
                None => shared = Some(parcel),
                Some(other) => shared = Some(merge(other, parcel, ctx)),
            }
        }
        shared
    }
}

/// Puts one parcel into another and returns the whole: it is cancelled when the buyer of its leading line gives up, so the
/// one who waits longer leads.
fn merge(one: ShipmentId, other: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) -> ShipmentId {
    let books = ctx.books();
    let order = books.orders.head(books.shipments[other].order);
    let deadline = |parcel: ShipmentId| books.orders[books.shipments[parcel].order].deadline;
    let (lead, parcel) = if deadline(other) > deadline(one) { (other, one) } else { (one, other) };
    let riders = books.shipments.unpack(parcel);
    for goods in std::iter::once(parcel).chain(riders) {
        books.shipments.board(lead, goods);
    }
    if !std::mem::replace(&mut books.orders[order].merged, true) {
        ctx.note(Fact::Merged(order));
    }
    lead
}
