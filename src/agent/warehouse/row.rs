//! One product of a warehouse: its waiting orders, its policy, its sources and their cost.

use super::Timer;
use super::keys::UNDER_WAY;
use super::learning::Learning;
use super::supply::Supply;
use super::watching::Watching;
use crate::agent::Ctx;
use crate::chain::{
    Account, Buyer, Fact, Instant, Load, Lot, Network, Order, Outlook, Pause, Probe, Product, Stage, pieces,
};
use crate::engine::{EntityKey, Seat};
use crate::policy::replenish::{Replenish, View};
use crate::reading::Reading;
use crate::text::{Code, Node, Problem, Reader};
use crate::units::{Id, Money, OrderId, ProductId, RouteId, ShipmentId, SimTime, Span, StockPointId, Units};
use std::collections::VecDeque;

/// One product of a warehouse.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) stock_point: StockPointId,
    pub(super) waiting: VecDeque<OrderId>,
    /// Whether goods are being handed over to waiting orders, and whether more have arrived in the meantime.
    pub(super) serving: bool,
    pub(super) again: bool,
    origin: EntityKey,
    product: ProductId,
    supply: Option<Supply>,
    /// The observations of a policy that needs more than the position.
    watching: Option<Box<Watching>>,
    /// Continuously reviewed stock points that count this one in their echelon.
    above: Vec<StockPointId>,
    /// Whether its policy needs only the position.
    pub(super) plain: bool,
    /// The position above which no policy needs to act.
    idle_above: i64,
    opening: Opening,
    ordered: u64,
    seat: Option<Seat>,
    /// What it learns from demand, if it has a forecast.
    pub(super) learning: Option<Box<Learning>>,
    /// The agenda seat for the next lot that passes its sell-by limit, if the product is perishable.
    pub(super) ages: Option<Seat>,
}

/// The state of a row at time 0.
#[derive(Clone, Debug, Default)]
struct Opening {
    /// `None` is the order-up-to level of the policy.
    on_hand: Option<Units>,
    backlog: Units,
    under_way: Vec<(Units, Span)>,
}

impl Row {
    pub(super) fn read(
        reader: &Reader<'_>,
        stock_point: StockPointId,
        product: ProductId,
        reading: &mut Reading<'_>,
    ) -> Self {
        let mut learning = Learning::read(reader, reading).map(Box::new);
        let supply = Supply::read(reader, stock_point, product, &mut learning, reading);
        let opening = Opening::read(reader, supply.as_ref(), reading);
        reading.finish(reader);
        let origin = EntityKey::origin(reader.path());
        let waiting = VecDeque::new();
        let watching = supply
            .as_ref()
            .and_then(|supply| Watching::new(supply.policy.watches(), supply.past, supply.review.period()));
        let safe = supply.as_ref().is_some_and(|supply| supply.safety.is_some());
        let plain = !safe && watching.is_none() && learning.is_none();
        Self {
            stock_point,
            waiting,
            serving: false,
            again: false,
            origin,
            product,
            supply,
            watching,
            above: Vec::new(),
            plain,
            idle_above: i64::MAX,
            opening,
            ordered: 0,
            seat: None,
            learning,
            ages: None,
        }
    }

    /// Returns the space that the opening stock takes.
    ///
    /// # Units
    /// Cubic centimetres.
    pub(super) fn cm3_at_start(&self, outlook: &Outlook, products: &[Product]) -> i64 {
        let top = || self.top_of(View::new(Units::ZERO, SimTime::ZERO, outlook));
        self.opening.on_hand.unwrap_or_else(top).count().saturating_mul(products[self.product.index()].size.cm3)
    }

    /// Returns the order-up-to level of the policy, which is the opening stock unless the scenario gives another.
    pub(super) fn top(&self, network: &Network) -> Units {
        self.top_of(Self::view(
            self.learning.as_deref(),
            View::new(Units::ZERO, SimTime::ZERO, network.outlook(self.stock_point)),
        ))
    }

    fn top_of(&self, view: View<'_>) -> Units {
        self.supply.as_ref().map_or(Units::ZERO, |supply| supply.top(view))
    }

    /// Returns whether goods for waiting orders are handed over at the dock.
    pub(super) fn docks(&self) -> bool {
        self.supply.as_ref().is_some_and(|supply| supply.policy.docks())
    }

    /// Returns whether its orders are decided outside the simulation.
    pub(super) fn is_instructed(&self) -> bool {
        self.watching.as_ref().is_some_and(|watching| watching.is_instructed())
    }

    /// Records a demand of this many units.
    pub(super) fn note(&mut self, now: SimTime, asked: Units) {
        if let Some(watching) = &mut self.watching {
            watching.note(now, asked);
        }
    }

    /// Puts the opening stock on the shelf and the opening backlog in the queue, and takes the seat of the first
    /// review. Returns the goods in transit and when they are due.
    pub(super) fn open(&mut self, index: u32, ctx: &mut Ctx<'_, impl Probe>) -> Vec<(ShipmentId, SimTime)> {
        let now = ctx.now();
        let stock_point = self.stock_point;
        if let (Some(learning), Some(supply)) = (&mut self.learning, &self.supply) {
            let time =
                ctx.network().estimate(now, supply.route(), None, Load::default()).map_or(Span::ZERO, |(_, time)| time);
            learning.open(&supply.review, time, self.opening.on_hand.unwrap_or(Units::ONE), ctx);
        }
        let network = ctx.network();
        let top = || network.echelons.start(stock_point).unwrap_or_else(|| self.top(network));
        let on_hand = self.opening.on_hand.unwrap_or_else(top);
        self.above = network.echelons.above(stock_point).to_vec();
        if on_hand.is_positive() {
            let life = network.product(self.product).shelf_life.clone();
            let expires = life.map_or(SimTime::NEVER, |life| life.expires(ctx.streams(), now, self.origin));
            let (books, network) = ctx.books_and_network();
            books.open_with(network, stock_point, on_hand, expires);
        }
        if self.opening.backlog.is_positive() {
            let route = self.supply.as_ref().map_or(RouteId::default(), Supply::route);
            let order = self.new_order(Buyer::Opening(stock_point), self.opening.backlog, now, route);
            self.waiting.push_back(ctx.books().place(order));
            ctx.books().stock[stock_point].backorders.add(now, self.opening.backlog.count());
        }
        let mut due = Vec::new();
        for (units, after) in self.opening.under_way.clone() {
            let route = self.supply.as_ref().map_or(RouteId::default(), Supply::route);
            let order = self.new_order(Buyer::StockPoint(stock_point), units, now, route);
            let order = ctx.books().place(order);
            let (books, network) = ctx.books_and_network();
            let parcel = books.under_way(network, order);
            let shipment = ctx.send(parcel, Stage::LineHaul);
            let key = ctx.books().shipments[shipment].key;
            if let Some(life) = &ctx.network().product(self.product).shelf_life {
                let expires = life.expires(ctx.streams(), now + after, key);
                ctx.books().load(shipment, [Lot { received: now, units, expires }]);
            }
            due.push((shipment, now + after));
        }
        self.idle_above = self.idle_above();
        match &self.supply {
            Some(supply) if supply.continuous => ctx.check(stock_point, index),
            Some(supply) if supply.review.first() < SimTime::NEVER => {
                let (first, seat) = (supply.review.first(), ctx.seat());
                self.seat = Some(seat);
                ctx.set_seat(seat, first, Instant::Reviews, Timer::Review(index));
            }
            _ => {}
        }
        due
    }

    /// Adds what the row has learnt to the view of a policy.
    fn view<'a>(learning: Option<&'a Learning>, view: View<'a>) -> View<'a> {
        if let Some(learning) = learning { learning.view(view) } else { view }
    }

    fn new_order(&mut self, buyer: Buyer, units: Units, now: SimTime, route: RouteId) -> Order {
        let ordinal = self.ordered;
        self.ordered += 1;
        Order::new(self.origin.nth(ordinal), ordinal, buyer, Some(self.product), units, now, route)
    }

    /// Returns the position above which a continuous-review policy never orders.
    fn idle_above(&self) -> i64 {
        let watches = self.supply.as_ref().filter(|supply| supply.continuous);
        match watches.map(|supply| supply.policy.rests_above()) {
            _ if !self.above.is_empty() => i64::MAX,
            None => i64::MIN,
            Some(Some(level)) if self.plain => level.count(),
            Some(_) => i64::MAX,
        }
    }

    /// Returns whether any policy may need to act at this position.
    #[inline]
    pub(super) fn needs_look(&self, position: Units) -> bool {
        position.count() <= self.idle_above
    }

    /// Lets a continuous-review policy decide, then the stock points that count this row in their echelon.
    #[inline(always)]
    pub(super) fn check(&mut self, index: u32, ctx: &mut Ctx<'_, impl Probe>) {
        if let Some(supply) = &self.supply
            && supply.continuous
        {
            self.decide(index, ctx);
        }
        if !self.above.is_empty() {
            self.above.iter().for_each(|stock_point| ctx.recheck(*stock_point));
        }
    }

    /// Lets a periodic-review policy decide and sets the next review. A review outside working hours is postponed
    /// until they begin.
    pub(super) fn review(&mut self, index: u32, opens: SimTime, ctx: &mut Ctx<'_, impl Probe>) {
        let now = ctx.now();
        if opens == now {
            if let Some(learning) = &mut self.learning {
                learning.catch_up(self.stock_point, true, ctx);
            }
            self.decide(index, ctx);
        }
        if let (Some(supply), Some(seat)) = (&self.supply, self.seat) {
            let next = if opens == now { supply.review.after(now) } else { opens };
            if next < SimTime::NEVER {
                ctx.set_seat(seat, next, Instant::Reviews, Timer::Review(index));
            }
        }
    }

    #[inline(always)]
    fn decide(&mut self, index: u32, ctx: &mut Ctx<'_, impl Probe>) {
        let Some(supply) = &self.supply else { return };
        if ctx.is_paused(Pause::Orders) {
            return;
        }
        let units = if self.plain {
            let now = ctx.now();
            let (books, network) = ctx.books_and_network();
            supply.policy.order(View::new(
                books.stock[self.stock_point].position(),
                now,
                network.outlook(self.stock_point),
            ))
        } else if self.is_instructed() {
            ctx.ask_outside(self.stock_point, index);
            return;
        } else {
            self.consider(ctx)
        };
        if units.is_positive() {
            self.place(units, ctx);
        }
    }

    /// Places the order that was decided outside the simulation; the books hold its quantity.
    pub(super) fn instructed(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        let units = self.consider(ctx);
        ctx.books().instructions[self.stock_point.index()] = Units::ZERO;
        if units.is_positive() {
            self.place(units, ctx);
        }
    }

    /// Returns what a policy that needs more than the position orders.
    #[inline(never)]
    fn consider(&mut self, ctx: &mut Ctx<'_, impl Probe>) -> Units {
        let Some(supply) = &self.supply else { return Units::ZERO };
        let (stock_point, now) = (self.stock_point, ctx.now());
        let (books, network) = ctx.books_and_network();
        let view = View::new(books.stock[stock_point].position(), now, network.outlook(stock_point));
        let view = Self::view(self.learning.as_deref(), view);
        let view = self.watching.as_mut().map_or(view, |watching| watching.view(view));
        let sight = self.watching.as_mut().map(|watching| watching.look(stock_point, books, network, view));
        let safety = supply.safety.map_or(Units::ZERO, |safety| safety.at(view));
        let sight = sight.unwrap_or_default().with_safety(safety);
        supply.policy.order(view.with_safety(safety).with_sight(&sight))
    }

    /// Places an order for the needed units, in the lot sizes of its source.
    #[inline(never)]
    fn place(&mut self, wanted: Units, ctx: &mut Ctx<'_, impl Probe>) {
        let Some(supply) = &self.supply else { return };
        let (stock_point, now) = (self.stock_point, ctx.now());
        let stock = &ctx.books().stock[stock_point];
        let source = supply.source(Units::new(stock.on_hand.value() - stock.backorders.value()));
        let (route, units, delay) = (source.route, source.lot(wanted), supply.delay);
        let cost = source.cost(now, units);
        if cost != Money::ZERO {
            ctx.books().ledger.post(Account::Ordering(stock_point), Account::Accrued, cost);
        }
        let mut order = self.new_order(Buyer::StockPoint(stock_point), units, now, route);
        order.being_sent = !delay.is_zero();
        let order = ctx.books().place(order);
        ctx.note(Fact::Ordered { stock_point, units });
        ctx.note(Fact::Moved(stock_point));
        if delay.is_zero() {
            ctx.start_out(order);
        } else {
            ctx.wake(now + delay, Timer::Posted(order));
        }
    }
}

impl Opening {
    fn read(reader: &Reader<'_>, supply: Option<&Supply>, reading: &mut Reading<'_>) -> Self {
        // Only pieces matter here: levels in days of demand never exceed what a run orders, which is limited with the
        // markets.
        let outlook = Outlook::default();
        let view = View::new(Units::ZERO, SimTime::ZERO, &outlook);
        let top = supply.map_or(Units::ZERO, |supply| supply.top(view));
        let lots = pieces(supply.map_or(Units::ZERO, Supply::rounding));
        let Some(start) = reading.child(reader, "start") else {
            reading.moves(2.0 * (pieces(top) + lots));
            return Self::default();
        };
        let opening = Self {
            on_hand: reading.units(&start, "on_hand"),
            backlog: reading.units(&start, "backlog").unwrap_or(Units::ZERO),
            under_way: start.get("under_way").map_or_else(Vec::new, |node| under_way(node, reader, reading)),
        };
        if reader.get("source").is_none() && !opening.under_way.is_empty() {
            let problem = Problem::new(Code::MissingKey, start.place(), "goods under way need a `source` to come from");
            reading.report(problem.help("for instance `source = \"supplier.NAME\"`"));
        }
        reading.finish(&start);
        let under_way = opening.under_way.iter().map(|(units, _)| pieces(*units)).sum::<f64>();
        reading
            .moves(pieces(opening.on_hand.unwrap_or(top)) + pieces(opening.backlog) + pieces(top) + under_way + lots);
        opening
    }
}

fn under_way(node: &Node, reader: &Reader<'_>, reading: &mut Reading<'_>) -> Vec<(Units, Span)> {
    let mut list = Vec::new();
    for item in node.items() {
        let Some(table) = item.as_table() else {
            let cause = format!("goods under way must be a table, not {}", item.type_name());
            let problem = Problem::new(Code::WrongType, item.place, cause);
            reading.report(problem.help("for instance `under_way = [{ units = 30, due = \"2 d\" }]`"));
            continue;
        };
        let entry = Reader::new(format!("{}.start.under_way", reader.path()), item.place, vec![table], UNDER_WAY);
        reading.require(&entry, "units", "30");
        reading.require(&entry, "due", "\"2 d\"");
        if let (Some(units), Some(due)) = (reading.units(&entry, "units"), reading.time(&entry, "due")) {
            list.push((units, due));
        }
        reading.finish(&entry);
    }
    list
}
