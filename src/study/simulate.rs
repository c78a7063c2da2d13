//! One replication. It depends on scenario, seed and number alone: not on threads, nor on what the memory held before.

use crate::agent::World;
use crate::chain::audit::Discrepancy;
use crate::measure::{Journals, Probes, Sheet, Sink};
use crate::scenario::Scenario;
use std::io;

/// Memory that replications use one after the other. It keeps room, never content.
#[derive(Debug, Default)]
pub struct Scratch(World<Probes>);

/// What one replication found.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Its number.
    pub replication: u64,
    /// A figure for each of the scenario's KPIs, in order; NaN is undefined.
    pub values: Vec<f64>,
    /// Events that were taken.
    pub events: u64,
    /// The readings of the series, sample by sample and by subject; empty where there is no series.
    pub series: Vec<i64>,
}

/// Runs one replication.
///
/// # Panics
/// Only where haitao itself is wrong; the message names the invariant.
#[must_use]
pub fn simulate(scenario: &Scenario, seed: u64, replication: u64, scratch: &mut Scratch) -> Outcome {
    let world = &mut scratch.0;
    world.reset(scenario.network(), scenario.agents(), seed, replication, false);
    world.probes().reset(scenario.network());
    world.run::<false>().expect("nothing is audited");
    outcome(scenario, replication, world)
}

/// Runs one replication and recounts the books after every event.
///
/// # Errors
/// The first thing that does not agree.
pub fn simulate_audited(scenario: &Scenario, seed: u64, replication: u64) -> Result<Outcome, Discrepancy> {
    let world = &mut World::<Probes>::default();
    world.reset(scenario.network(), scenario.agents(), seed, replication, true);
    world.probes().reset(scenario.network());
    world.run::<true>()?;
    Ok(outcome(scenario, replication, world))
}

/// Runs one replication and writes its journals.
pub(super) fn simulate_journalled(
    scenario: &Scenario,
    seed: u64,
    replication: u64,
    scratch: &mut Scratch,
    sink: Box<dyn Sink>,
    keep: Journals,
) -> io::Result<Outcome> {
    let world = &mut scratch.0;
    world.reset(scenario.network(), scenario.agents(), seed, replication, false);
    world.probes().reset(scenario.network());
    world.probes().journal.open(sink, keep, scenario.network());
    if keep.hear_postings() {
        world.tap_the_ledger();
    }
    world.run::<false>().expect("nothing is audited");
    let window = scenario.window();
    let (probes, books) = world.probes_and_books();
    probes.journal.finish(window.end() + window.drain, books)?;
    Ok(outcome(scenario, replication, world))
}

fn outcome(scenario: &Scenario, replication: u64, world: &mut World<Probes>) -> Outcome {
    let events = world.events();
    let mut sheet = Sheet::default();
    world.probes().report(scenario.network(), &mut sheet);
    let (_, values) = sheet.into_parts();
    let series = world.probes().series.take();
    Outcome { replication, values, events, series }
}
