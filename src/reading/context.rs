//! The state that readers share: the scenario's names, the draft of its network, and the problems found so far. Readers
//! take `&mut Reading`, report problems in it, and return what they read.

use super::draft::{Draft, Filling};
use super::lookup::Lookup;
use super::names::Names;
use crate::chain::calendar::{Clock, Locality, Opening};
use crate::chain::{Dated, Duty, Echelons, Product, Promotion, Season, Service, SiteTerms, Strike, Window};
use crate::text::{Code, Node, Place, Problem, Problems, Reader};
use crate::units::{AgentId, Id, ProductId, RouteId, SimTime, SiteId, StockPointId, StreamId};
use std::sync::Arc;

/// A scenario being read.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The names, known before anything is read.
    pub names: &'a Names<'a>,
    /// What has been read so far.
    pub draft: Draft,
    /// What the user must fix.
    pub problems: Problems,
    /// What the user may have meant differently.
    pub warnings: Problems,
    /// The code of the ledger's currency.
    pub currency: String,
    /// Exchange rates: the price of one unit of other currencies.
    pub fx: Vec<(String, Dated<f64>)>,
    pub(super) exchanged_at: SimTime,
    /// Converts simulated time to dates.
    pub clock: Clock,
    /// The warm-up, horizon and drain.
    pub window: Window,
    /// The products; until all have been read, only their names are known.
    pub products: Arc<[Product]>,
    pub(super) lookup: Lookup,
    pub(super) places: Vec<Arc<Locality>>,
    pub(super) calendars: Vec<Arc<Opening>>,
    pub(super) seasons: Arc<[Season]>,
    pub(super) promotions: Arc<[Promotion]>,
}

impl<'a> Reading<'a> {
    /// Returns the reading of a scenario with these names.
    #[must_use]
    pub fn new(names: &'a Names<'a>, problems: Problems) -> Self {
        Self {
            names,
            draft: Draft::default(),
            problems,
            warnings: Problems::default(),
            currency: "CNY".to_owned(),
            fx: Vec::new(),
            exchanged_at: SimTime::ZERO,
            clock: Clock::default(),
            window: Window::default(),
            products: names.products.iter().map(|name| Product::named(name)).collect(),
            lookup: Lookup::new(names),
            places: Vec::new(),
            calendars: Vec::new(),
            seasons: Arc::default(),
            promotions: Arc::default(),
        }
    }

    /// Reports a problem.
    pub fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Reports what is valid but probably not meant.
    pub fn warn(&mut self, warning: Problem) {
        self.warnings.push(warning);
    }

    /// Reports the keys of an entry that are unknown or have no effect.
    pub fn finish(&mut self, reader: &Reader<'_>) {
        reader.finish(&mut self.problems);
    }

    /// Returns the names.
    #[must_use]
    pub fn names(&self) -> &'a Names<'a> {
        self.names
    }

    /// Returns the agent with this kind and name.
    #[must_use]
    pub fn agent(&self, kind: &str, name: &str) -> Option<AgentId> {
        self.lookup.agent(kind, name)
    }

    /// Returns the product with this name.
    #[must_use]
    pub fn product(&self, name: &str) -> Option<ProductId> {
        self.lookup.product(name)
    }

    /// Returns whether a product has a demand row in any market.
    #[must_use]
    pub fn has_demand_row(&self, product: ProductId) -> bool {
        self.lookup.is_apart(product)
    }

    /// Returns the stock point of a product in a warehouse.
    #[must_use]
    pub fn stock_point_of(&self, warehouse: AgentId, product: ProductId) -> Option<StockPointId> {
        self.names.place_of_stock_point(warehouse, product).map(StockPointId::from_index)
    }

    /// Reports rows for markets that do not exist.
    pub fn refuse_unknown_markets(&mut self, reader: &Reader<'_>, key: &'static str) {
        let agents = self.names.agents.iter().zip(&self.names.group_of);
        let markets = agents.filter(|((kind, _), _)| kind.does(Duty::Buy));
        let known: Vec<&str> = markets
            .flat_map(|((_, name), group)| [Some(name.as_str()), group.as_deref()])
            .flatten()
            .chain(["all"])
            .collect();
        for row in reader.rows(key) {
            if !known.contains(&row.name.as_str()) {
                let cause = format!("there is no market `{}`", row.name);
                let problem = Problem::new(Code::UnknownName, row.place, cause);
                self.report(problem.suggest(&row.name, known.iter().copied()));
            }
        }
    }

    /// Records a route that fills a stock point, and whether it is the main one.
    pub fn fills(&mut self, stock_point: StockPointId, route: RouteId, place: Place, main: bool) {
        self.draft.fillings.push(Filling { stock_point, route, place, main });
    }

    /// Returns the stock point that fills each stock point by its main route.
    #[must_use]
    pub fn upstream(&self) -> Vec<Option<StockPointId>> {
        let mut upstream = vec![None; self.names.stock_points.len()];
        for Filling { stock_point, route, .. } in self.draft.fillings.iter().filter(|filling| filling.main) {
            let product = self.names.stock_points[stock_point.index()].product;
            let first = self.draft.routes[route.index()].0.first();
            upstream[stock_point.index()] = first.and_then(|first| self.stock_point_of(first, product));
        }
        upstream
    }

    /// Records that a stock point's rule uses its echelon, and whether it reviews continuously.
    pub fn sees_echelon(&mut self, stock_point: StockPointId, always: bool) {
        self.draft.echelons.push((stock_point, always));
    }

    /// Returns the echelons that rules use.
    #[must_use]
    pub fn echelons(&self) -> Echelons {
        Echelons::new(self.upstream(), &self.draft.echelons)
    }

    /// Records a queue, for the measures.
    ///
    /// # Panics
    /// If the kind of agent does not declare what its queue has.
    pub fn queues_at(&mut self, terms: SiteTerms) -> SiteId {
        let kind = self.names.agents[terms.agent.index()].0;
        let has = [(Duty::Queue, true), (Duty::Serve, terms.servers.is_some()), (Duty::TurnAway, terms.room.is_some())];
        for (duty, _) in has.into_iter().filter(|(_, has)| *has) {
            assert!(kind.does(duty), "`{kind}` does not declare `Duty::{duty:?}`");
        }
        self.draft.sites.push(terms);
        SiteId::from_index(self.draft.sites.len() - 1)
    }

    /// Records which agents a shock strikes and how; returns its index among all shocks.
    pub fn strikes(&mut self, strike: Strike) -> usize {
        self.draft.strikes.push(strike);
        self.draft.strikes.len() - 1
    }

    /// Records what an agent charges and how long it takes, for routing rules.
    pub fn offers(&mut self, agent: AgentId, service: Service) {
        self.draft.services.push((agent, service));
    }

    /// Reads the holding cost of goods in transit with an agent; returns whether the agent has one.
    ///
    /// # Panics
    /// If the kind of agent does not declare that it may have one.
    pub fn holds_under_way(&mut self, reader: &Reader<'_>, agent: AgentId) -> bool {
        let kind = self.names.agents[agent.index()].0;
        assert!(kind.does(Duty::Hold), "`{kind}` does not declare `Duty::Hold`");
        let rate = self.holding_rate(reader, "holding");
        self.draft.under_way.extend(rate.map(|rate| (agent, rate)));
        rate.is_some()
    }

    /// Records that orders are promised for a day.
    pub fn promises(&mut self) {
        self.draft.promises = true;
    }

    /// Records that a platform merges orders.
    pub fn merges(&mut self) {
        self.draft.merges = true;
    }

    /// Returns whether consumers substitute products that are out of stock. Markets record it.
    #[must_use]
    pub fn substitutes(&self) -> bool {
        self.draft.substitutes
    }

    /// Returns the stock points of a warehouse, with their rows.
    pub fn stock_points_of(
        &self,
        warehouse: AgentId,
    ) -> impl Iterator<Item = (StockPointId, ProductId, Reader<'a>)> + use<'a> {
        self.names.stock_points_of(warehouse)
    }

    /// Returns the demand rows of a market.
    pub fn demand_of(&self, market: AgentId) -> impl Iterator<Item = (ProductId, Reader<'a>)> + use<'a> {
        self.names.demand_of(market)
    }

    /// Returns a reader of an agent's table, without checks for unknown keys.
    #[must_use]
    pub fn agent_reader(&self, agent: AgentId) -> Reader<'a> {
        self.names.agent_reader(agent)
    }

    /// Returns the value of a key in the first entry of a kind, by name, that has it.
    #[must_use]
    pub fn said_by_any(&self, kind: &str, key: &'static str) -> Option<&'a Node> {
        self.names.said_by_any(kind, key)
    }

    /// Returns the products, each with the value of its `path`.
    pub fn product_paths(&self) -> impl Iterator<Item = (ProductId, Option<&'a Node>)> + use<'a> {
        self.names.product_paths()
    }

    /// Returns the rows of an entry that apply to a market, by name, group or `all`.
    pub fn rows_to_markets<'r>(&self, reader: &Reader<'r>, key: &'static str) -> Vec<(AgentId, Reader<'r>)> {
        self.names.rows_to_markets(reader, key)
    }

    /// Returns the random-number stream of a parameter, by its path.
    pub fn stream(&mut self, path: &str) -> StreamId {
        self.draft.streams.register(path)
    }
}
