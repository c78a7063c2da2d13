//! Base stock, order up to S, (S-1, S): whenever the position is below S, order what is missing.
//!
//! # Source
//! Palm (1938); Feeney and Sherbrooke, Management Science 12 (1966); Zipkin (2000), section 6.2.

use super::{Replenish, Review, Terms, View};
use crate::units::Units;

/// The level that the position returns to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BaseStock {
    up_to: Units,
}

impl BaseStock {
    pub(super) fn read(terms: &Terms<'_>) -> Option<Self> {
        Some(Self { up_to: terms.units("S")? })
    }
}

impl Replenish for BaseStock {
    fn review(&self) -> Review {
        Review::Continuous
    }

    #[inline]
    fn order(&self, view: View) -> Units {
        (self.up_to - view.position).max(Units::ZERO)
    }

    fn top(&self) -> Units {
        self.up_to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_up_what_is_missing() {
        let rule = BaseStock { up_to: Units::new(14) };
        assert_eq!(rule.order(View { position: Units::new(13) }), Units::ONE);
        assert_eq!(rule.order(View { position: Units::new(15) }), Units::ZERO);
    }
}
