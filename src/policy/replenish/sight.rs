//! What a rule may see beside the position, if it asks: its levels apart, the stock of all below it, and the demand so far.

use crate::units::{SimTime, Span, Units};

/// What a rule asks to see beside the position.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Watch {
    /// Stock and goods on order, apart, and when it last looked.
    pub levels: bool,
    /// The stock of all stock points below it.
    pub echelon: bool,
    /// The demand of so long until now.
    pub window: Option<Span>,
    /// The demand from look to look, exponentially smoothed.
    pub smoothing: Option<Smoothing>,
    /// What somebody outside the simulation instructs; it is asked at every look.
    pub instructed: bool,
}

/// Exponential smoothing of the demand from look to look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Smoothing {
    /// The weight of the newest.
    pub weight: f64,
    /// What is expected before any; left out, what the outlook expects of one period.
    pub first: Option<f64>,
}

impl Watch {
    /// Whether it asks for nothing.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// What a rule sees beside the position. What it did not ask for is nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sight {
    /// On hand less backorders.
    pub net: Units,
    /// Ordered and not yet on the shelf.
    pub on_order: Units,
    /// All stock at and below this point, on order included, less the backorders of customers.
    pub echelon: Units,
    /// Units asked in its window; `None` until a whole window has gone by.
    pub recent: Option<Units>,
    /// Its smoothed demand; `None` where nothing is known yet.
    pub smoothed: Option<f64>,
    /// When it last looked.
    pub looked: Option<SimTime>,
    /// What somebody outside the simulation instructs it to order.
    pub instructed: Units,
}

impl Sight {
    /// What is seen by one who never counts on the last so many units.
    #[must_use]
    pub fn with_safety(self, safety: Units) -> Self {
        Self { net: self.net - safety, echelon: self.echelon - safety, ..self }
    }
}
