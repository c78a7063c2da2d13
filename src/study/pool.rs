//! The thread pool for the runs of several scenarios. Runs are handed out in a fixed order that alternates between the
//! scenarios: replication 0 of each, then replication 1 of each. So a pool that is stopped has about equally many
//! replications of every scenario. Results depend neither on the order nor on the threads.

use super::SERIES_REPLICATIONS;
use super::simulate::simulate_journalled;
use super::{Outcome, Plan, Scratch, Study, Watch, simulate};
use crate::scenario::Scenario;
use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// An outcome and the index of its scenario.
type Row = (usize, Outcome);

/// Runs the planned replications of every scenario and returns one study for each, in their order.
pub(super) fn run(scenarios: &[&Scenario], plan: &Plan, watch: &Watch<'_>) -> io::Result<Vec<Study>> {
    let (first, end) = (plan.replications.start, plan.replications.end);
    let next = AtomicU64::new(0);
    let failed = AtomicBool::new(false);
    let worker = || -> io::Result<Vec<Row>> {
        let mut scratch = Scratch::default();
        let mut rows = Vec::new();
        while !watch.stop.load(Ordering::Relaxed) && !failed.load(Ordering::Relaxed) {
            let Some((case, replication)) = turn(next.fetch_add(1, Ordering::Relaxed), scenarios.len(), first, end)
            else {
                break;
            };
            let outcome = one(scenarios[case], case, replication, plan.seed, watch, &mut scratch);
            let mut outcome = outcome.inspect_err(|_| failed.store(true, Ordering::Relaxed))?;
            if replication - first >= SERIES_REPLICATIONS {
                outcome.series = Vec::new();
            }
            rows.push((case, outcome));
            (watch.done)();
        }
        Ok(rows)
    };
    let rows = if plan.threads <= 1 { worker()? } else { on_threads(plan.threads, &worker)? };
    let mut of_case: Vec<Vec<Outcome>> = scenarios.iter().map(|_| Vec::new()).collect();
    for (case, outcome) in rows {
        of_case[case].push(outcome);
    }
    Ok(of_case.into_iter().map(|rows| study(plan, rows)).collect())
}

/// Returns the scenario and replication to run after `handed_out` others; `None` when all have been handed out.
fn turn(handed_out: u64, cases: usize, first: u64, end: u64) -> Option<(usize, u64)> {
    let cases = cases as u64;
    let replication = first.checked_add(handed_out.checked_div(cases)?)?;
    let case = usize::try_from(handed_out % cases).expect("an index below the number of cases");
    (replication < end).then_some((case, replication))
}

fn one(
    scenario: &Scenario,
    case: usize,
    replication: u64,
    seed: u64,
    watch: &Watch<'_>,
    scratch: &mut Scratch,
) -> io::Result<Outcome> {
    match watch.journal {
        None => Ok(simulate(scenario, seed, replication, scratch)),
        Some(open) => {
            let sink = open(case, replication)?;
            simulate_journalled(scenario, seed, replication, scratch, sink, watch.journals)
        }
    }
}

/// Keeps the longest unbroken sequence of replications from the first one.
fn study(plan: &Plan, mut rows: Vec<Outcome>) -> Study {
    let first = plan.replications.start;
    rows.sort_by_key(|row| row.replication);
    let unbroken = (first..).zip(&rows).take_while(|(number, row)| *number == row.replication).count();
    rows.truncate(unbroken);
    let planned = plan.replications.end.saturating_sub(first);
    let interrupted = (rows.len() as u64) < planned;
    Study { plan: plan.clone(), rows, interrupted }
}

fn on_threads(threads: usize, worker: &(dyn Fn() -> io::Result<Vec<Row>> + Sync)) -> io::Result<Vec<Row>> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scenarios_take_turns() {
        let order: Vec<_> = (0..).map_while(|handed_out| turn(handed_out, 3, 5, 7)).collect();
        assert_eq!(order, [(0, 5), (1, 5), (2, 5), (0, 6), (1, 6), (2, 6)]);
        assert_eq!(turn(0, 0, 0, 9), None, "no scenario, no run");
        assert_eq!(turn(0, 2, 4, 4), None, "no replication, no run");
        assert_eq!(turn(9, 1, u64::MAX - 3, u64::MAX), None, "numbers do not wrap around");
    }
}
