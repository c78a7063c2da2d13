//! Days by their names: `"11-11"` comes every year, `"2027-02-05"` once, and `"11-04..11-09"` is all days from the first
//! to the last, both included.

use jiff::civil::Date;

/// A day or a range of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// First and last month and day, in every year; the last may be in the next year.
    Yearly((i8, i8), (i8, i8)),
    /// The first and the last date.
    Once(Date, Date),
}

impl When {
    /// Reads a day or a range of days.
    ///
    /// # Errors
    /// Returns a description of the problem.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        match (day(first.trim())?, day(last.trim())?) {
            (Self::Yearly(first, _), Self::Yearly(last, _)) => Ok(Self::Yearly(first, last)),
            (Self::Once(first, _), Self::Once(last, _)) if first <= last => Ok(Self::Once(first, last)),
            (Self::Once(..), Self::Once(..)) => Err(format!("`{text}` ends before it begins")),
            _ => Err(format!("one end of `{text}` has a year, the other has none")),
        }
    }

    /// Returns whether a date is in the range.
    pub fn covers(&self, date: Date) -> bool {
        let within = (date.month(), date.day());
        match self {
            Self::Once(first, last) => (*first..=*last).contains(&date),
            Self::Yearly(first, last) if first <= last => (*first..=*last).contains(&within),
            Self::Yearly(first, last) => within >= *first || within <= *last,
        }
    }

    /// Returns the year in which the range that a date is in begins.
    pub fn year(&self, date: Date) -> i16 {
        match self {
            Self::Once(first, _) => first.year(),
            Self::Yearly(first, _) => date.year() - i16::from((date.month(), date.day()) < *first),
        }
    }
}

/// Returns whether a key looks like a date: digits joined by hyphens.
pub fn looks_like_a_date(key: &str) -> bool {
    key.contains('-') && key.starts_with(|c: char| c.is_ascii_digit()) && !key.contains(char::is_alphabetic)
}

fn day(word: &str) -> Result<When, String> {
    let wrong = || format!("`{word}` is not a day: write `11-11`, `2027-02-05` or two of them joined by `..`");
    let plain = word.split('-').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
    let parts: Vec<&str> = word.split('-').filter(|_| plain).collect();
    let short = |part: &str| part.parse::<i8>().ok().filter(|_| part.len() == 2);
    // A leap year, so that 29 February is accepted.
    let (year, month, day) = match parts[..] {
        [month, day] => (Some(2024), short(month), short(day)),
        [year, month, day] if year.len() == 4 => (year.parse().ok(), short(month), short(day)),
        _ => return Err(wrong()),
    };
    let (Some(year), Some(month), Some(day)) = (year, month, day) else { return Err(wrong()) };
    let date = Date::new(year, month, day).map_err(|_| format!("the day `{word}` does not exist"))?;
    Ok(if parts.len() == 3 { When::Once(date, date) } else { When::Yearly((month, day), (month, day)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn covers_the_days_it_names_both_ends_included() {
        let covers = |text: &str, year, month, day| When::parse(text).unwrap().covers(date(year, month, day));
        assert!(covers("11-11", 2027, 11, 11) && covers("11-11", 2031, 11, 11) && !covers("11-11", 2027, 11, 12));
        assert!(covers("11-04..11-09", 2027, 11, 4) && covers("11-04..11-09", 2027, 11, 9));
        assert!(!covers("11-04..11-09", 2027, 11, 3) && !covers("11-04..11-09", 2027, 11, 10));
        assert!(covers("12-28..01-03", 2027, 12, 31) && covers("12-28..01-03", 2027, 1, 3));
        assert!(!covers("12-28..01-03", 2027, 1, 4) && !covers("12-28..01-03", 2027, 12, 27));
        assert!(covers("2027-02-05..2027-02-11", 2027, 2, 8) && !covers("2027-02-05..2027-02-11", 2028, 2, 8));
        let year = |text: &str, on| When::parse(text).unwrap().year(on);
        assert_eq!(year("12-28..01-03", date(2027, 12, 31)), 2027);
        assert_eq!(year("12-28..01-03", date(2028, 1, 3)), 2027);
        assert_eq!(year("11-04..11-09", date(2028, 11, 4)), 2028);
        assert_eq!(year("2027-12-28..2028-01-03", date(2028, 1, 3)), 2027);
        assert!(covers("02-25..02-29", 2028, 2, 29) && covers("02-25..02-29", 2027, 2, 28));
    }

    #[test]
    fn refuses_texts_that_are_not_days() {
        for text in
            ["11-31", "2027-02-29", "2027-02-05..2027-02-04", "2027-02-05..02-11", "1-1", "13-01", "", "..", "mon"]
        {
            assert!(When::parse(text).is_err(), "{text}");
        }
        assert!(looks_like_a_date("11-01") && looks_like_a_date("2027-01-01") && looks_like_a_date("99-99"));
        assert!(!looks_like_a_date("exponential") && !looks_like_a_date("5000") && !looks_like_a_date("10-foot"));
    }
}
