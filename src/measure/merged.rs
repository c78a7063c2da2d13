//! Orders that shared the parcel of another. Reported if some platform merges orders.

use super::Measure;
use super::kpi;
use super::sheet::{Sheet, ratio};
use crate::chain::{Books, Fact, Network, Window};
use crate::units::SimTime;

/// Merged orders of the window.
#[derive(Debug, Default)]
pub(super) struct Merged {
    window: Window,
    count: u64,
}

impl Measure for Merged {
    fn reset(&mut self, _network: &Network, window: &Window) {
        *self = Self { window: window.clone(), count: 0 };
    }

    #[inline(always)]
    fn note(&mut self, _now: SimTime, fact: Fact, books: &Books) {
        if let Fact::Merged(order) = fact
            && self.window.covers(books.orders[order].placed)
        {
            self.count += 1;
        }
    }

    fn report(&self, network: &Network, _window: &Window, sheet: &mut Sheet) {
        if network.merges {
            sheet.total(&kpi::ORDERS_MERGED, ratio(self.count, 1));
        }
    }
}
