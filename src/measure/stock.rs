//! Stock points: mean levels, stockouts, fill rates, replenishment cycles, orders placed, value and turns.

use super::Measure;
use super::kpi;
use super::sheet::{Sheet, YEAR, ratio};
use crate::chain::{Books, Fact, Level, Mark, Network, Window};
use crate::units::{Id, Money, SimTime, Span};

/// Counts and levels by stock point.
#[derive(Debug, Default)]
pub(super) struct StockLevels {
    counts: Vec<Counts>,
    /// Whether a unit was short since the last receipt, by stock point.
    short: Vec<bool>,
    shelves: Vec<Shelf>,
    /// Counts at the start of the window, then what was added in the window.
    window: Vec<Counts>,
}

/// Stockouts. Stock only falls between receipts, so a stockout, if there is one, comes after all the time with stock.
#[derive(Clone, Copy, Debug, Default)]
struct Shelf {
    seen: SimTime,
    stocked: Span,
    /// Whether the stockout in progress at the last look has been counted.
    empty: bool,
    stockouts: i128,
}

impl Shelf {
    /// Updates the stockouts when goods arrive, or when the window begins or ends.
    fn see(&mut self, now: SimTime, on_hand: &Level) {
        let stocked = on_hand.positive(now);
        let (before, whole) = (stocked.micros() - self.stocked.micros(), (now - self.seen).micros());
        self.empty &= before == 0;
        if before < whole && !self.empty {
            self.stockouts += 1;
            self.empty = true;
        }
        (self.seen, self.stocked) = (now, stocked);
    }
}

/// Counts of one stock point since the start.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    asked_units: i64,
    served_units: i64,
    lost_units: i64,
    asked_orders: i64,
    served_orders: i64,
    ordered: i64,
    ordered_units: i64,
    received_units: i64,
    at_end: i64,
    cycles: i64,
    sound_cycles: i64,
    on_hand: i128,
    backorders: i128,
    on_order: i128,
    stocked: i128,
    owing: i128,
    stockouts: i128,
    value: i128,
    issued: i128,
}

impl Measure for StockLevels {
    fn reset(&mut self, network: &Network, _window: &Window) {
        let stock_points = network.stock_points.len();
        self.counts.clear();
        self.counts.resize(stock_points, Counts::default());
        self.short.clear();
        self.short.resize(stock_points, false);
        self.shelves.clear();
        self.shelves.resize(stock_points, Shelf::default());
        self.window.clear();
        self.window.resize(stock_points, Counts::default());
    }

    fn join(&mut self, other: &Self) {
        self.counts.clone_from(&other.counts);
        self.short.clone_from(&other.short);
        for (shelf, other) in self.shelves.iter_mut().zip(&other.shelves) {
            *shelf = Shelf { stockouts: shelf.stockouts, ..*other };
        }
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        match fact {
            Fact::Asked { stock_point, asked, served, lost, .. } => {
                let counts = &mut self.counts[stock_point.index()];
                counts.asked_units += asked.count();
                counts.served_units += served.count();
                counts.lost_units += lost.count();
                counts.asked_orders += 1;
                if served == asked {
                    counts.served_orders += 1;
                } else {
                    self.short[stock_point.index()] = true;
                }
            }
            Fact::Substituted { to, units, .. } => {
                let counts = &mut self.counts[to.index()];
                counts.asked_units += units.count();
                counts.served_units += units.count();
                counts.asked_orders += 1;
                counts.served_orders += 1;
            }
            Fact::CameBack(stock_point) => {
                self.shelves[stock_point.index()].see(now, &books.stock[stock_point].on_hand);
            }
            Fact::Ordered { stock_point, units } => {
                let counts = &mut self.counts[stock_point.index()];
                counts.ordered += 1;
                counts.ordered_units += units.count();
            }
            Fact::Shelved { stock_point, units } => {
                self.shelves[stock_point.index()].see(now, &books.stock[stock_point].on_hand);
                let counts = &mut self.counts[stock_point.index()];
                counts.received_units += units.count();
                counts.cycles += 1;
                counts.sound_cycles += i64::from(!std::mem::take(&mut self.short[stock_point.index()]));
            }
            _ => {}
        }
    }

    fn mark(&mut self, now: SimTime, mark: Mark, books: &Books) {
        for (index, (id, stock_point)) in books.stock.iter().enumerate() {
            debug_assert_eq!(index, id.index());
            let counts = Counts {
                at_end: stock_point.on_hand.value(),
                on_hand: stock_point.on_hand.area(now),
                backorders: stock_point.backorders.area(now),
                on_order: stock_point.on_order.area(now),
                stocked: i128::from(stock_point.on_hand.positive(now).micros()),
                owing: i128::from(stock_point.backorders.positive(now).micros()),
                value: stock_point.value_area(now),
                issued: i128::from(stock_point.issued().parts()),
                ..self.counts[index]
            };
            let shelf = &mut self.shelves[index];
            shelf.see(now, &stock_point.on_hand);
            if mark == Mark::WarmUp {
                // A stockout in progress now counts in the window.
                shelf.empty = false;
            }
            let counts = Counts { stockouts: shelf.stockouts, ..counts };
            self.window[index] = counts.since(&self.window[index]);
        }
    }

    fn report(&self, network: &Network, window: &Window, sheet: &mut Sheet) {
        let length = i128::from(window.length().micros());
        let day = i128::from(Span::DAY.micros());
        let year = i128::from(YEAR.micros());
        for (stock_point, counts) in network.stock_points.iter().zip(&self.window) {
            let mut put = |kpi, value| sheet.entry("stock", &stock_point.name, kpi, value);
            put(&kpi::MEAN_ON_HAND, ratio(counts.on_hand, length));
            put(&kpi::MEAN_BACKORDERS, ratio(counts.backorders, length));
            put(&kpi::MEAN_ON_ORDER, ratio(counts.on_order, length));
            put(&kpi::STOCKOUT_TIME_SHARE, ratio(length - counts.stocked, length));
            put(&kpi::BACKORDER_TIME_SHARE, ratio(counts.owing, length));
            put(&kpi::READY_RATE, ratio(counts.stocked, length));
            put(&kpi::STOCKOUT_DAYS, ratio(length - counts.stocked, day));
            put(&kpi::STOCKOUTS, ratio(counts.stockouts, 1));
            put(&kpi::STOCKOUT_DAYS_MEAN, ratio(length - counts.stocked, counts.stockouts * day));
            put(&kpi::DAYS_OF_SUPPLY, ratio(counts.on_hand, i128::from(counts.asked_units) * day));
            put(&kpi::STOCK_VALUE, ratio(counts.value, length * i128::from(Money::SCALE)));
            put(&kpi::INVENTORY_TURNS, ratio(counts.issued * year, counts.value));
            put(&kpi::FILL_RATE, ratio(counts.served_units, counts.asked_units));
            put(&kpi::ORDER_FILL_RATE, ratio(counts.served_orders, counts.asked_orders));
            put(&kpi::CYCLE_SERVICE_LEVEL, ratio(counts.sound_cycles, counts.cycles));
            put(&kpi::LOST_SALES, ratio(counts.lost_units, 1));
            put(&kpi::LOST_SHARE, ratio(counts.lost_units, counts.asked_units));
            put(&kpi::REPLENISHMENT_ORDERS, ratio(i128::from(counts.ordered) * day, length));
            put(&kpi::UNITS_REPLENISHED, ratio(counts.ordered_units, 1));
            put(&kpi::UNITS_RECEIVED, ratio(counts.received_units, 1));
            put(&kpi::ON_HAND_END, ratio(counts.at_end, 1));
        }
    }
}

impl Counts {
    fn since(self, before: &Self) -> Self {
        Self {
            asked_units: self.asked_units - before.asked_units,
            served_units: self.served_units - before.served_units,
            lost_units: self.lost_units - before.lost_units,
            asked_orders: self.asked_orders - before.asked_orders,
            served_orders: self.served_orders - before.served_orders,
            ordered: self.ordered - before.ordered,
            ordered_units: self.ordered_units - before.ordered_units,
            received_units: self.received_units - before.received_units,
            at_end: self.at_end,
            cycles: self.cycles - before.cycles,
            sound_cycles: self.sound_cycles - before.sound_cycles,
            on_hand: self.on_hand - before.on_hand,
            backorders: self.backorders - before.backorders,
            on_order: self.on_order - before.on_order,
            stocked: self.stocked - before.stocked,
            owing: self.owing - before.owing,
            value: self.value - before.value,
            issued: self.issued - before.issued,
            stockouts: self.stockouts - before.stockouts,
        }
    }
}
