//! Reserve, or critical levels: lower ranks first, and a rank gets units only while more than its critical level
//! remains for the ranks before it; first come, first served within a rank.
//!
//! # Source
//! Topkis, Management Science 15(3), 1968; Ha, Management Science 43(8), 1997 (critical levels with lost sales).

use super::{Allocate, Claim, Takes};
use crate::units::Units;

/// The reserve policy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reserve;

impl Reserve {
    pub(super) const TAKES: Takes = Takes::Pieces;
}

impl Allocate for Reserve {
    fn allot(&self, stock: Units, claims: &[Claim], shares: &mut [Units]) {
        by_rank(stock, claims, |claim| claim.pieces, shares);
    }

    fn holds_back(&self) -> bool {
        true
    }
}

/// Serves lower ranks first; each claim leaves what must be kept from it.
pub(super) fn by_rank(stock: Units, claims: &[Claim], kept: impl Fn(&Claim) -> Units, shares: &mut [Units]) {
    shares.fill(Units::ZERO);
    let mut left = stock;
    let mut rank = claims.iter().map(|claim| claim.rank).min();
    while let Some(now) = rank {
        for (claim, share) in claims.iter().zip(shares.iter_mut()).filter(|(claim, _)| claim.rank == now) {
            *share = claim.units.min(left - kept(claim)).max(Units::ZERO);
            left -= *share;
        }
        rank = claims.iter().map(|claim| claim.rank).filter(|rank| *rank > now).min();
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Allocate, Claim, Rule};
    use crate::units::Units;

    #[test]
    fn lower_classes_leave_the_reserve() {
        let claim = |units, rank, kept| Claim { pieces: Units::new(kept), ..Claim::new(Units::new(units), rank) };
        let claims = [claim(5, 1, 4), claim(3, 0, 0), claim(9, 2, 6)];
        let shared = |stock| {
            let mut shares = [Units::ZERO; 3];
            Rule::Reserve.allot(Units::new(stock), &claims, &mut shares);
            shares.map(Units::count)
        };
        assert_eq!(shared(2), [0, 2, 0]);
        assert_eq!(shared(7), [0, 3, 0], "4 are left and stay");
        assert_eq!(shared(10), [3, 3, 0]);
        assert_eq!(shared(16), [5, 3, 2]);
    }
}
