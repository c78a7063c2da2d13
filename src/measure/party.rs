//! Costs by the party that they are paid to. Every cost has one, so the parties add up to all costs.

use super::kpi;
use super::sheet::{Sheet, per_day};
use crate::chain::{Account, Books, Part};
use crate::units::{AgentId, Id, Money, Span};

/// The kind of the subjects.
const PARTY: &str = "party";

type OfAgent = fn(AgentId) -> Account;

/// The accounts of an agent that are costs beside those of goods: who is paid, and what holds the amount.
const SERVICES: [(&str, OfAgent); 4] = [
    ("platforms", Account::Commission),
    ("payment_services", Account::PaymentFee),
    ("staff", Account::Labour),
    ("landlords", Account::Fixed),
];

/// What a run has paid for services beside those to goods, as the accounts of `SERVICES` hold it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Services([Money; SERVICES.len()]);

impl Services {
    /// Returns the amounts since the start of the run.
    pub(super) fn of(books: &Books, agents: usize) -> Self {
        let agents = || (0..agents).map(AgentId::from_index);
        Self(SERVICES.map(|(_, account)| agents().map(|agent| books.ledger.balance(account(agent))).sum()))
    }

    /// Returns the amounts since an earlier time.
    pub(super) fn since(self, before: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at] - before.0[at]))
    }

    /// Returns commission and payment fees.
    pub(super) fn fees(&self) -> Money {
        self.0[0] + self.0[1]
    }

    /// Returns the sum.
    pub(super) fn total(&self) -> Money {
        self.0.into_iter().sum()
    }
}

/// Puts the costs of a window by party: of goods by part, of services, and those without a payee.
pub(super) fn report(
    parts: &[Money; Part::ALL.len()],
    services: &Services,
    own: Money,
    length: Span,
    sheet: &mut Sheet,
) {
    let of = |part: Part| parts[part as usize];
    let goods = [
        ("suppliers", of(Part::Goods)),
        ("carriers", of(Part::Freight)),
        ("operators", of(Part::Storage) + of(Part::Handling)),
        ("customs", of(Part::Tax)),
        ("couriers", of(Part::Courier)),
    ];
    let services = SERVICES.into_iter().zip(services.0).map(|((party, _), amount)| (party, amount));
    for (party, amount) in goods.into_iter().chain(services).chain([("own", own)]) {
        sheet.entry(PARTY, party, &kpi::COST_BY_PARTY, per_day(amount, length));
    }
}
