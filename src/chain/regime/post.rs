//! The tax on personal articles: classes, called by their rates, and the flat rate of each.

use crate::units::{Money, Share};

/// A class of personal articles, called by its rate since 9 April 2019.
///
/// # Source
/// Customs Tariff Commission 2019 No. 17 (13, 20, 50 %); 2018 (15, 25, 50 %).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PostClass {
    /// 13 %: books, computers, cameras, food, drinks, gold and silver, furniture, toys, medicine.
    Low,
    /// 20 %: textiles, appliances, sports goods, bicycles, and what is not named elsewhere.
    Middle,
    /// 50 %: tobacco, alcohol, jewellery, high-end watches, golf, high-end cosmetics.
    High,
}

/// The flat rates on personal articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Postal {
    /// On books, food, toys ...
    pub low: Share,
    /// On textiles, appliances and everything else.
    pub middle: Share,
    /// On alcohol, jewellery, dear cosmetics ...
    pub high: Share,
    /// A tax up to this, included, is waived whole.
    pub waiver: Money,
}

impl Postal {
    /// The rate of a class.
    #[must_use]
    pub const fn rate(&self, class: PostClass) -> Share {
        match class {
            PostClass::Low => self.low,
            PostClass::Middle => self.middle,
            PostClass::High => self.high,
        }
    }
}
