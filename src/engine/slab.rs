//! Things in flight, in slots that are used again. A ticket names a thing for good: once the thing is gone, its ticket
//! finds nothing, even if the slot is in use again.

use crate::units::Id;
use std::marker::PhantomData;

/// A slab of `T` addressed by a typed identity.
#[derive(Clone, Debug)]
pub struct Slab<I, T> {
    slots: Vec<Slot<T>>,
    free: Vec<u32>,
    identity: PhantomData<I>,
}

/// A thing beside its generation, so that both come with one look.
#[derive(Clone, Debug)]
struct Slot<T> {
    /// What is there; a free slot keeps what was there last.
    thing: T,
    /// How often the slot changed hands: even while it is in use, odd while it is free.
    generation: u32,
}

/// A thing by slot and generation.
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
    /// Forgets everything and keeps the memory.
    pub fn clear(&mut self) {
        self.slots.clear();
        self.free.clear();
    }

    /// Takes a thing in.
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

    /// Lets a thing go; what it was can still be read.
    ///
    /// # Panics
    /// In debug builds, if it is not there.
    #[inline]
    pub fn discard(&mut self, id: I) -> &T {
        debug_assert!(self.is_there(id), "a thing leaves once");
        let slot = &mut self.slots[id.index()];
        slot.generation = slot.generation.wrapping_add(1);
        #[expect(clippy::cast_possible_truncation, reason = "identities are 32 bits wide")]
        self.free.push(id.index() as u32);
        &slot.thing
    }

    fn is_there(&self, id: I) -> bool {
        self.slots[id.index()].generation.is_multiple_of(2)
    }

    /// A name for a thing that outlives it.
    #[must_use]
    pub fn ticket(&self, id: I) -> Ticket<I> {
        Ticket { id, generation: self.slots[id.index()].generation }
    }

    /// The thing of a ticket, if it is still there.
    #[must_use]
    pub fn redeem(&self, ticket: Ticket<I>) -> Option<I> {
        (self.slots[ticket.id.index()].generation == ticket.generation).then_some(ticket.id)
    }

    /// How many things are there.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    /// Whether nothing is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Everything that is there, by slot.
    pub fn iter(&self) -> impl Iterator<Item = (I, &T)> {
        let all = self.slots.iter().enumerate().map(|(index, slot)| (I::from_index(index), &slot.thing));
        all.filter(|(id, _)| self.is_there(*id))
    }
}

impl<I: Id, T> std::ops::Index<I> for Slab<I, T> {
    type Output = T;
    #[inline]
    fn index(&self, id: I) -> &T {
        debug_assert!(self.is_there(id), "a thing in flight");
        &self.slots[id.index()].thing
    }
}

impl<I: Id, T> std::ops::IndexMut<I> for Slab<I, T> {
    #[inline]
    fn index_mut(&mut self, id: I) -> &mut T {
        debug_assert!(self.is_there(id), "a thing in flight");
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
