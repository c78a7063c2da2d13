//! (s, S), min-max: when the position is s or less, order up to S.
//!
//! # Source
//! Zipkin, Foundations of Inventory Management (2000), section 6.3; Law, Simulation Modeling and Analysis, section 1.5
//! (strict).

use super::{Replenish, Review, Terms, View};
use crate::units::Units;

/// Reorder level and order-up-to level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MinMax {
    reorder: Units,
    up_to: Units,
    strict: bool,
}

impl MinMax {
    pub(super) fn read(terms: &Terms<'_>) -> Option<Self> {
        let (reorder, up_to, strict) = (terms.units("s"), terms.units("S"), terms.strict());
        let rule = Self { reorder: reorder?, up_to: up_to?, strict };
        if rule.reorder > rule.up_to || (rule.reorder == rule.up_to && !rule.strict) {
            terms.refuse("s", &format!("is {} and must lie below `S`, which is {}", rule.reorder, rule.up_to));
            return None;
        }
        Some(rule)
    }
}

impl Replenish for MinMax {
    fn review(&self) -> Review {
        Review::Continuous
    }

    #[inline]
    fn order(&self, view: View) -> Units {
        let due = if self.strict { view.position < self.reorder } else { view.position <= self.reorder };
        if due { self.up_to - view.position } else { Units::ZERO }
    }

    fn top(&self) -> Units {
        self.up_to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_up_to_at_the_level_or_strictly_below_it() {
        let at = |position| View { position: Units::new(position) };
        let rule = MinMax { reorder: Units::new(20), up_to: Units::new(40), strict: false };
        assert_eq!(rule.order(at(21)), Units::ZERO);
        assert_eq!(rule.order(at(20)), Units::new(20));
        assert_eq!(rule.order(at(-5)), Units::new(45));
        let strict = MinMax { strict: true, ..rule };
        assert_eq!(strict.order(at(20)), Units::ZERO);
        assert_eq!(strict.order(at(19)), Units::new(21));
    }
}
