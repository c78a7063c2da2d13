//! How long goods keep: the life a product has and has left when it is received, when it is near its end, when it may no
//! longer be sold.

use super::TimeLaw;
use crate::engine::{EntityKey, Streams};
use crate::units::{Share, SimTime, Span};

/// How long a product keeps.
#[derive(Clone, Debug)]
pub struct ShelfLife {
    /// From the day it is made.
    pub life: Span,
    /// The share of it, in parts per million, that is left when goods are received from a supplier; left out, all.
    pub on_arrival: Option<TimeLaw>,
    /// It is near its end when no more than this is left.
    pub near: Span,
    /// It may no longer be sold when no more than this is left.
    pub ban: Span,
    /// What is taken off the price near the end.
    pub markdown: Share,
}

impl ShelfLife {
    /// When the life of goods ends that a supplier has delivered now: their own share of it is left.
    #[must_use]
    pub fn expires(&self, streams: &Streams, now: SimTime, entity: EntityKey) -> SimTime {
        let left = self.on_arrival.as_ref().map_or(1_000_000, |law| law.signed(streams, entity).clamp(0, 1_000_000));
        now + self.life.fraction(left, 1_000_000)
    }

    /// Whether goods are near their end.
    #[must_use]
    pub fn is_near(&self, now: SimTime, expires: SimTime) -> bool {
        expires <= now + self.near
    }
}
