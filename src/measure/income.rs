//! What the sales delivered in the window brought, from the ledger: their price, delivery fees and subsidies, and the tax that
//! buyers paid on top.

use super::kpi;
use super::sheet::{Sheet, per_day};
use crate::chain::{Account, Books, Network};
use crate::units::Money;

/// The accounts of income.
const ACCOUNTS: [Account; 4] = [Account::Revenue, Account::Delivery, Account::Subsidy, Account::TaxOnTop];

/// What each of the accounts earned.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Income([Money; ACCOUNTS.len()]);

impl Income {
    /// Returns what was earned since the start of the run.
    pub(super) fn of(books: &Books) -> Self {
        Self(ACCOUNTS.map(|account| -books.ledger.balance(account)))
    }

    /// Returns what was earned since an earlier time.
    pub(super) fn since(self, before: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at] - before.0[at]))
    }

    /// Returns the sales: the price of what was delivered, with delivery fees and subsidies.
    pub(super) fn sales(&self) -> Money {
        let [.., tax_on_top] = self.0;
        self.total() - tax_on_top
    }

    /// Returns the sales with the tax on top of them.
    pub(super) fn total(&self) -> Money {
        self.0.into_iter().sum()
    }

    /// Puts the income of the window that the scenario has rules for.
    pub(super) fn report(&self, network: &Network, sheet: &mut Sheet) {
        let [_, delivery, ..] = self.0.map(|amount| per_day(amount, network.window.length()));
        if network.sales.charge_delivery() {
            sheet.total(&kpi::DELIVERY_REVENUE, delivery);
        }
    }
}
