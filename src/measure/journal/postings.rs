//! The journal of postings: one row for each posting to the ledger. The ledger hands over its postings only if this journal
//! is kept.

use super::column::{Column, Tabular, column, nullable, words};
use super::{BATCH, Kept, NOTHING, Out, agents, place, rows};
use crate::chain::{Chart, Network, Posting};
use crate::table::Values;
use crate::units::{AgentId, Id, SimTime};

rows! {
    /// Postings before the window ended, one column per field, in the order in which they were made.
    PostingRows as Postings;
    /// The time, in microseconds since the start.
    time_us: Vec<i64>;
    /// The agent that acted, index into `agents`; `u32::MAX` for charges made when the window begins and ends.
    by: Vec<u32>;
    /// The account debited, index into `accounts`.
    debit: Vec<u32>;
    /// The account credited, index into `accounts`.
    credit: Vec<u32>;
    /// The amount, in 1/10,000 of the currency unit.
    amount: Vec<i64>;
    => names
    /// Kinds and names of the agents.
    agents;
    /// The accounts' names.
    accounts;
}

impl Tabular for PostingRows {
    const DOC: &'static str = "One row for each posting to the ledger. An account's balance is its debits less its credits: positive for what is owned or spent, negative for what is owed or earned.";
    const COLUMNS: &'static [Column<Self>] = &[
        column("time_us", "time of the posting", |rows| Values::I64(rows.time_us.clone())),
        nullable(
            "agent",
            "agent that acted, `KIND.NAME`; null for holding, capital, shortage, storage, wages and rent charged when the window begins and ends",
            |rows| words(&rows.by, &rows.agents),
        ),
        column("debit", "account debited (see Accounts)", |rows| words(&rows.debit, &rows.accounts)),
        column("credit", "account credited", |rows| words(&rows.credit, &rows.accounts)),
        column("amount_cny_x10000", "amount", |rows| Values::I64(rows.amount.clone())),
    ];
}

impl PostingRows {
    /// Returns the number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.time_us.len()
    }
}

/// The rows, and when to stop recording.
#[derive(Debug, Default)]
pub(super) struct Postings {
    rows: PostingRows,
    end: SimTime,
}

impl Kept for Postings {
    const GOES_ON: bool = true;
    const HEARS_POSTINGS: bool = true;

    fn open(&mut self, network: &Network) {
        self.rows.agents = agents(network);
        self.rows.accounts = Chart::names(network).into();
        self.end = network.window.end();
    }

    fn clear(&mut self) {
        self.rows.forget();
    }

    /// Charges made at the end of the window, without an agent, still belong to it.
    fn posted(&mut self, now: SimTime, by: Option<AgentId>, posting: Posting, out: &mut Out) {
        if now > self.end || (now == self.end && by.is_some()) {
            return;
        }
        let rows = &mut self.rows;
        rows.time_us.push(now.micros());
        rows.by.push(by.map_or(NOTHING, |by| place(by.index())));
        rows.debit.push(place(posting.debit.index()));
        rows.credit.push(place(posting.credit.index()));
        rows.amount.push(posting.amount.parts());
        if rows.rows() == BATCH {
            rows.hand_over(out);
        }
    }

    fn flush(&mut self, out: &mut Out) {
        self.rows.hand_over(out);
    }
}
