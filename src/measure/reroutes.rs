//! Shipments that changed to another route because their next leg was closed. Reported if some path has a `reroute`.

use super::Measure;
use super::kpi;
use super::sheet::{Sheet, ratio};
use crate::chain::{Books, Fact, Network, Window};
use crate::units::SimTime;

/// Reroutes in the window.
#[derive(Debug, Default)]
pub(super) struct Reroutes {
    window: Window,
    count: u64,
}

impl Measure for Reroutes {
    fn reset(&mut self, _network: &Network, window: &Window) {
        *self = Self { window: window.clone(), count: 0 };
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, _books: &Books) {
        if let Fact::Rerouted { .. } = fact
            && self.window.covers(now)
        {
            self.count += 1;
        }
    }

    fn report(&self, network: &Network, _window: &Window, sheet: &mut Sheet) {
        if network.choices.iter().any(|choice| choice.around.is_some()) {
            sheet.total(&kpi::REROUTED, ratio(self.count, 1));
        }
    }
}
