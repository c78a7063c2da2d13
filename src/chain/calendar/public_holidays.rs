//! Public holidays of the origin and destination countries, and the weekend days worked in exchange.
//!
//! # Source
//! `holidays.csv` next to this file, which names its own sources.

use jiff::civil::Date;

const TABLE: &str = include_str!("holidays.csv");

/// Countries with known holidays, and the time zone of those that have only one.
const COUNTRIES: [(&str, Option<&str>); 12] = [
    ("AU", None),
    ("CN", Some("Asia/Shanghai")),
    ("DE", Some("Europe/Berlin")),
    ("FR", Some("Europe/Paris")),
    ("GB", Some("Europe/London")),
    ("HK", Some("Asia/Hong_Kong")),
    ("IT", Some("Europe/Rome")),
    ("JP", Some("Asia/Tokyo")),
    ("KR", Some("Asia/Seoul")),
    ("NL", Some("Europe/Amsterdam")),
    ("NZ", Some("Pacific/Auckland")),
    ("US", None),
];

/// What is special about a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    /// A public holiday.
    Holiday,
    /// A weekend day that is worked in exchange for a holiday.
    Worked,
}

/// Iterates over the countries with known holidays.
pub fn countries() -> impl Iterator<Item = &'static str> {
    COUNTRIES.iter().map(|(country, _)| *country)
}

/// Returns the time zone of a country that has only one.
pub fn time_zone(country: &str) -> Option<&'static str> {
    COUNTRIES.iter().find(|(known, _)| *known == country)?.1
}

/// The first and the last year with known holidays.
pub const YEARS: (i16, i16) = (2016, 2030);

/// Returns the special days of a country, by date; empty if the country is unknown.
pub fn special_days(country: &str) -> Vec<(Date, Special)> {
    let mut days = Vec::new();
    for row in TABLE.lines() {
        let mut fields = row.split(',');
        let (Some(name), Some(Ok(year))) = (fields.next(), fields.next().map(str::parse::<i16>)) else { continue };
        if name != country {
            continue;
        }
        for (field, special) in fields.zip([Special::Holiday, Special::Worked]) {
            days.extend(field.split_whitespace().filter_map(|word| Some((date(year, word)?, special))));
        }
    }
    days.sort_by_key(|(date, _)| *date);
    days
}

fn date(year: i16, word: &str) -> Option<Date> {
    let (month, day) = word.split_once('-')?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(country: &str, year: i16, month: i8, day: i8) -> Option<Special> {
        let date = Date::new(year, month, day).unwrap();
        special_days(country).into_iter().find(|(known, _)| *known == date).map(|(_, special)| special)
    }

    /// Well-known days that can be checked without the table.
    #[test]
    fn some_days_that_everybody_knows() {
        let holidays = [
            ("CN", 2018, 2, 16),  // Spring Festival
            ("CN", 2020, 1, 31),  // the Spring Festival of 2020 was prolonged
            ("CN", 2025, 10, 8),  // the eighth day of National Day and Mid-Autumn
            ("CN", 2027, 2, 6),   // Spring Festival of the year of the goat
            ("NL", 2025, 4, 26),  // King's Day, a day early where the 27th is a Sunday
            ("NL", 2027, 5, 6),   // Ascension
            ("DE", 2017, 10, 31), // 500 years of the Reformation, in all states
            ("FR", 2026, 7, 14),
            ("GB", 2022, 9, 19),  // the funeral of Elizabeth II
            ("GB", 2027, 12, 28), // for a Boxing Day on a Sunday
            ("IT", 2026, 4, 25),
            ("JP", 2019, 5, 1),  // accession of the emperor
            ("JP", 2026, 9, 22), // between two holidays
            ("KR", 2025, 10, 6), // Chuseok
            ("AU", 2026, 1, 26),
            ("NZ", 2022, 6, 24), // the first Matariki
            ("US", 2021, 12, 31),
            ("US", 2026, 11, 26), // Thanksgiving
            ("HK", 2026, 2, 17),
        ];
        for (country, year, month, day) in holidays {
            assert_eq!(of(country, year, month, day), Some(Special::Holiday), "{country} {year}-{month}-{day}");
        }
        let worked = [(2018, 9, 29), (2020, 1, 19), (2025, 1, 26), (2025, 9, 28), (2026, 10, 10)];
        for (year, month, day) in worked {
            assert_eq!(of("CN", year, month, day), Some(Special::Worked), "{year}-{month}-{day}");
        }
        for (country, year, month, day) in [("CN", 2025, 10, 9), ("NL", 2025, 4, 27), ("US", 2020, 6, 19)] {
            assert_eq!(of(country, year, month, day), None, "{country} {year}-{month}-{day}");
        }
    }

    #[test]
    fn every_country_has_every_year_and_works_at_weekends_only() {
        for country in countries() {
            let days = special_days(country);
            for year in YEARS.0..=YEARS.1 {
                let count = days.iter().filter(|(date, _)| date.year() == year).count();
                assert!((7..=40).contains(&count), "{country} {year}: {count}");
            }
            assert!(days.windows(2).all(|pair| pair[0].0 < pair[1].0), "{country}: a day twice");
            let worked = days.iter().filter(|(_, special)| *special == Special::Worked);
            assert!(worked.into_iter().all(|(date, _)| date.weekday().to_monday_zero_offset() >= 5), "{country}");
        }
    }
}
