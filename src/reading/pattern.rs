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
    /// Whether these are the orders that presales leave; otherwise what they collect counts on the day of its release.
    pub(super) is_left: bool,
}

/// Products of a mix whose demand moves alike.
#[derive(Debug, Default)]
pub(super) struct Set {
    pub(super) promotions: Vec<usize>,
    pub(super) life: Option<Life>,
    pub(super) response: Option<(ProductId, AgentId)>,
    /// Their weight in the mix.
    pub(super) weight: f64,
}

impl Set {
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.promotions == other.promotions && self.life == other.life && self.response == other.response
    }

    /// Returns its promotions and those of all products, in order.
    pub(super) fn with(&self, of_all: &[usize]) -> Vec<usize> {
        let mut promotions = [of_all, &self.promotions].concat();
        promotions.sort_unstable();
        promotions
    }
}

/// A pattern in a time zone, and its profile.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) pattern: Pattern,
    pub(super) zone: Zone,
    pub(super) profile: Option<Arc<Profile>>,
}
