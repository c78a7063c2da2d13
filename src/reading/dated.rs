//! Reads values that change by date: a single value, or a table of values by date.

use super::Reading;
use crate::chain::Dated;
use crate::chain::calendar::{When, looks_like_a_date};
use crate::text::{Code, Node, Problem, Value};
use crate::units::{SimTime, Span};
use jiff::civil::Date;
use std::collections::BTreeSet;

impl Reading<'_> {
    /// Reads a value that changes by date or with an exchange rate; `read` is called again for each change of a rate.
    pub fn at_each_rate<T: Clone + PartialEq>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Option<Dated<T>>,
    ) -> Option<Dated<T>> {
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
            self.exchanged_at = *from;
            let value = read(self);
            self.exchanged_at = SimTime::ZERO;
            let value = value?;
            put(*from, value.at(*from));
            let until = changes.get(place + 1).copied().unwrap_or(SimTime::NEVER);
            for begin in value.begins().filter(|begin| begin > from && *begin < until) {
                put(begin, value.at(begin));
            }
        }
        Dated::from_list(values)
    }

    /// Reads a value that may change by date: `read` is called for the node itself, or for each value of a table by
    /// date. A date begins at midnight in China.
    pub fn dated<T: Clone>(
        &mut self,
        node: &Node,
        mut read: impl FnMut(&mut Self, &Node) -> Option<T>,
    ) -> Option<Dated<T>> {
        let by_date = node.as_table().filter(|table| table.iter().any(|(key, _)| looks_like_a_date(&key.name)));
        let Some(table) = by_date else { return read(self, node).map(Dated::constant) };
        self.dates(node.place)?;
        let mut points: Vec<(When, T)> = Vec::new();
        let mut sound = true;
        for (key, node) in table.iter() {
            let value = read(self, node);
            let Some(when) = self.when(&key.name, key.place) else {
                sound = false;
                continue;
            };
            if key.name.contains("..") {
                let cause =
                    format!("`{}` is a range of days, but each value applies from its date until the next", key.name);
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
            let problem = Problem::new(Code::NoFirstValue, node.place, "there is no value before the first date");
            self.report(problem.help("add a value for the start of the run or earlier"));
            return None;
        };
        let from = |day: i64| SimTime::ZERO + Span::DAY * day;
        Dated::from_list(dates.into_iter().skip(begun).map(|(day, value)| (from(day), value)).collect())
    }

    /// Returns the points in time that a node names: a time after the start, or a day, which begins at midnight in
    /// China. A date without a year means that day in each year of the run.
    pub fn points(&mut self, node: &Node) -> Option<Vec<SimTime>> {
        let date = match &node.value {
            Value::Date(date) => Some(date.to_string()),
            _ => node.as_text().filter(|text| looks_like_a_date(text)).map(str::to_owned),
        };
        let Some(date) = date else { return Some(vec![SimTime::ZERO + self.span(node)?]) };
        self.dates(node.place)?;
        let when = self.when(&date, node.place)?;
        if date.contains("..") {
            let problem = Problem::new(Code::ImpossibleCalendar, node.place, format!("`{date}` is more than one day"));
            self.report(problem.help("name the days one by one"));
            return None;
        }
        let days = self.begin(vec![(when, ())]).into_iter().map(|(day, ())| day).filter(|day| *day >= 0);
        Some(days.map(|day| SimTime::ZERO + Span::DAY * day).collect())
    }

    /// Returns the days on which values take effect, in order. A date with a year takes precedence over a yearly one.
    fn begin<T: Clone>(&self, points: Vec<(When, T)>) -> Vec<(i64, T)> {
        let days = self.clock.days();
        let year = |day| self.clock.date(day).map_or(0, Date::year);
        let (first, last) = (year(days.start) - 1, year(days.end));
        let mut begins: Vec<(i64, bool, T)> = Vec::new();
        for (when, value) in points {
            match when {
                When::Once(date, _) => begins.extend(self.clock.day(date).map(|day| (day, true, value))),
                When::Yearly((month, day), _) => begins.extend((first..=last).filter_map(|year| {
                    // In other years, 29 February means 1 March.
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
