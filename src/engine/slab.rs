//! Things in flight, in slots that are used again. A ticket names a thing for good: once the thing is gone, its ticket
//! finds nothing, even if the slot is in use again.

use crate::units::Id;
use std::marker::PhantomData;

/// A slab of `T` addressed by a typed identity.
#[derive(Clone, Debug)]
pub struct Slab<I, T> {
    /// What is there; a free slot keeps what was there last.
    things: Vec<T>,
    /// How often a slot changed hands: even while it is in use, odd while it is free.
    generations: Vec<u32>,
    free: Vec<u32>,
    identity: PhantomData<I>,
}

/// A thing by slot and generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket<I> {
    id: I,
    generation: u32,
}

impl<I, T> Default for Slab<I, T> {
    fn default() -> Self {
        Self { things: Vec::new(), generations: Vec::new(), free: Vec::new(), identity: PhantomData }
    }
}

impl<I: Id, T> Slab<I, T> {
    /// Forgets everything and keeps the memory.
    pub fn clear(&mut self) {
        self.things.clear();
        self.generations.clear();
        self.free.clear();
    }

    /// Takes a thing in.
    #[inline(always)]
    pub fn insert(&mut self, thing: T) -> I {
        if let Some(slot) = self.free.pop() {
            let slot = slot as usize;
            self.things[slot] = thing;
            self.generations[slot] = self.generations[slot].wrapping_add(1);
            return I::from_index(slot);
        }
        self.things.push(thing);
        self.generations.push(0);
        I::from_index(self.things.len() - 1)
    }

    /// Lets a thing go.
    ///
    /// # Panics
    /// In debug builds, if it is not there.
    #[inline]
    pub fn discard(&mut self, id: I) {
        debug_assert!(self.is_there(id), "a thing leaves once");
        self.generations[id.index()] = self.generations[id.index()].wrapping_add(1);
        #[expect(clippy::cast_possible_truncation, reason = "identities are 32 bits wide")]
        self.free.push(id.index() as u32);
    }

    fn is_there(&self, id: I) -> bool {
        self.generations[id.index()].is_multiple_of(2)
    }

    /// A name for a thing that outlives it.
    #[must_use]
    pub fn ticket(&self, id: I) -> Ticket<I> {
        Ticket { id, generation: self.generations[id.index()] }
    }

    /// The thing of a ticket, if it is still there.
    #[must_use]
    pub fn redeem(&self, ticket: Ticket<I>) -> Option<I> {
        (self.generations[ticket.id.index()] == ticket.generation).then_some(ticket.id)
    }

    /// How many things are there.
    #[must_use]
    pub fn len(&self) -> usize {
        self.things.len() - self.free.len()
    }

    /// Whether nothing is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Everything that is there, by slot.
    pub fn iter(&self) -> impl Iterator<Item = (I, &T)> {
        let all = self.things.iter().enumerate().map(|(index, thing)| (I::from_index(index), thing));
        all.filter(|(id, _)| self.is_there(*id))
    }
}

impl<I: Id, T> std::ops::Index<I> for Slab<I, T> {
    type Output = T;
    #[inline]
    fn index(&self, id: I) -> &T {
        debug_assert!(self.is_there(id), "a thing in flight");
        &self.things[id.index()]
    }
}

impl<I: Id, T> std::ops::IndexMut<I> for Slab<I, T> {
    #[inline]
    fn index_mut(&mut self, id: I) -> &mut T {
        debug_assert!(self.is_there(id), "a thing in flight");
        &mut self.things[id.index()]
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
