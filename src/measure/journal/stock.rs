//! The journal of stock: a row for every change of a stock stock point.

use super::column::{Column, Tabular, column, words};
use super::{BATCH, Kept, Out, place, rows, stock_points};
use crate::chain::{Books, Fact, Network};
use crate::table::Values;
use crate::units::{Id, SimTime, StockPointId};

rows! {
    /// Changes of stock stock points before the window ended, a column a field, in the order in which they happened.
    StockRows as Stock;
    /// When, in microseconds since the start.
    time_us: Vec<i64>;
    /// The stock point, by place in `stock_points`.
    stock_point: Vec<u32>;
    /// On hand, in units.
    on_hand: Vec<i64>;
    /// Backorders, in units.
    backorders: Vec<i64>;
    /// On order, in units.
    on_order: Vec<i64>;
    /// The value of what is on hand, in 1/10,000 of the currency unit.
    value: Vec<i64>;
    => names
    /// The stock points' names.
    stock_points;
}

impl Tabular for StockRows {
    const DOC: &'static str = "A row after each change of a stock cell, and one at time 0.";
    const COLUMNS: &'static [Column<Self>] = &[
        column("time_us", "when", |rows| Values::I64(rows.time_us.clone())),
        column("stock", "the cell, `WAREHOUSE.PRODUCT`", |rows| words(&rows.stock_point, &rows.stock_points)),
        column("on_hand_units", "on the shelf", |rows| Values::I64(rows.on_hand.clone())),
        column("backorders_units", "owed to orders that wait", |rows| Values::I64(rows.backorders.clone())),
        column("on_order_units", "ordered and not yet on the shelf", |rows| Values::I64(rows.on_order.clone())),
        column("value_cny_x10000", "the value of what is on the shelf", |rows| Values::I64(rows.value.clone())),
    ];
}

impl Kept for StockRows {
    fn open(&mut self, network: &Network) {
        self.stock_points = stock_points(network);
    }

    fn clear(&mut self) {
        self.forget();
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books, out: &mut Out) {
        if let Fact::Moved(stock_point) = fact {
            self.push(now, stock_point, books, out);
        }
    }

    fn flush(&mut self, out: &mut Out) {
        self.hand_over(out);
    }
}

impl StockRows {
    /// How many there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.time_us.len()
    }

    #[cold]
    #[inline(never)]
    fn push(&mut self, now: SimTime, stock_point: StockPointId, books: &Books, out: &mut Out) {
        let levels = &books.stock[stock_point];
        self.time_us.push(now.micros());
        self.stock_point.push(place(stock_point.index()));
        self.on_hand.push(levels.on_hand.value());
        self.backorders.push(levels.backorders.value());
        self.on_order.push(levels.on_order.value());
        self.value.push(levels.value().total().parts());
        if self.rows() == BATCH {
            self.hand_over(out);
        }
    }
}
