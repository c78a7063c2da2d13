//! Cross-dock: goods are ordered for waiting orders and handed over at the dock on arrival, without being put away.
//!
//! # Source
//! Apte and Viswanathan, International Journal of Logistics 3(3), 2000 (cross docking: goods cross the dock without being
//! stored); the quantities are those of order on demand.

use super::order_on_demand::OrderOnDemand;
use super::{Replenish, Review, Terms, View};
use crate::text::KeySpec;
use crate::units::Units;

/// The cross-dock policy, which has no parameters.
#[derive(Clone, Debug)]
pub struct CrossDock(OrderOnDemand);

impl CrossDock {
    pub(super) const EXAMPLE: &'static str = "{}";
    pub(super) const KEYS: &[KeySpec] = &[];

    pub(super) fn read(terms: &mut Terms<'_, '_>) -> Option<Self> {
        OrderOnDemand::read(terms).map(Self)
    }
}

impl Replenish for CrossDock {
    fn review(&self) -> Review {
        self.0.review()
    }

    fn order(&self, view: View<'_>) -> Units {
        self.0.order(view)
    }

    fn top(&self, view: View<'_>) -> Units {
        self.0.top(view)
    }

    fn docks(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{outlook, rule};
    use super::*;
    use crate::units::SimTime;

    #[test]
    fn orders_by_the_position() {
        let (rule, outlook) = (rule("cross_dock", CrossDock::EXAMPLE), outlook());
        for (position, ordered) in [(-4, 4), (0, 0), (9, 0)] {
            let view = View::new(Units::new(position), SimTime::ZERO, &outlook);
            assert_eq!(rule.order(view), Units::new(ordered), "at {position}");
        }
    }
}
