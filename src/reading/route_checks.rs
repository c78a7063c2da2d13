//! What may be wrong with a way beside its steps: nobody on it serves the market, a warehouse has no row for what is asked of
//! it, or its goods would be taxed twice.

use super::Reading;
use crate::chain::regime::Regime;
use crate::chain::{Duty, Errand, Leg};
use crate::text::{Code, Place, Problem, Reader};
use crate::units::{AgentId, Id, ProductId, RouteId};

/// Products that a problem names one by one.
const MOST_LISTED: usize = 5;

impl Reading<'_> {
    /// Refuses a way on which nobody serves a market at some step.
    pub fn reaches(&mut self, route: RouteId, market: AgentId) {
        let name = &self.names.agents[market.index()].1;
        self.refuse_unserved(route, Some(market), |who| {
            let cause = format!("nobody brings goods to `market.{name}`: {who} has no row for it");
            (cause, format!("add a row such as `to.{name}` or `to.all`"))
        });
    }

    /// Refuses a way that fills a stock, but has a step that brings goods to markets only.
    pub fn fills_stock(&mut self, route: RouteId) {
        self.refuse_unserved(route, None, |who| {
            let cause = format!("{who} brings goods to markets only, by its rows `to`");
            (cause, "goods for a stock go by a lane, or a courier without `to`".to_owned())
        });
    }

    /// Refuses the steps of a way on which nobody serves a market, or goods for a stock, in the words of the caller.
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

    /// The regimes under which paths bring goods, and where that is said.
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

    /// Refuses a path under a regime with several customs: each would tax what travels it.
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
            let cause =
                format!("`path.{name}` is under a regime and passes customs {count} times: each would tax its goods");
            let problem = Problem::new(Code::TaxedTwice, place, cause);
            self.report(problem.help("leave the customs of the country that is left out: only imports are taxed"));
        }
    }

    /// Whether whoever stands at the beginning of a way serves a product; a problem if a warehouse there has no row for it.
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

    /// Refuses the ways that ask a warehouse for what it has no row for: one problem a way and warehouse, however many
    /// products that are.
    pub fn refuse_missing_stock(&mut self) {
        for ((place, warehouse), products) in std::mem::take(&mut self.draft.missing) {
            let name = &self.names.agents[warehouse.index()].1;
            let products: Vec<&str> = products.iter().map(|id| self.products[id.index()].name.as_str()).collect();
            let list = listed(products.iter().copied());
            let help = match products[..] {
                [product] => format!("add a row `[stock.{name}.{product}]`, or take the product out of the mix"),
                _ => format!("add rows such as `[stock.{name}.{}]`, or take the products out of the mix", products[0]),
            };
            let problem = Problem::new(Code::NoStock, place, format!("`warehouse.{name}` holds no {list}"));
            self.report(problem.help(help));
        }
    }
}

/// Names in a sentence, the first few one by one.
pub(super) fn listed<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    let count = names.len();
    let mut listed: Vec<String> = names.take(MOST_LISTED).map(|name| format!("`{name}`")).collect();
    if count > MOST_LISTED {
        listed.push(format!("{} more", count - MOST_LISTED));
    }
    let last = listed.pop().unwrap_or_default();
    if listed.is_empty() { last } else { format!("{} and {last}", listed.join(", ")) }
}
