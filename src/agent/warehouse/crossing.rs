//! Cross-docking: goods that orders are waiting for are handed over on arrival instead of being put away.

use super::{Timer, Warehouse};
use crate::agent::Ctx;
use crate::chain::{Fact, Probe};
use crate::units::{ShipmentId, Units};

impl Warehouse {
    /// Hands a shipment to the waiting orders and returns whether all of it went. If only a part did, the rest is put
    /// away.
    pub(super) fn over_the_dock(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) -> bool {
        let shipment = &ctx.books().shipments[id];
        let (units, product) = (shipment.units, shipment.product);
        let stock_point = self.rows[self.row(product)].stock_point;
        let wanted = Units::new(ctx.books().stock[stock_point].backorders.value());
        if wanted.is_positive() && wanted < units {
            let (books, network) = ctx.books_and_network();
            let off = books.split(network, id, units - wanted);
            ctx.note(Fact::Split { from: id, off });
            self.shelve_later(off, ctx);
        }
        wanted.is_positive()
    }

    fn shelve_later(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let shipment = &ctx.books().shipments[id];
        let (key, product) = (shipment.key, shipment.product);
        let laboratory = product.map(|product| ctx.network().product(product).quality_check).unwrap_or_default();
        ctx.hold(ctx.clock() + laboratory + self.dock.put_away(key, ctx), Timer::Shelve(id));
    }
}
