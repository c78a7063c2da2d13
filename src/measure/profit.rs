//! Profit of the window, from the ledger; and the revenue and margins of the orders placed in it, to their end.

use super::kpi::{self, Kpi};
use super::sheet::{Sheet, ratio};
use crate::chain::{Account, Books, Cost, Network, Part};
use crate::units::{AgentId, Id, Money, Span, StockPointId};

/// Balances at the start of the window, then what they gained in it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gained {
    revenue: Money,
    cost: Money,
    fees: Money,
}

/// The parts of the cost of goods delivered that the gross margin deducts.
const SOLD: [Part; 3] = [Part::Goods, Part::Freight, Part::Tax];

const GROSS: [&Kpi; 4] =
    [&kpi::GROSS_MARGIN, &kpi::GROSS_MARGIN_PER_DAY, &kpi::GROSS_MARGIN_PER_ORDER, &kpi::GROSS_MARGIN_SHARE];
const CONTRIBUTION: [&Kpi; 4] =
    [&kpi::CONTRIBUTION, &kpi::CONTRIBUTION_PER_DAY, &kpi::CONTRIBUTION_PER_ORDER, &kpi::CONTRIBUTION_SHARE];
const PROFIT: [&Kpi; 4] = [&kpi::PROFIT, &kpi::PROFIT_PER_DAY, &kpi::PROFIT_PER_ORDER, &kpi::PROFIT_SHARE];

impl Gained {
    /// Puts the fees and the profit of a window in which so many orders were placed.
    pub(super) fn report(&self, placed: i64, network: &Network, sheet: &mut Sheet) {
        let Self { revenue, cost, fees } = *self;
        let (length, placed) = (network.window.length(), i128::from(placed));
        sheet.total(&kpi::FEES, per_day(fees, length));
        let profit = revenue - cost - fees;
        let figures = [profit.amount(), per_day(profit, length), per_order(profit, placed), share(profit, revenue)];
        // Without prices there is no profit, only cost.
        let sells = network.sells();
        for (kpi, figure) in PROFIT.into_iter().zip(figures) {
            sheet.total(kpi, if sells { figure } else { f64::NAN });
        }
    }

    /// Returns the balances so far.
    pub(super) fn of(books: &Books) -> Self {
        let ledger = |account| books.ledger.balance(account);
        let chart = books.ledger.chart();
        let agents = || (0..chart.agents()).map(AgentId::from_index);
        let stock_points = (0..chart.stock_points()).map(StockPointId::from_index);
        let by_part: [fn(Part) -> Account; 4] =
            [Account::Delivered, Account::Returned, Account::Scrapped, Account::WrittenOff];
        let of_orders = by_part.into_iter().flat_map(|account| Part::ALL.map(account));
        let of_stock = stock_points.flat_map(|at| [Account::Ordering(at), Account::Holding(at), Account::Shortage(at)]);
        let of_sites = agents().flat_map(|at| [Account::Transit(at), Account::Labour(at), Account::Fixed(at)]);
        Self {
            revenue: Money::ZERO - ledger(Account::Revenue),
            cost: of_orders.chain(of_stock).chain(of_sites).map(ledger).sum(),
            fees: agents().flat_map(|at| [Account::Commission(at), Account::PaymentFee(at)]).map(ledger).sum(),
        }
    }

    /// Returns what was gained since earlier balances.
    pub(super) fn since(self, before: &Self) -> Self {
        Self { revenue: self.revenue - before.revenue, cost: self.cost - before.cost, fees: self.fees - before.fees }
    }
}

/// The sales, costs and fees of delivered orders, lines or parts of orders.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sales {
    pub(super) count: i64,
    pub(super) revenue: Money,
    pub(super) cost: Cost,
    pub(super) fees: Money,
}

impl Sales {
    /// Puts the value of so many orders placed, and the revenue and the margins of these sales, per day of a window.
    pub(super) fn per_day(&self, gmv: Money, placed: i64, length: Span, mut put: impl FnMut(&'static Kpi, f64)) {
        put(&kpi::GMV_PER_DAY, per_day(gmv, length));
        put(&kpi::GMV_PER_ORDER, per_order(gmv, i128::from(placed)));
        put(&kpi::NET_REVENUE_PER_DAY, per_day(self.revenue, length));
        for (amount, [_, each_day, ..]) in [(self.gross(), GROSS), (self.contribution(), CONTRIBUTION)] {
            put(each_day, per_day(amount, length));
        }
    }

    fn gross(&self) -> Money {
        self.revenue - SOLD.into_iter().map(|part| self.cost[part]).sum()
    }

    fn contribution(&self) -> Money {
        self.revenue - self.cost.total() - self.fees
    }

    /// Puts the revenue and the margins of these sales.
    pub(super) fn report(&self, mut put: impl FnMut(&'static Kpi, f64)) {
        let (revenue, per) = (self.revenue, i128::from(self.count));
        put(&kpi::NET_REVENUE, revenue.amount());
        put(&kpi::NET_REVENUE_PER_ORDER, per_order(revenue, per));
        for (amount, [kpi, _, each, of]) in [(self.gross(), GROSS), (self.contribution(), CONTRIBUTION)] {
            put(kpi, amount.amount());
            put(each, per_order(amount, per));
            put(of, share(amount, revenue));
        }
    }
}

fn per_day(amount: Money, length: Span) -> f64 {
    ratio(
        i128::from(amount.parts()) * i128::from(Span::DAY.micros()),
        i128::from(length.micros()) * i128::from(Money::SCALE),
    )
}

/// Returns an amount per order.
pub(super) fn per_order(amount: Money, orders: i128) -> f64 {
    ratio(amount.parts(), orders * i128::from(Money::SCALE))
}

fn share(amount: Money, revenue: Money) -> f64 {
    ratio(amount.parts(), revenue.parts())
}
