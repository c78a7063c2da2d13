//! The journal of postings: a row for every posting to the ledger. Where it is kept, the ledger hands its postings over.

use super::column::{Column, Tabular, column, nullable, words};
use super::{BATCH, Kept, NOTHING, Out, agents, place, rows};
use crate::chain::{Chart, Network, Posting};
use crate::table::Values;
use crate::units::{AgentId, Id, SimTime};

rows! {
    /// Postings before the window ended, a column a field, in the order in which they were made.
    PostingRows as Postings;
    /// When, in microseconds since the start.
    time_us: Vec<i64>;
    /// Who acted, by place in `agents`; `u32::MAX` for what is charged as the window begins and ends.
    by: Vec<u32>;
    /// The account that is debited, by place in `accounts`.
    debit: Vec<u32>;
    /// The account that is credited, by place in `accounts`.
    credit: Vec<u32>;
    /// How much, in 1/10,000 of the currency unit.
    amount: Vec<i64>;
    => names
    /// Kinds and names of those who act.
    agents;
    /// The accounts' names.
    accounts;
}

impl Tabular for PostingRows {
    const DOC: &'static str = "A row for each posting to the ledger. The amounts debited less those credited are an account's balance: positive for what is owned or spent, negative for what is owed or earned.";
    const COLUMNS: &'static [Column<Self>] = &[
        column("time_us", "when", |rows| Values::I64(rows.time_us.clone())),
        nullable(
            "agent",
            "who acted, `KIND.NAME`; null for holding, capital, shortage and storage charged as the window begins and ends",
            |rows| words(&rows.by, &rows.agents),
        ),
        column("debit", "the account debited, below", |rows| words(&rows.debit, &rows.accounts)),
        column("credit", "the account credited", |rows| words(&rows.credit, &rows.accounts)),
        column("amount_cny_x10000", "how much", |rows| Values::I64(rows.amount.clone())),
    ];
}

impl PostingRows {
    /// How many there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.time_us.len()
    }
}

/// The rows, and when they end.
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

    /// Those of the marks, by nobody, still belong to the window.
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
