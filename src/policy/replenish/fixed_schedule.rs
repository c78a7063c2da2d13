//! Fixed schedule: these quantities at these times, regardless of the position.
//!
//! # Source
//! Wagner and Whitin, Management Science 5(1), 1958: the orders of a plan made in advance.

use super::parameters::POINTS;
use super::{Replenish, Review, Terms, View, Watch};
use crate::text::{Code, KeySpec, Measure, Shape};
use crate::units::{SimTime, Units};
use std::sync::Arc;

/// Quantities by time, ascending.
#[derive(Clone, Debug)]
pub struct FixedSchedule(Arc<[(SimTime, Units)]>);

impl FixedSchedule {
    pub(super) const EXAMPLE: &'static str = r#"{ times = ["0 d", "9 d"], units = [30, 40] }"#;
    pub(super) const KEYS: &[KeySpec] = &[
        KeySpec::new("times", POINTS, "When it orders.").required(),
        KeySpec::new("units", Shape::List(&Shape::Quantity(Measure::Goods)), "What it orders at each of the times.")
            .required(),
    ];

    pub(super) fn read(terms: &mut Terms<'_, '_>) -> Option<Self> {
        let (times, units) = (terms.points("times"), terms.goods_list("units"));
        let (times, units) = (times?, units?);
        if times.len() != units.len() {
            terms.refuse(
                Code::PolicyParameters,
                "units",
                &format!("has {} entries but `times` has {}", units.len(), times.len()),
            );
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

    /// A postponed review orders everything planned since the last one.
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

#[cfg(test)]
mod tests {
    use super::super::Sight;
    use super::super::tests::{outlook, rule};
    use super::*;
    use crate::units::Span;

    #[test]
    fn a_plan_that_was_put_off_is_made_up_for() {
        let rule = rule("fixed_schedule", r#"{ times = ["1 d", "2 d", "9 d"], units = [3, 4, 5] }"#);
        let (outlook, day) = (outlook(), |day: i64| SimTime::ZERO + Span::DAY * day);
        let ordered = |looked: Option<i64>, now| {
            let sight = Sight { looked: looked.map(day), ..Sight::default() };
            rule.order(View::new(Units::ZERO, day(now), &outlook).with_sight(&sight)).count()
        };
        assert_eq!([ordered(None, 1), ordered(Some(1), 2), ordered(None, 2), ordered(Some(2), 9)], [3, 4, 7, 5]);
    }
}
