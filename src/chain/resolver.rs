//! From the words of entries to the things they name. The resolver knows every name of the scenario before any entry is
//! read, gathers the problems, and hands out streams and ways. Each agent resolves itself with it.

use super::calendar::{Clock, Locality, Opening};
use super::limits::Load;
use super::season::{Known, Promotion, Season};
use super::{CellName, Expected, Product, Role, SiteTerms, Way, Window};
use crate::engine::StreamNames;
use crate::engine::law::Column;
use crate::text::{Place, Problem, Problems, Reader, Table};
use crate::units::{AgentId, CellId, Id, ProductId, WayId};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The names of a scenario's entries.
#[derive(Debug, Default)]
pub struct Names<'a> {
    /// What each kind of agent is on a way.
    pub roles: &'static [(&'static str, Role)],
    /// Everyone who acts: kind and name, in the order of their identities.
    pub agents: Vec<(&'static str, String)>,
    /// What is sold, by name.
    pub products: Vec<Product>,
    /// The stock cells, by warehouse and product, with the tables that describe each.
    pub cells: Vec<(CellName, RowLayers<'a>)>,
    /// Demand rows, by market and product.
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
}

impl<'a> RowLayers<'a> {
    /// A reader of the row.
    #[must_use]
    pub fn reader(&self) -> Reader<'a> {
        Reader::new(self.path.clone(), self.place, self.layers.clone())
    }
}

/// Reads a column of a data file: file, column.
pub type ColumnSource<'a> = &'a dyn Fn(&str, &str) -> Result<Column, String>;

/// Gives words their meaning.
pub struct Resolver<'a> {
    /// What the user must mend.
    pub problems: RefCell<Problems>,
    /// The streams asked for so far.
    pub streams: RefCell<StreamNames>,
    /// The code of the ledger's currency.
    pub currency: String,
    /// When time 0 is.
    pub clock: Clock,
    /// What is measured.
    pub window: Window,
    pub(super) names: Names<'a>,
    pub(super) ways: RefCell<Vec<(Way, Place)>>,
    sources: RefCell<Vec<(CellId, WayId, Place)>>,
    sites: RefCell<Vec<SiteTerms>>,
    pub(super) promises: Cell<bool>,
    columns: ColumnSource<'a>,
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
            clock: Clock::default(),
            window: Window::default(),
            names,
            ways: RefCell::default(),
            sources: RefCell::default(),
            sites: RefCell::default(),
            promises: Cell::new(false),
            columns,
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
    /// Why it cannot be read.
    pub fn column(&self, file: &str, column: &str) -> Result<Column, String> {
        (self.columns)(file, column)
    }

    pub(super) fn columns(&self) -> ColumnSource<'a> {
        self.columns
    }

    /// The agent of a kind and name.
    #[must_use]
    pub fn agent(&self, kind: &str, name: &str) -> Option<AgentId> {
        self.names.agents.iter().position(|(k, n)| *k == kind && n == name).map(AgentId::from_index)
    }

    /// A product by name.
    #[must_use]
    pub fn product(&self, name: &str) -> Option<ProductId> {
        self.names.products.iter().position(|product| product.name == name).map(ProductId::from_index)
    }

    /// The cells of a warehouse, with their rows.
    pub fn cells_of(&self, warehouse: AgentId) -> impl Iterator<Item = (CellId, &CellName, Reader<'a>)> {
        self.names
            .cells
            .iter()
            .enumerate()
            .filter(move |(_, (cell, _))| cell.warehouse == warehouse)
            .map(|(index, (cell, row))| (CellId::from_index(index), cell, row.reader()))
    }

    /// The demand rows of a market.
    pub fn demand_of(&self, market: AgentId) -> impl Iterator<Item = (ProductId, Reader<'a>)> {
        let rows = self.names.demand.iter().filter(move |(at, ..)| *at == market);
        rows.map(|(_, product, row)| (*product, row.reader()))
    }

    /// Notes the way on which a cell is filled.
    pub fn fills(&self, cell: CellId, way: WayId, place: Place) {
        self.sources.borrow_mut().push((cell, way, place));
    }

    /// The ways by which cells are filled.
    #[must_use]
    pub fn sources(&self) -> Vec<(CellId, WayId, Place)> {
        self.sources.borrow().clone()
    }

    /// Notes a place with a queue, for the measures.
    pub fn queues_at(&self, site: SiteTerms) {
        self.sites.borrow_mut().push(site);
    }

    /// Notes that orders are promised for a day.
    pub fn promises(&self) {
        self.promises.set(true);
    }

    /// Everything learnt from the entries.
    #[must_use]
    pub fn into_learnt(self) -> Learnt<'a> {
        Learnt {
            problems: self.problems.into_inner(),
            streams: self.streams.into_inner(),
            ways: self.ways.into_inner().into_iter().map(|(way, _)| way).collect(),
            sites: self.sites.into_inner(),
            promises: self.promises.get(),
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
    /// The places with a queue.
    pub sites: Vec<SiteTerms>,
    /// Whether orders are promised for a day.
    pub promises: bool,
    /// The names.
    pub names: Names<'a>,
}
