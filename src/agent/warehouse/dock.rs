//! The dock of a warehouse: goods that come in are received and put away if there is room for them. Where there is none
//! they wait outside, or, if the scenario says so, go in all the same.

use crate::agent::Ctx;
use crate::chain::{Probe, Tariff, TimeLaw};
use crate::engine::EntityKey;
use crate::reading::Reading;
use crate::text::Reader;
use crate::units::{ShipmentId, Span};
use std::collections::VecDeque;

/// Whether goods that find no space wait.
pub(super) const WHEN_FULL: [(&str, bool); 2] = [("wait", true), ("accept", false)];

/// The dock.
#[derive(Clone, Debug)]
pub(super) struct Dock {
    /// What receiving goods costs.
    pub(super) price: Tariff,
    put_away: Option<TimeLaw>,
    /// The space in cubic centimetres; `None` is as much as is needed.
    space: Option<i64>,
    waits: bool,
    /// What is taken, goods on their way to the shelf included.
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

    /// Whether its space has a limit.
    #[inline]
    pub(super) fn is_limited(&self) -> bool {
        self.space.is_some()
    }

    /// The space that goods wait for where it is taken.
    ///
    /// # Units
    /// Cubic centimetres.
    pub(super) fn limit(&self) -> Option<i64> {
        self.space.filter(|_| self.waits)
    }

    /// Goods lie here now.
    pub(super) fn fill(&mut self, cm3: i64) {
        self.taken += cm3;
    }

    /// Goods have left.
    pub(super) fn clear(&mut self, cm3: i64) {
        self.taken -= cm3;
    }

    /// Goods have come; true if they may go in.
    pub(super) fn come(&mut self, id: ShipmentId, cm3: i64) -> bool {
        if self.outside.is_empty() && self.has_room(cm3) {
            self.taken += cm3;
            return true;
        }
        self.outside.push_back((id, cm3));
        false
    }

    /// The next that may go in.
    pub(super) fn next(&mut self) -> Option<ShipmentId> {
        let (id, cm3) = *self.outside.front()?;
        if !self.has_room(cm3) {
            return None;
        }
        self.taken += cm3;
        self.outside.pop_front();
        Some(id)
    }

    /// Whether goods fit; what is larger than the whole space goes in when nothing else is there.
    fn has_room(&self, cm3: i64) -> bool {
        self.space.is_none_or(|space| !self.waits || self.taken + cm3 <= space || self.taken == 0)
    }

    /// How long it takes to put goods away.
    pub(super) fn put_away(&self, key: EntityKey, ctx: &Ctx<'_, impl Probe>) -> Span {
        self.put_away.as_ref().map_or(Span::ZERO, |put_away| ctx.draw(put_away, key))
    }
}
