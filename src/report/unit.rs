//! Units of the numbers in a report.

use std::fmt;

/// The unit of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A share of a whole.
    Share,
    /// Days.
    Days,
    /// Hours.
    Hours,
    /// Money, possibly per something else: `/d` for per day.
    Money {
        /// The currency's code.
        currency: String,
        /// What follows the currency in the name of the unit.
        per: &'static str,
    },
    /// Any other unit, by its name; empty for a plain number.
    Other(&'static str),
}

impl Unit {
    /// Returns the unit of a KPI as declared, with amounts in this currency.
    #[must_use]
    pub fn of(declared: &'static str, currency: &str) -> Self {
        match declared {
            "share" => Self::Share,
            "d" => Self::Days,
            "h" => Self::Hours,
            _ => match declared.strip_prefix("CNY") {
                Some(per) => Self::Money { currency: currency.to_owned(), per },
                None => Self::Other(declared),
            },
        }
    }

    /// Returns whether it is a unit of time.
    #[must_use]
    pub fn is_time(&self) -> bool {
        matches!(self, Self::Days | Self::Hours)
    }
}

/// Writes the unit as `summary.json` names it.
impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Share => f.write_str("share"),
            Self::Days => f.write_str("d"),
            Self::Hours => f.write_str("h"),
            Self::Money { currency, per } => write!(f, "{currency}{per}"),
            Self::Other(name) => f.write_str(name),
        }
    }
}
