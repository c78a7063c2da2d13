//! One line of a declaration, and how delivery is spread over the lines.

use super::{RegimeError, TaxFacts};
use crate::units::{Money, Units};

/// One line of a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item<'a> {
    /// The tax facts of its product.
    pub facts: &'a TaxFacts,
    /// The number of units.
    pub units: Units,
    /// What is paid for all of them, before delivery and taxes. The buyer's coupons do not lower it.
    pub value: Money,
}

/// The largest value of one declaration: 1 billion yuan, so that every product of a value and its rates fits into 127
/// bits.
const MOST: i64 = 1_000_000_000 * Money::SCALE;

/// Returns the dutiable value of a declaration: what is paid for the goods, freight and insurance.
///
/// # Errors
/// If an amount is negative or their sum is above 1 billion yuan.
#[inline]
pub(super) fn dutiable_value(items: &[Item<'_>], delivery: Money) -> Result<Money, RegimeError> {
    let mut sum = delivery.parts();
    let mut sound = sum >= 0;
    for item in items {
        sound &= item.value >= Money::ZERO && item.units >= Units::ZERO;
        sum = sum.saturating_add(item.value.parts());
    }
    if sound && sum <= MOST { Ok(Money::from_parts(sum)) } else { Err(RegimeError::OutOfRange) }
}

/// Returns the dutiable values of the lines: delivery is spread in proportion to value, and none of it is lost. If
/// nothing is paid for the goods, the first line bears it.
#[expect(clippy::cast_possible_truncation, reason = "a part of an i64 fits an i64")]
pub(super) fn dutiable_values<'a>(items: &'a [Item<'_>], delivery: Money) -> impl Iterator<Item = Money> + 'a {
    let whole: i64 = if delivery == Money::ZERO { 0 } else { items.iter().map(|item| item.value.parts()).sum() };
    let (mut before, mut spread) = (0_i64, 0_i64);
    items.iter().map(move |item| {
        if delivery == Money::ZERO {
            return item.value;
        }
        before += item.value.parts();
        let until_here = if whole == 0 {
            delivery.parts()
        } else {
            (i128::from(delivery.parts()) * i128::from(before) / i128::from(whole)) as i64
        };
        let own = until_here - spread;
        spread = until_here;
        item.value + Money::from_parts(own)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delivery_is_spread_by_value_and_none_is_lost() {
        let facts = TaxFacts::default();
        let item = |value| Item { facts: &facts, units: Units::ONE, value: Money::from_parts(value) };
        let items = [item(1), item(1), item(1)];
        let values = |items: &[Item<'_>], delivery| -> Vec<i64> {
            dutiable_values(items, Money::from_parts(delivery)).map(Money::parts).collect()
        };
        assert_eq!(values(&items, 0), [1, 1, 1]);
        assert_eq!(values(&items, 10), [4, 4, 5]);
        assert_eq!(values(&[item(30), item(10)], 8), [36, 12]);
        assert_eq!(values(&[item(0), item(0)], 8), [8, 0]);
        assert_eq!(dutiable_value(&items, Money::from_parts(10)), Ok(Money::from_parts(13)));
        assert_eq!(dutiable_value(&[item(-1)], Money::from_parts(10)), Err(RegimeError::OutOfRange));
        assert_eq!(dutiable_value(&items, Money::from_parts(MOST)), Err(RegimeError::OutOfRange));
    }
}
