//! What a batch of replications is: what is planned, how it is watched, and what it gives.

use super::Outcome;
use crate::measure::{Journals, Sink};
use std::io;
use std::ops::Range;
use std::sync::atomic::AtomicBool;

/// Which replications to run, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Their numbers.
    pub replications: Range<u64>,
    /// The seed they share.
    pub seed: u64,
    /// Threads to run them on.
    pub threads: usize,
}

impl Default for Plan {
    fn default() -> Self {
        Self { replications: 0..1, seed: 1, threads: 1 }
    }
}

/// What a batch found.
#[derive(Clone, Debug)]
pub struct Study {
    /// What was asked for.
    pub plan: Plan,
    /// The longest unbroken run of replications from the first one, in order.
    pub rows: Vec<Outcome>,
    /// Whether it was stopped before the last one.
    pub interrupted: bool,
}

/// Opens the journal of a replication: the index of its case, 0 in a batch, and its number.
pub type OpenJournal<'a> = &'a (dyn Fn(usize, u64) -> io::Result<Box<dyn Sink>> + Sync);

/// How a batch is watched and stopped.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// Once set, no further replication is begun.
    pub stop: &'a AtomicBool,
    /// Called as each replication is done.
    pub done: &'a (dyn Fn() + Sync),
    /// Opens the journals, if any are kept.
    pub journal: Option<OpenJournal<'a>>,
    /// Which journals are kept.
    pub journals: Journals,
}

/// Never set: nobody stops a batch that nobody watches.
static NEVER: AtomicBool = AtomicBool::new(false);

impl Watch<'_> {
    /// Nobody watches and no journal is kept.
    #[must_use]
    pub fn nothing() -> Self {
        Self { stop: &NEVER, done: &|| {}, journal: None, journals: Journals::default() }
    }
}

impl std::fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").field("journals", &self.journals).finish_non_exhaustive()
    }
}
