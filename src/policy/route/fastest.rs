//! Fastest: the candidate with the shortest mean time, without queues.
//!
//! # Source
//! Meixell and Norbis, International Journal of Logistics Management 19(2), 2008 (transit time as a criterion in the
//! choice of carriers).

use super::{Candidate, Prefer};

/// The fastest-first policy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fastest;

impl Prefer for Fastest {
    fn prefers(&self, later: &Candidate, earlier: &Candidate) -> bool {
        later.time < earlier.time
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Candidate, Rule};
    use crate::units::{Money, Span};

    #[test]
    fn takes_the_shortest_time_and_the_first_of_equals() {
        let candidate =
            |in_stock, cost, days| Some(Candidate { in_stock, cost: Money::from_parts(cost), time: Span::DAY * days });
        let rule = Rule::Fastest;
        let all = [candidate(true, 1, 5), candidate(true, 9, 3), candidate(true, 1, 3)];
        assert_eq!(rule.choose(all.into_iter()), Some(1));
    }
}
