//! The measures over the windows that a scenario names: the same measures as those of the run, over another time. They
//! listen to what concerns their window only: not before it, and after it to what was placed or began in it.

use super::Measures;
use super::sheet::Sheet;
use crate::chain::audit::Discrepancy;
use crate::chain::{Books, Fact, Mark, Network, Window};
use crate::units::{Money, SimTime, Span};

/// The measures of all named windows.
#[derive(Debug, Default)]
pub(super) struct Windows(Vec<Measured>);

/// The measures over one window.
#[derive(Debug, Default)]
struct Measured {
    measures: Measures,
    window: Window,
    awake: bool,
    /// Between spans, and after the last: when to look again whether anything of the window is still under way. In a span it
    /// is never.
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

    /// Returns whether any of them listens on.
    #[inline]
    pub(super) fn note(&mut self, now: SimTime, fact: &Fact, books: &Books) -> bool {
        let mut awake = false;
        for measured in self.0.iter_mut().filter(|measured| measured.awake) {
            if measured.look == SimTime::NEVER || measured.concerns(now, fact, books) {
                measured.pass_on(now, fact, books);
            }
            awake |= measured.awake;
        }
        awake
    }

    /// Records that a span of a window begins or ends; `all` has listened from the start.
    pub(super) fn mark(&mut self, now: SimTime, window: usize, mark: Mark, all: &Measures, books: &Books) {
        let measured = &mut self.0[window];
        measured.look = match mark {
            Mark::WarmUp => SimTime::NEVER,
            Mark::Horizon => now + LOOK,
        };
        measured.awake = true;
        if mark == Mark::WarmUp {
            measured.measures.join(all);
        }
        measured.measures.mark(now, mark, books);
    }

    pub(super) fn cash(&mut self, balance: Money) {
        self.0.iter_mut().for_each(|measured| measured.measures.cash(balance));
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

/// Looks at the kind of a fact once instead of in every measure: the measures are compiled for each kind named here.
macro_rules! by_kind {
    ($self:ident $now:ident $books:ident $fact:ident: $($kind:pat),*) => {
        match *$fact {
            $(fact @ $kind => $self.measures.note($now, fact, $books),)*
            fact => $self.measures.note($now, fact, $books),
        }
    };
}

impl Measured {
    #[inline(never)]
    fn pass_on(&mut self, now: SimTime, fact: &Fact, books: &Books) {
        by_kind! {
            self now books fact: Fact::Placed(_), Fact::Routed(_), Fact::Allotted(_), Fact::Asked { .. },
            Fact::LineDelivered { .. }, Fact::Delivered { .. }, Fact::Ordered { .. }, Fact::Shelved { .. },
            Fact::Picked { .. }, Fact::Moved(_), Fact::Queued(_), Fact::Began { .. }, Fact::Ended(_),
            Fact::Sailed { .. }, Fact::Emitted { .. }, Fact::Departed { .. }, Fact::Sent { .. }, Fact::Passed { .. },
            Fact::Split { .. }, Fact::Gone { .. }, Fact::Declared { .. }, Fact::Cleared { .. }, Fact::Dropped { .. }
        }
    }

    /// Returns whether a fact from after a span counts: it is about an order placed in the window, or about a stay that began
    /// in it. Levels need not be followed, because the next span joins the measures that have.
    #[inline(never)]
    fn concerns(&mut self, now: SimTime, fact: &Fact, books: &Books) -> bool {
        if now >= self.look && !self.stays_awake(now, books) {
            return false;
        }
        let order = match *fact {
            Fact::CameInPart(parcel) => books.shipments[parcel].order,
            Fact::Placed(order)
            | Fact::Routed(order)
            | Fact::Allotted(order)
            | Fact::Merged(order)
            | Fact::Asked { order, .. }
            | Fact::GaveUp { order, .. }
            | Fact::Delivered { order, .. }
            | Fact::Failed { order, .. }
            | Fact::Substituted { line: order, .. }
            | Fact::Forgone { line: order, .. }
            | Fact::LineDelivered { line: order, .. }
            | Fact::LineFailed { line: order, .. } => order,
            Fact::Began { waited: stay, .. } | Fact::Landed { took: stay, .. } => {
                return self.window.covers(SimTime::from_micros(now.micros() - stay.micros()));
            }
            Fact::Cleared { .. } => return true,
            _ => return false,
        };
        self.window.covers(books.orders[order].placed)
    }

    /// Goes to sleep if every order of the window has ended, and with it everything that was under way.
    #[inline(never)]
    fn stays_awake(&mut self, now: SimTime, books: &Books) -> bool {
        self.awake = books.orders.iter().any(|(_, order)| self.window.covers(order.placed));
        self.look = now + LOOK;
        self.awake
    }
}
