//! Refuse: an order above a limit is cancelled, as when customs sends its list back.
//!
//! # Source
//! Practice of platforms, which block the order before it is paid (assumed).

use super::{AboveLimit, Admissible, Choice};

/// The policy that cancels orders above a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refuse;

impl AboveLimit for Refuse {
    #[inline]
    fn choose(&self, _: &Admissible) -> Choice {
        Choice::Refuse
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::regime::Reason;
    use crate::units::Money;

    #[test]
    fn everything_above_a_limit_is_cancelled() {
        let reason = Reason::SeveralPiecesAboveLimit { limit: Money::from_parts(1) };
        let above = Admissible { value: Money::from_parts(2), treatment: None, split: true, reason };
        assert_eq!(Refuse.choose(&above), Choice::Refuse);
        assert_eq!(Refuse.choose(&Admissible { split: false, ..above }), Choice::Refuse);
    }
}
