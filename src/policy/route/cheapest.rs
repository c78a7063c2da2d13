//! Cheapest: the candidate with the lowest total charge of its services.
//!
//! # Source
//! Xu, Allgor and Graves, Manufacturing and Service Operations Management 11(2), 2009 (myopic assignment of orders on
//! arrival).

use super::{Candidate, Prefer};

/// The cheapest-first policy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cheapest;

impl Prefer for Cheapest {
    fn prefers(&self, later: &Candidate, earlier: &Candidate) -> bool {
        later.cost < earlier.cost
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Candidate, Rule};
    use crate::units::{Money, Span};

    #[test]
    fn takes_the_least_charge_and_the_first_of_equals() {
        let candidate =
            |in_stock, cost, days| Some(Candidate { in_stock, cost: Money::from_parts(cost), time: Span::DAY * days });
        let rule = Rule::Cheapest;
        let all = [candidate(true, 9, 1), None, candidate(false, 7, 9), candidate(true, 7, 1)];
        assert_eq!(rule.choose(all.into_iter()), Some(2));
        assert_eq!(rule.choose([None, None].into_iter()), None);
    }
}
