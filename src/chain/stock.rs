//! Stock: a stock point for each product in each warehouse, with its levels, its lots and the value of what lies there. The lots
//! lie in the order in which they are picked.

use super::{Cost, Level, Network, PickOrder};
use crate::units::{Id, Money, SimTime, Span, StockPointId, UnitTime, Units};
use std::collections::VecDeque;

/// Goods of one receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lot {
    /// When it was put on the shelf.
    pub received: SimTime,
    /// What is left of it.
    pub units: Units,
    /// When its life ends; [`SimTime::NEVER`] where goods do not age.
    pub expires: SimTime,
}

/// How the value stood when it last changed other than by goods that leave at the moving average. From then on it is
/// that of a piece times the stock, and what rounding left as long as anything is there.
#[derive(Clone, Copy, Debug, Default)]
struct Settled {
    /// The area under the value up to then: 1/10,000 of the currency unit x microseconds.
    value: i128,
    /// The area under the stock, and the time with stock.
    on_hand: UnitTime,
    stocked: Span,
    /// What rounding left.
    rest: Money,
}

/// One product in one warehouse.
#[derive(Clone, Debug, Default)]
pub struct StockPoint {
    /// On the shelf.
    pub on_hand: Level,
    /// Owed to orders that wait.
    pub backorders: Level,
    /// Ordered and not yet on the shelf.
    pub on_order: Level,
    lots: VecDeque<Lot>,
    picks: PickOrder,
    value: Cost,
    unit_value: Cost,
    /// Storage charged so far, and when it is next added to the value of the goods.
    pub(super) stored: Money,
    pub(super) next_storage: SimTime,
    /// Whether capital is charged on the value.
    pub(super) carries: bool,
    /// The value of all that was put here, less what came back.
    brought: Money,
    settled: Settled,
}

impl StockPoint {
    /// Inventory position: on hand + on order - backorders.
    #[must_use]
    #[inline]
    pub fn position(&self) -> Units {
        Units::new(self.on_hand.value() + self.on_order.value() - self.backorders.value())
    }

    /// On hand.
    #[must_use]
    #[inline]
    pub fn stock(&self) -> Units {
        Units::new(self.on_hand.value())
    }

    /// The value of what is on hand.
    #[must_use]
    pub fn value(&self) -> &Cost {
        &self.value
    }

    /// What is on the shelf, in the order in which it is picked.
    #[must_use]
    pub fn lots(&self) -> &VecDeque<Lot> {
        &self.lots
    }

    /// Whether the lots lie in the order in which they are picked.
    #[must_use]
    pub fn in_order(&self) -> bool {
        self.lots.iter().zip(self.lots.iter().skip(1)).all(|(next, later)| match self.picks {
            PickOrder::Fifo => next.received <= later.received,
            PickOrder::Fefo => next.expires <= later.expires,
            PickOrder::Lifo => next.received >= later.received,
        })
    }

    /// What would be taken next, lot by lot.
    pub fn next_lots(&self, units: Units) -> impl Iterator<Item = Lot> {
        let mut open = units;
        self.lots.iter().map_while(move |lot| {
            let taken = open.min(lot.units);
            open -= taken;
            taken.is_positive().then_some(Lot { units: taken, ..*lot })
        })
    }

    /// The area under the value of what lay here, from the start to `now`.
    ///
    /// # Units
    /// 1/10,000 of the currency unit x microseconds.
    #[must_use]
    pub fn value_area(&self, now: SimTime) -> i128 {
        let since = &self.settled;
        let pieces = (self.on_hand.area(now) - since.on_hand) * i128::from(self.unit_value.total().parts());
        let stocked = self.on_hand.positive(now).micros() - since.stocked.micros();
        since.value + pieces + i128::from(since.rest.parts()) * i128::from(stocked)
    }

    /// The value of what has left the shelf since the start, less what came back or was written off.
    #[must_use]
    pub fn issued(&self) -> Money {
        self.brought - self.value.total()
    }

    /// Goods of this cost did not leave after all.
    pub(super) fn comes_back(&mut self, cost: Cost) {
        self.brought -= cost.total();
    }

    /// Raises the value, which has stood as it is until now.
    fn add_value(&mut self, before: i128, now: SimTime, cost: Cost) {
        self.value += cost;
        self.brought += cost.total();
        if self.stock().is_positive() {
            self.unit_value = self.value.per_unit(self.stock());
        }
        self.settled = Settled {
            value: before,
            on_hand: self.on_hand.area(now),
            stocked: self.on_hand.positive(now),
            rest: self.value.total() - self.unit_value.total().times(self.stock()),
        };
    }

    /// Adds a cost to what lies here.
    pub(super) fn burden(&mut self, now: SimTime, cost: Cost) {
        self.add_value(self.value_area(now), now, cost);
    }

    /// Puts goods on the shelf, received now; the moving average of the value follows.
    pub fn put(&mut self, now: SimTime, lots: &[Lot], cost: Cost) {
        let value_area = self.value_area(now);
        for lot in lots {
            self.on_hand.add(now, lot.units.count());
            let lot = Lot { received: now, ..*lot };
            match self.picks {
                PickOrder::Fifo => self.lots.push_back(lot),
                PickOrder::Lifo => self.lots.push_front(lot),
                PickOrder::Fefo => {
                    let place = self.lots.partition_point(|other| other.expires <= lot.expires);
                    self.lots.insert(place, lot);
                }
            }
        }
        self.add_value(value_area, now, cost);
    }

    /// Takes goods from the lots that are picked next, with their value: the moving average, and with the last piece
    /// whatever is left.
    ///
    /// # Panics
    /// If less is there.
    #[inline(always)]
    pub fn take(&mut self, now: SimTime, units: Units) -> Cost {
        self.on_hand.add(now, -units.count());
        assert!(self.on_hand.value() >= 0, "nobody takes what is not there");
        let mut open = units;
        while open.is_positive() {
            let lot = self.lots.front_mut().expect("the lots add up to the stock");
            let taken = open.min(lot.units);
            lot.units -= taken;
            open -= taken;
            if lot.units == Units::ZERO {
                self.lots.pop_front();
            }
        }
        self.value_leaves(units)
    }

    #[inline(always)]
    fn value_leaves(&mut self, units: Units) -> Cost {
        if units == Units::ONE && self.on_hand.value() != 0 {
            self.value -= self.unit_value;
            return self.unit_value;
        }
        self.values_leave(units)
    }

    #[inline(never)]
    fn values_leave(&mut self, units: Units) -> Cost {
        let cost = if self.on_hand.value() == 0 { self.value } else { self.unit_value.times(units) };
        self.value -= cost;
        cost
    }

    /// Takes out a lot whose life ends by `until`, with its value, wherever it lies.
    pub(super) fn take_expired(&mut self, now: SimTime, until: SimTime) -> Option<(Lot, Cost)> {
        let place = self.lots.iter().position(|lot| lot.expires <= until)?;
        let lot = self.lots.remove(place)?;
        self.on_hand.add(now, -lot.units.count());
        let cost = self.value_leaves(lot.units);
        // What is written off was not issued.
        self.comes_back(cost);
        Some((lot, cost))
    }

    /// Loses the lot that is picked next without a trace, so that tests see the audit find it.
    #[doc(hidden)]
    pub fn lose_a_lot(&mut self) {
        self.lots.pop_front();
    }
}

/// All stock points.
#[derive(Clone, Debug, Default)]
pub struct Stock(Vec<StockPoint>);

impl Stock {
    /// Empties it and makes room for the stock points of a network.
    pub fn reset(&mut self, network: &Network) {
        self.0.clear();
        self.0.extend(network.stock_points.iter().map(|name| StockPoint {
            next_storage: if name.storage.is_free() { SimTime::NEVER } else { SimTime::ZERO },
            carries: !name.carrying.is_free(),
            picks: name.picks,
            ..StockPoint::default()
        }));
    }

    /// All stock points with their identities.
    pub fn iter(&self) -> impl Iterator<Item = (StockPointId, &StockPoint)> {
        self.0.iter().enumerate().map(|(index, stock_point)| (StockPointId::from_index(index), stock_point))
    }
}

impl std::ops::Index<StockPointId> for Stock {
    type Output = StockPoint;
    #[inline]
    fn index(&self, id: StockPointId) -> &StockPoint {
        &self.0[id.index()]
    }
}

impl std::ops::IndexMut<StockPointId> for Stock {
    #[inline]
    fn index_mut(&mut self, id: StockPointId) -> &mut StockPoint {
        &mut self.0[id.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::Part;
    use crate::units::Money;

    #[test]
    fn value_leaves_at_the_moving_average_and_nothing_of_it_is_lost() {
        let now = SimTime::ZERO;
        let mut stock_point = StockPoint::default();
        let mut cost = Cost::NONE;
        cost[Part::Goods] = Money::from_parts(100);
        let lot = |units| [Lot { received: now, units: Units::new(units), expires: SimTime::NEVER }];
        stock_point.put(now, &lot(3), cost);
        assert_eq!(stock_point.take(now, Units::ONE)[Part::Goods], Money::from_parts(33));
        stock_point.put(now, &lot(1), cost);
        assert_eq!(stock_point.take(now, Units::new(2))[Part::Goods], Money::from_parts(110));
        assert_eq!(stock_point.take(now, Units::ONE)[Part::Goods], Money::from_parts(57));
        assert_eq!(stock_point.value().total(), Money::ZERO);
        assert!(stock_point.lots().is_empty());
        assert_eq!(stock_point.issued(), Money::from_parts(200));
    }

    /// 100 for 3 pieces are 33 each, and 1 over until the last of them goes.
    #[test]
    fn the_area_under_the_value_is_exact() {
        let at = SimTime::from_micros;
        let mut stock_point = StockPoint::default();
        let mut cost = Cost::NONE;
        cost[Part::Goods] = Money::from_parts(100);
        let three = [Lot { received: at(0), units: Units::new(3), expires: SimTime::NEVER }];
        stock_point.put(at(10), &three, cost);
        stock_point.take(at(20), Units::ONE);
        stock_point.take(at(25), Units::new(2));
        assert_eq!(stock_point.value_area(at(30)), 100 * 10 + 67 * 5);
        stock_point.put(at(40), &three, cost);
        stock_point.burden(at(43), cost);
        assert_eq!(stock_point.value_area(at(50)), 100 * 10 + 67 * 5 + 100 * 3 + 200 * 7);
        stock_point.comes_back(cost);
        assert_eq!(stock_point.issued(), Money::ZERO);
    }
}
