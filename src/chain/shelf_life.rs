//! The shelf life of goods: what is left of it when they are received, when they are near its end, and when they pass
//! their sell-by limit.

use super::TimeLaw;
use crate::engine::{EntityKey, Streams};
use crate::units::{Share, SimTime, Span};

/// The shelf life of a product.
#[derive(Clone, Debug)]
pub struct ShelfLife {
    /// The time from production.
    pub life: Span,
    /// The share that is left when goods are received from a supplier, in parts per million; `None` is all.
    pub on_arrival: Option<TimeLaw>,
    /// Goods are near the end of their life when no more than this is left.
    pub near: Span,
    /// Goods are past their sell-by limit when no more than this is left.
    pub ban: Span,
    /// The markdown near the end.
    pub markdown: Share,
}

impl ShelfLife {
    /// Returns when the life of goods ends that a supplier delivers now; their remaining share is drawn.
    #[must_use]
    pub fn expires(&self, streams: &Streams, now: SimTime, entity: EntityKey) -> SimTime {
        let left = self.on_arrival.as_ref().map_or(1_000_000, |law| law.signed(streams, entity).clamp(0, 1_000_000));
        now + self.life.fraction(left, 1_000_000)
    }

    /// Returns whether goods are near the end of their life.
    #[must_use]
    pub fn is_near(&self, now: SimTime, expires: SimTime) -> bool {
        expires <= now + self.near
    }
}
