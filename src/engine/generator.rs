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

/// The generator of an entity, for a draw or two. It draws the same numbers as a [`Lasting`] generator of the same
/// seed. The first draw needs only two of the four words of state.
#[derive(Clone, Debug)]
pub struct Generator(State);

#[derive(Clone, Debug)]
enum State {
    /// Seeded; nothing has been drawn.
    Fresh(u64),
    /// Seeded; one number has been drawn.
    Once(u64),
    Lasting(Lasting),
}

impl Generator {
    /// Creates the generator of a seed.
    #[must_use]
    #[inline]
    pub const fn new(seed: u64) -> Self {
        Self(State::Fresh(seed))
    }

    /// Returns the full generator, advanced past what has been drawn.
    #[cold]
    #[inline(never)]
    fn last(&mut self) -> &mut Lasting {
        if let State::Fresh(seed) | State::Once(seed) = self.0 {
            let mut lasting = Lasting::seed_from_u64(seed);
            if matches!(self.0, State::Once(_)) {
                lasting.next_u64();
            }
            self.0 = State::Lasting(lasting);
        }
        match &mut self.0 {
            State::Lasting(lasting) => lasting,
            State::Fresh(_) | State::Once(_) => unreachable!("replaced above"),
        }
    }
}

/// Returns the first number of a generator with this seed.
#[inline]
fn first(seed: u64) -> u64 {
    let word = |n: u64| mix(seed.wrapping_add(n.wrapping_mul(GOLDEN)));
    word(1).wrapping_add(word(4)).rotate_left(23).wrapping_add(word(1))
}

impl TryRng for Generator {
    type Error = Infallible;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        // The upper half, as in the full generator.
        self.try_next_u64().map(|word| (word >> 32) as u32)
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        if let State::Fresh(seed) = self.0 {
            self.0 = State::Once(seed);
            return Ok(first(seed));
        }
        self.last().try_next_u64()
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
