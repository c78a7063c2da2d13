//! Fixed schedule: these quantities at these times, whatever the position.
//!
//! # Source
//! Wagner and Whitin, Management Science 5(1), 1958: the orders of a plan that was made before.

use super::{Replenish, Review, Terms, View, Watch};
use crate::units::{SimTime, Units};
use std::sync::Arc;

/// What is ordered when, ascending.
#[derive(Clone, Debug)]
pub struct FixedSchedule(Arc<[(SimTime, Units)]>);

impl FixedSchedule {
    pub(super) fn read(terms: &Terms<'_>) -> Option<Self> {
        let (times, units) = (terms.points("times"), terms.goods_list("units"));
        let (times, units) = (times?, units?);
        if times.len() != units.len() {
            terms.refuse("units", &format!("has {} entries, and `times` has {}", units.len(), times.len()));
            return None;
        }
        let mut plan: Vec<(SimTime, Units)> =
            times.iter().zip(units).flat_map(|(times, units)| times.iter().map(move |time| (*time, units))).collect();
        plan.sort_by_key(|(time, _)| *time);
        Some(Self(plan.into()))
    }
}

impl Replenish for FixedSchedule {
    fn review(&self) -> Review {
        let mut times: Vec<SimTime> = self.0.iter().map(|(time, _)| *time).collect();
        times.dedup();
        Review::At(times.into())
    }

    /// A look that was put off makes up for all that was planned since the last.
    fn order(&self, view: View<'_>) -> Units {
        let looked = view.sight().looked;
        let due = |time: SimTime| time <= view.now && looked.is_none_or(|looked| time > looked);
        self.0.iter().filter(|(time, _)| due(*time)).map(|(_, units)| *units).sum()
    }

    fn top(&self, _view: View<'_>) -> Units {
        Units::ZERO
    }

    fn watches(&self) -> Watch {
        Watch { levels: true, ..Watch::default() }
    }
}
