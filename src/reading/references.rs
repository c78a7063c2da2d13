//! Resolves references: names of entries and groups in keys.

use super::Reading;
use crate::chain::{Duty, Group};
use crate::text::{Code, Node, Problem, Reader};
use crate::units::{AgentId, Id, ProductId};

impl<'a> Reading<'a> {
    /// Resolves the name of an entry of a given kind.
    pub fn reference(&mut self, node: &Node, kind: &'static str) -> Option<AgentId> {
        let Some(name) = node.as_text() else {
            self.report(Problem::new(
                Code::WrongType,
                node.place,
                format!("expected the name of a {kind}, not {}", node.type_name()),
            ));
            return None;
        };
        let bare = name.strip_prefix(kind).and_then(|rest| rest.strip_prefix('.')).unwrap_or(name);
        let found = self.agent(kind, bare);
        if found.is_none() {
            let known = self.names.agents.iter().filter(|(k, _)| k.name == kind).map(|(_, n)| n.as_str());
            let problem = Problem::new(Code::UnknownName, node.place, format!("there is no {kind} `{bare}`"));
            self.report(problem.help(format!("add `[{kind}.{bare}]`")).suggest(bare, known));
        }
        found
    }

    /// Returns the index of the entry that a node names.
    pub(super) fn one_of(&mut self, node: &Node, kind: &str, known: &[(String, Reader<'_>)]) -> Option<usize> {
        let Some(name) = node.as_text() else {
            let cause = format!("expected the name of a {kind}, not {}", node.type_name());
            self.report(Problem::new(Code::WrongType, node.place, cause));
            return None;
        };
        let bare = name.strip_prefix(kind).and_then(|rest| rest.strip_prefix('.')).unwrap_or(name);
        let found = known.iter().position(|(other, _)| other == bare);
        if found.is_none() {
            let problem = Problem::new(Code::UnknownName, node.place, format!("there is no {kind} `{bare}`"));
            let problem = problem.help(format!("add `[{kind}.{bare}]`"));
            self.report(problem.suggest(bare, known.iter().map(|(other, _)| other.as_str())));
        }
        found
    }

    /// Returns the markets that a node names directly or by group, ascending; `None` for `"all"`.
    pub fn markets_named(&mut self, node: &Node) -> Option<Vec<AgentId>> {
        let names = self.names;
        let markets = names.agents.iter().filter(|(kind, _)| kind.does(Duty::Buy)).map(|(_, name)| &name[..]);
        self.members(node, "market", &names.groups.markets, &markets.collect::<Vec<_>>(), |reading, name| {
            reading.agent("market", name)
        })
    }

    /// Returns the products that a node names directly or by group, ascending; `None` for `"all"`.
    pub fn products_named(&mut self, node: &Node) -> Option<Vec<ProductId>> {
        let names = self.names;
        let products = names.products.iter().map(|name| &name[..]);
        self.members(node, "product", &names.groups.products, &products.collect::<Vec<_>>(), Self::product)
    }

    fn members<I: Id + Ord>(
        &mut self,
        node: &Node,
        kind: &str,
        groups: &'a [Group<I>],
        known: &[&'a str],
        one: impl Fn(&Self, &str) -> Option<I>,
    ) -> Option<Vec<I>> {
        if node.as_text() == Some("all") {
            return None;
        }
        let mut members = Vec::new();
        for item in node.items() {
            let name = item.as_text().unwrap_or_default();
            match (one(self, name), groups.iter().find(|group| group.name == name)) {
                (None, None) => {
                    let cause = format!("there is no {kind} and no `{kind}_group` {}", item.shown());
                    let known: Vec<&str> =
                        groups.iter().map(|group| &group.name[..]).chain(known.iter().copied()).collect();
                    self.report(Problem::new(Code::UnknownName, item.place, cause).suggest(name, known));
                }
                // As in rows, an entry takes precedence over a group of the same name.
                (Some(one), _) => members.push(one),
                (None, Some(group)) => members.extend(&group.members),
            }
        }
        members.sort_unstable();
        members.dedup();
        Some(members)
    }
}
