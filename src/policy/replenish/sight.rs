//! What a policy may see besides the position, on request: stock and orders separately, the echelon, and past demand.

use crate::units::{SimTime, Span, Units};

/// What a policy needs to see besides the position.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Watch {
    /// Stock and goods on order separately, and the time of the last review.
    pub levels: bool,
    /// The stock of all stock points downstream.
    pub echelon: bool,
    /// The demand of this past span.
    pub window: Option<Span>,
    /// The demand between reviews, exponentially smoothed.
    pub smoothing: Option<Smoothing>,
    /// The decision made outside the simulation, at every review.
    pub instructed: bool,
}

/// Exponential smoothing of the demand between reviews.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Smoothing {
    /// The weight of the newest demand.
    pub weight: f64,
    /// The initial value; by default the expected demand of one period.
    pub first: Option<f64>,
}

impl Watch {
    /// Returns whether it needs nothing.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// What a policy sees besides the position. What it did not request is left at its default.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sight {
    /// On hand less backorders.
    pub net: Units,
    /// Ordered and not yet on the shelf.
    pub on_order: Units,
    /// All stock at and downstream of this point, including on order, less customers' backorders.
    pub echelon: Units,
    /// Demand in its window; `None` until a whole window has passed.
    pub recent: Option<Units>,
    /// Smoothed demand; `None` while it is unknown.
    pub smoothed: Option<f64>,
    /// The time of the last review.
    pub looked: Option<SimTime>,
    /// The quantity decided outside the simulation.
    pub instructed: Units,
}

impl Sight {
    /// Returns what is seen if this many units are set aside as safety stock.
    #[must_use]
    pub fn with_safety(self, safety: Units) -> Self {
        Self { net: self.net - safety, echelon: self.echelon - safety, ..self }
    }
}
