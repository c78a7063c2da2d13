//! Choosing among ways or carriers: bonded or direct, this courier or that. A rule compares two candidates at a time;
//! the one that it prefers to all others is taken, the first in the scenario where it is indifferent.
//!
//! # A new policy
//! One file beside this one (`impl Prefer`, its formula and source, tests) and one line in the register below.

mod cheapest;
mod fastest;
mod first_with_stock;

use super::register::register;
use crate::units::{Id, Money, RuleId, Span};

/// A way or a carrier that could be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Whether everything asked is on the shelf where it begins; true where nothing begins at a shelf.
    pub in_stock: bool,
    /// What its services charge.
    pub cost: Money,
    /// How long it takes on average, queues left aside.
    pub time: Span,
}

/// A rule.
pub trait Prefer {
    /// Whether it prefers the later of two candidates.
    fn prefers(&self, later: &Candidate, earlier: &Candidate) -> bool;
}

register! {
    $ Rule chosen:
    "first_with_stock" first_with_stock FirstWithStock "The first that has everything on the shelf; the first of all if none has.";
    "cheapest" cheapest Cheapest "The one whose services charge least.";
    "fastest" fastest Fastest "The one that takes the shortest time on average.";
}

impl Prefer for Rule {
    fn prefers(&self, later: &Candidate, earlier: &Candidate) -> bool {
        chosen!(self, rule => rule.prefers(later, earlier))
    }
}

impl Rule {
    /// The rule of this identity.
    #[must_use]
    pub fn of(id: RuleId) -> Self {
        Self::ALL[id.index()]
    }

    /// The candidate it takes, with its place among all; `None` if there is none.
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
