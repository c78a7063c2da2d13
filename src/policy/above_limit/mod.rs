//! What a platform does with an order that may not go as one declaration: above the limit of an order with several
//! pieces, or above the limit of its consumer's year. A rule chooses among what is admissible, and is asked only
//! there: one piece above the limit goes, taxed in full.
//!
//! # A new policy
//! One file beside this one with the rule (`impl AboveLimit`), its source, and tests; and one line in the register
//! below.

mod first_fit;
mod general_trade;
mod refuse;
mod split;

pub use first_fit::{Part, first_fit};

use super::register::register;
use crate::chain::regime::{Admissible, Treatment};
use crate::reading::Reading;
use crate::text::{Code, Problem, Reader};

/// What is done with an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It is declared as it is and taxed so.
    Declare(Treatment),
    /// It becomes several orders, each declared and assessed on its own.
    Split,
    /// It is cancelled.
    Refuse,
}

/// A rule.
pub trait AboveLimit {
    /// What to do with an order that may not go as it is.
    fn choose(&self, admissible: &Admissible) -> Choice;
}

register! {
    $ Policy chosen:
    "split" split Split "Orders above the limit become several within it; above the year's limit they are refused.";
    "general_trade" general_trade GeneralTrade "Orders above a limit are imported as trade goods, taxed in full.";
    "refuse" refuse Refuse "Orders above a limit are cancelled.";
}

impl AboveLimit for Policy {
    #[inline]
    fn choose(&self, admissible: &Admissible) -> Choice {
        match admissible.treatment {
            Some(treatment) => Choice::Declare(treatment),
            None => chosen!(self, rule => rule.choose(admissible)),
        }
    }
}

impl Policy {
    /// Reads `above_limit`, the bare name of a rule.
    #[must_use]
    pub fn read(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Option<Self> {
        let node = reader.get("above_limit")?;
        let name = node.as_text().unwrap_or_default();
        let found = Self::named(name);
        if found.is_none() {
            let cause = format!("{} is no policy for orders above a limit", node.shown());
            let problem = Problem::new(Code::UnknownPolicy, node.place, cause);
            reading.report(problem.suggest(name, Self::NAMES.iter().copied()));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::regime::Reason;
    use crate::units::Money;

    #[test]
    fn what_may_go_goes_under_every_rule() {
        let reason = Reason::OnePieceAboveLimit { limit: Money::from_parts(1) };
        let treatment = Some(Treatment::CbecFull);
        let admissible = Admissible { value: Money::from_parts(2), treatment, split: false, reason };
        for name in Policy::NAMES {
            let policy = Policy::named(name).expect("a name of the register");
            assert_eq!(policy.choose(&admissible), Choice::Declare(Treatment::CbecFull), "{name}");
        }
        assert_eq!(Policy::named("splt"), None);
    }
}
