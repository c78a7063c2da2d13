//! The generator behind every stream, and the mixing of keys. Most generators live for a draw or two, so seeding is most
//! of their work; this one is seeded in registers.
//!
//! # Source
//! xoshiro256++ (Blackman and Vigna, ACM TOMS 47, 2021), seeded by splitmix64 as its authors advise.
//! Mixing: the 64-bit finaliser of `MurmurHash3` in the constants of Stafford's variant 13.

/// The generator behind every stream; portable, the same numbers everywhere.
pub type Generator = rand::rngs::Xoshiro256PlusPlus;

/// 2^64 divided by the golden ratio: the step of splitmix64.
pub(super) const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// Spreads every bit of a word over all its bits.
#[inline]
pub(super) const fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}
