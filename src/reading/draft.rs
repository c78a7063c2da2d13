//! The draft of a network: what the readers of entries announce and order, as far as it has been read.

use super::pattern::Known;
use crate::chain::{Choice, Detour, Expected, ReturnRoute, Route, Service, SiteTerms, Strike, YearToDate};
use crate::engine::StreamNames;
use crate::text::Place;
use crate::units::{AgentId, HoldingRate, ProductId, RouteId, Size, StockPointId};
use std::collections::{BTreeMap, BTreeSet};

/// A way by which a stock point is filled.
#[derive(Clone, Copy, Debug)]
pub struct Filling {
    /// The stock point.
    pub stock_point: StockPointId,
    /// The way.
    pub route: RouteId,
    /// Where that is said.
    pub place: Place,
    /// Whether it is the main one of its stock point.
    pub main: bool,
}

/// What the readers of entries announce and order.
#[derive(Debug, Default)]
pub struct Draft {
    /// The streams of random numbers, in the order in which they are asked for.
    pub streams: StreamNames,
    /// The ways, and where each is written.
    pub routes: Vec<(Route, Place)>,
    /// The choices that steps may be.
    pub choices: Vec<Choice>,
    /// Where goods may change from one way to another.
    pub detours: Vec<Detour>,
    /// The ways by which couriers send back what they cannot hand over, and where each is written.
    pub return_routes: Vec<(ReturnRoute, Place)>,
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
    /// The ways by which stock points are filled.
    pub fillings: Vec<Filling>,
    /// Whether orders are promised for a day.
    pub promises: bool,
    /// Whether consumers take other products instead of what is not on the shelf.
    pub substitutes: bool,
    pub(super) path_routes: BTreeMap<String, Option<RouteId>>,
    pub(super) main_routes: BTreeMap<(AgentId, Option<ProductId>), RouteId>,
    pub(super) platforms: BTreeMap<AgentId, AgentId>,
    /// Stock points with levels in days of coming demand, and where that is said.
    pub(super) ahead: Vec<(StockPointId, Place)>,
    /// Stock points whose rules see their echelon, and whether they watch all the time.
    pub(super) echelons: Vec<(StockPointId, bool)>,
    /// Products that are asked of a warehouse which has no row for them, by the way that leads there.
    pub(super) missing: BTreeMap<(Place, AgentId), BTreeSet<ProductId>>,
    /// Products that may come back to a warehouse which has no row for them, by the way back.
    pub(super) shelfless: BTreeMap<(Place, AgentId), BTreeSet<ProductId>>,
    /// What a departure takes, of those that leave by timetable, and what is asked of them that they do not take.
    pub(super) rooms: BTreeMap<AgentId, Size>,
    pub(super) misfits: BTreeMap<AgentId, BTreeSet<ProductId>>,
    /// The paths that some way has met.
    pub(super) met: BTreeSet<String>,
    pub(super) burden: Burden,
    pub(super) profiles: Vec<Known>,
    pub(super) expected: BTreeMap<ProductId, Vec<Expected>>,
}

/// How much a run is going to move.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Burden {
    /// Orders, departures and reviews.
    pub(super) times: f64,
    /// Pieces ordered, and pieces in stock at most.
    pub(super) pieces: f64,
    /// The largest amount of money that is charged for anything, and where it stands.
    pub(super) amount: f64,
    pub(super) place: Option<Place>,
    /// The largest amount that is charged for a piece and a microsecond.
    pub(super) rate: f64,
    /// The largest weight or volume of a unit, in grams or cubic centimetres, and where it stands.
    pub(super) size: f64,
    pub(super) size_place: Option<Place>,
}
