//! Newsvendor: order up to S, the smallest quantity that demand does not exceed with probability Cu / (Cu + Co),
//! where Cu is the cost of a unit too few and Co that of a unit too many. Orders are placed at given times, as for a
//! promotion, or every R. Demand is a distribution of pieces, or the expected demand of a coming span with normal
//! errors of a given coefficient of variation.
//!
//! # Source
//! Arrow, Harris and Marschak, Econometrica 19(3), 1951; Snyder and Shen, Fundamentals of Supply Chain Theory (2019),
//! section 4.3.

use super::parameters::{CALENDAR, POINTS, REVIEW};
use super::{Level, Replenish, Review, Terms, View};
use crate::text::{BuiltIn, Code, KeySpec, Measure, Shape};
use crate::units::{Span, Units};
use statrs::distribution::{ContinuousCDF, Normal};

const AMOUNT: Shape = Shape::Quantity(Measure::Amount);

/// When it orders, and up to what level.
#[derive(Clone, Debug)]
pub struct Newsvendor {
    review: Review,
    stock: Stock,
}

/// The quantity it orders up to.
#[derive(Clone, Copy, Debug)]
enum Stock {
    /// The quantile of a distribution.
    Fixed(Units),
    /// This multiple of the expected demand of the span.
    Covers(Span, f64),
}

impl Newsvendor {
    pub(super) const EXAMPLE: &'static str =
        r#"{ R = "1 w", underage = "4 CNY", overage = "1 CNY", demand.poisson.mean = 20 }"#;
    pub(super) const KEYS: &[KeySpec] = &[
        KeySpec { built_in: BuiltIn::None, ..REVIEW },
        CALENDAR,
        KeySpec::new("at", POINTS, "The times at which it orders, instead of reviews."),
        KeySpec::new("underage", AMOUNT, "The cost of a unit too few.").required(),
        KeySpec::new("overage", AMOUNT, "The cost of a unit too many.").required(),
        KeySpec::new("demand", Shape::Law(Measure::Pieces), "The demand until the next order."),
        KeySpec::new(
            "covers",
            Shape::Quantity(Measure::Time),
            "Instead of `demand`: the coming time whose demand it orders for.",
        ),
        KeySpec::new("cv", Shape::Number, "Standard deviation / mean of that demand.").needs_beside(&["covers"]),
    ];

    pub(super) fn read(terms: &mut Terms<'_, '_>) -> Option<Self> {
        let review = if terms.has("at") { terms.looks_at("at") } else { terms.review("R") };
        let (under, over) = (terms.money("underage"), terms.money("overage"));
        if terms.has("demand") && terms.has("covers") {
            terms.refuse(Code::PolicyParameters, "covers", "and `demand` both give the demand: keep one");
            return None;
        }
        let share = |under: f64, over: f64| under / (under + over);
        let ratio = share(under?.amount(), over?.amount());
        if !(ratio > 0.0 && ratio < 1.0) {
            terms.refuse(Code::PolicyParameters, "underage", "and `overage` must both be above 0");
            return None;
        }
        let stock = if terms.has("covers") {
            let (span, cv) = (terms.cover("covers"), terms.number("cv"));
            let factor = 1.0 + cv? * Normal::standard().inverse_cdf(ratio);
            Stock::Covers(span?, factor.max(0.0))
        } else {
            Stock::Fixed(terms.quantile("demand", ratio)?)
        };
        Some(Self { review: review?, stock })
    }

    fn up_to(&self, view: View<'_>) -> Units {
        match self.stock {
            Stock::Fixed(units) => units,
            Stock::Covers(span, factor) => Level::of(view.coming(span) * factor),
        }
    }
}

impl Replenish for Newsvendor {
    fn review(&self) -> Review {
        self.review.clone()
    }

    fn order(&self, view: View<'_>) -> Units {
        (self.up_to(view) - view.position).max(Units::ZERO)
    }

    /// It orders for one period at a time, so it starts without stock.
    fn top(&self, _view: View<'_>) -> Units {
        Units::ZERO
    }

    fn looks_ahead(&self) -> bool {
        matches!(self.stock, Stock::Covers(..))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{outlook, rule};
    use super::*;
    use crate::units::SimTime;

    #[test]
    fn buys_the_quantile() {
        let bought = |parameters: &str| {
            let (rule, outlook) = (rule("newsvendor", parameters), outlook());
            rule.order(View::new(Units::ZERO, SimTime::ZERO, &outlook)).count()
        };
        let costs = r#"at = "0 d", underage = "0.70 CNY", overage = "0.18 CNY""#;
        let normal = "demand.normal = { mean = 50000, sd = 8000 }";
        assert_eq!(bought(&format!("{{ {costs}, {normal} }}")), 56_604, "56.6039559 units");
        // z = 0.8254945 and the expected demand is 100: 100 x (1 + 0.3 z) = 124.76.
        assert_eq!(bought(&format!("{{ {costs}, covers = \"10 d\", cv = 0.3 }}")), 125);
    }
}
