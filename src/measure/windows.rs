//! The measures over the windows that a scenario names: the same measures as those of the run, over another time. They
//! sleep while nothing happens that concerns their window, so windows cost little.

use super::Measures;
use super::sheet::Sheet;
use crate::chain::audit::Discrepancy;
use crate::chain::{Books, Fact, Mark, Network, Window};
use crate::units::{SimTime, Span};

/// The measures of all named windows.
#[derive(Debug, Default)]
pub(super) struct Windows(Vec<Measured>);

/// The measures over one window.
#[derive(Debug, Default)]
struct Measured {
    measures: Measures,
    window: Window,
    awake: bool,
    /// Between spans, and after the last: when to look again whether anything of the window is still under way.
    look: SimTime,
}

/// How often sleep is considered. It never changes a result.
const LOOK: Span = Span::DAY;

impl Windows {
    pub(super) fn reset(&mut self, network: &Network) {
        self.0.resize_with(network.windows.len(), Measured::default);
        for (measured, named) in self.0.iter_mut().zip(&network.windows) {
            measured.window.clone_from(&named.window);
            measured.measures.reset(network, &named.window);
            (measured.awake, measured.look) = (false, SimTime::NEVER);
        }
    }

    pub(super) fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        for measured in self.0.iter_mut().filter(|measured| measured.awake) {
            if now >= measured.look && !measured.stays_awake(now, books) {
                continue;
            }
            measured.measures.note(now, fact, books);
        }
    }

    /// Records that a span of a window begins or ends; `all` has listened from the start.
    pub(super) fn mark(&mut self, now: SimTime, window: usize, mark: Mark, all: &Measures, books: &Books) {
        let measured = &mut self.0[window];
        measured.look = match mark {
            Mark::WarmUp => SimTime::NEVER,
            Mark::Horizon => now + LOOK,
        };
        if !measured.awake {
            measured.measures.join(all);
            measured.awake = true;
        }
        measured.measures.mark(now, mark, books);
    }

    pub(super) fn run_ends(&mut self, books: &Books) {
        self.0.iter_mut().for_each(|measured| measured.measures.run_ends(books));
    }

    pub(super) fn audit(&self, network: &Network) -> Result<(), Discrepancy> {
        self.0.iter().try_for_each(|measured| measured.measures.audit(network))
    }

    pub(super) fn report(&self, network: &Network, sheet: &mut Sheet) {
        for (measured, named) in self.0.iter().zip(&network.windows) {
            sheet.enter(&named.name);
            measured.measures.report(network, &named.window, sheet);
        }
        sheet.leave();
    }
}

impl Measured {
    /// Goes to sleep if every order of the window has ended, and with it everything that was under way.
    #[inline(never)]
    fn stays_awake(&mut self, now: SimTime, books: &Books) -> bool {
        self.awake = books.orders.iter().any(|(_, order)| self.window.covers(order.placed));
        self.look = now + LOOK;
        self.awake
    }
}
