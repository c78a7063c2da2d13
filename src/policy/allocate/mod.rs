//! Sharing stock that does not suffice among the orders that wait for it.
//!
//! # A new policy
//! One file beside this one (`impl Allocate`, its formula and source, tests) and one line in the register below.

mod first_come;
mod priority;
mod proportional;
mod reserve;

use super::register::register;
use crate::text::{KeySpec, Measure, Shape};
use crate::units::Units;

/// An order that waits, in the order in which they came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What it still asks for.
    pub units: Units,
    /// The rank of who waits: 0 goes first.
    pub rank: u32,
    /// Units that must stay for lower ranks before it gets any.
    pub kept: Units,
}

impl Claim {
    /// A claim for which nothing must stay.
    #[must_use]
    pub fn new(units: Units, rank: u32) -> Self {
        Self { units, rank, kept: Units::ZERO }
    }
}

/// A rule.
pub trait Allocate {
    /// Writes what each claim gets; together no more than the stock, and each no more than it asks for.
    fn allot(&self, stock: Units, claims: &[Claim], shares: &mut [Units]);
}

/// What `allocate` takes: the name of a rule, or one with those it ranks.
pub const SHAPE: Shape = Shape::Either(&[
    Shape::OneOf(&["first_come", "proportional"]),
    Shape::OneKey(&[
        KeySpec::new("priority", Shape::List(&Shape::Text), Rule::DOCS[2]),
        KeySpec::new(
            "reserve",
            Shape::Map("market, warehouse or group", &Shape::Quantity(Measure::Pieces)),
            Rule::DOCS[3],
        ),
    ]),
]);

register! {
    $ Rule chosen:
    "first_come" first_come FirstCome "Who came first is served first.";
    "proportional" proportional Proportional "Everyone gets the same share of what they wait for.";
    "priority" priority Priority "In the order of a list, first come, first served within each.";
    "reserve" reserve Reserve "In the order of a list, each only while more than its reserve is left for those before it.";
}

impl Allocate for Rule {
    fn allot(&self, stock: Units, claims: &[Claim], shares: &mut [Units]) {
        chosen!(self, rule => rule.allot(stock, claims, shares));
    }
}
