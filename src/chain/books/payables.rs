//! What agents charge and are paid: suppliers' invoices, and how long the resulting debt is open.

use super::Books;
use crate::chain::{Account, Network};
use crate::units::{AgentId, Id, Money, SimTime};

/// Payments to agents.
#[derive(Clone, Debug, Default)]
pub(super) struct Payables {
    /// Payments since the start, by agent.
    paid: Vec<Money>,
    /// Charges of suppliers less payments, each amount times its time: 1/10,000 of the currency unit x microseconds.
    moments: Vec<i128>,
}

impl Payables {
    pub(super) fn reset(&mut self, network: &Network) {
        self.paid.clear();
        self.paid.resize(network.agents.len(), Money::ZERO);
        self.moments.clear();
        self.moments.resize(network.agents.len(), 0);
    }
}

impl Books {
    /// Records a supplier's charge.
    pub(in crate::chain) fn invoice(&mut self, now: SimTime, supplier: AgentId, amount: Money) {
        self.ledger.post(Account::UnderWay, Account::Payable(supplier), amount);
        self.payables.moments[supplier.index()] += moment(now, amount);
    }

    /// Pays a supplier.
    pub fn pay(&mut self, now: SimTime, supplier: AgentId, amount: Money) {
        self.ledger.post(Account::Payable(supplier), Account::Cash, amount);
        self.payables.paid[supplier.index()] += amount;
        self.payables.moments[supplier.index()] -= moment(now, amount);
    }

    /// Returns what an agent has been paid since the start.
    #[must_use]
    pub fn paid(&self, agent: AgentId) -> Money {
        self.payables.paid[agent.index()]
    }

    /// Returns what an agent has charged since the start, paid or not.
    #[must_use]
    pub fn charged(&self, agent: AgentId) -> Money {
        self.paid(agent) - self.ledger.balance(Account::Payable(agent))
    }

    /// Returns the area under a supplier's open debt, from the start to `now`; payments before delivery count as
    /// negative.
    ///
    /// # Units
    /// 1/10,000 of the currency unit x microseconds.
    #[must_use]
    pub fn owed_area(&self, now: SimTime, supplier: AgentId) -> i128 {
        let owed = self.charged(supplier) - self.paid(supplier);
        moment(now, owed) - self.payables.moments[supplier.index()]
    }
}

fn moment(at: SimTime, amount: Money) -> i128 {
    i128::from(at.micros()) * i128::from(amount.parts())
}
