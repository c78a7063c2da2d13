//! What can be seen of a run that has stopped.

use crate::chain::{Account, Books, Network, Part};
use crate::units::{Id, Money, SimTime, StockPointId, Units};

/// A stock point as its replenishment policy sees it, and what it has cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observation {
    /// When it is seen.
    pub now: SimTime,
    /// On the shelf.
    pub on_hand: Units,
    /// Ordered and not yet on the shelf.
    pub on_order: Units,
    /// Owed to orders that wait.
    pub backorders: Units,
    /// Inventory position: on hand + on order - backorders.
    pub position: Units,
    /// What placing its orders has cost since the start.
    pub ordering_cost: Money,
    /// What holding its goods has cost since the start.
    pub holding_cost: Money,
    /// What owing goods has cost since the start.
    pub shortage_cost: Money,
}

impl Observation {
    pub(super) fn of(stock_point: StockPointId, now: SimTime, books: &Books, network: &Network) -> Self {
        let stock = &books.stock[stock_point];
        let (holding_cost, shortage_cost) = books.holding_and_shortage(network, now, stock_point);
        Self {
            now,
            on_hand: stock.stock(),
            on_order: Units::new(stock.on_order.value()),
            backorders: Units::new(stock.backorders.value()),
            position: stock.position(),
            ordering_cost: books.ledger.balance(Account::Ordering(stock_point)),
            holding_cost,
            shortage_cost,
        }
    }
}

/// What the whole chain has sold and spent since the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// The price of what consumers have ordered, less what was refunded.
    pub revenue: Money,
    /// What goods have cost that were delivered, came back, or are lost: bought, carried, stored, handled, taxed.
    pub goods: Money,
    /// What placing orders has cost.
    pub ordering: Money,
    /// What holding goods has cost, on shelves and under way.
    pub holding: Money,
    /// What owing goods has cost.
    pub shortage: Money,
}

impl Totals {
    pub(super) fn of(now: SimTime, books: &Books, network: &Network) -> Self {
        let balance = |account| books.ledger.balance(account);
        let mut totals = Self {
            revenue: balance(Account::Receivable),
            goods: Part::ALL.map(|part| ENDS.map(|end| balance(end(part))).into_iter().sum()).into_iter().sum(),
            ordering: Money::ZERO,
            holding: books.transit.cost(network, now),
            shortage: Money::ZERO,
        };
        for stock_point in (0..network.stock_points.len()).map(StockPointId::from_index) {
            let (holding, shortage) = books.holding_and_shortage(network, now, stock_point);
            totals.ordering += balance(Account::Ordering(stock_point));
            totals.holding += holding;
            totals.shortage += shortage;
        }
        totals
    }

    /// All costs.
    #[must_use]
    pub fn cost(&self) -> Money {
        self.goods + self.ordering + self.holding + self.shortage
    }
}

/// Where the cost of goods ends.
const ENDS: [fn(Part) -> Account; 4] = [Account::Delivered, Account::Returned, Account::Scrapped, Account::WrittenOff];
