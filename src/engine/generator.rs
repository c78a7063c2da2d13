//! The generator behind every stream. Most generators live for a draw or two, so seeding is most of their work: the state
//! of four words is made and used in registers.
//!
//! # Source
//! xoshiro256++ (Blackman and Vigna, ACM TOMS 47, 2021), seeded by splitmix64 as its authors advise: the numbers of
//! `Xoshiro256PlusPlus` in the crate `rand_xoshiro`, which makes its state byte by byte in memory and takes twice as long.
//! Mixing: the 64-bit finaliser of `MurmurHash3` in the constants of Stafford's variant 13.

use rand::{SeedableRng, TryRng};
use std::convert::Infallible;

/// 2^64 divided by the golden ratio: the step of splitmix64.
pub(super) const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// Spreads every bit of a word over all its bits.
#[inline]
pub(super) const fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

/// A generator of random numbers, to be opened by `seed_from_u64`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generator([u64; 4]);

impl SeedableRng for Generator {
    type Seed = [u8; 8];

    #[inline]
    fn from_seed(seed: [u8; 8]) -> Self {
        Self::seed_from_u64(u64::from_le_bytes(seed))
    }

    #[inline]
    fn seed_from_u64(seed: u64) -> Self {
        let word = |n: u64| mix(seed.wrapping_add(n.wrapping_mul(GOLDEN)));
        Self([word(1), word(2), word(3), word(4)])
    }
}

impl TryRng for Generator {
    type Error = Infallible;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.try_next_u64()? >> 32) as u32)
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let [a, b, c, d] = self.0;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        self.0 = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        Ok(result)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        rand::rand_core::utils::fill_bytes_via_next_word(bytes, || self.try_next_u64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::Rng;
    use rand_xoshiro::Xoshiro256PlusPlus;

    #[test]
    fn gives_the_numbers_of_rand_xoshiro() {
        for seed in [0, 1, 7, u64::MAX, GOLDEN] {
            let (mut ours, mut theirs) = (Generator::seed_from_u64(seed), Xoshiro256PlusPlus::seed_from_u64(seed));
            for _ in 0..1000 {
                assert_eq!(ours.next_u64(), theirs.next_u64());
                assert_eq!(ours.next_u32(), theirs.next_u32());
            }
            let (mut our_bytes, mut their_bytes) = ([0; 13], [0; 13]);
            ours.fill_bytes(&mut our_bytes);
            theirs.fill_bytes(&mut their_bytes);
            assert_eq!(our_bytes, their_bytes);
        }
    }
}
