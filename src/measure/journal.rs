//! Journals: rows of orders and of stock, handed in full batches to a sink, so that memory stays flat.

use crate::chain::{Books, Buyer, Cost, Fact, Failure, Network, Order, Part, Stage};
use crate::units::{Id, Money, SimTime, Span};
use std::io;
use std::sync::Arc;

/// Rows in a full batch.
const BATCH: usize = 65_536;

/// Which journals are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Journals {
    /// A row for every order of a consumer.
    pub orders: bool,
    /// A row for every change of a stock cell.
    pub stock: bool,
}

/// Takes batches of rows. A sink keeps its first error and returns it when it is finished.
pub trait Sink: Send {
    /// Takes rows of orders.
    fn orders(&mut self, rows: &OrderRows);
    /// Takes rows of stock.
    fn stock(&mut self, rows: &StockRows);
    /// Ends the journal.
    ///
    /// # Errors
    /// The first error there was.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// How an order ended: 0 delivered, 1 lost, 2 cancelled, 3 returned, 4 unfinished.
const DELIVERED: u8 = 0;
const UNFINISHED: u8 = 4;

/// Orders that consumers placed before the window ended, a column a field, in the order in which they ended.
#[derive(Clone, Debug, Default)]
pub struct OrderRows {
    /// The market, by place in `markets`.
    pub market: Vec<u32>,
    /// The product, by place in `products`; `u32::MAX` where orders carry no goods.
    pub product: Vec<u32>,
    /// How many orders its origin placed before it.
    pub ordinal: Vec<u64>,
    /// When it was placed, in microseconds since the start.
    pub placed_us: Vec<i64>,
    /// When it ended, in microseconds since the start; the end of the drain for those unfinished.
    pub ended_us: Vec<i64>,
    /// 0 delivered, 1 lost, 2 cancelled, 3 returned, 4 unfinished.
    pub outcome: Vec<u8>,
    /// Units it stood for in the end: asked, less lost, cancelled and returned.
    pub units: Vec<i64>,
    /// Parcels it was split into.
    pub parcels: Vec<u32>,
    /// Microseconds in every stage, by `Stage::ALL`; those of the last parcel, zero unless delivered.
    pub stage_us: [Vec<i64>; Stage::ALL.len()],
    /// What the buyer pays, in 1/10,000 of the currency unit.
    pub price: Vec<i64>,
    /// What it cost, by `Part::ALL`, in 1/10,000 of the currency unit.
    pub cost: [Vec<i64>; Part::ALL.len()],
    /// The markets' names.
    pub markets: Arc<[String]>,
    /// The products' names.
    pub products: Arc<[String]>,
}

impl OrderRows {
    /// The columns of time by stage, with the stages' names.
    pub fn stages(&self) -> impl Iterator<Item = (&'static str, &Vec<i64>)> {
        Stage::ALL.iter().map(|stage| stage.name()).zip(&self.stage_us)
    }

    /// The columns of cost by part, with the parts' names.
    pub fn costs(&self) -> impl Iterator<Item = (&'static str, &Vec<i64>)> {
        Part::ALL.iter().map(|part| part.name()).zip(&self.cost)
    }
}

/// Changes of stock cells before the window ended, a column a field, in the order in which they happened.
#[derive(Clone, Debug, Default)]
pub struct StockRows {
    /// When, in microseconds since the start.
    pub time_us: Vec<i64>,
    /// The cell, by place in `cells`.
    pub cell: Vec<u32>,
    /// On hand, in units.
    pub on_hand: Vec<i64>,
    /// Backorders, in units.
    pub backorders: Vec<i64>,
    /// On order, in units.
    pub on_order: Vec<i64>,
    /// The cells' names.
    pub cells: Arc<[String]>,
}

/// The probe that writes rows, if a sink was opened.
#[derive(Default)]
pub struct Journal {
    sink: Option<Box<dyn Sink>>,
    keep: Journals,
    /// Where the window ends. How long the world runs on after that depends on everyone in it, so what happens then is
    /// no row, but for the orders placed before.
    end: SimTime,
    orders: OrderRows,
    stock: StockRows,
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Journal").field("keep", &self.keep).finish_non_exhaustive()
    }
}

impl Journal {
    /// Opens it for one replication.
    pub fn open(&mut self, sink: Box<dyn Sink>, keep: Journals) {
        self.sink = Some(sink);
        self.keep = keep;
    }

    pub(super) fn reset(&mut self, network: &Network) {
        self.sink = None;
        self.keep = Journals::default();
        self.end = network.window.end();
        self.orders.clear();
        self.stock.clear();
        self.orders.markets = network.agents.iter().map(|agent| agent.name.clone()).collect();
        self.orders.products = network.products.iter().map(|product| product.name.clone()).collect();
        self.stock.cells = network.cells.iter().map(|cell| cell.name.clone()).collect();
    }

    #[inline(always)]
    pub(super) fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        match fact {
            Fact::LineDelivered { line: order, last } if self.keep.orders => {
                let spent = *books.shipments[last].spent();
                self.order(&books.orders[order], now, DELIVERED, spent);
            }
            Fact::LineFailed { line: order, why } if self.keep.orders => {
                let outcome = match why {
                    Failure::Lost => 1,
                    Failure::Cancelled => 2,
                    Failure::Returned => 3,
                    Failure::Spoilt => 5,
                    Failure::Refused => 6,
                };
                self.order(&books.orders[order], now, outcome, [Span::ZERO; Stage::ALL.len()]);
            }
            Fact::Moved(cell) if self.keep.stock && now < self.end => {
                let levels = &books.stock[cell];
                let rows = &mut self.stock;
                rows.time_us.push(now.micros());
                rows.cell.push(place(cell.index()));
                rows.on_hand.push(levels.on_hand.value());
                rows.backorders.push(levels.backorders.value());
                rows.on_order.push(levels.on_order.value());
                if rows.time_us.len() == BATCH {
                    self.flush_stock();
                }
            }
            _ => {}
        }
    }

    #[cold]
    #[inline(never)]
    fn order(&mut self, order: &Order, now: SimTime, outcome: u8, spent: [Span; Stage::ALL.len()]) {
        let (Buyer::Market(market), true) = (order.buyer, order.awaited) else { return };
        let rows = &mut self.orders;
        rows.market.push(place(market.index()));
        rows.product.push(order.product.map_or(u32::MAX, |product| place(product.index())));
        rows.ordinal.push(order.ordinal);
        rows.placed_us.push(order.placed.micros());
        rows.ended_us.push(now.micros());
        rows.outcome.push(outcome);
        rows.units.push(order.asked.count());
        rows.parcels.push(order.parcels);
        for (column, span) in rows.stage_us.iter_mut().zip(spent) {
            column.push(span.micros());
        }
        rows.price.push(order.price.parts());
        push_cost(&mut rows.cost, &order.cost);
        if rows.market.len() == BATCH {
            self.flush_orders();
        }
    }

    /// Writes the orders that are still open when the world no longer waits for them, and what is left in the batches.
    ///
    /// # Errors
    /// Whatever kept the sink from writing.
    pub fn finish(&mut self, now: SimTime, books: &Books) -> io::Result<()> {
        if self.keep.orders {
            let mut open: Vec<&Order> = books.orders.iter().map(|(_, order)| order).collect();
            open.sort_by_key(|order| {
                let market = if let Buyer::Market(market) = order.buyer { market.index() } else { usize::MAX };
                (order.placed, market, order.product, order.ordinal, order.key)
            });
            for order in open {
                self.order(order, now, UNFINISHED, [Span::ZERO; Stage::ALL.len()]);
            }
        }
        self.flush_orders();
        self.flush_stock();
        self.keep = Journals::default();
        self.sink.take().map_or(Ok(()), Sink::finish)
    }

    fn flush_orders(&mut self) {
        if let Some(sink) = &mut self.sink
            && !self.orders.market.is_empty()
        {
            sink.orders(&self.orders);
        }
        self.orders.clear();
    }

    fn flush_stock(&mut self) {
        if let Some(sink) = &mut self.sink
            && !self.stock.time_us.is_empty()
        {
            sink.stock(&self.stock);
        }
        self.stock.clear();
    }
}

impl OrderRows {
    fn clear(&mut self) {
        self.market.clear();
        self.product.clear();
        self.ordinal.clear();
        self.placed_us.clear();
        self.ended_us.clear();
        self.outcome.clear();
        self.units.clear();
        self.parcels.clear();
        self.stage_us.iter_mut().for_each(Vec::clear);
        self.price.clear();
        self.cost.iter_mut().for_each(Vec::clear);
    }
}

impl StockRows {
    fn clear(&mut self) {
        self.time_us.clear();
        self.cell.clear();
        self.on_hand.clear();
        self.backorders.clear();
        self.on_order.clear();
    }
}

fn push_cost(columns: &mut [Vec<i64>; Part::ALL.len()], cost: &Cost) {
    for (column, (_, amount)) in columns.iter_mut().zip(cost.parts()) {
        let amount: Money = amount;
        column.push(amount.parts());
    }
}

fn place(index: usize) -> u32 {
    u32::try_from(index).expect("identities are 32 bits wide")
}
