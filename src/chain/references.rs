//! References: names of entries and groups as keys hold them, looked up among what the scenario has.

use super::Resolver;
use crate::text::{Code, Node, Problem, Reader};
use crate::units::{AgentId, Id};

impl Resolver<'_> {
    /// An entry of a given kind by its bare name.
    pub fn reference(&self, node: &Node, kind: &'static str) -> Option<AgentId> {
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
            let known = self.names.agents.iter().filter(|(k, _)| *k == kind).map(|(_, n)| n.as_str());
            let problem = Problem::new(Code::UnknownName, node.place, format!("there is no {kind} `{bare}`"));
            self.report(problem.help(format!("add `[{kind}.{bare}]`")).suggest(bare, known));
        }
        found
    }

    /// The members of a group of a kind, by their identities.
    #[must_use]
    pub fn group(&self, kind: &str, name: &str) -> Option<&[usize]> {
        let found = self.names.groups.iter().find(|(of, group, _)| *of == kind && group == name);
        found.map(|(.., members)| &members[..])
    }

    /// Which of these entries of a kind a node names.
    pub(super) fn one_of(&self, node: &Node, kind: &str, known: &[(String, Reader<'_>)]) -> Option<usize> {
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

    /// The markets or products that a key lists by their names or those of their groups, ascending; `None` where the key
    /// is left out or says `"all"`.
    pub(super) fn members(&self, reader: &Reader<'_>, kind: &'static str) -> Option<Vec<usize>> {
        self.members_named(reader.get(kind)?, kind)
    }

    /// Those that a node lists.
    pub fn members_named(&self, node: &Node, kind: &'static str) -> Option<Vec<usize>> {
        if node.as_text() == Some("all") {
            return None;
        }
        let mut members = Vec::new();
        for item in node.items() {
            let name = item.as_text().unwrap_or_default();
            let one = match kind {
                "product" => self.product(name).map(Id::index),
                _ => self.agent(kind, name).map(Id::index),
            };
            let group = self.names.groups.iter().find(|(of, group, _)| *of == kind && group == name);
            match (one, group) {
                (None, None) => {
                    let cause = format!("there is no {kind} and no `{kind}_group` {}", item.shown());
                    let groups = self.names.groups.iter().filter(|(of, ..)| *of == kind).map(|(_, name, _)| &name[..]);
                    let mut known: Vec<&str> = groups.collect();
                    match kind {
                        "product" => known.extend(self.names.products.iter().map(|product| &product.name[..])),
                        _ => known.extend(self.names.agents.iter().filter(|(of, _)| *of == kind).map(|(_, n)| &n[..])),
                    }
                    self.report(Problem::new(Code::UnknownName, item.place, cause).suggest(name, known));
                }
                // As in rows, an entry is nearer than a group of the same name.
                (Some(one), _) => members.push(one),
                (None, Some((.., group))) => members.extend(group),
            }
        }
        members.sort_unstable();
        members.dedup();
        Some(members)
    }
}
