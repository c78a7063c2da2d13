//! First with stock: the first candidate with everything in stock; otherwise the first of all.
//!
//! # Source
//! Kranenburg and van Houtum, European Journal of Operational Research 199(3), 2009 (warehouses supply each other in
//! a fixed order).

use super::{Candidate, Prefer};

/// The first-with-stock policy.
#[derive(Clone, Copy, Debug)]
pub(super) struct FirstWithStock;

impl Prefer for FirstWithStock {
    fn prefers(&self, later: &Candidate, earlier: &Candidate) -> bool {
        later.in_stock && !earlier.in_stock
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Candidate, Rule};
    use crate::units::{Money, Span};

    #[test]
    fn takes_the_first_that_has_everything() {
        let candidate =
            |in_stock, cost, days| Some(Candidate { in_stock, cost: Money::from_parts(cost), time: Span::DAY * days });
        let rule = Rule::FirstWithStock;
        let all = [candidate(false, 1, 1), candidate(true, 9, 9), candidate(true, 1, 1)];
        assert_eq!(rule.choose(all.into_iter()), Some(1));
        assert_eq!(rule.choose([candidate(false, 1, 1), candidate(false, 2, 2)].into_iter()), Some(0));
    }
}
