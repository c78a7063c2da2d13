//! Time series: stock, queues, shipments in transit, orders and cash, sampled at regular times from the start to the horizon.
//! Each sample is taken after every other event at its instant; the one at the horizon is taken when the window ends.
//!
//! A replication stores samples x subjects integers of 8 bytes, at most [`MOST_READINGS`](Series::MOST_READINGS) of them.

use crate::chain::{Books, Duty, Fact, Network, Site, SiteTerms};
use crate::units::{AgentId, Id, SimTime, Span};

/// A quantity that is sampled.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesSubject {
    /// `stock`, `warehouse`, the kind of the agent that has the queue or moves the goods, or `total`.
    pub kind: &'static str,
    /// The name of the entry.
    pub name: String,
    /// `on_hand`, `backorders`, `on_order`, `volume`, `waiting`, `waiting_for_a_bay`, `under_way`, `placed`, `open`,
    /// `reserved` or `cash`.
    pub quantity: &'static str,
    /// The unit in which it is reported.
    pub unit: &'static str,
    /// Factor from the stored integer to that unit.
    pub scale: f64,
}

/// The readings of a replication.
#[derive(Debug, Default)]
pub struct Series {
    on: bool,
    /// The number waiting, by site.
    waiting: Vec<i64>,
    /// Shipments in transit, by agent.
    under_way: Vec<i64>,
    /// Orders placed since the last sample and orders that have not ended, by agent.
    placed: Vec<i64>,
    open: Vec<i64>,
    /// Orders reserved in a presale and not yet released, by agent.
    reserved: Vec<i64>,
    stock_points_of: Vec<AgentId>,
    cm3: Vec<i64>,
    warehouses: Vec<AgentId>,
    lanes: Vec<AgentId>,
    markets: Vec<AgentId>,
    presellers: Vec<AgentId>,
    /// Whether cash is kept.
    cash: bool,
    readings: Vec<i64>,
}

impl Series {
    /// The largest number of readings in a replication.
    pub const MOST_READINGS: usize = 1_000_000;

    pub(super) fn reset(&mut self, network: &Network) {
        self.on = network.series.is_some();
        self.readings.clear();
        if !self.on {
            return;
        }
        self.waiting.clear();
        self.waiting.resize(network.sites.len(), 0);
        self.under_way.clear();
        self.under_way.resize(network.agents.len(), 0);
        for orders in [&mut self.placed, &mut self.open] {
            orders.clear();
            orders.resize(network.agents.len(), 0);
        }
        self.reserved.clear();
        self.reserved.resize(network.agents.len(), 0);
        self.presellers.clone_from(&network.presellers);
        self.cash = network.sales.settle();
        self.stock_points_of = network.stock_points.iter().map(|stock_point| stock_point.warehouse).collect();
        self.cm3 = network.stock_points.iter().map(|stock_point| stock_point.unit_cm3).collect();
        self.warehouses = doing(network, Duty::Store);
        self.lanes = doing(network, Duty::Carry);
        self.markets = doing(network, Duty::Buy);
    }

    #[inline(always)]
    pub(super) fn note(&mut self, fact: Fact, books: &Books) {
        if !self.on {
            return;
        }
        match fact {
            Fact::Queued(site) => self.waiting[site.index()] += 1,
            Fact::Began { site, .. } | Fact::Reneged { site, .. } => self.waiting[site.index()] -= 1,
            Fact::Sailed { lane, .. } => self.under_way[lane.index()] += 1,
            Fact::Passed { from: by, .. } | Fact::Gone { by, .. } => self.under_way[by.index()] -= 1,
            Fact::Placed(order) => {
                if let Some(market) = books.orders[order].buyer.consumer() {
                    self.placed[market.index()] += 1;
                    self.open[market.index()] += 1;
                }
            }
            Fact::Delivered { order, .. } | Fact::Failed { order, .. } => {
                if let Some(market) = books.orders[order].buyer.consumer() {
                    self.open[market.index()] -= 1;
                }
            }
            Fact::Reserved { market, orders } => self.reserved[market.index()] += orders.cast_signed(),
            Fact::Released { market, orders } => self.reserved[market.index()] -= orders.cast_signed(),
            _ => {}
        }
    }

    pub(super) fn sample(&mut self, books: &Books) {
        let mut totals = vec![[0; 4]; self.under_way.len()];
        for (((_, stock_point), warehouse), cm3) in books.stock.iter().zip(&self.stock_points_of).zip(&self.cm3) {
            let levels = [stock_point.on_hand.value(), stock_point.backorders.value(), stock_point.on_order.value()];
            self.readings.extend(levels);
            let [on_hand, ..] = levels;
            let all = &mut totals[warehouse.index()];
            for (sum, level) in all.iter_mut().zip(levels.into_iter().chain([on_hand * cm3])) {
                *sum += level;
            }
        }
        self.readings.extend(self.warehouses.iter().flat_map(|warehouse| totals[warehouse.index()]));
        self.readings.extend(&self.waiting);
        self.readings.extend(self.lanes.iter().map(|lane| self.under_way[lane.index()]));
        for market in &self.markets {
            self.readings.extend([std::mem::take(&mut self.placed[market.index()]), self.open[market.index()]]);
        }
        self.readings.extend(self.presellers.iter().map(|market| self.reserved[market.index()]));
        self.readings.extend(self.cash.then(|| books.cash().parts()));
    }

    /// Takes out the readings, sample by sample, each by subject; empty if the scenario asks for no series.
    pub fn take(&mut self) -> Vec<i64> {
        std::mem::take(&mut self.readings)
    }
}

/// Returns the sample times of a series.
pub fn sample_times(network: &Network) -> impl Iterator<Item = SimTime> {
    let (every, horizon) = (network.series.unwrap_or(Span::ZERO), network.window.horizon);
    let first = (!every.is_zero()).then_some(SimTime::ZERO);
    std::iter::successors(first, move |time| Some(*time + every)).take_while(move |time| *time <= horizon)
}

/// Returns the quantities of a sample, in order.
#[must_use]
pub fn series_subjects(network: &Network) -> Vec<SeriesSubject> {
    let subject = |kind, name: &str, quantity, unit| {
        let scale = match unit {
            "m3" => 1e-6,
            "CNY" => 1e-4,
            _ => 1.0,
        };
        SeriesSubject { kind, name: name.to_owned(), quantity, unit, scale }
    };
    let levels = ["on_hand", "backorders", "on_order"];
    let mut subjects = Vec::new();
    for stock_point in &network.stock_points {
        subjects.extend(levels.map(|level| subject("stock", &stock_point.name, level, "units")));
    }
    for warehouse in doing(network, Duty::Store) {
        let name = &network.agent(warehouse).name;
        subjects.extend(levels.map(|level| subject(network.agent(warehouse).kind.name, name, level, "units")));
        subjects.push(subject(network.agent(warehouse).kind.name, name, "volume", "m3"));
    }
    for site in &network.sites {
        let quantity = if site.site == Site::Bays { "waiting_for_a_bay" } else { "waiting" };
        subjects.push(subject(network.agent(site.agent).kind.name, &site_name(site, network), quantity, "shipments"));
    }
    for lane in doing(network, Duty::Carry) {
        let lane = network.agent(lane);
        subjects.push(subject(lane.kind.name, &lane.name, "under_way", "shipments"));
    }
    for market in doing(network, Duty::Buy) {
        let market = network.agent(market);
        subjects.extend(["placed", "open"].map(|orders| subject(market.kind.name, &market.name, orders, "orders")));
    }
    for market in &network.presellers {
        let market = network.agent(*market);
        subjects.push(subject(market.kind.name, &market.name, "reserved", "orders"));
    }
    if network.sales.settle() {
        subjects.push(subject("total", "", "cash", "CNY"));
    }
    subjects
}

/// Returns the name of a queue: its agent's, plus its own if the agent has several.
pub(super) fn site_name(terms: &SiteTerms, network: &Network) -> String {
    let agent = &network.agent(terms.agent).name;
    terms.name.as_ref().map_or_else(|| agent.clone(), |desk| format!("{agent}.{desk}"))
}

fn doing(network: &Network, duty: Duty) -> Vec<AgentId> {
    network.doing(duty).map(|(agent, _)| agent).collect()
}
