//! The entries of a scenario by kind, and the names known before any of them is read.

use super::document::{Document, Entry};
use super::products;
use super::rows::{Pair, rows};
use crate::agent::{DEMAND, PROPERTIES, STOCK, keys_of};
use crate::chain::{Group, Groups, Kind};
use crate::policy::route;
use crate::reading::{CALENDAR, DataFiles, Names, PATH, PLACE, PROMOTION, SEASON, StockPointEntry, WINDOW};
use crate::text::{KeySpec, Problems, Reader};
use crate::units::{AgentId, Id, ProductId};

/// The entries of a scenario.
pub(super) struct Entries<'a> {
    /// Kind and entry of the agents, indexed by identity.
    pub(super) agents: Vec<(Kind, Entry<'a>)>,
    /// The products, indexed by identity.
    pub(super) products: Vec<Entry<'a>>,
    /// The paths.
    pub(super) paths: Vec<Entry<'a>>,
    places: Vec<Entry<'a>>,
    calendars: Vec<Entry<'a>>,
    seasons: Vec<Entry<'a>>,
    promotions: Vec<Entry<'a>>,
    windows: Vec<Entry<'a>>,
}

impl<'a> Entries<'a> {
    /// Returns the entries of a document.
    pub(super) fn of(document: &Document<'a>, problems: &mut Problems) -> Self {
        let mut agents = Vec::new();
        for kind in PROPERTIES {
            agents.extend(document.entries(kind.name, problems).into_iter().map(|entry| (*kind, entry)));
        }
        let mut all = |kind| document.entries(kind, problems);
        Self {
            agents,
            products: all("product"),
            paths: all("path"),
            places: all("place"),
            calendars: all("calendar"),
            seasons: all("season"),
            promotions: all("promotion"),
            windows: all("window"),
        }
    }

    /// Returns the agents of a kind, and the index of the first among all agents.
    fn of_kind(&self, kind: &str) -> (usize, Vec<Entry<'a>>) {
        let first = self.agents.iter().position(|(of, _)| of.name == kind).unwrap_or(0);
        (first, self.agents.iter().filter(|(of, _)| of.name == kind).map(|(_, entry)| entry.clone()).collect())
    }

    /// Returns whether there is an agent of a kind.
    pub(super) fn has(&self, kind: &str) -> bool {
        self.agents.iter().any(|(of, _)| of.name == kind)
    }

    /// Returns the names known before any entry is read.
    pub(super) fn names(&self, document: &Document<'a>, files: DataFiles<'a>, problems: &mut Problems) -> Names<'a> {
        let ((first_warehouse, warehouses), (first_market, markets)) =
            (self.of_kind("warehouse"), self.of_kind("market"));
        let stock = Pair {
            kind: "stock",
            first_kind: "warehouse",
            firsts: &warehouses,
            second_kind: "product",
            seconds: &self.products,
            keys: STOCK,
        };
        let demand = Pair {
            kind: "demand",
            first_kind: "market",
            firsts: &markets,
            second_kind: "product",
            seconds: &self.products,
            keys: DEMAND,
        };
        let stock_points = rows(document, &stock, problems).into_iter().map(|row| StockPointEntry {
            warehouse: AgentId::from_index(first_warehouse + row.first),
            product: ProductId::from_index(row.second),
            name: format!("{}.{}", warehouses[row.first].name, self.products[row.second].name),
            layers: row.layers,
        });
        let stock_points = stock_points.collect();
        let demand = rows(document, &demand, problems)
            .into_iter()
            .map(|row| (AgentId::from_index(first_market + row.first), ProductId::from_index(row.second), row.layers));
        Names {
            kinds: PROPERTIES,
            rules: route::Rule::NAMES,
            agents: self.agents.iter().map(|(kind, entry)| (*kind, entry.name.to_owned())).collect(),
            agent_tables: self.agents.iter().map(|(kind, entry)| entry.row(kind.name, keys_of(kind.name))).collect(),
            group_of: self.agents.iter().map(|(_, entry)| entry.group.map(str::to_owned)).collect(),
            products: self.products.iter().map(|entry| entry.name.to_owned()).collect(),
            product_tables: self.products.iter().map(|entry| entry.row("product", products::KEYS)).collect(),
            stock_points,
            demand: demand.collect(),
            paths: readers(&self.paths, "path", PATH),
            places: readers(&self.places, "place", PLACE),
            calendars: readers(&self.calendars, "calendar", CALENDAR),
            seasons: readers(&self.seasons, "season", SEASON),
            promotions: readers(&self.promotions, "promotion", PROMOTION),
            windows: readers(&self.windows, "window", WINDOW),
            groups: Groups {
                markets: groups(document, "market", &markets, first_market),
                warehouses: groups(document, "warehouse", &warehouses, first_warehouse),
                products: groups(document, "product", &self.products, 0),
            },
            files,
        }
    }
}

fn readers<'a>(entries: &[Entry<'a>], kind: &str, keys: &'static [KeySpec]) -> Vec<(String, Reader<'a>)> {
    entries.iter().map(|entry| (entry.name.to_owned(), entry.reader(kind, keys))).collect()
}

/// Returns the groups of a kind, whose entries have consecutive identities from `first`.
fn groups<I: Id>(document: &Document<'_>, kind: &str, entries: &[Entry<'_>], first: usize) -> Vec<Group<I>> {
    let group = |name: &str| {
        let members = entries.iter().enumerate().filter(|(_, entry)| entry.group == Some(name));
        Group { name: name.to_owned(), members: members.map(|(at, _)| I::from_index(first + at)).collect() }
    };
    document.groups(kind).into_iter().map(group).collect()
}
