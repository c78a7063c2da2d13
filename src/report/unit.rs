//! What the numbers of a report count.

use std::fmt;

/// What a number counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A share of a whole.
    Share,
    /// Days.
    Days,
    /// Hours.
    Hours,
    /// Money, and what it is reckoned by: `/d` for a day.
    Money {
        /// The currency's code.
        currency: String,
        /// What follows the currency in the unit's name.
        per: &'static str,
    },
    /// Anything else, by its name; without one where it is a plain number.
    Other(&'static str),
}

impl Unit {
    /// The unit of a KPI as it is declared, amounts in this currency.
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

    /// Whether it is one of time.
    #[must_use]
    pub fn is_time(&self) -> bool {
        matches!(self, Self::Days | Self::Hours)
    }
}

/// The unit as `summary.json` names it.
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
