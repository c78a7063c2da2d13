//! From the words of entries to the things they name. The resolver knows every name of the scenario before any entry is
//! read, gathers the problems, and hands out streams and ways. Each agent resolves itself with it.

use super::limits::Load;
use super::lookup::Lookup;
use super::{CellName, Product, Role, SiteTerms, Way, Window};
use crate::engine::StreamNames;
use crate::engine::law::Column;
use crate::text::{Code, Node, Place, Problem, Problems, Reader, Table};
use crate::units::{AgentId, CellId, Id, ProductId, Span, WayId};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

/// The names of a scenario's entries.
#[derive(Debug, Default)]
pub struct Names<'a> {
    /// What each kind of agent is on a way.
    pub roles: &'static [(&'static str, Role)],
    /// Everyone who acts: kind and name, in the order of their identities.
    pub agents: Vec<(&'static str, String)>,
    /// What is sold, by name.
    pub products: Vec<Product>,
    /// The stock cells, in the order of warehouse and product, with the tables that describe each.
    pub cells: Vec<(CellName, RowLayers<'a>)>,
    /// Demand rows, in the order of market and product.
    pub demand: Vec<(AgentId, ProductId, RowLayers<'a>)>,
    /// Paths: name and what reads them.
    pub paths: Vec<(String, Reader<'a>)>,
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
    /// Where in the week, from Monday 00:00, the run starts.
    pub start_of_week: Span,
    /// The date of the first day, in days since 1 January 1970; 0 where the run has no date.
    pub first_day: i64,
    /// What is measured.
    pub window: Window,
    pub(super) names: Names<'a>,
    pub(super) lookup: Lookup,
    pub(super) ways: RefCell<Vec<(Way, Place)>>,
    sources: RefCell<Vec<(CellId, WayId, Place)>>,
    /// Products that are asked of a warehouse which has no row for them, by the way that leads there.
    pub(super) missing: RefCell<BTreeMap<(Place, AgentId), BTreeSet<ProductId>>>,
    sites: RefCell<Vec<SiteTerms>>,
    pub(super) promises: Cell<bool>,
    columns: ColumnSource<'a>,
    pub(super) load: Cell<Load>,
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
            start_of_week: Span::ZERO,
            first_day: 0,
            window: Window::default(),
            lookup: Lookup::new(&names),
            names,
            ways: RefCell::default(),
            sources: RefCell::default(),
            missing: RefCell::default(),
            sites: RefCell::default(),
            promises: Cell::new(false),
            columns,
            load: Cell::default(),
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
