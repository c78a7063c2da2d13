//! (r, nQ), reorder point and lot: when the position is r or less, order as many whole lots Q as lift it above r.
//!
//! # Source
//! Hadley and Whitin, Analysis of Inventory Systems (1963), chapter 4; Zipkin (2000), section 6.2.

use super::{Replenish, Review, Terms, View};
use crate::units::Units;

/// Reorder point and lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReorderLot {
    reorder: Units,
    lot: Units,
    strict: bool,
}

impl ReorderLot {
    pub(super) fn read(terms: &Terms<'_>) -> Option<Self> {
        let (reorder, lot, strict) = (terms.units("r"), terms.units("Q"), terms.strict());
        let rule = Self { reorder: reorder?, lot: lot?, strict };
        if !rule.lot.is_positive() {
            terms.refuse("Q", "must be one piece or more, not 0");
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
    fn order(&self, view: View) -> Units {
        let missing = (self.reorder - view.position).count() + i64::from(!self.strict);
        if missing <= 0 {
            return Units::ZERO;
        }
        let lot = self.lot.count();
        Units::new((missing + lot - 1) / lot * lot)
    }

    fn top(&self) -> Units {
        self.reorder + self.lot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_whole_lots_until_the_position_is_above_the_point() {
        let at = |position| View { position: Units::new(position) };
        let rule = ReorderLot { reorder: Units::new(20), lot: Units::new(30), strict: false };
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
