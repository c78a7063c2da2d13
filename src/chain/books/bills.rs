//! What the buyer of each line pays beside the price of its goods. It is kept apart from the orders, because few scenarios
//! need it: without delivery fees it stays empty.

use crate::units::{Id, Money, OrderId, Units};

/// What the buyer of a line pays beside the price of its goods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bill {
    /// The line's share of the delivery fee of its order. It stays even if units of the line are lost.
    pub delivery: Money,
}

impl Bill {
    /// Splits off the part of these units, of so many.
    pub(super) fn split(&mut self, units: Units, whole: Units) -> Self {
        let other = Self { delivery: self.delivery.fraction(units, whole) };
        self.delivery -= other.delivery;
        other
    }
}

/// The bills of the lines in flight, by the slot of the line. Slots are used again: a bill is set when its line is placed.
#[derive(Clone, Debug, Default)]
pub(in crate::chain) struct Bills(Vec<Bill>);

impl Bills {
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Returns the bill of a consumer's line.
    pub(super) fn of(&self, line: OrderId) -> Bill {
        self.0.get(line.index()).copied().unwrap_or_default()
    }

    /// Returns the bill of a line, to change it.
    pub(super) fn at(&mut self, line: OrderId) -> &mut Bill {
        if self.0.len() <= line.index() {
            self.0.resize(line.index() + 1, Bill::default());
        }
        &mut self.0[line.index()]
    }

    /// Returns whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// An amount that is shared in proportion to values. Each share is rounded down to the fen; the last one that is not zero
/// gets the rest. If all values are zero, the first share is everything.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sharing {
    amount: Money,
    values: Money,
    amount_left: Money,
    values_left: Money,
}

impl Sharing {
    /// Creates the shares of an amount by values with this sum.
    pub(super) fn new(amount: Money, values: Money) -> Self {
        Self { amount, values, amount_left: amount, values_left: values }
    }

    /// Returns the share of the next value.
    pub(super) fn next(&mut self, value: Money) -> Money {
        let share = if value == self.values_left {
            self.amount_left
        } else {
            let exact = self.amount.fraction(Units::new(value.parts()), Units::new(self.values.parts()));
            Money::from_parts(exact.parts() - exact.parts() % FEN)
        };
        self.amount_left -= share;
        self.values_left -= value;
        share
    }
}

/// One fen.
const FEN: i64 = Money::SCALE / 100;

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(amount: i64, values: &[i64]) -> Vec<i64> {
        let mut sharing = Sharing::new(Money::from_parts(amount * FEN), Money::from_parts(values.iter().sum()));
        values.iter().map(|value| sharing.next(Money::from_parts(*value)).parts() / FEN).collect()
    }

    #[test]
    fn the_last_value_gets_the_rest() {
        assert_eq!(shares(1200, &[100, 50]), [800, 400]);
        assert_eq!(shares(1000, &[1, 1, 1]), [333, 333, 334]);
        assert_eq!(shares(1, &[1, 1, 1, 0]), [0, 0, 1, 0]);
        assert_eq!(shares(1000, &[0, 3, 0]), [0, 1000, 0]);
        assert_eq!(shares(1000, &[0, 0]), [1000, 0]);
        assert_eq!(shares(0, &[5, 7]), [0, 0]);
    }

    #[test]
    fn a_bill_is_split_without_loss() {
        let mut bill = Bill { delivery: Money::from_parts(100) };
        let other = bill.split(Units::new(1), Units::new(3));
        assert_eq!([other.delivery, bill.delivery].map(Money::parts), [33, 67]);
    }
}
