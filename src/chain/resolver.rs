//! From the words of entries to the things they name. The resolver knows every name of the scenario before any entry is
//! read, gathers the problems, and hands out streams and ways. Each agent resolves itself with it.

use super::limits::Load;
use super::{CellName, Product, SiteTerms, Way, Window};
use crate::engine::StreamNames;
use crate::engine::law::Column;
use crate::text::{Code, Node, Place, Problem, Problems, Reader, Table, nearest};
use crate::units::{AgentId, CellId, Id, ProductId, Span, WayId};
use std::cell::{Cell, RefCell};

/// Kinds of agents that take orders; all others hold shipments. Only these may begin a way with goods of their own.
const TAKE_ORDERS: [&str; 2] = ["warehouse", "supplier"];
/// Kinds that may stand on a way after the first step.
const HOLD_SHIPMENTS: [&str; 3] = ["lane", "customs", "courier"];
/// Steps and paths that one way may be written with; paths of paths double quickly.
const MOST_STEPS: usize = 1000;

/// The names of a scenario's entries.
#[derive(Debug, Default)]
pub struct Names<'a> {
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
    names: Names<'a>,
    ways: RefCell<Vec<(Way, Place)>>,
    sources: RefCell<Vec<(CellId, WayId, Place)>>,
    sites: RefCell<Vec<SiteTerms>>,
    promises: Cell<bool>,
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
            names,
            ways: RefCell::default(),
            sources: RefCell::default(),
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

    /// The way that a list of steps, or one step, describes; paths are spliced in.
    pub fn way(&self, node: &Node) -> Option<WayId> {
        let mut splice = Splice::default();
        let sound = self.splice(node, &mut splice);
        if splice.words > MOST_STEPS {
            let cause = format!("with its paths, this way has more than {MOST_STEPS} steps");
            self.report(
                Problem::new(Code::TooLarge, node.place, cause).help("a path that names a path twice doubles it"),
            );
        }
        let steps = sound.then_some(splice.steps)?;
        if steps.is_empty() {
            let problem = Problem::new(Code::EmptyWay, node.place, "a way needs at least one step");
            self.report(problem.help("for instance `through = [\"warehouse.NAME\", \"courier.NAME\"]`"));
            return None;
        }
        let mut ordered = true;
        for (position, (agent, place)) in steps.iter().enumerate() {
            let (kind, name) = &self.names.agents[agent.index()];
            let first = position == 0;
            if HOLD_SHIPMENTS.contains(kind) || (first && TAKE_ORDERS.contains(kind)) {
                continue;
            }
            ordered = false;
            let problem = if TAKE_ORDERS.contains(kind) {
                Problem::new(Code::WayOrder, *place, format!("`{kind}.{name}` takes orders and must be the first step"))
                    .help("a warehouse in the middle is reached through its own `source`")
            } else {
                Problem::new(Code::WrongKind, *place, format!("a {kind} holds no goods and cannot be a step"))
                    .help("steps are warehouse, supplier, lane, customs, courier, or a path")
            };
            self.report(problem);
        }
        if !ordered {
            return None;
        }
        let from_stock = TAKE_ORDERS.contains(&self.names.agents[steps[0].0.index()].0);
        let mut ways = self.ways.borrow_mut();
        ways.push((Way { steps: steps.into_iter().map(|(agent, _)| agent).collect(), from_stock }, node.place));
        Some(WayId::from_index(ways.len() - 1))
    }

    fn splice(&self, node: &Node, splice: &mut Splice) -> bool {
        let mut sound = true;
        for item in node.items() {
            splice.words += 1;
            if splice.words > MOST_STEPS {
                return false;
            }
            let Some(word) = item.as_text() else {
                let cause = format!("a step is `\"kind.name\"`, not {}", item.type_name());
                self.report(Problem::new(Code::WrongType, item.place, cause));
                sound = false;
                continue;
            };
            match word.split_once('.') {
                Some(("path", name)) => sound &= self.splice_path(item, name, splice),
                Some((kind, name)) => match self.agent(kind, name) {
                    Some(agent) => splice.steps.push((agent, item.place)),
                    None => {
                        self.report(self.unknown_step(item.place, kind, name));
                        sound = false;
                    }
                },
                None => {
                    let bearers =
                        self.names.agents.iter().filter(|(_, n)| n == word).map(|(k, n)| format!("`{k}.{n}`"));
                    let bearers: Vec<String> = bearers.collect();
                    let mut problem = Problem::new(
                        Code::UnknownName,
                        item.place,
                        format!("a step names its kind; `{word}` does not"),
                    );
                    if !bearers.is_empty() {
                        problem = problem.help(format!("did you mean {}?", bearers.join(" or ")));
                    }
                    self.report(problem);
                    sound = false;
                }
            }
        }
        sound
    }

    fn splice_path(&self, item: &Node, name: &str, splice: &mut Splice) -> bool {
        if splice.inside.iter().any(|outer| outer == name) {
            let problem = Problem::new(Code::PathLoop, item.place, format!("`path.{name}` leads into itself"));
            self.report(problem.help("a path may hold other paths, but not one that it is part of"));
            return false;
        }
        let Some((_, path)) = self.names.paths.iter().find(|(known, _)| known == name) else {
            let known = self.names.paths.iter().map(|(known, _)| known.as_str());
            let problem = Problem::new(Code::UnknownName, item.place, format!("there is no path `{name}`"));
            let problem = problem.help(format!("add `[path.{name}]`"));
            self.report(problem.suggest(name, known));
            return false;
        };
        let Some(through) = path.get("through") else { return false };
        splice.inside.push(name.to_owned());
        let sound = self.splice(through, splice);
        splice.inside.pop();
        sound
    }

    fn unknown_step(&self, place: Place, kind: &str, name: &str) -> Problem {
        let agents = &self.names.agents;
        let cause = format!("there is no `{kind}.{name}`");
        let alike: Vec<&str> = agents.iter().filter(|(k, _)| *k == kind).map(|(_, n)| n.as_str()).collect();
        if alike.is_empty() {
            let all: Vec<String> = agents.iter().map(|(k, n)| format!("{k}.{n}")).collect();
            return Problem::new(Code::UnknownName, place, cause)
                .suggest(&format!("{kind}.{name}"), all.iter().map(String::as_str));
        }
        match nearest(name, alike.iter().copied()) {
            Some(near) => Problem::new(Code::UnknownName, place, cause).help(format!("did you mean `{kind}.{near}`?")),
            None => Problem::new(Code::UnknownName, place, cause).suggest(name, alike),
        }
    }

    /// The way of a path by its bare name.
    pub fn path(&self, node: &Node) -> Option<WayId> {
        let name = node.as_text().map(|name| name.strip_prefix("path.").unwrap_or(name));
        let Some(name) = name else {
            self.report(Problem::new(
                Code::WrongType,
                node.place,
                format!("the name of a path, not {}", node.type_name()),
            ));
            return None;
        };
        let step = crate::text::Value::Text(format!("path.{name}"));
        self.way(&Node { place: node.place, value: step })
    }

    /// The promise that a path makes.
    pub fn promise(&self, path: &Node) -> Option<Span> {
        let name = path.as_text()?;
        let name = name.strip_prefix("path.").unwrap_or(name);
        let (_, reader) = self.names.paths.iter().find(|(known, _)| known == name)?;
        let promise = self.time(reader, "promise");
        self.promises.set(self.promises.get() || promise.is_some());
        promise
    }

    /// The steps of a way.
    #[must_use]
    pub fn steps(&self, way: WayId) -> Way {
        self.ways.borrow()[way.index()].0.clone()
    }

    /// The cell that serves a product at the beginning of a way; a problem if a warehouse there has no row for it.
    pub fn serves(&self, way: WayId, product: ProductId) -> bool {
        let (first, place) = {
            let (way, place) = &self.ways.borrow()[way.index()];
            (way.steps[0], *place)
        };
        let (kind, name) = &self.names.agents[first.index()];
        if *kind != "warehouse" {
            return true;
        }
        let found = self.names.cells.iter().any(|(cell, _)| cell.warehouse == first && cell.product == product);
        if !found {
            let product = &self.names.products[product.index()].name;
            self.report(
                Problem::new(Code::NoStock, place, format!("`warehouse.{name}` holds no `{product}`"))
                    .help(format!("add a row `[stock.{name}.{product}]`, or take the product out of the mix")),
            );
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

/// A way being put together.
#[derive(Debug, Default)]
struct Splice {
    steps: Vec<(AgentId, Place)>,
    /// The paths that the next step stands in.
    inside: Vec<String>,
    /// Steps and paths met so far.
    words: usize,
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
