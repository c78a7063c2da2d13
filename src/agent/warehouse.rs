//! A warehouse, overseas, bonded or domestic: put-away, stock, pick and pack. It serves orders first come, first served,
//! and every product in it has its own replenishment rule and source.

mod row;

use super::{Agent, Ctx};
use crate::chain::{
    Buyer, Crew, Fact, Failure, Parcel, Part, Probe, Resolver, Role, Site, SiteTerms, Stage, Tariff, TimeLaw, Turn,
    WhenShort,
};
use crate::engine::Ticket;
use crate::text::Reader;
use crate::units::{AgentId, CellId, Id, OrderId, ProductId, ShipmentId, SimTime, Units};
use row::Row;
use std::sync::Arc;

/// What a warehouse reminds itself of.
#[derive(Clone, Copy, Debug)]
pub enum Timer {
    /// These goods reach the shelf.
    Shelve(ShipmentId),
    /// This parcel is packed.
    Packed(ShipmentId),
    /// The buyer of this order gives up waiting.
    GiveUp(Ticket<OrderId>),
    /// Look at this row's position.
    Review(u32),
}

/// Where goods wait until they are ordered.
#[derive(Clone, Debug)]
pub struct Warehouse {
    rows: Vec<Row>,
    /// The row of a product, by product; it stays as it is, so all replications share it.
    row_of: Arc<[Option<u32>]>,
    whole: bool,
    put_away: Option<TimeLaw>,
    pickers: Crew<(ShipmentId, SimTime)>,
    picking: Option<TimeLaw>,
    price: Tariff,
}

impl Agent for Warehouse {
    type Timer = Timer;
    const ROLE: Role = Role::TakesOrders;

    fn resolve(reader: &Reader<'_>, me: AgentId, resolver: &Resolver<'_>) -> Option<Self> {
        resolver.choice(reader, "kind", &[("bonded", ()), ("overseas", ()), ("domestic", ())]);
        let whole = resolver.choice(reader, "fill", &[("partial", false), ("whole", true)]).unwrap_or(false);
        let put_away = resolver.time_law(reader, "put_away");
        let pickers = resolver.servers(reader, "pickers");
        let picking = resolver.time_law(reader, "picking");
        let price = resolver.tariff(reader, "price").unwrap_or_default();
        let wait_limit = resolver.time(reader, "wait_limit");
        if picking.is_some() {
            resolver.queues_at(SiteTerms { site: Site::Desk(me), servers: pickers, wait_limit });
        }
        resolver.finish(reader);
        let mut row_of = vec![None; resolver.names().products.len()];
        let mut rows = Vec::new();
        for (cell, name, reader) in resolver.cells_of(me) {
            row_of[name.product.index()] = u32::try_from(rows.len()).ok();
            rows.push(Row::read(&reader, cell, name.product, resolver));
        }
        Some(Self { rows, row_of: row_of.into(), whole, put_away, pickers: Crew::new(pickers), picking, price })
    }

    fn start(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        for index in 0..self.rows.len() {
            let due = self.rows[index].open(place(index), ctx);
            for (shipment, at) in due {
                ctx.wake(at, Timer::Shelve(shipment));
            }
            self.serve_waiting(index, ctx);
        }
    }

    fn on_order(&mut self, id: OrderId, ctx: &mut Ctx<'_, impl Probe>) {
        let index = self.row(ctx.books().orders[id].product);
        let row = &mut self.rows[index];
        let cell = row.cell;
        let books = ctx.books();
        let order = &books.orders[id];
        let asked = order.open;
        let free = if row.waiting.is_empty() { books.stock[cell].stock() } else { Units::ZERO };
        let served = if self.whole && free < asked { Units::ZERO } else { free.min(asked) };
        let short = asked - served;
        let lost = if order.when_short == WhenShort::Lost { short } else { Units::ZERO };
        let deadline = order.deadline;
        ctx.note(Fact::Asked { cell, order: id, asked, served, lost });
        ctx.check(cell, place(index));
        if lost.is_positive() {
            ctx.books().release(id, lost);
            if served == Units::ZERO {
                ctx.note(Fact::Failed { order: id, why: Failure::Lost });
                ctx.books().close(id);
                return;
            }
        }
        if served.is_positive() {
            self.take(cell, id, served, ctx);
        }
        let waits = short - lost;
        if waits.is_positive() {
            let now = ctx.now();
            self.rows[index].waiting.push_back(id);
            ctx.books().stock[cell].backorders.add(now, waits.count());
            if deadline != SimTime::NEVER {
                let ticket = ctx.books().orders.ticket(id);
                ctx.wake(deadline.max(now), Timer::GiveUp(ticket));
            }
        }
        ctx.note(Fact::Moved(cell));
    }

    fn on_shipment(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let now = ctx.now();
        let shipment = &mut ctx.books().shipments[id];
        let key = shipment.key;
        shipment.enter(Stage::Picking, now);
        match &self.put_away {
            Some(put_away) => {
                let shelved = now + ctx.draw(put_away, key);
                ctx.wake(shelved, Timer::Shelve(id));
            }
            None => self.shelve(id, ctx),
        }
    }

    fn on_timer(&mut self, timer: Timer, ctx: &mut Ctx<'_, impl Probe>) {
        match timer {
            Timer::Shelve(id) => self.shelve(id, ctx),
            Timer::Packed(id) => {
                let me = ctx.me();
                ctx.note(Fact::Ended(Site::Desk(me)));
                if let Some((next, joined)) = self.pickers.done() {
                    self.pick(next, joined, ctx);
                }
                ctx.pass_on(id);
            }
            Timer::GiveUp(ticket) => {
                if let Some(order) = ctx.books().orders.redeem(ticket) {
                    self.give_up(order, ctx);
                }
            }
            Timer::Review(index) => self.rows[index as usize].review(index, ctx),
        }
    }

    #[inline]
    fn on_check(&mut self, row: u32, ctx: &mut Ctx<'_, impl Probe>) {
        self.rows[row as usize].check(ctx);
    }
}

impl Warehouse {
    #[inline]
    fn row(&self, product: Option<ProductId>) -> usize {
        let product = product.expect("orders that reach a warehouse ask for a product");
        self.row_of[product.index()].expect("every way was checked to find its product in stock") as usize
    }

    /// Takes units of an order from the shelf and packs them.
    #[inline(always)]
    fn take(&mut self, cell: CellId, order: OrderId, units: Units, ctx: &mut Ctx<'_, impl Probe>) {
        let now = ctx.now();
        let parcel = ctx.books().take(now, cell, order, units);
        self.pack(parcel, ctx);
    }

    #[inline(always)]
    fn pack(&mut self, parcel: Parcel, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        let id = ctx.send(parcel, Stage::Picking);
        ctx.books().charge(id, &self.price, Part::Handling, me);
        if self.picking.is_none() {
            ctx.pass_on(id);
            return;
        }
        ctx.note(Fact::Queued(Site::Desk(me)));
        if self.pickers.come((id, now)) == Turn::Now {
            self.pick(id, now, ctx);
        }
    }

    fn pick(&mut self, id: ShipmentId, joined: SimTime, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        ctx.note(Fact::Began { site: Site::Desk(me), waited: now - joined });
        let key = ctx.books().shipments[id].key;
        let packed = self.picking.as_ref().map_or(now, |picking| now + ctx.draw(picking, key));
        ctx.wake(packed, Timer::Packed(id));
    }

    fn shelve(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let now = ctx.now();
        let index = self.row(ctx.books().shipments[id].product);
        let cell = self.rows[index].cell;
        let units = ctx.books().shelve(now, cell, id);
        ctx.note(Fact::Shelved { cell, units });
        self.serve_waiting(index, ctx);
        ctx.check(cell, place(index));
        ctx.note(Fact::Moved(cell));
    }

    /// Serves the orders that wait, first come, first served, as far as the stock goes.
    fn serve_waiting(&mut self, index: usize, ctx: &mut Ctx<'_, impl Probe>) {
        let (cell, now) = (self.rows[index].cell, ctx.now());
        while let Some(order) = self.rows[index].waiting.front().copied() {
            let stock = ctx.books().stock[cell].stock();
            let open = ctx.books().orders[order].open;
            let units = if self.whole && stock < open { Units::ZERO } else { stock.min(open) };
            if !units.is_positive() {
                return;
            }
            ctx.books().stock[cell].backorders.add(now, -units.count());
            if units == open {
                self.rows[index].waiting.pop_front();
                ctx.note(Fact::Allotted(order));
            }
            if matches!(ctx.books().orders[order].buyer, Buyer::Opening(_)) {
                hand_out(cell, order, units, ctx);
            } else {
                self.take(cell, order, units, ctx);
            }
        }
    }

    fn give_up(&mut self, id: OrderId, ctx: &mut Ctx<'_, impl Probe>) {
        let now = ctx.now();
        let order = &ctx.books().orders[id];
        let (open, product) = (order.open, order.product);
        if !open.is_positive() {
            return;
        }
        let index = self.row(product);
        let row = &mut self.rows[index];
        row.waiting.retain(|waiting| *waiting != id);
        let cell = row.cell;
        ctx.books().stock[cell].backorders.add(now, -open.count());
        ctx.note(Fact::GaveUp { order: id, units: open });
        ctx.books().release(id, open);
        if ctx.books().orders[id].undelivered == Units::ZERO {
            ctx.note(Fact::Failed { order: id, why: Failure::Cancelled });
            ctx.books().close(id);
        }
        self.serve_waiting(index, ctx);
        ctx.check(cell, place(index));
        ctx.note(Fact::Moved(cell));
    }
}

/// A backlog from before the start: whoever waited takes the goods at the gate.
fn hand_out(cell: CellId, order: OrderId, units: Units, ctx: &mut Ctx<'_, impl Probe>) {
    let now = ctx.now();
    let parcel = ctx.books().take(now, cell, order, units);
    let shipment = ctx.send(parcel, Stage::Picking);
    let books = ctx.books();
    if books.deliver(now, shipment) {
        books.close(order);
    }
    books.shipments.end(shipment);
}

#[inline]
fn place(row: usize) -> u32 {
    u32::try_from(row).expect("fewer than 2^32 rows")
}
