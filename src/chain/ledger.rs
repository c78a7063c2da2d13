//! A double-entry ledger: every posting takes an amount from one account and gives it to another, so all balances add
//! up to zero. Accounts are addresses that are computed, not looked up; a posting is two additions.

use super::{Cost, Network, Part};
use crate::units::{AccountId, AgentId, Id, Money, StockPointId};

/// Declares the accounts: variant, name, and what the account holds. Each account of the first block exists once; the
/// others exist once per cost part, stock point or agent. A new account is one line.
macro_rules! accounts {
    (
        one { $($one:ident $one_name:literal $one_doc:literal;)* }
        by_part { $($part:ident $part_name:literal $part_doc:literal;)* }
        by_stock_point { $($stock_point:ident $stock_point_name:literal $cell_doc:literal;)* }
        by_agent { $($agent:ident $agent_name:literal $agent_doc:literal;)* }
    ) => {
        /// An account. Balances are debits less credits: positive for what is owned or spent, negative for what is
        /// owed or earned.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Account {
            $(#[doc = $one_doc] $one,)*
            $(#[doc = $part_doc] $part(Part),)*
            $(#[doc = $cell_doc] $stock_point(StockPointId),)*
            $(#[doc = $agent_doc] $agent(AgentId),)*
        }

        const ONE: usize = [$($one_name),*].len();
        const BY_PART: usize = [$($part_name),*].len();
        const PER_CELL: usize = [$($stock_point_name),*].len();
        const PER_AGENT: usize = [$($agent_name),*].len();

        /// Every kind of account with what it holds: first those that exist once, then those by cost part, by stock
        /// point and by agent.
        pub const ACCOUNTS: [(&str, &str); ONE + BY_PART + PER_CELL + PER_AGENT] = [
            $(($one_name, $one_doc),)*
            $(($part_name, $part_doc),)*
            $(($stock_point_name, $cell_doc),)*
            $(($agent_name, $agent_doc),)*
        ];

        /// The index of each kind within its block.
        mod place {
            pub(super) enum One { $($one),* }
            pub(super) enum ByPart { $($part),* }
            pub(super) enum PerStockPoint { $($stock_point),* }
            pub(super) enum PerAgent { $($agent),* }
        }

        impl Chart {
            #[inline(always)]
            fn address(&self, account: Account) -> usize {
                match account {
                    $(Account::$one => place::One::$one as usize,)*
                    $(Account::$part(part) => ONE + place::ByPart::$part as usize * PARTS + part as usize,)*
                    $(Account::$stock_point(stock_point) => FIXED + PER_CELL * stock_point.index() + place::PerStockPoint::$stock_point as usize,)*
                    $(Account::$agent(agent) => {
                        FIXED + PER_CELL * self.stock_points + place::PerAgent::$agent as usize * self.agents + agent.index()
                    })*
                }
            }

            /// Returns all accounts of a chart.
            #[cfg(test)]
            fn all(&self) -> Vec<Account> {
                let mut all = vec![$(Account::$one),*];
                $(all.extend(Part::ALL.map(Account::$part));)*
                $(all.extend((0..self.stock_points).map(|stock_point| Account::$stock_point(StockPointId::from_index(stock_point))));)*
                $(all.extend((0..self.agents).map(|agent| Account::$agent(AgentId::from_index(agent))));)*
                all
            }
        }
    };
}

accounts! {
    one {
        Receivable "receivable" "What buyers owe for their orders.";
        Deferred "deferred" "Sales that are not yet delivered.";
        Revenue "revenue" "What buyers paid for goods that were delivered, after coupons.";
        Delivery "delivery" "Delivery fees of orders of which something arrived.";
        Subsidy "subsidy" "What platforms and suppliers reimburse for coupons on delivered goods.";
        TaxOnTop "tax_on_top" "Tax on goods that were delivered, paid by buyers on top of the price.";
        UnderWay "under_way" "The cost of goods in transit.";
        Opening "opening" "The value of the opening stock.";
        Accrued "accrued" "Costs without a payee in the model: holding, shortage, ordering.";
        Cash "cash" "Settlements of platforms and credits of suppliers, less payments to suppliers.";
    }
    by_part {
        Delivered "delivered" "The cost of goods that were delivered, by part.";
        Returned "returned" "The cost of goods that came back, by part.";
        Scrapped "scrapped" "The cost of goods that were spoilt, lost or found defective, by part.";
        WrittenOff "written_off" "The cost of goods that passed their sell-by limit and left their shelf, by part.";
    }
    by_stock_point {
        Inventory "inventory" "The value of a stock point's goods.";
        Ordering "ordering" "The cost of placing a stock point's orders.";
        Holding "holding" "The cost of holding a stock point's goods: rates per unit, and capital.";
        Shortage "shortage" "The cost of a stock point's backorders, and of the units it could not serve at once.";
    }
    by_agent {
        Payable "payable" "The debt to an agent.";
        Claim "claim" "What a platform or supplier owes for the coupons that it funds.";
        Transit "transit" "The time-based cost of goods in transit with an agent.";
        Labour "labour" "The wages paid at an agent's site.";
        Fixed "fixed" "The rent and other fixed cost of an agent's site.";
        Commission "commission" "What a platform kept of the sales that were delivered.";
        PaymentFee "payment_fee" "What the payment service of a platform kept of what buyers paid.";
    }
}

/// A kind of account with one account per cost part, such as [`Account::Delivered`].
pub(super) type ByPart = fn(Part) -> Account;

const PARTS: usize = Part::ALL.len();
/// Accounts that every scenario has.
const FIXED: usize = ONE + BY_PART * PARTS;

/// The layout of a scenario's accounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    stock_points: usize,
    agents: usize,
}

impl Chart {
    /// Creates the accounts for these numbers of stock points and agents.
    #[must_use]
    pub const fn new(stock_points: usize, agents: usize) -> Self {
        Self { stock_points, agents }
    }

    /// Creates the accounts of a network.
    #[must_use]
    pub fn of(network: &Network) -> Self {
        Self::new(network.stock_points.len(), network.agents.len())
    }

    /// Returns the number of accounts.
    #[must_use]
    pub const fn accounts(&self) -> usize {
        FIXED + PER_CELL * self.stock_points + PER_AGENT * self.agents
    }

    /// Returns the names of all accounts in order: `under_way`, `delivered.goods`, `inventory.beilun.formula`,
    /// `payable.courier.zto`.
    #[must_use]
    pub fn names(network: &Network) -> Vec<String> {
        let (fixed, others) = ACCOUNTS.split_at(ONE);
        let (by_part, others) = others.split_at(BY_PART);
        let (by_stock_point, by_agent) = others.split_at(PER_CELL);
        let mut names: Vec<String> = fixed.iter().map(|(name, _)| (*name).to_owned()).collect();
        for (what, _) in by_part {
            names.extend(Part::ALL.map(|part| format!("{what}.{}", part.name())));
        }
        for stock_point in &network.stock_points {
            names.extend(by_stock_point.iter().map(|(what, _)| format!("{what}.{}", stock_point.name)));
        }
        for (what, _) in by_agent {
            names.extend(network.agents.iter().map(|agent| format!("{what}.{}.{}", agent.kind, agent.name)));
        }
        names
    }
}

/// A posting, kept only if an audit will recount it, or until it is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The account that is debited, by its index in the chart.
    pub debit: AccountId,
    /// The account that is credited.
    pub credit: AccountId,
    /// The amount.
    pub amount: Money,
}

/// The balances of all accounts.
#[derive(Clone, Debug)]
pub struct Ledger {
    chart: Chart,
    /// The balances of the accounts that every scenario has, then of the others.
    fixed: [Money; FIXED],
    others: Vec<Money>,
    postings: Option<Vec<Posting>>,
    /// Whether postings are handed over as they occur, instead of kept for an audit.
    tapped: bool,
    cash: Option<Cash>,
    /// Whether anything is done with a posting beside the two additions.
    watched: bool,
}

/// The balance of all accounts whose changes are cash, kept up to date.
#[derive(Clone, Debug)]
struct Cash {
    /// By account: 1 if a debit is cash that comes in, -1 if it is cash paid out, 0 if it is neither.
    signs: Vec<i8>,
    balance: Money,
}

impl Cash {
    fn move_by(&mut self, account: usize, amount: Money) {
        match self.signs[account] {
            1 => self.balance += amount,
            -1 => self.balance -= amount,
            _ => {}
        }
    }
}

impl Default for Ledger {
    fn default() -> Self {
        let fixed = [Money::ZERO; FIXED];
        let chart = Chart::default();
        Self { chart, fixed, others: Vec::new(), postings: None, tapped: false, cash: None, watched: false }
    }
}

impl Ledger {
    /// Empties all accounts; `recount` keeps every posting for an audit.
    pub fn reset(&mut self, chart: Chart, recount: bool) {
        self.chart = chart;
        self.fixed = [Money::ZERO; FIXED];
        self.others.clear();
        self.others.resize(chart.accounts() - FIXED, Money::ZERO);
        self.postings = recount.then(Vec::new);
        self.tapped = false;
        self.cash = None;
        self.watched = recount;
    }

    /// Keeps the balance of cash from now on: `paid_in` are the accounts whose debits are cash that comes in, `paid_out` those
    /// whose debits are cash paid out.
    pub(super) fn watch_cash(
        &mut self,
        paid_in: impl Iterator<Item = Account>,
        paid_out: impl Iterator<Item = Account>,
    ) {
        let mut signs = vec![0; self.chart.accounts()];
        paid_in.for_each(|account| signs[self.chart.address(account)] = 1);
        paid_out.for_each(|account| signs[self.chart.address(account)] = -1);
        self.cash = Some(Cash { signs, balance: Money::ZERO });
        self.watched = true;
    }

    /// Returns the balance of cash, if it is watched.
    pub(super) fn cash(&self) -> Option<Money> {
        self.cash.as_ref().map(|cash| cash.balance)
    }

    /// Keeps postings from now on, until they are handed over.
    pub fn tap(&mut self) {
        self.postings = Some(Vec::new());
        (self.tapped, self.watched) = (true, true);
    }

    /// Returns whether postings are handed over.
    #[must_use]
    pub fn is_tapped(&self) -> bool {
        self.tapped
    }

    /// Returns whether postings are handed over or the balance of cash is kept.
    #[must_use]
    pub fn is_followed(&self) -> bool {
        self.tapped || self.cash.is_some()
    }

    /// Hands over the postings since the last call.
    pub fn hand_over(&mut self, to: impl FnMut(Posting)) {
        if self.tapped {
            self.postings.iter_mut().flat_map(|postings| postings.drain(..)).for_each(to);
        }
    }

    /// Returns the postings kept: since the start of an audited run.
    #[must_use]
    pub fn postings(&self) -> &[Posting] {
        self.postings.as_deref().unwrap_or_default()
    }

    /// Moves an amount from the credited account to the debited one.
    #[inline(always)]
    pub fn post(&mut self, debit: Account, credit: Account, amount: Money) {
        let (debit, credit) = (self.chart.address(debit), self.chart.address(credit));
        *self.at(debit) += amount;
        *self.at(credit) -= amount;
        if self.watched {
            self.keep(debit, credit, amount);
        }
    }

    /// Moves every part of a cost from the credited account to the account of that part.
    #[inline(always)]
    pub(super) fn post_parts(&mut self, debit: ByPart, credit: Account, cost: &Cost) {
        let first = self.chart.address(debit(Part::ALL[0]));
        if self.watched {
            self.keep_parts(first, credit, cost);
        }
        let accounts =
            self.fixed[first..].first_chunk_mut::<PARTS>().expect("accounts by part are among the fixed ones");
        for (account, (_, amount)) in accounts.iter_mut().zip(cost.parts()) {
            *account += amount;
        }
        let credit = self.chart.address(credit);
        *self.at(credit) -= cost.total();
    }

    #[cold]
    #[inline(never)]
    fn keep_parts(&mut self, first: usize, credit: Account, cost: &Cost) {
        let credit = self.chart.address(credit);
        for (debit, (_, amount)) in (first..).zip(cost.parts()) {
            if amount != Money::ZERO {
                self.keep(debit, credit, amount);
            }
        }
    }

    #[inline(always)]
    fn at(&mut self, address: usize) -> &mut Money {
        if address < FIXED { &mut self.fixed[address] } else { &mut self.others[address - FIXED] }
    }

    fn balances(&self) -> impl Iterator<Item = Money> {
        self.fixed.iter().chain(&self.others).copied()
    }

    #[cold]
    fn keep(&mut self, debit: usize, credit: usize, amount: Money) {
        if let Some(cash) = &mut self.cash {
            cash.move_by(debit, amount);
            cash.move_by(credit, -amount);
        }
        if let Some(postings) = &mut self.postings {
            postings.push(Posting {
                debit: AccountId::from_index(debit),
                credit: AccountId::from_index(credit),
                amount,
            });
        }
    }

    /// Returns debits less credits of an account.
    #[must_use]
    #[inline]
    pub fn balance(&self, account: Account) -> Money {
        let address = self.chart.address(account);
        if address < FIXED { self.fixed[address] } else { self.others[address - FIXED] }
    }

    /// Returns whether the balances match the kept postings and add up to zero, and that of cash is theirs.
    #[must_use]
    pub fn agrees(&self) -> bool {
        let mut recount = vec![Money::ZERO; self.chart.accounts()];
        for posting in self.postings.iter().flatten() {
            recount[posting.debit.index()] += posting.amount;
            recount[posting.credit.index()] -= posting.amount;
        }
        let sum: Money = self.balances().sum();
        let cash = self.cash.as_ref().is_none_or(|cash| {
            let mut found = Cash { signs: cash.signs.clone(), balance: Money::ZERO };
            self.balances().enumerate().for_each(|(account, balance)| found.move_by(account, balance));
            found.balance == cash.balance
        });
        sum == Money::ZERO && cash && (self.postings.is_none() || self.balances().eq(recount))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_account_has_its_own_index() {
        let chart = Chart::new(2, 3);
        let accounts = chart.all();
        assert_eq!(accounts.len(), 10 + 4 * PARTS + 4 * 2 + 7 * 3);
        let mut places: Vec<usize> = accounts.iter().map(|account| chart.address(*account)).collect();
        places.sort_unstable();
        assert_eq!(places, (0..chart.accounts()).collect::<Vec<_>>());
    }

    #[test]
    fn a_balance_that_was_not_posted_is_found() {
        let mut ledger = Ledger::default();
        ledger.reset(Chart::new(0, 1), true);
        ledger.post(Account::UnderWay, Account::Payable(AgentId::from_index(0)), Money::from_parts(7));
        assert!(ledger.agrees());
        ledger.fixed[0] += Money::from_parts(1);
        assert!(!ledger.agrees(), "balances do not add up to zero");
        ledger.fixed[1] -= Money::from_parts(1);
        assert!(!ledger.agrees(), "balances are not what was posted");
    }
}
