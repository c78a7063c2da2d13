//! (R, s, S): every R, when the position is s or less, order up to S. The first review is at time 0.
//!
//! # Source
//! Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains (2017), section 6.2; Law, Simulation
//! Modeling and Analysis, section 1.5 (strict).

use super::s_s::MinMax;
use super::terms::STRICT;
use super::{Replenish, Review, Terms, View};
use crate::text::{KeySpec, Measure, Shape};
use crate::units::{Span, Units};

/// A review period and the rule it applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeriodicMinMax {
    every: Span,
    rule: MinMax,
}

impl PeriodicMinMax {
    pub(super) const KEYS: &[KeySpec] = &[
        KeySpec::new("R", Shape::Quantity(Measure::Time), "The time between two reviews, the first being at time 0.")
            .required(),
        KeySpec::new("s", Shape::Quantity(Measure::Level), "At this position, or below it, a review orders more.")
            .required(),
        KeySpec::new("S", Shape::Quantity(Measure::Level), "The position that an order lifts to.").required(),
        STRICT,
    ];

    pub(super) fn read(terms: &Terms<'_>) -> Option<Self> {
        let (every, rule) = (terms.span("R"), MinMax::read(terms));
        Some(Self { every: every?, rule: rule? })
    }
}

impl Replenish for PeriodicMinMax {
    fn review(&self) -> Review {
        Review::Every(self.every)
    }

    fn order(&self, view: View<'_>) -> Units {
        self.rule.order(view)
    }

    fn top(&self, view: View<'_>) -> Units {
        self.rule.top(view)
    }

    fn looks_ahead(&self) -> bool {
        self.rule.looks_ahead()
    }
}
