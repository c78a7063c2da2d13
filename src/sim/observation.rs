//! What can be observed of a stopped run.

use crate::chain::{Account, Books, Network, Part};
use crate::units::{Id, Money, SimTime, StockPointId, Units};

/// A stock point as its replenishment policy sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observation {
    /// The time of the observation.
    pub now: SimTime,
    /// Units on the shelf.
    pub on_hand: Units,
    /// Units ordered and not yet on the shelf.
    pub on_order: Units,
    /// Units owed to waiting orders.
    pub backorders: Units,
    /// Inventory position: on hand + on order - backorders.
    pub position: Units,
}

impl Observation {
    #[inline]
    pub(super) fn of(stock_point: StockPointId, now: SimTime, books: &Books) -> Self {
        let stock = &books.stock[stock_point];
        Self {
            now,
            on_hand: stock.stock(),
            on_order: Units::new(stock.on_order.value()),
            backorders: Units::new(stock.backorders.value()),
            position: stock.position(),
        }
    }
}

/// The costs of a stock point since the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Costs {
    /// Ordering cost.
    pub ordering: Money,
    /// Holding cost.
    pub holding: Money,
    /// Shortage cost.
    pub shortage: Money,
}

impl Costs {
    pub(super) fn of(stock_point: StockPointId, now: SimTime, books: &Books, network: &Network) -> Self {
        let (holding, shortage) = books.holding_and_shortage(network, now, stock_point);
        Self { ordering: books.ledger.balance(Account::Ordering(stock_point)), holding, shortage }
    }
}

/// Revenue and costs of the whole chain since the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// The price of the orders of consumers, less refunds.
    pub revenue: Money,
    /// The cost of goods that were delivered, returned or lost: purchase, transport, storage, handling, taxes.
    pub goods: Money,
    /// Ordering cost.
    pub ordering: Money,
    /// Holding cost, on shelves and in transit.
    pub holding: Money,
    /// Shortage cost.
    pub shortage: Money,
    /// Wages.
    pub labour: Money,
    /// Rent.
    pub fixed: Money,
}

impl Totals {
    pub(super) fn of(now: SimTime, books: &Books, network: &Network) -> Self {
        let balance = |account| books.ledger.balance(account);
        let [labour, fixed] = books.wages_and_rent(network, now);
        let mut totals = Self {
            revenue: books.billed(),
            goods: Part::ALL.map(|part| ENDS.map(|end| balance(end(part))).into_iter().sum()).into_iter().sum(),
            ordering: Money::ZERO,
            holding: books.transit.cost(network, now),
            shortage: Money::ZERO,
            labour,
            fixed,
        };
        for stock_point in (0..network.stock_points.len()).map(StockPointId::from_index) {
            let (holding, shortage) = books.holding_and_shortage(network, now, stock_point);
            totals.ordering += balance(Account::Ordering(stock_point));
            totals.holding += holding;
            totals.shortage += shortage;
        }
        totals
    }

    /// Returns the sum of all costs.
    #[must_use]
    pub fn cost(&self) -> Money {
        self.goods + self.ordering + self.holding + self.shortage + self.labour + self.fixed
    }
}

/// The accounts that the cost of goods ends in.
const ENDS: [fn(Part) -> Account; 4] = [Account::Delivered, Account::Returned, Account::Scrapped, Account::WrittenOff];
