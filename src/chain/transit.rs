//! Goods in transit with a lane or a supplier that charges for the time they take, as exact areas.

use super::{Account, Ledger, Level, Network};
use crate::units::{AgentId, Money, SimTime, Units};

/// Units in transit, by the agents that charge for time, in the order of the network.
#[derive(Clone, Debug, Default)]
pub struct Transit(Vec<Level>);

impl Transit {
    pub(super) fn reset(&mut self, network: &Network) {
        self.0.clear();
        self.0.resize(network.under_way.len(), Level::default());
    }

    /// Adds units in transit with an agent that charges for time; if `units` is negative, removes them.
    ///
    /// # Panics
    /// If the agent charges nothing.
    #[inline(never)]
    pub fn add(&mut self, network: &Network, now: SimTime, agent: AgentId, units: Units) {
        let place = network.under_way.iter().position(|(at, _)| *at == agent);
        self.0[place.expect("the agent must have a rate")].add(now, units.count());
    }

    /// Returns the cost of the time from the start to `now`, charged or not.
    #[must_use]
    pub fn cost(&self, network: &Network, now: SimTime) -> Money {
        network.under_way.iter().zip(&self.0).map(|((_, rate), level)| rate.charge(level.area(now))).sum()
    }

    /// Charges the cost of the time since the last charge.
    pub(super) fn charge(&self, network: &Network, now: SimTime, ledger: &mut Ledger) {
        for ((agent, rate), level) in network.under_way.iter().zip(&self.0) {
            let account = Account::Transit(*agent);
            ledger.post(account, Account::Accrued, rate.charge(level.area(now)) - ledger.balance(account));
        }
    }
}
