//! Orders that wait for stock, and how incoming goods are shared among them.

use super::Warehouse;
use crate::agent::Ctx;
use crate::chain::{Fact, Pause, Probe};
use crate::units::{OrderId, ShipmentId, StockPointId, Units};

impl Warehouse {
    /// Serves the waiting orders as far as the stock goes.
    pub(super) fn serve_waiting(&mut self, index: usize, ctx: &mut Ctx<'_, impl Probe>) {
        if ctx.is_paused(Pause::Shipping) {
            return;
        }
        let row = &mut self.rows[index];
        if row.serving {
            // Goods that come while others are handed over are for the orders that wait then.
            row.again = true;
            return;
        }
        if row.waiting.is_empty() {
            return;
        }
        row.serving = true;
        loop {
            self.rows[index].again = false;
            if self.sharing.in_turn {
                self.serve_in_turn(index, ctx);
            } else {
                self.share_out(index, ctx);
            }
            if !self.rows[index].again {
                break;
            }
        }
        self.rows[index].serving = false;
    }

    pub(super) fn serve_in_turn(&mut self, index: usize, ctx: &mut Ctx<'_, impl Probe>) {
        let stock_point = self.rows[index].stock_point;
        while let Some(line) = self.rows[index].waiting.front().copied() {
            let stock = ctx.books().stock[stock_point].stock();
            let open = ctx.books().orders[line].open;
            let units = if self.whole && stock < open { Units::ZERO } else { stock.min(open) };
            if !units.is_positive() {
                return;
            }
            if units == open {
                self.rows[index].waiting.pop_front();
            }
            self.hand_over(stock_point, line, units, units == open, ctx);
        }
    }

    /// Hands units over to a line that waited.
    pub(super) fn hand_over(
        &mut self,
        stock_point: StockPointId,
        line: OrderId,
        units: Units,
        all: bool,
        ctx: &mut Ctx<'_, impl Probe>,
    ) {
        let now = ctx.now();
        ctx.books().stock[stock_point].backorders.add(now, -units.count());
        if all {
            ctx.note(Fact::Allotted(line));
        }
        let parcel = self.take(stock_point, line, units, ctx);
        if ctx.books().orders[line].buyer.opening().is_some() {
            hand_out(line, parcel, ctx);
        } else {
            self.pack(parcel, ctx);
        }
    }
}

/// Hands out goods for a backlog from before the start: its buyer collects them at the warehouse.
fn hand_out(line: OrderId, parcel: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
    let (now, me) = (ctx.now(), ctx.me());
    ctx.note(Fact::Gone { by: me, shipment: parcel });
    if ctx.books().deliver(now, parcel).is_some() {
        ctx.close(line);
    }
    ctx.books().shipments.end(parcel);
}
