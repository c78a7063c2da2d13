//! Warehouses: mean volume of the stock, and units scrapped.

use super::Measure;
use super::kpi;
use super::sheet::{Sheet, ratio};
use crate::chain::{Books, Duty, Fact, Mark, Network, Window};
use crate::units::{Id, SimTime};

/// Counts by warehouse.
#[derive(Debug, Default)]
pub(super) struct Warehouses {
    /// Units x microseconds on hand by stock point, at the start of the window; then over the window.
    areas: Vec<i128>,
    /// Units scrapped, by agent.
    scrapped: Vec<i128>,
    window: Window,
}

impl Measure for Warehouses {
    fn reset(&mut self, network: &Network, window: &Window) {
        self.window.clone_from(window);
        self.areas.clear();
        self.areas.resize(network.stock_points.len(), 0);
        self.scrapped.clear();
        self.scrapped.resize(network.agents.len(), 0);
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, _books: &Books) {
        if let Fact::Scrapped { by, units, .. } = fact
            && self.window.covers(now)
        {
            self.scrapped[by.index()] += i128::from(units.count());
        }
    }

    fn mark(&mut self, now: SimTime, _mark: Mark, books: &Books) {
        for (area, (_, stock_point)) in self.areas.iter_mut().zip(books.stock.iter()) {
            *area = stock_point.on_hand.area(now) - *area;
        }
    }

    fn report(&self, network: &Network, window: &Window, sheet: &mut Sheet) {
        let mut volumes = vec![0; network.agents.len()];
        for (stock_point, area) in network.stock_points.iter().zip(&self.areas) {
            volumes[stock_point.warehouse.index()] += area * i128::from(stock_point.unit_cm3);
        }
        let cubic_metres = i128::from(window.length().micros()) * 1_000_000;
        for (index, name) in network.agents.iter().enumerate().filter(|(_, name)| name.kind.does(Duty::Store)) {
            sheet.entry(name.kind.name, &name.name, &kpi::STOCK_VOLUME, ratio(volumes[index], cubic_metres));
            sheet.entry(name.kind.name, &name.name, &kpi::UNITS_SCRAPPED, ratio(self.scrapped[index], 1));
        }
    }
}
