//! The names of a scenario, known before any entry is read.

use super::records::DataFiles;
use crate::chain::{Duty, Groups, Kind};
use crate::text::{KeySpec, Node, Place, Reader, Table};
use crate::units::{AgentId, Id, ProductId, StockPointId};
use std::ops::Range;

/// Every entry of a scenario: its kind, its group, and the tables that describe it.
#[derive(Debug, Default)]
pub struct Names<'a> {
    /// Every kind of agent, in the order of the register.
    pub kinds: &'static [Kind],
    /// The names of the rules that choose among routes and carriers.
    pub rules: &'static [&'static str],
    /// Kind and name of the agents, indexed by identity.
    pub agents: Vec<(Kind, String)>,
    /// The names of the products.
    pub products: Vec<String>,
    /// The tables that describe the products, by name.
    pub product_tables: Vec<RowLayers<'a>>,
    /// The tables that describe the agents.
    pub agent_tables: Vec<RowLayers<'a>>,
    /// The groups of the agents.
    pub group_of: Vec<Option<String>>,
    /// The stock points, ordered by warehouse and product.
    pub stock_points: Vec<StockPointEntry<'a>>,
    /// The demand rows, ordered by market and product.
    pub demand: Vec<(AgentId, ProductId, RowLayers<'a>)>,
    /// Paths: name and reader.
    pub paths: Vec<(String, Reader<'a>)>,
    /// Places: name and reader.
    pub places: Vec<(String, Reader<'a>)>,
    /// Calendars: name and reader.
    pub calendars: Vec<(String, Reader<'a>)>,
    /// Seasons: name and reader.
    pub seasons: Vec<(String, Reader<'a>)>,
    /// Promotions: name and reader.
    pub promotions: Vec<(String, Reader<'a>)>,
    /// Windows: name and reader.
    pub windows: Vec<(String, Reader<'a>)>,
    /// The groups of markets, warehouses and products.
    pub groups: Groups,
    /// The data files of the scenario.
    pub files: DataFiles<'a>,
}

/// A stock point: one product in one warehouse.
#[derive(Clone, Debug)]
pub struct StockPointEntry<'a> {
    /// The warehouse.
    pub warehouse: AgentId,
    /// The product.
    pub product: ProductId,
    /// `WAREHOUSE.PRODUCT`.
    pub name: String,
    /// The tables that describe it.
    pub layers: RowLayers<'a>,
}

/// The tables that describe a row, nearest first, with its path and place.
#[derive(Clone, Debug)]
pub struct RowLayers<'a> {
    /// The row's path, for example `stock.beilun.formula`.
    pub path: String,
    /// Where it is written.
    pub place: Place,
    /// The tables, nearest first.
    pub layers: Vec<&'a Table>,
    /// Whether the first table applies to this row alone.
    pub alone: bool,
    /// The keys that it takes.
    pub keys: &'static [KeySpec],
}

impl<'a> RowLayers<'a> {
    /// Returns a reader of the row.
    #[must_use]
    pub fn reader(&self) -> Reader<'a> {
        Reader::new(self.path.clone(), self.place, self.layers.clone(), self.keys).alone(self.alone)
    }
}

/// Stock points are sorted by warehouse and product, demand rows by market and product, so those of one warehouse or
/// market are contiguous.
impl<'a> Names<'a> {
    pub(super) fn range_of_stock_points(&self, warehouse: AgentId) -> Range<usize> {
        let first = self.stock_points.partition_point(|stock_point| stock_point.warehouse < warehouse);
        first..self.stock_points.partition_point(|stock_point| stock_point.warehouse <= warehouse)
    }

    pub(super) fn range_of_demand(&self, market: AgentId) -> Range<usize> {
        let first = self.demand.partition_point(|(at, ..)| *at < market);
        first..self.demand.partition_point(|(at, ..)| *at <= market)
    }

    pub(super) fn place_of_stock_point(&self, warehouse: AgentId, product: ProductId) -> Option<usize> {
        self.stock_points
            .binary_search_by_key(&(warehouse, product), |stock_point| (stock_point.warehouse, stock_point.product))
            .ok()
    }

    /// Returns the stock points of a warehouse, with their rows.
    pub fn stock_points_of(
        &'a self,
        warehouse: AgentId,
    ) -> impl Iterator<Item = (StockPointId, ProductId, Reader<'a>)> + use<'a> {
        self.range_of_stock_points(warehouse).map(|index| {
            let stock_point = &self.stock_points[index];
            (StockPointId::from_index(index), stock_point.product, stock_point.layers.reader())
        })
    }

    /// Returns the demand rows of a market.
    pub fn demand_of(&'a self, market: AgentId) -> impl Iterator<Item = (ProductId, Reader<'a>)> + use<'a> {
        self.demand[self.range_of_demand(market)].iter().map(|(_, product, row)| (*product, row.reader()))
    }

    /// Returns a reader of an agent's table, without checks for unknown keys.
    #[must_use]
    pub fn agent_reader(&self, agent: AgentId) -> Reader<'a> {
        self.agent_tables[agent.index()].reader()
    }

    /// Returns the value of a key in the first entry of a kind, by name, that has it.
    #[must_use]
    pub fn said_by_any(&self, kind: &str, key: &'static str) -> Option<&'a Node> {
        let agents = self.agents.iter().zip(&self.agent_tables);
        agents.filter(|((known, _), _)| known.name == kind).find_map(|(_, table)| table.reader().get(key))
    }

    /// Returns the products, each with the value of its `path`.
    pub fn product_paths(&'a self) -> impl Iterator<Item = (ProductId, Option<&'a Node>)> + use<'a> {
        let paths = self.product_tables.iter().map(|table| table.reader().get("path"));
        paths.enumerate().map(|(index, path)| (ProductId::from_index(index), path))
    }

    /// Returns the rows of an entry that apply to a market, by name, group or `all`.
    pub fn rows_to_markets<'r>(&self, reader: &Reader<'r>, key: &'static str) -> Vec<(AgentId, Reader<'r>)> {
        let agents = self.agents.iter().zip(&self.group_of).enumerate();
        let markets = agents.filter(|(_, ((kind, _), _))| kind.does(Duty::Buy));
        let row = |(index, ((_, name), group)): (usize, (&(Kind, String), &Option<String>))| {
            let names: Vec<&str> = [name.as_str()].into_iter().chain(group.as_deref()).chain(["all"]).collect();
            Some((AgentId::from_index(index), reader.row(key, name, &names)?))
        };
        markets.filter_map(row).collect()
    }
}
