//! A warehouse, overseas, bonded or domestic: put-away, stock, pick and pack. Every product in it has its own
//! replenishment rule and source.

mod dock;
mod row;

use super::{Agent, Ctx};
use crate::chain::{
    Buyer, Crew, Fact, Failure, Part, Probe, Quote, Resolver, Role, Service, SiteTerms, Staff, Stage, Tariff, TimeLaw,
    Turn, WhenShort,
};
use crate::engine::{Seat, Ticket};
use crate::policy::allocate::{Allocate, Claim, Rule};
use crate::text::{Code, Problem, Reader};
use crate::units::{AgentId, CellId, Id, OrderId, ProductId, ShipmentId, SimTime, SiteId, Span, Units};
use dock::Dock;
use row::Row;
use std::sync::Arc;

/// What a warehouse reminds itself of.
#[derive(Clone, Copy, Debug)]
pub enum Timer {
    /// The pickers' shift begins or ends.
    Shift,
    /// These goods, under way at the start, are due.
    Due(ShipmentId),
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
    dock: Dock,
    desk: SiteId,
    pickers: Crew<(ShipmentId, SimTime)>,
    shift: Option<Seat>,
    picking: Option<TimeLaw>,
    price: Tariff,
    allocate: Rule,
    /// Markets by rank, where the rule asks for it.
    ranks: Vec<AgentId>,
    claims: Vec<Claim>,
    shares: Vec<Units>,
}

impl Agent for Warehouse {
    type Timer = Timer;
    const ROLE: Role = Role::TakesOrders;

    fn resolve(reader: &Reader<'_>, me: AgentId, resolver: &Resolver<'_>) -> Option<Self> {
        resolver.choice(reader, "kind", &[("bonded", ()), ("overseas", ()), ("domestic", ())]);
        let whole = resolver.choice(reader, "fill", &[("partial", false), ("whole", true)]).unwrap_or(false);
        let dock = Dock::read(reader, resolver);
        let at = resolver.place_named(reader, "at");
        let pickers = Staff::read(reader, "pickers", at, resolver);
        let room = resolver.count(reader, "room", u32::MAX);
        let picking = resolver.time_law(reader, "picking");
        let price = resolver.tariff(reader, "price").unwrap_or_default();
        let wait_limit = resolver.time(reader, "wait_limit");
        let (allocate, ranks) = allocation(reader, resolver).unwrap_or_default();
        let desk = picking.as_ref().map(|_| resolver.queues_at(SiteTerms::desk(me, pickers.most(), wait_limit)));
        let time = picking.as_ref().map_or(Span::ZERO, TimeLaw::mean);
        resolver.offers(me, Service::All(Quote { price, time }));
        // The rate belongs to the books; it was read with the cells.
        reader.ask("storage_price");
        resolver.finish(reader);
        let mut row_of = vec![None; resolver.names().products.len()];
        let mut rows = Vec::new();
        for (cell, name, reader) in resolver.cells_of(me) {
            row_of[name.product.index()] = u32::try_from(rows.len()).ok();
            rows.push(Row::read(&reader, cell, name.product, resolver));
        }
        Some(Self {
            rows,
            row_of: row_of.into(),
            whole,
            dock,
            desk: desk.unwrap_or_default(),
            pickers: Crew::new(pickers).with_room(room),
            shift: None,
            picking,
            price,
            allocate,
            ranks,
            claims: Vec::new(),
            shares: Vec::new(),
        })
    }

    fn start(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        if self.picking.is_some() {
            ctx.staff(&mut self.pickers, &mut self.shift, self.desk, Timer::Shift);
        }
        for index in 0..self.rows.len() {
            let due = self.rows[index].open(place(index), ctx);
            let cell = self.rows[index].cell;
            let units = ctx.books().stock[cell].stock();
            self.dock.fill(ctx.network().cell_cm3(cell) * units.count());
            for (shipment, at) in due {
                ctx.wake(at, Timer::Due(shipment));
            }
            self.serve_waiting(index, ctx);
        }
    }

    #[inline(always)]
    fn on_order(&mut self, first: OrderId, ctx: &mut Ctx<'_, impl Probe>) {
        // A line that is lost may close its order: what comes after it is asked first.
        let mut next = ctx.books().orders.next(first);
        let order = &ctx.books().orders[first];
        let (way, declaration) = (order.way, order.declaration);
        let mut parcel = self.serve(first, ctx);
        if next.is_some() {
            while let Some(line) = next {
                next = ctx.books().orders.next(line);
                let order = &ctx.books().orders[line];
                if order.way != way || order.declaration != declaration {
                    continue;
                }
                let more = self.serve(line, ctx);
                match (parcel, more) {
                    (Some(lead), Some(rider)) => ctx.books().shipments.board(lead, rider),
                    (None, more) => parcel = more,
                    _ => {}
                }
            }
        }
        if let Some(parcel) = parcel {
            self.pack(parcel, ctx);
        }
    }

    fn on_shipment(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        ctx.books().charge(id, &self.dock.price, Part::Handling, me);
        ctx.books().shipments[id].enter(Stage::Picking, now);
        let size = ctx.books().shipments[id].load.size;
        if self.dock.come(id, size.cm3) {
            self.put_away(id, ctx);
        }
    }

    fn on_timer(&mut self, timer: Timer, ctx: &mut Ctx<'_, impl Probe>) {
        match timer {
            Timer::Shift => {
                ctx.staff(&mut self.pickers, &mut self.shift, self.desk, timer);
                while let Some((next, joined)) = self.pickers.next() {
                    self.pick(next, joined, ctx);
                }
            }
            Timer::Due(id) => {
                let size = ctx.books().shipments[id].load.size;
                if self.dock.come(id, size.cm3) {
                    self.shelve(id, ctx);
                }
            }
            Timer::Shelve(id) => self.shelve(id, ctx),
            Timer::Packed(id) => {
                ctx.note(Fact::Ended(self.desk));
                if let Some((next, joined)) = self.pickers.done() {
                    self.pick(next, joined, ctx);
                }
                self.release(id, ctx);
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

    /// Serves a line from the shelf as far as the stock goes; the rest waits or is lost.
    #[inline(always)]
    fn serve(&mut self, line: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> Option<ShipmentId> {
        let index = self.row(ctx.books().orders[line].product);
        let row = &mut self.rows[index];
        let cell = row.cell;
        let books = ctx.books();
        let order = &books.orders[line];
        let asked = order.open;
        let free = if row.waiting.is_empty() { books.stock[cell].stock() } else { Units::ZERO };
        let served = if self.whole && free < asked { Units::ZERO } else { free.min(asked) };
        let short = asked - served;
        let lost = if order.when_short == WhenShort::Lost { short } else { Units::ZERO };
        let deadline = order.deadline;
        ctx.note(Fact::Asked { cell, order: line, asked, served, lost });
        ctx.check(cell, place(index));
        let now = ctx.now();
        if lost.is_positive() {
            ctx.books().release(now, line, lost);
            if served == Units::ZERO {
                ctx.fail(line, Failure::Lost);
                return None;
            }
        }
        let parcel = served.is_positive().then(|| self.take(cell, line, served, ctx));
        let waits = short - lost;
        if waits.is_positive() {
            self.rows[index].waiting.push_back(line);
            ctx.books().stock[cell].backorders.add(now, waits.count());
            if deadline != SimTime::NEVER {
                let ticket = ctx.books().orders.ticket(line);
                ctx.wake(deadline.max(now), Timer::GiveUp(ticket));
            }
            if self.dock.is_limited() {
                // What was taken may have made room for more of the same.
                self.serve_waiting(index, ctx);
            }
        }
        ctx.note(Fact::Moved(cell));
        parcel
    }

    /// Takes units of a line from the shelf.
    #[inline(always)]
    fn take(&mut self, cell: CellId, line: OrderId, units: Units, ctx: &mut Ctx<'_, impl Probe>) -> ShipmentId {
        let now = ctx.now();
        let (books, network) = ctx.books_and_network();
        let parcel = books.take(network, now, cell, line, units);
        let id = ctx.send(parcel, Stage::Picking);
        if self.dock.is_limited() {
            let size = ctx.books().shipments[id].load.size;
            self.make_room(size.cm3, ctx);
        }
        id
    }

    /// Packs a parcel with all that rides in it, when a picker is free.
    #[inline(always)]
    fn pack(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        ctx.books().charge(id, &self.price, Part::Handling, me);
        if self.picking.is_none() {
            ctx.pass_on(id);
            return;
        }
        let order = ctx.books().shipments[id].order;
        let turn = match ctx.books().orders[order].buyer {
            Buyer::Market(_) => self.pickers.come((id, now)),
            Buyer::Cell(_) | Buyer::Opening(_) => self.pickers.join((id, now)),
        };
        match turn {
            Turn::Away => {
                ctx.note(Fact::TurnedAway(self.desk));
                self.cancel(id, ctx);
            }
            turn => {
                ctx.note(Fact::Queued(self.desk));
                if turn == Turn::Now {
                    self.pick(id, now, ctx);
                }
            }
        }
    }

    fn pick(&mut self, id: ShipmentId, joined: SimTime, ctx: &mut Ctx<'_, impl Probe>) {
        let now = ctx.now();
        ctx.note(Fact::Began { site: self.desk, waited: now - joined });
        let key = ctx.books().shipments[id].key;
        let packed = self.picking.as_ref().map_or(now, |picking| now + ctx.draw(picking, key));
        ctx.wake(packed, Timer::Packed(id));
    }

    /// A packed parcel leaves, unless its buyer has cancelled the order meanwhile.
    fn release(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let now = ctx.now();
        let order = ctx.books().shipments[id].order;
        if now <= ctx.books().orders[order].deadline {
            ctx.pass_on(id);
        } else {
            self.cancel(id, ctx);
        }
    }

    /// A parcel that never leaves: what is in it goes back to the shelf.
    fn cancel(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        ctx.note(Fact::Gone { by: me, shipment: id });
        let mut next = Some(id);
        while let Some(id) = next {
            next = ctx.books().shipments.rider(id);
            let line = ctx.books().shipments[id].order;
            let index = self.row(ctx.books().shipments[id].product);
            let cell = self.rows[index].cell;
            let units = ctx.books().put_back(now, cell, id);
            self.dock.fill(ctx.network().cell_cm3(cell) * units.count());
            ctx.note(Fact::GaveUp { order: line, units });
            if ctx.books().orders[line].undelivered == Units::ZERO {
                ctx.fail(line, Failure::Cancelled);
            }
            self.serve_waiting(index, ctx);
            ctx.check(cell, place(index));
            ctx.note(Fact::Moved(cell));
        }
    }

    /// Goods have left the shelves: others at the dock may come in.
    fn make_room(&mut self, cm3: i64, ctx: &mut Ctx<'_, impl Probe>) {
        self.dock.clear(cm3);
        while let Some(id) = self.dock.next() {
            self.put_away(id, ctx);
        }
    }

    fn put_away(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let now = ctx.now();
        let shipment = &ctx.books().shipments[id];
        let (key, product) = (shipment.key, shipment.product);
        let laboratory = product.map(|product| ctx.network().product(product).quality_check).unwrap_or_default();
        let shelved = now + laboratory + self.dock.put_away(key, ctx);
        if shelved == now {
            self.shelve(id, ctx);
        } else {
            ctx.wake(shelved, Timer::Shelve(id));
        }
    }

    fn shelve(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let now = ctx.now();
        let shipment = &ctx.books().shipments[id];
        let (bad, product) = (shipment.bad, shipment.product);
        let index = self.row(product);
        let cell = self.rows[index].cell;
        if bad.is_positive() {
            let volume = ctx.network().cell_cm3(cell) * bad.count();
            let nothing_left = ctx.scrap(id, |_, shipment| shipment.bad, true);
            self.make_room(volume, ctx);
            if nothing_left {
                ctx.check(cell, place(index));
                ctx.note(Fact::Moved(cell));
                return;
            }
        }
        let me = ctx.me();
        ctx.note(Fact::Gone { by: me, shipment: id });
        let (books, network) = ctx.books_and_network();
        let units = books.shelve(network, now, cell, id);
        ctx.note(Fact::Shelved { cell, units });
        self.serve_waiting(index, ctx);
        ctx.check(cell, place(index));
        ctx.note(Fact::Moved(cell));
    }

    /// Serves the orders that wait as far as the stock goes.
    fn serve_waiting(&mut self, index: usize, ctx: &mut Ctx<'_, impl Probe>) {
        let row = &mut self.rows[index];
        if row.serving {
            // Goods come while goods are handed over: they are for those who wait then.
            row.again = true;
            return;
        }
        if row.waiting.is_empty() {
            return;
        }
        row.serving = true;
        loop {
            self.rows[index].again = false;
            match self.allocate {
                Rule::FirstCome => self.serve_in_turn(index, ctx),
                _ => self.share_out(index, ctx),
            }
            if !self.rows[index].again {
                break;
            }
        }
        self.rows[index].serving = false;
    }

    fn serve_in_turn(&mut self, index: usize, ctx: &mut Ctx<'_, impl Probe>) {
        let cell = self.rows[index].cell;
        while let Some(line) = self.rows[index].waiting.front().copied() {
            let stock = ctx.books().stock[cell].stock();
            let open = ctx.books().orders[line].open;
            let units = if self.whole && stock < open { Units::ZERO } else { stock.min(open) };
            if !units.is_positive() {
                return;
            }
            if units == open {
                self.rows[index].waiting.pop_front();
            }
            self.hand_over(cell, line, units, units == open, ctx);
        }
    }

    /// Shares the stock among those who wait, by the rule.
    fn share_out(&mut self, index: usize, ctx: &mut Ctx<'_, impl Probe>) {
        let cell = self.rows[index].cell;
        let books = ctx.books();
        let stock = books.stock[cell].stock();
        let rank = |line: OrderId| match books.orders[line].buyer {
            Buyer::Market(market) => self.ranks.iter().position(|ranked| *ranked == market),
            _ => None,
        };
        let last = self.ranks.len();
        self.claims.clear();
        self.claims.extend(
            self.rows[index]
                .waiting
                .iter()
                .map(|line| Claim { units: books.orders[*line].open, rank: place(rank(*line).unwrap_or(last)) }),
        );
        let mut shares = std::mem::take(&mut self.shares);
        shares.clear();
        shares.resize(self.claims.len(), Units::ZERO);
        self.allocate.allot(stock, &self.claims, &mut shares);
        let lines = std::mem::take(&mut self.rows[index].waiting);
        for (line, share) in lines.into_iter().zip(&shares) {
            let open = ctx.books().orders[line].open;
            let units = if self.whole && *share < open { Units::ZERO } else { *share };
            if units < open {
                self.rows[index].waiting.push_back(line);
            }
            if units.is_positive() {
                self.hand_over(cell, line, units, units == open, ctx);
            }
        }
        self.shares = shares;
    }

    /// Units for a line that waited.
    fn hand_over(&mut self, cell: CellId, line: OrderId, units: Units, all: bool, ctx: &mut Ctx<'_, impl Probe>) {
        let now = ctx.now();
        ctx.books().stock[cell].backorders.add(now, -units.count());
        if all {
            ctx.note(Fact::Allotted(line));
        }
        let parcel = self.take(cell, line, units, ctx);
        if matches!(ctx.books().orders[line].buyer, Buyer::Opening(_)) {
            hand_out(line, parcel, ctx);
        } else {
            self.pack(parcel, ctx);
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
        ctx.books().release(now, id, open);
        if ctx.books().orders[id].undelivered == Units::ZERO {
            ctx.fail(id, Failure::Cancelled);
        }
        self.serve_waiting(index, ctx);
        ctx.check(cell, place(index));
        ctx.note(Fact::Moved(cell));
    }
}

/// `"first_come"`, `"proportional"`, or `{ priority = ["market.express"] }`; of the platform where the warehouse says
/// nothing.
fn allocation(reader: &Reader<'_>, resolver: &Resolver<'_>) -> Option<(Rule, Vec<AgentId>)> {
    let node = reader.get("allocate")?;
    let (word, place, list) = match node.as_table().map(|table| table.iter().collect::<Vec<_>>()).as_deref() {
        None => (node.as_text().unwrap_or(""), node.place, None),
        Some([(key, list)]) => (key.name.as_str(), key.place, Some(list)),
        Some(_) => ("", node.place, None),
    };
    let Some(at) = Rule::NAMES.iter().position(|name| *name == word) else {
        let cause = format!("`{}` is no rule to share stock by", node.shown());
        resolver.report(Problem::new(Code::UnknownPolicy, place, cause).suggest(word, Rule::NAMES.iter().copied()));
        return None;
    };
    let rule = Rule::ALL[at];
    if (rule == Rule::Priority) != list.is_some() {
        let cause = "only `priority` takes a list, of the markets in their order";
        let problem = Problem::new(Code::PolicyParameters, node.place, cause);
        resolver.report(problem.help("for instance `allocate = { priority = [\"shanghai\", \"beijing\"] }`"));
        return None;
    }
    let markets = list.into_iter().flat_map(|list| list.items());
    Some((rule, markets.filter_map(|market| resolver.reference(market, "market")).collect()))
}

/// A backlog from before the start: whoever waited takes the goods at the gate.
fn hand_out(line: OrderId, parcel: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
    let (now, me) = (ctx.now(), ctx.me());
    let books = ctx.books();
    books.shipments[parcel].arrive(now);
    ctx.note(Fact::Gone { by: me, shipment: parcel });
    let books = ctx.books();
    if books.deliver(parcel) {
        books.close(line);
    }
    books.shipments.end(parcel);
}

#[inline]
fn place(row: usize) -> u32 {
    u32::try_from(row).expect("fewer than 2^32 rows")
}
