//! A purchasing platform: it takes orders, chooses the path of each line, promises a delivery day, and holds no
//! stock.

mod border;
mod merging;
mod settling;

use super::{Agent, Ctx, Ended, Kept, Notice};
use crate::chain::{Kind, Load, Order, Pause, Probe, Role, Route};
use crate::engine::Ticket;
use crate::policy::above_limit::Policy;
use crate::policy::allocate;
use crate::policy::route::{Candidate, Rule};
use crate::reading::{COMMISSION, DELIVERY_FEE, PAYMENT_FEE, Reading, SALE_TAX, SETTLES};
use crate::text::{KeySpec, Node, Reader, Shape};
use crate::units::{AgentId, Id, OrderId, ProductId, RouteId, RuleId, SimTime};
use merging::{MERGE, Merging};
use settling::Settling;

/// The timers of a platform.
#[derive(Clone, Copy, Debug)]
pub enum Timer {
    /// The time in which orders of a consumer are merged is over.
    Release,
    /// The first of the amounts still to be paid is due.
    Settle,
}

/// A purchasing platform.
#[derive(Clone, Debug)]
pub struct Platform {
    /// The paths of orders without goods.
    plain: Paths,
    /// The paths of each product: those that stock it.
    paths: Vec<Paths>,
    /// Whether lines of one order may take different routes.
    split: bool,
    above_limit: Policy,
    /// The orders that wait to be merged; `None` if none are.
    merging: Option<Box<Merging>>,
    /// What is still to be paid; `None` if settlement is not modelled.
    settling: Option<Box<Settling>>,
    /// A buffer for the lines of one order.
    lines: Vec<OrderId>,
}

/// Paths, and the rule that chooses among them.
#[derive(Clone, Debug, Default)]
struct Paths {
    rule: RuleId,
    routes: Vec<RouteId>,
}

impl Agent for Platform {
    type Timer = Timer;
    const KIND: Kind = Kind::new(Role::Aside).struck(&[Pause::Orders], &[]);
    const KEYS: &[KeySpec] = &[
        KeySpec::new("path", Shape::Path, "The path of its orders, or a choice of several.").required(),
        KeySpec::new("split_orders", Shape::Truth, "Whether each line of an order chooses its own path.").or("true"),
        KeySpec::new("above_limit", Shape::OneOf(Policy::NAMES), "What happens to an order above the customs limits.")
            .or("\"refuse\""),
        MERGE,
        COMMISSION,
        PAYMENT_FEE,
        DELIVERY_FEE,
        SALE_TAX,
        SETTLES,
        KeySpec::new("allocate", allocate::SHAPE, "How warehouses without their own rule share incoming goods."),
    ];

    fn resolve(reader: &Reader<'_>, me: AgentId, reading: &mut Reading<'_>) -> Option<Self> {
        let path = reading.require(reader, "path", "\"bonded\"");
        let split = reading.truth(reader, "split_orders").unwrap_or(true);
        // Without a policy such orders are refused, as platforms block them at checkout.
        let above_limit = Policy::read(reader, reading).or(Policy::named("refuse"))?;
        let merging = Merging::read(reader, reading);
        let settling = reading.sales_terms(reader, me).map(|after| Box::new(Settling::new(after)));
        reading.finish(reader);
        let plain = Paths::read(path?, reading)?;
        let mut paths = Vec::new();
        for (product, own) in reading.product_paths() {
            let of_product = own.map_or_else(|| Some(plain.clone()), |node| Paths::read(node, reading))?;
            let of_product = of_product.with_stock_of(product, reading);
            // The first path is the main one; backup paths have no demand of their own.
            of_product.routes.first().into_iter().for_each(|route| reading.sells_by(me, Some(product), *route));
            paths.push(of_product);
        }
        Some(Self { plain, paths, split, above_limit, merging, settling, lines: Vec::new() })
    }

    #[inline(never)]
    fn on_order(&mut self, head: OrderId, ctx: &mut Ctx<'_, impl Probe>) {
        let keep = |ctx: &mut Ctx<'_, _>| {
            mark_kept(head, true, ctx);
            ctx.has_to_wait(head);
            Kept::Order(ctx.books().orders.ticket(head))
        };
        if ctx.must_wait(Pause::Orders, keep) {
            return;
        }
        if ctx.conditions().any() {
            mark_kept(head, false, ctx);
        }
        if self.holds(head, ctx) {
            return;
        }
        if ctx.books().orders[head].next == OrderId::LAST {
            let route = self.choose(&[head], ctx);
            ctx.books().orders[head].route = route;
            promise(head, route, ctx);
            wait(head, route, ctx);
            if ctx.network().route(route).regime.is_none() {
                ctx.start_out(head);
                return;
            }
        } else {
            let mut lines = std::mem::take(&mut self.lines);
            lines.clear();
            lines.extend(ctx.books().orders.lines(head).map(|(line, _)| line));
            self.route(&lines, ctx);
            self.lines = lines;
        }
        if self.admit(head, ctx) {
            start(head, ctx);
        }
    }

    #[inline(never)]
    fn on_timer(&mut self, timer: Timer, ctx: &mut Ctx<'_, impl Probe>) {
        match timer {
            Timer::Release => self.release(ctx),
            Timer::Settle => self.settle(ctx),
        }
    }

    fn on_notice(&mut self, notice: Notice, ctx: &mut Ctx<'_, impl Probe>) {
        match notice {
            Notice::Cancel(ticket) => cancel(ticket, ctx),
            Notice::Earned(amount) => self.earn(amount, ctx),
            Notice::Instructed { .. } | Notice::Waits(_) => {}
        }
    }

    fn paths(&self, product: Option<ProductId>) -> Vec<RouteId> {
        self.of(product).routes.clone()
    }
}

impl Platform {
    /// Assesses every part of an order that travels under a regime. Returns false if the order has ended because
    /// nothing is left of it.
    fn admit(&self, head: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> bool {
        let mut next = Some(head);
        while let Some(line) = next {
            let route = ctx.books().orders[line].route;
            let regime = ctx.network().route(route).regime;
            if let Some(regime) = regime
                && is_first(head, line, ctx)
                && border::admit(self.above_limit, head, line, regime, ctx) == Ended::Yes
            {
                return false;
            }
            next = ctx.books().orders.next(line);
        }
        true
    }

    fn of(&self, product: Option<ProductId>) -> &Paths {
        product.map_or(&self.plain, |product| &self.paths[product.index()])
    }

    /// Chooses a route for every line. If orders are not split, prefers one that has all their products.
    fn route(&mut self, lines: &[OrderId], ctx: &mut Ctx<'_, impl Probe>) {
        let Some(head) = lines.first() else { return };
        if !self.split
            && let Some(route) = self.common(lines, ctx)
        {
            for line in lines {
                ctx.books().orders[*line].route = route;
                wait(*line, route, ctx);
            }
            promise(*head, route, ctx);
            return;
        }
        for line in lines {
            let route = self.choose(&[*line], ctx);
            ctx.books().orders[*line].route = route;
            promise(*head, route, ctx);
            wait(*line, route, ctx);
        }
    }

    /// Returns a route for all of these lines among those that have every product, by the rule of the first line.
    fn common(&self, lines: &[OrderId], ctx: &mut Ctx<'_, impl Probe>) -> Option<RouteId> {
        let first = self.of(ctx.books().orders[lines[0]].product);
        let candidates = first.routes.iter().map(|route| {
            let has = |line: &OrderId| self.of(ctx.books().orders[*line].product).routes.contains(route);
            if lines.iter().all(has) { candidate(*route, lines, ctx) } else { None }
        });
        Rule::of(first.rule).choose(candidates).map(|chosen| first.routes[chosen])
    }

    /// Returns a route for these lines, by the rule of the first line.
    fn choose(&self, lines: &[OrderId], ctx: &mut Ctx<'_, impl Probe>) -> RouteId {
        let paths = self.of(ctx.books().orders[lines[0]].product);
        if let [only] = paths.routes[..] {
            return only;
        }
        let candidates = paths.routes.iter().map(|route| candidate(*route, lines, ctx));
        paths.routes[Rule::of(paths.rule).choose(candidates).unwrap_or(0)]
    }
}

/// Cancels an order that is still kept, with all its lines.
fn cancel(ticket: Ticket<OrderId>, ctx: &mut Ctx<'_, impl Probe>) {
    let orders = &ctx.books().orders;
    let mut next = orders.redeem(ticket).filter(|head| orders[*head].being_sent);
    while let Some(line) = next {
        next = ctx.books().orders.next(line);
        ctx.give_up(line);
    }
}

/// Marks the lines of an order as kept by the platform; until released they have not reached the head of their route.
fn mark_kept(head: OrderId, kept: bool, ctx: &mut Ctx<'_, impl Probe>) {
    let mut next = Some(head);
    while let Some(line) = next {
        ctx.books().orders[line].being_sent = kept;
        next = ctx.books().orders.next(line);
    }
}

/// Returns whether a line is the first of those that travel together.
fn is_first(head: OrderId, line: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> bool {
    let orders = &ctx.books().orders;
    !orders.lines(head).take_while(|(id, _)| *id != line).any(|(_, other)| other.goes_with(&orders[line]))
}

/// Starts every part of an order on its route, by its first line; refused lines have no open units.
fn start(head: OrderId, ctx: &mut Ctx<'_, impl Probe>) {
    let mut next = Some(head);
    while let Some(line) = next {
        if ctx.books().orders[line].open.is_positive() && is_first(head, line, ctx) {
            ctx.start_out(line);
        }
        next = ctx.books().orders.next(line);
    }
}

/// Describes a route as a candidate for these lines.
fn candidate(route: RouteId, lines: &[OrderId], ctx: &mut Ctx<'_, impl Probe>) -> Option<Candidate> {
    let now = ctx.now();
    let (books, network) = ctx.books_and_network();
    let first = network.route(route).first();
    let mut load = Load::default();
    let mut in_stock = true;
    for line in lines {
        let order = &books.orders[*line];
        let Some(product) = order.product else { continue };
        let size = network.product(product).size;
        load = load.and(Load { units: order.open, size: size.times(order.open) });
        if let Some(stock_point) = first.and_then(|first| network.stock_point_of(first, product)) {
            // Waiting orders are served first.
            let stock_point = &books.stock[stock_point];
            let ships = !books.conditions.is_paused(first.unwrap_or_default(), Pause::Shipping);
            in_stock &= ships && stock_point.backorders.value() == 0 && stock_point.stock() >= order.open;
        }
    }
    let market = books.orders[lines[0]].buyer.consumer();
    let (cost, time) = network.estimate(now, route, market, load)?;
    Some(Candidate { in_stock, cost, time })
}

/// Sets how long the buyer waits for a line, if its path says so.
fn wait(line: OrderId, route: RouteId, ctx: &mut Ctx<'_, impl Probe>) {
    let Order { buyer, key, released, .. } = ctx.books().orders[line];
    let Route { promise, patience: Some(patience), .. } = ctx.network().route(route) else { return };
    let waits = ctx.patience(patience, promise.of(buyer.consumer()), key);
    ctx.books().orders[line].deadline = waits.map_or(SimTime::NEVER, |waits| released + waits);
}

/// Promises an order for the day on which its slowest path delivers.
fn promise(head: OrderId, route: RouteId, ctx: &mut Ctx<'_, impl Probe>) {
    let market = ctx.books().orders[head].buyer.consumer();
    let Some(promise) = ctx.network().route(route).promise.of(market) else { return };
    let order = &mut ctx.books().orders[head];
    let day = order.placed + promise;
    order.promised = if order.promised == SimTime::NEVER { day } else { order.promised.max(day) };
}

impl Paths {
    /// Reads `"bonded"`, or a rule with several paths: `{ first_with_stock = ["bonded", "direct"] }`.
    fn read(node: &Node, reading: &mut Reading<'_>) -> Option<Self> {
        let Some(table) = node.as_table() else {
            return reading.path(node).map(|route| Self { rule: RuleId::default(), routes: vec![route] });
        };
        let (rule, list) = reading.one_rule(table, node)?;
        let routes: Vec<Option<RouteId>> = list.items().iter().map(|item| reading.path(item)).collect();
        Some(Self { rule, routes: routes.into_iter().collect::<Option<_>>()? })
    }

    /// Keeps the paths that stock a product or begin without stock; if there are none, keeps all, so that the checks
    /// report it.
    fn with_stock_of(self, product: ProductId, reading: &mut Reading<'_>) -> Self {
        let having: Vec<RouteId> =
            self.routes.iter().copied().filter(|route| reading.stocks(*route, product)).collect();
        if having.is_empty() { self } else { Self { routes: having, ..self } }
    }
}
