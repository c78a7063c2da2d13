//! What stays as it is through a run: who and what there is, by number and by name, and the ways between them.

use super::{Chart, Instant, InstantOrder, Site, Way, Window};
use crate::engine::{EntityKey, Phase, StreamNames};
use crate::units::{AgentId, CellId, HoldingRate, Id, Money, ProductId, Span, WayId};

/// One who acts, by name.
#[derive(Clone, Debug)]
pub struct AgentName {
    /// The kind of its table: `warehouse`, `lane` ...
    pub kind: &'static str,
    /// The user's name.
    pub name: String,
    /// The origin of what it begins.
    pub key: EntityKey,
}

/// What is sold.
#[derive(Clone, Debug)]
pub struct Product {
    /// The user's name.
    pub name: String,
    /// What a consumer pays for a unit.
    pub price: Money,
    /// What a supplier is paid for a unit.
    pub cost: Money,
    /// Its weight in a market's mix.
    pub popularity: f64,
}

/// One product in one warehouse, by name.
#[derive(Clone, Debug)]
pub struct CellName {
    /// The warehouse.
    pub warehouse: AgentId,
    /// The product.
    pub product: ProductId,
    /// `WAREHOUSE.PRODUCT`.
    pub name: String,
    /// The origin of its orders.
    pub key: EntityKey,
    /// What holding a unit costs.
    pub holding: HoldingRate,
    /// What owing a unit costs.
    pub shortage: HoldingRate,
}

/// A place with a queue, and what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SiteTerms {
    /// Where.
    pub site: Site,
    /// Servers; `None` is as many as are needed, or a vehicle.
    pub servers: Option<u32>,
    /// Waits longer than this are counted.
    pub wait_limit: Option<Span>,
}

/// All that stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// Who acts, by kind in the order of the register, then by name.
    pub agents: Vec<AgentName>,
    /// What is sold, by name.
    pub products: Vec<Product>,
    /// The stock cells, by warehouse and product.
    pub cells: Vec<CellName>,
    /// The ways.
    pub ways: Vec<Way>,
    /// The places with a queue.
    pub sites: Vec<SiteTerms>,
    /// Whether any order is promised for a day.
    pub promises: bool,
    /// The streams of random numbers.
    pub streams: StreamNames,
    /// The order of one instant.
    pub instant: InstantOrder,
    /// What is measured.
    pub window: Window,
}

impl Network {
    /// An agent's name.
    #[must_use]
    pub fn agent(&self, id: AgentId) -> &AgentName {
        &self.agents[id.index()]
    }

    /// A product.
    #[must_use]
    #[inline]
    pub fn product(&self, id: ProductId) -> &Product {
        &self.products[id.index()]
    }

    /// A cell.
    #[must_use]
    #[inline]
    pub fn cell(&self, id: CellId) -> &CellName {
        &self.cells[id.index()]
    }

    /// A way.
    #[must_use]
    #[inline]
    pub fn way(&self, id: WayId) -> &Way {
        &self.ways[id.index()]
    }

    /// The cell of a product in a warehouse.
    #[must_use]
    pub fn cell_of(&self, warehouse: AgentId, product: ProductId) -> Option<CellId> {
        self.cells
            .binary_search_by_key(&(warehouse, product), |cell| (cell.warehouse, cell.product))
            .ok()
            .map(CellId::from_index)
    }

    /// The ledger's accounts.
    #[must_use]
    pub fn chart(&self) -> Chart {
        Chart::new(self.cells.len(), self.agents.len())
    }

    /// The phase of a kind of event.
    #[must_use]
    #[inline]
    pub fn phase(&self, what: Instant) -> Phase {
        self.instant.phase(what)
    }
}
