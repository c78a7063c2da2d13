//! The journal of stock: one row for each change of a stock point.

use super::column::{Column, Tabular, column, words};
use super::{BATCH, Kept, Out, place, rows, stock_points};
use crate::chain::{Books, Fact, Network};
use crate::table::Values;
use crate::units::{Id, SimTime, StockPointId};

rows! {
    /// Changes of stock points before the window ended, one column per field, in the order in which they happened.
    StockRows as Stock;
    /// The time, in microseconds since the start.
    time_us: Vec<i64>;
    /// The stock point, index into `stock_points`.
    stock_point: Vec<u32>;
    /// On hand, in units.
    on_hand: Vec<i64>;
    /// Backorders, in units.
    backorders: Vec<i64>;
    /// On order, in units.
    on_order: Vec<i64>;
    /// The value of the stock on hand, in 1/10,000 of the currency unit.
    value: Vec<i64>;
    => names
    /// The stock points' names.
    stock_points;
}

impl Tabular for StockRows {
    const DOC: &'static str = "One row after each change of a stock point, and one at time 0.";
    const COLUMNS: &'static [Column<Self>] = &[
        column("time_us", "time of the change", |rows| Values::I64(rows.time_us.clone())),
        column("stock", "stock point, `WAREHOUSE.PRODUCT`", |rows| words(&rows.stock_point, &rows.stock_points)),
        column("on_hand_units", "stock on hand", |rows| Values::I64(rows.on_hand.clone())),
        column("backorders_units", "units owed to waiting orders", |rows| Values::I64(rows.backorders.clone())),
        column("on_order_units", "units ordered and not yet on the shelf", |rows| Values::I64(rows.on_order.clone())),
        column("value_cny_x10000", "value of the stock on hand", |rows| Values::I64(rows.value.clone())),
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
    /// Returns the number of rows.
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
