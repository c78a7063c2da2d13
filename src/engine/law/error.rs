//! Reasons why parameters do not give a distribution; they name the parameter and repeat its value.

use std::fmt::Debug;
use thiserror::Error;

/// Parameters that do not give a distribution.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum LawError {
    /// A parameter outside its range.
    #[error("`{parameter}` must be {must}, not {value}")]
    Parameter {
        /// The parameter's name.
        parameter: &'static str,
        /// The condition it must meet.
        must: &'static str,
        /// The value given.
        value: f64,
    },
    /// A list without an entry, or lists of unequal length.
    #[error("`{parameter}` must have {must}, not {count}")]
    Entries {
        /// The list's name.
        parameter: &'static str,
        /// The number of entries it must have.
        must: &'static str,
        /// The number of entries it has.
        count: usize,
    },
    /// Shares of a mixture that do not add up to 100 %.
    #[error("the shares add up to {} %, not 100 %", (1e8 * sum).round() / 1e6)]
    Shares {
        /// Their sum.
        sum: f64,
    },
    /// Bounds that keep almost none of the distribution.
    #[error("only {} % of the draws would be between `min` and `max`; at least 0.1 % must be", (1e8 * kept).round() / 1e6)]
    Truncation {
        /// The probability that a draw is within the bounds.
        kept: f64,
    },
}

/// Rejects a parameter that is not a number above 0.
pub(super) fn above_zero(parameter: &'static str, value: f64) -> Result<f64, LawError> {
    check(parameter, "above 0", value, value > 0.0)
}

/// Rejects a parameter that does not meet its condition or is not finite.
pub(super) fn check(parameter: &'static str, must: &'static str, value: f64, met: bool) -> Result<f64, LawError> {
    if met && value.is_finite() { Ok(value) } else { Err(LawError::Parameter { parameter, must, value }) }
}

/// Rejects a parameter that is not a finite number.
pub(super) fn finite(parameter: &'static str, value: f64) -> Result<f64, LawError> {
    check(parameter, "a finite number", value, true)
}

/// Returns the sampler that `rand_distr` creates from checked parameters.
pub(super) fn prepared<S, E: Debug>(sampler: Result<S, E>) -> S {
    sampler.expect("parameters that passed our checks suit the sampler")
}
