//! Little's law as an exact identity: over a window, the area under the number inside equals the sum of the times spent
//! inside, clipped to the window. The numbers come from level counters; the times from time stamps (when a shipment joined a
//! queue and how long it waited, when goods were put on a shelf, when a shipment left and was due to arrive). An error in
//! either makes the two sides disagree.
//!
//! This is an observer for tests; `study::simulate_with` runs it.
//!
//! # Source
//! Little (1961), Operations Research 9, 383-387; as an identity on a finite window in Stidham (1974), ibid. 22, 417-421.

use super::series::site_name;
use crate::chain::{Books, Duty, Fact, Level, Mark, Network, Probe, Site, Window};
use crate::units::{AgentId, Id, SimTime, StockPointId, UnitTime};
use std::collections::{BTreeMap, VecDeque};

/// Both sides of the identity at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// The place: `queue customs.desk`, `stock shop.tea`, `lane a-b`.
    pub subject: String,
    /// The area under the number inside, in units or shipments x microseconds.
    pub area: UnitTime,
    /// The sum of the times spent inside, in the same unit.
    pub times: UnitTime,
}

/// The observer.
#[derive(Debug, Default)]
pub struct Little {
    window: Window,
    over: bool,
    queues: Vec<Queue>,
    stock_points: Vec<StockPoint>,
    lanes: Vec<Lane>,
}

#[derive(Clone, Debug, Default)]
struct Queue {
    waiting: Level,
    joined: VecDeque<SimTime>,
    sums: Sums,
}

#[derive(Clone, Debug, Default)]
struct StockPoint {
    /// Units by the time they were put on the shelf.
    lots: BTreeMap<SimTime, i64>,
    sums: Sums,
}

#[derive(Clone, Debug, Default)]
struct Lane {
    under_way: Level,
    sums: Sums,
}

/// The area at the start of the window, then over it; and the sum of times so far.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    area: UnitTime,
    times: UnitTime,
}

impl Little {
    /// Resets the observer for a network.
    pub fn reset(&mut self, network: &Network) {
        *self = Self {
            window: network.window.clone(),
            over: false,
            queues: vec![Queue::default(); network.sites.len()],
            stock_points: vec![StockPoint::default(); network.stock_points.len()],
            lanes: vec![Lane::default(); network.agents.len()],
        };
    }

    /// Returns both sides of the identity for every queue, stock point and lane.
    #[must_use]
    pub fn balances(&self, network: &Network) -> Vec<Balance> {
        let balance = |subject, sums: Sums| Balance { subject, area: sums.area, times: sums.times };
        let mut found = Vec::new();
        for (terms, queue) in network.sites.iter().zip(&self.queues) {
            let what = if terms.site == Site::Bays { "bays" } else { "queue" };
            let kind = network.agent(terms.agent).kind;
            found.push(balance(format!("{what} {kind}.{}", site_name(terms, network)), queue.sums));
        }
        for (name, stock_point) in network.stock_points.iter().zip(&self.stock_points) {
            found.push(balance(format!("stock {}", name.name), stock_point.sums));
        }
        for (name, lane) in network.agents.iter().zip(&self.lanes).filter(|(name, _)| name.kind.does(Duty::Carry)) {
            found.push(balance(format!("{} {}", name.kind, name.name), lane.sums));
        }
        found
    }

    fn within(&self, time: SimTime) -> SimTime {
        time.clamp(self.window.warm_up, self.window.horizon)
    }

    /// Returns the part of a stay that falls in the window, in microseconds.
    fn clipped(&self, from: SimTime, to: SimTime) -> UnitTime {
        i128::from((self.within(to) - self.within(from)).micros())
    }

    /// Matches the units taken from a stock point against its lots: the difference in each lot is what left.
    fn moved(&mut self, now: SimTime, id: StockPointId, books: &Books) {
        let mut lots = BTreeMap::new();
        for lot in books.stock[id].lots() {
            *lots.entry(lot.received).or_insert(0) += lot.units.count();
        }
        let before = std::mem::replace(&mut self.stock_points[id.index()].lots, lots);
        for (received, units) in before {
            let left = units - self.stock_points[id.index()].lots.get(&received).copied().unwrap_or(0);
            let stayed = self.clipped(received, now);
            self.stock_points[id.index()].sums.times += i128::from(left) * stayed;
        }
    }

    fn left_lane(&mut self, now: SimTime, by: AgentId) {
        self.lanes[by.index()].under_way.add(now, -1);
    }
}

impl Probe for Little {
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        if self.over {
            return;
        }
        match fact {
            Fact::Queued(site) => {
                let queue = &mut self.queues[site.index()];
                queue.waiting.add(now, 1);
                queue.joined.push_back(now);
            }
            Fact::Began { site, waited } | Fact::Reneged { site, waited } => {
                let joined = SimTime::from_micros(now.micros() - waited.micros());
                let stayed = self.clipped(joined, now);
                let queue = &mut self.queues[site.index()];
                queue.waiting.add(now, -1);
                queue.sums.times += stayed;
                let place = queue.joined.iter().position(|stamp| *stamp == joined).unwrap_or(0);
                queue.joined.remove(place);
            }
            Fact::Moved(stock_point) => self.moved(now, stock_point, books),
            Fact::Sailed { lane, arrives, .. } => {
                let stays = self.clipped(now, arrives);
                let lane = &mut self.lanes[lane.index()];
                lane.under_way.add(now, 1);
                lane.sums.times += stays;
            }
            Fact::Passed { from: by, .. } | Fact::Gone { by, .. } => self.left_lane(now, by),
            _ => {}
        }
    }

    fn mark(&mut self, now: SimTime, mark: Mark, books: &Books) {
        for (queue, area) in self.queues.iter_mut().map(|queue| (&mut queue.sums, queue.waiting.area(now))) {
            queue.area = area - queue.area;
        }
        for ((_, stock_point), sums) in
            books.stock.iter().zip(self.stock_points.iter_mut().map(|stock_point| &mut stock_point.sums))
        {
            sums.area = stock_point.on_hand.area(now) - sums.area;
        }
        for (lane, area) in self.lanes.iter_mut().map(|lane| (&mut lane.sums, lane.under_way.area(now))) {
            lane.area = area - lane.area;
        }
        if mark == Mark::WarmUp {
            return;
        }
        self.over = true;
        // Shipments still in a queue have been there until now; those in transit were counted up to their due arrival.
        for index in 0..self.queues.len() {
            let inside: UnitTime = self.queues[index].joined.iter().map(|joined| self.clipped(*joined, now)).sum();
            self.queues[index].sums.times += inside;
        }
        for index in 0..self.stock_points.len() {
            let lots = books.stock[StockPointId::from_index(index)].lots().iter();
            let inside: UnitTime =
                lots.map(|lot| i128::from(lot.units.count()) * self.clipped(lot.received, now)).sum();
            self.stock_points[index].sums.times += inside;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::{Kind, Role, SiteTerms};
    use crate::units::{ShipmentId, SiteId, Span};

    /// An observer of a queue and a lane, with a window from 10 to 100.
    fn probe() -> (Little, Network) {
        let at = SimTime::from_micros;
        let kind = Kind { name: "lane", ..Kind::new(Role::HoldsShipments).doing(&[Duty::Carry]) };
        let agents = vec![crate::chain::AgentName::new(kind, "a")];
        let window = Window::new(at(10), at(100), false, Span::ZERO);
        let sites = vec![SiteTerms::desk(AgentId::from_index(0), None, None)];
        let network = Network { agents, sites, window, ..Network::default() };
        let mut little = Little::default();
        little.reset(&network);
        (little, network)
    }

    /// One shipment waits from 5 to 30, another from 90 on; one is in transit from 50 to 70, and one from 95 on.
    fn run(waited: i64, arrives: i64) -> Vec<Balance> {
        let (mut little, network) = probe();
        let (at, books) = (SimTime::from_micros, Books::default());
        let (site, lane) = (SiteId::from_index(0), AgentId::from_index(0));
        let shipment = ShipmentId::from_index(0);
        little.note(at(5), Fact::Queued(site), &books);
        little.mark(at(10), Mark::WarmUp, &books);
        little.note(at(30), Fact::Began { site, waited: Span::from_micros(waited) }, &books);
        little.note(at(50), Fact::Sailed { lane, shipment, arrives: at(arrives) }, &books);
        little.note(at(70), Fact::Passed { from: lane, to: lane, shipment }, &books);
        little.note(at(90), Fact::Queued(site), &books);
        little.note(at(95), Fact::Sailed { lane, shipment, arrives: at(200) }, &books);
        little.mark(at(100), Mark::Horizon, &books);
        little.note(at(200), Fact::Passed { from: lane, to: lane, shipment }, &books);
        little.balances(&network)
    }

    #[test]
    fn stays_are_clipped_to_the_window() {
        let balance = |subject: &str, sum| Balance { subject: subject.to_owned(), area: sum, times: sum };
        assert_eq!(run(25, 70), [balance("queue lane.a", 20 + 10), balance("lane a", 20 + 5)]);
    }

    #[test]
    fn a_wait_or_an_arrival_that_is_misstated_by_a_microsecond_is_found() {
        let agree = |found: &[Balance]| found.iter().map(|place| place.area == place.times).collect::<Vec<_>>();
        assert_eq!(agree(&run(19, 70)), [false, true]);
        assert_eq!(agree(&run(25, 71)), [true, false]);
    }
}
