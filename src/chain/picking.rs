//! How lots leave a shelf: which is picked next, and what happens to those past their sell-by limit.

use crate::units::{Money, Share};

/// The order in which lots are picked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PickOrder {
    /// First in, first out: the lot received first.
    #[default]
    Fifo,
    /// First expired, first out: the lot that expires first.
    Fefo,
    /// Last in, first out: the lot received last.
    Lifo,
}

/// What happens to goods past their sell-by limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expired {
    /// They are destroyed.
    Destroy {
        /// The cost per unit, charged by the warehouse.
        price: Money,
    },
    /// They go back to their supplier.
    SendBack {
        /// The share of the goods' cost that is refunded.
        credit: Share,
    },
}

impl Default for Expired {
    fn default() -> Self {
        Self::Destroy { price: Money::ZERO }
    }
}
