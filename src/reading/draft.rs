//! The draft of a network: everything the readers of entries have recorded so far.

use super::pattern::Known;
use crate::chain::{
    Choice, Coupon, Detour, Expected, ReturnRoute, Route, Service, SiteCost, SiteTerms, Strike, Terms, YearToDate,
};
use crate::engine::StreamNames;
use crate::text::Place;
use crate::units::{AgentId, HoldingRate, ProductId, RouteId, Size, StockPointId};
use std::collections::{BTreeMap, BTreeSet};

/// A route that fills a stock point.
#[derive(Clone, Copy, Debug)]
pub struct Filling {
    /// The stock point.
    pub stock_point: StockPointId,
    /// The route.
    pub route: RouteId,
    /// Where it is written.
    pub place: Place,
    /// Whether it is the stock point's main route.
    pub main: bool,
}

/// What the readers of entries record.
#[derive(Debug, Default)]
pub struct Draft {
    /// The random-number streams, in the order of creation.
    pub streams: StreamNames,
    /// The routes, and where each is written.
    pub routes: Vec<(Route, Place)>,
    /// The choices that a step may be.
    pub choices: Vec<Choice>,
    /// Where goods may change from one route to another.
    pub detours: Vec<Detour>,
    /// The routes by which couriers send back undeliverable parcels, and where each is written.
    pub return_routes: Vec<(ReturnRoute, Place)>,
    /// Consumers' imports before the run, by market.
    pub year_to_date: Vec<YearToDate>,
    /// The services that agents offer.
    pub services: Vec<(AgentId, Service)>,
    /// The holding cost of goods in transit with an agent.
    pub under_way: Vec<(AgentId, HoldingRate)>,
    /// The rent and wages of sites.
    pub site_costs: Vec<SiteCost>,
    /// The queues.
    pub sites: Vec<SiteTerms>,
    /// The agents that each shock strikes.
    pub strikes: Vec<Strike>,
    /// The routes that fill stock points.
    pub fillings: Vec<Filling>,
    /// What platforms take of their sales.
    pub sales: Vec<Terms>,
    /// The coupons of promotions, and where each is written.
    pub coupons: Vec<(Coupon, Place)>,
    /// The markets with presales.
    pub presellers: Vec<AgentId>,
    /// Whether orders are promised for a day.
    pub promises: bool,
    /// Whether any platform merges orders.
    pub merges: bool,
    /// Whether consumers substitute products that are out of stock.
    pub substitutes: bool,
    pub(super) path_routes: BTreeMap<String, Option<RouteId>>,
    pub(super) main_routes: BTreeMap<(AgentId, Option<ProductId>), RouteId>,
    /// The platform that each market orders from.
    pub platforms: BTreeMap<AgentId, AgentId>,
    /// Stock points with levels in days of future demand, and where that is written.
    pub(super) ahead: Vec<(StockPointId, Place)>,
    /// Stock points whose rules use their echelon, and whether they review continuously.
    pub(super) echelons: Vec<(StockPointId, bool)>,
    /// Products ordered from a warehouse without a row for them, by the place of the route.
    pub(super) missing: BTreeMap<(Place, AgentId), BTreeSet<ProductId>>,
    /// Products that may be returned to a warehouse without a row for them, by the place of the return route.
    pub(super) shelfless: BTreeMap<(Place, AgentId), BTreeSet<ProductId>>,
    /// The capacity of a departure, by agent, and the products that exceed it.
    pub(super) rooms: BTreeMap<AgentId, Size>,
    pub(super) misfits: BTreeMap<AgentId, BTreeSet<ProductId>>,
    /// The paths that some route contains.
    pub(super) met: BTreeSet<String>,
    pub(super) burden: Burden,
    pub(super) profiles: Vec<Known>,
    pub(super) expected: BTreeMap<ProductId, Vec<Expected>>,
}

/// The load of a run, for the check of its limits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Burden {
    /// Orders, departures and reviews.
    pub(super) times: f64,
    /// Pieces ordered and in stock, at most.
    pub(super) pieces: f64,
    /// The largest amount of money charged for anything, and where it is written.
    pub(super) amount: f64,
    pub(super) place: Option<Place>,
    /// The largest amount charged per piece and microsecond.
    pub(super) rate: f64,
    /// The most that rent and wages can add up to.
    pub(super) upkeep: f64,
    /// The largest weight or volume of a unit, in grams or cubic centimetres, and where it is written.
    pub(super) size: f64,
    pub(super) size_place: Option<Place>,
}
