//! One replication. Its results depend only on scenario, seed and replication number: not on threads, earlier contents of
//! the memory, or observers.

use crate::agent::World;
use crate::chain::{Probe, audit::Discrepancy};
use crate::measure::{Journals, KpiColumn, Probes, Sheet, Sink};
use crate::scenario::Scenario;
use std::io;

/// Memory that replications use one after the other. Allocations are kept, contents are not.
#[derive(Debug, Default)]
pub struct Scratch {
    /// For runs without journals and named windows.
    plain: World<(Probes<false>, ())>,
    all: World<(Probes, ())>,
}

/// How many replications of a batch, counted from the first, keep the readings of their time series.
pub const SERIES_REPLICATIONS: u64 = 200;

/// The results of one replication.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The replication number.
    pub replication: u64,
    /// A figure for each of the scenario's KPIs, in order; NaN means undefined.
    pub values: Vec<f64>,
    /// The number of events processed.
    pub events: u64,
    /// The readings of the time series, sample by sample and by subject; empty if there is no series.
    pub series: Vec<i64>,
}

impl Outcome {
    /// Returns the figure of a KPI, by name, for a subject such as `total` or `stock.shop.tea`; `None` if there is none or
    /// it is undefined.
    #[must_use]
    pub fn value(&self, scenario: &Scenario, subject: &str, kpi: &str) -> Option<f64> {
        let named = |column: &KpiColumn| column.subject == subject && column.kpi.name == kpi;
        let value = self.values[scenario.kpis().iter().position(named)?];
        (!value.is_nan()).then_some(value)
    }
}

/// Runs one replication.
///
/// # Panics
/// Only on a bug in haitao; the message names the invariant.
#[must_use]
pub fn simulate(scenario: &Scenario, seed: u64, replication: u64, scratch: &mut Scratch) -> Outcome {
    let network = scenario.network();
    if network.windows.is_empty() && network.series.is_none() {
        run(scenario, seed, replication, &mut scratch.plain)
    } else {
        run(scenario, seed, replication, &mut scratch.all)
    }
}

fn run<const ALL: bool>(
    scenario: &Scenario,
    seed: u64,
    replication: u64,
    world: &mut World<(Probes<ALL>, ())>,
) -> Outcome {
    reset(scenario, seed, replication, false, world);
    world.run::<false>().expect("without an audit there is no discrepancy");
    outcome(scenario, replication, world)
}

/// Runs one replication with your own observer, which receives every [fact](crate::chain::Fact) and cannot change the run.
/// Combine several observers as a pair, or as nested pairs. To stop a run, look at it, or decide what stock points order,
/// see [`Simulation`](crate::sim::Simulation).
///
/// # Panics
/// Only on a bug in haitao; the message names the invariant.
///
/// # Examples
/// ```
/// use haitao::chain::{Books, Fact, Mark, Probe};
/// use haitao::units::SimTime;
///
/// /// Counts delivered orders.
/// #[derive(Default)]
/// struct Delivered(u64);
///
/// impl Probe for Delivered {
///     fn note(&mut self, _now: SimTime, fact: Fact, _books: &Books) {
///         self.0 += u64::from(matches!(fact, Fact::Delivered { .. }));
///     }
///     fn mark(&mut self, _now: SimTime, _mark: Mark, _books: &Books) {}
/// }
///
/// let scenario = haitao::scenario::load("scenarios/peer-s1.toml".as_ref()).map_err(|faults| faults.to_string())?;
/// let (outcome, delivered) = haitao::study::simulate_with(&scenario, 1, 0, Delivered::default());
/// assert!(delivered.0 > 0 && !outcome.values.is_empty());
/// # Ok::<(), String>(())
/// ```
pub fn simulate_with<O: Probe>(scenario: &Scenario, seed: u64, replication: u64, observer: O) -> (Outcome, O) {
    let mut world = World::new((<Probes>::default(), observer));
    reset(scenario, seed, replication, false, &mut world);
    world.run::<false>().expect("without an audit there is no discrepancy");
    let outcome = outcome(scenario, replication, &mut world);
    (outcome, world.into_probes().1)
}

/// Runs one replication and audits the books after every event, and the counts of orders and units at the end.
///
/// # Errors
/// If the books disagree; the first discrepancy is returned.
pub fn simulate_audited(scenario: &Scenario, seed: u64, replication: u64) -> Result<Outcome, Discrepancy> {
    let mut world = World::<(Probes, ())>::default();
    reset(scenario, seed, replication, true, &mut world);
    world.run::<true>()?;
    let outcome = outcome(scenario, replication, &mut world);
    world.probes().0.audit(scenario.network())?;
    Ok(outcome)
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
    let world = &mut scratch.all;
    reset(scenario, seed, replication, false, world);
    world.probes().0.open_journals(sink, keep, scenario.network());
    if keep.hear_postings() {
        world.tap_the_ledger();
    }
    world.run::<false>().expect("without an audit there is no discrepancy");
    let window = &scenario.network().window;
    let ((probes, ()), books) = world.probes_and_books();
    probes.finish_journals(window.end() + window.drain, books)?;
    Ok(outcome(scenario, replication, world))
}

/// Resets a simulation for a replication, with the probes of the scenario; the observer stays as it is.
pub(crate) fn reset<const ALL: bool, O: Probe>(
    scenario: &Scenario,
    seed: u64,
    replication: u64,
    recount: bool,
    world: &mut World<(Probes<ALL>, O)>,
) {
    world.reset(scenario.network(), scenario.agents(), seed, replication, recount);
    world.probes().0.reset(scenario.network());
}

/// Returns the results of a finished run.
pub(crate) fn outcome<const ALL: bool, O: Probe>(
    scenario: &Scenario,
    replication: u64,
    world: &mut World<(Probes<ALL>, O)>,
) -> Outcome {
    let events = world.events();
    let ((probes, _), books) = world.probes_and_books();
    probes.run_ends(books);
    let mut sheet = Sheet::default();
    probes.report(scenario.network(), &mut sheet);
    let (_, values) = sheet.into_parts();
    Outcome { replication, values, events, series: probes.take_series() }
}
