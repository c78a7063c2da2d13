//! A batch of replications of one scenario. It uses the same thread pool as an experiment.

use super::{Plan, Study, Watch, pool};
use crate::scenario::Scenario;
use std::io;

/// Runs a batch.
///
/// # Panics
/// If no thread can be started.
#[must_use]
pub fn replicate(scenario: &Scenario, plan: &Plan) -> Study {
    replicate_watched(scenario, plan, &Watch::nothing()).expect("without journals nothing is written")
}

/// Runs a batch that can be monitored, stopped and journalled.
///
/// # Errors
/// If a journal cannot be written; no replication is started after that.
///
/// # Panics
/// If no thread can be started.
pub fn replicate_watched(scenario: &Scenario, plan: &Plan, watch: &Watch<'_>) -> io::Result<Study> {
    Ok(pool::run(&[scenario], plan, watch)?.remove(0))
}
