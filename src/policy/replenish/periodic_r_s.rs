//! (R, S): every R, order up to S. The first review is at time 0.
//!
//! # Source
//! Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains (2017), section 6.2; Hadley and Whitin,
//! Analysis of Inventory Systems (1963), chapter 5.

use super::parameters::{CALENDAR, REVIEW};
use super::terms::LEVEL;
use super::{Level, Replenish, Review, Terms, View};
use crate::text::KeySpec;
use crate::units::Units;

/// Reviews and the level that the position returns to at each.
#[derive(Clone, Debug)]
pub struct OrderUpTo {
    review: Review,
    up_to: Level,
}

impl OrderUpTo {
    pub(super) const EXAMPLE: &'static str = r#"{ R = "1 w", S = 50 }"#;
    pub(super) const KEYS: &[KeySpec] =
        &[REVIEW, CALENDAR, KeySpec::new("S", LEVEL, "The position that every review lifts to.").required()];

    pub(super) fn read(terms: &Terms<'_>) -> Option<Self> {
        let (review, up_to) = (terms.review("R"), terms.level("S"));
        Some(Self { review: review?, up_to: up_to? })
    }
}

impl Replenish for OrderUpTo {
    fn review(&self) -> Review {
        self.review.clone()
    }

    fn order(&self, view: View<'_>) -> Units {
        (self.up_to.at(view) - view.position).max(Units::ZERO)
    }

    fn top(&self, view: View<'_>) -> Units {
        self.up_to.at(view)
    }

    fn looks_ahead(&self) -> bool {
        self.up_to.looks_ahead()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{outlook, rule};
    use super::*;
    use crate::units::SimTime;

    #[test]
    fn orders_by_the_position() {
        let (rule, outlook) = (rule("periodic_R_S", OrderUpTo::EXAMPLE), outlook());
        for (position, ordered) in [(47, 3), (50, 0), (60, 0)] {
            let view = View::new(Units::new(position), SimTime::ZERO, &outlook);
            assert_eq!(rule.order(view), Units::new(ordered), "at {position}");
        }
    }
}
