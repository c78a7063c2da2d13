//! A batch of replications on several threads, in the order of their numbers whoever finishes first.

use super::series::SERIES_REPLICATIONS;
use super::simulate::simulate_journalled;
use super::{Outcome, Scratch, simulate};
use crate::measure::{Journals, Sink};
use crate::scenario::Scenario;
use std::io;
use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

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

/// Opens the journal of a replication.
pub type OpenJournal<'a> = &'a (dyn Fn(u64) -> io::Result<Box<dyn Sink>> + Sync);

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

impl std::fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").field("journals", &self.journals).finish_non_exhaustive()
    }
}

/// Runs a batch.
///
/// # Panics
/// If no thread can be started.
#[must_use]
pub fn replicate(scenario: &Scenario, plan: &Plan) -> Study {
    let watch = Watch { stop: &AtomicBool::new(false), done: &|| {}, journal: None, journals: Journals::default() };
    replicate_watched(scenario, plan, &watch).expect("without journals nothing is written")
}

/// Runs a batch that can be watched, stopped and journalled.
///
/// # Errors
/// If a journal cannot be written; no replication is begun after that.
///
/// # Panics
/// If no thread can be started.
pub fn replicate_watched(scenario: &Scenario, plan: &Plan, watch: &Watch<'_>) -> io::Result<Study> {
    let next = AtomicU64::new(plan.replications.start);
    let failed = AtomicBool::new(false);
    let worker = || -> io::Result<Vec<Outcome>> {
        let mut scratch = Scratch::default();
        let mut rows = Vec::new();
        while !watch.stop.load(Ordering::Relaxed) && !failed.load(Ordering::Relaxed) {
            let replication = next.fetch_add(1, Ordering::Relaxed);
            if replication >= plan.replications.end {
                break;
            }
            let mut outcome = match watch.journal {
                None => simulate(scenario, plan.seed, replication, &mut scratch),
                Some(open) => {
                    let written = open(replication).and_then(|sink| {
                        simulate_journalled(scenario, plan.seed, replication, &mut scratch, sink, watch.journals)
                    });
                    written.inspect_err(|_| failed.store(true, Ordering::Relaxed))?
                }
            };
            if replication - plan.replications.start >= SERIES_REPLICATIONS {
                outcome.series = Vec::new();
            }
            rows.push(outcome);
            (watch.done)();
        }
        Ok(rows)
    };
    let mut rows = if plan.threads <= 1 { worker()? } else { on_threads(plan.threads, &worker)? };
    rows.sort_by_key(|row| row.replication);
    let unbroken =
        (plan.replications.start..).zip(&rows).take_while(|(number, row)| *number == row.replication).count();
    rows.truncate(unbroken);
    let asked = plan.replications.end.saturating_sub(plan.replications.start);
    let interrupted = (rows.len() as u64) < asked;
    Ok(Study { plan: plan.clone(), rows, interrupted })
}

fn on_threads(threads: usize, worker: &(dyn Fn() -> io::Result<Vec<Outcome>> + Sync)) -> io::Result<Vec<Outcome>> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(io::Error::other)?;
    let all = Mutex::new(Ok(Vec::new()));
    pool.broadcast(|_| {
        let rows = worker();
        let mut all = all.lock().expect("no worker panics while it holds the rows");
        match (&mut *all, rows) {
            (Ok(all), Ok(rows)) => all.extend(rows),
            (all @ Ok(_), Err(error)) => *all = Err(error),
            (Err(_), _) => {}
        }
    });
    all.into_inner().expect("no worker panics while it holds the rows")
}
