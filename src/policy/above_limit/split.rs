//! Split: an order of several units above the limit becomes several orders within it, by first fit.
//!
//! # Source
//! Cai Guan Shui 2016 No. 18 limits the single order. Splitting an order that is too large is a practice of
//! platforms.

use super::{AboveLimit, Admissible, Choice};

/// The policy that splits orders above a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Split;

impl AboveLimit for Split {
    #[inline]
    fn choose(&self, admissible: &Admissible) -> Choice {
        if admissible.split { Choice::Split } else { Choice::Refuse }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::regime::Reason;
    use crate::units::Money;

    #[test]
    fn splits_where_that_helps_and_refuses_the_rest() {
        let reason = Reason::SeveralPiecesAboveLimit { limit: Money::from_parts(1) };
        let above = Admissible { value: Money::from_parts(2), treatment: None, split: true, reason };
        assert_eq!(Split.choose(&above), Choice::Split);
        assert_eq!(Split.choose(&Admissible { split: false, ..above }), Choice::Refuse);
    }
}
