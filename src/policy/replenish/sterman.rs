//! Sterman's anchoring-and-adjustment rule, which describes players of the beer game. Every R: order = max(0, L +
//! alpha (S' - S - beta SL)), L = theta D + (1 - theta) L before, where D is the demand since the last review, S
//! stock less backorders, SL goods on order and S' the target. Orders are rounded to the nearest piece.
//!
//! # Source
//! Sterman, Management Science 35(3), 1989, equations 5 to 10; averages of 44 players: theta 0.36, alpha 0.26, beta 0.34,
//! S' 17.

use super::parameters::{CALENDAR, REVIEW};
use super::{Replenish, Review, Smoothing, Terms, View, Watch};
use crate::text::{KeySpec, Measure, Shape};
use crate::units::Units;

/// The parameters of one player.
#[derive(Clone, Debug)]
pub struct Sterman {
    review: Review,
    theta: f64,
    alpha: f64,
    beta: f64,
    target: Units,
    expected: Option<f64>,
}

impl Sterman {
    pub(super) const EXAMPLE: &'static str =
        r#"{ R = "1 w", theta = 0.36, alpha = 0.26, beta = 0.34, target = 17, expected = 4 }"#;
    pub(super) const KEYS: &[KeySpec] = &[
        REVIEW,
        CALENDAR,
        KeySpec::new("theta", Shape::Number, "The weight of the newest demand in the expected demand, 0 to 1.")
            .required(),
        KeySpec::new("alpha", Shape::Number, "The share of the gap to the target that a review orders, 0 to 1.")
            .required(),
        KeySpec::new("beta", Shape::Number, "The share of the goods on order that is taken into account, 0 to 1.")
            .required(),
        KeySpec::new(
            "target",
            Shape::Quantity(Measure::Goods),
            "The target for stock plus that share of the goods on order.",
        )
        .required(),
        KeySpec::new("expected", Shape::Number, "The initial expected demand per review.")
            .otherwise("the expected demand of R"),
    ];

    pub(super) fn read(terms: &mut Terms<'_, '_>) -> Option<Self> {
        let review = terms.review("R");
        let (theta, alpha, beta) = (terms.weight("theta"), terms.weight("alpha"), terms.weight("beta"));
        let target = terms.goods("target");
        let expected = terms.has("expected").then(|| terms.number("expected"));
        let expected = match expected {
            Some(expected) => Some(expected?),
            None => None,
        };
        Some(Self { review: review?, theta: theta?, alpha: alpha?, beta: beta?, target: target?, expected })
    }
}

impl Replenish for Sterman {
    fn review(&self) -> Review {
        self.review.clone()
    }

    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "goods are limited far below 2^53"
    )]
    fn order(&self, view: View<'_>) -> Units {
        let sight = view.sight();
        let expected = sight.smoothed.unwrap_or_else(|| view.coming(self.review.period()));
        let lacking = (self.target - sight.net).count() as f64 - self.beta * sight.on_order.count() as f64;
        Units::new((expected + self.alpha * lacking + 0.5).floor().max(0.0) as i64)
    }

    fn top(&self, _view: View<'_>) -> Units {
        self.target
    }

    fn looks_ahead(&self) -> bool {
        self.expected.is_none()
    }

    fn watches(&self) -> Watch {
        let smoothing = Smoothing { weight: self.theta, first: self.expected };
        Watch { levels: true, smoothing: Some(smoothing), ..Watch::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Sight;
    use super::super::tests::{outlook, rule};
    use super::*;
    use crate::units::SimTime;

    /// 4 + 0.26 (17 - 12 - 0.34 x 12) = 4.24; 8 + 0.26 (17 + 10 - 0.34 x 20) = 13.25; 4 + 0.26 (17 - 60) < 0.
    #[test]
    fn orders_the_expected_demand_and_a_share_of_the_gap() {
        let (rule, outlook) = (rule("sterman", Sterman::EXAMPLE), outlook());
        let ordered = |net, on_order, smoothed| {
            let (net, on_order) = (Units::new(net), Units::new(on_order));
            let sight = Sight { net, on_order, smoothed: Some(smoothed), ..Sight::default() };
            rule.order(View::new(Units::ZERO, SimTime::ZERO, &outlook).with_sight(&sight)).count()
        };
        assert_eq!([ordered(12, 12, 4.0), ordered(-10, 20, 8.0), ordered(60, 0, 4.0)], [4, 13, 0]);
    }
}
