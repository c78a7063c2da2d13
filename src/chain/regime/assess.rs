//! Assessment: which treatments a declaration may have, and why. It compares the limits of the regime with the
//! declaration's value and its consumer's imports in the year. A policy chooses among these options above a limit.
//!
//! # Source
//! Cai Guan Shui 2016 No. 18 and 2018 No. 49: limits, the single piece above the limit of an order; GACC 2010 No. 43:
//! the single piece above the limit of a mailing.

use super::item::dutiable_value;
use super::{Item, Regime, RegimeError, RuleBook, Rules, Treatment, dutiable_within};
use crate::units::{Money, Units};

/// The options for a declaration. General trade and refusal are always possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Admissible {
    /// Its dutiable value, delivery included.
    pub value: Money,
    /// Its tax treatment if it goes as it is; `None` if it may not.
    pub treatment: Option<Treatment>,
    /// Whether it may be split into declarations within the limit.
    pub split: bool,
    /// The reason.
    pub reason: Reason,
}

/// Why a declaration may go as it is, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The regime has no limit.
    NoLimit,
    /// Its value and the consumer's year are within the limits.
    WithinLimits,
    /// The value is above the limit of an order, but it is one piece that cannot be divided.
    OnePieceAboveLimit {
        /// The limit of an order.
        limit: Money,
    },
    /// The value is above the limit of an order, and there are several pieces.
    SeveralPiecesAboveLimit {
        /// The limit of an order.
        limit: Money,
    },
    /// It would take the consumer above the annual limit.
    YearExceeded {
        /// The annual limit.
        limit: Money,
        /// The consumer's total for the year, including this declaration.
        would_be: Money,
    },
}

/// Returns the options for the goods of one declaration, by the rules of its day.
///
/// `spent_this_year` is what its consumer has imported under the retail regimes in the calendar year, without this
/// declaration. Personal articles and general trade neither count towards it nor depend on it.
///
/// # Units
/// Days since 1 January 1970; amounts in yuan.
///
/// # Errors
/// If the day is before the first rules, or an amount is out of range.
pub fn assess(
    regime: Regime,
    book: &RuleBook,
    day: i64,
    items: &[Item<'_>],
    delivery: Money,
    spent_this_year: Money,
) -> Result<Admissible, RegimeError> {
    let rules = book.at(regime, day)?;
    Ok(judge(regime, rules, items, dutiable_value(items, delivery)?, spent_this_year))
}

/// Returns the options for goods whose prices and delivery include the tax. The value that is compared with the limits is what
/// the tax within the limits leaves of them.
///
/// # Errors
/// The same as for [`assess`].
pub fn assess_within(
    regime: Regime,
    book: &RuleBook,
    day: i64,
    items: &[Item<'_>],
    delivery: Money,
    spent_this_year: Money,
) -> Result<Admissible, RegimeError> {
    let rules = book.at(regime, day)?;
    let value = dutiable_within(regime.usual(), items, delivery, rules)?;
    Ok(judge(regime, rules, items, value, spent_this_year))
}

#[inline(always)]
fn judge(regime: Regime, rules: &Rules, items: &[Item<'_>], value: Money, spent_this_year: Money) -> Admissible {
    let within = regime.usual();
    let alone = if regime.is_retail() { Treatment::CbecFull } else { within };
    let as_it_is = |treatment, reason| Admissible { value, treatment: Some(treatment), split: false, reason };
    let not_as_it_is = |split, reason| Admissible { value, treatment: None, split, reason };
    if let (Some(limit), true) = (rules.year_limit, regime.is_retail()) {
        let would_be = Money::from_parts(spent_this_year.parts().saturating_add(value.parts()));
        if would_be > limit {
            return not_as_it_is(false, Reason::YearExceeded { limit, would_be });
        }
    }
    let Some(limit) = rules.order_limit else { return as_it_is(within, Reason::NoLimit) };
    if value <= limit {
        return as_it_is(within, Reason::WithinLimits);
    }
    if items.iter().map(|item| item.units).sum::<Units>() == Units::ONE {
        return as_it_is(alone, Reason::OnePieceAboveLimit { limit });
    }
    // A mailing that has arrived can no longer be split.
    not_as_it_is(regime.is_retail(), Reason::SeveralPiecesAboveLimit { limit })
}
