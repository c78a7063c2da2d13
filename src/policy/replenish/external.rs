//! Orders what a program outside the simulation decides. The program is asked at every review and may see what a
//! policy sees. Reviews are continuous, or every `R`. In a plain `haitao run` there is no such program, and nothing
//! is ordered. Since it has no order-up-to level, the opening stock is 0 unless `start.on_hand` is given.
//!
//! # Source
//! The loop of agent and environment of Sutton and Barto, Reinforcement Learning: An Introduction (2018), section 3.1; as an
//! inventory problem Scarf, Mathematical Methods in the Social Sciences (1960).

use super::parameters::{CALENDAR, MAY_REVIEW};
use super::{Replenish, Review, Terms, View, Watch};
use crate::text::KeySpec;
use crate::units::Units;

/// When decisions are made.
#[derive(Clone, Debug)]
pub struct External {
    review: Review,
}

impl External {
    pub(super) const EXAMPLE: &'static str = "{}";
    pub(super) const KEYS: &[KeySpec] = &[MAY_REVIEW, CALENDAR];

    pub(super) fn read(terms: &mut Terms<'_, '_>) -> Option<Self> {
        Some(Self { review: terms.review_or_always("R")? })
    }
}

impl Replenish for External {
    fn review(&self) -> Review {
        self.review.clone()
    }

    fn order(&self, view: View<'_>) -> Units {
        view.sight().instructed
    }

    fn top(&self, _view: View<'_>) -> Units {
        Units::ZERO
    }

    fn watches(&self) -> Watch {
        Watch { levels: true, instructed: true, ..Watch::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Sight;
    use super::super::tests::{outlook, rule};
    use super::*;
    use crate::units::SimTime;

    #[test]
    fn orders_what_is_decided_outside_and_nothing_otherwise() {
        let (rule, outlook) = (rule("external", "{ R = \"1 w\" }"), outlook());
        let view = View::new(Units::new(-9), SimTime::ZERO, &outlook);
        let told = Sight { instructed: Units::new(7), ..Sight::default() };
        assert_eq!((rule.order(view), rule.order(view.with_sight(&told))), (Units::ZERO, Units::new(7)));
        assert!(!rule.review().is_continuous());
    }
}
