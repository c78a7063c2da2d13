//! Stock: a stock point for each product in each warehouse, with its levels, its lots and their value. The lots are
//! kept in picking order.

use super::{Cost, Level, Network, PickOrder};
use crate::units::{Id, Money, SimTime, Span, StockPointId, UnitTime, Units};
use std::collections::VecDeque;

/// Goods of one receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lot {
    /// When it was put on the shelf.
    pub received: SimTime,
    /// The units left.
    pub units: Units,
    /// When its life ends; [`SimTime::NEVER`] if the goods are not perishable.
    pub expires: SimTime,
}

/// The value when it last changed other than by goods leaving at the moving average. From then on it is the value per
/// piece times the stock, plus the rounding remainder while there is any stock.
#[derive(Clone, Copy, Debug, Default)]
struct Settled {
    /// The area under the value up to then: 1/10,000 of the currency unit x microseconds.
    value: i128,
    /// The area under the stock, and the time with stock, up to then.
    on_hand: UnitTime,
    stocked: Span,
    /// The rounding remainder.
    rest: Money,
}

/// The state of one product in one warehouse.
#[derive(Clone, Debug, Default)]
pub struct StockPoint {
    /// Units on the shelf.
    pub on_hand: Level,
    /// Units owed to waiting orders.
    pub backorders: Level,
    /// Units ordered and not yet on the shelf.
    pub on_order: Level,
    /// Units since the start that the shelf could not serve at once.
    pub short: Units,
    lots: VecDeque<Lot>,
    picks: PickOrder,
    value: Cost,
    unit_value: Cost,
    /// Storage charged so far, and when it is next added to the value of the goods.
    pub(super) stored: Money,
    pub(super) next_storage: SimTime,
    /// Whether capital cost is charged on the value.
    pub(super) carries: bool,
    /// The value of everything put here, less what came back.
    brought: Money,
    settled: Settled,
}

impl StockPoint {
    /// Returns the inventory position: on hand + on order - backorders.
    #[must_use]
    #[inline]
    pub fn position(&self) -> Units {
        Units::new(self.on_hand.value() + self.on_order.value() - self.backorders.value())
    }

    /// Returns the units on hand.
    #[must_use]
    #[inline]
    pub fn stock(&self) -> Units {
        Units::new(self.on_hand.value())
    }

    /// Returns the value of the units on hand.
    #[must_use]
    pub fn value(&self) -> &Cost {
        &self.value
    }

    /// Returns the lots on the shelf, in picking order.
    #[must_use]
    pub fn lots(&self) -> &VecDeque<Lot> {
        &self.lots
    }

    /// Returns whether the lots are in picking order.
    #[must_use]
    pub fn in_order(&self) -> bool {
        self.lots.iter().zip(self.lots.iter().skip(1)).all(|(next, later)| match self.picks {
            PickOrder::Fifo => next.received <= later.received,
            PickOrder::Fefo => next.expires <= later.expires,
            PickOrder::Lifo => next.received >= later.received,
        })
    }

    /// Returns what would be taken next, lot by lot.
    pub fn next_lots(&self, units: Units) -> impl Iterator<Item = Lot> {
        let mut open = units;
        self.lots.iter().map_while(move |lot| {
            let taken = open.min(lot.units);
            open -= taken;
            taken.is_positive().then_some(Lot { units: taken, ..*lot })
        })
    }

    /// Returns the area under the value of the stock, from the start to `now`.
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

    /// Returns the value of everything that has left the shelf since the start, less what came back or was written
    /// off.
    #[must_use]
    pub fn issued(&self) -> Money {
        self.brought - self.value.total()
    }

    /// Records that goods of this cost did not leave after all.
    pub(super) fn comes_back(&mut self, cost: Cost) {
        self.brought -= cost.total();
    }

    /// Raises the value, which has not changed since it was last settled.
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

    /// Adds a cost to the value of the stock.
    pub(super) fn burden(&mut self, now: SimTime, cost: Cost) {
        self.add_value(self.value_area(now), now, cost);
    }

    /// Puts goods on the shelf, received now, and updates the moving average of the value.
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

    /// Takes goods from the lots that are picked next, with their value: the moving average, and the whole rest with
    /// the last piece.
    ///
    /// # Panics
    /// If there are fewer units.
    #[inline(always)]
    pub fn take(&mut self, now: SimTime, units: Units) -> Cost {
        self.on_hand.add(now, -units.count());
        assert!(self.on_hand.value() >= 0, "more units taken than on hand");
        let mut open = units;
        while open.is_positive() {
            let lot = self.lots.front_mut().expect("the lots must add up to the stock");
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

    /// Takes out a lot whose life ends by `until`, with its value, from any position in the picking order.
    pub(super) fn take_expired(&mut self, now: SimTime, until: SimTime) -> Option<(Lot, Cost)> {
        let place = self.lots.iter().position(|lot| lot.expires <= until)?;
        let lot = self.lots.remove(place)?;
        self.on_hand.add(now, -lot.units.count());
        let cost = self.value_leaves(lot.units);
        // Written-off goods do not count as issued.
        self.comes_back(cost);
        Some((lot, cost))
    }

    /// Loses the lot that is picked next without a trace, so that tests can check that the audit finds it.
    #[doc(hidden)]
    pub fn lose_a_lot(&mut self) {
        self.lots.pop_front();
    }
}

/// All stock points.
#[derive(Clone, Debug, Default)]
pub struct Stock(Vec<StockPoint>);

impl Stock {
    /// Resets all stock points for a network.
    pub fn reset(&mut self, network: &Network) {
        self.0.clear();
        self.0.extend(network.stock_points.iter().map(|name| StockPoint {
            next_storage: if name.storage.is_free() { SimTime::NEVER } else { SimTime::ZERO },
            carries: !name.carrying.is_free(),
            picks: name.picks,
            ..StockPoint::default()
        }));
    }

    /// Iterates over all stock points with their identities.
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

    /// 100 for 3 pieces is 33 each, and 1 over until the last of them leaves.
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
