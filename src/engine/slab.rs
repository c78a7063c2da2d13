//! A slab for things in flight, whose slots are reused. A ticket identifies one thing permanently: once the thing is
//! gone, its ticket finds nothing, even if the slot is in use again.

use crate::units::Id;
use std::marker::PhantomData;

/// A slab of `T` addressed by a typed identity.
#[derive(Clone, Debug)]
pub struct Slab<I, T> {
    slots: Vec<Slot<T>>,
    free: Vec<u32>,
    identity: PhantomData<I>,
}

/// A thing and its generation, stored together so that one access reads both.
#[derive(Clone, Debug)]
struct Slot<T> {
    /// The current thing; a free slot keeps its last one.
    thing: T,
    /// How often the slot has changed between used and free: even while it is in use, odd while it is free.
    generation: u32,
}

/// A permanent reference to a thing, by slot and generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket<I> {
    id: I,
    generation: u32,
}

impl<I, T> Default for Slab<I, T> {
    fn default() -> Self {
        Self { slots: Vec::new(), free: Vec::new(), identity: PhantomData }
    }
}

impl<I: Id, T> Slab<I, T> {
    /// Removes everything and keeps the memory.
    pub fn clear(&mut self) {
        self.slots.clear();
        self.free.clear();
    }

    /// Inserts a thing.
    #[inline(always)]
    pub fn insert(&mut self, thing: T) -> I {
        if let Some(index) = self.free.pop() {
            let slot = &mut self.slots[index as usize];
            slot.thing = thing;
            slot.generation = slot.generation.wrapping_add(1);
            return I::from_index(index as usize);
        }
        self.slots.push(Slot { thing, generation: 0 });
        I::from_index(self.slots.len() - 1)
    }

    /// Removes a thing; its last state can still be read.
    ///
    /// # Panics
    /// In debug builds, if it has been removed already.
    #[inline]
    pub fn discard(&mut self, id: I) -> &T {
        debug_assert!(self.is_there(id), "a thing may be removed only once");
        let slot = &mut self.slots[id.index()];
        slot.generation = slot.generation.wrapping_add(1);
        #[expect(clippy::cast_possible_truncation, reason = "identities are 32 bits wide")]
        self.free.push(id.index() as u32);
        &slot.thing
    }

    fn is_there(&self, id: I) -> bool {
        self.slots[id.index()].generation.is_multiple_of(2)
    }

    /// Returns a reference to a thing that stays valid after the thing has gone.
    #[must_use]
    pub fn ticket(&self, id: I) -> Ticket<I> {
        Ticket { id, generation: self.slots[id.index()].generation }
    }

    /// Returns the thing of a ticket, if it still exists.
    #[must_use]
    pub fn redeem(&self, ticket: Ticket<I>) -> Option<I> {
        (self.slots[ticket.id.index()].generation == ticket.generation).then_some(ticket.id)
    }

    /// Returns the number of things.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    /// Returns whether there are no things.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Iterates over all things, by slot.
    pub fn iter(&self) -> impl Iterator<Item = (I, &T)> {
        let all = self.slots.iter().enumerate().map(|(index, slot)| (I::from_index(index), &slot.thing));
        all.filter(|(id, _)| self.is_there(*id))
    }
}

impl<I: Id, T> std::ops::Index<I> for Slab<I, T> {
    type Output = T;
    #[inline]
    fn index(&self, id: I) -> &T {
        debug_assert!(self.is_there(id), "the thing must be in the slab");
        &self.slots[id.index()].thing
    }
}

impl<I: Id, T> std::ops::IndexMut<I> for Slab<I, T> {
    #[inline]
    fn index_mut(&mut self, id: I) -> &mut T {
        debug_assert!(self.is_there(id), "the thing must be in the slab");
        &mut self.slots[id.index()].thing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::OrderId;

    #[test]
    fn a_ticket_does_not_find_the_next_tenant() {
        let mut slab: Slab<OrderId, &str> = Slab::default();
        let first = slab.insert("first");
        let ticket = slab.ticket(first);
        assert_eq!(slab.redeem(ticket), Some(first));
        slab.discard(first);
        let second = slab.insert("second");
        assert_eq!(first, second);
        assert_eq!(slab.redeem(ticket), None);
        assert_eq!(slab.len(), 1);
    }
}
