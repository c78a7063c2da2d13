//! Values that change at dates: a list of points in time and what holds from each of them on.

use super::Resolver;
use super::calendar::{When, looks_like_a_date};
use crate::text::{Code, Node, Problem};
use crate::units::{SimTime, Span};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A value that changes at points in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated<T>(Arc<[(SimTime, T)]>);

impl<T> Dated<T> {
    /// A value that never changes.
    #[must_use]
    pub fn constant(value: T) -> Self {
        Self(Arc::new([(SimTime::ZERO, value)]))
    }

    /// Values and when each begins to hold, in order of time; the first of them holds before, too. `None` if the list is
    /// empty, or not in order.
    #[must_use]
    pub fn from_list(values: Vec<(SimTime, T)>) -> Option<Self> {
        let ordered = values.windows(2).all(|pair| pair[0].0 < pair[1].0);
        (ordered && !values.is_empty()).then(|| Self(values.into()))
    }

    /// What holds now.
    #[must_use]
    #[inline]
    pub fn at(&self, now: SimTime) -> &T {
        if let [(_, only)] = &self.0[..] {
            return only;
        }
        let begun = self.0.partition_point(|(from, _)| *from <= now);
        &self.0[begun.saturating_sub(1)].1
    }

    /// When it changes next after now, `NEVER` if it does not.
    #[must_use]
    pub fn next_change(&self, now: SimTime) -> SimTime {
        // What holds first holds before its time, too.
        let begun = self.0.partition_point(|(from, _)| *from <= now).max(1);
        self.0.get(begun).map_or(SimTime::NEVER, |(from, _)| *from)
    }

    /// Whether it never changes.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        self.0.len() == 1
    }

    /// All values, in order of time.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }

    /// When its values begin to hold.
    pub fn begins(&self) -> impl Iterator<Item = SimTime> {
        self.0.iter().map(|(from, _)| *from)
    }

    /// A value made of two that change on their own.
    #[must_use]
    pub fn with<U, V>(&self, other: &Dated<U>, mut both: impl FnMut(&T, &U) -> V) -> Dated<V> {
        let begins: BTreeSet<SimTime> = self.begins().chain(other.begins()).collect();
        Dated(begins.into_iter().map(|from| (from, both(self.at(from), other.at(from)))).collect())
    }

    /// The same changes of other values.
    #[must_use]
    pub fn map<U>(&self, mut to: impl FnMut(&T) -> U) -> Dated<U> {
        Dated(self.0.iter().map(|(from, value)| (*from, to(value))).collect())
    }
}

impl Resolver<'_> {
    /// A value that changes when it says so, and whenever a rate of exchange does: it is read once for each of them.
    pub fn at_each_rate<T: Clone + PartialEq>(&self, mut read: impl FnMut() -> Option<Dated<T>>) -> Option<Dated<T>> {
        let changes: BTreeSet<SimTime> = self.fx.iter().flat_map(|(_, rate)| rate.begins()).collect();
        let mut values: Vec<(SimTime, T)> = Vec::new();
        let mut put = |from: SimTime, value: &T| {
            if values.last().is_none_or(|(_, last)| last != value) {
                values.push((from, value.clone()));
            }
        };
        let changes: Vec<SimTime> =
            [SimTime::ZERO].into_iter().chain(changes.into_iter().filter(|at| *at > SimTime::ZERO)).collect();
        for (place, from) in changes.iter().enumerate() {
            self.exchanged_at.set(*from);
            let value = read();
            self.exchanged_at.set(SimTime::ZERO);
            let value = value?;
            put(*from, value.at(*from));
            let until = changes.get(place + 1).copied().unwrap_or(SimTime::NEVER);
            for begin in value.begins().filter(|begin| begin > from && *begin < until) {
                put(begin, value.at(begin));
            }
        }
        Dated::from_list(values)
    }

    /// A value that may change at dates: `read` reads the node itself, or each value of a table whose keys are dates. A
    /// date begins at midnight in China.
    pub fn dated<T: Clone>(&self, node: &Node, mut read: impl FnMut(&Node) -> Option<T>) -> Option<Dated<T>> {
        let by_date = node.as_table().filter(|table| table.iter().any(|(key, _)| looks_like_a_date(&key.name)));
        let Some(table) = by_date else { return read(node).map(Dated::constant) };
        self.dates(node.place)?;
        let mut points: Vec<(When, T)> = Vec::new();
        let mut sound = true;
        for (key, node) in table.iter() {
            let value = read(node);
            let Some(when) = self.when(&key.name, key.place) else {
                sound = false;
                continue;
            };
            if key.name.contains("..") {
                let cause = format!("`{}` is a stretch of days; here a value holds from a date to the next", key.name);
                let problem = Problem::new(Code::ImpossibleCalendar, key.place, cause);
                self.report(problem.help("for instance `{ 10-28 = 6, 11-20 = 3 }`"));
                sound = false;
            }
            match value {
                Some(value) => points.push((when, value)),
                None => sound = false,
            }
        }
        if !sound {
            return None;
        }
        let dates = self.begin(points);
        let begun = dates.iter().rposition(|(day, _)| *day <= 0);
        let Some(begun) = begun else {
            let problem = Problem::new(Code::NoFirstValue, node.place, "nothing holds before the first date");
            self.report(problem.help("say what holds from the start of the run, or earlier"));
            return None;
        };
        let from = |day: i64| SimTime::ZERO + Span::DAY * day;
        Dated::from_list(dates.into_iter().skip(begun).map(|(day, value)| (from(day), value)).collect())
    }

    /// The days on which values begin to hold, in order. A date with a year goes before one that comes every year.
    fn begin<T: Clone>(&self, points: Vec<(When, T)>) -> Vec<(i64, T)> {
        let days = self.clock.days();
        let year = |day| self.clock.date(day).map_or(0, Date::year);
        let (first, last) = (year(days.start) - 1, year(days.end));
        let mut begins: Vec<(i64, bool, T)> = Vec::new();
        for (when, value) in points {
            match when {
                When::Once(date, _) => begins.extend(self.clock.day(date).map(|day| (day, true, value))),
                When::Yearly((month, day), _) => begins.extend((first..=last).filter_map(|year| {
                    // 29 February begins on 1 March in other years.
                    let date = Date::new(year, month, day).or_else(|_| Date::new(year, month + 1, 1));
                    Some((self.clock.day(date.ok()?)?, false, value.clone()))
                })),
            }
        }
        begins.sort_by_key(|(day, once, _)| (*day, *once));
        let mut dates: Vec<(i64, T)> = Vec::new();
        for (day, _, value) in begins {
            match dates.last_mut() {
                Some(last) if last.0 == day => last.1 = value,
                _ => dates.push((day, value)),
            }
        }
        dates
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
