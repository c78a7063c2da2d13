//! What the buyer of each line pays beside the price of its goods, and what a coupon takes off. It is kept apart from the
//! orders, because few scenarios need it: without delivery fees, coupons and tax on top it stays empty.

use crate::units::{AgentId, Id, Money, OrderId, Units};

/// What the buyer of a line pays beside the price of its goods, and what a coupon takes off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bill {
    /// The line's share of the delivery fee of its order. It stays even if units of the line are lost.
    pub delivery: Money,
    /// The line's share of the coupon of its order, never more than its price. That of lost units falls away.
    pub coupon: Money,
    /// The agent that reimburses the seller for the coupon, if there is one.
    pub funder: Option<AgentId>,
    /// The tax assessed so far that the buyer pays on top.
    pub tax: Money,
}

impl Bill {
    /// Returns what the buyer pays when ordering goods of this price.
    #[must_use]
    pub fn paid(&self, price: Money) -> Money {
        price - self.coupon + self.delivery
    }

    /// Splits off the part of some units, out of `whole`, before any tax is assessed.
    pub(super) fn split(&mut self, units: Units, whole: Units) -> Self {
        let delivery = self.delivery.fraction(units, whole);
        self.delivery -= delivery;
        Self { delivery, coupon: self.split_coupon(units, whole), funder: self.funder, tax: Money::ZERO }
    }

    /// Splits off the coupon of some units, out of `whole`.
    pub(super) fn split_coupon(&mut self, units: Units, whole: Units) -> Money {
        let coupon = self.coupon.fraction(units, whole);
        self.coupon -= coupon;
        coupon
    }
}

/// The bills of the lines in flight, by the slot of the line. Slots are used again: a bill is taken when its line is closed.
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

    /// Takes the bill of a line that is closed.
    pub(super) fn take(&mut self, line: OrderId) -> Bill {
        self.0.get_mut(line.index()).map(std::mem::take).unwrap_or_default()
    }

    /// Returns whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// An amount that is shared in proportion to values. Each share is rounded down to the fen; the last one that is not zero
/// gets the rest. If the amount is at most the sum of the values, so is each share at most its value. If all values are zero,
/// the first share is everything.
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
            let rest = self.values_left - value;
            let least = if self.amount <= self.values { self.amount_left - rest } else { Money::ZERO };
            Money::from_parts(exact.parts() - exact.parts() % FEN).max(least)
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
    fn no_share_of_a_coupon_is_above_its_value() {
        let [whole, less] = [19_998, 19_990].map(|amount| {
            let mut sharing = Sharing::new(Money::from_parts(amount), Money::from_parts(19_998));
            [9_999, 9_999].map(|value| sharing.next(Money::from_parts(value)).parts())
        });
        assert_eq!((whole, less), ([9_999, 9_999], [9_991, 9_999]));
    }

    #[test]
    fn a_bill_is_split_without_loss() {
        let (delivery, coupon) = (Money::from_parts(100), Money::from_parts(50));
        let mut bill = Bill { delivery, coupon, funder: Some(AgentId::from_index(4)), tax: Money::ZERO };
        let other = bill.split(Units::new(1), Units::new(3));
        assert_eq!([other.delivery, bill.delivery, other.coupon, bill.coupon].map(Money::parts), [33, 67, 16, 34]);
        assert_eq!(other.funder, bill.funder);
        assert_eq!(bill.paid(Money::from_parts(200)).parts(), 233);
    }
}
