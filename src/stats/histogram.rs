//! A log-scale histogram of non-negative integers: 256 bins per octave, so a value is known within 0.4 %, and exactly below
//! 512. Merging is addition, so quantiles do not depend on the order of merging.

/// Bins per octave, the values from 2^k up to 2^(k+1).
const BINS: u32 = 256;
/// Its binary logarithm.
const BITS: u32 = BINS.trailing_zeros();

/// Counts of non-negative integers on a logarithmic scale.
///
/// # Source
/// The layout of HDR histograms (Gil Tene, hdrhistogram.org), with the leading bits of the value as bin number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    bins: Vec<u64>,
    count: u64,
}

impl Histogram {
    /// Returns an empty histogram.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value. A negative one is a bug in the caller and counts as zero.
    #[inline]
    pub fn push(&mut self, value: i64) {
        debug_assert!(value >= 0, "a histogram takes non-negative values, not {value}");
        let bin = bin_of(value.max(0).cast_unsigned());
        if bin >= self.bins.len() {
            self.grow(bin);
        }
        self.bins[bin] += 1;
        self.count += 1;
    }

    /// Extends the counts to the end of a bin's octave.
    #[cold]
    fn grow(&mut self, bin: usize) {
        self.bins.resize((bin / BINS as usize + 1) * BINS as usize, 0);
    }

    /// Adds the counts of another histogram.
    pub fn merge(&mut self, other: &Self) {
        if self.bins.len() < other.bins.len() {
            self.bins.resize(other.bins.len(), 0);
        }
        self.bins.iter_mut().zip(&other.bins).for_each(|(mine, theirs)| *mine += theirs);
        self.count += other.count;
    }

    /// Clears the counts, keeping allocated memory.
    pub fn clear(&mut self) {
        self.bins.clear();
        self.count = 0;
    }

    /// Returns the number of values added.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Returns the quantile `p`, between 0 and 1, by linear interpolation between neighbouring values (type 7 of Hyndman and
    /// Fan); values are assumed to be spread evenly over their bin. `None` if the histogram is empty.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "ranks are below 2^53"
    )]
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let last = self.count.checked_sub(1)?;
        let rank = p.clamp(0.0, 1.0) * last as f64;
        let lower = (rank as u64).min(last);
        let upper = (lower + 1).min(last);
        let (low, high) = self.ranked(lower, upper);
        Some(low + (rank - lower as f64) * (high - low))
    }

    /// Returns the values at two ranks counted from 0; the second rank is equal to the first or one higher.
    #[expect(clippy::cast_precision_loss, reason = "a statistic, not state")]
    fn ranked(&self, lower: u64, upper: u64) -> (f64, f64) {
        let mut bins = self.bins.iter().copied().enumerate();
        let mut before = 0;
        let missing = "a rank below the count is in a bin";
        // Most bins are entirely below the rank.
        let mut bin = bins.find(|(_, count)| {
            let here = lower < before + count;
            before += if here { 0 } else { *count };
            here
        });
        let inside = |rank: u64, before: u64, bin: Option<(usize, u64)>| {
            let (bin, count) = bin.expect(missing);
            let (low, width) = range_of(bin);
            low as f64 + (width - 1) as f64 * (((rank - before) as f64 + 0.5) / count as f64)
        };
        let low = inside(lower, before, bin);
        while let Some((_, count)) = bin
            && upper >= before + count
        {
            before += count;
            bin = bins.next();
        }
        (low, inside(upper, before, bin))
    }
}

/// Returns the bin of a value: the number of its octave, followed by its leading bits.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "a bin number is below 2^14")]
fn bin_of(value: u64) -> usize {
    let octave = (value | u64::from(BINS)).ilog2() - BITS;
    (octave << BITS) as usize + (value >> octave) as usize
}

/// Returns the smallest value of a bin and the number of values in it.
fn range_of(bin: usize) -> (u64, u64) {
    let bins = BINS as usize;
    let octave = (bin / bins).saturating_sub(1);
    (((bin - octave * bins) as u64) << octave, 1 << octave)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: impl IntoIterator<Item = i64>) -> Histogram {
        let mut histogram = Histogram::new();
        values.into_iter().for_each(|value| histogram.push(value));
        histogram
    }

    #[test]
    fn bins_cover_the_integers_without_gap_or_overlap() {
        let mut next = 0;
        for bin in 0..=bin_of(i64::MAX.cast_unsigned()) {
            let (low, width) = range_of(bin);
            assert_eq!(low, next);
            assert_eq!((bin_of(low), bin_of(low + width - 1)), (bin, bin));
            next = low + width;
        }
        assert_eq!(next, 1 << 63);
    }

    #[test]
    fn small_values_are_exact() {
        let histogram = of((0..=200).rev());
        for p in [0.0, 0.05, 0.125, 0.5, 0.95, 0.99, 1.0] {
            assert!((histogram.quantile(p).unwrap() - 200.0 * p).abs() < 1e-12, "{p}");
        }
        assert_eq!(of([1, 2]).quantile(0.5), Some(1.5));
        assert_eq!(of([7]).quantile(0.5), Some(7.0));
        assert_eq!(Histogram::new().quantile(0.5), None);
    }

    #[test]
    fn large_values_are_within_half_a_percent_and_evenly_spread_ones_far_closer() {
        let sparse = of([1_000_000_007, 86_400_000_000]);
        assert!((sparse.quantile(0.0).unwrap() / 1_000_000_007.0 - 1.0).abs() < 0.004);
        assert!((sparse.quantile(1.0).unwrap() / 86_400_000_000.0 - 1.0).abs() < 0.004);
        let even = of((0..100_000).map(|i| i * 1_000_003));
        for p in [0.05, 0.5, 0.9, 0.99] {
            let truth = 99_999.0 * 1_000_003.0 * p;
            assert!((even.quantile(p).unwrap() / truth - 1.0).abs() < 2e-5, "{p}");
        }
    }

    #[test]
    fn merging_equals_one_histogram_of_all_and_clearing_keeps_the_memory() {
        let all = of((0..5000).map(|i| i * i));
        let mut parts = of((0..100).map(|i| i * i));
        parts.merge(&of((100..5000).map(|i| i * i)));
        assert_eq!(parts, all);
        assert_eq!(parts.count(), 5000);
        let room = parts.bins.capacity();
        parts.clear();
        assert_eq!((parts.count(), parts.quantile(0.5), parts.bins.capacity()), (0, None, room));
        parts.push(3);
        assert_eq!(parts.quantile(0.5), Some(3.0));
    }
}
