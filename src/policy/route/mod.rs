//! The choice among routes or carriers: bonded or direct, one courier or another. A policy compares two candidates at
//! a time. The candidate preferred to all others is taken, or the first in the scenario in case of a tie.
//!
//! # A new policy
//! Add one file next to this one (`impl Prefer`, its formula and source, tests) and one line in the register below.

mod cheapest;
mod fastest;
mod first_with_stock;

use super::register::register;
use crate::units::{Id, Money, RuleId, Span};

/// A route or a carrier that could be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Whether everything needed is in stock where it begins; true if it begins without stock.
    pub in_stock: bool,
    /// The charges of its services.
    pub cost: Money,
    /// The mean time it takes, without queues.
    pub time: Span,
}

/// A policy that chooses among candidates.
pub trait Prefer {
    /// Returns whether it prefers the later of two candidates.
    fn prefers(&self, later: &Candidate, earlier: &Candidate) -> bool;
}

register! {
    $ Rule chosen:
    "first_with_stock" first_with_stock FirstWithStock "The first that has everything in stock; otherwise the first of all.";
    "cheapest" cheapest Cheapest "The one with the lowest charges.";
    "fastest" fastest Fastest "The one with the shortest mean time.";
}

impl Prefer for Rule {
    fn prefers(&self, later: &Candidate, earlier: &Candidate) -> bool {
        chosen!(self, rule => rule.prefers(later, earlier))
    }
}

impl Rule {
    /// Returns the policy of this identity.
    #[must_use]
    pub fn of(id: RuleId) -> Self {
        Self::ALL[id.index()]
    }

    /// Returns the index of the candidate it takes; `None` if there is none.
    pub fn choose(self, candidates: impl Iterator<Item = Option<Candidate>>) -> Option<usize> {
        let mut best: Option<(usize, Candidate)> = None;
        for (place, candidate) in candidates.enumerate() {
            let Some(candidate) = candidate else { continue };
            if best.as_ref().is_none_or(|(_, best)| self.prefers(&candidate, best)) {
                best = Some((place, candidate));
            }
        }
        best.map(|(place, _)| place)
    }
}
