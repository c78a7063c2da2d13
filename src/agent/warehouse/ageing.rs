//! Perishable goods in a warehouse: their remaining life on arrival, which lots are picked, and when they leave the
//! shelf because they pass their sell-by limit.

use super::{Timer, Warehouse, place};
use crate::agent::Ctx;
use crate::chain::{Fact, Instant, Lot, Probe};
use crate::units::{Money, OrderId, Share, ShipmentId, StockPointId, Units};

impl Warehouse {
    /// Begins the run: takes the seat of a row of perishable goods and checks the opening stock.
    pub(super) fn watch_lots(&mut self, index: usize, ctx: &mut Ctx<'_, impl Probe>) {
        let row = &mut self.rows[index];
        let product = ctx.network().stock_point(row.stock_point).product;
        if ctx.network().product(product).shelf_life.is_some() {
            row.ages = Some(ctx.seat());
            self.expire(index, ctx);
        }
    }

    /// Records the remaining life of goods that arrive from a supplier.
    pub(super) fn record_life(&mut self, index: usize, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        if self.rows[index].ages.is_none() || !ctx.books().lots(id).is_empty() {
            return;
        }
        let now = ctx.now();
        let shipment = &ctx.books().shipments[id];
        let (key, units) = (shipment.key, shipment.units);
        let product = ctx.network().stock_point(self.rows[index].stock_point).product;
        if let Some(life) = &ctx.network().product(product).shelf_life {
            let expires = life.expires(ctx.streams(), now, key);
            ctx.books().load(id, [Lot { received: now, units, expires }]);
        }
    }

    /// Records the lots that are about to be picked.
    #[inline(never)]
    pub(super) fn pick_lots(&mut self, stock_point: StockPointId, units: Units, ctx: &mut Ctx<'_, impl Probe>) {
        self.picked.clear();
        self.picked.extend(ctx.books().stock[stock_point].next_lots(units));
    }

    /// Moves the picked lots into their shipment. A consumer pays less for goods near the end of their life.
    #[cold]
    #[inline(never)]
    pub(super) fn load(
        &mut self,
        stock_point: StockPointId,
        line: OrderId,
        id: ShipmentId,
        ctx: &mut Ctx<'_, impl Probe>,
    ) {
        let now = ctx.now();
        let (books, network) = ctx.books_and_network();
        let product = network.product(network.stock_point(stock_point).product);
        let Some(life) = &product.shelf_life else { return };
        books.load(id, self.picked.iter().copied());
        let near: Units = self.picked.iter().filter(|lot| life.is_near(now, lot.expires)).map(|lot| lot.units).sum();
        let consumer = books.orders[line].buyer.consumer().is_some();
        let off = books.orders[line]
            .price_of(network.stock_point(stock_point).product, network)
            .times(near)
            .fraction(Units::new(i64::from(life.markdown.ppm())), Units::new(i64::from(Share::ALL.ppm())));
        let amount = if consumer && off != Money::ZERO { books.mark_down(line, off) } else { Money::ZERO };
        for lot in &self.picked {
            ctx.note(Fact::Picked { stock_point, line, lot: *lot });
        }
        if amount != Money::ZERO {
            ctx.note(Fact::MarkedDown { stock_point, amount });
        }
    }

    /// Removes goods past their sell-by limit from the shelf and sets the seat for the next lot.
    pub(super) fn expire(&mut self, index: usize, ctx: &mut Ctx<'_, impl Probe>) {
        let row = &self.rows[index];
        let (stock_point, Some(seat)) = (row.stock_point, row.ages) else { return };
        let now = ctx.now();
        let mut gone = Units::ZERO;
        loop {
            let (books, network) = ctx.books_and_network();
            let Some((lot, loss)) = books.expire(network, now, stock_point) else { break };
            gone += lot.units;
            ctx.note(Fact::WrittenOff { stock_point, lot, loss });
        }
        let (books, network) = ctx.books_and_network();
        let ban = network.product(network.stock_point(stock_point).product).shelf_life.as_ref().map(|life| life.ban);
        let first = books.stock[stock_point].lots().iter().map(|lot| lot.expires).min();
        if let (Some(ban), Some(first)) = (ban, first) {
            ctx.set_seat(seat, first - ban, Instant::Changes, Timer::Expire(place(index)));
        }
        if gone.is_positive() {
            ctx.check(stock_point, place(index));
            ctx.note(Fact::Moved(stock_point));
            let volume = ctx.network().stock_point_cm3(stock_point) * gone.count();
            self.make_room(volume, ctx);
        }
    }
}
