//! (r, nQ), reorder point and lot: when the position is r or less, order as many whole lots Q as bring it above r.
//!
//! # Source
//! Hadley and Whitin, Analysis of Inventory Systems (1963), chapter 4; Zipkin (2000), section 6.2.

use super::terms::{LEVEL, STRICT};
use super::{Level, Replenish, Review, Terms, View};
use crate::text::{Code, KeySpec};
use crate::units::{Span, Units};

/// Reorder point and lot size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReorderLot {
    reorder: Level,
    lot: Level,
    strict: bool,
}

impl ReorderLot {
    pub(super) const EXAMPLE: &'static str = "{ r = 20, Q = 30 }";
    pub(super) const KEYS: &[KeySpec] = &[
        KeySpec::new("r", LEVEL, "An order is placed at this position or below.").required(),
        KeySpec::new("Q", LEVEL, "The lot size: orders are whole multiples of it.").required(),
        STRICT,
    ];

    pub(super) fn read(terms: &mut Terms<'_, '_>) -> Option<Self> {
        let (reorder, lot, strict) = (terms.level("r"), terms.level("Q"), terms.strict());
        let rule = Self { reorder: reorder?, lot: lot?, strict };
        if matches!(rule.lot, Level::Pieces(Units::ZERO) | Level::Ahead(Span::ZERO)) {
            terms.refuse(Code::PolicyParameters, "Q", "must be at least 1 piece, not 0");
            return None;
        }
        Some(rule)
    }
}

impl Replenish for ReorderLot {
    fn review(&self) -> Review {
        Review::Continuous
    }

    #[inline]
    fn order(&self, view: View<'_>) -> Units {
        let missing = self.reorder.at(view) - view.position + if self.strict { Units::ZERO } else { Units::ONE };
        if !missing.is_positive() {
            return Units::ZERO;
        }
        missing.up_to_lot(self.lot.at(view).max(Units::ONE))
    }

    fn top(&self, view: View<'_>) -> Units {
        self.reorder.at(view) + self.lot.at(view)
    }

    fn rests_above(&self) -> Option<Units> {
        self.reorder.pieces()
    }

    fn looks_ahead(&self) -> bool {
        self.reorder.looks_ahead() || self.lot.looks_ahead()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::Outlook;
    use crate::units::SimTime;

    #[test]
    fn orders_whole_lots_until_the_position_is_above_the_point() {
        let outlook = Outlook::default();
        let at = |position| View::new(Units::new(position), SimTime::ZERO, &outlook);
        let pieces = |units| Level::Pieces(Units::new(units));
        let rule = ReorderLot { reorder: pieces(20), lot: pieces(30), strict: false };
        assert_eq!(rule.order(at(21)), Units::ZERO);
        assert_eq!(rule.order(at(20)), Units::new(30));
        assert_eq!(rule.order(at(-9)), Units::new(30));
        assert_eq!(rule.order(at(-10)), Units::new(60));
        let strict = ReorderLot { strict: true, ..rule };
        assert_eq!(strict.order(at(20)), Units::ZERO);
        assert_eq!(strict.order(at(19)), Units::new(30));
        assert_eq!(strict.order(at(-10)), Units::new(30));
    }
}
