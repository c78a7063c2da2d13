//! An observer that stops a run at the first impossible event: an order or a line that ends twice, a level below zero, more
//! on board than a vehicle holds, more on the shelves than there is space, a server that serves two.

use crate::record::{DELIVERED, IN_PART, Observed, UNFINISHED, outcome};
use haitao::chain::{Books, Fact, Load, Mark, Network, Probe};
use haitao::scenario::Scenario;
use haitao::units::{AgentId, Id, OrderId, ShipmentId, SimTime, Size, Units};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The capacity of a vehicle.
#[derive(Clone, Copy, Debug)]
struct Hold {
    size: Size,
    parcels: usize,
}

/// The space of a warehouse that lets goods wait outside.
#[derive(Clone, Copy, Debug, Default)]
struct Space {
    limit: Option<i64>,
    /// Opening stock, the largest receipt, and units that came back from packing, in cubic centimetres.
    opening: i64,
    largest: i64,
    back: i64,
}

#[derive(Debug, Default)]
struct Watcher {
    network: Arc<Network>,
    /// By agent: the capacity of its vehicles, if it has departures.
    holds: Vec<Option<Hold>>,
    spaces: Vec<Space>,
    aboard: Vec<Vec<Load>>,
    waiting: Vec<i64>,
    busy: Vec<i64>,
    open: BTreeSet<usize>,
    ended: BTreeSet<usize>,
    /// The agent that holds each shipment, except shipments inside others.
    held: BTreeMap<usize, AgentId>,
    last: SimTime,
    full: u64,
    reneged: u64,
    placed: u32,
    measured: [u32; 8],
    /// Orders and units placed in the window, by open order: what it had asked for.
    asked: BTreeMap<usize, i64>,
    units: UnitsSeen,
}

/// Units of the orders placed in the window.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct UnitsSeen {
    pub(super) ordered: i64,
    pub(super) delivered: i64,
}

/// Counts of what was observed, to show that the checks were exercised.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    /// Vehicles that left full, or with an oversized shipment.
    pub(super) full: u64,
    /// Lines that were cancelled while waiting to be made.
    pub(super) reneged: u64,
    /// Orders placed in the window, by outcome, in the numbering of the journal.
    pub(super) measured: [u32; 8],
    /// Units of those orders.
    pub(super) units: UnitsSeen,
}

/// Runs a scenario with this text under observation, with an audit after every event.
pub(super) fn watched(scenario: &Scenario, text: &str, seed: u64) -> Seen {
    let mut watcher = Watcher::new(scenario.network(), text);
    Observed::audited(scenario, seed, 0, &mut watcher).unwrap_or_else(|found| panic!("{found}"));
    // Orders still open when the run ends are unfinished.
    let open = watcher.asked.len();
    watcher.measured[usize::from(UNFINISHED)] = u32::try_from(open).expect("few");
    assert_eq!(watcher.placed, watcher.measured.iter().sum::<u32>(), "every order has one outcome");
    Seen { full: watcher.full, reneged: watcher.reneged, measured: watcher.measured, units: watcher.units }
}

impl Watcher {
    fn new(network: &Arc<Network>, text: &str) -> Self {
        let file: toml::Table = text.parse().expect("TOML");
        let entry = |kind: &str, name: &str| file.get(kind)?.get(name)?.as_table().cloned();
        let entries: Vec<toml::Table> =
            network.agents.iter().map(|agent| entry(agent.kind.name, &agent.name).unwrap_or_default()).collect();
        let hold = |entry: &toml::Table| {
            entry.get("departs")?;
            Some(Hold::read(entry.get("capacity")?))
        };
        let space = |entry: &toml::Table| {
            let waits = entry.get("when_full").and_then(toml::Value::as_str) != Some("accept");
            let limit = entry.get("space").filter(|_| waits).and_then(toml::Value::as_str).map(|space| size(space).cm3);
            Space { limit, ..Space::default() }
        };
        let lanes = network.agents.iter().zip(&entries);
        Self {
            network: Arc::clone(network),
            holds: lanes.map(|(agent, entry)| if agent.kind.name == "lane" { hold(entry) } else { None }).collect(),
            spaces: entries.iter().map(space).collect(),
            aboard: vec![Vec::new(); network.agents.len()],
            waiting: vec![0; network.sites.len()],
            busy: vec![0; network.sites.len()],
            ..Self::default()
        }
    }

    fn line_ends(&mut self, line: OrderId, books: &Books) {
        assert!(self.open.contains(&books.orders.head(line).index()), "a line ends within its order");
        assert!(self.ended.insert(line.index()), "a line ends once");
        assert_eq!(books.orders[line].undelivered, Units::ZERO, "nothing of it is to come");
    }

    fn order_ends(&mut self, order: OrderId, outcome: u8, books: &Books) {
        // Only an order of the window is remembered here.
        if let Some(ordered) = self.asked.remove(&order.index()) {
            let arrived: i64 = books.orders.lines(order).map(|(_, line)| line.asked.count()).sum();
            let outcome = match arrived {
                0 => outcome,
                _ if arrived == ordered => DELIVERED,
                _ => IN_PART,
            };
            self.measured[usize::from(outcome)] += 1;
            self.units.delivered += arrived;
        }
        assert!(self.open.remove(&order.index()), "an order ends once");
        for (line, _) in books.orders.lines(order) {
            assert!(self.ended.remove(&line.index()), "an order ends with its last line");
        }
    }

    /// Ends a shipment and those inside it.
    fn ends(&mut self, carrier: ShipmentId, books: &Books) {
        for (id, _) in books.shipments.aboard(carrier) {
            assert!(self.held.remove(&id.index()).is_some(), "what ends was sent, and ends once");
        }
    }

    fn depart(&mut self, lane: usize, load: u64) {
        let Some(hold) = self.holds[lane] else { return };
        let aboard = std::mem::take(&mut self.aboard[lane]);
        assert_eq!(u64::try_from(aboard.len()), Ok(load), "everything on board has left");
        let size: Size = aboard.iter().map(|load| load.size).sum();
        // An oversized shipment goes alone, except for shipments that need none of the same capacity.
        let within = |limit: i64, of: fn(&Size) -> i64| {
            of(&size) <= limit || aboard.iter().filter(|load| of(&load.size) > 0).count() == 1
        };
        assert!(aboard.len() <= hold.parcels, "{} parcels in {hold:?}", aboard.len());
        let fits = within(hold.size.grams, |size| size.grams) && within(hold.size.cm3, |size| size.cm3);
        assert!(fits, "{aboard:?} in {hold:?}");
        self.full += u64::from(aboard.len() == hold.parcels || !size.fits(hold.size));
    }

    fn shelves(&mut self, stock_point: haitao::units::StockPointId, books: &Books) {
        let stock = &books.stock[stock_point];
        for (level, value) in
            [("on hand", &stock.on_hand), ("backorders", &stock.backorders), ("on order", &stock.on_order)]
        {
            assert!(value.value() >= 0, "{level} of {}: {}", self.network.stock_point(stock_point).name, value.value());
        }
        let warehouse = self.network.stock_point(stock_point).warehouse;
        let stored: i64 = books
            .stock
            .iter()
            .filter(|(id, _)| self.network.stock_point(*id).warehouse == warehouse)
            .map(|(id, stock_point)| stock_point.stock().count() * self.network.stock_point_cm3(id))
            .sum();
        let space = &mut self.spaces[warehouse.index()];
        if self.last == SimTime::ZERO {
            space.opening = space.opening.max(stored);
        }
        if let Some(limit) = space.limit {
            assert!(stored <= limit.max(space.opening).max(space.largest) + space.back, "{stored} cm3 in {space:?}");
        }
    }
}

impl Hold {
    fn read(capacity: &toml::Value) -> Self {
        let mut hold = Self { size: Size { grams: i64::MAX, cm3: i64::MAX }, parcels: usize::MAX };
        let list = capacity.as_array().cloned().unwrap_or_else(|| vec![capacity.clone()]);
        for limit in list.iter().filter_map(toml::Value::as_str) {
            let Size { grams, cm3 } = size(limit);
            match limit.split_once(' ') {
                Some((number, "parcels")) => hold.parcels = number.parse().expect("a number"),
                _ if grams > 0 => hold.size.grams = grams,
                _ => hold.size.cm3 = cm3,
            }
        }
        hold
    }
}

/// Parses a size such as `"6 kg"`, `"30 l"` or `"0.4 m3"`.
#[expect(clippy::cast_possible_truncation, reason = "small numbers")]
fn size(text: &str) -> Size {
    let (number, unit) = text.split_once(' ').expect("number and unit");
    let number: f64 = number.parse().expect("a number");
    let whole = |factor: f64| (number * factor).round() as i64;
    match unit {
        "kg" => Size { grams: whole(1e3), cm3: 0 },
        "l" => Size { grams: 0, cm3: whole(1e3) },
        "m3" => Size { grams: 0, cm3: whole(1e6) },
        _ => Size::NONE,
    }
}

impl Probe for Watcher {
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        assert!(now >= self.last, "time does not go back");
        self.last = now;
        match fact {
            Fact::Placed(order) => {
                assert!(self.open.insert(order.index()), "an order is placed once");
                if self.network.window.covers(books.orders[order].placed) {
                    let units: i64 = books.orders.lines(order).map(|(_, line)| line.asked.count()).sum();
                    self.placed += 1;
                    self.units.ordered += units;
                    self.asked.insert(order.index(), units);
                }
            }
            Fact::LineDelivered { line, .. } | Fact::LineFailed { line, .. } => self.line_ends(line, books),
            Fact::Delivered { order, .. } => self.order_ends(order, DELIVERED, books),
            Fact::Failed { order, why } => self.order_ends(order, outcome(why), books),
            Fact::Asked { asked, served, lost, .. } => {
                assert!(served >= Units::ZERO && lost >= Units::ZERO && (asked - served - lost) >= Units::ZERO);
            }
            Fact::GaveUp { order, units } => {
                let size = books.orders[order].product.map_or(Size::NONE, |product| self.network.product(product).size);
                self.spaces.iter_mut().for_each(|space| space.back += size.cm3 * units.count());
            }
            Fact::Shelved { stock_point, units } => {
                let volume = self.network.stock_point_cm3(stock_point) * units.count();
                let space = &mut self.spaces[self.network.stock_point(stock_point).warehouse.index()];
                space.largest = space.largest.max(volume);
            }
            Fact::Restocked { stock_point, shipment } => {
                let volume = self.network.stock_point_cm3(stock_point) * books.shipments[shipment].units.count();
                let space = &mut self.spaces[self.network.stock_point(stock_point).warehouse.index()];
                space.largest = space.largest.max(volume);
            }
            Fact::Moved(stock_point) => self.shelves(stock_point, books),
            Fact::Queued(site) => self.waiting[site.index()] += 1,
            Fact::Began { site, .. } => {
                self.waiting[site.index()] -= 1;
                self.busy[site.index()] += 1;
                assert!(self.waiting[site.index()] >= 0, "a shipment queues before its service begins");
                if let Some(servers) = self.network.sites[site.index()].servers {
                    assert!(self.busy[site.index()] <= i64::from(servers), "a server serves one");
                }
            }
            Fact::Reneged { site, .. } => {
                self.waiting[site.index()] -= 1;
                assert!(self.waiting[site.index()] >= 0, "a shipment leaves only a queue that it joined");
                self.reneged += 1;
            }
            Fact::Ended(site) => {
                self.busy[site.index()] -= 1;
                assert!(self.busy[site.index()] >= 0, "a service begins before it ends");
            }
            Fact::Sailed { lane, shipment, .. } if self.holds[lane.index()].is_some() => {
                self.aboard[lane.index()].push(books.shipments[shipment].load);
            }
            Fact::Sent { by, shipment } => {
                assert_eq!(self.held.insert(shipment.index(), by), None, "a shipment is sent once");
            }
            Fact::Split { from, off } => {
                let by = self.held[&from.index()];
                let rode = books.shipments.aboard(from).any(|(id, _)| id == off);
                let held = self.held.insert(off.index(), by);
                assert_eq!(held.is_some(), rode, "what is split off is new, or rode in it");
            }
            Fact::Passed { from, to, shipment } => {
                assert_eq!(self.held.insert(shipment.index(), to), Some(from), "only the holder passes a shipment on");
                if self.network.agent(to).kind.name == "market" {
                    self.ends(shipment, books);
                }
            }
            Fact::Gone { shipment, .. } => self.ends(shipment, books),
            Fact::Departed { lane, load } => self.depart(lane.index(), load),
            _ => {}
        }
    }

    fn mark(&mut self, _now: SimTime, _mark: Mark, _books: &Books) {}
}
