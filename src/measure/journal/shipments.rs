//! The journal of shipments: one row for each leg, which is a stay of a shipment with one agent: a lane, a customs office, a
//! warehouse that picks it or puts it away. Shipments inside another one are part of it.

use super::column::{Column, Tabular, column, nullable, words};
use super::{BATCH, Kept, Out, agents, buyer, place, plain_agents, rows, stock_points};
use crate::chain::{Books, Fact, Network, Role};
use crate::table::Values;
use crate::units::{AgentId, Id, ShipmentId, SimTime};

rows! {
    /// Legs that began before the window ended, one column per field, in the order in which they ended.
    ShipmentRows as Shipments;
    /// The number of the shipment: how many were created before it.
    shipment: Vec<u64>;
    /// The market that the order is for, index into `markets`; `u32::MAX` for goods that go into stock.
    market: Vec<u32>;
    /// The stock point that the order is for, index into `stock_points`; `u32::MAX` for a consumer's order.
    stock_point: Vec<u32>;
    /// How many orders the same origin placed before this one.
    ordinal: Vec<u64>;
    /// The agent that held it, index into `agents`.
    agent: Vec<u32>;
    /// When it arrived, in microseconds since the start.
    entered_us: Vec<i64>;
    /// When it left, in microseconds since the start; `None` if it was still there when the window ended.
    left_us: Vec<Option<i64>>;
    /// Units when it left, including shipments inside it.
    units: Vec<i64>;
    /// Weight in grams when it left, including shipments inside it.
    grams: Vec<i64>;
    /// Volume in cubic centimetres when it left, including shipments inside it.
    cm3: Vec<i64>;
    => names
    /// The markets' names.
    markets;
    /// The stock points' names.
    stock_points;
    /// Kinds and names of the agents.
    agents;
}

impl Tabular for ShipmentRows {
    const DOC: &'static str = "One row for each leg (the stay of a shipment with one agent), written when it ends. Legs cut off by the end of the window come last. Shipments inside another one are part of it. Goods in transit at time 0 are with the warehouse they go to.";
    const COLUMNS: &'static [Column<Self>] = &[
        column("shipment", "number of the shipment: how many were created before it in the run", |rows| {
            Values::U64(rows.shipment.clone())
        }),
        nullable("market", "market that the order is for; null for goods that go into stock", |rows| {
            words(&rows.market, &rows.markets)
        }),
        nullable(
            "stock",
            "stock point, `WAREHOUSE.PRODUCT`, that the order is for; null for a consumer's order",
            |rows| words(&rows.stock_point, &rows.stock_points),
        ),
        column("ordinal", "number of the order, as in `orders`", |rows| Values::U64(rows.ordinal.clone())),
        column("agent", "agent that held it, `KIND.NAME`", |rows| words(&rows.agent, &rows.agents)),
        column("entered_us", "when it arrived, or was created there", |rows| Values::I64(rows.entered_us.clone())),
        column("left_us", "when it left or ended there; null if the window ended first", |rows| {
            Values::MaybeI64(rows.left_us.clone())
        }),
        column("held_units", "units when it left", |rows| Values::I64(rows.units.clone())),
        column("weight_g", "weight when it left", |rows| Values::I64(rows.grams.clone())),
        column("volume_cm3", "volume when it left", |rows| Values::I64(rows.cm3.clone())),
    ];
}

impl ShipmentRows {
    /// Returns the number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.shipment.len()
    }
}

/// A leg that has not ended.
#[derive(Clone, Copy, Debug, Default)]
struct Leg {
    shipment: u64,
    agent: AgentId,
    entered: SimTime,
}

/// The rows, and the current legs, indexed by shipment.
#[derive(Debug, Default)]
pub(super) struct Legs {
    rows: ShipmentRows,
    under_way: Vec<Leg>,
    made_up: u64,
    /// Whether an agent holds shipments for a time, rather than only creating or ending them.
    holds: Vec<bool>,
}

impl Kept for Legs {
    fn open(&mut self, network: &Network) {
        self.rows.markets = plain_agents(network);
        self.rows.stock_points = stock_points(network);
        self.rows.agents = agents(network);
        self.holds.clear();
        self.holds.extend(network.agents.iter().map(|agent| agent.kind.role != Role::Aside));
    }

    fn clear(&mut self) {
        self.rows.forget();
        self.under_way.clear();
        self.made_up = 0;
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books, out: &mut Out) {
        match fact {
            Fact::Sent { by, shipment } => self.begin(shipment, by, now),
            Fact::Passed { to, shipment, .. } => self.pass(now, shipment, to, books, out),
            Fact::Split { from, off } => self.split(from, off),
            Fact::Gone { shipment, .. } => self.end(shipment, Some(now), books, out),
            _ => {}
        }
    }

    /// Legs still in progress become rows that say so.
    fn window_ends(&mut self, books: &Books, out: &mut Out) {
        let mut rides = vec![false; self.under_way.len()];
        for (_, shipment) in books.shipments.iter() {
            if shipment.rider != ShipmentId::LAST {
                rides[shipment.rider.index()] = true;
            }
        }
        let mut open: Vec<ShipmentId> = books.shipments.iter().map(|(id, _)| id).collect();
        open.retain(|id| !rides[id.index()]);
        open.sort_by_key(|id| self.under_way[id.index()].shipment);
        for id in open {
            self.end(id, None, books, out);
        }
    }

    fn flush(&mut self, out: &mut Out) {
        self.rows.hand_over(out);
    }
}

impl Legs {
    /// Passes a shipment to another agent.
    #[cold]
    #[inline(never)]
    fn pass(&mut self, now: SimTime, id: ShipmentId, to: AgentId, books: &Books, out: &mut Out) {
        self.end(id, Some(now), books, out);
        let leg = &mut self.under_way[id.index()];
        (leg.agent, leg.entered) = (to, now);
    }

    /// Splits a shipment off another one.
    #[cold]
    #[inline(never)]
    fn split(&mut self, from: ShipmentId, off: ShipmentId) {
        let Leg { agent, entered, .. } = self.under_way[from.index()];
        self.begin(off, agent, entered);
    }

    /// Starts the first leg of a new shipment.
    #[cold]
    #[inline(never)]
    fn begin(&mut self, id: ShipmentId, agent: AgentId, entered: SimTime) {
        if self.under_way.len() <= id.index() {
            self.under_way.resize(id.index() + 1, Leg::default());
        }
        self.under_way[id.index()] = Leg { shipment: self.made_up, agent, entered };
        self.made_up += 1;
    }

    /// Ends a leg; `None` if the window ends before it does.
    #[cold]
    #[inline(never)]
    fn end(&mut self, id: ShipmentId, left: Option<SimTime>, books: &Books, out: &mut Out) {
        let Leg { shipment, agent, entered } = self.under_way[id.index()];
        if !self.holds[agent.index()] {
            return;
        }
        let goods = &books.shipments[id];
        let order = &books.orders[goods.order];
        let (market, stock_point) = buyer(order.buyer);
        let rows = &mut self.rows;
        rows.shipment.push(shipment);
        rows.market.push(market);
        rows.stock_point.push(stock_point);
        rows.ordinal.push(order.ordinal);
        rows.agent.push(place(agent.index()));
        rows.entered_us.push(entered.micros());
        rows.left_us.push(left.map(SimTime::micros));
        rows.units.push(goods.load.units.count());
        rows.grams.push(goods.load.size.grams);
        rows.cm3.push(goods.load.size.cm3);
        if rows.rows() == BATCH {
            rows.hand_over(out);
        }
    }
}
