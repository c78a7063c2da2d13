//! (R, Q): every R, order Q, regardless of the position. The first review is at time 0. Stock grows or falls without limit
//! if Q differs from the mean demand in R.
//!
//! # Source
//! Harris, Factory, The Magazine of Management 10(2), 1913 (equal lots at equal times); Silver, Pyke and Thomas,
//! Inventory and Production Management in Supply Chains (2017), section 4.

use super::parameters::{CALENDAR, REVIEW};
use super::terms::LEVEL;
use super::{Level, Replenish, Review, Terms, View};
use crate::text::KeySpec;
use crate::units::Units;

/// Reviews and the lot ordered at each.
#[derive(Clone, Debug)]
pub struct PeriodicLot {
    review: Review,
    lot: Level,
}

impl PeriodicLot {
    pub(super) const EXAMPLE: &'static str = r#"{ R = "1 w", Q = 30 }"#;
    pub(super) const KEYS: &[KeySpec] =
        &[REVIEW, CALENDAR, KeySpec::new("Q", LEVEL, "The quantity ordered at every review.").required()];

    pub(super) fn read(terms: &mut Terms<'_, '_>) -> Option<Self> {
        Self::read_every(terms, "R")
    }

    /// Reads the same policy with another name for its period.
    pub(super) fn read_every(terms: &mut Terms<'_, '_>, period: &'static str) -> Option<Self> {
        let (review, lot) = (terms.review(period), terms.level("Q"));
        let (review, lot) = (review?, lot?);
        if let Level::Pieces(units) = lot {
            terms.orders_each(&review, units);
        }
        Some(Self { review, lot })
    }
}

impl Replenish for PeriodicLot {
    fn review(&self) -> Review {
        self.review.clone()
    }

    fn order(&self, view: View<'_>) -> Units {
        self.lot.at(view)
    }

    fn top(&self, view: View<'_>) -> Units {
        self.lot.at(view)
    }

    fn looks_ahead(&self) -> bool {
        self.lot.looks_ahead()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{outlook, rule};
    use super::*;
    use crate::units::SimTime;

    #[test]
    fn orders_by_the_position() {
        let (rule, outlook) = (rule("periodic_R_Q", PeriodicLot::EXAMPLE), outlook());
        for (position, ordered) in [(0, 30), (500, 30)] {
            let view = View::new(Units::new(position), SimTime::ZERO, &outlook);
            assert_eq!(rule.order(view), Units::new(ordered), "at {position}");
        }
    }
}
