//! The immutable model of a run: agents, products, stock points and routes, by number and by name.

use super::regime::{RuleBook, TaxFacts};
use super::{
    Boundary, Choice, CountLaw, Dated, Detour, Duty, Echelons, Errand, Expired, Groups, Instant, InstantOrder, Kind,
    Leg, Life, Load, Locality, NamedWindow, Outlook, PickOrder, ReturnRoute, Route, SalesTerms, SellingPrice, Service,
    ShelfLife, SiteCost, Strike, Window, YearToDate,
};
use crate::engine::{Phase, StreamNames};
use crate::units::{
    AgentId, HoldingRate, Id, Money, PlaceId, ProductId, RouteId, RuleId, SimTime, Size, Span, StockPointId, Units,
};
use std::sync::Arc;

/// An agent, by name.
#[derive(Clone, Debug)]
pub struct AgentName {
    /// Its kind.
    pub kind: Kind,
    /// The user's name for it.
    pub name: String,
    /// Its group, if it has one.
    pub group: Option<String>,
    /// The place where it takes goods over, if it is given.
    pub begins: Option<PlaceId>,
    /// The place where it hands goods on, if it is given.
    pub ends: Option<PlaceId>,
}

/// A product.
#[derive(Clone, Debug)]
pub struct Product {
    /// The user's name for it.
    pub name: String,
    /// The price that a consumer pays per unit.
    pub price: SellingPrice,
    /// The elasticity of demand on the price paid over the list price; 0 for no response.
    pub elasticity: f64,
    /// The price that a supplier is paid per unit.
    pub cost: Dated<Money>,
    /// Its weight in a market's mix.
    pub popularity: f64,
    /// Its group, if it has one.
    pub group: Option<String>,
    /// Weight and volume of a unit.
    pub size: Size,
    /// Units per carton.
    pub carton: Option<Units>,
    /// Units per pallet.
    pub pallet: Option<Units>,
    /// The time in the laboratory before it may be put away.
    pub quality_check: Span,
    /// Its tax facts.
    pub tax: TaxFacts,
    /// Its life cycle; `None` if it is always sold.
    pub life: Option<Life>,
    /// The substitutes that a consumer accepts; `None` is any other product of its group.
    pub substitutes: Option<Vec<ProductId>>,
    /// The units that a consumer orders; `None` leaves that to the market.
    pub units: Option<CountLaw>,
    /// Its shelf life; `None` if it is not perishable.
    pub shelf_life: Option<ShelfLife>,
}

impl Product {
    /// Creates a product of which only the name is known.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            price: SellingPrice::new(Dated::constant(Money::ZERO), None),
            elasticity: 0.0,
            cost: Dated::constant(Money::ZERO),
            popularity: 1.0,
            group: None,
            size: Size::NONE,
            carton: None,
            pallet: None,
            quality_check: Span::ZERO,
            tax: TaxFacts::default(),
            life: None,
            substitutes: None,
            units: None,
            shelf_life: None,
        }
    }
}

/// A stock point (one product in one warehouse), by name.
#[derive(Clone, Debug)]
pub struct StockPointName {
    /// The warehouse.
    pub warehouse: AgentId,
    /// The product.
    pub product: ProductId,
    /// Its index among the stock points of the warehouse.
    pub row: u32,
    /// `WAREHOUSE.PRODUCT`.
    pub name: String,
    /// The holding cost per unit.
    pub holding: HoldingRate,
    /// The shortage cost per unit owed and time.
    pub shortage: HoldingRate,
    /// The shortage cost of each unit that the shelf cannot serve at once.
    pub short_unit: Money,
    /// The capital cost as a share of its value.
    pub carrying: HoldingRate,
    /// The storage cost per cubic centimetre; it is added to the value of the goods.
    pub storage: HoldingRate,
    /// The volume of a unit in cubic centimetres.
    pub unit_cm3: i64,
    /// Whether it forecasts its demand.
    pub forecasts: bool,
    /// Which lot is picked next.
    pub picks: PickOrder,
    /// What happens to goods past their sell-by limit.
    pub expired: Expired,
}

/// The kinds of queues that an agent can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// Officers, pickers, production lines, or the queue for a lane's departures.
    Desk,
    /// The inspection bays of a customs office.
    Bays,
}

/// A site: a queue and its data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteTerms {
    /// Its agent.
    pub agent: AgentId,
    /// Its kind.
    pub site: Site,
    /// Its name among the queues of the agent.
    pub name: Option<String>,
    /// Servers; `None` has no limit, or stands for a vehicle.
    pub servers: Option<u32>,
    /// The wait above which an item is counted as late.
    pub wait_limit: Option<Span>,
    /// Places in the queue and in service; `None` has no limit.
    pub room: Option<u32>,
}

impl SiteTerms {
    /// Creates the only desk of an agent.
    #[must_use]
    pub fn desk(agent: AgentId, servers: Option<u32>, wait_limit: Option<Span>) -> Self {
        Self { agent, site: Site::Desk, name: None, servers, wait_limit, room: None }
    }
}

/// A route in the form that a run uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RouteHead {
    /// Its first step among the legs.
    pub first: u32,
    /// Whether the first leg takes orders.
    pub from_stock: bool,
}

/// The immutable model.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// The agents, by kind in the order of the register, then by name.
    pub agents: Vec<AgentName>,
    /// The places of the scenario, with coordinates if they are given.
    pub places: Vec<Locality>,
    /// The groups of markets, warehouses and products.
    pub groups: Groups,
    /// The products, by name.
    pub products: Vec<Product>,
    /// The stock points, by warehouse and product.
    pub stock_points: Vec<StockPointName>,
    /// The expected demand of each stock point.
    pub outlooks: Vec<Outlook>,
    /// Which stock points are downstream of which, for the policies that need it.
    pub echelons: Echelons,
    /// The routes.
    pub routes: Vec<Route>,
    /// The start of each route in `legs`.
    pub(crate) heads: Vec<RouteHead>,
    /// The legs of all routes, one route after another, each ended by [`Leg::End`].
    pub(crate) legs: Vec<Leg>,
    /// The choices that legs may be.
    pub choices: Vec<Choice>,
    /// The routes by which couriers send back undeliverable parcels.
    pub return_routes: Vec<ReturnRoute>,
    /// Consumers' earlier imports in the calendar year, by market.
    pub year_to_date: Vec<YearToDate>,
    /// The charges and times of all services, by agent.
    pub services: Vec<Service>,
    /// The time-based cost of goods in transit, for the agents that charge it.
    pub under_way: Vec<(AgentId, HoldingRate)>,
    /// The rent and wages of the sites that have any.
    pub site_costs: Vec<SiteCost>,
    /// The sites.
    pub sites: Vec<SiteTerms>,
    /// Which agents each shock strikes, and its effect on them.
    pub strikes: Vec<Strike>,
    /// The rules of customs and taxes.
    pub rules: RuleBook,
    /// The first day of the run, in days since 1 January 1970; `None` if it has no date.
    pub first_day: Option<i64>,
    /// What platforms take of their sales.
    pub sales: Arc<SalesTerms>,
    /// The markets with presales.
    pub presellers: Vec<AgentId>,
    /// Whether any order is promised for a day.
    pub promises: bool,
    /// Whether any platform merges orders.
    pub merges: bool,
    /// Whether consumers accept substitutes for products that are not in stock.
    pub substitutes: bool,
    /// The streams of random numbers.
    pub streams: StreamNames,
    /// The order of events within one instant.
    pub instant: InstantOrder,
    /// The measured window.
    pub window: Window,
    /// The windows that the scenario names, which are measured too.
    pub windows: Vec<NamedWindow>,
    /// When all these windows begin and end, in the order of time.
    pub marks: Arc<[Boundary]>,
    /// The period for which the variability of orders is measured.
    pub period: Span,
    /// The interval between two points of the series, if there is one.
    pub series: Option<Span>,
}

impl AgentName {
    /// Creates an agent of a kind, without group or place.
    #[must_use]
    pub fn new(kind: Kind, name: &str) -> Self {
        Self { kind, name: name.to_owned(), group: None, begins: None, ends: None }
    }
}

impl Network {
    /// Lays the routes out for a run.
    #[must_use]
    pub fn with_routes(mut self, routes: Vec<Route>) -> Self {
        for route in &routes {
            let first = u32::try_from(self.legs.len()).expect("fewer than 2^32 steps");
            self.heads.push(RouteHead { first, from_stock: route.from_stock });
            self.legs.extend(&route.steps);
            self.legs.push(Leg::End);
        }
        self.routes = routes;
        self
    }

    /// Adds the points at which goods may change to another route: the leg becomes a choice that knows the
    /// alternative.
    #[must_use]
    pub fn with_detours(mut self, all: &[Detour]) -> Self {
        let leg = |network: &Self, route: RouteId, step: usize| {
            network.head(route).first + u32::try_from(step).expect("fewer than 2^32 steps")
        };
        for around in all {
            let (at, to) = (leg(&self, around.from, around.step), leg(&self, around.to, around.joins));
            let choice = match self.leg(at) {
                Leg::Agent(agent) => Choice { rule: RuleId::from_index(0), options: vec![agent], around: None },
                Leg::Choice(choice) => self.choices[choice as usize].clone(),
                Leg::End => unreachable!("a leg of a path is never the end"),
            };
            self.legs[at as usize] = Leg::Choice(u32::try_from(self.choices.len()).expect("fewer than 2^32 choices"));
            self.choices.push(Choice { around: Some((around.to, to)), ..choice });
        }
        self
    }

    /// Returns the start of a route.
    #[must_use]
    #[inline]
    pub fn head(&self, route: RouteId) -> RouteHead {
        self.heads[route.index()]
    }

    /// Returns what is at a leg.
    #[must_use]
    #[inline]
    pub fn leg(&self, leg: u32) -> Leg {
        self.legs[leg as usize]
    }

    /// Returns what a route charges a load for a market, and its mean time, by the terms of its services; for a
    /// choice, those of the cheapest option that serves the market. Returns `None` if none does.
    #[must_use]
    pub fn estimate(&self, now: SimTime, route: RouteId, market: Option<AgentId>, load: Load) -> Option<(Money, Span)> {
        let mut sum = (Money::ZERO, Span::ZERO);
        let route = self.route(route);
        let errand = Errand { market, regime: route.regime };
        for step in &route.steps {
            let (price, time) = match *step {
                Leg::End => continue,
                Leg::Agent(agent) => self.services[agent.index()].offer(now, errand, load)?,
                Leg::Choice(choice) => self.choices[choice as usize]
                    .options
                    .iter()
                    .filter_map(|agent| self.services[agent.index()].offer(now, errand, load))
                    .min()?,
            };
            sum = (sum.0 + price, sum.1 + time);
        }
        Some(sum)
    }

    /// Returns the date in China, in days since 1 January 1970; `None` if the run has no date.
    #[must_use]
    pub fn day(&self, now: SimTime) -> Option<i64> {
        Some(self.first_day? + now.micros() / Span::DAY.micros())
    }

    /// Returns an agent's name.
    #[must_use]
    pub fn agent(&self, id: AgentId) -> &AgentName {
        &self.agents[id.index()]
    }

    /// Iterates over the agents with a duty.
    pub fn doing(&self, duty: Duty) -> impl Iterator<Item = (AgentId, &AgentName)> {
        let all = self.agents.iter().enumerate().filter(move |(_, agent)| agent.kind.does(duty));
        all.map(|(index, agent)| (AgentId::from_index(index), agent))
    }

    /// Returns whether any product has a price.
    #[must_use]
    pub fn sells(&self) -> bool {
        self.products.iter().any(|product| !product.price.is_free())
    }

    /// Returns a product.
    #[must_use]
    #[inline]
    pub fn product(&self, id: ProductId) -> &Product {
        &self.products[id.index()]
    }

    /// Returns a stock point.
    #[must_use]
    #[inline]
    pub fn stock_point(&self, id: StockPointId) -> &StockPointName {
        &self.stock_points[id.index()]
    }

    /// Returns the volume of a unit in a stock point, in cubic centimetres.
    #[must_use]
    #[inline]
    pub fn stock_point_cm3(&self, id: StockPointId) -> i64 {
        self.stock_points[id.index()].unit_cm3
    }

    /// Returns the expected demand of a stock point.
    #[must_use]
    #[inline]
    pub fn outlook(&self, stock_point: StockPointId) -> &Outlook {
        &self.outlooks[stock_point.index()]
    }

    /// Returns a route.
    #[must_use]
    #[inline]
    pub fn route(&self, id: RouteId) -> &Route {
        &self.routes[id.index()]
    }

    /// Returns the stock point of a product in a warehouse.
    #[must_use]
    pub fn stock_point_of(&self, warehouse: AgentId, product: ProductId) -> Option<StockPointId> {
        self.stock_points
            .binary_search_by_key(&(warehouse, product), |stock_point| (stock_point.warehouse, stock_point.product))
            .ok()
            .map(StockPointId::from_index)
    }

    /// Returns the phase of a kind of event.
    #[must_use]
    #[inline]
    pub fn phase(&self, what: Instant) -> Phase {
        self.instant.phase(what)
    }
}
