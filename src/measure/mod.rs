//! What we want to know: probes over facts. A probe hears what has happened and counts; it never acts, and it knows
//! neither agents nor policies.
//!
//! # A new measure
//! One file beside this one (`impl Measure`) and one line in the register.

mod cost;
mod courier;
mod customs;
mod departures;
mod journal;
mod kpi;
mod queue;
mod service;
mod sheet;
mod stock;

pub use journal::{Journal, Journals, OrderRows, Sink, StockRows};
pub use kpi::{KPIS, Kpi};
pub use sheet::{KpiColumn, Sheet, Subject};

use crate::chain::{Books, Fact, Mark, Network, Probe};
use crate::units::SimTime;
use std::fmt::Debug;

/// A probe that reports KPIs.
trait Measure: Debug + Default {
    /// Forgets everything and makes room for a network.
    fn reset(&mut self, network: &Network);

    /// Hears what has happened.
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books);

    /// Hears that the window begins or ends.
    fn mark(&mut self, _now: SimTime, _mark: Mark, _books: &Books) {}

    /// Puts its KPIs on the sheet: always the same ones, in the same order.
    fn report(&self, network: &Network, sheet: &mut Sheet);
}

/// Declares the measures: module and type.
macro_rules! register {
    ($($module:ident $measure:ident;)*) => {
        /// All probes of a run.
        #[derive(Debug, Default)]
        pub struct Probes {
            $($module: $module::$measure,)*
            /// Rows of orders and stock, if asked for.
            pub journal: Journal,
        }

        impl Probes {
            /// Makes them new for a network; memory is kept, content is not.
            pub fn reset(&mut self, network: &Network) {
                $(self.$module.reset(network);)*
                self.journal.reset(network);
            }

            /// Puts every KPI on the sheet.
            pub fn report(&self, network: &Network, sheet: &mut Sheet) {
                $(self.$module.report(network, sheet);)*
            }
        }

        impl Probe for Probes {
            #[inline(always)]
            fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
                $(self.$module.note(now, fact, books);)*
                self.journal.note(now, fact, books);
            }

            fn mark(&mut self, now: SimTime, mark: Mark, books: &Books) {
                $(self.$module.mark(now, mark, books);)*
            }
        }
    };
}

register! {
    service Service;
    cost Costs;
    stock StockLevels;
    queue Queues;
    customs Clearance;
    departures Departures;
    courier LastMile;
}
