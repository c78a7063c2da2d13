//! Base stock, order up to S, (S-1, S): whenever the position is below S, order the difference.
//!
//! # Source
//! Palm (1938); Feeney and Sherbrooke, Management Science 12 (1966); Zipkin (2000), section 6.2.

use super::terms::LEVEL;
use super::{Level, Replenish, Review, Terms, View};
use crate::text::KeySpec;
use crate::units::Units;

/// The order-up-to level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BaseStock {
    up_to: Level,
}

impl BaseStock {
    pub(super) const EXAMPLE: &'static str = "{ S = 50 }";
    pub(super) const KEYS: &[KeySpec] =
        &[KeySpec::new("S", LEVEL, "The position that every order restores.").required()];

    pub(super) fn read(terms: &mut Terms<'_, '_>) -> Option<Self> {
        Some(Self { up_to: terms.level("S")? })
    }
}

impl Replenish for BaseStock {
    fn review(&self) -> Review {
        Review::Continuous
    }

    #[inline]
    fn order(&self, view: View<'_>) -> Units {
        (self.up_to.at(view) - view.position).max(Units::ZERO)
    }

    fn top(&self, view: View<'_>) -> Units {
        self.up_to.at(view)
    }

    fn rests_above(&self) -> Option<Units> {
        self.up_to.pieces()
    }

    fn looks_ahead(&self) -> bool {
        self.up_to.looks_ahead()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::Outlook;
    use crate::units::SimTime;

    #[test]
    fn orders_the_difference() {
        let outlook = Outlook::default();
        let at = |position| View::new(Units::new(position), SimTime::ZERO, &outlook);
        let rule = BaseStock { up_to: Level::Pieces(Units::new(14)) };
        assert_eq!(rule.order(at(13)), Units::ONE);
        assert_eq!(rule.order(at(15)), Units::ZERO);
    }
}
