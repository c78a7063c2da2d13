//! Journals: rows of orders, shipments, stock, postings and declarations, handed in full batches to a sink, so that memory
//! stays flat. What happens after the window is no row, but for the orders placed before: how long the world runs on
//! depends on everyone in it.
//!
//! # A new journal
//! One file beside this one, `rows!` with `Tabular` and `Kept`, and one line in the register. `--journal`, files, the
//! reference of columns and `haitao explain` follow.

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
/// The place of nothing in a list of names.
const NOTHING: u32 = u32::MAX;

/// Takes batches of rows. A sink keeps its first error and returns it when it is finished.
pub trait Sink: Send {
    /// Takes rows of a journal.
    fn take(&mut self, rows: JournalRows<'_>);
    /// Ends the journal.
    ///
    /// # Errors
    /// The first error there was.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// A journal: what it hears, and the rows it makes of it.
trait Kept: Default {
    /// Whether it goes on hearing facts after the window has ended.
    const GOES_ON: bool = false;
    /// Whether it hears the postings to the ledger.
    const HEARS_POSTINGS: bool = false;

    /// Makes room for a network and takes the names from it.
    fn open(&mut self, network: &Network);

    /// Forgets everything and keeps the memory.
    fn clear(&mut self);

    /// Hears what has happened.
    #[inline(always)]
    fn note(&mut self, _now: SimTime, _fact: Fact, _books: &Books, _out: &mut Out) {}

    /// Hears of a posting.
    fn posted(&mut self, _now: SimTime, _by: Option<AgentId>, _posting: Posting, _out: &mut Out) {}

    /// Hears that the window ends.
    fn window_ends(&mut self, _books: &Books, _out: &mut Out) {}

    /// Hears that the run ends.
    fn run_ends(&mut self, _now: SimTime, _books: &Books, _out: &mut Out) {}

    /// Hands the rows that are left to the sink.
    fn flush(&mut self, out: &mut Out);
}

/// Declares the journals: module and name, rows, and what makes them.
macro_rules! register {
    ($($(#[$doc:meta])* $journal:ident $variant:ident $rows:ident by $kept:ty;)*) => {
        $(pub use $journal::$rows;)*

        /// Which journals are kept.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct Journals {
            $($(#[$doc])* pub $journal: bool,)*
        }

        impl Journals {
            /// The names of all journals.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($journal)),*];

            /// The journals of these names.
            ///
            /// # Errors
            /// A name that no journal has.
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

            /// The names of those that are kept.
            pub fn kept(self) -> impl Iterator<Item = &'static str> {
                let kept = [$(self.$journal),*];
                Self::NAMES.iter().copied().zip(kept).filter(|(_, kept)| *kept).map(|(name, _)| name)
            }

            /// Whether one of them hears the postings to the ledger.
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
            /// The name of the journal.
            #[must_use]
            pub fn journal(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => stringify!($journal),)*
                }
            }

            /// The rows as a table, amounts in this currency.
            #[must_use]
            pub fn frame(&self, currency: &str) -> Frame {
                match self {
                    $(Self::$variant(rows) => column::frame(*rows, currency),)*
                }
            }
        }

        /// Every journal by its name, with its columns and no rows.
        #[must_use]
        pub fn journal_frames(currency: &str) -> Vec<(&'static str, Frame)> {
            vec![$((stringify!($journal), column::frame(&$rows::default(), currency))),*]
        }

        /// What every journal says of itself.
        #[must_use]
        pub fn journal_docs() -> Vec<TableDoc> {
            vec![$(column::doc::<$rows>(stringify!($journal))),*]
        }

        /// The probe that writes rows, if a sink was opened.
        #[derive(Default)]
        pub struct Journal {
            sink: Out,
            keep: Journals,
            $($journal: $kept,)*
        }

        impl Journal {
            /// Opens it for one replication of a network.
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

            /// Writes what is still open as the run ends, and what is left in the batches.
            ///
            /// # Errors
            /// Whatever kept the sink from writing.
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
    /// A row for every line of a consumer's order.
    orders Orders OrderRows by OrderRows;
    /// A row for every stay of a shipment with somebody.
    shipments Shipments ShipmentRows by shipments::Legs;
    /// A row for every change of a stock stock point.
    stock Stock StockRows by StockRows;
    /// A row for every posting to the ledger.
    postings Postings PostingRows by postings::Postings;
    /// A row for every shipment that customs let go.
    declarations Declarations DeclarationRows by declarations::Declarations;
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Journal").field("keep", &self.keep).finish_non_exhaustive()
    }
}

/// Where rows go.
type Out = Option<Box<dyn Sink>>;

/// Declares rows: columns that are emptied together, and lists of names that their words are taken from.
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
            /// Forgets the rows and keeps the memory.
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

/// A column, or one for each of several things.
trait Emptied {
    /// Forgets the values and keeps the memory.
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

/// The market or the stock stock point that an order is for, by place.
fn buyer(buyer: Buyer) -> (u32, u32) {
    let market = buyer.consumer().map_or(NOTHING, |market| place(market.index()));
    (market, buyer.place().map_or(NOTHING, |stock_point| place(stock_point.index())))
}

/// The agents by kind and name: `lane.hub-van`.
fn agents(network: &Network) -> Arc<[String]> {
    network.agents.iter().map(|agent| format!("{}.{}", agent.kind, agent.name)).collect()
}

/// The agents by name alone, for columns in which all are of one kind.
fn plain_agents(network: &Network) -> Arc<[String]> {
    network.agents.iter().map(|agent| agent.name.clone()).collect()
}

fn stock_points(network: &Network) -> Arc<[String]> {
    network.stock_points.iter().map(|stock_point| stock_point.name.clone()).collect()
}
