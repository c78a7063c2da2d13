//! The balance of cash: how low it falls, and what it is in the end.

use super::Measure;
use super::kpi;
use super::sheet::Sheet;
use crate::chain::{Books, Fact, Mark, Network, Window};
use crate::units::{Money, SimTime};

/// The balance of cash in the window.
#[derive(Debug, Default)]
pub(super) struct Cash {
    /// Whether the window is open.
    open: bool,
    lowest: Option<Money>,
    end: Money,
}

impl Measure for Cash {
    fn reset(&mut self, _network: &Network, _window: &Window) {
        *self = Self::default();
    }

    #[inline(always)]
    fn note(&mut self, _now: SimTime, _fact: Fact, _books: &Books) {}

    fn mark(&mut self, _now: SimTime, mark: Mark, books: &Books) {
        self.open = true;
        self.end = books.cash();
        self.cash(self.end);
        self.open = mark == Mark::WarmUp;
    }

    fn cash(&mut self, balance: Money) {
        if self.open {
            self.lowest = Some(self.lowest.map_or(balance, |lowest| lowest.min(balance)));
        }
    }

    fn report(&self, network: &Network, _window: &Window, sheet: &mut Sheet) {
        if network.sales.settle() {
            sheet.total(&kpi::CASH_LOWEST, self.lowest.map_or(f64::NAN, Money::amount));
            sheet.total(&kpi::CASH_AT_END, self.end.amount());
        }
    }
}
