//! The journal of postings: a row for every posting to the ledger. Where it is kept, the ledger hands its postings over.

use super::{BATCH, NOTHING, Out, agents, place, rows};
use crate::chain::{Chart, Network, Posting};
use crate::units::{AgentId, Id, SimTime};

rows! {
    /// Postings before the window ended, a column a field, in the order in which they were made.
    PostingRows to postings;
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

/// The rows under way.
pub(super) type Postings = PostingRows;

impl PostingRows {
    /// How many there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.time_us.len()
    }

    pub(super) fn open(&mut self, network: &Network) {
        self.agents = agents(network);
        self.accounts = Chart::names(network).into();
    }

    pub(super) fn push(&mut self, now: SimTime, by: Option<AgentId>, posting: Posting, out: &mut Out) {
        self.time_us.push(now.micros());
        self.by.push(by.map_or(NOTHING, |by| place(by.index())));
        self.debit.push(place(posting.debit.index()));
        self.credit.push(place(posting.credit.index()));
        self.amount.push(posting.amount.parts());
        if self.rows() == BATCH {
            self.flush(out);
        }
    }
}
