//! Sharing stock that does not suffice among the orders that wait for it.
//!
//! # A new policy
//! One file beside this one (`impl Allocate`, its formula and source, tests) and one line in the register below.

mod first_come;
mod priority;
mod proportional;

use crate::text::{KeySpec, Shape};
use crate::units::Units;

/// An order that waits, in the order in which they came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What it still asks for.
    pub units: Units,
    /// The rank of its market: 0 goes first.
    pub rank: u32,
}

/// A rule.
pub trait Allocate {
    /// Writes what each claim gets; together no more than the stock, and each no more than it asks for.
    fn allot(&self, stock: Units, claims: &[Claim], shares: &mut [Units]);
}

/// What `allocate` takes: the name of a rule, or `priority` with its markets.
pub const SHAPE: Shape = Shape::Either(&[
    Shape::OneOf(&["first_come", "proportional"]),
    Shape::OneKey(&[KeySpec::new("priority", Shape::List(&Shape::Name("market")), Rule::DOCS[2])]),
]);

/// Declares the register: TOML name, file, type.
macro_rules! register {
    ($($name:literal $file:ident $policy:ident $doc:literal;)*) => {
        /// A rule chosen in a scenario.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum Rule { #[default] $(#[doc = $doc] $policy),* }

        impl Rule {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$policy),*];

            /// The standard names of the rules.
            pub const NAMES: &'static [&'static str] = &[$($name),*];

            /// What each rule does, in one line.
            pub const DOCS: &'static [&'static str] = &[$($doc),*];

            /// The file of each rule, whose head states formula and source.
            pub const FILES: &'static [&'static str] = &[$(include_str!(concat!(stringify!($file), ".rs"))),*];
        }

        impl Allocate for Rule {
            fn allot(&self, stock: Units, claims: &[Claim], shares: &mut [Units]) {
                match self { $(Self::$policy => $file::$policy.allot(stock, claims, shares)),* }
            }
        }
    };
}

register! {
    "first_come" first_come FirstCome "Who came first is served first.";
    "proportional" proportional Proportional "Everyone gets the same share of what they wait for.";
    "priority" priority Priority "Markets in the order of a list, first come, first served within each.";
}
