//! A batch of replications: its plan, how it is monitored, and its results.

use super::Outcome;
use crate::measure::{Journals, Sink};
use std::io;
use std::ops::Range;
use std::sync::atomic::AtomicBool;

/// Which replications to run, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The replication numbers.
    pub replications: Range<u64>,
    /// The common seed.
    pub seed: u64,
    /// The number of threads.
    pub threads: usize,
}

impl Default for Plan {
    fn default() -> Self {
        Self { replications: 0..1, seed: 1, threads: 1 }
    }
}

/// The results of a batch.
#[derive(Clone, Debug)]
pub struct Study {
    /// The plan.
    pub plan: Plan,
    /// The longest unbroken sequence of replications from the first one, in order.
    pub rows: Vec<Outcome>,
    /// Whether the batch was stopped before the last replication.
    pub interrupted: bool,
}

/// Opens the journal of a replication, given the index of its case (0 in a batch) and its number.
pub type OpenJournal<'a> = &'a (dyn Fn(usize, u64) -> io::Result<Box<dyn Sink>> + Sync);

/// How a batch is monitored and stopped.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// Once set, no further replication is started.
    pub stop: &'a AtomicBool,
    /// Called after each replication.
    pub done: &'a (dyn Fn() + Sync),
    /// Opens the journals, if any are kept.
    pub journal: Option<OpenJournal<'a>>,
    /// The journals to keep.
    pub journals: Journals,
}

/// Never set: a batch without monitoring is not stopped.
static NEVER: AtomicBool = AtomicBool::new(false);

impl Watch<'_> {
    /// Returns a watch that does nothing: no monitoring, no journals.
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
