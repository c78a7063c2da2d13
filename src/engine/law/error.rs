//! Why parameters make up no law, in words that name the parameter and repeat its value.

use std::fmt::Debug;
use thiserror::Error;

/// Parameters that make up no law.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum LawError {
    /// A parameter outside its range.
    #[error("`{parameter}` must be {must}, not {value}")]
    Parameter {
        /// Its name.
        parameter: &'static str,
        /// What it must be.
        must: &'static str,
        /// What it is.
        value: f64,
    },
    /// A list without an entry, or lists of unequal length.
    #[error("`{parameter}` must have {must}, not {count}")]
    Entries {
        /// The list.
        parameter: &'static str,
        /// What it must have.
        must: &'static str,
        /// How many entries it has.
        count: usize,
    },
    /// Shares of a mixture that are no whole.
    #[error("the shares add up to {} %, not to 100 %", (1e8 * sum).round() / 1e6)]
    Shares {
        /// Their sum.
        sum: f64,
    },
    /// Bounds that leave next to nothing of the law.
    #[error("only {} % of the draws would lie between `min` and `max`; at least 0.1 % must", (1e8 * kept).round() / 1e6)]
    Truncation {
        /// The probability that a draw lies within the bounds.
        kept: f64,
    },
}

/// Refuses a parameter that is not a number above 0.
pub(super) fn above_zero(parameter: &'static str, value: f64) -> Result<f64, LawError> {
    check(parameter, "above 0", value, value > 0.0)
}

/// Refuses a parameter that does not meet its condition or is not finite.
pub(super) fn check(parameter: &'static str, must: &'static str, value: f64, met: bool) -> Result<f64, LawError> {
    if met && value.is_finite() { Ok(value) } else { Err(LawError::Parameter { parameter, must, value }) }
}

/// Refuses a parameter that is not a finite number.
pub(super) fn finite(parameter: &'static str, value: f64) -> Result<f64, LawError> {
    check(parameter, "a finite number", value, true)
}

/// The sampler that `rand_distr` makes of parameters that were checked.
pub(super) fn prepared<S, E: Debug>(sampler: Result<S, E>) -> S {
    sampler.expect("parameters that passed our checks suit the sampler")
}
