//! One product of a warehouse: who waits for it, when more is ordered, from where and at what cost.

use super::Timer;
use super::keys::UNDER_WAY;
use crate::agent::Ctx;
use crate::chain::{
    Account, Books, Buyer, Dated, Fact, Instant, Order, Outlook, Probe, Product, Resolver, Stage, pieces,
};
use crate::engine::{EntityKey, Seat};
use crate::policy::replenish::{Policy, Replenish, Review, Terms, View};
use crate::text::{Code, KeySpec, Node, Problem, Reader, Table};
use crate::units::{CellId, Id, Money, OrderId, ProductId, ShipmentId, SimTime, Span, Units, WayId};
use std::collections::VecDeque;

/// One product of a warehouse.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) cell: CellId,
    pub(super) waiting: VecDeque<OrderId>,
    /// Whether goods are being handed over to them, and whether more have come meanwhile.
    pub(super) serving: bool,
    pub(super) again: bool,
    origin: EntityKey,
    product: ProductId,
    supply: Option<Supply>,
    opening: Opening,
    ordered: u64,
    seat: Option<Seat>,
}

/// Where more comes from.
#[derive(Clone, Debug)]
struct Supply {
    policy: Policy,
    source: WayId,
    /// The least that may be ordered, and what every order is a multiple of.
    minimum: Units,
    multiple: Units,
    order_cost: Option<Dated<Money>>,
    unit_cost: Option<Dated<Money>>,
}

/// What there is at the start.
#[derive(Clone, Debug, Default)]
struct Opening {
    /// `None` is the top of the policy.
    on_hand: Option<Units>,
    backlog: Units,
    under_way: Vec<(Units, Span)>,
}

impl Row {
    pub(super) fn read(reader: &Reader<'_>, cell: CellId, product: ProductId, resolver: &Resolver<'_>) -> Self {
        let supply = read_supply(reader, cell, product, resolver);
        let opening = Opening::read(reader, supply.as_ref(), resolver);
        resolver.finish(reader);
        let origin = EntityKey::origin(reader.path());
        let waiting = VecDeque::new();
        Self { cell, waiting, serving: false, again: false, origin, product, supply, opening, ordered: 0, seat: None }
    }

    /// The space that its opening stock takes.
    ///
    /// # Units
    /// Cubic centimetres.
    pub(super) fn cm3_at_start(&self, outlook: &Outlook, products: &[Product]) -> i64 {
        let view = View { position: Units::ZERO, now: SimTime::ZERO, outlook };
        let top = || self.supply.as_ref().map_or(Units::ZERO, |supply| supply.policy.top(view));
        self.opening.on_hand.unwrap_or_else(top).count().saturating_mul(products[self.product.index()].size.cm3)
    }

    /// Puts the opening stock on the shelf and the opening backlog in the queue, and takes the first review's seat.
    /// Returns what is under way and when it is due.
    pub(super) fn open(&mut self, index: u32, ctx: &mut Ctx<'_, impl Probe>) -> Vec<(ShipmentId, SimTime)> {
        let now = ctx.now();
        let cell = self.cell;
        let (books, network) = ctx.books_and_network();
        let top = || {
            let view = View { position: Units::ZERO, now, outlook: network.outlook(cell) };
            self.supply.as_ref().map_or(Units::ZERO, |supply| supply.policy.top(view))
        };
        let on_hand = self.opening.on_hand.unwrap_or_else(top);
        if on_hand.is_positive() {
            books.open_with(network, cell, on_hand);
        }
        if self.opening.backlog.is_positive() {
            let way = self.supply.as_ref().map_or(WayId::default(), |supply| supply.source);
            let order = self.new_order(Buyer::Opening(cell), self.opening.backlog, now, way);
            self.waiting.push_back(ctx.books().place(order));
            ctx.books().stock[cell].backorders.add(now, self.opening.backlog.count());
        }
        let mut due = Vec::new();
        for (units, after) in self.opening.under_way.clone() {
            let way = self.supply.as_ref().map_or(WayId::default(), |supply| supply.source);
            let order = self.new_order(Buyer::Cell(cell), units, now, way);
            let order = ctx.books().place(order);
            let (books, network) = ctx.books_and_network();
            let parcel = books.under_way(network, order);
            due.push((ctx.send(parcel, Stage::LineHaul), now + after));
        }
        match self.supply.as_ref().map(|supply| supply.policy.review()) {
            Some(Review::Every(_)) => {
                let seat = ctx.seat();
                self.seat = Some(seat);
                ctx.stand(seat, now, Instant::Reviews, Timer::Review(index));
            }
            Some(Review::Continuous) => ctx.check(cell, index),
            None => {}
        }
        due
    }

    fn new_order(&mut self, buyer: Buyer, units: Units, now: SimTime, way: WayId) -> Order {
        let ordinal = self.ordered;
        self.ordered += 1;
        Order::new(self.origin.nth(ordinal), ordinal, buyer, Some(self.product), units, now, way)
    }

    /// A rule that watches all the time looks at the position.
    #[inline(always)]
    pub(super) fn check(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        if let Some(supply) = &self.supply
            && supply.policy.review() == Review::Continuous
        {
            self.decide(ctx);
        }
    }

    /// A rule that looks from time to time does so, and will again; outside working hours it looks when they begin.
    pub(super) fn review(&mut self, index: u32, opens: SimTime, ctx: &mut Ctx<'_, impl Probe>) {
        if let (Some(Review::Every(every)), Some(seat)) =
            (self.supply.as_ref().map(|supply| supply.policy.review()), self.seat)
        {
            let now = ctx.now();
            if opens == now {
                self.decide(ctx);
            }
            let next = if opens == now { now + every } else { opens };
            ctx.stand(seat, next, Instant::Reviews, Timer::Review(index));
        }
    }

    #[inline(always)]
    fn decide(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        let Some(supply) = &self.supply else { return };
        let (cell, now) = (self.cell, ctx.now());
        let (books, network) = ctx.books_and_network();
        let position = books.stock[cell].position();
        let units = supply.policy.order(View { position, now, outlook: network.outlook(cell) });
        if !units.is_positive() {
            return;
        }
        let units = units.max(supply.minimum).up_to_lot(supply.multiple);
        let source = supply.source;
        let at = |cost: &Option<Dated<Money>>| cost.as_ref().map_or(Money::ZERO, |cost| *cost.at(now));
        charge(ctx.books(), cell, at(&supply.order_cost) + at(&supply.unit_cost).times(units));
        let order = self.new_order(Buyer::Cell(cell), units, now, source);
        let order = ctx.books().place(order);
        ctx.note(Fact::Ordered { cell, units });
        ctx.note(Fact::Moved(cell));
        ctx.start_out(order);
    }
}

fn charge(books: &mut Books, cell: CellId, cost: Money) {
    if cost != Money::ZERO {
        books.ledger.post(Account::Ordering(cell), Account::Accrued, cost);
    }
}

fn read_supply(reader: &Reader<'_>, cell: CellId, product: ProductId, resolver: &Resolver<'_>) -> Option<Supply> {
    let order_cost = resolver.dated_money(reader, "order_cost");
    let unit_cost = resolver.dated_money(reader, "unit_cost");
    let (source, replenish) = (reader.get("source"), reader.get("replenish"));
    let (minimum, multiple) = (resolver.goods(reader, "minimum", product), resolver.goods(reader, "multiple", product));
    let policy = replenish.and_then(|node| read_policy(node, product, reader, resolver));
    let way = source.and_then(|node| resolver.way(node));
    if source.is_some() != replenish.is_some() {
        let (missing, example) = if source.is_none() {
            ("source", "\"supplier.NAME\"")
        } else {
            ("replenish", "{ s_S = { s = 100, S = 200 } }")
        };
        resolver.report(
            Problem::new(Code::MissingKey, reader.place(), format!("`{}` needs `{missing}` too", reader.path()))
                .help(format!("for instance `{missing} = {example}`; without both the row is never filled")),
        );
    }
    let (way, node) = (way?, source?);
    if !resolver.steps(way).from_stock {
        resolver.report(
            Problem::new(Code::WayOrder, node.place, "a source begins with a supplier or another warehouse")
                .help("for instance `[\"supplier.NAME\", \"lane.NAME\"]`"),
        );
        return None;
    }
    resolver.serves(way, product);
    resolver.fills(cell, way, node.place);
    if let (Some(policy), Some(node)) = (&policy, replenish)
        && policy.looks_ahead()
    {
        resolver.looks_ahead(cell, node.place);
    }
    let first = resolver.steps(way).first().map(|first| resolver.agent_reader(first));
    // A warehouse that is asked first takes any quantity.
    let supplier = first.filter(|first| first.takes("minimum"));
    let of_supplier = |key| supplier.as_ref().and_then(|supplier| resolver.goods(supplier, key, product));
    let minimum = minimum.max(of_supplier("minimum")).unwrap_or(Units::ZERO);
    let multiple = multiple.or_else(|| of_supplier("multiple")).unwrap_or(Units::ONE).max(Units::ONE);
    Some(Supply { policy: policy?, source: way, minimum, multiple, order_cost, unit_cost })
}

/// The parameters of a rule.
fn policy_keys(name: &str) -> &'static [KeySpec] {
    Policy::KEYS.iter().find(|key| key.name == name).map_or(&[], |key| key.shape.keys())
}

fn read_policy(node: &Node, product: ProductId, reader: &Reader<'_>, resolver: &Resolver<'_>) -> Option<Policy> {
    let entries: Vec<_> = node.as_table().into_iter().flat_map(Table::iter).collect();
    let [(key, parameters)] = entries[..] else {
        resolver.report(Problem::new(Code::OneChoice, node.place, "a policy is a table with one key, its name").help(
            format!("for instance `replenish.s_S = {{ s = 100, S = 200 }}`; policies: {}", Policy::NAMES.join(", ")),
        ));
        return None;
    };
    if !Policy::NAMES.contains(&key.name.as_str()) {
        let cause = format!("`{}` is no replenishment policy", key.name);
        resolver.report(
            Problem::new(Code::UnknownPolicy, key.place, cause).suggest(&key.name, Policy::NAMES.iter().copied()),
        );
        return None;
    }
    let path = format!("{}.{}", reader.path_of("replenish"), key.name);
    let Some(parameters_table) = parameters.as_table() else {
        let cause = format!("`{}` takes a table of parameters, not {}", key.name, parameters.type_name());
        let problem = Problem::new(Code::WrongType, parameters.place, cause);
        resolver.report(problem.help("for instance `replenish.s_S = { s = 100, S = 200 }`"));
        return None;
    };
    let inner = Reader::new(path, parameters.place, vec![parameters_table], policy_keys(&key.name));
    let policy = Policy::read(&key.name, &Terms::new(&inner, product, resolver));
    resolver.finish(&inner);
    policy
}

impl Opening {
    fn read(reader: &Reader<'_>, supply: Option<&Supply>, resolver: &Resolver<'_>) -> Self {
        // In pieces; levels in days of demand are no larger than what a run orders, which is counted with the markets.
        let view = View { position: Units::ZERO, now: SimTime::ZERO, outlook: &Outlook::default() };
        let top = supply.map_or(Units::ZERO, |supply| supply.policy.top(view));
        let lots = supply.map_or(0.0, |supply| pieces(supply.minimum) + pieces(supply.multiple));
        let Some(start) = resolver.child(reader, "start") else {
            resolver.moves(2.0 * (pieces(top) + lots));
            return Self::default();
        };
        let opening = Self {
            on_hand: resolver.units(&start, "on_hand"),
            backlog: resolver.units(&start, "backlog").unwrap_or(Units::ZERO),
            under_way: start.get("under_way").map_or_else(Vec::new, |node| under_way(node, reader, resolver)),
        };
        if reader.get("source").is_none() && !opening.under_way.is_empty() {
            let problem =
                Problem::new(Code::MissingKey, start.place(), "goods under way need a `source` they come from");
            resolver.report(problem.help("for instance `source = \"supplier.NAME\"`"));
        }
        resolver.finish(&start);
        let under_way = opening.under_way.iter().map(|(units, _)| pieces(*units)).sum::<f64>();
        resolver
            .moves(pieces(opening.on_hand.unwrap_or(top)) + pieces(opening.backlog) + pieces(top) + under_way + lots);
        opening
    }
}

fn under_way(node: &Node, reader: &Reader<'_>, resolver: &Resolver<'_>) -> Vec<(Units, Span)> {
    let mut list = Vec::new();
    for item in node.items() {
        let Some(table) = item.as_table() else {
            let cause = format!("goods under way are a table, not {}", item.type_name());
            let problem = Problem::new(Code::WrongType, item.place, cause);
            resolver.report(problem.help("for instance `under_way = [{ units = 30, due = \"2 d\" }]`"));
            continue;
        };
        let entry = Reader::new(format!("{}.start.under_way", reader.path()), item.place, vec![table], UNDER_WAY);
        resolver.require(&entry, "units", "30");
        resolver.require(&entry, "due", "\"2 d\"");
        if let (Some(units), Some(due)) = (resolver.units(&entry, "units"), resolver.time(&entry, "due")) {
            list.push((units, due));
        }
        resolver.finish(&entry);
    }
    list
}
