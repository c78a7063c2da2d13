//! Sharing scarce stock among the orders that wait for it.
//!
//! # A new policy
//! Add one file next to this one (`impl Allocate`, its formula and source, tests) and one line in the register below.

mod first_come;
mod priority;
mod proportional;
mod reserve;

use super::register::register;
use crate::text::{KeySpec, Measure, Shape};
use crate::units::Units;

/// A waiting order. Claims are in the order of arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The units it still needs.
    pub units: Units,
    /// Its rank; 0 goes first.
    pub rank: u32,
    /// Units that must be left for lower ranks before it gets any.
    pub kept: Units,
}

impl Claim {
    /// Creates a claim without a reserve.
    #[must_use]
    pub fn new(units: Units, rank: u32) -> Self {
        Self { units, rank, kept: Units::ZERO }
    }
}

/// An allocation policy.
pub trait Allocate {
    /// Writes what each claim gets: in total at most the stock, and for each at most what it needs.
    fn allot(&self, stock: Units, claims: &[Claim], shares: &mut [Units]);
}

/// The value of `allocate`: the name of a policy, or a policy with what it ranks.
pub const SHAPE: Shape = Shape::Either(&[
    Shape::OneOf(&[Rule::NAMES[Rule::FirstCome as usize], Rule::NAMES[Rule::Proportional as usize]]),
    Shape::OneKey(&[
        KeySpec::new("priority", Shape::List(&Shape::Text), Rule::DOCS[Rule::Priority as usize]),
        KeySpec::new(
            "reserve",
            Shape::Map("market, warehouse or group", &Shape::Quantity(Measure::Pieces)),
            Rule::DOCS[Rule::Reserve as usize],
        ),
    ]),
]);

register! {
    $ Rule chosen:
    "first_come" first_come FirstCome "Orders are served in the order of arrival.";
    "proportional" proportional Proportional "Every waiting order gets the same share of what it needs.";
    "priority" priority Priority "In the order of a list; first come, first served within each rank.";
    "reserve" reserve Reserve "In the order of a list; each rank only while more than its reserve is left for the ranks before it.";
}

/// A warehouse whose scenario has no `allocate` serves in the order of arrival.
impl Default for Rule {
    fn default() -> Self {
        Self::FirstCome
    }
}

impl Allocate for Rule {
    fn allot(&self, stock: Units, claims: &[Claim], shares: &mut [Units]) {
        chosen!(self, rule => rule.allot(stock, claims, shares));
    }
}
