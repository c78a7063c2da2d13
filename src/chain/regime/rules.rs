//! The rules of one regime between two changes: limits, relief, rates and thresholds.

use super::{Postal, Regime, field::Draft, round::reduced_share};
use crate::units::{Money, Share};

/// The rules of one regime from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The first day, in days since 1 January 1970.
    pub from: i64,
    /// The largest value of one order or mailing.
    pub order_limit: Option<Money>,
    /// The largest value that one consumer may import in a calendar year.
    pub year_limit: Option<Money>,
    /// The factor on VAT and consumption tax within the limits: 70 % of them are due.
    pub relief: Share,
    /// The same factor as a fraction in lowest terms, because every declaration needs it.
    pub(super) factor: (i64, i64),
    /// VAT.
    pub vat: Share,
    /// VAT of the reduced class.
    pub reduced_vat: Share,
    /// Consumption tax on high-end cosmetics.
    pub cosmetics: Share,
    /// The price per ml or g from which cosmetics are high-end.
    pub cosmetics_per_measure: Money,
    /// The price per piece or sheet from which cosmetics are high-end.
    pub cosmetics_per_piece: Money,
    /// Consumption tax on wine.
    pub wine: Share,
    /// Consumption tax on spirits by value.
    pub spirits: Share,
    /// Consumption tax on spirits per litre or kilogram.
    pub spirits_measure: Money,
    /// Consumption tax per tonne of beer below the threshold.
    pub beer: Money,
    /// Consumption tax per tonne of beer at or above the threshold.
    pub dear_beer: Money,
    /// The value per tonne from which beer bears the higher tax.
    pub beer_threshold: Money,
    /// The rates and the waiver of personal articles.
    pub postal: Option<Postal>,
}

impl Rules {
    /// Returns the rules of a regime, once everything it needs is known.
    pub(super) fn complete(regime: Regime, from: i64, draft: &Draft) -> Option<Self> {
        let postal = || {
            let (low, middle, high) = (draft.post_low?, draft.post_middle?, draft.post_high?);
            Some(Postal { low, middle, high, waiver: draft.post_waiver? })
        };
        let rules = Self {
            from,
            order_limit: draft.order_limit,
            year_limit: draft.year_limit,
            relief: draft.relief.unwrap_or(Share::ALL),
            factor: reduced_share(draft.relief.unwrap_or(Share::ALL)),
            vat: draft.vat?,
            reduced_vat: draft.reduced_vat?,
            cosmetics: draft.cosmetics?,
            cosmetics_per_measure: draft.cosmetics_per_measure?,
            cosmetics_per_piece: draft.cosmetics_per_piece?,
            wine: draft.wine?,
            spirits: draft.spirits?,
            spirits_measure: draft.spirits_measure?,
            beer: draft.beer?,
            dear_beer: draft.dear_beer?,
            beer_threshold: draft.beer_threshold?,
            postal: postal(),
        };
        let known = match regime {
            Regime::Bonded1210 | Regime::Bonded1239 | Regime::Direct9610 => {
                draft.order_limit.is_some() && draft.year_limit.is_some() && draft.relief.is_some()
            }
            Regime::Personal => draft.order_limit.is_some() && rules.postal.is_some(),
            Regime::GeneralTrade => true,
        };
        known.then_some(rules)
    }
}
