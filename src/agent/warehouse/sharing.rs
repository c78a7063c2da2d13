//! How a warehouse shares its stock among competing orders: its allocation policy, and the classes the policy ranks.

use super::Warehouse;
use crate::agent::Ctx;
use crate::chain::{Books, Duty, Network, Probe};
use crate::policy::allocate::{Allocate, Claim, Rule, Takes};
use crate::reading::Reading;
use crate::text::{Code, Node, Problem, Reader, Table, Value};
use crate::units::{AgentId, OrderId, StockPointId, Units};

/// An allocation policy and the classes it ranks by.
#[derive(Clone, Debug)]
pub(super) struct Sharing {
    rule: Rule,
    /// What the policy says of itself, kept here because it is read for every line.
    pub(super) in_turn: bool,
    pub(super) holds_back: bool,
    classes: Vec<Class>,
}

/// A priority class.
#[derive(Clone, Copy, Debug)]
struct Class {
    claimant: Claimant,
    rank: u32,
    pieces: Units,
}

/// A member of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Claimant {
    /// A market, or every stock point of a warehouse.
    Agent(AgentId),
    /// One stock point.
    StockPoint(StockPointId),
}

impl Default for Sharing {
    fn default() -> Self {
        Self::new(Rule::default(), Vec::new())
    }
}

impl Sharing {
    fn new(rule: Rule, classes: Vec<Class>) -> Self {
        Self { rule, in_turn: rule.serves_in_turn(), holds_back: rule.holds_back(), classes }
    }

    /// Returns the claim of a line. A claimant that is not listed ranks last, with the number of the last class.
    fn claim(&self, line: OrderId, books: &Books, network: &Network) -> Claim {
        let order = &books.orders[line];
        let known = match order.buyer.opening() {
            None => {
                let point =
                    order.buyer.stock_point().and_then(|stock_point| self.class(Claimant::StockPoint(stock_point)));
                point.or_else(|| self.class(Claimant::Agent(order.buyer.destination(network))))
            }
            Some(_) => None,
        };
        let last = self.classes.iter().max_by_key(|class| class.rank);
        let (rank, pieces) = match (known, last) {
            (Some(class), _) => (class.rank, class.pieces),
            (None, Some(last)) => (last.rank + 1, last.pieces),
            (None, None) => (0, Units::ZERO),
        };
        Claim { units: order.open, rank, pieces }
    }

    fn class(&self, claimant: Claimant) -> Option<&Class> {
        self.classes.iter().find(|class| class.claimant == claimant)
    }
}

impl Warehouse {
    /// Returns the units on the shelf that the policy leaves to an arriving line, if it holds back some for others.
    #[inline(never)]
    pub(super) fn free_for(&self, index: usize, line: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> Units {
        let (books, network) = ctx.books_and_network();
        let row = &self.rows[index];
        let claim = self.sharing.claim(line, books, network);
        let behind = |other: &OrderId| self.sharing.claim(*other, books, network).rank > claim.rank;
        if !row.waiting.iter().all(behind) {
            return Units::ZERO;
        }
        let mut share = [Units::ZERO];
        self.sharing.rule.allot(books.stock[row.stock_point].stock(), &[claim], &mut share);
        share[0]
    }

    /// Shares the stock among the waiting lines by the policy.
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

/// Reads `allocate`: `"proportional"`, `{ priority = ["market.express"] }` or `{ reserve = { express = 0, normal = 20
/// } }`. If the warehouse has none, the platform's applies.
pub(super) fn sharing(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Option<Sharing> {
    let node = reader.get("allocate").or_else(|| reading.said_by_any("platform", "allocate"))?;
    let (word, place, value) = match node.as_table().map(|table| table.iter().collect::<Vec<_>>()).as_deref() {
        None => (node.as_text().unwrap_or(""), node.place, None),
        Some([(key, value)]) => (key.name.as_str(), key.place, Some(value)),
        Some(_) => ("", node.place, None),
    };
    let Some(rule) = Rule::named(word) else {
        let cause = format!("`{}` is not a rule for sharing stock", node.shown());
        reading.report(Problem::new(Code::UnknownPolicy, place, cause).suggest(word, Rule::NAMES.iter().copied()));
        return None;
    };
    let classes = match (rule.takes(), value.map(|value| (value, value.as_table()))) {
        (Takes::Nothing, None) => Vec::new(),
        (Takes::Ranks, Some((list, None))) => by_rank(list, reading),
        (Takes::Pieces, Some((_, Some(table)))) => by_pieces(rule, table, reading),
        (takes, _) => {
            let (value, example) = match takes {
                Takes::Nothing => ("no value", format!("\"{word}\"")),
                Takes::Ranks => {
                    ("a list, first rank first", format!("{{ {word} = [\"shanghai\", \"warehouse.zone\"] }}"))
                }
                Takes::Pieces => (
                    "a table with a number of pieces for each class",
                    format!("{{ {word} = {{ shanghai = 0, \"warehouse.zone\" = 50 }} }}"),
                ),
            };
            let problem = Problem::new(Code::PolicyParameters, node.place, format!("`{word}` takes {value}"));
            reading.report(problem.help(format!("for instance `allocate = {example}`")));
            return None;
        }
    };
    Some(Sharing::new(rule, classes))
}

fn by_rank(list: &Node, reading: &mut Reading<'_>) -> Vec<Class> {
    let mut classes = Vec::new();
    for (rank, item) in (0..).zip(list.items()) {
        let claimants = named(item.as_text().unwrap_or_default(), item, reading);
        classes.extend(claimants.into_iter().map(|claimant| Class { claimant, rank, pieces: Units::ZERO }));
    }
    classes
}

/// Reads classes with a number each; they rank by it, the smallest first.
fn by_pieces(rule: Rule, table: &Table, reading: &mut Reading<'_>) -> Vec<Class> {
    let mut read: Vec<(Units, Vec<Claimant>)> = Vec::new();
    for (key, node) in table.iter() {
        let claimants = named(&key.name, &Node::new(key.place, Value::Text(key.name.clone())), reading);
        read.extend(reading.pieces_of(node, Rule::NAMES[rule as usize]).map(|pieces| (pieces, claimants)));
    }
    read.sort_by_key(|(pieces, _)| *pieces);
    let class = |(rank, (pieces, claimants)): (u32, (Units, Vec<Claimant>))| {
        claimants.into_iter().map(move |claimant| Class { claimant, rank, pieces })
    };
    (0..).zip(read).flat_map(class).collect()
}

/// Returns what a word names: a market, a warehouse, a group of either, or `stock.WAREHOUSE.PRODUCT`. A bare word is
/// looked up as a market or a group of them first, then as a warehouse.
fn named(word: &str, item: &Node, reading: &mut Reading<'_>) -> Vec<Claimant> {
    if let Some((warehouse, product)) = word.strip_prefix("stock.").and_then(|rest| rest.split_once('.')) {
        let stock_point = reading.agent("warehouse", warehouse).zip(reading.product(product));
        if let Some(stock_point) =
            stock_point.and_then(|(warehouse, product)| reading.stock_point_of(warehouse, product))
        {
            return vec![Claimant::StockPoint(stock_point)];
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
            return vec![Claimant::Agent(one)];
        }
        if let Some(group) = groups.iter().find(|group| group.name == bare) {
            return group.members.iter().copied().map(Claimant::Agent).collect();
        }
    }
    let of = |duty| names.agents.iter().filter(move |(kind, _)| kind.does(duty));
    let markets = of(Duty::Buy).map(|(_, name)| name.clone());
    let warehouses = of(Duty::Store).map(|(kind, name)| format!("{kind}.{name}"));
    let known: Vec<String> = markets.chain(warehouses).collect();
    let cause = format!("there is no market, warehouse or group called `{word}`");
    let problem = Problem::new(Code::UnknownName, item.place, cause);
    reading.report(problem.suggest(word, known.iter().map(String::as_str)));
    Vec::new()
}
