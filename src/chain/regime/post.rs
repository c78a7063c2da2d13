//! The tax on personal articles: their classes and the flat rate of each.

use crate::units::{Money, Share};

/// A class of personal articles. The comments give its rate since 9 April 2019.
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
    /// The rate for books, food, toys ...
    pub low: Share,
    /// The rate for textiles, appliances and everything else.
    pub middle: Share,
    /// The rate for alcohol, jewellery, high-end cosmetics ...
    pub high: Share,
    /// A tax up to and including this is waived in full.
    pub waiver: Money,
}

impl Postal {
    /// Returns the rate of a class.
    #[must_use]
    pub const fn rate(&self, class: PostClass) -> Share {
        match class {
            PostClass::Low => self.low,
            PostClass::Middle => self.middle,
            PostClass::High => self.high,
        }
    }
}
