//! Reads places, calendars and hours. Places and calendars are read once. The hours of an entry combine its own keys,
//! the calendar that it or its place names, and the public holidays of the place's country.

use super::Reading;
use crate::chain::calendar::public_holidays::{self, Special, YEARS};
use crate::chain::calendar::{Hours, Locality, Opening, Rule, Week, When, Zone};
use crate::text::{Code, KeySpec, Node, Place, Problem, Reader, Shape};
use crate::units::{Id, PlaceId};
use jiff::tz::TimeZoneDatabase;
use std::sync::Arc;

/// The keys of `[place.NAME]`.
pub const PLACE: &[KeySpec] = &[
    KeySpec::new(
        "country",
        Shape::Text,
        "Country code, two capital letters; it determines public holidays, and the time zone if the country has only one.",
    ),
    KeySpec::new("time_zone", Shape::Text, "The time zone, such as `Europe/Amsterdam`.")
        .otherwise("the country's, else China's"),
    KeySpec::new(
        "calendar",
        Shape::Name("calendar"),
        "The calendar of entries at this place that have none of their own.",
    ),
    KeySpec::new("coordinates", Shape::Numbers(2), "Degrees north and degrees east."),
];

/// The keys of `[calendar.NAME]`.
pub const CALENDAR: &[KeySpec] = &[
    KeySpec::new("hours", Shape::Hours, "Working hours.").otherwise("always"),
    KeySpec::new("closed", Shape::Days, "Days without work."),
    KeySpec::new("open", Shape::Days, "Working days despite `closed`, holidays and weekends."),
];

impl Reading<'_> {
    /// Reads all calendars and places. Must be called once, before hours are read.
    pub fn read_places(&mut self) {
        let names = self.names;
        self.calendars = names.calendars.iter().map(|(_, reader)| Arc::new(self.opening(reader))).collect();
        self.places = names.places.iter().map(|(name, reader)| Arc::new(self.read_place(name, reader))).collect();
    }

    /// Returns the place that a key names.
    pub fn place_named(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<PlaceId> {
        self.one_of(reader.get(key)?, "place", &self.names.places).map(PlaceId::from_index)
    }

    /// Returns the places, indexed by identity.
    #[must_use]
    pub fn places(&self) -> &[Arc<Locality>] {
        &self.places
    }

    /// Returns a place.
    #[must_use]
    pub fn locality(&self, id: PlaceId) -> Arc<Locality> {
        Arc::clone(&self.places[id.index()])
    }

    /// Returns the time zone of a place, or of China. Reports a problem at `asked` if local time depends on dates that
    /// the run does not have.
    pub fn zone(&mut self, at: Option<PlaceId>, asked: Place) -> Option<Zone> {
        let Some(id) = at else { return Some(Zone::default()) };
        let place = self.locality(id);
        if place.zone.is_none() {
            let cause = format!("local time at `place.{}` depends on the date, but the run has none", place.name);
            self.report(Problem::new(Code::NeedsDate, asked, cause).help(START));
        }
        place.zone.clone()
    }

    /// Reads the working hours from the keys `hours` and `calendar` of an entry at a place, or else from the place's
    /// calendar; `None` means always open.
    pub fn hours(&mut self, reader: &Reader<'_>, at: Option<PlaceId>) -> Option<Hours> {
        // A lane takes `calendar` but not `hours`.
        let own = if reader.takes("hours") { reader.get("hours") } else { None };
        let named = reader.get("calendar");
        let calendar = match named {
            Some(node) => {
                let calendar = self.one_of(node, "calendar", &self.names.calendars)?;
                Some(Arc::clone(&self.calendars[calendar]))
            }
            None => at.and_then(|id| self.locality(id).calendar.clone()),
        };
        let week = match own {
            Some(node) => Some(self.week(node)?),
            None => calendar.as_ref().and_then(|calendar| calendar.week.clone()),
        };
        if week.is_none() && calendar.is_none() {
            return None;
        }
        let asked = own.or(named).map_or(reader.place(), |node| node.place);
        let zone = self.zone(at, asked)?;
        let week = week.unwrap_or_else(Week::round_the_clock);
        let country = at.and_then(|id| self.locality(id).country.clone()).filter(|_| week.names_days());
        let mut rules = Vec::new();
        if let Some(country) = &country {
            self.holidays(country, asked, &mut rules)?;
        }
        if let Some(calendar) = &calendar {
            self.days_among(&calendar.closed, Rule::Closed, &mut rules);
            self.days_among(&calendar.open, Rule::Ordered, &mut rules);
        }
        // If a day has two rules, the later one applies; the sort is stable.
        rules.sort_by_key(|(day, _)| *day);
        rules.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                kept.1 = later.1;
            }
            same
        });
        let hours = Hours::new(&week, &rules, zone, &self.clock);
        if hours.next_open(crate::units::SimTime::ZERO) >= self.window.horizon {
            let problem = Problem::new(Code::NeverOpen, asked, "these hours are never open during the run");
            self.report(problem.help("leave at least one day of the run that is neither closed nor a public holiday"));
            return None;
        }
        Some(hours)
    }

    /// Reports a problem at `asked` if the run has no dates.
    pub fn dates(&mut self, asked: Place) -> Option<()> {
        if !self.clock.has_dates() {
            let problem = Problem::new(Code::NeedsDate, asked, "days have dates only if the run has a `start`");
            self.report(problem.help(START));
            return None;
        }
        if self.clock.too_long() {
            let problem = Problem::new(Code::TooLarge, asked, "runs with dates can span at most a thousand years");
            self.report(problem.help("shorten the horizon or the drain"));
            return None;
        }
        Some(())
    }

    /// Reads days from a string or a list of strings.
    pub(super) fn days_named(&mut self, node: &Node) -> Option<Vec<When>> {
        self.dates(node.place)?;
        let mut days = Some(Vec::new());
        for item in node.items() {
            let read = match &item.value {
                crate::text::Value::Date(date) => self.when(&date.to_string(), item.place),
                _ => match item.as_text() {
                    Some(text) => self.when(text, item.place),
                    None => {
                        let cause = format!("days must be strings such as `\"11-11\"`, not {}", item.type_name());
                        self.report(Problem::new(Code::WrongType, item.place, cause));
                        None
                    }
                },
            };
            match (read, &mut days) {
                (Some(when), Some(days)) => days.push(when),
                _ => days = None,
            }
        }
        days
    }

    /// Reads a day or a range of days from a string.
    pub(super) fn when(&mut self, text: &str, place: Place) -> Option<When> {
        let refuse = |cause| {
            let problem = Problem::new(Code::ImpossibleCalendar, place, cause);
            self.report(problem.help("`11-11` is every year; `2027-02-05..2027-02-11` includes both ends"));
        };
        When::parse(text).map_err(refuse).ok()
    }

    fn days_among(&self, whens: &[When], rule: Rule, rules: &mut Vec<(i64, Rule)>) {
        if whens.is_empty() {
            return;
        }
        let among = |day: &i64| self.clock.date(*day).is_some_and(|date| whens.iter().any(|when| when.covers(date)));
        rules.extend(self.clock.days().filter(among).map(|day| (day, rule)));
    }

    fn holidays(&mut self, country: &str, asked: Place, rules: &mut Vec<(i64, Rule)>) -> Option<()> {
        let days = public_holidays::special_days(country);
        let refuse = |reading: &mut Self, cause: String| {
            let problem = Problem::new(Code::UnknownHolidays, asked, cause);
            reading.report(problem.help(
                "hours with weekdays exclude holidays; a place with a `time_zone` and no `country` has no holidays \
                 except those of its `calendar`",
            ));
        };
        if days.is_empty() {
            let known: Vec<&str> = public_holidays::countries().collect();
            refuse(self, format!("public holidays are known for {}, not for {country}", known.join(", ")));
            return None;
        }
        self.dates(asked)?;
        let year = |day: i64| self.clock.date(day).map_or(i16::MAX, jiff::civil::Date::year);
        let (first, last) = self.clock.measured();
        let (first, last) = (year(first), year(last));
        if first < YEARS.0 || last > YEARS.1 {
            let covered = format!("from {} to {}", YEARS.0, YEARS.1);
            refuse(self, format!("public holidays are known {covered}, but this run goes from {first} to {last}"));
            return None;
        }
        rules.extend(days.into_iter().filter_map(|(date, special)| {
            let day = self.clock.day(date).filter(|day| self.clock.days().contains(day))?;
            Some((day, if special == Special::Holiday { Rule::Holiday } else { Rule::MadeUp }))
        }));
        Some(())
    }

    fn week(&mut self, node: &Node) -> Option<Week> {
        let mut week = Week::default();
        let mut sound = true;
        for item in node.items() {
            let read = match item.as_text() {
                Some(text) => week.add(text),
                None => Err(format!("hours must be a string, not {}", item.type_name())),
            };
            if let Err(cause) = read {
                let problem = Problem::new(Code::BadTimetable, item.place, cause);
                self.report(problem.help("for instance `\"08:00-22:00\"` or `\"mon-fri 09:00-12:00 13:00-17:00\"`"));
                sound = false;
            }
        }
        (sound && !node.items().is_empty()).then_some(week)
    }

    fn opening(&mut self, reader: &Reader<'_>) -> Opening {
        let week = reader.get("hours").and_then(|node| self.week(node));
        let mut days = |key| reader.get(key).and_then(|node| self.days_named(node)).unwrap_or_default();
        let opening = Opening { week, closed: days("closed"), open: days("open") };
        self.finish(reader);
        opening
    }

    fn read_place(&mut self, name: &str, reader: &Reader<'_>) -> Locality {
        let country = reader.get("country").and_then(|node| {
            let code = node.as_text().filter(|code| code.len() == 2 && code.chars().all(|c| c.is_ascii_uppercase()));
            if code.is_none() {
                let cause = format!("a country must be two capital letters, not {}", node.shown());
                self.report(Problem::new(Code::OutOfRange, node.place, cause).help("for instance `country = \"NL\"`"));
            }
            code.map(str::to_owned)
        });
        let calendar = reader.get("calendar").and_then(|node| self.one_of(node, "calendar", &self.names.calendars));
        let place = Locality {
            name: name.to_owned(),
            zone: self.local_time(reader, country.as_deref()),
            coordinates: self.coordinates(reader),
            calendar: calendar.map(|index| Arc::clone(&self.calendars[index])),
            country,
        };
        self.finish(reader);
        place
    }

    /// Returns the stated time zone, else the only one of the country, else China's.
    fn local_time(&mut self, reader: &Reader<'_>, country: Option<&str>) -> Option<Zone> {
        let zones = TimeZoneDatabase::bundled();
        let known = |name: &str| zones.get(name).ok().and_then(|zone| Zone::new(&zone, &self.clock));
        if let Some(node) = reader.get("time_zone") {
            let name = node.as_text().unwrap_or_default();
            if zones.get(name).is_err() {
                let problem =
                    Problem::new(Code::UnknownTimeZone, node.place, format!("there is no time zone {}", node.shown()));
                let names: Vec<String> = zones.available().map(|name| name.to_string()).collect();
                let problem = problem.help("for instance `time_zone = \"Europe/Amsterdam\"`");
                self.report(problem.suggest(name, names.iter().map(String::as_str)));
                return Some(Zone::default());
            }
            return known(name);
        }
        let Some(country) = country else { return Some(Zone::default()) };
        let Some(name) = public_holidays::time_zone(country) else {
            let cause = format!("`{}` needs `time_zone`: {country} has several", reader.path());
            let problem = Problem::new(Code::MissingKey, reader.place(), cause);
            self.report(problem.help("for instance `time_zone = \"America/Los_Angeles\"`"));
            return Some(Zone::default());
        };
        known(name)
    }

    fn coordinates(&mut self, reader: &Reader<'_>) -> Option<(f64, f64)> {
        let node = reader.get("coordinates")?;
        let numbers: Vec<f64> = node.items().iter().filter_map(Node::as_number).collect();
        if let ([north, east], 2) = (&numbers[..], node.items().len())
            && (-90.0..=90.0).contains(north)
            && (-180.0..=180.0).contains(east)
        {
            return Some((*north, *east));
        }
        let cause = "`coordinates` must be degrees north (-90 to 90) and degrees east (-180 to 180)";
        self.report(
            Problem::new(Code::OutOfRange, node.place, cause).help("for instance `coordinates = [51.95, 4.14]`"),
        );
        None
    }
}

/// The help if dates are missing.
pub(super) const START: &str = "add a start date: `run.start = 2027-01-01`";
