//! References: names of entries and groups as keys hold them, looked up among what the scenario has.

use super::Reading;
use crate::chain::{Duty, Group};
use crate::text::{Code, Node, Problem, Reader};
use crate::units::{AgentId, Id, ProductId};

impl<'a> Reading<'a> {
    /// An entry of a given kind by its bare name.
    pub fn reference(&mut self, node: &Node, kind: &'static str) -> Option<AgentId> {
        let Some(name) = node.as_text() else {
            self.report(Problem::new(
                Code::WrongType,
                node.place,
                format!("the name of a {kind}, not {}", node.type_name()),
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

    /// Which of these entries of a kind a node names.
    pub(super) fn one_of(&mut self, node: &Node, kind: &str, known: &[(String, Reader<'_>)]) -> Option<usize> {
        let Some(name) = node.as_text() else {
            let cause = format!("the name of a {kind}, not {}", node.type_name());
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

    /// The markets that a node lists by their names or those of their groups, ascending; `None` where it says `"all"`.
    pub fn markets_named(&mut self, node: &Node) -> Option<Vec<AgentId>> {
        let names = self.names;
        let markets = names.agents.iter().filter(|(kind, _)| kind.does(Duty::Buy)).map(|(_, name)| &name[..]);
        self.members(node, "market", &names.groups.markets, &markets.collect::<Vec<_>>(), |reading, name| {
            reading.agent("market", name)
        })
    }

    /// The products that a node lists by their names or those of their groups, ascending; `None` where it says `"all"`.
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
                // As in rows, an entry is nearer than a group of the same name.
                (Some(one), _) => members.push(one),
                (None, Some(group)) => members.extend(&group.members),
            }
        }
        members.sort_unstable();
        members.dedup();
        Some(members)
    }
}
