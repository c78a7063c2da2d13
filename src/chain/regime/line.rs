//! The taxes of one line as exact fractions, and their sum over lines.
//!
//! # Source
//! Cai Guan Shui 2016 No. 18. With dutiable value D, tariff t, consumption tax c and, by measure, s, VAT v, factor k:
//! composite price CP = (D (1 + t) + s) / (1 - c); tariff D t; consumption tax k (CP c + s); VAT k CP v. The base of
//! VAT contains the full consumption tax: the relief is on the tax, not on its base.

use super::round::{common_divisor, divided};
use super::{Item, RegimeError, Rules, Treatment};
use crate::units::{Money, Share};

/// The number of parts of a tax: tariff, consumption tax, VAT, tax on personal articles.
pub(super) const PARTS: usize = 4;

/// The parts of a tax, over one denominator.
///
/// # Units
/// Fractions of 1/10,000 of a yuan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exact {
    pub(super) parts: [i128; PARTS],
    pub(super) denominator: i128,
}

/// The numbers of a treatment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms<'a> {
    rules: &'a Rules,
    treatment: Treatment,
    /// The factor on VAT and consumption tax, in lowest terms.
    factor: (i64, i64),
}

const ONE: i128 = Share::ALL.ppm() as i128;

impl<'a> Terms<'a> {
    #[inline]
    pub(super) fn new(treatment: Treatment, rules: &'a Rules) -> Self {
        let factor = match treatment {
            Treatment::Cbec => rules.factor,
            Treatment::CbecFull | Treatment::GeneralTrade | Treatment::Postal => (1, 1),
        };
        Self { rules, treatment, factor }
    }

    /// Returns the taxes on a line of this dutiable value.
    ///
    /// # Errors
    /// If the rates leave no price, or a tax by measure is too large.
    #[inline]
    pub(super) fn line(&self, item: &Item<'_>, value: Money) -> Result<Exact, RegimeError> {
        self.rated(item, value, value)
    }

    /// Returns the taxes on a line of this dutiable value, at the rates of a class that another value decides on.
    #[inline(always)]
    pub(super) fn rated(&self, item: &Item<'_>, class: Money, value: Money) -> Result<Exact, RegimeError> {
        let dutiable = i128::from(value.parts());
        if self.treatment == Treatment::Postal {
            let postal = self.rules.postal.ok_or(RegimeError::NoPostalRates)?;
            let rate = postal.rate(item.facts.post_class(self.rules, item.units, class));
            return Ok(Exact { parts: [0, 0, 0, dutiable * i128::from(rate.ppm())], denominator: ONE });
        }
        let rates = item.facts.rates(self.rules, item.units, class);
        let (vat, consumption) = (i128::from(rates.vat.ppm()), i128::from(rates.consumption.ppm()));
        // Value and tariff: dutiable x (tariffed / untariffed).
        let tariff = if self.treatment == Treatment::Cbec { 0 } else { i128::from(item.facts.tariff.ppm()) };
        let (tariffed, untariffed) = if tariff == 0 { (1, 1) } else { (ONE + tariff, ONE) };
        let (specific, measure) = rates.specific;
        let without = ONE - consumption;
        let (times, over) = self.factor;
        if (specific, measure, tariff) == (0, 1, 0) && without != 0 {
            // Most lines: the formulas below without the terms that are zero or one. Multiplying 64 bits is cheaper.
            let due = |rate: Share| i128::from(value.parts()) * i128::from(i64::from(rate.ppm()) * times);
            let denominator = i128::from((i64::from(Share::ALL.ppm()) - i64::from(rates.consumption.ppm())) * over);
            return Ok(Exact { parts: [0, due(rates.consumption), due(rates.vat), 0], denominator });
        }
        let (times, over) = (i128::from(times), i128::from(over));
        if without == 0 || measure > MOST_MEASURE || divided(specific, measure).0 > MOST_SPECIFIC {
            return Err(RegimeError::OutOfRange);
        }
        let specific = specific * untariffed;
        let base = dutiable * tariffed * measure + specific;
        Ok(Exact {
            parts: [
                dutiable * (tariffed - untariffed) * measure * without * over,
                (consumption * base + specific * without) * times,
                vat * base * times,
                0,
            ],
            denominator: untariffed * measure * without * over,
        })
    }
}

/// The largest denominator of a tax by measure, and the largest such tax on a line. They keep every product above
/// within 127 bits: a value of 10^13, a tariff factor of 2 x 10^6, a rate of 10^6 and a measure of 10^10 make 2 x
/// 10^35.
const MOST_MEASURE: i128 = 10_000_000_000;
const MOST_SPECIFIC: i128 = 10_000_000_000_000;

impl Exact {
    /// No tax.
    pub(super) const ZERO: Self = Self { parts: [0; PARTS], denominator: 1 };

    /// Returns all parts together.
    #[inline]
    pub(super) fn total(&self) -> i128 {
        self.parts.iter().sum()
    }

    /// Returns the same taxes over a multiple of their denominator; `None` beyond 127 bits.
    #[inline]
    pub(super) fn over(self, denominator: i128) -> Option<Self> {
        if self.denominator == denominator {
            return Some(self);
        }
        let times = divided(denominator, self.denominator).0;
        let mut parts = self.parts;
        for part in &mut parts {
            *part = part.checked_mul(times)?;
        }
        Some(Self { parts, denominator })
    }

    /// Returns the sum with another line's taxes; `None` beyond 127 bits.
    #[inline]
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        if self == Self::ZERO {
            return Some(other);
        }
        let common = if self.denominator == other.denominator {
            self.denominator
        } else {
            let divisor = common_divisor(self.denominator, other.denominator);
            divided(self.denominator, divisor).0.checked_mul(other.denominator)?
        };
        let (mut sum, other) = (self.over(common)?, other.over(common)?);
        for (part, more) in sum.parts.iter_mut().zip(other.parts) {
            *part = part.checked_add(more)?;
        }
        Some(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_over_unlike_denominators_are_exact() {
        let tenth = Exact { parts: [0, 1, 0, 0], denominator: 10 };
        let sixth = Exact { parts: [1, 1, 0, 0], denominator: 6 };
        assert_eq!(tenth.plus(sixth), Some(Exact { parts: [5, 8, 0, 0], denominator: 30 }));
        assert_eq!(Exact::ZERO.plus(tenth), Some(tenth));
        let huge = Exact { parts: [1; PARTS], denominator: i128::MAX };
        assert_eq!(huge.plus(tenth), None);
    }
}
