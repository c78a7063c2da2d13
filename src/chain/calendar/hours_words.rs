//! Hours of work as a scenario writes them: `"08:00-22:00"`, `"mon-sat 09:00-18:00"`, `"mon-fri 09:00-12:00 13:00-17:00"`,
//! or a list of such.

use crate::units::Span;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY: i64 = Span::DAY.micros();

/// Start and end in microseconds since midnight; an end after midnight is on the next day.
pub(super) type Shift = (i64, i64);

/// The working hours of a week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Week {
    /// The hours of weekdays that are named.
    named: [Vec<Shift>; 7],
    /// The hours of every day.
    every: Vec<Shift>,
}

impl Week {
    /// Creates hours from midnight to midnight on every day.
    pub fn round_the_clock() -> Self {
        Self { every: vec![(0, DAY)], ..Self::default() }
    }

    /// Adds hours from a text.
    ///
    /// # Errors
    /// Returns a description of the problem.
    pub fn add(&mut self, text: &str) -> Result<(), String> {
        let (mut days, mut daily, mut shifts) = ([false; 7], false, Vec::new());
        for word in text.split_whitespace() {
            if word == "daily" {
                daily = true;
            } else if let Some((first, last)) = weekdays(word) {
                (0..7).filter(|day| (day + 7 - first) % 7 <= (last + 7 - first) % 7).for_each(|day| days[day] = true);
            } else {
                shifts.push(shift(word)?);
            }
        }
        let named = days.contains(&true);
        if shifts.is_empty() {
            return Err(format!("\"{text}\" has no hours"));
        }
        if named && daily {
            return Err(format!("\"{text}\" has both named days and hours for every day"));
        }
        for (day, _) in days.iter().enumerate().filter(|(_, named)| **named) {
            self.named[day].extend(&shifts);
        }
        if !named {
            self.every.extend(shifts);
        }
        Ok(())
    }

    /// Returns whether days of the week are named; if so, public holidays are closed.
    pub fn names_days(&self) -> bool {
        self.named.iter().any(|shifts| !shifts.is_empty())
    }

    /// Returns the hours of a plain day.
    pub fn plain(&self, weekday: usize) -> Vec<Shift> {
        merged(self.named[weekday].iter().chain(&self.every))
    }

    /// Returns the hours of a public holiday.
    pub fn holiday(&self) -> Vec<Shift> {
        merged(self.every.iter())
    }

    /// Returns the hours of a make-up day (a weekend day worked in exchange for a holiday): Monday's, if Mondays are
    /// worked.
    pub fn made_up(&self, weekday: usize) -> Vec<Shift> {
        let like = if self.named[0].is_empty() { weekday } else { 0 };
        merged(self.named[like].iter().chain(&self.every))
    }

    /// Returns the hours of a day that is opened explicitly: its own, or those of the first weekday that has any.
    pub fn ordered(&self, weekday: usize) -> Vec<Shift> {
        let own = std::iter::once(weekday).chain(0..7).find(|day| !self.named[*day].is_empty());
        merged(own.map_or(&[][..], |day| &self.named[day]).iter().chain(&self.every))
    }
}

/// Returns the shifts in order, with adjacent ones joined.
fn merged<'a>(shifts: impl Iterator<Item = &'a Shift>) -> Vec<Shift> {
    let mut sorted: Vec<Shift> = shifts.copied().collect();
    sorted.sort_unstable();
    let mut joined: Vec<Shift> = Vec::new();
    for (from, to) in sorted {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}

/// Returns the day of the week of a word; Monday is 0.
#[must_use]
pub fn weekday(word: &str) -> Option<usize> {
    DAYS.iter().position(|day| *day == word)
}

fn weekdays(word: &str) -> Option<(usize, usize)> {
    let (first, last) = word.split_once('-').unwrap_or((word, word));
    Some((weekday(first)?, weekday(last)?))
}

/// Returns a time such as `06:00` in microseconds since midnight.
#[must_use]
pub fn clock_time(word: &str) -> Option<i64> {
    time(word).filter(|time| *time < DAY)
}

fn time(word: &str) -> Option<i64> {
    let (hours, minutes) = word.split_once(':')?;
    let (hours, minutes) = (hours.parse::<i64>().ok()?, minutes.parse::<i64>().ok()?);
    if !(0..=24).contains(&hours) || !(0..60).contains(&minutes) {
        return None;
    }
    let time = (hours * 60 + minutes) * 60 * Span::SECOND.micros();
    (time <= DAY).then_some(time)
}

fn shift(word: &str) -> Result<Shift, String> {
    let wrong = || format!("`{word}` is neither a day (mon to sun, mon-fri, daily) nor hours (08:00-22:00)");
    let (from, to) = word.split_once('-').ok_or_else(wrong)?;
    let (from, to) = (clock_time(from).ok_or_else(wrong)?, time(to).ok_or_else(wrong)?);
    match from.cmp(&to) {
        std::cmp::Ordering::Less => Ok((from, to)),
        std::cmp::Ordering::Equal => Err(format!("`{word}` has no length; a whole day is 00:00-24:00")),
        std::cmp::Ordering::Greater => Ok((from, to + DAY)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_times_beyond_a_day() {
        for word in ["24:01", "25:00", "-1:00", "06:60", "9223372036854775807:00", "0:9223372036854775807"] {
            assert_eq!(time(word), None, "{word}");
        }
        assert_eq!((time("24:00"), clock_time("24:00")), (Some(DAY), None));
    }

    fn hours(from: i64, to: i64) -> Shift {
        (from * Span::HOUR.micros(), to * Span::HOUR.micros())
    }

    #[test]
    fn reads_days_and_hours() {
        let mut week = Week::default();
        week.add("mon-fri 09:00-12:00 13:00-17:00").unwrap();
        week.add("sat 10:00-14:00").unwrap();
        assert_eq!(week.plain(4), [hours(9, 12), hours(13, 17)]);
        assert_eq!((week.plain(5), week.plain(6)), (vec![hours(10, 14)], vec![]));
        assert_eq!(week.made_up(6), week.plain(0), "a Sunday in exchange is worked like a Monday");
        assert_eq!((week.ordered(5), week.ordered(6)), (vec![hours(10, 14)], week.plain(0)));
        assert!(week.names_days() && week.holiday().is_empty());
        let mut night = Week::default();
        night.add("sat-mon 22:00-06:00").unwrap();
        assert_eq!(
            (night.plain(0), night.plain(1), night.plain(6)),
            (vec![hours(22, 30)], vec![], vec![hours(22, 30)])
        );
        let mut every = Week::default();
        every.add("daily 12:00-18:00").unwrap();
        every.add("08:00-13:00").unwrap();
        assert_eq!((every.plain(2), every.holiday()), (vec![hours(8, 18)], vec![hours(8, 18)]));
    }

    #[test]
    fn refuses_texts_without_hours() {
        for text in
            ["", "mon", "09:00", "mon-fry 09:00-17:00", "25:00-26:00", "09:00-09:00", "daily sun 1:00-2:00", "9-17"]
        {
            assert!(Week::default().add(text).is_err(), "{text}");
        }
    }
}
