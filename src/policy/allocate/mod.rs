//! Sharing scarce stock among the orders that wait for it.
//!
//! # A new policy
//! Add one file next to this one with what it takes (`TAKES`), the rule (`impl Allocate`), its formula and source, and
//! tests; and one line in the register below.

mod first_come;
mod priority;
mod proportional;
mod reserve;

use super::register::{bare, count_bare, register, with_parameters};
use crate::text::{KeySpec, Measure, Shape};
use crate::units::Units;

/// A waiting order. Claims are in the order of arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The units it still needs.
    pub units: Units,
    /// The rank of its class; 0 is the first. One of no class ranks last.
    pub rank: u32,
    /// The number of its class, if the rule takes [`Takes::Pieces`]. One of no class has that of the last.
    pub pieces: Units,
}

impl Claim {
    /// Creates a claim of a class without a number.
    #[must_use]
    pub fn new(units: Units, rank: u32) -> Self {
        Self { units, rank, pieces: Units::ZERO }
    }
}

/// What a rule takes beside its name. A class is a market, a warehouse, a stock point or a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing: the name stands alone.
    Nothing,
    /// A list of classes, the first rank first.
    Ranks,
    /// A number of pieces for each class; classes rank by it, the smallest first.
    Pieces,
}

impl Takes {
    const fn shape(self) -> Shape {
        match self {
            Self::Nothing => Shape::Keys(&[]),
            Self::Ranks => Shape::List(&Shape::Text),
            Self::Pieces => Shape::Map("market, warehouse or group", &Shape::Quantity(Measure::Pieces)),
        }
    }
}

/// An allocation policy.
pub trait Allocate {
    /// Writes what each claim gets: in total at most the stock, and for each at most what it needs.
    fn allot(&self, stock: Units, claims: &[Claim], shares: &mut [Units]);

    /// Returns whether it serves in the order of arrival: orders are then served one by one, without `allot`.
    fn serves_in_turn(&self) -> bool {
        false
    }

    /// Returns whether it may hold stock back. An arriving order is then allotted its share, even before waiting orders
    /// of later ranks; otherwise it gets what is in stock, unless others wait.
    fn holds_back(&self) -> bool {
        false
    }
}

/// The value of `allocate`: the name of a rule, or a rule with what it takes.
pub const SHAPE: Shape = Shape::Either(&[Shape::OneOf(&bare::<BARE>(Rule::KEYS)), Shape::OneKey(&REST)]);

const BARE: usize = count_bare(Rule::KEYS);
const REST: [KeySpec; Rule::KEYS.len() - BARE] = with_parameters(Rule::KEYS);

register! {
    $ Rule chosen takes Takes:
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
    fn serves_in_turn(&self) -> bool {
        chosen!(self, rule => rule.serves_in_turn())
    }
    fn holds_back(&self) -> bool {
        chosen!(self, rule => rule.holds_back())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_gives_what_is_needed_while_stock_lasts() {
        let claim =
            |units, rank| Claim { pieces: Units::new(4 * i64::from(rank)), ..Claim::new(Units::new(units), rank) };
        let claims = [claim(5, 1), claim(3, 0), claim(9, 2), claim(1, 1)];
        let needed: Units = claims.iter().map(|claim| claim.units).sum();
        for (rule, stock) in Rule::ALL.iter().flat_map(|rule| (0..30).map(move |stock| (rule, Units::new(stock)))) {
            let mut shares = [Units::ZERO; 4];
            rule.allot(stock, &claims, &mut shares);
            let fits = |(share, claim): (&Units, &Claim)| (Units::ZERO..=claim.units).contains(share);
            assert!(shares.iter().zip(&claims).all(fits), "{rule:?} of {stock}: {shares:?}");
            let given: Units = shares.into_iter().sum();
            assert!(given <= stock, "{rule:?} of {stock}: {shares:?}");
            assert!(rule.holds_back() || given == stock.min(needed), "{rule:?} of {stock} holds back: {shares:?}");
        }
    }
}
