//! A continuous-review policy, applied at periodic reviews only.

use super::{Replenish, Review, Terms, View};
use crate::units::Units;

/// Reviews and the policy they apply.
#[derive(Clone, Debug)]
pub struct Reviewed<R> {
    review: Review,
    rule: R,
}

impl<R> Reviewed<R> {
    /// Applies a policy at reviews every `R`.
    pub(super) fn every(terms: &mut Terms<'_, '_>, rule: Option<R>) -> Option<Self> {
        let review = terms.review("R");
        Some(Self { review: review?, rule: rule? })
    }
}

impl<R: Replenish> Replenish for Reviewed<R> {
    fn review(&self) -> Review {
        self.review.clone()
    }

    fn order(&self, view: View<'_>) -> Units {
        self.rule.order(view)
    }

    fn top(&self, view: View<'_>) -> Units {
        self.rule.top(view)
    }

    fn looks_ahead(&self) -> bool {
        self.rule.looks_ahead()
    }
}
