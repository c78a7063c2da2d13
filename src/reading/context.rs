//! What readers take: the names of the scenario, the draft of its network, and the problems found so far. Readers take it
//! as `&mut Reading`, report what is wrong, and return what they read.

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
    /// What was known before anything was read.
    pub names: &'a Names<'a>,
    /// What has been read so far.
    pub draft: Draft,
    /// What the user must fix.
    pub problems: Problems,
    /// The code of the ledger's currency.
    pub currency: String,
    /// What one unit of other currencies costs in it.
    pub fx: Vec<(String, Dated<f64>)>,
    pub(super) exchanged_at: SimTime,
    /// When time 0 is.
    pub clock: Clock,
    /// What is measured.
    pub window: Window,
    /// What is sold; of each only the name is known until all have been read.
    pub products: Arc<[Product]>,
    pub(super) lookup: Lookup,
    pub(super) places: Vec<Arc<Locality>>,
    pub(super) calendars: Vec<Arc<Opening>>,
    pub(super) seasons: Arc<[Season]>,
    pub(super) promotions: Arc<[Promotion]>,
}

impl<'a> Reading<'a> {
    /// The reading of a scenario with these names.
    #[must_use]
    pub fn new(names: &'a Names<'a>, problems: Problems) -> Self {
        Self {
            names,
            draft: Draft::default(),
            problems,
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

    /// Notes a problem.
    pub fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Refuses what nobody asked for in an entry.
    pub fn finish(&mut self, reader: &Reader<'_>) {
        reader.finish(&mut self.problems);
    }

    /// The names.
    #[must_use]
    pub fn names(&self) -> &'a Names<'a> {
        self.names
    }

    /// The agent of a kind and name.
    #[must_use]
    pub fn agent(&self, kind: &str, name: &str) -> Option<AgentId> {
        self.lookup.agent(kind, name)
    }

    /// A product by name.
    #[must_use]
    pub fn product(&self, name: &str) -> Option<ProductId> {
        self.lookup.product(name)
    }

    /// Whether a product has a demand row, in any market.
    #[must_use]
    pub fn has_demand_row(&self, product: ProductId) -> bool {
        self.lookup.is_apart(product)
    }

    /// The stock point of a product in a warehouse.
    #[must_use]
    pub fn stock_point_of(&self, warehouse: AgentId, product: ProductId) -> Option<StockPointId> {
        self.names.place_of_stock_point(warehouse, product).map(StockPointId::from_index)
    }

    /// Refuses rows for markets that do not exist.
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

    /// Notes a way on which a stock point is filled, and whether it is the main one.
    pub fn fills(&mut self, stock_point: StockPointId, route: RouteId, place: Place, main: bool) {
        self.draft.fillings.push(Filling { stock_point, route, place, main });
    }

    /// From which other stock point each stock point is filled, by its main way.
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

    /// Notes that the rule of a stock point sees its echelon, and whether it watches all the time.
    pub fn sees_echelon(&mut self, stock_point: StockPointId, always: bool) {
        self.draft.echelons.push((stock_point, always));
    }

    /// The echelons that rules see.
    #[must_use]
    pub fn echelons(&self) -> Echelons {
        Echelons::new(self.upstream(), &self.draft.echelons)
    }

    /// Notes a place with a queue, for the measures.
    pub fn queues_at(&mut self, terms: SiteTerms) -> SiteId {
        self.draft.sites.push(terms);
        SiteId::from_index(self.draft.sites.len() - 1)
    }

    /// Notes whom a shock strikes, and what it does to them; returns its place among all shocks.
    pub fn strikes(&mut self, strike: Strike) -> usize {
        self.draft.strikes.push(strike);
        self.draft.strikes.len() - 1
    }

    /// Notes what one who acts charges and how long it takes, for choices.
    pub fn offers(&mut self, agent: AgentId, service: Service) {
        self.draft.services.push((agent, service));
    }

    /// What goods under way with one who acts cost by the time they take, if it says so; true if it does.
    pub fn holds_under_way(&mut self, reader: &Reader<'_>, agent: AgentId) -> bool {
        let rate = self.holding_rate(reader, "holding");
        self.draft.under_way.extend(rate.map(|rate| (agent, rate)));
        rate.is_some()
    }

    /// Notes that orders are promised for a day.
    pub fn promises(&mut self) {
        self.draft.promises = true;
    }

    /// Whether consumers take other products instead of what is not on the shelf; markets announce it.
    #[must_use]
    pub fn substitutes(&self) -> bool {
        self.draft.substitutes
    }

    /// The stock points of a warehouse, with their rows.
    pub fn stock_points_of(
        &self,
        warehouse: AgentId,
    ) -> impl Iterator<Item = (StockPointId, ProductId, Reader<'a>)> + use<'a> {
        self.names.stock_points_of(warehouse)
    }

    /// The demand rows of a market.
    pub fn demand_of(&self, market: AgentId) -> impl Iterator<Item = (ProductId, Reader<'a>)> + use<'a> {
        self.names.demand_of(market)
    }

    /// What reads the table of an agent; nobody refuses its keys.
    #[must_use]
    pub fn agent_reader(&self, agent: AgentId) -> Reader<'a> {
        self.names.agent_reader(agent)
    }

    /// What the first of a kind, by name, says under a key.
    #[must_use]
    pub fn said_by_any(&self, kind: &str, key: &'static str) -> Option<&'a Node> {
        self.names.said_by_any(kind, key)
    }

    /// The products, each with what it says of its path.
    pub fn product_paths(&self) -> impl Iterator<Item = (ProductId, Option<&'a Node>)> + use<'a> {
        self.names.product_paths()
    }

    /// The rows of an entry for each market that has one, by name, by group or as `all`.
    pub fn rows_to_markets<'r>(&self, reader: &Reader<'r>, key: &'static str) -> Vec<(AgentId, Reader<'r>)> {
        self.names.rows_to_markets(reader, key)
    }

    /// The stream of random numbers of a parameter, by its path.
    pub fn stream(&mut self, path: &str) -> StreamId {
        self.draft.streams.register(path)
    }
}
