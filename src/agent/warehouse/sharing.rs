//! How a warehouse shares what it has among those who ask: in turn, in proportion, by rank, or by rank with a reserve for
//! those before.

use super::Warehouse;
use crate::agent::Ctx;
use crate::chain::{Books, Duty, Network, Probe};
use crate::policy::allocate::{Allocate, Claim, Rule};
use crate::reading::Reading;
use crate::text::{Code, Node, Problem, Reader};
use crate::units::{AgentId, OrderId, StockPointId, Units};

/// The rule, and who ranks how.
#[derive(Clone, Debug, Default)]
pub(super) struct Sharing {
    pub(super) rule: Rule,
    classes: Vec<Class>,
}

/// Some of those who ask.
#[derive(Clone, Copy, Debug)]
struct Class {
    who: Who,
    rank: u32,
    /// Units that stay for those before it.
    kept: Units,
}

/// One who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    /// A market, or every stock point of a warehouse.
    Agent(AgentId),
    /// One stock point.
    StockPoint(StockPointId),
}

impl Sharing {
    /// The claim of a line. Who is not listed comes last, and leaves what the last of the list leaves.
    fn claim(&self, line: OrderId, books: &Books, network: &Network) -> Claim {
        let order = &books.orders[line];
        let known = match order.buyer.opening() {
            None => {
                let point = order.buyer.stock_point().and_then(|stock_point| self.class(Who::StockPoint(stock_point)));
                point.or_else(|| self.class(Who::Agent(order.buyer.destination(network))))
            }
            Some(_) => None,
        };
        let last = self.classes.iter().max_by_key(|class| class.rank);
        let (rank, kept) = match (known, last) {
            (Some(class), _) => (class.rank, class.kept),
            (None, Some(last)) => (last.rank + 1, last.kept),
            (None, None) => (0, Units::ZERO),
        };
        Claim { units: order.open, rank, kept }
    }

    fn class(&self, who: Who) -> Option<&Class> {
        self.classes.iter().find(|class| class.who == who)
    }
}

impl Warehouse {
    /// What is free for a line that comes, where the rule keeps some of it for others.
    #[inline(never)]
    pub(super) fn free_for(&self, index: usize, line: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> Units {
        let (books, network) = ctx.books_and_network();
        let row = &self.rows[index];
        let claim = self.sharing.claim(line, books, network);
        let behind = |other: &OrderId| self.sharing.claim(*other, books, network).rank > claim.rank;
        if !row.waiting.iter().all(behind) {
            return Units::ZERO;
        }
        (books.stock[row.stock_point].stock() - claim.kept).max(Units::ZERO)
    }

    /// Shares the stock among those who wait, by the rule.
    pub(super) fn share_out(&mut self, index: usize, ctx: &mut Ctx<'_, impl Probe>) {
        let stock_point = self.rows[index].stock_point;
        let (books, network) = ctx.books_and_network();
        let stock = books.stock[stock_point].stock();
        self.claims.clear();
        self.claims.extend(self.rows[index].waiting.iter().map(|line| self.sharing.claim(*line, books, network)));
        let mut shares = std::mem::take(&mut self.shares);
        shares.clear();
        shares.resize(self.claims.len(), Units::ZERO);
        self.sharing.rule.allot(stock, &self.claims, &mut shares);
        let lines = std::mem::take(&mut self.rows[index].waiting);
        for (line, share) in lines.into_iter().zip(&shares) {
            let open = ctx.books().orders[line].open;
            let units = if self.whole && *share < open { Units::ZERO } else { *share };
            if units < open {
                self.rows[index].waiting.push_back(line);
            }
            if units.is_positive() {
                self.hand_over(stock_point, line, units, units == open, ctx);
            }
        }
        self.shares = shares;
    }
}

const EXAMPLES: &str = "for instance `allocate = { priority = [\"shanghai\", \"warehouse.zone\"] }` or \
     `{ reserve = { shanghai = 0, \"warehouse.zone\" = 50 } }`";

/// `"first_come"`, `"proportional"`, `{ priority = ["market.express"] }`, or `{ reserve = { express = 0, normal = 20 } }`;
/// of the platform where the warehouse says nothing.
pub(super) fn sharing(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Option<Sharing> {
    let node = reader.get("allocate").or_else(|| reading.said_by_any("platform", "allocate"))?;
    let (word, place, list) = match node.as_table().map(|table| table.iter().collect::<Vec<_>>()).as_deref() {
        None => (node.as_text().unwrap_or(""), node.place, None),
        Some([(key, list)]) => (key.name.as_str(), key.place, Some(list)),
        Some(_) => ("", node.place, None),
    };
    let Some(at) = Rule::NAMES.iter().position(|name| *name == word) else {
        let cause = format!("`{}` is no rule to share stock by", node.shown());
        reading.report(Problem::new(Code::UnknownPolicy, place, cause).suggest(word, Rule::NAMES.iter().copied()));
        return None;
    };
    let rule = Rule::ALL[at];
    let classes = match (rule, list) {
        (Rule::Priority, Some(list)) if list.as_table().is_none() => by_rank(list, reading),
        (Rule::Reserve, Some(list)) if list.as_table().is_some() => by_reserve(list, reading),
        (rule, None) if !matches!(rule, Rule::Priority | Rule::Reserve) => Vec::new(),
        _ => {
            let cause =
                "`priority` takes a list of those who go first, `reserve` a table of what each leaves, others nothing";
            reading.report(Problem::new(Code::PolicyParameters, node.place, cause).help(EXAMPLES));
            return None;
        }
    };
    Some(Sharing { rule, classes })
}

fn by_rank(list: &Node, reading: &mut Reading<'_>) -> Vec<Class> {
    let mut classes = Vec::new();
    for (rank, item) in (0..).zip(list.items()) {
        let who = named(item.as_text().unwrap_or_default(), item, reading);
        classes.extend(who.into_iter().map(|who| Class { who, rank, kept: Units::ZERO }));
    }
    classes
}

/// Who leaves less ranks before who leaves more.
fn by_reserve(table: &Node, reading: &mut Reading<'_>) -> Vec<Class> {
    let mut kept: Vec<(Units, Vec<Who>)> = Vec::new();
    for (key, node) in table.as_table().into_iter().flat_map(crate::text::Table::iter) {
        let who = named(&key.name, &Node::new(key.place, crate::text::Value::Text(key.name.clone())), reading);
        kept.extend(reading.pieces_of(node, "reserve").map(|units| (units, who)));
    }
    kept.sort_by_key(|(units, _)| *units);
    let class =
        |(rank, (kept, who)): (u32, (Units, Vec<Who>))| who.into_iter().map(move |who| Class { who, rank, kept });
    (0..).zip(kept).flat_map(class).collect()
}

/// Those whom a word names: a market, a warehouse, a group of either, or `stock.WAREHOUSE.PRODUCT`. A bare word is a
/// market or a group of them, before it is a warehouse.
fn named(word: &str, item: &Node, reading: &mut Reading<'_>) -> Vec<Who> {
    if let Some((warehouse, product)) = word.strip_prefix("stock.").and_then(|rest| rest.split_once('.')) {
        let stock_point = reading.agent("warehouse", warehouse).zip(reading.product(product));
        if let Some(stock_point) =
            stock_point.and_then(|(warehouse, product)| reading.stock_point_of(warehouse, product))
        {
            return vec![Who::StockPoint(stock_point)];
        }
    }
    let names = reading.names;
    for (kind, groups) in [("market", &names.groups.markets), ("warehouse", &names.groups.warehouses)] {
        let bare = match word.split_once('.') {
            None => word,
            Some((of, name)) if of == kind || of.strip_suffix("_group") == Some(kind) => name,
            Some(_) => continue,
        };
        if let Some(one) = reading.agent(kind, bare) {
            return vec![Who::Agent(one)];
        }
        if let Some(group) = groups.iter().find(|group| group.name == bare) {
            return group.members.iter().copied().map(Who::Agent).collect();
        }
    }
    let of = |duty| names.agents.iter().filter(move |(kind, _)| kind.does(duty));
    let markets = of(Duty::Buy).map(|(_, name)| name.clone());
    let warehouses = of(Duty::Store).map(|(kind, name)| format!("{kind}.{name}"));
    let known: Vec<String> = markets.chain(warehouses).collect();
    let cause = format!("there is no market, warehouse or group of them `{word}`");
    let problem = Problem::new(Code::UnknownName, item.place, cause);
    reading.report(problem.suggest(word, known.iter().map(String::as_str)));
    Vec::new()
}
