//! What stays as it is through a run: who and what there is, by number and by name, and the ways between them.

use super::regime::TaxFacts;
use super::{Chart, Instant, InstantOrder, Site, Way, Window};
use crate::engine::{Phase, StreamNames};
use crate::units::{AgentId, CellId, HoldingRate, Id, Money, ProductId, Span, WayId};

/// One who acts, by name.
#[derive(Clone, Debug)]
pub struct AgentName {
    /// The kind of its table: `warehouse`, `lane` ...
    pub kind: &'static str,
    /// The user's name.
    pub name: String,
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
    /// What it says for tax.
    pub tax: TaxFacts,
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

/// A way as a run walks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// Its first step among the hops.
    pub first: u32,
    /// Whether the first step takes orders.
    pub from_stock: bool,
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
    /// Where each way begins in `hops`.
    pub(crate) routes: Vec<Route>,
    /// The steps of all ways, one way behind the other, each ended by nobody.
    pub(crate) hops: Vec<AgentId>,
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
    /// Who stands behind the last step of a way.
    pub const NOBODY: AgentId = AgentId::LAST;

    /// Lays the ways out as a run walks them.
    #[must_use]
    pub fn with_ways(mut self, ways: Vec<Way>) -> Self {
        for way in &ways {
            let first = u32::try_from(self.hops.len()).expect("fewer than 2^32 steps");
            self.routes.push(Route { first, from_stock: way.from_stock });
            self.hops.extend(&way.steps);
            self.hops.push(Self::NOBODY);
        }
        self.ways = ways;
        self
    }

    /// Where a way begins.
    #[must_use]
    #[inline]
    pub fn route(&self, way: WayId) -> Route {
        self.routes[way.index()]
    }

    /// Who stands at a hop.
    #[must_use]
    #[inline]
    pub fn hop(&self, hop: u32) -> AgentId {
        self.hops[hop as usize]
    }

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
