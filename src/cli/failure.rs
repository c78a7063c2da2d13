//! Why a verb did not do what it was asked, and the exit code that says so.

use super::problems;
use super::tell::tell;
use crate::scenario::Faults;
use crate::study::CannotCompare;
use std::io;
use std::process::ExitCode;

/// Why a verb failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// A scenario is not sound.
    #[error("{0}")]
    Scenario(Box<Faults>),
    /// The answer has been given, and it is that something is not sound.
    #[error("not sound")]
    Told,
    /// What was expected to be the same is not.
    #[error("{0}")]
    Differs(String),
    /// The arguments cannot be followed.
    #[error("{0}")]
    Arguments(String),
    /// The world outside did not play along.
    #[error("{what}: {cause}")]
    Outside {
        /// What was tried.
        what: String,
        /// What came of it.
        cause: io::Error,
    },
    /// It was stopped before there was anything to report.
    #[error("stopped before the first replication was done; nothing was written")]
    Stopped,
}

impl Failure {
    /// A failure of input or output.
    pub(super) fn io(what: impl Into<String>, cause: io::Error) -> Self {
        Self::Outside { what: what.into(), cause }
    }

    /// Says on standard error what went wrong, and gives the exit code.
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

/// The failure to know a word, with the one that was probably meant and where the known ones are listed.
pub(super) fn unknown(what: &str, asked: &str, near: Option<&str>, list: &str) -> Failure {
    let meant = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    Failure::Arguments(format!("`{asked}` is no {what}{meant} (`{list}` shows them all)"))
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
