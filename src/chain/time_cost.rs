//! Time-based costs in the books: storage, which is added to the value of goods; holding and shortage costs; rent and
//! wages; demurrage.

use super::{Account, Books, Cost, Network, Part, Tariff};
use crate::units::{AgentId, Id, Money, ShipmentId, SimTime, Span, StockPointId, Units};

impl Books {
    /// Adds the cost of storing goods since the last time to their value; the next time is tomorrow at the earliest.
    #[inline(never)]
    pub(super) fn store(&mut self, network: &Network, now: SimTime, stock_point: StockPointId) {
        let name = network.stock_point(stock_point);
        let stock = &mut self.stock[stock_point];
        stock.next_storage = now + Span::DAY;
        let owed = name.storage.charge(stock.on_hand.area(now) * i128::from(name.unit_cm3)) - stock.stored;
        if owed == Money::ZERO || !stock.stock().is_positive() {
            return;
        }
        stock.stored += owed;
        let mut cost = Cost::NONE;
        cost[Part::Storage] = owed;
        stock.burden(now, cost);
        self.ledger.post(Account::Inventory(stock_point), Account::Payable(name.warehouse), owed);
    }

    /// Returns the holding and shortage cost of a stock point from the start to `now`, charged or not.
    #[must_use]
    pub fn holding_and_shortage(&self, network: &Network, now: SimTime, id: StockPointId) -> (Money, Money) {
        let (name, stock_point) = (network.stock_point(id), &self.stock[id]);
        let capital = if stock_point.carries { name.carrying.charge(stock_point.value_area(now)) } else { Money::ZERO };
        (
            name.holding.charge(stock_point.on_hand.area(now)) + capital,
            name.shortage.charge(stock_point.backorders.area(now)) + name.short_unit.times(stock_point.short),
        )
    }

    /// Charges a shipment, and what it carries, for this many days of a service.
    pub fn charge_days(
        &mut self,
        now: SimTime,
        id: ShipmentId,
        tariff: &Tariff,
        days: i64,
        part: Part,
        payee: AgentId,
    ) {
        let amount = tariff.charge(now, self.shipments[id].load).times(Units::new(days));
        self.bill(id, amount, part, payee);
    }

    /// Adds the cost of storing goods since the last time to their value, at every stock point that pays for it.
    pub fn charge_storage(&mut self, network: &Network, now: SimTime) {
        for id in (0..network.stock_points.len()).map(StockPointId::from_index) {
            if self.stock[id].next_storage != SimTime::NEVER {
                self.store(network, now, id);
            }
        }
    }

    /// Charges holding and shortage costs since the last time, on the exact areas, and rent and wages. Sums are rounded,
    /// not their parts, so it does not matter how often it is called.
    pub fn charge_time(&mut self, network: &Network, now: SimTime, charged: &mut Vec<(Money, Money)>) {
        charged.resize(network.stock_points.len(), (Money::ZERO, Money::ZERO));
        for (index, before) in charged.iter_mut().enumerate() {
            let id = StockPointId::from_index(index);
            let (holding, shortage) = self.holding_and_shortage(network, now, id);
            self.ledger.post(Account::Holding(id), Account::Accrued, holding - before.0);
            self.ledger.post(Account::Shortage(id), Account::Accrued, shortage - before.1);
            *before = (holding, shortage);
        }
        self.transit.charge(network, now, &mut self.ledger);
        self.charge_sites(network, now);
    }
}
