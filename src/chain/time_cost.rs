//! What time costs in the books: storing goods, which is added to their value, and holding and owing them.

use super::{Account, Books, Cost, Network, Part};
use crate::units::{CellId, Id, Money, SimTime, Span};

impl Books {
    /// Adds what storing goods has cost since the last time to their value; the next time is tomorrow at the earliest.
    #[inline(never)]
    pub(super) fn store(&mut self, network: &Network, now: SimTime, cell: CellId) {
        let name = network.cell(cell);
        let stock = &mut self.stock[cell];
        stock.next_storage = now + Span::DAY;
        let owed = name.storage.charge(stock.on_hand.area(now) * i128::from(name.unit_cm3)) - stock.stored;
        if owed == Money::ZERO || !stock.stock().is_positive() {
            return;
        }
        stock.stored += owed;
        let mut cost = Cost::NONE;
        cost[Part::Storage] = owed;
        stock.burden(now, cost);
        self.ledger.post(Account::Inventory(cell), Account::Payable(name.warehouse), owed);
    }

    /// What holding the goods of a cell and owing them has cost from the start to `now`, charged or not.
    #[must_use]
    pub fn holding_and_shortage(&self, network: &Network, now: SimTime, id: CellId) -> (Money, Money) {
        let (name, cell) = (network.cell(id), &self.stock[id]);
        let capital = if cell.carries { name.carrying.charge(cell.value_area(now)) } else { Money::ZERO };
        (name.holding.charge(cell.on_hand.area(now)) + capital, name.shortage.charge(cell.backorders.area(now)))
    }

    /// Charges what holding and owing goods has cost since the last time, on the exact areas.
    pub fn charge_time(&mut self, network: &Network, now: SimTime, charged: &mut Vec<(Money, Money)>) {
        charged.resize(network.cells.len(), (Money::ZERO, Money::ZERO));
        for (index, before) in charged.iter_mut().enumerate() {
            let id = CellId::from_index(index);
            if self.stock[id].next_storage != SimTime::NEVER {
                self.store(network, now, id);
            }
            let (holding, shortage) = self.holding_and_shortage(network, now, id);
            self.ledger.post(Account::Holding(id), Account::Accrued, holding - before.0);
            self.ledger.post(Account::Shortage(id), Account::Accrued, shortage - before.1);
            *before = (holding, shortage);
        }
        self.transit.charge(network, now, &mut self.ledger);
    }
}
