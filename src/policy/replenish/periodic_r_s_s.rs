//! (R, s, S): every R, when the position is s or less, order up to S. The first review is at time 0.
//!
//! # Source
//! Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains (2017), section 6.2; Law, Simulation
//! Modeling and Analysis, section 1.5 (strict).

use super::Terms;
use super::parameters::{CALENDAR, REVIEW};
use super::reviewed::Reviewed;
use super::s_s::MinMax;
use super::terms::{LEVEL, STRICT};
use crate::text::KeySpec;

/// A review period and the rule it applies.
pub(super) type PeriodicMinMax = Reviewed<MinMax>;

impl PeriodicMinMax {
    pub(super) const EXAMPLE: &'static str = r#"{ R = "1 w", s = 20, S = 50 }"#;
    pub(super) const KEYS: &[KeySpec] = &[
        REVIEW,
        CALENDAR,
        KeySpec::new("s", LEVEL, "A review orders at this position or below.").required(),
        KeySpec::new("S", LEVEL, "The position that an order restores.").required(),
        STRICT,
    ];

    pub(super) fn read(terms: &mut Terms<'_, '_>) -> Option<Self> {
        let rule = MinMax::read(terms);
        Self::every(terms, rule)
    }
}
