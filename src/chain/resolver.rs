//! From the words of entries to the things they name. The resolver knows every name of the scenario before any entry is
//! read, gathers the problems, and hands out streams and ways. Each agent resolves itself with it.

use super::calendar::{Clock, Locality, Opening};
use super::limits::Load;
use super::lookup::Lookup;
use super::records::{RecordSource, no_files};
use super::season::{Known, Promotion, Season};
use super::{
    CellName, Choice, Dated, Echelons, Expected, Product, Role, Service, SiteTerms, Strike, Way, Window, YearToDate,
};
use crate::engine::StreamNames;
use crate::engine::law::ReadColumn;
use crate::text::{Code, KeySpec, Node, Place, Problem, Problems, Reader, Table};
use crate::units::{AgentId, CellId, HoldingRate, Id, ProductId, SimTime, SiteId, Size, WayId};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The names of a scenario's entries.
#[derive(Debug, Default)]
pub struct Names<'a> {
    /// What each kind of agent is on a way.
    pub roles: &'static [(&'static str, Role)],
    /// The names of the rules that choose among ways and carriers.
    pub rules: &'static [&'static str],
    /// Everyone who acts: kind and name, in the order of their identities.
    pub agents: Vec<(&'static str, String)>,
    /// What is sold, by name.
    pub products: Vec<Product>,
    /// The tables that describe the products, by name.
    pub product_tables: Vec<RowLayers<'a>>,
    /// The tables that describe everyone who acts.
    pub agent_tables: Vec<RowLayers<'a>>,
    /// The group of everyone who acts.
    pub group_of: Vec<Option<String>>,
    /// The stock cells, in the order of warehouse and product, with the tables that describe each.
    pub cells: Vec<(CellName, RowLayers<'a>)>,
    /// Demand rows, in the order of market and product.
    pub demand: Vec<(AgentId, ProductId, RowLayers<'a>)>,
    /// Paths: name and what reads them.
    pub paths: Vec<(String, Reader<'a>)>,
    /// Places, calendars, seasons and promotions: name and what reads them.
    pub places: Vec<(String, Reader<'a>)>,
    /// As above.
    pub calendars: Vec<(String, Reader<'a>)>,
    /// As above.
    pub seasons: Vec<(String, Reader<'a>)>,
    /// As above.
    pub promotions: Vec<(String, Reader<'a>)>,
    /// Groups: kind, name, and the members by their identities.
    pub groups: Vec<(&'static str, String, Vec<usize>)>,
}

/// The tables that describe a row, nearest first, with its path and place.
#[derive(Clone, Debug)]
pub struct RowLayers<'a> {
    /// The row's path, for instance `stock.beilun.formula`.
    pub path: String,
    /// Where it stands.
    pub place: Place,
    /// Nearest first.
    pub layers: Vec<&'a Table>,
    /// Whether the first of them speaks for this row alone.
    pub alone: bool,
    /// The keys that it takes.
    pub keys: &'static [KeySpec],
}

impl<'a> RowLayers<'a> {
    /// A reader of the row.
    #[must_use]
    pub fn reader(&self) -> Reader<'a> {
        Reader::new(self.path.clone(), self.place, self.layers.clone(), self.keys).alone(self.alone)
    }
}

/// Reads a column of a data file: file, column.
pub type ColumnSource<'a> = &'a dyn Fn(&str, &str) -> ReadColumn;

/// Gives words their meaning.
pub struct Resolver<'a> {
    /// What the user must mend.
    pub problems: RefCell<Problems>,
    /// The streams asked for so far.
    pub streams: RefCell<StreamNames>,
    /// The code of the ledger's currency.
    pub currency: String,
    /// What one unit of other currencies costs in it.
    pub fx: Vec<(String, Dated<f64>)>,
    pub(super) exchanged_at: Cell<SimTime>,
    /// When time 0 is.
    pub clock: Clock,
    /// What is measured.
    pub window: Window,
    pub(super) names: Names<'a>,
    pub(super) lookup: Lookup,
    pub(super) ways: RefCell<Vec<(Way, Place)>>,
    pub(super) path_ways: RefCell<BTreeMap<String, Option<WayId>>>,
    pub(super) main_ways: RefCell<BTreeMap<(AgentId, Option<ProductId>), WayId>>,
    pub(super) platforms: RefCell<BTreeMap<AgentId, AgentId>>,
    pub(super) ahead: RefCell<Vec<(CellId, Place)>>,
    pub(super) choices: RefCell<Vec<Choice>>,
    pub(super) year_to_date: RefCell<Vec<YearToDate>>,
    pub(super) services: RefCell<Vec<(AgentId, Service)>>,
    under_way: RefCell<Vec<(AgentId, HoldingRate)>>,
    sources: RefCell<Vec<(CellId, WayId, Place, bool)>>,
    echelons: RefCell<Vec<(CellId, bool)>>,
    /// Products that are asked of a warehouse which has no row for them, by the way that leads there.
    pub(super) missing: RefCell<BTreeMap<(Place, AgentId), BTreeSet<ProductId>>>,
    /// What a departure takes, of those that leave by timetable, and what is asked of them that they do not take.
    pub(super) rooms: RefCell<BTreeMap<AgentId, Size>>,
    pub(super) misfits: RefCell<BTreeMap<AgentId, BTreeSet<ProductId>>>,
    /// The paths that some way has met.
    pub(super) met: RefCell<BTreeSet<String>>,
    sites: RefCell<Vec<SiteTerms>>,
    strikes: RefCell<Vec<Strike>>,
    pub(super) promises: Cell<bool>,
    substitutes: Cell<bool>,
    columns: ColumnSource<'a>,
    /// Reads data files row by row.
    pub record_source: RecordSource<'a>,
    pub(super) load: Cell<Load>,
    pub(super) places: Vec<Locality>,
    pub(super) calendars: Vec<Arc<Opening>>,
    pub(super) seasons: Vec<Season>,
    pub(super) promotions: Vec<Promotion>,
    pub(super) profiles: RefCell<Vec<Known>>,
    pub(super) expected: RefCell<BTreeMap<ProductId, Vec<Expected>>>,
}

impl std::fmt::Debug for Resolver<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Resolver").field("names", &self.names).finish_non_exhaustive()
    }
}

impl<'a> Resolver<'a> {
    /// A resolver for these names.
    #[must_use]
    pub fn new(names: Names<'a>, problems: Problems, columns: ColumnSource<'a>) -> Self {
        Self {
            problems: RefCell::new(problems),
            streams: RefCell::default(),
            currency: "CNY".to_owned(),
            fx: Vec::new(),
            exchanged_at: Cell::new(SimTime::ZERO),
            clock: Clock::default(),
            window: Window::default(),
            lookup: Lookup::new(&names),
            names,
            ways: RefCell::default(),
            path_ways: RefCell::default(),
            main_ways: RefCell::default(),
            platforms: RefCell::default(),
            ahead: RefCell::default(),
            choices: RefCell::default(),
            year_to_date: RefCell::default(),
            services: RefCell::default(),
            under_way: RefCell::default(),
            sources: RefCell::default(),
            echelons: RefCell::default(),
            missing: RefCell::default(),
            rooms: RefCell::default(),
            misfits: RefCell::default(),
            met: RefCell::default(),
            sites: RefCell::default(),
            strikes: RefCell::default(),
            promises: Cell::new(false),
            substitutes: Cell::new(false),
            columns,
            record_source: &no_files,
            load: Cell::default(),
            places: Vec::new(),
            calendars: Vec::new(),
            seasons: Vec::new(),
            promotions: Vec::new(),
            profiles: RefCell::default(),
            expected: RefCell::default(),
        }
    }

    /// Says what is known of the products, whose names were known before.
    pub fn describe_products(&mut self, products: Vec<Product>) {
        self.names.products = products;
    }

    /// Notes a problem.
    pub fn report(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    /// Refuses what nobody asked for in an entry.
    pub fn finish(&self, reader: &Reader<'_>) {
        reader.finish(&mut self.problems.borrow_mut());
    }

    /// The names.
    #[must_use]
    pub fn names(&self) -> &Names<'a> {
        &self.names
    }

    /// A column of numbers of a data file, with the unit of its header.
    ///
    /// # Errors
    /// Why it cannot be read, and what kind of problem that is.
    pub fn column(&self, file: &str, column: &str) -> ReadColumn {
        (self.columns)(file, column)
    }

    pub(super) fn columns(&self) -> ColumnSource<'a> {
        self.columns
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

    /// The cell of a product in a warehouse.
    #[must_use]
    pub fn cell_of(&self, warehouse: AgentId, product: ProductId) -> Option<CellId> {
        self.names.cell_of(warehouse, product).map(CellId::from_index)
    }

    /// What reads the table of one who acts; nobody refuses its keys.
    #[must_use]
    pub fn agent_reader(&self, agent: AgentId) -> Reader<'a> {
        self.names.agent_tables[agent.index()].reader()
    }

    /// What the first of a kind, by name, says under a key.
    #[must_use]
    pub fn said_by_any(&self, kind: &str, key: &'static str) -> Option<&'a Node> {
        let agents = self.names.agents.iter().zip(&self.names.agent_tables);
        agents.filter(|((known, _), _)| *known == kind).find_map(|(_, table)| table.reader().get(key))
    }

    /// The products, each with what it says of its path.
    pub fn product_paths(&self) -> impl Iterator<Item = (ProductId, Option<&'a Node>)> {
        let paths = self.names.product_tables.iter().map(|table| table.reader().get("path"));
        paths.enumerate().map(|(index, path)| (ProductId::from_index(index), path))
    }

    /// The rows of an entry for each market that has one, by name, by group or as `all`.
    pub fn rows_to_markets<'r>(&self, reader: &Reader<'r>, key: &'static str) -> Vec<(AgentId, Reader<'r>)> {
        let agents = self.names.agents.iter().zip(&self.names.group_of).enumerate();
        let markets = agents.filter(|(_, ((kind, _), _))| *kind == "market");
        let row = |(index, ((_, name), group)): (usize, (&(&str, String), &Option<String>))| {
            let names: Vec<&str> = [name.as_str()].into_iter().chain(group.as_deref()).chain(["all"]).collect();
            Some((AgentId::from_index(index), reader.row(key, name, &names)?))
        };
        markets.filter_map(row).collect()
    }

    /// Refuses rows for markets that do not exist.
    pub fn refuse_unknown_markets(&self, reader: &Reader<'_>, key: &'static str) {
        let agents = self.names.agents.iter().zip(&self.names.group_of);
        let markets = agents.filter(|((kind, _), _)| *kind == "market");
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

    /// The cells of a warehouse, with their rows.
    pub fn cells_of(&self, warehouse: AgentId) -> impl Iterator<Item = (CellId, &CellName, Reader<'a>)> {
        self.names.cells_of(warehouse).map(|index| {
            let (cell, row) = &self.names.cells[index];
            (CellId::from_index(index), cell, row.reader())
        })
    }

    /// The demand rows of a market.
    pub fn demand_of(&self, market: AgentId) -> impl Iterator<Item = (ProductId, Reader<'a>)> {
        self.names.demand[self.names.demand_of(market)].iter().map(|(_, product, row)| (*product, row.reader()))
    }

    /// Notes a way on which a cell is filled, and whether it is the main one.
    pub fn fills(&self, cell: CellId, way: WayId, place: Place, main: bool) {
        self.sources.borrow_mut().push((cell, way, place, main));
    }

    /// The ways by which cells are filled, and whether each is the main one of its cell.
    #[must_use]
    pub fn sources(&self) -> Vec<(CellId, WayId, Place, bool)> {
        self.sources.borrow().clone()
    }

    /// From which other cell each cell is filled, by its main way.
    #[must_use]
    pub fn upstream(&self) -> Vec<Option<CellId>> {
        let mut upstream = vec![None; self.names.cells.len()];
        for (cell, way, _, _) in self.sources.borrow().iter().filter(|(.., main)| *main) {
            let product = self.names.cells[cell.index()].0.product;
            let first = self.ways.borrow()[way.index()].0.first();
            upstream[cell.index()] = first.and_then(|first| self.cell_of(first, product));
        }
        upstream
    }

    /// Notes that the rule of a cell sees its echelon, and whether it watches all the time.
    pub fn sees_echelon(&self, cell: CellId, always: bool) {
        self.echelons.borrow_mut().push((cell, always));
    }

    /// The echelons that rules see.
    #[must_use]
    pub fn echelons(&self) -> Echelons {
        Echelons::new(self.upstream(), &self.echelons.borrow())
    }

    /// Notes a place with a queue, for the measures.
    pub fn queues_at(&self, terms: SiteTerms) -> SiteId {
        let mut sites = self.sites.borrow_mut();
        sites.push(terms);
        SiteId::from_index(sites.len() - 1)
    }

    /// Notes whom a shock strikes, and what it does to them; returns its place among all shocks.
    pub fn strikes(&self, strike: Strike) -> usize {
        let mut strikes = self.strikes.borrow_mut();
        strikes.push(strike);
        strikes.len() - 1
    }

    /// Notes what one who acts charges and how long it takes, for choices.
    pub fn offers(&self, agent: AgentId, service: Service) {
        self.services.borrow_mut().push((agent, service));
    }

    /// What goods under way with one who acts cost by the time they take, if it says so; true if it does.
    pub fn holds_under_way(&self, reader: &Reader<'_>, agent: AgentId) -> bool {
        let rate = self.holding_rate(reader, "holding");
        self.under_way.borrow_mut().extend(rate.map(|rate| (agent, rate)));
        rate.is_some()
    }

    /// Notes that orders are promised for a day.
    pub fn promises(&self) {
        self.promises.set(true);
    }

    /// Notes that consumers take other products instead of what is not on the shelf.
    pub fn takes_substitutes(&self) {
        self.substitutes.set(true);
    }

    /// Whether consumers do; markets are read before whoever serves them.
    #[must_use]
    pub fn substitutes(&self) -> bool {
        self.substitutes.get()
    }

    /// Everything learnt from the entries.
    #[must_use]
    pub fn into_learnt(self) -> Learnt<'a> {
        Learnt {
            problems: self.problems.into_inner(),
            streams: self.streams.into_inner(),
            ways: self.ways.into_inner().into_iter().map(|(way, _)| way).collect(),
            choices: self.choices.into_inner(),
            year_to_date: self.year_to_date.into_inner(),
            services: self.services.into_inner(),
            under_way: self.under_way.into_inner(),
            sites: self.sites.into_inner(),
            strikes: self.strikes.into_inner(),
            promises: self.promises.get(),
            substitutes: self.substitutes.get(),
            names: self.names,
        }
    }
}

/// What a resolver has learnt when every entry has been read.
#[derive(Debug)]
pub struct Learnt<'a> {
    /// What the user must mend.
    pub problems: Problems,
    /// The streams of random numbers.
    pub streams: StreamNames,
    /// The ways.
    pub ways: Vec<Way>,
    /// The choices that steps may be.
    pub choices: Vec<Choice>,
    /// What consumers had imported before, by market.
    pub year_to_date: Vec<YearToDate>,
    /// What everyone offers who said so.
    pub services: Vec<(AgentId, Service)>,
    /// What goods under way cost by the time they take.
    pub under_way: Vec<(AgentId, HoldingRate)>,
    /// The places with a queue.
    pub sites: Vec<SiteTerms>,
    /// Whom each shock strikes.
    pub strikes: Vec<Strike>,
    /// Whether orders are promised for a day.
    pub promises: bool,
    /// Whether consumers take other products instead of what is not on the shelf.
    pub substitutes: bool,
    /// The names.
    pub names: Names<'a>,
}
