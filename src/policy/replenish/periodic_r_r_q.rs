//! (R, r, nQ): every R, when the position is r or less, order as many whole lots Q as bring it above r. The first
//! review is at time 0.
//!
//! # Source
//! Hadley and Whitin, Analysis of Inventory Systems (1963), chapter 5; Zheng and Chen, Operations Research 40(4), 1992.

use super::Terms;
use super::parameters::{CALENDAR, REVIEW};
use super::r_q::ReorderLot;
use super::reviewed::Reviewed;
use super::terms::{LEVEL, STRICT};
use crate::text::KeySpec;

/// Reviews and the rule they apply.
pub(super) type PeriodicReorderLot = Reviewed<ReorderLot>;

impl PeriodicReorderLot {
    pub(super) const EXAMPLE: &'static str = r#"{ R = "1 w", r = 20, Q = 30 }"#;
    pub(super) const KEYS: &[KeySpec] = &[
        REVIEW,
        CALENDAR,
        KeySpec::new("r", LEVEL, "A review orders at this position or below.").required(),
        KeySpec::new("Q", LEVEL, "The lot size: orders are whole multiples of it.").required(),
        STRICT,
    ];

    pub(super) fn read(terms: &mut Terms<'_, '_>) -> Option<Self> {
        let rule = ReorderLot::read(terms);
        Self::every(terms, rule)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{outlook, rule};
    use super::*;
    use crate::policy::replenish::{Replenish, View};
    use crate::units::{SimTime, Span, Units};

    #[test]
    fn orders_whole_lots_at_its_reviews() {
        let (rule, outlook) = (rule("periodic_R_r_Q", PeriodicReorderLot::EXAMPLE), outlook());
        let at = |position| View::new(Units::new(position), SimTime::ZERO, &outlook);
        assert_eq!(rule.review().period(), Span::DAY * 7);
        assert_eq!(rule.order(at(21)), Units::ZERO);
        assert_eq!(rule.order(at(20)), Units::new(30));
        assert_eq!(rule.order(at(-10)), Units::new(60));
        assert_eq!(rule.top(at(0)), Units::new(50));
    }
}
