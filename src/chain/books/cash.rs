//! The balance of cash over time, and what buyers owe. It is kept only if a platform states when it settles.
//!
//! Cash begins at 0. Platforms pay when they settle and suppliers are paid under their terms; everyone else is paid at once: what
//! other agents charge, wages and rent continuously, and the cost of placing orders. Holding cost, capital and shortage are
//! imputed and never paid.

use super::Books;
use super::site_costs::SiteCosts;
use crate::chain::{Account, Duty, Network};
use crate::units::{AgentId, Id, Money, SimTime, StockPointId};

/// Cash and receivables up to the last event.
#[derive(Clone, Debug)]
pub(super) struct CashBook {
    /// The time of the last event.
    at: SimTime,
    /// Wages and rent up to then.
    sites: SiteCosts,
    wages_and_rent: Money,
    /// The balance of cash since then, without wages and rent.
    balance: Money,
    /// The receivables since then, and the area under them before.
    receivable: Money,
    area: i128,
    /// What platforms have settled since the start.
    settled: Money,
}

impl Books {
    /// Begins to keep the balance of cash, if any platform settles.
    pub(super) fn reset_cash(&mut self, network: &Network) {
        self.cash = None;
        if !network.sales.settle() {
            return;
        }
        let agents = || (0..network.agents.len()).map(AgentId::from_index);
        let others = agents().filter(|agent| !network.agent(*agent).kind.does(Duty::Supply)).map(Account::Payable);
        // Wages and rent are charged when a window begins or ends, but paid all the time.
        let sites = agents().flat_map(|agent| [Account::Labour(agent), Account::Fixed(agent)]);
        let stock_points = (0..network.stock_points.len()).map(StockPointId::from_index);
        self.ledger
            .watch_cash(std::iter::once(Account::Cash).chain(others).chain(sites), stock_points.map(Account::Ordering));
        let mut sites = SiteCosts::default();
        sites.reset(network);
        self.cash = Some(Box::new(CashBook {
            at: SimTime::ZERO,
            sites,
            wages_and_rent: Money::ZERO,
            balance: Money::ZERO,
            receivable: Money::ZERO,
            area: 0,
            settled: Money::ZERO,
        }));
    }

    /// Takes over what an event at this time has posted. Returns the balance of cash just before that time, unless there was an
    /// event at it already.
    #[inline(never)]
    pub fn read_cash(&mut self, network: &Network, now: SimTime) -> Option<Money> {
        let (cash, balance) = (self.cash.as_mut()?, self.ledger.cash()?);
        let before = (now > cash.at).then(|| {
            cash.area += i128::from((now - cash.at).micros()) * i128::from(cash.receivable.parts());
            cash.at = now;
            cash.wages_and_rent = cash.sites.advance(network, now);
            cash.balance - cash.wages_and_rent
        });
        (cash.balance, cash.receivable) = (balance, self.ledger.balance(Account::Receivable));
        before
    }

    /// Returns the balance of cash at the time of the last event; 0 if it is not kept.
    #[must_use]
    pub fn cash(&self) -> Money {
        self.cash.as_deref().map_or(Money::ZERO, |cash| cash.balance - cash.wages_and_rent)
    }

    /// Records that a platform pays what buyers owe.
    pub fn collect(&mut self, amount: Money) {
        self.ledger.post(Account::Cash, Account::Receivable, amount);
        if let Some(cash) = &mut self.cash {
            cash.settled += amount;
        }
    }

    /// Returns what buyers were to pay since the start, less what was refunded; paid or not.
    #[must_use]
    pub fn billed(&self) -> Money {
        let settled = self.cash.as_ref().map_or(Money::ZERO, |cash| cash.settled);
        self.ledger.balance(Account::Receivable) + settled
    }

    /// Returns the area under what buyers owe, from the start to the last event; 0 if cash is not kept.
    ///
    /// # Units
    /// 1/10,000 of the currency unit x microseconds.
    #[must_use]
    pub fn receivable_area(&self) -> i128 {
        self.cash.as_ref().map_or(0, |cash| cash.area)
    }
}
