//! Proportional: every waiting order gets the same share of what it needs, in whole units; units left over by
//! rounding go to the earliest orders.
//!
//! # Source
//! Cachon and Lariviere, Management Science 45(8), 1999, section 3 (proportional allocation).

use super::{Allocate, Claim, Takes};
use crate::units::Units;

/// The proportional policy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Proportional;

impl Proportional {
    pub(super) const TAKES: Takes = Takes::Nothing;
}

impl Allocate for Proportional {
    fn allot(&self, stock: Units, claims: &[Claim], shares: &mut [Units]) {
        let asked: Units = claims.iter().map(|claim| claim.units).sum();
        let free = stock.min(asked);
        let mut left = free;
        for (claim, share) in claims.iter().zip(shares.iter_mut()) {
            *share = claim.units.part(free, asked);
            left -= *share;
        }
        for (claim, share) in claims.iter().zip(shares) {
            let more = (claim.units - *share).min(left).min(Units::ONE);
            *share += more;
            left -= more;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Allocate, Claim, Rule};
    use crate::units::Units;

    #[test]
    fn claims_get_the_same_share_and_the_first_gets_the_rest() {
        let claims = [10, 10, 5].map(|units| Claim::new(Units::new(units), 0));
        let mut shares = [Units::ZERO; 3];
        Rule::Proportional.allot(Units::new(12), &claims, &mut shares);
        assert_eq!(shares.map(Units::count), [5, 5, 2]);
        Rule::Proportional.allot(Units::new(100), &claims, &mut shares);
        assert_eq!(shares.map(Units::count), [10, 10, 5]);
        Rule::Proportional.allot(Units::ZERO, &[], &mut []);
    }
}
