//! The generator behind every stream, and the mixing of keys. Most generators are used for one draw, so seeding is
//! most of their cost; this one computes only as much of its state as the draws need.
//!
//! # Source
//! xoshiro256++ (Blackman and Vigna, ACM TOMS 47, 2021), seeded by splitmix64 as its authors advise. Mixing: the
//! 64-bit finaliser of `MurmurHash3` with the constants of Stafford's variant 13.

use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng, SeedableRng, TryRng};
use std::convert::Infallible;

/// A generator of many numbers, with the same results on every platform.
pub type Lasting = Xoshiro256PlusPlus;

/// The generator of an entity, for a draw or two. It draws the same numbers as a [`Lasting`] generator of the same seed. The
/// first draw needs only two of the four words of state, the second one more.
#[derive(Clone, Debug)]
pub struct Generator(State);

#[derive(Clone, Debug)]
enum State {
    /// Seeded; nothing has been drawn.
    Fresh(u64),
    /// One number has been drawn; two words of the state before it are known.
    Once {
        seed: u64,
        word_0: u64,
        word_3: u64,
    },
    /// Seeded; two numbers have been drawn.
    Twice(u64),
    Lasting(Lasting),
}

impl Generator {
    /// Creates the generator of a seed.
    #[must_use]
    #[inline]
    pub const fn new(seed: u64) -> Self {
        Self(State::Fresh(seed))
    }

    /// Returns a number that is not the first.
    #[inline(never)]
    fn next_but_first(&mut self) -> u64 {
        if let State::Once { seed, word_0, word_3 } = self.0 {
            self.0 = State::Twice(seed);
            let mixed = word_3 ^ word(seed, 1);
            return number(word_0 ^ mixed, mixed.rotate_left(45));
        }
        self.last().next_u64()
    }

    /// Returns the full generator, advanced past what has been drawn.
    #[cold]
    #[inline(never)]
    fn last(&mut self) -> &mut Lasting {
        let (seed, drawn) = match self.0 {
            State::Fresh(seed) => (seed, 0),
            State::Once { seed, .. } => (seed, 1),
            State::Twice(seed) => (seed, 2),
            State::Lasting(ref mut lasting) => return lasting,
        };
        let mut lasting = Lasting::seed_from_u64(seed);
        for _ in 0..drawn {
            lasting.next_u64();
        }
        self.0 = State::Lasting(lasting);
        self.last()
    }
}

/// Returns word `n`, from 0 to 3, of the state that a seed makes.
#[inline]
fn word(seed: u64, n: u64) -> u64 {
    mix(seed.wrapping_add((n + 1).wrapping_mul(GOLDEN)))
}

/// Returns the number that a state with these words draws.
#[inline]
fn number(word_0: u64, word_3: u64) -> u64 {
    word_0.wrapping_add(word_3).rotate_left(23).wrapping_add(word_0)
}

impl TryRng for Generator {
    type Error = Infallible;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        // The upper half, as in the full generator.
        self.try_next_u64().map(|word| (word >> 32) as u32)
    }

    #[inline(always)]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        if let State::Fresh(seed) = self.0 {
            let (word_0, word_3) = (word(seed, 0), word(seed, 3));
            self.0 = State::Once { seed, word_0, word_3 };
            return Ok(number(word_0, word_3));
        }
        Ok(self.next_but_first())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.last().try_fill_bytes(bytes)
    }
}

/// 2^64 divided by the golden ratio: the increment of splitmix64.
pub(super) const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// Mixes a word so that every bit affects all bits.
#[inline]
pub(super) const fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_draws_the_same_as_a_lasting_one() {
        for seed in [0, 1, 7, u64::MAX, 0x0123_4567_89AB_CDEF] {
            let (mut lasting, mut generator) = (Lasting::seed_from_u64(seed), Generator::new(seed));
            for _ in 0..5 {
                assert_eq!(generator.next_u64(), lasting.next_u64());
                assert_eq!(generator.next_u32(), lasting.next_u32());
            }
            let (mut lasting, mut generator) = (Lasting::seed_from_u64(seed), Generator::new(seed));
            let (mut some, mut others) = ([0; 20], [0; 20]);
            assert_eq!(generator.next_u32(), lasting.next_u32());
            generator.fill_bytes(&mut some);
            lasting.fill_bytes(&mut others);
            assert_eq!(some, others);
        }
    }
}
