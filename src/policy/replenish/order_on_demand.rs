//! Order on demand, lot for lot: no stock is kept. Demand that is covered neither by stock nor by goods on order is
//! ordered when it occurs. Opening stock and leftovers are used first.
//!
//! # Source
//! Orlicky, Material Requirements Planning (1975), chapter 6 (lot for lot); base stock with S = 0, Zipkin (2000), section
//! 6.2 (make to order).

use super::{Replenish, Review, Terms, View};
use crate::text::KeySpec;
use crate::units::Units;

/// The order-on-demand policy, which has no parameters.
#[derive(Clone, Debug)]
pub struct OrderOnDemand;

impl OrderOnDemand {
    pub(super) const EXAMPLE: &'static str = "{}";
    pub(super) const KEYS: &[KeySpec] = &[];

    #[expect(clippy::unnecessary_wraps, reason = "all policies have the same signature")]
    pub(super) fn read(_terms: &mut Terms<'_, '_>) -> Option<Self> {
        Some(Self)
    }
}

impl Replenish for OrderOnDemand {
    fn review(&self) -> Review {
        Review::Continuous
    }

    fn order(&self, view: View<'_>) -> Units {
        (-view.position).max(Units::ZERO)
    }

    fn top(&self, _view: View<'_>) -> Units {
        Units::ZERO
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{outlook, rule};
    use super::*;
    use crate::units::SimTime;

    #[test]
    fn orders_by_the_position() {
        let (rule, outlook) = (rule("order_on_demand", OrderOnDemand::EXAMPLE), outlook());
        for (position, ordered) in [(-4, 4), (0, 0), (9, 0)] {
            let view = View::new(Units::new(position), SimTime::ZERO, &outlook);
            assert_eq!(rule.order(view), Units::new(ordered), "at {position}");
        }
    }
}
