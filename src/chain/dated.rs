//! Values that change by date: a list of times, with the value that applies from each of them.

use crate::units::SimTime;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A value that changes at points in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated<T>(Arc<[(SimTime, T)]>);

impl<T> Dated<T> {
    /// Creates a value that never changes.
    #[must_use]
    pub fn constant(value: T) -> Self {
        Self(Arc::new([(SimTime::ZERO, value)]))
    }

    /// Creates a value from a list of times, in order, and the values from then on. The first value also applies
    /// before its time. Returns `None` if the list is empty or not in order.
    #[must_use]
    pub fn from_list(values: Vec<(SimTime, T)>) -> Option<Self> {
        let ordered = values.windows(2).all(|pair| pair[0].0 < pair[1].0);
        (ordered && !values.is_empty()).then(|| Self(values.into()))
    }

    /// Returns the value at a time.
    #[must_use]
    #[inline]
    pub fn at(&self, now: SimTime) -> &T {
        if let [(_, only)] = &self.0[..] {
            return only;
        }
        let begun = self.0.partition_point(|(from, _)| *from <= now);
        &self.0[begun.saturating_sub(1)].1
    }

    /// Returns when it next changes after now, `NEVER` if it does not.
    #[must_use]
    pub fn next_change(&self, now: SimTime) -> SimTime {
        // The first value also applies before its time.
        let begun = self.0.partition_point(|(from, _)| *from <= now).max(1);
        self.0.get(begun).map_or(SimTime::NEVER, |(from, _)| *from)
    }

    /// Returns whether it never changes.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        self.0.len() == 1
    }

    /// Iterates over all values, in order of time.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }

    /// Iterates over the times from which its values apply.
    pub fn begins(&self) -> impl Iterator<Item = SimTime> {
        self.0.iter().map(|(from, _)| *from)
    }

    /// Combines two values that change independently.
    #[must_use]
    pub fn with<U, V>(&self, other: &Dated<U>, mut both: impl FnMut(&T, &U) -> V) -> Dated<V> {
        let begins: BTreeSet<SimTime> = self.begins().chain(other.begins()).collect();
        Dated(begins.into_iter().map(|from| (from, both(self.at(from), other.at(from)))).collect())
    }

    /// Returns a value with the same times and other values.
    #[must_use]
    pub fn map<U>(&self, mut to: impl FnMut(&T) -> U) -> Dated<U> {
        Dated(self.0.iter().map(|(from, value)| (*from, to(value))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Span;

    fn day(day: i64) -> SimTime {
        SimTime::ZERO + Span::DAY * day
    }

    #[test]
    fn a_value_holds_from_its_date_until_the_next() {
        let officers = Dated::from_list(vec![(day(-3), 3), (day(10), 6), (day(20), 4)]).unwrap();
        let seen: Vec<i32> = [0, 9, 10, 19, 20, 500].map(|at| *officers.at(day(at))).to_vec();
        assert_eq!(seen, [3, 3, 6, 6, 4, 4]);
        assert_eq!(officers.next_change(day(0)), day(10));
        assert_eq!(officers.next_change(day(10)), day(20));
        assert_eq!(officers.next_change(day(20)), SimTime::NEVER);
        assert_eq!(officers.map(|count| count * 2).at(day(15)), &12);
        assert!(!officers.is_constant() && Dated::constant(3).is_constant());
        assert_eq!(Dated::constant(3).next_change(day(0)), SimTime::NEVER);
        assert_eq!(Dated::from_list(vec![(day(3), 3), (day(3), 6)]), None);
        assert_eq!(Dated::<i32>::from_list(Vec::new()), None);
    }
}
