//! Experiments: one pool for all cases gives the same results on any number of threads and with any other cases, and a
//! stopped experiment has about equally many replications of every case.

use crate::cli::{CHAIN, Desk, start};
use crate::determinism::PAIR;
use crate::record::scenario;
use haitao::scenario::{Overrides, Scenario, parse_with};
use haitao::study::{Case, Experiment, Outcome, Plan, Stopping, Study, Watch, keep_common, replicate};
use serde_json::Value;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// A large scenario, a small one and a variant of the large one. They differ in agents, stock points and KPIs, so leftovers
/// in a worker's memory would show.
fn cases() -> Vec<Case> {
    let over = Overrides { variant: None, sets: vec!["stock.perth.melon.replenish.periodic_R_s_S.S=60".to_owned()] };
    let variant = parse_with(PAIR, Path::new("."), &over).unwrap_or_else(|faults| panic!("{faults}"));
    [scenario(PAIR), scenario(CHAIN), variant].into_iter().map(Case::from).collect()
}

fn experiment(threads: usize) -> Experiment {
    let plan = Plan { replications: 2..13, seed: 5, threads };
    Experiment { cases: cases(), plan, stopping: Stopping::Fixed }
}

fn bits(rows: &[Outcome]) -> Vec<(u64, u64, Vec<u64>)> {
    rows.iter()
        .map(|row| (row.replication, row.events, row.values.iter().map(|value| value.to_bits()).collect()))
        .collect()
}

fn alone(scenario: &Scenario) -> Vec<(u64, u64, Vec<u64>)> {
    bits(&replicate(scenario, &experiment(1).plan).rows)
}

#[test]
fn every_case_is_as_if_it_had_been_run_alone() {
    for threads in [1, 2, 7] {
        let experiment = experiment(threads);
        let studies = experiment.run(&Watch::nothing()).expect("nothing is written");
        assert_eq!(studies.len(), 3);
        for (case, study) in experiment.cases.iter().zip(&studies) {
            assert!(!study.interrupted && study.rows.len() == 11);
            assert_eq!(bits(&study.rows), alone(&case.scenario), "{} on {threads} threads", case.label);
        }
        assert_ne!(bits(&studies[0].rows), bits(&studies[2].rows), "the variant matters");
    }
}

/// Runs an experiment that is stopped after this many replications.
fn stopped_after(done: usize, threads: usize) -> Vec<Study> {
    let (stop, count) = (AtomicBool::new(false), AtomicUsize::new(0));
    let tick = || {
        if count.fetch_add(1, Ordering::Relaxed) + 1 == done {
            stop.store(true, Ordering::Relaxed);
        }
    };
    let watch = Watch { stop: &stop, done: &tick, ..Watch::nothing() };
    experiment(threads).run(&watch).expect("nothing is written")
}

#[test]
fn a_stopped_experiment_has_as_many_replications_of_every_case() {
    let rows = |studies: &[Study]| -> Vec<usize> { studies.iter().map(|study| study.rows.len()).collect() };
    let mut studies = stopped_after(7, 1);
    assert_eq!(rows(&studies), [3, 2, 2], "replication by replication, case by case");
    assert!(studies.iter().all(|study| study.interrupted));
    assert_eq!(keep_common(&mut studies), 2);
    assert_eq!(rows(&studies), [2, 2, 2]);
    for (case, study) in cases().iter().zip(&studies) {
        assert_eq!(bits(&study.rows), alone(&case.scenario)[..2], "{}", case.label);
    }
    // Replications that other threads have begun are finished and kept: at most one per thread.
    for threads in [2, 7] {
        let mut studies = stopped_after(7, threads);
        let done = rows(&studies);
        assert!((7..7 + threads).contains(&done.iter().sum()), "{done:?} on {threads} threads");
        assert!(done.is_sorted_by(|a, b| a >= b) && done[0] - done[2] <= 1, "{done:?} on {threads} threads");
        assert_eq!(keep_common(&mut studies), done[2] as u64);
    }
    assert_eq!(keep_common(&mut stopped_after(2, 1)), 0, "the third case has none");
}

#[cfg(unix)]
#[test]
fn ctrl_c_reports_all_cases_of_a_comparison() {
    let desk = Desk::new(&format!("{CHAIN}\n[variant.second]\ncustoms.desk.officers = 2\n"));
    let child = start(&desk, "compare chain.toml -n 100000000 -j 2 --out here", "here");
    crate::cli::press_ctrl_c(&child);
    let output = child.wait_with_output().expect("it ends");
    let err = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(0), "{err}");
    assert!(err.contains("stopped: the results cover the first "), "{err}");
    let read = |name: &str| -> Value { serde_json::from_str(&desk.read(&format!("here/{name}.json"))).expect("JSON") };
    let (comparison, manifest) = (read("comparison"), read("manifest"));
    let replications = comparison["replications"].as_u64().expect("a number");
    assert!(replications > 0);
    assert_eq!(
        (&comparison["replications"], &manifest["replications_asked"]),
        (&manifest["replications"], &100_000_000.into())
    );
    let other = &comparison["others"][0];
    assert_eq!(other["scenario"], "chain:second");
    assert_eq!(other["differences"]["total"]["orders_placed"]["pairs"], replications);
    if cfg!(feature = "tables") {
        for name in ["0-chain", "1-chain-second"] {
            let rows = desk.read(&format!("here/replications/{name}.csv")).lines().count() as u64;
            assert_eq!(rows, replications + 1, "{name}");
        }
    }
}
