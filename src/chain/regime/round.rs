//! Rounding: half up to the fen, once per declaration, and the parts of a rounded amount by largest remainder.

use crate::units::{Money, Share};

/// One fen.
///
/// # Units
/// 1/10,000 of a yuan.
pub(super) const FEN: i64 = Money::SCALE / 100;

/// Returns quotient and remainder of two numbers that are not negative. They are almost always small, and 64-bit
/// division is several times faster than 128-bit division.
///
/// # Panics
/// If the divisor is zero.
#[inline]
pub(super) fn divided(number: i128, divisor: i128) -> (i128, i128) {
    match (u64::try_from(number), u64::try_from(divisor)) {
        (Ok(number), Ok(divisor)) => (i128::from(number / divisor), i128::from(number % divisor)),
        _ => (number / divisor, number % divisor),
    }
}

/// Returns the greatest common divisor of two numbers that are not negative.
pub(super) fn common_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, divided(a, b).1);
    }
    a
}

/// Returns a fraction in lowest terms.
///
/// # Panics
/// If the denominator is zero.
pub(super) fn reduced(numerator: i128, denominator: i128) -> (i128, i128) {
    let divisor = common_divisor(numerator, denominator);
    (divided(numerator, divisor).0, divided(denominator, divisor).0)
}

/// Returns a share as a fraction in lowest terms.
pub(super) fn reduced_share(share: Share) -> (i64, i64) {
    let (numerator, denominator) = reduced(share.ppm().into(), Share::ALL.ppm().into());
    let part = |number| i64::try_from(number).expect("a share is at most a million parts");
    (part(numerator), part(denominator))
}

/// Returns a non-negative fraction of 1/10,000 yuan in fen, rounded half up; `None` beyond 127 bits.
#[inline]
pub(super) fn half_up(numerator: i128, denominator: i128) -> Option<i64> {
    let half = denominator.checked_mul(i128::from(FEN / 2))?;
    i64::try_from(divided(numerator.checked_add(half)?, half.checked_mul(2)?).0).ok()
}

/// Splits a rounded total of fen by largest remainder: each part gets its whole fen, and the rest goes fen by fen to
/// the parts with the largest remainders, the earlier one in case of a tie. `exact` are numerators over
/// `denominator`, in 1/10,000 yuan; their sum rounds to the total, or the total is zero.
pub(super) fn largest_remainder(total: i64, exact: &[i128], denominator: i128, shares: &mut [Money]) {
    if total == 0 {
        shares.fill(Money::ZERO);
        return;
    }
    // Most lines bear only VAT, which is then the whole tax.
    if exact.iter().filter(|exact| **exact != 0).count() == 1 {
        for (share, exact) in shares.iter_mut().zip(exact) {
            *share = if *exact == 0 { Money::ZERO } else { Money::from_parts(total * FEN) };
        }
        return;
    }
    let fen = denominator * i128::from(FEN);
    let mut left = total;
    for (share, exact) in shares.iter_mut().zip(exact) {
        let whole = i64::try_from(divided(*exact, fen).0).expect("a part is at most the whole");
        left -= whole;
        *share = Money::from_parts(whole * FEN);
    }
    if left > 0 {
        share_rest(left, exact, fen, shares);
    }
}

/// Gives the rest, fen by fen, to the parts with the largest remainders.
fn share_rest(left: i64, exact: &[i128], fen: i128, shares: &mut [Money]) {
    let mut last: Option<(i128, usize)> = None;
    for _ in 0..left {
        let rests = exact.iter().enumerate().map(|(index, exact)| (divided(*exact, fen).1, index));
        let after = rests.filter(|(rest, index)| last.is_none_or(|(r, i)| *rest < r || (*rest == r && *index > i)));
        last = after.max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        let Some((_, index)) = last else { break };
        shares[index] += Money::from_parts(FEN);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_fen_goes_up() {
        assert_eq!(half_up(149, 1), Some(1));
        assert_eq!(half_up(150, 1), Some(2));
        assert_eq!(half_up(449, 3), Some(1));
        assert_eq!(half_up(450, 3), Some(2));
        assert_eq!(half_up(0, 7), Some(0));
        assert_eq!(half_up(1, i128::MAX / 10), None);
    }

    #[test]
    fn the_rest_goes_to_the_largest_remainders() {
        let mut shares = [Money::ZERO; 4];
        // 1.3, 1.6, 1.6, 0.5 fen: 5 together.
        largest_remainder(5, &[390, 480, 480, 150], 3, &mut shares);
        assert_eq!(shares.map(|share| share.parts() / FEN), [1, 2, 2, 0]);
        // 0.4, 0.4, 0.4, 0.4 fen: 1.6 rounds to 2.
        largest_remainder(2, &[40; 4], 1, &mut shares);
        assert_eq!(shares.map(|share| share.parts() / FEN), [1, 1, 0, 0]);
        largest_remainder(0, &[40; 4], 1, &mut shares);
        assert_eq!(shares, [Money::ZERO; 4]);
    }

    #[test]
    fn fractions_are_reduced() {
        assert_eq!(reduced(0, 988), (0, 1));
        assert_eq!(reduced(700_000, 1_000_000), (7, 10));
    }
}
