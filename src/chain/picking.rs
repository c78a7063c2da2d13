//! How the lots of a shelf go: which is picked next, and what becomes of those that may no longer be sold.

use crate::units::{Money, Share};

/// Which lot is picked next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PickOrder {
    /// What was received first.
    #[default]
    Fifo,
    /// What expires first.
    Fefo,
    /// What was received last.
    Lifo,
}

/// What becomes of goods that may no longer be sold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expired {
    /// They are destroyed.
    Destroy {
        /// What that costs a unit; the warehouse charges it.
        price: Money,
    },
    /// They go back to their supplier.
    SendBack {
        /// The share of what the goods cost that is paid back.
        credit: Share,
    },
}

impl Default for Expired {
    fn default() -> Self {
        Self::Destroy { price: Money::ZERO }
    }
}
