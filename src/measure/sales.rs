//! The revenue, cost and fees of what was delivered, and the margins that are left.

use super::kpi::{self, Kpi};
use super::sheet::{each, per_day, ratio};
use crate::chain::{Cost, Extras, Order, Part, SalesTerms};
use crate::units::{Money, Span};

/// The parts of the cost of goods delivered that the gross margin deducts, less the tax that buyers pay on top.
const SOLD: [Part; 3] = [Part::Goods, Part::Freight, Part::Tax];

/// The sales of delivered orders, lines or parts of orders.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sales {
    pub(super) revenue: Money,
    pub(super) cost: Cost,
    /// What was reimbursed for coupons; it is part of the revenue.
    pub(super) subsidy: Money,
    /// The tax that buyers paid on top.
    pub(super) tax: Money,
    /// What platforms took of them.
    pub(super) fees: Money,
}

impl Sales {
    /// Adds a line that was delivered, at its price.
    #[inline(always)]
    pub(super) fn sell(&mut self, line: &Order) {
        self.revenue += line.price;
        self.cost += line.cost;
    }

    /// Adds what lines that were delivered bring beside their price, and what platforms take of them.
    pub(super) fn take(&mut self, extras: &Extras) {
        self.revenue += extras.revenue;
        self.subsidy += extras.subsidy;
        self.tax += extras.tax;
        self.fees += extras.fees;
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.revenue += other.revenue;
        self.cost += other.cost;
        self.subsidy += other.subsidy;
        self.tax += other.tax;
        self.fees += other.fees;
    }

    fn gross(&self) -> Money {
        self.revenue + self.tax - SOLD.into_iter().map(|part| self.cost[part]).sum()
    }

    fn contribution(&self) -> Money {
        self.revenue + self.tax - self.cost.total() - self.fees
    }

    /// Puts the revenue and the margins of so many orders, lines or parts.
    pub(super) fn report(&self, many: i64, terms: &SalesTerms, mut put: impl FnMut(&'static Kpi, f64)) {
        let of = |amount: Money| [amount.amount(), each(amount, many), ratio(amount.parts(), self.revenue.parts())];
        let [revenue, per_order, _] = of(self.revenue);
        let (gross, contribution) = (of(self.gross()), of(self.contribution()));
        put(&kpi::NET_REVENUE, revenue);
        put(&kpi::NET_REVENUE_PER_ORDER, per_order);
        if terms.give_coupons() {
            put(&kpi::SUBSIDY, self.subsidy.amount());
            put(&kpi::SUBSIDY_PER_ORDER, each(self.subsidy, many));
        }
        let names = [&kpi::GROSS_MARGIN, &kpi::GROSS_MARGIN_PER_ORDER, &kpi::GROSS_MARGIN_SHARE];
        names.into_iter().zip(gross).for_each(|(kpi, figure)| put(kpi, figure));
        let names = [&kpi::CONTRIBUTION, &kpi::CONTRIBUTION_PER_ORDER, &kpi::CONTRIBUTION_SHARE];
        names.into_iter().zip(contribution).for_each(|(kpi, figure)| put(kpi, figure));
    }

    /// Puts the revenue and the margins per day of a window.
    pub(super) fn report_per_day(&self, length: Span, terms: &SalesTerms, mut put: impl FnMut(&'static Kpi, f64)) {
        put(&kpi::NET_REVENUE_PER_DAY, per_day(self.revenue, length));
        if terms.give_coupons() {
            put(&kpi::SUBSIDY_PER_DAY, per_day(self.subsidy, length));
        }
        put(&kpi::GROSS_MARGIN_PER_DAY, per_day(self.gross(), length));
        put(&kpi::CONTRIBUTION_PER_DAY, per_day(self.contribution(), length));
    }
}
