//! Journals: rows of orders, shipments, stock, postings and declarations, handed in full batches to a sink, so that memory
//! stays flat. What happens behind the window is no row, but for the orders placed before: how long the world runs on
//! depends on everyone in it.

mod declarations;
mod orders;
mod postings;
mod shipments;
mod stock;

pub use declarations::DeclarationRows;
pub use orders::OrderRows;
pub use postings::PostingRows;
pub use shipments::ShipmentRows;
pub use stock::StockRows;

use crate::chain::{Books, Buyer, Fact, Mark, Network, Posting};
use crate::units::{AgentId, Id, SimTime};
use declarations::Declarations;
use postings::Postings;
use shipments::Legs;
use std::io;
use std::sync::Arc;

/// Rows in a full batch.
const BATCH: usize = 65_536;
/// The place of nothing in a list of names.
const NOTHING: u32 = u32::MAX;

/// Which journals are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for on its own")]
pub struct Journals {
    /// A row for every line of a consumer's order.
    pub orders: bool,
    /// A row for every stay of a shipment with somebody.
    pub shipments: bool,
    /// A row for every change of a stock cell.
    pub stock: bool,
    /// A row for every posting to the ledger.
    pub postings: bool,
    /// A row for every shipment that customs let go.
    pub declarations: bool,
}

impl Journals {
    /// The names of all journals.
    pub const NAMES: [&'static str; 5] = ["orders", "shipments", "stock", "postings", "declarations"];

    /// The names of those that are kept.
    pub fn kept(self) -> impl Iterator<Item = &'static str> {
        let kept = [self.orders, self.shipments, self.stock, self.postings, self.declarations];
        Self::NAMES.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(name, _)| name)
    }
}

/// Takes batches of rows. A sink keeps its first error and returns it when it is finished.
pub trait Sink: Send {
    /// Takes rows of orders.
    fn orders(&mut self, _rows: &OrderRows) {}
    /// Takes rows of shipments.
    fn shipments(&mut self, _rows: &ShipmentRows) {}
    /// Takes rows of stock.
    fn stock(&mut self, _rows: &StockRows) {}
    /// Takes rows of postings.
    fn postings(&mut self, _rows: &PostingRows) {}
    /// Takes rows of declarations.
    fn declarations(&mut self, _rows: &DeclarationRows) {}
    /// Ends the journal.
    ///
    /// # Errors
    /// The first error there was.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// The probe that writes rows, if a sink was opened.
#[derive(Default)]
pub struct Journal {
    sink: Option<Box<dyn Sink>>,
    keep: Journals,
    /// Where the window ends.
    end: SimTime,
    orders: OrderRows,
    shipments: Legs,
    stock: StockRows,
    postings: Postings,
    declarations: Declarations,
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Journal").field("keep", &self.keep).finish_non_exhaustive()
    }
}

impl Journal {
    /// Opens it for one replication of a network.
    pub fn open(&mut self, sink: Box<dyn Sink>, keep: Journals, network: &Network) {
        self.sink = Some(sink);
        self.keep = keep;
        self.orders.open(network);
        self.shipments.open(network);
        self.stock.open(network);
        self.postings.open(network);
        self.declarations.open(network);
    }

    pub(super) fn reset(&mut self, network: &Network) {
        self.sink = None;
        self.keep = Journals::default();
        self.end = network.window.end();
        self.orders.clear();
        self.shipments.clear();
        self.stock.clear();
        self.postings.clear();
        self.declarations.clear();
    }

    #[inline(always)]
    pub(super) fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        match fact {
            Fact::LineDelivered { line, last } if self.keep.orders => {
                self.orders.delivered(now, line, last, books, &mut self.sink);
            }
            Fact::LineFailed { line, why } if self.keep.orders => {
                self.orders.failed(now, line, why, books, &mut self.sink);
            }
            Fact::Sent { by, shipment } if self.keep.shipments => self.shipments.begin(shipment, by, now),
            Fact::Passed { to, shipment, .. } if self.keep.shipments => {
                self.shipments.pass(now, shipment, to, books, &mut self.sink);
            }
            Fact::Split { from, off } if self.keep.shipments => self.shipments.split(from, off),
            Fact::Gone { shipment, .. } if self.keep.shipments => {
                self.shipments.end(shipment, Some(now), books, &mut self.sink);
            }
            Fact::Moved(cell) if self.keep.stock => self.stock.push(now, cell, books, &mut self.sink),
            Fact::Declared { .. } | Fact::Cleared { .. } if self.keep.declarations => {
                self.declarations.note(now, fact, books, &mut self.sink);
            }
            _ => {}
        }
    }

    pub(super) fn mark(&mut self, _now: SimTime, mark: Mark, books: &Books) {
        if mark == Mark::Horizon {
            if self.keep.shipments {
                self.shipments.stop(books, &mut self.sink);
            }
            // Orders go on: those placed before are still to end.
            self.keep = Journals { orders: self.keep.orders, postings: self.keep.postings, ..Journals::default() };
        }
    }

    /// Takes a posting; those of the marks, by nobody, still belong to the window.
    pub(super) fn posted(&mut self, now: SimTime, by: Option<AgentId>, posting: Posting) {
        if self.keep.postings && (now < self.end || (by.is_none() && now == self.end)) {
            self.postings.push(now, by, posting, &mut self.sink);
        }
    }

    /// Writes the lines that are still open when the world no longer waits for them, and what is left in the batches.
    ///
    /// # Errors
    /// Whatever kept the sink from writing.
    pub fn finish(&mut self, now: SimTime, books: &Books) -> io::Result<()> {
        if self.keep.orders {
            self.orders.unfinished(now, books, &mut self.sink);
        }
        self.orders.flush(&mut self.sink);
        self.shipments.flush(&mut self.sink);
        self.stock.flush(&mut self.sink);
        self.postings.flush(&mut self.sink);
        self.declarations.flush(&mut self.sink);
        self.keep = Journals::default();
        self.sink.take().map_or(Ok(()), Sink::finish)
    }
}

/// Where rows go.
type Out = Option<Box<dyn Sink>>;

/// Declares rows: columns that are emptied together, and lists of names that their words are taken from.
macro_rules! rows {
    (
        $(#[$doc:meta])*
        $name:ident to $sink:ident;
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
            pub(super) fn clear(&mut self) {
                $(crate::measure::journal::Column::empty(&mut self.$column);)*
            }

            /// Hands the rows to the sink.
            pub(super) fn flush(&mut self, out: &mut crate::measure::journal::Out) {
                if let Some(sink) = out
                    && self.rows() > 0
                {
                    sink.$sink(self);
                }
                self.clear();
            }
        }
    };
}
use rows;

/// A column, or one for each of several things.
trait Column {
    /// Forgets the values and keeps the memory.
    fn empty(&mut self);
}

impl<T> Column for Vec<T> {
    fn empty(&mut self) {
        self.clear();
    }
}

impl<T, const N: usize> Column for [Vec<T>; N] {
    fn empty(&mut self) {
        self.iter_mut().for_each(Vec::clear);
    }
}

fn place(index: usize) -> u32 {
    u32::try_from(index).expect("identities are 32 bits wide")
}

/// The market or the stock cell that an order is for, by place.
fn buyer(buyer: Buyer) -> (u32, u32) {
    match buyer {
        Buyer::Market(market) => (place(market.index()), NOTHING),
        Buyer::Cell(cell) | Buyer::Opening(cell) => (NOTHING, place(cell.index())),
    }
}

/// The agents by kind and name: `lane.hub-van`.
fn agents(network: &Network) -> Arc<[String]> {
    network.agents.iter().map(|agent| format!("{}.{}", agent.kind, agent.name)).collect()
}

/// The agents by name alone, for columns in which all are of one kind.
fn plain_agents(network: &Network) -> Arc<[String]> {
    network.agents.iter().map(|agent| agent.name.clone()).collect()
}

fn cells(network: &Network) -> Arc<[String]> {
    network.cells.iter().map(|cell| cell.name.clone()).collect()
}
