//! A warehouse, overseas, bonded or domestic: receiving, stock, picking and packing. Every product in it has its own
//! replenishment policy and source.

mod ageing;
mod crossing;
mod dock;
mod keys;
mod learning;
mod merged;
mod packing;
mod row;
mod serving;
mod sharing;
mod substitute;
mod supply;
mod unloading;
mod waiting;
mod watching;

use super::station::Station;
use super::{Agent, Ctx, Kept, Notice};
use crate::chain::{
    Duty, Fact, Factor, Failure, Hours, Kind, Lot, Network, Outlook, Part, Pause, Probe, Product, Quote, Role, Service,
    SiteTerms, Staff, Stage, Tariff, TimeLaw, Timetable,
};
use crate::policy::allocate::Claim;
use crate::reading::{Reading, departures_of};
use crate::text::{KeySpec, Reader};
use crate::units::{AgentId, Id, OrderId, ProductId, ShipmentId, Span, StockPointId, StreamId, Units};
use dock::Dock;
pub use keys::ROW;
use packing::Waves;
use row::Row;
use serving::following;
use sharing::{Sharing, sharing};
use std::sync::Arc;
use unloading::Crew;

/// The kinds of warehouse.
const KINDS: [(&str, ()); 3] = [("bonded", ()), ("overseas", ()), ("domestic", ())];
/// Whether a line is served only in full.
const FILL: [(&str, bool); 2] = [("partial", false), ("whole", true)];

/// The timers of a warehouse.
#[derive(Clone, Copy, Debug)]
pub enum Timer {
    /// The pickers' shift begins or ends.
    Shift,
    /// A wave is released to the pickers.
    Wave,
    /// Goods that were in transit at the start are due.
    Due(ShipmentId),
    /// The shift of the crew at the dock begins or ends.
    DockShift,
    /// A shipment is unloaded.
    Unloaded(ShipmentId),
    /// Goods reach the shelf.
    Shelve(ShipmentId),
    /// A parcel is packed.
    Packed(ShipmentId),
    /// A parcel may leave.
    Leave(ShipmentId),
    /// Goods of a row pass their sell-by limit.
    Expire(u32),
    /// A row's position is reviewed.
    Review(u32),
    /// An order reaches its source.
    Posted(OrderId),
}

/// A place that keeps stock.
#[derive(Clone, Debug)]
pub struct Warehouse {
    rows: Vec<Row>,
    /// The row of each product. It never changes, so all replications share it.
    row_of: Arc<[Option<u32>]>,
    whole: bool,
    dock: Dock,
    /// Who unloads at the dock; `None` is no time for that.
    crew: Option<Box<Crew>>,
    pickers: Station<ShipmentId>,
    /// When parcels are released to the pickers; `None` is as they come.
    waves: Option<Box<Waves>>,
    /// When stock is reviewed; `None` is always.
    hours: Option<Hours>,
    picking: Option<TimeLaw>,
    price: Tariff,
    sharing: Sharing,
    claims: Vec<Claim>,
    shares: Vec<Units>,
    /// Whether any goods here are perishable.
    ages: bool,
    /// The lots that are being picked.
    picked: Vec<Lot>,
    /// The stream that draws substitutes, if consumers accept any.
    substitutes: Option<StreamId>,
}

impl Agent for Warehouse {
    type Timer = Timer;
    const KIND: Kind =
        Kind::new(Role::TakesOrders).charging(&[Duty::Store, Duty::Queue, Duty::Serve, Duty::TurnAway]).struck(
            &[Pause::Orders, Pause::Shipping, Pause::Transit, Pause::Receipt],
            &[Factor::Capacity, Factor::Speed, Factor::Price],
        );
    const KEYS: &[KeySpec] = keys::KEYS;

    fn resolve(reader: &Reader<'_>, me: AgentId, reading: &mut Reading<'_>) -> Option<Self> {
        reading.choice(reader, "kind", &KINDS);
        let whole = reading.choice(reader, "fill", &FILL).unwrap_or(false);
        let dock = Dock::read(reader, reading);
        let at = reading.place_named(reader, "at");
        let hours = reading.hours(reader, at);
        let crew = Crew::read(reader, me, at, hours.as_ref(), reading);
        let pickers = reading.staff_within(reader, "pickers", hours.clone());
        let room = reading.count(reader, "room", u32::MAX);
        let picking = reading.time_law(reader, "picking");
        let waves = departures_of(reader, "waves", "waves", at, reading);
        let price = reading.tariff(reader, "price").unwrap_or_default();
        let wait_limit = reading.time(reader, "wait_limit");
        reading.site_cost(reader, me, "pickers", picking.is_some().then_some(&pickers));
        let sharing = sharing(reader, reading).unwrap_or_default();
        let desk = picking
            .as_ref()
            .map(|_| reading.queues_at(SiteTerms { room, ..SiteTerms::desk(me, pickers.most(), wait_limit) }));
        let wait = waves.as_ref().map_or(Span::ZERO, Timetable::mean_wait);
        let time = picking.as_ref().map_or(Span::ZERO, |picking| picking.mean() + wait);
        reading.offers(me, Service::All(Quote { price: price.clone(), time }));
        // Without picking, a default's or group's `pickers` have nothing to do and are no queue.
        let pickers = if picking.is_some() { pickers } else { Staff::always(None) };
        let pickers = Station::new(desk.unwrap_or_default(), pickers, room).with_priority(reader, reading);
        reading.finish(reader);
        let substitutes = reading.substitutes();
        let substitutes = substitutes.then(|| reading.stream(&reader.path_of("substitutes")));
        let mut row_of = vec![None; reading.products.len()];
        let mut rows = Vec::new();
        let mut ages = false;
        for (stock_point, product, reader) in reading.stock_points_of(me) {
            ages |= reading.products[product.index()].shelf_life.is_some();
            row_of[product.index()] = u32::try_from(rows.len()).ok();
            rows.push(Row::read(&reader, stock_point, product, reading));
        }
        Some(Self {
            rows,
            row_of: row_of.into(),
            whole,
            dock,
            crew,
            pickers,
            waves: waves.filter(|_| picking.is_some()).map(|times| Box::new(Waves::new(times))),
            hours,
            picking,
            price,
            sharing,
            claims: Vec::new(),
            shares: Vec::new(),
            ages,
            picked: Vec::new(),
            substitutes,
        })
    }

    fn start(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        if self.picking.is_some() {
            self.pickers.start(ctx);
            self.pickers.shift(Timer::Shift, ctx);
        }
        if let Some(waves) = &mut self.waves {
            waves.await_next(ctx);
        }
        if let Some(crew) = &mut self.crew {
            crew.shift(ctx);
        }
        for index in 0..self.rows.len() {
            let due = self.rows[index].open(place(index), ctx);
            let stock_point = self.rows[index].stock_point;
            let units = ctx.books().stock[stock_point].stock();
            self.dock.fill(ctx.network().stock_point_cm3(stock_point) * units.count());
            for (shipment, at) in due {
                ctx.wake(at, Timer::Due(shipment));
            }
            self.watch_lots(index, ctx);
            self.serve_waiting(index, ctx);
            ctx.note(Fact::Moved(stock_point));
        }
    }

    fn overfull(&self, outlooks: &[Outlook], products: &[Product]) -> Option<(i64, i64)> {
        let taken = |row: &Row| row.cm3_at_start(&outlooks[row.stock_point.index()], products);
        let taken = self.rows.iter().map(taken).fold(0, i64::saturating_add);
        self.dock.limit().filter(|space| taken > *space).map(|space| (taken, space))
    }

    #[inline(always)]
    fn on_order(&mut self, first: OrderId, ctx: &mut Ctx<'_, impl Probe>) {
        let parcel = if ctx.books().orders[first].travels_alone() {
            self.serve(first, ctx)
        } else {
            self.serve_together(first, ctx)
        };
        if let Some(parcel) = parcel {
            self.pack(parcel, ctx);
        }
    }

    #[inline(never)]
    fn on_shipment(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        if ctx.must_wait(Pause::Receipt, |_| Kept::Shipment(id)) {
            return;
        }
        let (now, me) = (ctx.now(), ctx.me());
        ctx.books().charge(now, id, &self.dock.price, Part::Handling, me);
        if ctx.books().shipments[id].rider != ShipmentId::LAST {
            self.unpack(id, ctx);
            return;
        }
        self.arrive(id, ctx);
    }

    #[inline(never)]
    fn on_timer(&mut self, timer: Timer, ctx: &mut Ctx<'_, impl Probe>) {
        match timer {
            Timer::Shift => {
                self.pickers.shift(timer, ctx);
                while let Some(next) = self.pickers.call(ctx) {
                    self.pick(next, ctx);
                }
            }
            Timer::Wave => self.wave(ctx),
            Timer::DockShift => {
                if let Some(crew) = &mut self.crew {
                    crew.shift(ctx);
                }
                self.call_crew(ctx);
            }
            Timer::Unloaded(id) => self.unloaded(id, ctx),
            Timer::Due(_) | Timer::Shelve(_) if ctx.must_wait(Pause::Receipt, |_| Kept::Timer(timer.into())) => {}
            Timer::Due(id) => {
                let size = ctx.books().shipments[id].load.size;
                if self.dock.arrive(id, size.cm3) {
                    self.shelve(id, ctx);
                }
            }
            Timer::Shelve(id) => self.shelve(id, ctx),
            Timer::Packed(id) => {
                if let Some(next) = self.pickers.end(ctx) {
                    self.pick(next, ctx);
                }
                self.release(id, ctx);
            }
            Timer::Leave(id) => self.release(id, ctx),
            Timer::Posted(order) => {
                ctx.books().orders[order].being_sent = false;
                ctx.start_out(order);
            }
            Timer::Expire(index) => self.expire(index as usize, ctx),
            Timer::Review(index) => {
                let now = ctx.now();
                let opens = self.hours.as_ref().map_or(now, |hours| hours.next_open(now));
                self.rows[index as usize].review(index, opens, ctx);
            }
        }
    }

    fn on_change(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        let share = ctx.factor(Factor::Capacity);
        self.pickers.limit(share, ctx);
        while let Some(next) = self.pickers.call(ctx) {
            self.pick(next, ctx);
        }
        self.limit_crew(ctx);
        for index in 0..self.rows.len() {
            self.serve_waiting(index, ctx);
            // Continuous-review policies decide again.
            ctx.check(self.rows[index].stock_point, place(index));
        }
    }

    fn tops(&self, network: &Network) -> Vec<(StockPointId, Units)> {
        self.rows.iter().map(|row| (row.stock_point, row.top(network))).collect()
    }

    fn instructed(&self) -> Vec<StockPointId> {
        self.rows.iter().filter(|row| row.is_instructed()).map(|row| row.stock_point).collect()
    }

    #[inline]
    fn on_check(&mut self, row: u32, ctx: &mut Ctx<'_, impl Probe>) {
        self.rows[row as usize].check(row, ctx);
    }

    fn on_notice(&mut self, notice: Notice, ctx: &mut Ctx<'_, impl Probe>) {
        match notice {
            Notice::Instructed { row } => self.rows[row as usize].instructed(ctx),
            Notice::Cancel(ticket) => {
                if let Some(line) = ctx.books().orders.redeem(ticket) {
                    self.give_up(line, ctx);
                }
            }
            Notice::Waits(_) | Notice::Earned(_) => {}
        }
    }
}

impl Warehouse {
    #[inline]
    fn row(&self, product: Option<ProductId>) -> usize {
        let product = product.expect("orders that reach a warehouse ask for a product");
        self.row_of[product.index()].expect("every route was checked to find its product in stock") as usize
    }

    /// Serves the lines that travel with this first one, and returns their parcel.
    #[inline(never)]
    fn serve_part(&mut self, first: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> Option<ShipmentId> {
        let (mut parcel, mut next) = (None, Some(first));
        while let Some(line) = next {
            // A lost line may close its order, so the next line that is also served here is looked up first.
            next = following(line, ctx);
            let more = self.serve(line, ctx);
            match (parcel, more) {
                (Some(lead), Some(rider)) => ctx.books().shipments.board(lead, rider),
                (None, more) => parcel = more,
                _ => {}
            }
        }
        parcel
    }

    /// Receives goods at the dock.
    fn arrive(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let now = ctx.now();
        ctx.books().shipments[id].enter(Stage::Picking, now);
        let size = ctx.books().shipments[id].load.size;
        if self.dock.arrive(id, size.cm3) {
            self.take_in(id, ctx);
        }
    }

    /// Unpacks a returned parcel of several products: the rest of each goes to its own stock point.
    #[cold]
    #[inline(never)]
    fn unpack(&mut self, parcel: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let mut off = ctx.books().shipments.rider(parcel);
        while let Some(rider) = off {
            ctx.note(Fact::Split { from: parcel, off: rider });
            off = ctx.books().shipments.rider(rider);
        }
        let riders = ctx.books().shipments.unpack(parcel);
        for id in std::iter::once(parcel).chain(riders) {
            if ctx.books().shipments[id].units.is_positive() {
                self.arrive(id, ctx);
            } else {
                ctx.lose(id);
            }
        }
    }

    /// Frees space; shipments at the dock may then come in.
    fn make_room(&mut self, cm3: i64, ctx: &mut Ctx<'_, impl Probe>) {
        self.dock.clear(cm3);
        while let Some(id) = self.dock.next() {
            self.take_in(id, ctx);
        }
    }

    fn put_away(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let shipment = &ctx.books().shipments[id];
        let (key, product) = (shipment.key, shipment.product);
        let laboratory = product.map(|product| ctx.network().product(product).quality_check).unwrap_or_default();
        let docked = self.rows[self.row(product)].docks() && self.over_the_dock(id, ctx);
        let shelved = ctx.clock() + laboratory + if docked { Span::ZERO } else { self.dock.put_away(key, ctx) };
        if ctx.is_over(shelved) {
            self.shelve(id, ctx);
        } else {
            ctx.hold(shelved, Timer::Shelve(id));
        }
    }

    fn shelve(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let now = ctx.now();
        let shipment = &ctx.books().shipments[id];
        let (bad, product) = (shipment.bad, shipment.product);
        let index = self.row(product);
        let stock_point = self.rows[index].stock_point;
        if bad.is_positive() {
            let volume = ctx.network().stock_point_cm3(stock_point) * bad.count();
            let nothing_left = ctx.scrap(id, |_, shipment| shipment.bad, true);
            self.make_room(volume, ctx);
            if nothing_left {
                ctx.check(stock_point, place(index));
                ctx.note(Fact::Moved(stock_point));
                return;
            }
        }
        let me = ctx.me();
        let learns = self.rows[index].learning.is_some();
        let order = ctx.books().shipments[id].order;
        let returned = ctx.books().orders[order].buyer.returns_to().is_some();
        if returned {
            ctx.note(Fact::Restocked { stock_point, shipment: id });
        }
        ctx.note(Fact::Gone { by: me, shipment: id });
        if learns && !returned {
            self.learn_lead_time(index, order, ctx);
        }
        self.record_life(index, id, ctx);
        let (books, network) = ctx.books_and_network();
        let units = books.shelve(network, now, stock_point, id);
        ctx.note(if returned { Fact::CameBack(stock_point) } else { Fact::Shelved { stock_point, units } });
        self.expire(index, ctx);
        self.serve_waiting(index, ctx);
        if learns {
            self.learn_shelf(index, ctx);
        }
        ctx.check(stock_point, place(index));
        ctx.note(Fact::Moved(stock_point));
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
        let stock_point = row.stock_point;
        ctx.books().stock[stock_point].backorders.add(now, -open.count());
        ctx.note(Fact::GaveUp { order: id, units: open });
        ctx.books().release(now, id, open);
        if ctx.books().orders[id].undelivered == Units::ZERO {
            ctx.fail(id, Failure::Cancelled);
        }
        self.serve_waiting(index, ctx);
        ctx.check(stock_point, place(index));
        ctx.note(Fact::Moved(stock_point));
    }
}

#[inline]
pub(in crate::agent::warehouse) fn place(row: usize) -> u32 {
    u32::try_from(row).expect("fewer than 2^32 rows")
}
