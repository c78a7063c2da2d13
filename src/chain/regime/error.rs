//! Why a regime has no answer.

use super::{Regime, date_of};
use thiserror::Error;

/// Why there is no assessment or no tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RegimeError {
    /// The rules of this regime are not known so early.
    #[error("no rules of regime {regime} are known on {}; {}", date_of(*day), since(*first))]
    NoRules {
        /// The regime.
        regime: Regime,
        /// The day that was asked for, in days since 1 January 1970.
        day: i64,
        /// The first day that has rules, if any has.
        first: Option<i64>,
    },
    /// Goods are to be taxed as personal articles by rules without rates for them.
    #[error("these rules have no rates for personal articles")]
    NoPostalRates,
    /// An amount below zero, or more than a thousand million yuan in one declaration, or a rate that leaves no price.
    #[error("the amounts or rates of this declaration lie outside what is assessed")]
    OutOfRange,
}

fn since(day: Option<i64>) -> String {
    day.map_or("none are known at all".to_owned(), |day| format!("the first hold from {}", date_of(day)))
}
