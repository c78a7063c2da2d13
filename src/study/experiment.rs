//! An experiment: several cases, the same replications of each, one pool. The cases share their random numbers, so two
//! of them can be compared replication by replication.

use super::{Case, Plan, Study, Watch, pool};
use crate::scenario::Scenario;
use std::io;

/// Cases and how often to run each.
#[derive(Clone, Debug)]
pub struct Experiment {
    /// What is run; others are compared with the first.
    pub cases: Vec<Case>,
    /// Which replications of each, with which seed, on how many threads.
    pub plan: Plan,
    /// When there are enough replications.
    pub stopping: Stopping,
}

/// When an experiment has enough replications.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stopping {
    /// Once all planned ones are done.
    #[default]
    Fixed,
}

impl Experiment {
    /// Runs the cases in turn, replication by replication, and returns one study for each, in their order. An experiment
    /// that is stopped has of every case the replications done by then.
    ///
    /// # Errors
    /// If a journal cannot be written; no replication is begun after that.
    ///
    /// # Panics
    /// If no thread can be started.
    pub fn run(&self, watch: &Watch<'_>) -> io::Result<Vec<Study>> {
        let Stopping::Fixed = self.stopping;
        let scenarios: Vec<&Scenario> = self.cases.iter().map(|case| &case.scenario).collect();
        pool::run(&scenarios, &self.plan, watch)
    }
}

/// Cuts studies to the replications that all of them have, from the first one on, and returns how many these are.
pub fn keep_common(studies: &mut [Study]) -> u64 {
    let common = studies.iter().map(|study| study.rows.len()).min().unwrap_or(0);
    for study in studies {
        study.rows.truncate(common);
    }
    common as u64
}
