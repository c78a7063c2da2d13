//! What stays as it is through a run: who and what there is, by number and by name, and the ways between them.

use super::regime::{RuleBook, TaxFacts};
use super::{
    Choice, CountLaw, Dated, Detour, Duty, Echelons, Errand, Expired, Groups, Instant, InstantOrder, Kind, Leg, Life,
    Load, Locality, Outlook, PickOrder, ReturnRoute, Route, Service, ShelfLife, Strike, Window, YearToDate,
};
use crate::engine::{Phase, StreamNames};
use crate::units::{
    AgentId, HoldingRate, Id, Money, PlaceId, ProductId, RouteId, RuleId, SimTime, Size, Span, StockPointId, Units,
};

/// One who acts, by name.
#[derive(Clone, Debug)]
pub struct AgentName {
    /// What kind of agent it is.
    pub kind: Kind,
    /// The user's name.
    pub name: String,
    /// Its group, if it has one.
    pub group: Option<String>,
    /// Where it takes goods over, if it says so.
    pub begins: Option<PlaceId>,
    /// Where it hands goods on, if it says so.
    pub ends: Option<PlaceId>,
}

/// What is sold.
#[derive(Clone, Debug)]
pub struct Product {
    /// The user's name.
    pub name: String,
    /// What a consumer pays for a unit.
    pub price: Money,
    /// What a supplier is paid for a unit.
    pub cost: Dated<Money>,
    /// Its weight in a market's mix.
    pub popularity: f64,
    /// Its group, if it has one.
    pub group: Option<String>,
    /// Weight and volume of a unit.
    pub size: Size,
    /// Units in a carton.
    pub carton: Option<Units>,
    /// Units on a pallet.
    pub pallet: Option<Units>,
    /// What a laboratory takes before it may be put away.
    pub quality_check: Span,
    /// What it says for tax.
    pub tax: TaxFacts,
    /// When it is sold, where that is not always.
    pub life: Option<Life>,
    /// What a consumer takes instead if nothing of it is on the shelf; left out, any other of its group.
    pub substitutes: Option<Vec<ProductId>>,
    /// How many units of it a consumer orders; left out, that is the market's to say.
    pub units: Option<CountLaw>,
    /// How long it keeps; `None` is for ever.
    pub shelf_life: Option<ShelfLife>,
}

impl Product {
    /// A product of which only the name is known.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            price: Money::ZERO,
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

/// One product in one warehouse, by name.
#[derive(Clone, Debug)]
pub struct StockPointName {
    /// The warehouse.
    pub warehouse: AgentId,
    /// The product.
    pub product: ProductId,
    /// Its place among the stock points of the warehouse.
    pub row: u32,
    /// `WAREHOUSE.PRODUCT`.
    pub name: String,
    /// What holding a unit costs.
    pub holding: HoldingRate,
    /// What owing a unit costs.
    pub shortage: HoldingRate,
    /// What the capital in it costs, a share of its value.
    pub carrying: HoldingRate,
    /// What the space it takes costs, on cubic centimetres; it is added to the value of the goods.
    pub storage: HoldingRate,
    /// The volume of a unit in cubic centimetres.
    pub unit_cm3: i64,
    /// Whether it forecasts its demand.
    pub forecasts: bool,
    /// Which lot is picked next.
    pub picks: PickOrder,
    /// What becomes of goods that may no longer be sold.
    pub expired: Expired,
}

/// What a place with a queue is to its agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// Officers, pickers, production lines, or the quay of a lane.
    Desk,
    /// The inspection bays of a customs office.
    Bays,
}

/// A place with a queue, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteTerms {
    /// Whose it is.
    pub agent: AgentId,
    /// What it is.
    pub site: Site,
    /// Its name beside others of the agent.
    pub name: Option<String>,
    /// Servers; `None` is as many as are needed, or a vehicle.
    pub servers: Option<u32>,
    /// Waits longer than this are counted.
    pub wait_limit: Option<Span>,
    /// Places for those who wait and are served; `None` is as many as are needed.
    pub room: Option<u32>,
}

impl SiteTerms {
    /// The one desk of an agent.
    #[must_use]
    pub fn desk(agent: AgentId, servers: Option<u32>, wait_limit: Option<Span>) -> Self {
        Self { agent, site: Site::Desk, name: None, servers, wait_limit, room: None }
    }
}

/// A way as a run walks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RouteHead {
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
    /// The places that the scenario names, with their coordinates where it states them.
    pub places: Vec<Locality>,
    /// The groups of markets, warehouses and products.
    pub groups: Groups,
    /// What is sold, by name.
    pub products: Vec<Product>,
    /// The stock stock points, by warehouse and product.
    pub stock_points: Vec<StockPointName>,
    /// What is expected to be asked of each stock point.
    pub outlooks: Vec<Outlook>,
    /// Which stock points lie below which, for the rules that ask.
    pub echelons: Echelons,
    /// The ways.
    pub routes: Vec<Route>,
    /// Where each way begins in `legs`.
    pub(crate) heads: Vec<RouteHead>,
    /// The steps of all ways, one way behind the other, each ended by nobody.
    pub(crate) legs: Vec<Leg>,
    /// The choices that steps may be.
    pub choices: Vec<Choice>,
    /// The routes by which couriers send back what they cannot hand over.
    pub return_routes: Vec<ReturnRoute>,
    /// What consumers had imported before, by market.
    pub year_to_date: Vec<YearToDate>,
    /// What everyone charges and takes, by agent.
    pub services: Vec<Service>,
    /// What goods under way cost by the time they take, by agent; those who charge nothing are left out.
    pub under_way: Vec<(AgentId, HoldingRate)>,
    /// The places with a queue.
    pub sites: Vec<SiteTerms>,
    /// Whom each shock strikes, and what it does to them.
    pub strikes: Vec<Strike>,
    /// The rules of customs and taxes.
    pub rules: RuleBook,
    /// The first day of the run, in days since 1 January 1970; `None` where it has no date.
    pub first_day: Option<i64>,
    /// Whether any order is promised for a day.
    pub promises: bool,
    /// Whether consumers take other products instead of what is not on the shelf.
    pub substitutes: bool,
    /// The streams of random numbers.
    pub streams: StreamNames,
    /// The order of one instant.
    pub instant: InstantOrder,
    /// What is measured.
    pub window: Window,
    /// The time by which the variability of orders is measured.
    pub period: Span,
    /// The time between two points of the series, if there is one.
    pub series: Option<Span>,
}

impl AgentName {
    /// An agent of a kind, in no group and at no place.
    #[must_use]
    pub fn new(kind: Kind, name: &str) -> Self {
        Self { kind, name: name.to_owned(), group: None, begins: None, ends: None }
    }
}

impl Network {
    /// Lays the ways out as a run walks them.
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

    /// Lays out where goods may change from one way to another: there the hop is a choice that knows the way around it.
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
                Leg::End => unreachable!("a step of a path is nobody's end"),
            };
            self.legs[at as usize] = Leg::Choice(u32::try_from(self.choices.len()).expect("fewer than 2^32 choices"));
            self.choices.push(Choice { around: Some((around.to, to)), ..choice });
        }
        self
    }

    /// Where a way begins.
    #[must_use]
    #[inline]
    pub fn head(&self, route: RouteId) -> RouteHead {
        self.heads[route.index()]
    }

    /// Who stands at a hop.
    #[must_use]
    #[inline]
    pub fn leg(&self, leg: u32) -> Leg {
        self.legs[leg as usize]
    }

    /// What a way charges a load for a market, and how long it takes on average, as its services say; of a choice the
    /// cheapest that serves the market. `None` if nobody there does.
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

    /// The date in China, in days since 1 January 1970; `None` where the run has no date.
    #[must_use]
    pub fn day(&self, now: SimTime) -> Option<i64> {
        Some(self.first_day? + now.micros() / Span::DAY.micros())
    }

    /// An agent's name.
    #[must_use]
    pub fn agent(&self, id: AgentId) -> &AgentName {
        &self.agents[id.index()]
    }

    /// The agents that do something, with their identities.
    pub fn doing(&self, duty: Duty) -> impl Iterator<Item = (AgentId, &AgentName)> {
        let all = self.agents.iter().enumerate().filter(move |(_, agent)| agent.kind.does(duty));
        all.map(|(index, agent)| (AgentId::from_index(index), agent))
    }

    /// A product.
    #[must_use]
    #[inline]
    pub fn product(&self, id: ProductId) -> &Product {
        &self.products[id.index()]
    }

    /// A stock point.
    #[must_use]
    #[inline]
    pub fn stock_point(&self, id: StockPointId) -> &StockPointName {
        &self.stock_points[id.index()]
    }

    /// The volume of a unit in a stock point, in cubic centimetres.
    #[must_use]
    #[inline]
    pub fn stock_point_cm3(&self, id: StockPointId) -> i64 {
        self.stock_points[id.index()].unit_cm3
    }

    /// What is expected to be asked of a stock point.
    #[must_use]
    #[inline]
    pub fn outlook(&self, stock_point: StockPointId) -> &Outlook {
        &self.outlooks[stock_point.index()]
    }

    /// A way.
    #[must_use]
    #[inline]
    pub fn route(&self, id: RouteId) -> &Route {
        &self.routes[id.index()]
    }

    /// The stock point of a product in a warehouse.
    #[must_use]
    pub fn stock_point_of(&self, warehouse: AgentId, product: ProductId) -> Option<StockPointId> {
        self.stock_points
            .binary_search_by_key(&(warehouse, product), |stock_point| (stock_point.warehouse, stock_point.product))
            .ok()
            .map(StockPointId::from_index)
    }

    /// The phase of a kind of event.
    #[must_use]
    #[inline]
    pub fn phase(&self, what: Instant) -> Phase {
        self.instant.phase(what)
    }
}
