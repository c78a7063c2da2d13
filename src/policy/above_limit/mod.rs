//! What a platform does with an order that exceeds the limit of a declaration of several units, or the annual limit
//! of its consumer. A policy chooses among the admissible options and is asked only then: a single unit above the
//! limit may be imported, taxed in full.
//!
//! # A new policy
//! Add one file next to this one with the rule (`impl AboveLimit`), its source and tests; and one line in the register
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
    /// It is declared as it is, with this treatment.
    Declare(Treatment),
    /// It becomes several orders, each declared and assessed on its own.
    Split,
    /// It is cancelled.
    Refuse,
}

/// A policy for orders above a limit.
pub trait AboveLimit {
    /// Decides what to do with an order that exceeds a limit.
    fn choose(&self, admissible: &Admissible) -> Choice;
}

register! {
    $ Policy chosen:
    "split" split Split "Orders above the limit are split into several within it; above the annual limit they are refused.";
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
    /// Reads `above_limit`, the bare name of a policy.
    #[must_use]
    pub fn read(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Option<Self> {
        let node = reader.get("above_limit")?;
        let name = node.as_text().unwrap_or_default();
        let found = Self::named(name);
        if found.is_none() {
            let cause = format!("{} is not a policy for orders above a limit", node.shown());
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
    fn admissible_orders_are_declared_by_every_policy() {
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
