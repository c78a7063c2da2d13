//! Echelon base stock: the echelon position is all stock at and downstream of this point plus what is on order, less
//! customers' backorders. It is restored to S whenever it changes, or every R. The opening stock is S less the S of
//! the points downstream.
//!
//! # Source
//! Clark and Scarf, Management Science 6(4), 1960; Zipkin, Foundations of Inventory Management (2000), section 8.3; Snyder
//! and Shen, Fundamentals of Supply Chain Theory (2019), section 6.2.

use super::parameters::{CALENDAR, MAY_REVIEW};
use super::terms::LEVEL;
use super::{Level, Replenish, Review, Terms, View, Watch};
use crate::text::KeySpec;
use crate::units::Units;

/// The echelon order-up-to level.
#[derive(Clone, Debug)]
pub struct EchelonBaseStock {
    review: Review,
    up_to: Level,
}

impl EchelonBaseStock {
    pub(super) const EXAMPLE: &'static str = "{ S = 50 }";
    pub(super) const KEYS: &[KeySpec] =
        &[KeySpec::new("S", LEVEL, "The echelon position that every order restores.").required(), MAY_REVIEW, CALENDAR];

    pub(super) fn read(terms: &mut Terms<'_, '_>) -> Option<Self> {
        let (review, up_to) = (terms.review_or_always("R"), terms.level("S"));
        Some(Self { review: review?, up_to: up_to? })
    }
}

impl Replenish for EchelonBaseStock {
    fn review(&self) -> Review {
        self.review.clone()
    }

    fn order(&self, view: View<'_>) -> Units {
        (self.up_to.at(view) - view.sight().echelon).max(Units::ZERO)
    }

    fn top(&self, view: View<'_>) -> Units {
        self.up_to.at(view)
    }

    fn looks_ahead(&self) -> bool {
        self.up_to.looks_ahead()
    }

    fn watches(&self) -> Watch {
        Watch { echelon: true, ..Watch::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Sight;
    use super::super::tests::{outlook, rule};
    use super::*;
    use crate::units::SimTime;

    #[test]
    fn goes_by_the_echelon_and_not_by_its_own_position() {
        let (rule, outlook) = (rule("echelon_base_stock", EchelonBaseStock::EXAMPLE), outlook());
        let sight = Sight { echelon: Units::new(43), ..Sight::default() };
        let view = View::new(Units::new(3), SimTime::ZERO, &outlook).with_sight(&sight);
        assert_eq!(rule.order(view), Units::new(7));
    }
}
