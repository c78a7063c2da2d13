//! What makes days busier or quieter, and the profiles that came of it so far.

use crate::chain::{Life, Profile, Trend, Zone};
use std::sync::Arc;

/// What makes days busier or quieter.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pattern {
    pub(super) season: Option<usize>,
    pub(super) promotions: Vec<usize>,
    pub(super) trend: Option<Trend>,
    pub(super) life: Option<Life>,
}

/// A pattern and a zone, and the profile that they make.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) pattern: Pattern,
    pub(super) zone: Zone,
    pub(super) profile: Option<Arc<Profile>>,
}
