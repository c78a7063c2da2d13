//! Replenishment: when to order, and how much. Every rule here looks at the inventory position (on hand + on order -
//! backorders), never at stock alone, so goods under way are not ordered twice.
//!
//! # A new policy
//! One file beside this one with the parameters, their reading (`read`), the rule (`impl Replenish`), its formula and
//! source, and tests; and one line in the register below.

mod base_stock;
mod periodic_r_s_s;
mod r_q;
mod s_s;
mod terms;

pub use super::level::Level;
pub use terms::Terms;

use crate::chain::Outlook;
use crate::text::{KeySpec, Shape};
use crate::units::{SimTime, Span, Units};

/// What a rule sees.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// On hand + on order - backorders.
    pub position: Units,
    /// When it looks.
    pub now: SimTime,
    /// What the coming days are expected to ask for.
    pub outlook: &'a Outlook,
}

/// When a rule looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// Whenever the position changes.
    Continuous,
    /// At time 0 and then every so often.
    Every(Span),
}

/// A rule.
pub trait Replenish {
    /// When it looks.
    fn review(&self) -> Review;

    /// How much to order, seeing this; zero for nothing.
    fn order(&self, view: View<'_>) -> Units;

    /// The stock a scenario starts with unless it says otherwise: the top of the rule.
    fn top(&self, view: View<'_>) -> Units;

    /// Whether any of its levels is stated in days of coming demand.
    fn looks_ahead(&self) -> bool;
}

/// Declares the register: TOML name, file, type.
macro_rules! register {
    ($($name:literal $file:ident $policy:ident $doc:literal;)*) => {
        /// A replenishment rule chosen in a scenario.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Policy { $(#[doc = $doc] $policy($file::$policy)),* }

        impl Policy {
            /// The standard names of the rules.
            pub const NAMES: &'static [&'static str] = &[$($name),*];

            /// What each rule does, in one line.
            pub const DOCS: &'static [&'static str] = &[$($doc),*];

            /// The file of each rule, whose head states formula and source.
            pub const FILES: &'static [&'static str] = &[$(include_str!(concat!(stringify!($file), ".rs"))),*];

            /// Each rule with its parameters.
            pub const KEYS: &'static [KeySpec] = &[$(KeySpec::new($name, Shape::Keys($file::$policy::KEYS), $doc)),*];

            /// Reads the parameters of the rule of this name.
            #[must_use]
            pub fn read(name: &str, terms: &Terms<'_>) -> Option<Self> {
                match name {
                    $($name => $file::$policy::read(terms).map(Self::$policy),)*
                    _ => None,
                }
            }
        }

        impl Replenish for Policy {
            fn review(&self) -> Review {
                match self { $(Self::$policy(rule) => rule.review()),* }
            }
            #[inline]
            fn order(&self, view: View<'_>) -> Units {
                match self { $(Self::$policy(rule) => rule.order(view)),* }
            }
            fn top(&self, view: View<'_>) -> Units {
                match self { $(Self::$policy(rule) => rule.top(view)),* }
            }
            fn looks_ahead(&self) -> bool {
                match self { $(Self::$policy(rule) => rule.looks_ahead()),* }
            }
        }
    };
}

register! {
    "s_S" s_s MinMax "When the position is s or less, order up to S.";
    "r_Q" r_q ReorderLot "When the position is r or less, order as many whole Q as lift it above r.";
    "base_stock" base_stock BaseStock "Whenever the position is below S, order up to S.";
    "periodic_R_s_S" periodic_r_s_s PeriodicMinMax "Every R, when the position is s or less, order up to S.";
}
