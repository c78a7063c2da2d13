//! Replenishment: when to order, and how much. Most policies look at the inventory position (on hand + on order -
//! backorders), never at stock alone, so goods on order are not ordered twice.
//!
//! # A new policy
//! Add one file next to this one with the parameters, an example of them, their reading (`read`), the rule (`impl
//! Replenish`), its formula and source, and tests; and one line in the register below.

mod base_stock;
mod cross_dock;
mod days_of_supply;
mod echelon_base_stock;
mod external;
mod fixed_schedule;
mod newsvendor;
mod order_on_demand;
mod parameters;
mod periodic_r_q;
mod periodic_r_r_q;
mod periodic_r_s;
mod periodic_r_s_s;
mod periodic_t_q;
mod r_q;
mod review;
mod reviewed;
mod s_s;
mod sight;
mod sterman;
mod terms;
#[cfg(test)]
mod tests;
mod view;

pub use super::level::{Level, Target};
pub use review::Review;
pub use sight::{Sight, Smoothing, Watch};
pub use terms::{LEVEL, Terms};
pub use view::{DaysFrom, Protection, View};

use super::register::register;
use crate::text::{KeySpec, Shape};
use crate::units::Units;

/// A replenishment policy.
pub trait Replenish {
    /// Returns when it reviews.
    fn review(&self) -> Review;

    /// Returns how much to order in this situation; zero for nothing.
    fn order(&self, view: View<'_>) -> Units;

    /// Returns its order-up-to level, which is the default opening stock.
    fn top(&self, view: View<'_>) -> Units;

    /// Returns the position above which it orders nothing, no matter what else it could see; `None` if that is unknown.
    /// Above it the policy is not called.
    fn rests_above(&self) -> Option<Units> {
        None
    }

    /// Returns whether any of its levels is in days of coming demand.
    fn looks_ahead(&self) -> bool {
        false
    }

    /// Returns what it needs to see besides the position.
    fn watches(&self) -> Watch {
        Watch::default()
    }

    /// Returns whether goods for waiting orders are handed over at the dock.
    fn docks(&self) -> bool {
        false
    }
}

register! {
    $ Policy chosen reads Terms<'_, '_>:
    "s_S" s_s MinMax "When the position is s or less, order up to S.";
    "r_Q" r_q ReorderLot "When the position is r or less, order as many whole lots Q as bring it above r.";
    "base_stock" base_stock BaseStock "Whenever the position is below S, order up to S.";
    "periodic_R_S" periodic_r_s OrderUpTo "Every R, order up to S.";
    "periodic_R_s_S" periodic_r_s_s PeriodicMinMax "Every R, when the position is s or less, order up to S.";
    "periodic_R_Q" periodic_r_q PeriodicLot "Every R, order Q, regardless of the position.";
    "periodic_R_r_Q" periodic_r_r_q PeriodicReorderLot "Every R, when the position is r or less, order as many whole lots Q as bring it above r.";
    "periodic_T_Q" periodic_t_q TimedLot "Every T, order Q, regardless of the position.";
    "echelon_base_stock" echelon_base_stock EchelonBaseStock "Order the stock at and downstream of this point up to S.";
    "days_of_supply" days_of_supply DaysOfSupply "When the position covers less than min, order up to what covers max.";
    "newsvendor" newsvendor Newsvendor "Order up to the quantile of demand that underage and overage costs give.";
    "fixed_schedule" fixed_schedule FixedSchedule "Order these quantities at these times.";
    "order_on_demand" order_on_demand OrderOnDemand "Order each demand when it occurs; keep no stock.";
    "cross_dock" cross_dock CrossDock "Order each demand when it occurs, and hand it over at the dock.";
    "sterman" sterman Sterman "Order the expected demand plus a share of what stock and goods on order lack.";
    "external" external External "Order what a program outside the simulation decides; nothing in a plain run.";
}

impl Replenish for Policy {
    fn review(&self) -> Review {
        chosen!(self, rule => rule.review())
    }
    #[inline]
    fn order(&self, view: View<'_>) -> Units {
        chosen!(self, rule => rule.order(view))
    }
    fn top(&self, view: View<'_>) -> Units {
        chosen!(self, rule => rule.top(view))
    }
    fn rests_above(&self) -> Option<Units> {
        chosen!(self, rule => rule.rests_above())
    }
    fn looks_ahead(&self) -> bool {
        chosen!(self, rule => rule.looks_ahead())
    }
    fn watches(&self) -> Watch {
        chosen!(self, rule => rule.watches())
    }
    fn docks(&self) -> bool {
        chosen!(self, rule => rule.docks())
    }
}
