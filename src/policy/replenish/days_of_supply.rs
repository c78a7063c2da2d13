//! Days of supply: when the position covers less than `min` at the rate of demand, order up to what covers `max`. The
//! rate is that of this stock point's own demand in a past window. Without a window, or until a whole window has
//! passed, it is the expected rate of the coming days. Levels are rounded up.
//!
//! # Source
//! Chopra and Meindl, Supply Chain Management (2016), section 11.1 (cover as flow time); the usual setting of warehouse
//! and marketplace systems.

use super::parameters::{CALENDAR, MAY_REVIEW};
use super::{Level, Replenish, Review, Terms, View, Watch};
use crate::text::{Code, KeySpec, Measure, Shape};
use crate::units::{Span, Units};

const SPAN: Shape = Shape::Quantity(Measure::Time);

/// The cover at which an order is placed, and the cover it restores.
#[derive(Clone, Debug)]
pub struct DaysOfSupply {
    review: Review,
    least: Span,
    most: Span,
    window: Option<Span>,
}

impl DaysOfSupply {
    pub(super) const EXAMPLE: &'static str = r#"{ min = "2 d", max = "5 d", window = "3 d" }"#;
    pub(super) const KEYS: &[KeySpec] = &[
        KeySpec::new("min", SPAN, "It orders when the position covers less than this.").required(),
        KeySpec::new("max", SPAN, "The cover that an order restores.").required(),
        KeySpec::new("window", SPAN, "The past window whose demand gives the rate.")
            .otherwise("the rate is that of the coming demand"),
        MAY_REVIEW,
        CALENDAR,
    ];

    pub(super) fn read(terms: &mut Terms<'_, '_>) -> Option<Self> {
        let (review, least, most) = (terms.review_or_always("R"), terms.cover("min"), terms.cover("max"));
        let window = terms.has("window").then(|| terms.span("window"));
        let (least, most) = (least?, most?);
        if least > most {
            terms.refuse(Code::PolicyParameters, "min", &format!("({least}) must not be above `max` ({most})"));
            return None;
        }
        let window = match window {
            Some(window) => Some(window?),
            None => None,
        };
        Some(Self { review: review?, least, most, window })
    }

    fn level(&self, cover: Span, view: View<'_>) -> Units {
        match (self.window, view.sight().recent) {
            (Some(window), Some(asked)) => {
                // Rounded up: demand x cover / window.
                let many = i128::from(asked.count()) * i128::from(cover.micros());
                let of = i128::from(window.micros());
                Units::new(i64::try_from((many + of - 1).div_euclid(of)).unwrap_or(i64::MAX))
            }
            _ => Level::Ahead(cover).at(view),
        }
    }
}

impl Replenish for DaysOfSupply {
    fn review(&self) -> Review {
        self.review.clone()
    }

    fn order(&self, view: View<'_>) -> Units {
        if view.position >= self.level(self.least, view) {
            return Units::ZERO;
        }
        (self.level(self.most, view) - view.position).max(Units::ZERO)
    }

    fn top(&self, view: View<'_>) -> Units {
        Level::Ahead(self.most).at(view)
    }

    fn looks_ahead(&self) -> bool {
        true
    }

    fn watches(&self) -> Watch {
        Watch { window: self.window, ..Watch::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Sight;
    use super::super::tests::{outlook, rule};
    use super::*;
    use crate::units::SimTime;

    #[test]
    fn goes_by_its_own_demand_once_a_window_is_over() {
        let (rule, outlook) = (rule("days_of_supply", DaysOfSupply::EXAMPLE), outlook());
        let ordered = |position, recent: Option<i64>| {
            let sight = Sight { recent: recent.map(Units::new), ..Sight::default() };
            rule.order(View::new(Units::new(position), SimTime::ZERO, &outlook).with_sight(&sight)).count()
        };
        // The expected rate is 10 a day: 20 and 50. Seven in three days give 4.67 and 11.67.
        assert_eq!([ordered(20, None), ordered(19, None)], [0, 31]);
        assert_eq!([ordered(5, Some(7)), ordered(4, Some(7)), ordered(0, Some(0))], [0, 8, 0]);
    }
}
