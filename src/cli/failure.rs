//! Why a command failed, and the matching exit code.

use super::problems;
use super::tell::tell;
use crate::scenario::Faults;
use crate::study::CannotCompare;
use std::io;
use std::process::ExitCode;

/// The reason a command failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// A scenario is not valid.
    #[error("{0}")]
    Scenario(Box<Faults>),
    /// The command has answered, and something it checked is not valid.
    #[error("not valid")]
    Told,
    /// Two results that should be the same differ.
    #[error("{0}")]
    Differs(String),
    /// The arguments are invalid.
    #[error("{0}")]
    Arguments(String),
    /// Input or output failed.
    #[error("{what}: {cause}")]
    Outside {
        /// What was attempted.
        what: String,
        /// The system's error.
        cause: io::Error,
    },
    /// The run was stopped before the first replication was done.
    #[error("stopped before the first replication was done; nothing was written")]
    Stopped,
}

impl Failure {
    /// Returns a failure of input or output.
    pub(super) fn io(what: impl Into<String>, cause: io::Error) -> Self {
        Self::Outside { what: what.into(), cause }
    }

    /// Prints the failure on standard error and returns the exit code.
    pub(super) fn report(self) -> ExitCode {
        match &self {
            Self::Scenario(faults) => tell(&problems::drawn(faults)),
            Self::Told => {}
            other => tell(&format!("\x1b[1;31merror:\x1b[0m {other}\n")),
        }
        ExitCode::from(match self {
            Self::Differs(_) => 1,
            Self::Scenario(_) | Self::Told | Self::Arguments(_) => 2,
            Self::Outside { .. } | Self::Stopped => 3,
        })
    }
}

/// Returns the failure for an unknown word, with the nearest known word and the command that lists them all.
pub(super) fn unknown(what: &str, asked: &str, near: Option<&str>, list: &str) -> Failure {
    let meant = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    Failure::Arguments(format!("`{asked}` is not a {what}{meant} (`{list}` shows them all)"))
}

impl From<CannotCompare> for Failure {
    fn from(why: CannotCompare) -> Self {
        match why {
            CannotCompare::Scenario(faults) => Self::Scenario(faults),
            other => Self::Arguments(other.to_string()),
        }
    }
}

impl From<Faults> for Failure {
    fn from(faults: Faults) -> Self {
        Self::Scenario(Box::new(faults))
    }
}
