//! The dock of a warehouse, where incoming goods are received and put away if there is space for them. If there is
//! none, they wait outside or, with `when_full = "accept"`, go in anyway.

use crate::agent::Ctx;
use crate::chain::{Probe, Tariff, TimeLaw};
use crate::engine::EntityKey;
use crate::reading::Reading;
use crate::text::Reader;
use crate::units::{ShipmentId, Span};
use std::collections::VecDeque;

/// Whether goods wait if there is no space for them.
pub(super) const WHEN_FULL: [(&str, bool); 2] = [("wait", true), ("accept", false)];

/// The receiving dock and the space of the warehouse.
#[derive(Clone, Debug)]
pub(super) struct Dock {
    /// The price of receiving goods.
    pub(super) price: Tariff,
    put_away: Option<TimeLaw>,
    /// The space in cubic centimetres; `None` has no limit.
    space: Option<i64>,
    waits: bool,
    /// The space taken, including by goods that are being put away.
    taken: i64,
    outside: VecDeque<(ShipmentId, i64)>,
}

impl Dock {
    pub(super) fn read(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Self {
        let waits = reading.choice(reader, "when_full", &WHEN_FULL);
        Self {
            price: reading.tariff(reader, "receiving_price").unwrap_or_default(),
            put_away: reading.time_law(reader, "put_away"),
            space: reading.cm3(reader, "space"),
            waits: waits.unwrap_or(true),
            taken: 0,
            outside: VecDeque::new(),
        }
    }

    /// Returns whether the space is limited.
    #[inline]
    pub(super) fn is_limited(&self) -> bool {
        self.space.is_some()
    }

    /// Returns the space limit if goods wait when it is reached.
    ///
    /// # Units
    /// Cubic centimetres.
    pub(super) fn limit(&self) -> Option<i64> {
        self.space.filter(|_| self.waits)
    }

    /// Takes space for goods.
    pub(super) fn fill(&mut self, cm3: i64) {
        self.taken += cm3;
    }

    /// Frees the space of goods that have left.
    pub(super) fn clear(&mut self, cm3: i64) {
        self.taken -= cm3;
    }

    /// Takes a shipment that arrives; returns whether it may go in now.
    pub(super) fn arrive(&mut self, id: ShipmentId, cm3: i64) -> bool {
        if self.outside.is_empty() && self.has_room(cm3) {
            self.taken += cm3;
            return true;
        }
        self.outside.push_back((id, cm3));
        false
    }

    /// Returns the next waiting shipment that fits.
    pub(super) fn next(&mut self) -> Option<ShipmentId> {
        let (id, cm3) = *self.outside.front()?;
        if !self.has_room(cm3) {
            return None;
        }
        self.taken += cm3;
        self.outside.pop_front();
        Some(id)
    }

    /// Returns whether goods fit. Goods larger than the whole space may go in when it is empty.
    fn has_room(&self, cm3: i64) -> bool {
        self.space.is_none_or(|space| !self.waits || self.taken + cm3 <= space || self.taken == 0)
    }

    /// Draws how long it takes to put goods away.
    pub(super) fn put_away(&self, key: EntityKey, ctx: &Ctx<'_, impl Probe>) -> Span {
        self.put_away.as_ref().map_or(Span::ZERO, |put_away| ctx.draw(put_away, key))
    }
}
