//! General trade: an order above a limit is imported as trade goods and pays tariff, VAT and consumption tax in full.
//!
//! # Source
//! Cai Guan Shui 2016 No. 18, article 3: what exceeds the limits is taxed in full as general trade.

use super::{AboveLimit, Admissible, Choice};
use crate::chain::regime::Treatment;

/// The policy that imports orders above a limit as trade goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct GeneralTrade;

impl AboveLimit for GeneralTrade {
    #[inline]
    fn choose(&self, _: &Admissible) -> Choice {
        Choice::Declare(Treatment::GeneralTrade)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::regime::Reason;
    use crate::units::Money;

    #[test]
    fn everything_above_a_limit_is_trade() {
        let reason = Reason::SeveralPiecesAboveLimit { limit: Money::from_parts(1) };
        let above = Admissible { value: Money::from_parts(2), treatment: None, split: true, reason };
        assert_eq!(GeneralTrade.choose(&above), Choice::Declare(Treatment::GeneralTrade));
        assert_eq!(
            GeneralTrade.choose(&Admissible { split: false, ..above }),
            Choice::Declare(Treatment::GeneralTrade)
        );
    }
}
