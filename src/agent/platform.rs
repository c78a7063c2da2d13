//! A purchasing platform: it takes orders, chooses the path of each line, promises a day, and holds no stock.

use super::{Agent, Ctx};
use crate::chain::{Buyer, Load, Probe, Resolver, Role};
use crate::policy::route::{Candidate, Rule};
use crate::text::{Node, Reader};
use crate::units::{AgentId, Id, OrderId, ProductId, SimTime, WayId};

/// A platform has nothing to remind itself of.
#[derive(Clone, Copy, Debug)]
pub enum Timer {}

/// A purchasing platform.
#[derive(Clone, Debug)]
pub struct Platform {
    /// What holds for orders without goods.
    plain: Paths,
    /// What holds for each product: the paths that have it.
    paths: Vec<Paths>,
    /// Whether lines of one order may go different ways.
    split: bool,
}

/// Paths, and the rule that chooses among them.
#[derive(Clone, Debug, Default)]
struct Paths {
    rule: usize,
    ways: Vec<WayId>,
}

impl Agent for Platform {
    type Timer = Timer;
    const ROLE: Role = Role::Aside;

    fn resolve(reader: &Reader<'_>, _me: AgentId, resolver: &Resolver<'_>) -> Option<Self> {
        let path = resolver.require(reader, "path", "\"bonded\"");
        let split = resolver.truth(reader, "split_orders").unwrap_or(true);
        resolver.finish(reader);
        let plain = Paths::read(path?, resolver)?;
        let mut paths = Vec::new();
        for (product, own) in resolver.product_paths() {
            let of_product = own.map(|node| Paths::read(node, resolver)).unwrap_or(Some(plain.clone()))?;
            paths.push(of_product.with_stock_of(product, resolver));
        }
        Some(Self { plain, paths, split })
    }

    fn on_order(&mut self, head: OrderId, ctx: &mut Ctx<'_, impl Probe>) {
        if ctx.books().orders[head].next == OrderId::LAST {
            let way = self.choose(head, ctx);
            promise(head, way, ctx);
            ctx.books().orders[head].way = way;
            ctx.start_out(head);
            return;
        }
        self.route(head, ctx);
        let mut next = Some(head);
        while let Some(line) = next {
            let way = ctx.books().orders[line].way;
            promise(head, way, ctx);
            next = ctx.books().orders.next(line);
        }
        // Each way is started once, by the first line that goes there.
        let mut next = Some(head);
        while let Some(line) = next {
            next = ctx.books().orders.next(line);
            let way = ctx.books().orders[line].way;
            let started = ctx.books().orders.lines(head).take_while(|(id, _)| *id != line).any(|(_, l)| l.way == way);
            if !started {
                ctx.start_out(line);
            }
        }
    }

    fn on_timer(&mut self, timer: Timer, _ctx: &mut Ctx<'_, impl Probe>) {
        match timer {}
    }

    fn paths(&self, product: Option<ProductId>) -> Vec<WayId> {
        self.of(product).ways.clone()
    }
}

impl Platform {
    fn of(&self, product: Option<ProductId>) -> &Paths {
        product.map_or(&self.plain, |product| &self.paths[product.index()])
    }

    /// Chooses a way for every line; where an order is not split, one that has every product of it if there is any.
    fn route(&self, head: OrderId, ctx: &mut Ctx<'_, impl Probe>) {
        let lines: Vec<OrderId> = ctx.books().orders.lines(head).map(|(line, _)| line).collect();
        if !self.split {
            let serves = |way: WayId, ctx: &mut Ctx<'_, _>| {
                lines.iter().all(|line| self.of(ctx.books().orders[*line].product).ways.contains(&way))
            };
            let first = self.of(ctx.books().orders[head].product);
            let (rule, ways) = (first.rule, first.ways.clone());
            let common: Vec<WayId> = ways.into_iter().filter(|way| serves(*way, ctx)).collect();
            if !common.is_empty() {
                let candidates = common.iter().map(|way| candidate(*way, &lines, ctx));
                let chosen = common[Rule::ALL[rule].choose(candidates).unwrap_or(0)];
                for line in lines {
                    ctx.books().orders[line].way = chosen;
                }
                return;
            }
        }
        for line in lines {
            let way = self.choose(line, ctx);
            ctx.books().orders[line].way = way;
        }
    }

    fn choose(&self, line: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> WayId {
        let paths = self.of(ctx.books().orders[line].product);
        if let [only] = paths.ways[..] {
            return only;
        }
        let candidates = paths.ways.iter().map(|way| candidate(*way, &[line], ctx));
        paths.ways[Rule::ALL[paths.rule].choose(candidates).unwrap_or(0)]
    }
}

/// What a way would be for these lines.
fn candidate(way: WayId, lines: &[OrderId], ctx: &mut Ctx<'_, impl Probe>) -> Option<Candidate> {
    let (books, network) = ctx.books_and_network();
    let first = network.way(way).first();
    let mut load = Load::default();
    let mut in_stock = true;
    for line in lines {
        let order = &books.orders[*line];
        let Some(product) = order.product else { continue };
        let size = network.product(product).size;
        load = load.and(Load { units: order.open, size: size.times(order.open) });
        if let Some(cell) = first.and_then(|first| network.cell_of(first, product)) {
            in_stock &= books.stock[cell].stock() >= order.open;
        }
    }
    let market = match books.orders[lines[0]].buyer {
        Buyer::Market(market) => Some(market),
        _ => None,
    };
    let (cost, time) = network.estimate(way, market, load)?;
    Some(Candidate { in_stock, cost, time })
}

/// An order is promised for the day of its slowest path.
fn promise(head: OrderId, way: WayId, ctx: &mut Ctx<'_, impl Probe>) {
    let Some(promise) = ctx.network().way(way).promise else { return };
    let order = &mut ctx.books().orders[head];
    let day = order.placed + promise;
    order.promised = if order.promised == SimTime::NEVER { day } else { order.promised.max(day) };
}

impl Paths {
    /// `"bonded"`, or a rule with several: `{ first_with_stock = ["bonded", "direct"] }`.
    fn read(node: &Node, resolver: &Resolver<'_>) -> Option<Self> {
        let Some(table) = node.as_table() else {
            return resolver.path(node).map(|way| Self { rule: 0, ways: vec![way] });
        };
        let (rule, list) = resolver.one_rule(table, node)?;
        let ways: Vec<Option<WayId>> = list.items().iter().map(|item| resolver.path(item)).collect();
        Some(Self { rule, ways: ways.into_iter().collect::<Option<_>>()? })
    }

    /// Those that have a product in stock, or begin without stock; all of them if none has, for the checks to report.
    fn with_stock_of(self, product: ProductId, resolver: &Resolver<'_>) -> Self {
        let having: Vec<WayId> = self.ways.iter().copied().filter(|way| resolver.stocks(*way, product)).collect();
        if having.is_empty() { self } else { Self { ways: having, ..self } }
    }
}
