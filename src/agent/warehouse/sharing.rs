//! How a warehouse shares what comes in among those who wait for it: in turn, in proportion, or by the rank of markets.

use super::{Warehouse, place};
use crate::agent::Ctx;
use crate::chain::{Buyer, Probe, Resolver};
use crate::policy::allocate::{Allocate, Claim, Rule};
use crate::text::{Code, Node, Problem, Reader};
use crate::units::{AgentId, OrderId, Units};

impl Warehouse {
    /// Shares the stock among those who wait, by the rule.
    pub(super) fn share_out(&mut self, index: usize, ctx: &mut Ctx<'_, impl Probe>) {
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
}

/// `"first_come"`, `"proportional"`, or `{ priority = ["market.express"] }`; of the platform where the warehouse says
/// nothing.
pub(super) fn allocation(reader: &Reader<'_>, resolver: &Resolver<'_>) -> Option<(Rule, Vec<AgentId>)> {
    let node = reader.get("allocate").or_else(|| resolver.said_by_any("platform", "allocate"))?;
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
    let markets = list.into_iter().flat_map(Node::items);
    Some((rule, markets.filter_map(|market| resolver.reference(market, "market")).collect()))
}
