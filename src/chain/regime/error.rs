//! Why a regime has no result.

use super::{Regime, date_of};
use thiserror::Error;

/// Why there is no assessment or no tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RegimeError {
    /// The regime has no known rules this early.
    #[error("no rules of regime {regime} are known on {}; {}", date_of(*day), since(*first))]
    NoRules {
        /// The regime.
        regime: Regime,
        /// The requested day, in days since 1 January 1970.
        day: i64,
        /// The first day with rules, if there is one.
        first: Option<i64>,
    },
    /// Goods should be taxed as personal articles, but the rules have no rates for them.
    #[error("these rules have no rates for personal articles")]
    NoPostalRates,
    /// An amount is negative or above 1 billion yuan in one declaration, or a rate leaves no price.
    #[error("the amounts or rates of this declaration are out of range")]
    OutOfRange,
}

fn since(day: Option<i64>) -> String {
    day.map_or("the regime has none".to_owned(), |day| format!("the first apply from {}", date_of(day)))
}
