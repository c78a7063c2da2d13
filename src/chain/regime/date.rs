//! Calendar days as whole numbers, and as dates for people.

use jiff::civil::Date;

/// Returns a date in days since 1 January 1970.
#[must_use]
pub fn day_of(date: Date) -> i64 {
    date.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() / 24
}

/// Returns a day as a date, for a message or a report.
#[must_use]
pub fn date_of(day: i64) -> String {
    let date = jiff::Span::new().try_days(day).and_then(|span| jiff::civil::date(1970, 1, 1).checked_add(span));
    date.map_or_else(|_| format!("day {day} after 1970-01-01"), |date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_count_from_1970() {
        assert_eq!(day_of(date(1970, 1, 2)), 1);
        assert_eq!(day_of(date(2016, 4, 8)), 16_899);
        assert_eq!(date_of(16_899), "2016-04-08");
        assert_eq!(date_of(i64::MAX), format!("day {} after 1970-01-01", i64::MAX));
    }
}
