//! First come, first served.
//!
//! # Source
//! Sherbrooke, Operations Research 16(1), 1968 (METRIC): a depot serves the bases in the order of their requests.

use super::{Allocate, Claim, Takes};
use crate::units::Units;

/// The first-come-first-served policy.
#[derive(Clone, Copy, Debug)]
pub(super) struct FirstCome;

impl FirstCome {
    pub(super) const TAKES: Takes = Takes::Nothing;
}

impl Allocate for FirstCome {
    fn allot(&self, stock: Units, claims: &[Claim], shares: &mut [Units]) {
        let mut left = stock;
        for (claim, share) in claims.iter().zip(shares) {
            *share = claim.units.min(left);
            left -= *share;
        }
    }

    fn serves_in_turn(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Allocate, Claim, Rule};
    use crate::units::Units;

    #[test]
    fn the_last_go_short() {
        let claims = [5, 5, 5].map(|units| Claim::new(Units::new(units), 0));
        let mut shares = [Units::ZERO; 3];
        Rule::FirstCome.allot(Units::new(7), &claims, &mut shares);
        assert_eq!(shares.map(Units::count), [5, 2, 0]);
    }
}
