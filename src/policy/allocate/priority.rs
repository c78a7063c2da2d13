//! Priority: lower ranks first, first come, first served within a rank.
//!
//! # Source
//! Topkis, Management Science 15(3), 1968: classes of demand by importance; here no stock is reserved for them.

use super::reserve::by_rank;
use super::{Allocate, Claim, Takes};
use crate::units::Units;

/// The priority policy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Priority;

impl Priority {
    pub(super) const TAKES: Takes = Takes::Ranks;
}

impl Allocate for Priority {
    fn allot(&self, stock: Units, claims: &[Claim], shares: &mut [Units]) {
        by_rank(stock, claims, |_| Units::ZERO, shares);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Allocate, Claim, Rule};
    use crate::units::Units;

    #[test]
    fn lower_ranks_are_filled_before_higher_ones() {
        let claims = [(5, 1), (5, 0), (5, 1), (1, 0)].map(|(units, rank)| Claim::new(Units::new(units), rank));
        let mut shares = [Units::ZERO; 4];
        Rule::Priority.allot(Units::new(9), &claims, &mut shares);
        assert_eq!(shares.map(Units::count), [3, 5, 0, 1]);
    }
}
