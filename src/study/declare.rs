//! A basket declared under a regime on a day: whether it is admissible, its taxes, and the provisions they follow from.

use crate::chain::regime::{
    Admissible, Grounds, Item, Provision, Regime, RegimeError, Shares, Tax, Treatment, assess, grounds,
};
use crate::scenario::{Basket, BasketLine};
use crate::units::Money;

/// A declaration and its taxes.
#[derive(Clone, Debug)]
pub struct Declared {
    /// The day, in days since 1 January 1970.
    pub day: i64,
    /// Whether it is admissible as it is, and why.
    pub admissible: Admissible,
    /// How it is taxed here: as admitted, or as general trade if it is not admissible.
    pub treatment: Treatment,
    /// The tax due, in whole fen.
    pub tax: Tax,
    /// Each line's share of the tax.
    pub shares: Vec<Money>,
    /// The grounds for each line's tax.
    pub lines: Vec<Grounds>,
    /// The regime's limits, per order and per year.
    pub limits: [Option<Money>; 2],
    /// The provisions that set each field used, in the order of the days.
    pub provisions: Vec<Provision>,
}

impl Declared {
    /// Returns whether a tax on personal articles is small enough to be waived.
    #[must_use]
    pub fn is_waived(&self) -> bool {
        let due = self.lines.iter().flat_map(|line| line.parts).any(|part| part > Money::ZERO);
        self.treatment == Treatment::Postal && self.tax.total == Money::ZERO && due
    }
}

/// Declares a basket.
///
/// # Units
/// Days since 1 January 1970.
///
/// # Errors
/// If the regime has no rules on the day, or an amount or a rate is out of range.
pub fn declare(basket: &Basket, regime: Regime, day: i64) -> Result<Declared, RegimeError> {
    let items: Vec<Item<'_>> = basket.lines.iter().map(BasketLine::item).collect();
    let book = &basket.rules;
    let admissible = assess(regime, book, day, &items, basket.delivery, basket.year_to_date)?;
    let treatment = admissible.treatment.unwrap_or(Treatment::GeneralTrade);
    let rules = book.at(regime, day)?;
    let mut shares = Shares::default();
    let (tax, shares) = shares.of(treatment, &items, basket.delivery, rules)?;
    let lines = grounds(treatment, &items, basket.delivery, rules)?;
    let limits = [("order_limit", rules.order_limit), ("year_limit", rules.year_limit.filter(|_| regime.is_retail()))];
    let mut fields: Vec<&str> = lines.iter().flat_map(|line| line.fields.iter().copied()).collect();
    fields.extend(limits.iter().filter(|(_, limit)| limit.is_some()).map(|(field, _)| *field));
    fields.sort_unstable();
    fields.dedup();
    let mut provisions: Vec<Provision> =
        fields.into_iter().filter_map(|field| book.provision(regime, day, field)).collect();
    provisions.sort_by_key(|provision| provision.from);
    let limits = limits.map(|(_, limit)| limit);
    Ok(Declared { day, admissible, treatment, tax, shares: shares.to_vec(), lines, limits, provisions })
}
