//! The journal of stock: a row for every change of a stock cell.

use super::{BATCH, Out, cells, place, rows};
use crate::chain::{Books, Network};
use crate::units::{CellId, Id, SimTime};

rows! {
    /// Changes of stock cells before the window ended, a column a field, in the order in which they happened.
    StockRows to stock;
    /// When, in microseconds since the start.
    time_us: Vec<i64>;
    /// The cell, by place in `cells`.
    cell: Vec<u32>;
    /// On hand, in units.
    on_hand: Vec<i64>;
    /// Backorders, in units.
    backorders: Vec<i64>;
    /// On order, in units.
    on_order: Vec<i64>;
    /// The value of what is on hand, in 1/10,000 of the currency unit.
    value: Vec<i64>;
    => names
    /// The cells' names.
    cells;
}

impl StockRows {
    /// How many there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.time_us.len()
    }

    pub(super) fn open(&mut self, network: &Network) {
        self.cells = cells(network);
    }

    #[cold]
    #[inline(never)]
    pub(super) fn push(&mut self, now: SimTime, cell: CellId, books: &Books, out: &mut Out) {
        let levels = &books.stock[cell];
        self.time_us.push(now.micros());
        self.cell.push(place(cell.index()));
        self.on_hand.push(levels.on_hand.value());
        self.backorders.push(levels.backorders.value());
        self.on_order.push(levels.on_order.value());
        self.value.push(levels.value().total().parts());
        if self.rows() == BATCH {
            self.flush(out);
        }
    }
}
