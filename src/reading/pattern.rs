//! The factors that make days busier or quieter, and the profiles made from them so far.

use crate::chain::{Life, Profile, Trend, Zone};
use crate::units::{AgentId, ProductId};
use std::sync::Arc;

/// The factors that make days busier or quieter.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pattern {
    pub(super) season: Option<usize>,
    pub(super) promotions: Vec<usize>,
    pub(super) trend: Option<Trend>,
    pub(super) life: Option<Life>,
    /// The product whose price moves the demand of a market.
    pub(super) response: Option<(ProductId, AgentId)>,
}

/// A pattern in a time zone, and its profile.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) pattern: Pattern,
    pub(super) zone: Zone,
    pub(super) profile: Option<Arc<Profile>>,
}
