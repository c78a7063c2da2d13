//! How a line is served from the shelf on arrival: what is in stock leaves at once; the rest waits, is lost, or is
//! replaced by a substitute.

use super::row::Row;
use super::{Warehouse, place};
use crate::agent::Ctx;
use crate::chain::{Fact, Failure, Pause, Probe, Stage, WhenShort};
use crate::units::{OrderId, ShipmentId, StockPointId, Units};

impl Warehouse {
    /// Serves a line from the shelf as far as the stock goes; the rest waits or is lost.
    #[inline(always)]
    pub(super) fn serve(&mut self, line: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> Option<ShipmentId> {
        let order = &ctx.books().orders[line];
        let asked = order.open;
        let index = self.row(order.product);
        let row = &self.rows[index];
        let stock_point = row.stock_point;
        let free = self.free(row, index, line, ctx);
        if free < asked || !row.plain {
            return self.serve_as_far(index, line, free, ctx);
        }
        ask(row, index, line, [asked, asked, Units::ZERO], ctx);
        let parcel = self.take(stock_point, line, asked, ctx);
        ctx.note(Fact::Moved(stock_point));
        Some(parcel)
    }

    /// Serves a line that the stock does not cover, or whose row keeps more than the position.
    #[inline(never)]
    fn serve_as_far(
        &mut self,
        index: usize,
        line: OrderId,
        free: Units,
        ctx: &mut Ctx<'_, impl Probe>,
    ) -> Option<ShipmentId> {
        let now = ctx.now();
        let order = &ctx.books().orders[line];
        let (asked, when_short) = (order.open, order.when_short);
        let (stock_point, plain) = (self.rows[index].stock_point, self.rows[index].plain);
        let served = if self.whole && free < asked { Units::ZERO } else { free.min(asked) };
        let short = asked - served;
        let lost = if when_short == WhenShort::Backorder { Units::ZERO } else { short };
        if when_short == WhenShort::Substitute
            && served == Units::ZERO
            && let Some(parcel) = self.substitute(line, index, ctx)
        {
            if !plain {
                // The demand was for this row's product, even if a substitute was taken.
                self.learn_demand(index, asked, lost, ctx);
            }
            return Some(parcel);
        }
        ctx.books().stock[stock_point].short += short;
        ask(&self.rows[index], index, line, [asked, served, lost], ctx);
        if !plain {
            self.learn_demand(index, asked, lost, ctx);
        }
        if lost.is_positive() {
            ctx.books().release(now, line, lost);
            if served == Units::ZERO {
                ctx.fail(line, Failure::Lost);
                return None;
            }
        }
        let parcel = served.is_positive().then(|| self.take(stock_point, line, served, ctx));
        if !plain {
            self.learn_shelf(index, ctx);
        }
        let waits = short - lost;
        if waits.is_positive() {
            self.rows[index].waiting.push_back(line);
            ctx.books().stock[stock_point].backorders.add(now, waits.count());
            ctx.has_to_wait(line);
            if self.dock.is_limited() {
                // What was taken may have made room for more of the same product.
                self.serve_waiting(index, ctx);
            }
        }
        ctx.note(Fact::Moved(stock_point));
        parcel
    }

    /// Returns the units on the shelf that an arriving line may take.
    #[inline(always)]
    pub(super) fn free(&self, row: &Row, index: usize, line: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> Units {
        if ctx.is_paused(Pause::Shipping) {
            Units::ZERO
        } else if self.sharing.holds_back {
            self.free_for(index, line, ctx)
        } else if row.waiting.is_empty() {
            ctx.books().stock[row.stock_point].stock()
        } else {
            Units::ZERO
        }
    }

    /// Takes units for a line from the shelf.
    #[inline(always)]
    pub(super) fn take(
        &mut self,
        stock_point: StockPointId,
        line: OrderId,
        units: Units,
        ctx: &mut Ctx<'_, impl Probe>,
    ) -> ShipmentId {
        let now = ctx.now();
        if self.ages {
            self.pick_lots(stock_point, units, ctx);
        }
        let (books, network) = ctx.books_and_network();
        let parcel = books.take(network, now, stock_point, line, units);
        let id = ctx.send(parcel, Stage::Picking);
        if self.ages {
            self.load(stock_point, line, id, ctx);
        }
        if self.dock.is_limited() {
            self.make_room_of(id, ctx);
        }
        id
    }

    /// Frees the space of a parcel that has left the shelves; shipments at the dock may then come in.
    #[inline(never)]
    fn make_room_of(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let size = ctx.books().shipments[id].load.size;
        self.make_room(size.cm3, ctx);
    }
}

/// Records demand for a line: some units are served now, some are lost. The policy then decides if it needs to.
#[inline(always)]
fn ask(row: &Row, index: usize, line: OrderId, [asked, served, lost]: [Units; 3], ctx: &mut Ctx<'_, impl Probe>) {
    let stock_point = row.stock_point;
    ctx.note(Fact::Asked { stock_point, order: line, asked, served, lost });
    if row.needs_look(ctx.books().stock[stock_point].position() - (asked - lost)) {
        ctx.check(stock_point, place(index));
    }
}

/// Returns the next line of the order that travels with this line.
#[inline]
pub(super) fn following(line: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> Option<OrderId> {
    let orders = &ctx.books().orders;
    let mut next = orders.next(line);
    while let Some(other) = next
        && !orders[other].goes_with(&orders[line])
    {
        next = orders.next(other);
    }
    next
}
