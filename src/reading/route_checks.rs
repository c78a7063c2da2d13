//! Checks of routes that go beyond single steps: every step serves the market, the first warehouse stocks the products,
//! and goods are taxed only once.

use super::Reading;
use crate::chain::regime::Regime;
use crate::chain::{Duty, Errand, Leg};
use crate::text::{Code, Place, Problem, Reader};
use crate::units::{AgentId, Id, ProductId, RouteId};

/// The largest number of products that a problem lists by name.
const MOST_LISTED: usize = 5;

impl Reading<'_> {
    /// Rejects a route with a step that does not serve a market.
    pub fn reaches(&mut self, route: RouteId, market: AgentId) {
        let name = &self.names.agents[market.index()].1;
        self.refuse_unserved(route, Some(market), |who| {
            let cause = format!("goods cannot reach `market.{name}`: {who} has no row for it");
            (cause, format!("add a row such as `to.{name}` or `to.all`"))
        });
    }

    /// Rejects a route that fills a stock point but has a step that only delivers to markets.
    pub fn fills_stock(&mut self, route: RouteId) {
        self.refuse_unserved(route, None, |who| {
            let cause = format!("{who} only delivers to the markets in its rows `to`");
            (cause, "use a lane or a courier without `to` to fill a stock point".to_owned())
        });
    }

    /// Reports the steps of a route that serve neither the market nor, if there is none, a stock point; `say` words the
    /// problem.
    fn refuse_unserved(&mut self, route: RouteId, market: Option<AgentId>, say: impl Fn(&str) -> (String, String)) {
        let (steps, place) = &self.draft.routes[route.index()];
        let (services, choices) = (&self.draft.services, &self.draft.choices);
        let mut problems = Vec::new();
        let errand = Errand { market, regime: None };
        let serves = |agent: &AgentId| {
            services.iter().find(|(at, _)| at == agent).is_none_or(|(_, service)| service.quote(errand).is_some())
        };
        for step in &steps.steps {
            let options = match step {
                Leg::Agent(agent) => std::slice::from_ref(agent),
                Leg::Choice(choice) => &choices[*choice as usize].options,
                Leg::End => continue,
            };
            if !options.iter().any(serves) {
                let name = |agent: &AgentId| {
                    let (kind, name) = &self.names.agents[agent.index()];
                    format!("`{kind}.{name}`")
                };
                let who: Vec<String> = options.iter().map(name).collect();
                let (cause, help) = say(&who.join(" or "));
                problems.push(Problem::new(Code::UnreachableMarket, *place, cause).help(help));
            }
        }
        for problem in problems {
            self.report(problem);
        }
    }

    /// Returns the regimes of paths, and where they are written.
    pub fn regimes(&self) -> Vec<(Regime, Place)> {
        let routes = &self.draft.routes;
        let mut found: Vec<(Regime, Place)> = Vec::new();
        for (regime, place) in routes.iter().filter_map(|(route, place)| Some((route.regime?, *place))) {
            if found.iter().all(|(known, _)| *known != regime) {
                found.push((regime, place));
            }
        }
        found
    }

    /// Rejects a path with a regime and several customs offices: each would tax its goods.
    pub(super) fn refuse_taxed_twice(&mut self, route: RouteId, name: &str, reader: &Reader<'_>) {
        let is_customs = |agent: &AgentId| self.names.agents[agent.index()].0.does(Duty::Clear);
        let choices = &self.draft.choices;
        let passes = |step: &Leg| match step {
            Leg::Agent(agent) => is_customs(agent),
            Leg::Choice(choice) => choices[*choice as usize].options.iter().any(is_customs),
            Leg::End => false,
        };
        let count = self.draft.routes[route.index()].0.steps.iter().filter(|step| passes(step)).count();
        if count > 1 {
            let place = reader.get("regime").map_or(reader.place(), |node| node.place);
            let cause = format!(
                "`path.{name}` has a regime and passes customs {count} times; each time its goods would be taxed"
            );
            let problem = Problem::new(Code::TaxedTwice, place, cause);
            self.report(problem.help("remove the customs office of the exporting country: only imports are taxed"));
        }
    }

    /// Checks that the first step of a route serves a product: a warehouse there must have a row for it.
    pub fn serves(&mut self, route: RouteId, product: ProductId) -> bool {
        let (route, place) = &self.draft.routes[route.index()];
        let (first, place) = (route.first(), *place);
        let Some(first) = first else { return true };
        if !self.names.agents[first.index()].0.does(Duty::Store) {
            return true;
        }
        let found = self.stock_point_of(first, product).is_some();
        if !found {
            self.draft.missing.entry((place, first)).or_default().insert(product);
        }
        found
    }

    /// Reports the routes that order from a warehouse without a row for the product: one problem per route and
    /// warehouse, however many products.
    pub fn refuse_missing_stock(&mut self) {
        for ((place, warehouse), products) in std::mem::take(&mut self.draft.missing) {
            let name = &self.names.agents[warehouse.index()].1;
            let products: Vec<&str> = products.iter().map(|id| self.products[id.index()].name.as_str()).collect();
            let list = listed(products.iter().copied());
            let help = match products[..] {
                [product] => format!("add a row `[stock.{name}.{product}]`, or remove the product from the mix"),
                _ => format!("add rows such as `[stock.{name}.{}]`, or remove the products from the mix", products[0]),
            };
            let problem = Problem::new(Code::NoStock, place, format!("`warehouse.{name}` has no stock of {list}"));
            self.report(problem.help(help));
        }
    }
}

/// Lists names in a sentence, only the first few by name.
pub(super) fn listed<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    let count = names.len();
    let mut listed: Vec<String> = names.take(MOST_LISTED).map(|name| format!("`{name}`")).collect();
    if count > MOST_LISTED {
        listed.push(format!("{} more", count - MOST_LISTED));
    }
    let last = listed.pop().unwrap_or_default();
    if listed.is_empty() { last } else { format!("{} and {last}", listed.join(", ")) }
}
