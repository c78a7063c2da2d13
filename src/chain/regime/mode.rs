//! The customs regimes under which goods reach a consumer, by the codes on declarations, and the ways in which a
//! declaration can be taxed.

use std::fmt;

/// A customs supervision mode.
///
/// # Source
/// GACC 2014 No. 12 (9610), 2014 No. 57 (1210), 2016 No. 75 (1239), 2010 No. 43 with 2024 No. 176 (personal articles).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Regime {
    /// 1210: bonded stock in a zone, sold piece by piece.
    Bonded1210,
    /// 1239: like 1210, outside its pilot places.
    Bonded1239,
    /// 9610: a parcel flown in after the order.
    Direct9610,
    /// Personal articles by post or express.
    Personal,
    /// 0110: import of trade goods, then domestic sale.
    GeneralTrade,
}

impl Regime {
    /// Every regime with its name in a scenario.
    pub const NAMES: [(&'static str, Self); 5] = [
        ("1210", Self::Bonded1210),
        ("1239", Self::Bonded1239),
        ("9610", Self::Direct9610),
        ("personal", Self::Personal),
        ("0110", Self::GeneralTrade),
    ];

    /// A description of each regime, in the order of the names, and the notice that introduced it.
    pub const DOCS: [(&'static str, &'static str); 5] = [
        (
            "Bonded retail: stock is held in a zone, sold and declared piece by piece; retail limits and relief.",
            "GACC 2014 No. 57",
        ),
        ("Bonded retail outside the pilot places of 1210; taxed like 1210.", "GACC 2016 No. 75"),
        (
            "Direct purchase: a parcel flown in after the order, declared on its own; retail limits and relief.",
            "GACC 2014 No. 12",
        ),
        (
            "Personal articles by post or express: the flat rate of their class, a limit per mailing, small taxes waived.",
            "GACC 2010 No. 43, 2024 No. 176",
        ),
        (
            "General trade: import of trade goods, then domestic sale; tariff, VAT and consumption tax in full. Also `general_trade`.",
            "Customs Law",
        ),
    ];

    /// The names of regimes that a path may use.
    pub const WORDS: &'static [&'static str] = &["1210", "1239", "9610", "personal", "0110", "general_trade"];

    /// Returns the regime of a name; `general_trade` is another name for 0110.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let name = if name == "general_trade" { "0110" } else { name };
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, regime)| *regime)
    }

    /// Returns its name in a scenario.
    #[must_use]
    pub const fn name(self) -> &'static str {
        Self::NAMES[self as usize].0
    }

    /// Returns whether it is a retail import regime of cross-border e-commerce, with its limits and its relief.
    #[must_use]
    pub const fn is_retail(self) -> bool {
        matches!(self, Self::Bonded1210 | Self::Bonded1239 | Self::Direct9610)
    }

    /// Returns the treatment of goods within its limits.
    #[must_use]
    pub const fn usual(self) -> Treatment {
        match self {
            Self::Bonded1210 | Self::Bonded1239 | Self::Direct9610 => Treatment::Cbec,
            Self::Personal => Treatment::Postal,
            Self::GeneralTrade => Treatment::GeneralTrade,
        }
    }
}

impl fmt::Display for Regime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How one declaration is taxed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Treatment {
    /// Retail import within the limits: no tariff, VAT and consumption tax at the relief factor.
    Cbec,
    /// Retail import of a single piece above the limit of an order: tariff, VAT and consumption tax in full.
    CbecFull,
    /// Personal articles: the flat rate of their class; small taxes are waived.
    Postal,
    /// Trade goods: tariff, VAT and consumption tax in full.
    GeneralTrade,
}

#[cfg(test)]
mod tests {
    use super::Regime;

    #[test]
    fn each_name_is_read_back() {
        for (name, regime) in Regime::NAMES {
            assert_eq!((Regime::parse(name), regime.name()), (Some(regime), name));
        }
        assert!(Regime::WORDS.iter().all(|word| Regime::parse(word).is_some()) && Regime::WORDS.len() == 6);
        assert_eq!(Regime::parse("general_trade"), Some(Regime::GeneralTrade));
        assert_eq!(Regime::parse("1211"), None);
    }
}
