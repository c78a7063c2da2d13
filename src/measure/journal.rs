//! Journals: rows of orders, shipments, stock, postings and declarations, handed to a sink in full batches, so memory use
//! stays constant. Nothing after the window becomes a row, except the end of orders placed before it: how long the
//! simulation runs on depends on every agent in it.
//!
//! # A new journal
//! Add one file next to this one, with `rows!`, `Tabular` and `Kept`, and one line in the register. `--journal`, the output
//! files, the reference of columns and `haitao explain` pick it up.

mod column;
mod declarations;
mod orders;
mod postings;
mod shipments;
mod stock;

use crate::chain::{Books, Buyer, Fact, Mark, Network, Posting};
use crate::table::{Frame, TableDoc};
use crate::units::{AgentId, Id, SimTime};
use std::io;
use std::sync::Arc;

/// Rows in a full batch.
const BATCH: usize = 65_536;
/// The index that stands for "none" in a list of names.
const NOTHING: u32 = u32::MAX;

/// Receives batches of rows. A sink remembers its first error and returns it when it is finished.
pub trait Sink: Send {
    /// Takes rows of a journal.
    fn take(&mut self, rows: JournalRows<'_>);
    /// Finishes the journal.
    ///
    /// # Errors
    /// Returns the first error that occurred.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// A journal: turns facts into rows.
trait Kept: Default {
    /// Whether it needs facts from after the end of the window.
    const GOES_ON: bool = false;
    /// Whether it needs the postings to the ledger.
    const HEARS_POSTINGS: bool = false;

    /// Allocates memory for a network and takes the names from it.
    fn open(&mut self, network: &Network);

    /// Clears the journal, keeping allocated memory.
    fn clear(&mut self);

    /// Records a fact.
    #[inline(always)]
    fn note(&mut self, _now: SimTime, _fact: Fact, _books: &Books, _out: &mut Out) {}

    /// Records a posting.
    fn posted(&mut self, _now: SimTime, _by: Option<AgentId>, _posting: Posting, _out: &mut Out) {}

    /// Records the end of the window.
    fn window_ends(&mut self, _books: &Books, _out: &mut Out) {}

    /// Records the end of the run.
    fn run_ends(&mut self, _now: SimTime, _books: &Books, _out: &mut Out) {}

    /// Hands the remaining rows to the sink.
    fn flush(&mut self, out: &mut Out);
}

/// Declares the journals: module and name, type of the rows, type that makes them.
macro_rules! register {
    ($($(#[$doc:meta])* $journal:ident $variant:ident $rows:ident by $kept:ty;)*) => {
        $(pub use $journal::$rows;)*

        /// The set of journals to keep.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct Journals {
            $($(#[$doc])* pub $journal: bool,)*
        }

        impl Journals {
            /// The names of all journals.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($journal)),*];

            /// Returns the set of journals with these names.
            ///
            /// # Errors
            /// Returns the first name that is not a journal's.
            pub fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self, &'a str> {
                let mut journals = Self::default();
                for name in names {
                    match name {
                        $(stringify!($journal) => journals.$journal = true,)*
                        other => return Err(other),
                    }
                }
                Ok(journals)
            }

            /// Returns the names of the journals in the set.
            pub fn kept(self) -> impl Iterator<Item = &'static str> {
                let kept = [$(self.$journal),*];
                Self::NAMES.iter().copied().zip(kept).filter(|(_, kept)| *kept).map(|(name, _)| name)
            }

            /// Returns whether one of them needs the postings to the ledger.
            #[must_use]
            pub fn hear_postings(self) -> bool {
                [$(self.$journal && <$kept>::HEARS_POSTINGS),*].contains(&true)
            }
        }

        /// Rows of a journal.
        #[derive(Clone, Copy, Debug)]
        #[non_exhaustive]
        pub enum JournalRows<'a> {
            $($(#[$doc])* $variant(&'a $rows),)*
        }

        impl JournalRows<'_> {
            /// Returns the name of the journal.
            #[must_use]
            pub fn journal(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => stringify!($journal),)*
                }
            }

            /// Returns the rows as a table, with amounts in this currency.
            #[must_use]
            pub fn frame(&self, currency: &str) -> Frame {
                match self {
                    $(Self::$variant(rows) => column::frame(*rows, currency),)*
                }
            }
        }

        /// Returns an empty table for every journal, by name.
        #[must_use]
        pub fn journal_frames(currency: &str) -> Vec<(&'static str, Frame)> {
            vec![$((stringify!($journal), column::frame(&$rows::default(), currency))),*]
        }

        /// Returns the documentation of every journal.
        #[must_use]
        pub fn journal_docs() -> Vec<TableDoc> {
            vec![$(column::doc::<$rows>(stringify!($journal))),*]
        }

        /// The probe that writes rows, once a sink is opened.
        #[derive(Default)]
        pub struct Journal {
            sink: Out,
            keep: Journals,
            $($journal: $kept,)*
        }

        impl Journal {
            /// Opens the journals for one replication of a network.
            pub fn open(&mut self, sink: Box<dyn Sink>, keep: Journals, network: &Network) {
                self.sink = Some(sink);
                self.keep = keep;
                $(self.$journal.open(network);)*
            }

            pub(super) fn reset(&mut self) {
                self.sink = None;
                self.keep = Journals::default();
                $(self.$journal.clear();)*
            }

            #[inline(always)]
            pub(super) fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
                $(if self.keep.$journal {
                    self.$journal.note(now, fact, books, &mut self.sink);
                })*
            }

            pub(super) fn mark(&mut self, _now: SimTime, mark: Mark, books: &Books) {
                if mark == Mark::Horizon {
                    $(if self.keep.$journal {
                        self.$journal.window_ends(books, &mut self.sink);
                        self.keep.$journal = <$kept>::GOES_ON;
                    })*
                }
            }

            pub(super) fn posted(&mut self, now: SimTime, by: Option<AgentId>, posting: Posting) {
                $(if <$kept>::HEARS_POSTINGS && self.keep.$journal {
                    self.$journal.posted(now, by, posting, &mut self.sink);
                })*
            }

            /// Writes the rows still open at the end of the run, and what is left in the batches.
            ///
            /// # Errors
            /// Returns the sink's first error.
            pub fn finish(&mut self, now: SimTime, books: &Books) -> io::Result<()> {
                $(
                    if self.keep.$journal {
                        self.$journal.run_ends(now, books, &mut self.sink);
                    }
                    self.$journal.flush(&mut self.sink);
                )*
                self.keep = Journals::default();
                self.sink.take().map_or(Ok(()), Sink::finish)
            }
        }
    };
}

register! {
    /// One row for each line of a consumer's order.
    orders Orders OrderRows by OrderRows;
    /// One row for each stay of a shipment with an agent.
    shipments Shipments ShipmentRows by shipments::Legs;
    /// One row for each change of a stock point.
    stock Stock StockRows by StockRows;
    /// One row for each posting to the ledger.
    postings Postings PostingRows by postings::Postings;
    /// One row for each shipment that customs releases.
    declarations Declarations DeclarationRows by declarations::Declarations;
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Journal").field("keep", &self.keep).finish_non_exhaustive()
    }
}

/// The sink, if there is one.
type Out = Option<Box<dyn Sink>>;

/// Declares rows: columns that are cleared together, and the lists of names that they index.
macro_rules! rows {
    (
        $(#[$doc:meta])*
        $name:ident as $variant:ident;
        $($(#[$column_doc:meta])* $column:ident: $type:ty;)*
        => names $($(#[$names_doc:meta])* $names:ident;)*
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default)]
        pub struct $name {
            $($(#[$column_doc])* pub $column: $type,)*
            $($(#[$names_doc])* pub $names: std::sync::Arc<[String]>,)*
        }

        impl $name {
            /// Clears the rows, keeping allocated memory.
            pub(super) fn forget(&mut self) {
                $(crate::measure::journal::Emptied::empty(&mut self.$column);)*
            }

            /// Hands the rows to the sink.
            pub(super) fn hand_over(&mut self, out: &mut crate::measure::journal::Out) {
                if let Some(sink) = out
                    && self.rows() > 0
                {
                    sink.take(crate::measure::journal::JournalRows::$variant(self));
                }
                self.forget();
            }
        }
    };
}
use rows;

/// A column, or an array of columns.
trait Emptied {
    /// Clears the values, keeping allocated memory.
    fn empty(&mut self);
}

impl<T> Emptied for Vec<T> {
    fn empty(&mut self) {
        self.clear();
    }
}

impl<T, const N: usize> Emptied for [Vec<T>; N] {
    fn empty(&mut self) {
        self.iter_mut().for_each(Vec::clear);
    }
}

fn place(index: usize) -> u32 {
    u32::try_from(index).expect("identities are 32 bits wide")
}

/// Returns the market or the stock point that an order is for, as indexes.
fn buyer(buyer: Buyer) -> (u32, u32) {
    let market = buyer.consumer().map_or(NOTHING, |market| place(market.index()));
    (market, buyer.place().map_or(NOTHING, |stock_point| place(stock_point.index())))
}

/// Returns the agents as kind and name: `lane.hub-van`.
fn agents(network: &Network) -> Arc<[String]> {
    network.agents.iter().map(|agent| format!("{}.{}", agent.kind, agent.name)).collect()
}

/// Returns the agents by name alone, for columns whose agents are all of one kind.
fn plain_agents(network: &Network) -> Arc<[String]> {
    network.agents.iter().map(|agent| agent.name.clone()).collect()
}

fn stock_points(network: &Network) -> Arc<[String]> {
    network.stock_points.iter().map(|stock_point| stock_point.name.clone()).collect()
}
