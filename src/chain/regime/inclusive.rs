//! Prices that include the tax: the part of a price that is tax, and the dutiable value that is left.
//!
//! The tax on a dutiable value D is linear within a class: (s D + f) / d, where f is a tax by measure. Of the price P = D + tax
//! it follows that D = (P d - f) / (d + s). A class with a threshold is the lower one until D at its rates reaches the
//! threshold; just above it, D is below the threshold again.

use super::item::{dutiable_value, dutiable_values};
use super::line::{Exact, Terms};
use super::round::{common_divisor, divided};
use super::{Item, RegimeError, Rules, Treatment};
use crate::units::Money;

/// Returns the dutiable value of goods whose prices and delivery include the tax under a treatment, rounded up to 1/10,000
/// of a yuan. A waived tax is part of the price all the same.
///
/// # Errors
/// The same as for [`tax`](super::tax).
pub fn dutiable_within(
    treatment: Treatment,
    items: &[Item<'_>],
    delivery: Money,
    rules: &Rules,
) -> Result<Money, RegimeError> {
    let paid = dutiable_value(items, delivery)?;
    let terms = Terms::new(treatment, rules);
    let mut sum = Exact::ZERO;
    for (item, value) in items.iter().zip(dutiable_values(items, delivery)) {
        sum = sum.plus(terms.within(item, value)?).ok_or(RegimeError::OutOfRange)?;
    }
    Ok((paid - whole(divided(sum.total(), sum.denominator).0)).max(Money::ZERO))
}

impl Terms<'_> {
    /// Returns the taxes that are part of what is paid for a line.
    pub(super) fn within(&self, item: &Item<'_>, paid: Money) -> Result<Exact, RegimeError> {
        let low = self.at_rates_of(Money::ZERO, item, paid)?;
        let (tax, rest) = divided(low.total(), low.denominator);
        let left = (paid - whole(tax + i128::from(rest != 0))).max(Money::ZERO);
        self.at_rates_of(left, item, paid)
    }

    /// Returns the taxes that are part of what is paid for a line, at the rates of a dutiable value.
    fn at_rates_of(&self, class: Money, item: &Item<'_>, paid: Money) -> Result<Exact, RegimeError> {
        let fixed = self.rated(item, class, Money::ZERO)?;
        let one = self.rated(item, class, Money::from_parts(1))?;
        let slopes = std::array::from_fn::<_, { super::line::PARTS }, _>(|at| one.parts[at] - fixed.parts[at]);
        let all = slopes.iter().chain(&fixed.parts).copied();
        let divisor = all.fold(fixed.denominator, common_divisor);
        let lowest = |number| divided(number, divisor).0;
        let (slopes, fixed, denominator) = (slopes.map(lowest), fixed.parts.map(lowest), lowest(fixed.denominator));
        let (slope, constant) = (slopes.iter().sum::<i128>(), fixed.iter().sum::<i128>());
        let inclusive = denominator + slope;
        let value = i128::from(paid.parts());
        if constant == 0 {
            return Ok(Exact { parts: slopes.map(|slope| slope * value), denominator: inclusive });
        }
        let parts = || {
            // Over `inclusive`; a tax by measure above the price leaves nothing.
            let left = value.checked_mul(denominator)?.checked_sub(constant)?.max(0);
            let mut parts = [0; super::line::PARTS];
            for ((part, slope), fixed) in parts.iter_mut().zip(slopes).zip(fixed) {
                *part = slope.checked_mul(left)?.checked_add(fixed.checked_mul(inclusive)?)?;
            }
            Some(Exact { parts, denominator: inclusive.checked_mul(denominator)? })
        };
        parts().ok_or(RegimeError::OutOfRange)
    }
}

/// Returns an amount in parts, at most 1 billion yuan.
fn whole(parts: i128) -> Money {
    Money::from_parts(i64::try_from(parts).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::super::{Content, Regime, RuleBook, Shares, TaxClass, TaxFacts, day_of, tax};
    use super::*;
    use crate::units::{Share, Units};
    use jiff::civil::date;

    /// Returns the dutiable value and the tax of a price, both in 1/10,000 of a yuan.
    fn within(treatment: Treatment, regime: Regime, facts: TaxFacts, price: i64) -> (i64, i64) {
        let book = RuleBook::built_in();
        let rules = book.at(regime, day_of(date(2027, 1, 1))).expect("rules");
        let items = [Item { facts: &facts, units: Units::ONE, value: Money::from_parts(price) }];
        let value = dutiable_within(treatment, &items, Money::ZERO, rules).expect("a value");
        let mut shares = Shares::default();
        let (tax, shares) = shares.within(treatment, &items, Money::ZERO, rules).expect("a tax");
        assert_eq!(shares, [tax.total]);
        (value.parts(), tax.total.parts())
    }

    #[test]
    fn a_price_is_dutiable_value_and_tax() {
        let retail = |facts, price| within(Treatment::Cbec, Regime::Bonded1210, facts, price);
        assert_eq!(retail(TaxFacts::ORDINARY, 1_091_000), (1_000_000, 91_000));
        assert_eq!(retail(TaxFacts::ORDINARY, 1_000_000), (916_591, 83_400), "91.6590 and 8.3410");
        // Consumption tax from 10 yuan a ml: 545.50 / 1.091 is 500 for 50 ml. The rate is then 19.6 / 85.
        let cream = TaxFacts::of(TaxClass::Cosmetics).with_content(Content::millilitres(50));
        assert_eq!(retail(cream, 5_454_900), (4_999_909, 455_000), "499.9908 and 45.4992");
        assert_eq!(retail(cream, 5_455_000), (4_432_840, 1_022_200), "443.2839 and 102.2161");
        // Personal articles at 20 %: a tax of up to 50 yuan is waived.
        let mail = |price| within(Treatment::Postal, Regime::Personal, TaxFacts::ORDINARY, price);
        assert_eq!(mail(3_000_000), (2_500_000, 0));
        assert_eq!(mail(3_600_000), (3_000_000, 600_000));
    }

    /// The tax on the dutiable value that a price leaves is the part of the price that is tax, also with a tariff and a tax
    /// by measure.
    #[test]
    fn the_tax_on_what_is_left_is_the_rest() {
        let five = Share::from_ppm(50_000).expect("5 %");
        let classes = [TaxClass::Ordinary, TaxClass::Reduced, TaxClass::Wine, TaxClass::Spirits, TaxClass::Beer];
        for class in classes {
            for treatment in [Treatment::Cbec, Treatment::CbecFull, Treatment::GeneralTrade] {
                let facts = TaxFacts::of(class).with_content(Content::millilitres(750)).with_tariff(five);
                for price in [19_900, 990_000, 123_456_700] {
                    let (value, part) = within(treatment, Regime::Direct9610, facts, price);
                    let book = RuleBook::built_in();
                    let rules = book.at(Regime::Direct9610, day_of(date(2027, 1, 1))).expect("rules");
                    let item = Item { facts: &facts, units: Units::ONE, value: Money::from_parts(value) };
                    let due = tax(treatment, &[item], Money::ZERO, rules).expect("a tax").total.parts();
                    assert!((due - part).abs() <= 100 && (value + part - price).abs() <= 51, "{class:?} {price}");
                }
            }
        }
        // A tax by measure of 1 yuan a litre, above the price.
        let spirits = TaxFacts::of(TaxClass::Spirits).with_content(Content::millilitres(9_000));
        assert_eq!(within(Treatment::GeneralTrade, Regime::Direct9610, spirits, 10_000).0, 0);
    }
}
