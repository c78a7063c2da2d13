//! The tax on one declaration: computed exactly, rounded half up to the fen once, and split over its parts and lines
//! by largest remainder.

use super::item::{dutiable_value, dutiable_values};
use super::line::{Exact, PARTS, Terms};
use super::round::{FEN, half_up, largest_remainder};
use super::{Item, RegimeError, Rules, Treatment};
use crate::units::Money;

/// The tax due on one declaration, in whole fen. The parts add up to the total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tax {
    /// Tariff.
    pub tariff: Money,
    /// Consumption tax.
    pub consumption: Money,
    /// VAT.
    pub vat: Money,
    /// The flat tax on personal articles.
    pub postal: Money,
    /// The total.
    pub total: Money,
}

/// Returns the tax on a declaration under a treatment. `delivery` is what the buyer pays for freight and insurance
/// in addition to the lines; it is spread over them by value. Nothing is allocated.
///
/// # Errors
/// If an amount or a rate is out of range, or the rules have no rates for personal articles.
///
/// # Source
/// Cai Guan Shui 2016 No. 18, GACC 2010 No. 43 (a tax on personal articles of 50 yuan or less is waived; it is
/// compared before rounding). Rounding the total once is an assumption that reproduces published computations.
pub fn tax(treatment: Treatment, items: &[Item<'_>], delivery: Money, rules: &Rules) -> Result<Tax, RegimeError> {
    dutiable_value(items, delivery)?;
    let terms = Terms::new(treatment, rules);
    let mut sum = Exact::ZERO;
    for (item, value) in items.iter().zip(dutiable_values(items, delivery)) {
        sum = sum.plus(terms.line(item, value)?).ok_or(RegimeError::OutOfRange)?;
    }
    rounded(treatment, &sum, rules)
}

/// Returns the exact tax of all lines in whole fen, rounded once.
fn rounded(treatment: Treatment, sum: &Exact, rules: &Rules) -> Result<Tax, RegimeError> {
    if is_waived(treatment, sum, rules) {
        return Ok(Tax::default());
    }
    let total = half_up(sum.total(), sum.denominator).ok_or(RegimeError::OutOfRange)?;
    let mut parts = [Money::ZERO; PARTS];
    if let [0, 0, _, 0] = sum.parts {
        // Most declarations bear VAT alone.
        parts[2] = Money::from_parts(total * FEN);
    } else {
        largest_remainder(total, &sum.parts, sum.denominator, &mut parts);
    }
    let [tariff, consumption, vat, postal] = parts;
    Ok(Tax { tariff, consumption, vat, postal, total: Money::from_parts(total * FEN) })
}

fn is_waived(treatment: Treatment, sum: &Exact, rules: &Rules) -> bool {
    let waiver = rules.postal.map_or(Money::ZERO, |postal| postal.waiver);
    treatment == Treatment::Postal && sum.total() <= i128::from(waiver.parts()) * sum.denominator
}

/// The share of each line in a tax; kept between calls to reuse its memory.
#[derive(Clone, Debug, Default)]
pub struct Shares {
    exact: Vec<Exact>,
    totals: Vec<i128>,
    shares: Vec<Money>,
}

impl Shares {
    /// Computes the tax on a declaration and the share of every line, in whole fen; the shares add up to the total.
    ///
    /// # Errors
    /// The same as for [`tax`].
    pub fn of(
        &mut self,
        treatment: Treatment,
        items: &[Item<'_>],
        delivery: Money,
        rules: &Rules,
    ) -> Result<(Tax, &[Money]), RegimeError> {
        self.shared(treatment, items, delivery, rules, Terms::line)
    }

    /// Computes the tax that is part of what is paid for goods and delivery, and the share of every line.
    ///
    /// # Errors
    /// The same as for [`tax`].
    pub fn within(
        &mut self,
        treatment: Treatment,
        items: &[Item<'_>],
        delivery: Money,
        rules: &Rules,
    ) -> Result<(Tax, &[Money]), RegimeError> {
        self.shared(treatment, items, delivery, rules, Terms::within)
    }

    #[inline(always)]
    fn shared<'r>(
        &mut self,
        treatment: Treatment,
        items: &[Item<'_>],
        delivery: Money,
        rules: &'r Rules,
        of: impl Fn(&Terms<'r>, &Item<'_>, Money) -> Result<Exact, RegimeError>,
    ) -> Result<(Tax, &[Money]), RegimeError> {
        let value = dutiable_value(items, delivery)?;
        let terms = Terms::new(treatment, rules);
        if let [item] = items {
            let whole = rounded(treatment, &of(&terms, item, value)?, rules)?;
            self.shares.clear();
            self.shares.push(whole.total);
            return Ok((whole, &self.shares));
        }
        self.exact.clear();
        let mut sum = Exact::ZERO;
        for (item, value) in items.iter().zip(dutiable_values(items, delivery)) {
            let line = of(&terms, item, value)?;
            sum = sum.plus(line).ok_or(RegimeError::OutOfRange)?;
            self.exact.push(line);
        }
        let whole = rounded(treatment, &sum, rules)?;
        self.totals.clear();
        for line in &self.exact {
            self.totals.push(line.over(sum.denominator).ok_or(RegimeError::OutOfRange)?.total());
        }
        self.shares.clear();
        self.shares.resize(items.len(), Money::ZERO);
        largest_remainder(whole.total.parts() / FEN, &self.totals, sum.denominator, &mut self.shares);
        Ok((whole, &self.shares))
    }
}
