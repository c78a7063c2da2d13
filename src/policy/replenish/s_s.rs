//! (s, S), min-max: when the position is s or less, order up to S.
//!
//! # Source
//! Zipkin, Foundations of Inventory Management (2000), section 6.3; Law, Simulation Modeling and Analysis, section 1.5
//! (strict).

use super::terms::{LEVEL, STRICT};
use super::{Level, Replenish, Review, Terms, View};
use crate::text::{Code, KeySpec};
use crate::units::Units;

/// Reorder level and order-up-to level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MinMax {
    reorder: Level,
    up_to: Level,
    strict: bool,
}

impl MinMax {
    pub(super) const EXAMPLE: &'static str = "{ s = 20, S = 50 }";
    pub(super) const KEYS: &[KeySpec] = &[
        KeySpec::new("s", LEVEL, "An order is placed at this position or below.").required(),
        KeySpec::new("S", LEVEL, "The position that an order restores.").required(),
        STRICT,
    ];

    pub(super) fn read(terms: &mut Terms<'_, '_>) -> Option<Self> {
        let (reorder, up_to, strict) = (terms.level("s"), terms.level("S"), terms.strict());
        let rule = Self { reorder: reorder?, up_to: up_to?, strict };
        let sound = rule.up_to.is_above(rule.reorder).unwrap_or(true);
        if !sound && (rule.reorder != rule.up_to || !rule.strict) {
            terms.refuse(Code::LevelOrder, "s", &format!("({}) must be below `S` ({})", rule.reorder, rule.up_to));
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
    fn order(&self, view: View<'_>) -> Units {
        let reorder = self.reorder.at(view);
        let due = if self.strict { view.position < reorder } else { view.position <= reorder };
        if due { (self.up_to.at(view) - view.position).max(Units::ZERO) } else { Units::ZERO }
    }

    fn top(&self, view: View<'_>) -> Units {
        self.up_to.at(view)
    }

    fn rests_above(&self) -> Option<Units> {
        self.reorder.pieces()
    }

    fn looks_ahead(&self) -> bool {
        self.reorder.looks_ahead() || self.up_to.looks_ahead()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::Outlook;
    use crate::units::SimTime;

    #[test]
    fn orders_up_to_at_the_level_or_strictly_below_it() {
        let outlook = Outlook::default();
        let at = |position| View::new(Units::new(position), SimTime::ZERO, &outlook);
        let pieces = |units| Level::Pieces(Units::new(units));
        let rule = MinMax { reorder: pieces(20), up_to: pieces(40), strict: false };
        assert_eq!(rule.order(at(21)), Units::ZERO);
        assert_eq!(rule.order(at(20)), Units::new(20));
        assert_eq!(rule.order(at(-5)), Units::new(45));
        let strict = MinMax { strict: true, ..rule };
        assert_eq!(strict.order(at(20)), Units::ZERO);
        assert_eq!(strict.order(at(19)), Units::new(21));
    }
}
