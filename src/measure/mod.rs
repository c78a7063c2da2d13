//! Probes, which turn facts into figures. A probe sees what happens and counts; it never acts, and it depends on neither
//! agents nor policies.
//!
//! # A new measure
//! Add one file here (`impl Measure`) and one line in the register.

mod ageing;
mod availability;
mod bullwhip;
mod cash;
mod cost;
mod courier;
mod course;
mod customs;
mod departures;
mod forecast;
mod income;
mod journal;
mod kpi;
mod lane;
mod little;
mod merged;
mod outcomes;
mod party;
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
mod windows;

pub use journal::{
    DeclarationRows, Journal, JournalRows, Journals, OrderRows, PostingRows, ShipmentRows, Sink, StockRows,
    journal_docs, journal_frames,
};
pub use kpi::{KPI_GROUPS, KPIS, Kpi, KpiGroup};
pub use little::{Balance, Little};
pub use series::{Series, SeriesSubject, sample_times, series_subjects};
pub use sheet::{KpiColumn, Sheet, Subject, WINDOW};

use crate::chain::audit::Discrepancy;
use crate::chain::{Books, Fact, Mark, Network, Posting, Probe, Window};
use crate::units::{AgentId, Money, SimTime};
use std::fmt::Debug;
use std::io;
use windows::Windows;

/// A probe that reports KPIs over a window.
trait Measure: Debug + Default {
    /// Clears the probe and allocates memory for a network.
    fn reset(&mut self, network: &Network, window: &Window);

    /// Takes over what a probe of the same run that has listened from the start knows of the present: levels and goods under
    /// way, but no counts. For one that has not listened before its window.
    fn join(&mut self, _other: &Self) {}

    /// Records a fact.
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books);

    /// Records that a span of the window begins or ends.
    fn mark(&mut self, _now: SimTime, _mark: Mark, _books: &Books) {}

    /// Records the balance of cash at the end of an instant, if it is kept.
    fn cash(&mut self, _balance: Money) {}

    /// Records what is still open in the books when the run ends.
    fn run_ends(&mut self, _books: &Books) {}

    /// Checks the counts of a run that has ended against each other.
    fn audit(&self, _network: &Network) -> Result<(), Discrepancy> {
        Ok(())
    }

    /// Puts the KPIs on the sheet, always the same ones in the same order.
    fn report(&self, network: &Network, window: &Window, sheet: &mut Sheet);
}

/// Declares the measures: module and type.
macro_rules! register {
    ($($module:ident $measure:ident;)*) => {
        /// All measures over one window.
        #[derive(Debug, Default)]
        struct Measures {
            $($module: $module::$measure,)*
        }

        impl Measures {
            fn reset(&mut self, network: &Network, window: &Window) {
                $(self.$module.reset(network, window);)*
            }

            fn join(&mut self, other: &Self) {
                $(self.$module.join(&other.$module);)*
            }

            #[inline(always)]
            fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
                $(self.$module.note(now, fact, books);)*
            }

            fn mark(&mut self, now: SimTime, mark: Mark, books: &Books) {
                $(self.$module.mark(now, mark, books);)*
            }

            fn cash(&mut self, balance: Money) {
                $(self.$module.cash(balance);)*
            }

            fn run_ends(&mut self, books: &Books) {
                $(self.$module.run_ends(books);)*
            }

            fn audit(&self, network: &Network) -> Result<(), Discrepancy> {
                $(self.$module.audit(network)?;)*
                Ok(())
            }

            fn report(&self, network: &Network, window: &Window, sheet: &mut Sheet) {
                $(self.$module.report(network, window, sheet);)*
            }
        }
    };
}

register! {
    service Service;
    path Paths;
    cost Costs;
    cash Cash;
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

/// The probes of a run: all of them, or those of a run without journals, series and named windows, which then cost nothing.
#[derive(Debug, Default)]
pub struct Probes<const ALL: bool = true> {
    measures: Measures,
    windows: Windows,
    journal: Journal,
    series: Series,
    /// Whether a journal or the measures of a named window listen.
    others: bool,
    journalled: bool,
}

impl<const ALL: bool> Probes<ALL> {
    /// Resets all probes for a network, keeping allocated memory.
    pub fn reset(&mut self, network: &Network) {
        self.measures.reset(network, &network.window);
        self.windows.reset(network);
        self.journal.reset();
        self.series.reset(network);
        (self.others, self.journalled) = (false, false);
    }

    /// Opens the journals for one replication of a network.
    pub fn open_journals(&mut self, sink: Box<dyn Sink>, keep: Journals, network: &Network) {
        self.journal.open(sink, keep, network);
        (self.others, self.journalled) = (true, true);
    }

    /// Writes the rows still open at the end of the run, and what is left in the batches.
    ///
    /// # Errors
    /// Returns the sink's first error.
    pub fn finish_journals(&mut self, now: SimTime, books: &Books) -> io::Result<()> {
        self.journal.finish(now, books)
    }

    /// Records what is still open in the books when the run ends; reports follow.
    pub fn run_ends(&mut self, books: &Books) {
        self.measures.run_ends(books);
        self.windows.run_ends(books);
    }

    /// Checks the counts of a run that has ended against each other.
    ///
    /// # Errors
    /// Returns the first discrepancy.
    pub fn audit(&self, network: &Network) -> Result<(), Discrepancy> {
        self.measures.audit(network)?;
        self.windows.audit(network)
    }

    /// Puts every KPI on the sheet.
    pub fn report(&self, network: &Network, sheet: &mut Sheet) {
        self.measures.report(network, &network.window, sheet);
        self.windows.report(network, sheet);
    }

    /// Takes out the readings of the series.
    pub fn take_series(&mut self) -> Vec<i64> {
        self.series.take()
    }

    #[inline(never)]
    fn note_others(&mut self, now: SimTime, fact: &Fact, books: &Books) {
        let awake = self.windows.note(now, fact, books);
        if self.journalled {
            self.journal.note(now, *fact, books);
        }
        self.others = awake || self.journalled;
    }
}

impl<const ALL: bool> Probe for Probes<ALL> {
    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        self.measures.note(now, fact, books);
        if ALL {
            self.series.note(fact, books);
            if self.others {
                self.note_others(now, &fact, books);
            }
        }
    }

    fn mark(&mut self, now: SimTime, mark: Mark, books: &Books) {
        self.measures.mark(now, mark, books);
        self.journal.mark(now, mark, books);
    }

    fn named_mark(&mut self, now: SimTime, window: usize, mark: Mark, books: &Books) {
        self.windows.mark(now, window, mark, &self.measures, books);
        self.others = true;
    }

    fn sample(&mut self, _now: SimTime, books: &Books) {
        self.series.sample(books);
    }

    fn posted(&mut self, now: SimTime, by: Option<AgentId>, posting: Posting) {
        self.journal.posted(now, by, posting);
    }

    fn cash(&mut self, balance: Money) {
        self.measures.cash(balance);
        self.windows.cash(balance);
    }
}
