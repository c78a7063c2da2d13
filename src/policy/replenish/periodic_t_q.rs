//! (T, Q): the (R, Q) policy under its other name, with T as the period.
//!
//! # Source
//! As for (R, Q); T is the letter of Zipkin, Foundations of Inventory Management (2000), section 3.2.

use super::parameters::{CALENDAR, REVIEWS};
use super::periodic_r_q::PeriodicLot;
use super::terms::LEVEL;
use super::{Replenish, Review, Terms, View};
use crate::text::KeySpec;
use crate::units::Units;

/// Reviews and the lot ordered at each.
#[derive(Clone, Debug)]
pub struct TimedLot(PeriodicLot);

impl TimedLot {
    pub(super) const EXAMPLE: &'static str = r#"{ T = "1 w", Q = 30 }"#;
    pub(super) const KEYS: &[KeySpec] = &[
        KeySpec::new("T", REVIEWS, "The reviews: the time between two, or times of the week.").required(),
        CALENDAR,
        KeySpec::new("Q", LEVEL, "The quantity ordered at every review.").required(),
    ];

    pub(super) fn read(terms: &mut Terms<'_, '_>) -> Option<Self> {
        PeriodicLot::read_every(terms, "T").map(Self)
    }
}

impl Replenish for TimedLot {
    fn review(&self) -> Review {
        self.0.review()
    }

    fn order(&self, view: View<'_>) -> Units {
        self.0.order(view)
    }

    fn top(&self, view: View<'_>) -> Units {
        self.0.top(view)
    }

    fn looks_ahead(&self) -> bool {
        self.0.looks_ahead()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{outlook, rule};
    use super::*;
    use crate::units::SimTime;

    #[test]
    fn orders_by_the_position() {
        let (rule, outlook) = (rule("periodic_T_Q", TimedLot::EXAMPLE), outlook());
        for (position, ordered) in [(0, 30), (500, 30)] {
            let view = View::new(Units::new(position), SimTime::ZERO, &outlook);
            assert_eq!(rule.order(view), Units::new(ordered), "at {position}");
        }
    }
}
