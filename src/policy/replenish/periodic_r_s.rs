//! (R, S): every R, order up to S. The first review is at time 0.
//!
//! # Source
//! Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains (2017), section 6.2; Hadley and Whitin,
//! Analysis of Inventory Systems (1963), chapter 5.

use super::Terms;
use super::base_stock::BaseStock;
use super::parameters::{CALENDAR, REVIEW};
use super::reviewed::Reviewed;
use super::terms::LEVEL;
use crate::text::KeySpec;

/// Reviews and the order-up-to level.
pub(super) type OrderUpTo = Reviewed<BaseStock>;

impl OrderUpTo {
    pub(super) const EXAMPLE: &'static str = r#"{ R = "1 w", S = 50 }"#;
    pub(super) const KEYS: &[KeySpec] =
        &[REVIEW, CALENDAR, KeySpec::new("S", LEVEL, "The position that every review restores.").required()];

    pub(super) fn read(terms: &mut Terms<'_, '_>) -> Option<Self> {
        let rule = BaseStock::read(terms);
        Self::every(terms, rule)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{outlook, rule};
    use super::*;
    use crate::policy::replenish::{Replenish, View};
    use crate::units::{SimTime, Units};

    #[test]
    fn orders_by_the_position() {
        let (rule, outlook) = (rule("periodic_R_S", OrderUpTo::EXAMPLE), outlook());
        for (position, ordered) in [(47, 3), (50, 0), (60, 0)] {
            let view = View::new(Units::new(position), SimTime::ZERO, &outlook);
            assert_eq!(rule.order(view), Units::new(ordered), "at {position}");
        }
    }
}
