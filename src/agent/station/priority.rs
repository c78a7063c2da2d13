//! Priority in a queue. `serve.priority` lists markets, paths, regimes and groups; each is a class of its own, the
//! highest first. Within a class it is first come, first served, and service is never interrupted.
//!
//! # Source
//! Cobham, Priority assignment in waiting line problems, Operations Research 2(1), 1954.

use crate::chain::regime::Regime;
use crate::chain::{Books, Duty, Group, Network};
use crate::reading::Reading;
use crate::text::{Code, KeySpec, Node, Problem, Reader, Shape};
use crate::units::{AgentId, Id, OrderId, ProductId, RouteId};

/// The key `serve` of a station.
pub(in crate::agent) const SERVE: KeySpec = KeySpec::new(
    "serve",
    Shape::OneKey(&[KeySpec::new(
        "priority",
        Shape::List(&Shape::Text),
        "Markets, paths, regimes and groups, the highest first; anything not listed comes last.",
    )]),
    "The priority in the queue; service is not interrupted.",
)
.otherwise("first come, first served");

/// The priority classes of a queue.
#[derive(Clone, Debug, Default)]
pub(in crate::agent) struct Priority {
    listed: Vec<(Named, u32)>,
    /// The class of everything that is not listed.
    last: u32,
    /// Classes by route, market and product; filled when the run begins, because routes are known only then.
    of_route: Vec<u32>,
    of_market: Vec<u32>,
    of_product: Vec<u32>,
}

/// What an item of the list names.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Named {
    Market(AgentId),
    Product(ProductId),
    Path(String),
    Regime(Regime),
}

impl Priority {
    /// Reads `serve`; `None` is first come, first served.
    pub(in crate::agent) fn read(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Option<Box<Self>> {
        let node = reader.get("serve")?;
        let list = node.as_table().and_then(|table| table.get("priority"));
        let Some(list) = list.filter(|_| node.as_table().is_some_and(|table| table.iter().count() == 1)) else {
            let cause = format!("`serve` cannot be {}", node.shown());
            let problem = Problem::new(Code::PolicyParameters, node.place, cause);
            reading.report(problem.help("for instance `serve.priority = [\"market.express\", \"path.bonded\"]`"));
            return None;
        };
        let mut priority = Self::default();
        for item in list.items() {
            let found = named(item, reading);
            priority.listed.extend(found.into_iter().map(|named| (named, priority.last)));
            priority.last += 1;
        }
        Some(Box::new(priority))
    }

    /// Begins the run: looks up the class of every route, market and product.
    pub(super) fn start(&mut self, network: &Network) {
        let class = |test: &dyn Fn(&Named) -> bool| {
            self.listed.iter().find(|(named, _)| test(named)).map_or(self.last, |(_, class)| *class)
        };
        let of_route = network.routes.iter().map(|route| {
            class(&|named| match named {
                Named::Path(name) => route.path.as_ref() == Some(name) || route.around.as_ref() == Some(name),
                Named::Regime(regime) => route.regime == Some(*regime),
                Named::Market(_) | Named::Product(_) => false,
            })
        });
        let of_route = of_route.collect();
        let agents = (0..network.agents.len()).map(AgentId::from_index);
        let of_market = agents.map(|agent| class(&|named| *named == Named::Market(agent))).collect();
        let products = (0..network.products.len()).map(ProductId::from_index);
        let of_product = products.map(|product| class(&|named| *named == Named::Product(product))).collect();
        (self.of_route, self.of_market, self.of_product) = (of_route, of_market, of_product);
    }

    /// Returns the class of a line whose goods take this route: the highest of its market, the route and the products
    /// that travel with it.
    pub(super) fn class(&self, line: OrderId, route: RouteId, books: &Books) -> u32 {
        let order = &books.orders[line];
        let of_market = order.buyer.consumer().map_or(self.last, |market| self.of_market[market.index()]);
        let together = books.orders.lines(line).filter(|(_, other)| other.goes_with(order));
        let of_products = together.filter_map(|(_, line)| line.product).map(|product| self.of_product[product.index()]);
        of_products.chain([of_market, self.of_route[route.index()]]).min().unwrap_or(self.last)
    }
}

/// Returns what a word of the list names. A bare word is looked up as a market, a group of markets, a path, a regime
/// and a group of products, in this order.
fn named(item: &Node, reading: &mut Reading<'_>) -> Vec<Named> {
    let word = item.as_text().unwrap_or_default();
    let (kind, name) = word.split_once('.').map_or((None, word), |(kind, name)| (Some(kind), name));
    let is = |wanted: &str| kind.is_none_or(|kind| kind == wanted);
    let names = reading.names;
    if is("market")
        && let Some(market) = reading.agent("market", name)
    {
        return vec![Named::Market(market)];
    }
    if is("market_group")
        && let Some(group) = names.groups.markets.iter().find(|group| group.name == name)
    {
        return group.members.iter().copied().map(Named::Market).collect();
    }
    if is("path") && names.paths.iter().any(|(path, _)| path == name) {
        return vec![Named::Path(name.to_owned())];
    }
    if is("regime")
        && let Some(regime) = Regime::parse(name)
    {
        return vec![Named::Regime(regime)];
    }
    if is("product_group")
        && let Some(group) = names.groups.products.iter().find(|group| group.name == name)
    {
        return group.members.iter().copied().map(Named::Product).collect();
    }
    let markets =
        names.agents.iter().filter(|(kind, _)| kind.does(Duty::Buy)).map(|(_, name)| format!("market.{name}"));
    let paths = names.paths.iter().map(|(name, _)| format!("path.{name}"));
    let known: Vec<String> = markets
        .chain(named_groups("market", &names.groups.markets))
        .chain(paths)
        .chain(named_groups("product", &names.groups.products))
        .collect();
    let cause = format!("there is no market, path, regime or group called `{word}`");
    let problem = Problem::new(Code::UnknownName, item.place, cause);
    reading.report(problem.suggest(word, known.iter().map(String::as_str)));
    Vec::new()
}

fn named_groups<I>(kind: &str, groups: &[Group<I>]) -> impl Iterator<Item = String> {
    groups.iter().map(move |group| format!("{kind}_group.{}", group.name))
}
