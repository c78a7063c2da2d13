//! What those who act charge and are paid: invoices of suppliers, and for how long what they come to is owed.

use super::Books;
use crate::chain::{Account, Network};
use crate::units::{AgentId, Id, Money, SimTime};

/// Payments by who acts.
#[derive(Clone, Debug, Default)]
pub(super) struct Payables {
    /// What everyone was paid since the start.
    paid: Vec<Money>,
    /// What suppliers charged less what they were paid, each amount x the time of it: 1/10,000 of the currency unit x
    /// microseconds.
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
    /// A supplier charges goods on their way.
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

    /// What one was paid since the start.
    #[must_use]
    pub fn paid(&self, agent: AgentId) -> Money {
        self.payables.paid[agent.index()]
    }

    /// What one has charged since the start, paid or not.
    #[must_use]
    pub fn charged(&self, agent: AgentId) -> Money {
        self.paid(agent) - self.ledger.balance(Account::Payable(agent))
    }

    /// The area under what a supplier is owed, from the start to `now`; what is paid before goods come counts below zero.
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
