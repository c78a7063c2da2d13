//! A product's tax facts: its class or its own rates, its tariff, its content, and its class of personal articles.
//! The rates of classes are dated and are part of the rules; rates that a product gives apply on every day.

use super::round::reduced;
use super::{PostClass, Rules};
use crate::units::{Money, Share, Units};

/// A product's tax facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TaxFacts {
    /// The class that determines VAT and consumption tax.
    pub class: TaxClass,
    /// The tariff rate, charged only in full treatments and in general trade.
    pub tariff: Share,
    /// The content of one unit.
    pub content: Content,
    /// Its class of personal articles; `None` derives it from the tax class.
    pub post: Option<PostClass>,
}

impl TaxFacts {
    /// The tax facts of ordinary goods without a tariff or a content.
    pub const ORDINARY: Self =
        Self { class: TaxClass::Ordinary, tariff: Share::NONE, content: Content::Unstated, post: None };
}

/// The class that determines VAT and consumption tax.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TaxClass {
    /// Standard VAT, no consumption tax.
    #[default]
    Ordinary,
    /// Reduced VAT, no consumption tax: edible oil, farm produce, books.
    Reduced,
    /// Make-up, skin care, perfume: consumption tax from a price per ml, g or piece.
    Cosmetics,
    /// Wine.
    Wine,
    /// Spirits: consumption tax by value and by measure.
    Spirits,
    /// Beer: consumption tax by measure, with a lower and a higher rate.
    Beer,
    /// Rates given by the product.
    Stated {
        /// VAT; `None` is the standard rate of the day.
        vat: Option<Share>,
        /// Consumption tax on the composite price.
        consumption: Share,
        /// Consumption tax by measure.
        specific: Specific,
    },
}

impl TaxClass {
    /// The classes that a scenario can name.
    pub const NAMES: [(&'static str, Self); 6] = [
        ("ordinary", Self::Ordinary),
        ("reduced", Self::Reduced),
        ("cosmetics", Self::Cosmetics),
        ("wine", Self::Wine),
        ("spirits", Self::Spirits),
        ("beer", Self::Beer),
    ];

    /// A description of each class, in the order of the names.
    pub const DOCS: [&'static str; 6] = [
        "Standard VAT, no consumption tax: formula, food supplements, nappies, appliances.",
        "Reduced VAT, no consumption tax: edible oil, farm produce, books.",
        "Make-up, skin care, perfume: standard VAT; consumption tax from a price per ml, g or piece on, so `content` is required.",
        "Wine: standard VAT and consumption tax by value.",
        "Spirits: standard VAT; consumption tax by value and by measure, so `content` is required.",
        "Beer: standard VAT; consumption tax by measure, with two rates, so `content` is required.",
    ];
}

/// The content of one unit.
///
/// # Units
/// Thousandths of a millilitre and of a gram; whole pieces. All above zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Content {
    /// Unknown; a unit counts as one piece.
    #[default]
    Unstated,
    /// Thousandths of a millilitre.
    Volume(i64),
    /// Thousandths of a gram.
    Mass(i64),
    /// Pieces, or sheets.
    Pieces(i64),
}

impl Content {
    /// Returns a content of whole millilitres.
    #[must_use]
    pub const fn millilitres(count: i64) -> Self {
        Self::Volume(count * 1000)
    }

    /// Returns a content of whole grams.
    #[must_use]
    pub const fn grams(count: i64) -> Self {
        Self::Mass(count * 1000)
    }

    /// Returns the amount, in the unit of the variant.
    #[must_use]
    pub(super) const fn count(self) -> i64 {
        match self {
            Self::Unstated => 1,
            Self::Volume(count) | Self::Mass(count) | Self::Pieces(count) => count,
        }
    }
}

/// A consumption tax by measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Specific {
    /// None.
    #[default]
    Free,
    /// On each unit sold.
    Unit(Money),
    /// On the content.
    Content {
        /// This amount ...
        amount: Money,
        /// ... for this much content, in the units of [`Content`].
        per: i64,
    },
}

/// The rates for one line on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rates {
    /// VAT.
    pub(super) vat: Share,
    /// Consumption tax on the composite price.
    pub(super) consumption: Share,
    /// Consumption tax by measure on the whole line: numerator and denominator, in ten-thousandths of a yuan.
    pub(super) specific: (i128, i128),
}

/// Litres of beer per tonne.
///
/// # Source
/// Conversion table of the regulations on consumption tax.
const LITRES_OF_BEER_A_TONNE: i128 = 988;

impl TaxFacts {
    /// Creates the tax facts of a class, without any others.
    #[must_use]
    pub const fn of(class: TaxClass) -> Self {
        Self { class, tariff: Share::NONE, content: Content::Unstated, post: None }
    }

    /// Sets the content.
    #[must_use]
    pub const fn with_content(self, content: Content) -> Self {
        Self { content, ..self }
    }

    /// Sets the tariff.
    #[must_use]
    pub const fn with_tariff(self, tariff: Share) -> Self {
        Self { tariff, ..self }
    }

    /// Sets the class of personal articles.
    #[must_use]
    pub const fn with_post(self, post: PostClass) -> Self {
        Self { post: Some(post), ..self }
    }

    /// Returns the rates for this many units of this dutiable value.
    #[must_use]
    pub(super) fn rates(&self, rules: &Rules, units: Units, value: Money) -> Rates {
        let plain = |vat, consumption| Rates { vat, consumption, specific: (0, 1) };
        match self.class {
            TaxClass::Reduced => plain(rules.reduced_vat, Share::NONE),
            TaxClass::Cosmetics if self.is_high_end(rules, units, value) => plain(rules.vat, rules.cosmetics),
            TaxClass::Ordinary | TaxClass::Cosmetics => plain(rules.vat, Share::NONE),
            TaxClass::Wine => plain(rules.vat, rules.wine),
            TaxClass::Spirits => {
                let specific = match self.content {
                    // Per litre or kilogram.
                    Content::Volume(_) | Content::Mass(_) => self.by_content(rules.spirits_measure, units, 1_000_000),
                    Content::Unstated | Content::Pieces(_) => (0, 1),
                };
                Rates { vat: rules.vat, consumption: rules.spirits, specific }
            }
            TaxClass::Beer => {
                Rates { vat: rules.vat, consumption: Share::NONE, specific: self.beer(rules, units, value) }
            }
            TaxClass::Stated { vat, consumption, specific } => {
                let specific = match specific {
                    Specific::Free => (0, 1),
                    Specific::Unit(amount) => (i128::from(amount.parts()) * i128::from(units.count()), 1),
                    Specific::Content { amount, per } => self.by_content(amount, units, i128::from(per)),
                };
                Rates { vat: vat.unwrap_or(rules.vat), consumption, specific }
            }
        }
    }

    /// Returns the class of personal articles.
    #[must_use]
    pub(super) fn post_class(&self, rules: &Rules, units: Units, value: Money) -> PostClass {
        self.post.unwrap_or_else(|| match self.class {
            TaxClass::Cosmetics if self.is_high_end(rules, units, value) => PostClass::High,
            TaxClass::Wine | TaxClass::Spirits | TaxClass::Beer => PostClass::High,
            TaxClass::Ordinary | TaxClass::Reduced | TaxClass::Cosmetics | TaxClass::Stated { .. } => PostClass::Middle,
        })
    }

    /// Returns whether a cosmetic's dutiable value per ml, g or piece is high enough for consumption tax.
    #[must_use]
    pub(super) fn is_high_end(&self, rules: &Rules, units: Units, value: Money) -> bool {
        let (threshold, scale) = match self.content {
            Content::Volume(_) | Content::Mass(_) => (rules.cosmetics_per_measure, 1000),
            Content::Pieces(_) | Content::Unstated => (rules.cosmetics_per_piece, 1),
        };
        let content = i128::from(self.content.count()) * i128::from(units.count());
        i128::from(value.parts()) * scale >= i128::from(threshold.parts()) * content
    }

    /// Returns the tax on beer; its rate depends on the value per tonne.
    fn beer(&self, rules: &Rules, units: Units, value: Money) -> (i128, i128) {
        let Some(tonne) = self.tonne() else { return (0, 1) };
        let dear = self.is_dear_beer(rules, units, value);
        self.by_content(if dear { rules.dear_beer } else { rules.beer }, units, tonne)
    }

    /// Returns a tonne of beer in the unit of the content.
    fn tonne(&self) -> Option<i128> {
        match self.content {
            Content::Volume(_) => Some(LITRES_OF_BEER_A_TONNE * 1_000_000),
            Content::Mass(_) => Some(1_000_000_000),
            Content::Unstated | Content::Pieces(_) => None,
        }
    }

    /// Returns whether beer is valuable enough per tonne for the higher rate.
    #[must_use]
    pub(super) fn is_dear_beer(&self, rules: &Rules, units: Units, value: Money) -> bool {
        let content = i128::from(self.content.count()) * i128::from(units.count());
        let worth = |tonne| i128::from(value.parts()) * tonne >= i128::from(rules.beer_threshold.parts()) * content;
        self.tonne().is_some_and(worth)
    }

    /// Returns the tax on the content of this many units, in lowest terms.
    fn by_content(&self, amount: Money, units: Units, per: i128) -> (i128, i128) {
        let content = i128::from(self.content.count()) * i128::from(units.count());
        reduced(content.saturating_mul(i128::from(amount.parts())), per)
    }
}
