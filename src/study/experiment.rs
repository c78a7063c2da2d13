//! An experiment: several cases, the same replications of each, one thread pool. The cases share their random numbers, so
//! they can be compared replication by replication.

use super::{Case, Plan, Study, Watch, pool};
use crate::scenario::Scenario;
use std::io;

/// Cases, and how many replications to run of each.
#[derive(Clone, Debug)]
pub struct Experiment {
    /// The cases to run; the others are compared with the first.
    pub cases: Vec<Case>,
    /// The replications of each case, the seed, and the number of threads.
    pub plan: Plan,
    /// The stopping rule.
    pub stopping: Stopping,
}

/// A stopping rule for the number of replications.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stopping {
    /// Stop when all planned replications are done.
    #[default]
    Fixed,
}

impl Experiment {
    /// Runs the cases in turn, replication by replication, and returns one study for each, in their order. If the experiment
    /// is stopped early, each study has the replications finished by then.
    ///
    /// # Errors
    /// If a journal cannot be written; no replication is started after that.
    ///
    /// # Panics
    /// If no thread can be started.
    pub fn run(&self, watch: &Watch<'_>) -> io::Result<Vec<Study>> {
        let Stopping::Fixed = self.stopping;
        let scenarios: Vec<&Scenario> = self.cases.iter().map(|case| &case.scenario).collect();
        pool::run(&scenarios, &self.plan, watch)
    }
}

/// Cuts studies to the replications that all of them have, counted from the first, and returns their number.
pub fn keep_common(studies: &mut [Study]) -> u64 {
    let common = studies.iter().map(|study| study.rows.len()).min().unwrap_or(0);
    for study in studies {
        study.rows.truncate(common);
    }
    common as u64
}
