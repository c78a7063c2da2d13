//! The simulation of one replication, and the functions that step it.

use super::{Costs, Observation, Progress, Totals};
use crate::agent::{AnyAgent, World};
use crate::chain::{Books, Network, Probe, audit::Discrepancy};
use crate::measure::Probes;
use crate::scenario::Scenario;
use crate::study::{self, Outcome};
use crate::units::{Id, SimTime, Span, StockPointId, Units};

/// One replication of a scenario, stopped between two events. It owns all its data.
#[derive(Debug)]
pub struct Simulation<O = ()> {
    scenario: Scenario,
    replication: u64,
    world: World<(Probes, O)>,
    /// The stock points with an external policy.
    asking: Vec<StockPointId>,
}

impl Simulation {
    /// Starts a replication. Its results depend only on scenario, seed, replication number and your instructions.
    #[must_use]
    pub fn new(scenario: &Scenario, seed: u64, replication: u64) -> Self {
        Self::observed(scenario, seed, replication, ())
    }
}

impl<O: Probe> Simulation<O> {
    /// Starts a replication with your own observer.
    #[must_use]
    pub fn observed(scenario: &Scenario, seed: u64, replication: u64, observer: O) -> Self {
        let mut asking: Vec<StockPointId> = scenario.agents().iter().flat_map(AnyAgent::instructed).collect();
        asking.sort_unstable();
        let world = World::new((<Probes>::default(), observer));
        let mut new = Self { scenario: scenario.clone(), replication, world, asking };
        new.reset(seed, replication);
        new
    }

    /// Runs a replication to its end and audits the books after every event, for tests.
    ///
    /// # Errors
    /// If the books disagree; the first discrepancy is returned.
    pub fn audited(scenario: &Scenario, seed: u64, replication: u64, observer: O) -> Result<Self, Discrepancy> {
        let mut new = Self::observed(scenario, seed, replication, observer);
        study::reset(&new.scenario, seed, replication, true, &mut new.world);
        new.world.run::<true>()?;
        Ok(new)
    }

    /// Abandons the current run and starts a replication in the same memory. Nothing of the old run is left except the
    /// observer, which you must reset yourself.
    pub fn reset(&mut self, seed: u64, replication: u64) {
        self.replication = replication;
        study::reset(&self.scenario, seed, replication, false, &mut self.world);
        self.world.stop_at_decisions();
    }

    /// Returns the current simulation time.
    #[must_use]
    pub fn now(&self) -> SimTime {
        self.world.now()
    }

    /// Returns whether the run is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.world.is_over()
    }

    /// Processes all events before `until`. Stops earlier when a stock point has to decide, and at the end of the run.
    ///
    /// # Panics
    /// Only on a bug in haitao; the message names the invariant.
    pub fn advance(&mut self, until: SimTime) -> Progress {
        self.world.advance::<false>(until).expect("without an audit there is no discrepancy")
    }

    /// Runs to the next decision and returns the stock point that has to decide; `None` at the end of the run. If the
    /// decision before was not instructed, nothing is ordered at it.
    pub fn advance_to_decision(&mut self) -> Option<StockPointId> {
        match self.advance(SimTime::NEVER) {
            Progress::Decides(stock_point) => Some(stock_point),
            Progress::Reached | Progress::Over => None,
        }
    }

    /// Makes the stock point that has to decide order this many units, then runs to the next decision and returns its stock
    /// point. Before the first decision, or if there is none to make, it only runs on.
    ///
    /// # Panics
    /// Under the same conditions as [`instruct`](Self::instruct).
    pub fn step(&mut self, units: Units) -> Option<StockPointId> {
        if let Some(stock_point) = self.world.decides() {
            self.instruct(stock_point, units);
        }
        self.advance_to_decision()
    }

    /// Sets what a stock point orders at its current decision, or else at its next one. A later instruction replaces an
    /// earlier one. The source may round the quantity up to its lot size.
    ///
    /// # Panics
    /// If the stock point's policy is not `external`, or the units are below zero or above 1,000,000,000.
    pub fn instruct(&mut self, stock_point: StockPointId, units: Units) {
        let name = || &self.network().stock_point(stock_point).name;
        assert!(
            self.asking.binary_search(&stock_point).is_ok(),
            "the policy of stock point `{}` is not `external`",
            name()
        );
        assert!((0..=MOST_UNITS).contains(&units.count()), "{} units for stock point `{}`", units.count(), name());
        self.world.instruct(stock_point, units);
    }

    /// Returns the current state of a stock point.
    #[must_use]
    #[inline]
    pub fn observe(&self, stock_point: StockPointId) -> Observation {
        Observation::of(stock_point, self.now(), self.books())
    }

    /// Returns the costs of a stock point so far.
    #[must_use]
    pub fn costs(&self, stock_point: StockPointId) -> Costs {
        Costs::of(stock_point, self.now(), self.books(), self.network())
    }

    /// Returns the expected demand on a stock point over the coming span, according to the demand distributions. A
    /// `forecast` of the stock point is not used.
    #[must_use]
    pub fn expected_demand(&self, stock_point: StockPointId, span: Span) -> f64 {
        self.network().outlook(stock_point).units(self.now(), span)
    }

    /// Returns the revenue and costs of the whole chain so far.
    #[must_use]
    pub fn totals(&self) -> Totals {
        Totals::of(self.now(), self.books(), self.network())
    }

    /// Returns the stock points with an external policy.
    #[must_use]
    pub fn asking(&self) -> &[StockPointId] {
        &self.asking
    }

    /// Returns a stock point by its name in the scenario, `WAREHOUSE.PRODUCT`.
    #[must_use]
    pub fn stock_point(&self, name: &str) -> Option<StockPointId> {
        self.network()
            .stock_points
            .iter()
            .position(|stock_point| stock_point.name == name)
            .map(StockPointId::from_index)
    }

    /// Returns the name of a stock point in the scenario.
    #[must_use]
    pub fn name(&self, stock_point: StockPointId) -> &str {
        &self.network().stock_point(stock_point).name
    }

    /// Runs to the end without further instructions, and returns the figures of the replication.
    pub fn outcome(&mut self) -> Outcome {
        while self.advance_to_decision().is_some() {}
        study::outcome(&self.scenario, self.replication, &mut self.world)
    }

    /// Returns the observer.
    #[must_use]
    pub fn observer(&self) -> &O {
        &self.world.core().probes.1
    }

    /// Returns the current books, the state that all agents share.
    #[must_use]
    pub fn books(&self) -> &Books {
        &self.world.core().books
    }

    /// Returns the network, which never changes during a run.
    #[must_use]
    pub fn network(&self) -> &Network {
        self.scenario.network()
    }
}

/// The largest order that can be instructed; it keeps quantities and amounts within 64-bit integers.
const MOST_UNITS: i64 = 1_000_000_000;
