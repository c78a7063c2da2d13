//! Reads what a path promises, and how long its buyers wait.

use super::Reading;
use crate::chain::{Patience, Promise};
use crate::text::{Code, Problem, Reader};
use crate::units::{AgentId, Span};
use std::collections::BTreeMap;

impl Reading<'_> {
    /// Reads the `promise` of a path: a time, or times by `all`, market group and market, of which the most specific holds.
    pub fn promise(&mut self, reader: &Reader<'_>) -> Promise {
        let Some(node) = reader.get("promise") else { return Promise::default() };
        let Some(table) = node.as_table() else {
            return Promise { general: self.span(node), by_market: Vec::new() };
        };
        let mut promise = Promise::default();
        let (mut own, mut of_group) = (BTreeMap::<AgentId, Span>::new(), BTreeMap::<AgentId, Span>::new());
        for (key, node) in table.iter() {
            let Some(time) = self.span(node) else { continue };
            let bare = key.name.strip_prefix("market_group.").or_else(|| key.name.strip_prefix("market."));
            let name = bare.unwrap_or(&key.name);
            let names = self.names;
            if let Some(market) = self.agent("market", name) {
                own.insert(market, time);
            } else if let Some(group) = names.groups.markets.iter().find(|group| group.name == name) {
                of_group.extend(group.members.iter().map(|market| (*market, time)));
            } else if name == "all" {
                promise.general = Some(time);
            } else {
                let groups = names.groups.markets.iter().map(|group| &group.name[..]);
                let known = names.agents.iter().filter(|(kind, _)| kind.name == "market").map(|(_, name)| &name[..]);
                let cause = format!("there is no market and no `market_group` `{name}`");
                let problem = Problem::new(Code::UnknownName, key.place, cause);
                self.report(problem.suggest(name, groups.chain(known).chain(["all"])));
            }
        }
        of_group.extend(own);
        promise.by_market = of_group.into_iter().collect();
        promise
    }

    /// Reads the `patience` of a path: `{ promises = 1.5 }`, or a distribution of times.
    pub fn patience(&mut self, reader: &Reader<'_>) -> Option<Patience> {
        let node = reader.get("patience")?;
        let Some(many) = node.as_table().and_then(|table| table.get("promises")) else {
            return self.time_law(reader, "patience").map(Patience::Law);
        };
        let number = many.as_number().filter(|number| (0.0..=1000.0).contains(number));
        if number.is_none() {
            let cause = format!("`promises` must be a number from 0 to 1000, not {}", many.shown());
            self.report(Problem::new(Code::OutOfRange, many.place, cause));
        }
        if reader.get("promise").is_none() {
            let problem = Problem::new(Code::KeyWithoutEffect, many.place, "the path promises no time to multiply");
            self.report(problem.help("add one: `promise = \"5 d\"`"));
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be from 0 to 1000")]
        number.map(|number| Patience::Promises((number * 1e6).round() as u64))
    }
}
