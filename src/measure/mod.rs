//! Probes, which turn facts into figures. A probe sees what happens and counts; it never acts, and it depends on neither
//! agents nor policies.
//!
//! # A new measure
//! Add one file here (`impl Measure`) and one line in the register.

mod ageing;
mod availability;
mod bullwhip;
mod cost;
mod courier;
mod customs;
mod departures;
mod forecast;
mod journal;
mod kpi;
mod lane;
mod little;
mod merged;
mod outcomes;
mod path;
mod queue;
mod reroutes;
mod returns;
mod sales;
mod series;
mod service;
mod sheet;
mod site_cost;
mod stock;
mod supplier;
mod warehouse;

pub use journal::{
    DeclarationRows, Journal, JournalRows, Journals, OrderRows, PostingRows, ShipmentRows, Sink, StockRows,
    journal_docs, journal_frames,
};
pub use kpi::{KPI_GROUPS, KPIS, Kpi, KpiGroup};
pub use little::{Balance, Little};
pub use series::{Series, SeriesSubject, sample_times, series_subjects};
pub use sheet::{KpiColumn, Sheet, Subject};

use crate::chain::audit::Discrepancy;
use crate::chain::{Books, Fact, Mark, Network, Posting, Probe};
use crate::units::{AgentId, SimTime};
use std::fmt::Debug;

/// A probe that reports KPIs.
trait Measure: Debug + Default {
    /// Clears the probe and allocates memory for a network.
    fn reset(&mut self, network: &Network);

    /// Records a fact.
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books);

    /// Records that the window begins or ends.
    fn mark(&mut self, _now: SimTime, _mark: Mark, _books: &Books) {}

    /// Records what is still open in the books when the run ends.
    fn run_ends(&mut self, _books: &Books) {}

    /// Checks the counts of a run that has ended against each other.
    fn audit(&self, _network: &Network) -> Result<(), Discrepancy> {
        Ok(())
    }

    /// Puts the KPIs on the sheet, always the same ones in the same order.
    fn report(&self, network: &Network, sheet: &mut Sheet);
}

/// Declares the measures: module and type.
macro_rules! register {
    ($($module:ident $measure:ident;)*) => {
        /// All probes of a run.
        #[derive(Debug, Default)]
        pub struct Probes {
            $($module: $module::$measure,)*
            /// Rows for every event, if journals were requested.
            pub journal: Journal,
            /// Readings at regular times, if the scenario asks for them.
            pub series: Series,
        }

        impl Probes {
            /// Resets all probes for a network, keeping allocated memory.
            pub fn reset(&mut self, network: &Network) {
                $(self.$module.reset(network);)*
                self.journal.reset();
                self.series.reset(network);
            }

            /// Records what is still open in the books when the run ends; reports follow.
            pub fn run_ends(&mut self, books: &Books) {
                $(self.$module.run_ends(books);)*
            }

            /// Checks the counts of a run that has ended against each other.
            ///
            /// # Errors
            /// Returns the first discrepancy.
            pub fn audit(&self, network: &Network) -> Result<(), Discrepancy> {
                $(self.$module.audit(network)?;)*
                Ok(())
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
                self.series.note(fact);
            }

            fn mark(&mut self, now: SimTime, mark: Mark, books: &Books) {
                $(self.$module.mark(now, mark, books);)*
                self.journal.mark(now, mark, books);
            }

            fn sample(&mut self, _now: SimTime, books: &Books) {
                self.series.sample(books);
            }

            fn posted(&mut self, now: SimTime, by: Option<AgentId>, posting: Posting) {
                self.journal.posted(now, by, posting);
            }
        }
    };
}

register! {
    service Service;
    path Paths;
    cost Costs;
    site_cost SiteCosts;
    stock StockLevels;
    bullwhip Bullwhip;
    forecast Forecasts;
    ageing Ageing;
    queue Queues;
    customs Clearance;
    supplier Suppliers;
    departures Departures;
    lane Carried;
    warehouse Warehouses;
    courier LastMile;
    availability Availability;
    returns Returns;
    reroutes Reroutes;
    merged Merged;
}
