//! The run, and how it is stepped.

use super::{Observation, Progress, Totals};
use crate::agent::{AnyAgent, World};
use crate::chain::{Books, Network, Probe, audit::Discrepancy};
use crate::measure::Probes;
use crate::scenario::Scenario;
use crate::study::{self, Outcome};
use crate::units::{Id, SimTime, Span, StockPointId, Units};

/// One replication of a scenario, stopped between two events. It owns all that it needs.
#[derive(Debug)]
pub struct Simulation<O = ()> {
    scenario: Scenario,
    replication: u64,
    world: World<(Probes, O)>,
    /// The stock points that ask what to order.
    asking: Vec<StockPointId>,
}

impl Simulation {
    /// A replication at its start. Scenario, seed and number are all that its results depend on, and what it is told.
    #[must_use]
    pub fn new(scenario: &Scenario, seed: u64, replication: u64) -> Self {
        Self::observed(scenario, seed, replication, ())
    }
}

impl<O: Probe> Simulation<O> {
    /// A replication at its start, with an observer of your own.
    #[must_use]
    pub fn observed(scenario: &Scenario, seed: u64, replication: u64, observer: O) -> Self {
        let mut asking: Vec<StockPointId> = scenario.agents().iter().flat_map(AnyAgent::instructed).collect();
        asking.sort_unstable();
        let world = World::new((Probes::default(), observer));
        let mut new = Self { scenario: scenario.clone(), replication, world, asking };
        new.reset(seed, replication);
        new
    }

    /// A replication that has run to its end with the books recounted after every event, for tests.
    ///
    /// # Errors
    /// The first thing that does not agree.
    pub fn audited(scenario: &Scenario, seed: u64, replication: u64, observer: O) -> Result<Self, Discrepancy> {
        let mut new = Self::observed(scenario, seed, replication, observer);
        study::reset(&new.scenario, seed, replication, true, &mut new.world);
        new.world.run::<true>()?;
        Ok(new)
    }

    /// Gives the run up, wherever it stands, and starts a replication in the same memory. Nothing of the old run is left,
    /// but the observer, which is yours to reset.
    pub fn reset(&mut self, seed: u64, replication: u64) {
        self.replication = replication;
        study::reset(&self.scenario, seed, replication, false, &mut self.world);
        self.world.stop_at_decisions();
    }

    /// How far the clock has come.
    #[must_use]
    pub fn now(&self) -> SimTime {
        self.world.now()
    }

    /// Whether the run is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.world.is_over()
    }

    /// Runs on through everything that happens before `until`. It stops sooner where a stock point decides, and at the
    /// end of the run.
    ///
    /// # Panics
    /// Only where haitao itself is wrong; the message names the invariant.
    pub fn advance(&mut self, until: SimTime) -> Progress {
        self.world.advance::<false>(until).expect("nothing is audited")
    }

    /// Runs on to the next decision and returns the stock point that decides; `None` at the end of the run. The decision
    /// before that was not instructed orders nothing.
    pub fn advance_to_decision(&mut self) -> Option<StockPointId> {
        match self.advance(SimTime::NEVER) {
            Progress::Decides(stock_point) => Some(stock_point),
            Progress::Reached | Progress::Over => None,
        }
    }

    /// Instructs the stock point that decides to order so many units, and runs on to the next decision, which it returns.
    /// Before the first decision, and with none to make, it only runs on.
    ///
    /// # Panics
    /// As [`instruct`](Self::instruct).
    pub fn step(&mut self, units: Units) -> Option<StockPointId> {
        if let Some(stock_point) = self.world.decides() {
            self.instruct(stock_point, units);
        }
        self.advance_to_decision()
    }

    /// What a stock point orders at the decision it makes now, or else at its next one. The last word counts. Its source
    /// may round the quantity up to its lots.
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

    /// A stock point as it is now.
    #[must_use]
    pub fn observe(&self, stock_point: StockPointId) -> Observation {
        Observation::of(stock_point, self.now(), self.books(), self.network())
    }

    /// The units that the coming span is expected to ask of a stock point, as the distributions of demand say. If the
    /// stock point has a `forecast`, it is not asked.
    #[must_use]
    pub fn expected_demand(&self, stock_point: StockPointId, span: Span) -> f64 {
        self.network().outlook(stock_point).units(self.now(), span)
    }

    /// What the whole chain has sold and spent so far.
    #[must_use]
    pub fn totals(&self) -> Totals {
        Totals::of(self.now(), self.books(), self.network())
    }

    /// The stock points that ask what to order.
    #[must_use]
    pub fn asking(&self) -> &[StockPointId] {
        &self.asking
    }

    /// A stock point by its name in the scenario, `WAREHOUSE.PRODUCT`.
    #[must_use]
    pub fn stock_point(&self, name: &str) -> Option<StockPointId> {
        self.network()
            .stock_points
            .iter()
            .position(|stock_point| stock_point.name == name)
            .map(StockPointId::from_index)
    }

    /// The name of a stock point in the scenario.
    #[must_use]
    pub fn name(&self, stock_point: StockPointId) -> &str {
        &self.network().stock_point(stock_point).name
    }

    /// Runs to the end, without further instructions, and returns the figures of the replication.
    pub fn outcome(&mut self) -> Outcome {
        while self.advance_to_decision().is_some() {}
        study::outcome(&self.scenario, self.replication, &mut self.world)
    }

    /// The observer.
    #[must_use]
    pub fn observer(&self) -> &O {
        &self.world.core().probes.1
    }

    /// The observer, to change it.
    pub fn observer_mut(&mut self) -> &mut O {
        &mut self.world.probes().1
    }

    /// Everything that agents agree on, as it stands.
    #[must_use]
    pub fn books(&self) -> &Books {
        &self.world.core().books
    }

    /// What never changes during a run.
    #[must_use]
    pub fn network(&self) -> &Network {
        self.scenario.network()
    }
}

/// The largest order that can be instructed: quantities and amounts are integers of 64 bits.
const MOST_UNITS: i64 = 1_000_000_000;
