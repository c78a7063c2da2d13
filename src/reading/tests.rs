//! Tests of reading hours, places and dated values.

use super::{CALENDAR, Names, PLACE, Reading};
use crate::chain::calendar::{Clock, Hours};
use crate::chain::{Dated, Window};
use crate::text::{Code, KeySpec, Node, Place, Problems, Reader, Shape, Sources, Table, parse};
use crate::units::{Id, PlaceId, SimTime, Span};
use jiff::civil::{Date, date};

/// An entry with hours.
const DESK: &[KeySpec] =
    &[KeySpec::new("hours", Shape::Hours, ""), KeySpec::new("calendar", Shape::Name("calendar"), "")];

/// Returns the reading of the places and calendars of a text, and the parsed text.
fn reading(text: &str, start: Option<Date>) -> (Reading<'static>, &'static Table, Place) {
    let mut sources = Sources::default();
    let source = sources.add("t.toml", text);
    let mut problems = Problems::default();
    let root: &'static Table = Box::leak(Box::new(parse(source, text, &mut problems)));
    assert!(problems.is_empty(), "{problems:?}");
    let readers = |kind: &str, keys: &'static [KeySpec]| {
        let entries = root.get(kind).and_then(Node::as_table).into_iter().flat_map(Table::iter);
        let reader = |node: &'static Node| vec![node.as_table().unwrap()];
        entries.map(|(key, node)| (key.name.clone(), Reader::new(&key.name, node.place, reader(node), keys))).collect()
    };
    let names = Names { places: readers("place", PLACE), calendars: readers("calendar", CALENDAR), ..Names::default() };
    let mut reading = Reading::new(Box::leak(Box::new(names)), problems);
    reading.window = Window::new(SimTime::ZERO, SimTime::ZERO + Span::DAY * 730, false, Span::ZERO);
    reading.clock = Clock::new(start, &reading.window);
    reading.read_places();
    (reading, root, Place { source, start: 0, end: 1 })
}

fn hours(text: &str, start: Option<Date>) -> (Option<Hours>, Reading<'static>) {
    let (mut reading, root, place) = reading(text, start);
    let at = root.get("at").and_then(Node::as_text).map(|name| {
        let place = reading.names().places.iter().position(|(known, _)| known == name);
        PlaceId::from_index(place.unwrap())
    });
    let desk = root.get("desk").and_then(Node::as_table).unwrap_or(root);
    let hours = reading.hours(&Reader::new("desk", place, vec![desk], DESK), at);
    (hours, reading)
}

/// Returns the hours of a valid text in a run from 1 January 2025.
fn open(text: &str) -> (Hours, Clock) {
    let (hours, reading) = hours(text, Some(date(2025, 1, 1)));
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    (hours.unwrap(), reading.clock.clone())
}

fn codes(reading: &Reading<'_>) -> Vec<Code> {
    reading.problems.iter().map(|problem| problem.code).collect()
}

/// Returns an instant by China's clock.
fn at(clock: &Clock, year: i16, month: i8, day: i8, hour: i64) -> SimTime {
    SimTime::ZERO + Span::DAY * clock.day(date(year, month, day)).unwrap() + Span::HOUR * hour
}

#[test]
fn a_desk_in_china_rests_on_holidays_and_works_on_made_up_sundays() {
    let (desk, clock) =
        open("place.ningbo.country = \"CN\"\nat = \"ningbo\"\nhours = \"mon-fri 09:00-12:00 13:00-17:00\"");
    let at = |month, day, hour| at(&clock, 2025, month, day, hour);
    // The week before the Spring Festival of 2025: Sunday 26 January is a working day, Tuesday 28 January to 4 February
    // are holidays.
    assert!(desk.is_open(at(1, 24, 9)) && !desk.is_open(at(1, 24, 12)) && desk.is_open(at(1, 24, 13)));
    assert!(!desk.is_open(at(1, 24, 17)) && !desk.is_open(at(1, 25, 10)));
    assert!(desk.is_open(at(1, 26, 10)), "a make-up Sunday");
    assert_eq!(desk.next_open(at(1, 24, 17)), at(1, 26, 9));
    assert_eq!(desk.next_open(at(1, 26, 10)), at(1, 26, 10));
    assert_eq!(desk.next_open(at(1, 27, 17)), at(2, 5, 9), "after eight days of rest");
    assert_eq!(desk.closes_after(at(1, 27, 14)), at(1, 27, 17));
    assert_eq!(desk.closes_after(at(1, 27, 17)), at(2, 5, 12));
    assert_eq!(desk.next_change(at(1, 27, 12)), at(1, 27, 13));
    assert_eq!(desk.next_change(at(1, 27, 13)), at(1, 27, 17));
    assert!(
        !desk.works_on(clock.day(date(2025, 10, 8)).unwrap()) && desk.works_on(clock.day(date(2025, 10, 11)).unwrap())
    );
}

#[test]
fn hours_without_days_know_no_holidays() {
    let (shop, clock) = open("place.ningbo.country = \"CN\"\nat = \"ningbo\"\nhours = \"08:00-22:00\"");
    assert!(shop.is_open(at(&clock, 2025, 1, 29, 8)) && !shop.is_open(at(&clock, 2025, 1, 29, 22)));
    let (mall, clock) =
        open("place.x.country = \"CN\"\nat = \"x\"\nhours = [\"mon-fri 08:00-18:00\", \"12:00-20:00\"]");
    assert_eq!(
        mall.next_open(at(&clock, 2025, 1, 28, 0)),
        at(&clock, 2025, 1, 28, 12),
        "a holiday has the daily hours"
    );
    assert_eq!(mall.closes_after(at(&clock, 2025, 1, 27, 8)), at(&clock, 2025, 1, 27, 20));
}

#[test]
fn a_shift_into_the_morning_is_worked_to_its_end() {
    let (night, clock) = open("hours = \"mon-fri 22:00-06:00\"");
    let at = |month, day, hour| at(&clock, 2025, month, day, hour);
    // 3 January 2025 is a Friday.
    assert!(night.is_open(at(1, 4, 5)) && !night.is_open(at(1, 4, 6)) && !night.is_open(at(1, 5, 23)));
    assert_eq!(night.closes_after(at(1, 3, 21)), at(1, 4, 6));
    assert_eq!(night.next_open(at(1, 4, 6)), at(1, 6, 22));
    let (always, _) = open("hours = [\"00:00-12:00\", \"12:00-24:00\"]");
    assert!(always.is_open(at(6, 1, 3)));
    assert_eq!((always.next_change(at(6, 1, 3)), always.closes_after(at(6, 1, 3))), (SimTime::NEVER, SimTime::NEVER));
}

/// On 30 March 2025, 02:00 becomes 03:00, which is 09:00 in China. On 26 October, 03:00 becomes 02:00, which is then
/// 09:00 in China.
#[test]
fn rotterdam_opens_by_its_own_clock() {
    let text = "at = \"rotterdam\"\nplace.rotterdam.country = \"NL\"\nhours = \"08:00-17:00\"";
    let (port, clock) = open(text);
    let at = |month, day, hour| at(&clock, 2025, month, day, hour);
    assert_eq!(port.next_open(at(3, 29, 12)), at(3, 29, 15), "08:00 in winter is 15:00 in China");
    assert_eq!(port.next_open(at(3, 30, 1)), at(3, 30, 14), "08:00 in summer is 14:00 in China");
    assert_eq!(port.closes_after(at(10, 25, 14)), at(10, 25, 23));
    assert_eq!(port.next_open(at(10, 26, 1)), at(10, 26, 15));
    let (night, _) = open(&text.replace("08:00-17:00", "01:00-03:00"));
    assert_eq!(night.next_open(at(3, 30, 0)), at(3, 30, 8));
    assert_eq!(night.closes_after(at(3, 30, 8)), at(3, 30, 9), "an hour of the two is skipped");
    assert_eq!(night.next_open(at(10, 26, 0)), at(10, 26, 7));
    assert_eq!(night.closes_after(at(10, 26, 7)), at(10, 26, 10), "an hour of the two comes twice");
    let (skipped, _) = open(&text.replace("08:00-17:00", "02:00-03:00"));
    assert_eq!(skipped.next_open(at(3, 30, 0)), at(3, 31, 8), "the hour does not come at all");
    let (doubled, _) = open(&text.replace("08:00-17:00", "02:30-02:45"));
    assert_eq!(doubled.next_change(at(10, 26, 9)), at(10, 27, 9) + Span::from_micros(Span::HOUR.micros() / 2));
}

#[test]
fn a_calendar_closes_and_opens_days() {
    let text = "desk = {}\nplace.x = { country = \"NL\", calendar = \"port\" }\nat = \"x\"\n[calendar.port]\nhours = \"mon-fri 07:00-16:00\"\nclosed = [\"07-14..07-18\", \"2025-08-04\"]\nopen = [2025-04-21, \"07-16\"]";
    let (port, clock) = open(text);
    let works = |month, day| port.works_on(clock.day(date(2025, month, day)).unwrap());
    assert!(works(7, 11) && !works(7, 14) && works(7, 16) && !works(7, 18) && works(7, 21));
    assert!(!works(8, 4) && works(8, 5) && works(4, 21), "Easter Monday is a working day by `open`");
    assert!(!works(4, 26), "King's Day and a Saturday");
    let next_year = clock.day(date(2026, 7, 14)).unwrap();
    assert!(!port.works_on(next_year) && port.works_on(clock.day(date(2026, 8, 4)).unwrap()));
    let (own, clock) = open(&text.replace("desk = {}", "desk.hours = \"10:00-11:00\""));
    assert_eq!(
        own.next_open(at(&clock, 2025, 7, 14, 0)),
        at(&clock, 2025, 7, 16, 16),
        "its hours on the days of its place"
    );
    let (lane, clock) = open("desk.calendar = \"c\"\ncalendar.c.closed = \"01-01..01-03\"");
    assert_eq!(lane.next_open(SimTime::ZERO), at(&clock, 2025, 1, 4, 0));
    assert_eq!(lane.closes_after(SimTime::ZERO), at(&clock, 2026, 1, 1, 0));
    assert_eq!(lane.closes_after(at(&clock, 2026, 1, 2, 0)), at(&clock, 2027, 1, 1, 0), "also after the run's end");
}

/// Queries agree with each other at every hour.
#[test]
fn the_answers_agree() {
    let text = "place.x = { country = \"NL\" }\nat = \"x\"\ndesk.calendar = \"c\"\ndesk.hours = [\"mon-sat 06:00-12:00 13:00-02:00\", \"sun 00:00-24:00\"]\ncalendar.c = { closed = \"03-29..04-02\", open = \"12-25\" }";
    let (hours, _) = open(text);
    let mut changes = 0;
    for step in 0..365 * 48 {
        let now = SimTime::ZERO + Span::from_micros(Span::HOUR.micros() / 2) * step;
        let next = hours.next_change(now);
        assert!(next > now);
        let just = SimTime::from_micros(next.micros() - 1);
        assert_eq!((hours.is_open(just), hours.is_open(next)), (hours.is_open(now), !hours.is_open(now)), "{now:?}");
        assert_eq!(hours.next_open(now), if hours.is_open(now) { now } else { next });
        assert_eq!(hours.closes_after(now), if hours.is_open(now) { next } else { hours.next_change(next) });
        changes += i32::from(next <= now + Span::from_micros(Span::HOUR.micros() / 2));
    }
    assert!(changes > 1000, "{changes}");
}

#[test]
fn what_cannot_be_known_is_refused() {
    let refused = |text: &str, start| codes(&hours(text, start).1);
    let start = Some(date(2025, 1, 1));
    let cn = "place.x.country = \"CN\"\nat = \"x\"\nhours = ";
    assert_eq!(refused(&format!("{cn}\"mon-fri 09:00-17:00\""), None), [Code::NeedsDate], "holidays without dates");
    assert_eq!(refused(&format!("{cn}\"09:00-17:00\""), None), []);
    assert_eq!(refused("hours = \"mon-fri 09:00-17:00\"", None), []);
    assert_eq!(refused("place.x.country = \"NL\"\nat = \"x\"\nhours = \"09:00-17:00\"", None), [Code::NeedsDate]);
    let late = Some(date(2030, 1, 1));
    assert_eq!(refused(&format!("{cn}\"mon-fri 09:00-17:00\""), late), [Code::UnknownHolidays], "2031 is not known");
    let singapore = "place.x = { country = \"SG\", time_zone = \"Asia/Singapore\" }\nat = \"x\"\nhours = ";
    assert_eq!(refused(&format!("{singapore}\"mon 09:00-17:00\""), start), [Code::UnknownHolidays]);
    assert_eq!(refused(&format!("{singapore}\"09:00-17:00\""), start), []);
    assert_eq!(refused("place.x.country = \"US\"", start), [Code::MissingKey]);
    assert_eq!(refused("place.x.time_zone = \"Europe/Amsterdm\"", start), [Code::UnknownTimeZone]);
    assert_eq!(refused("desk.calendar = \"c\"\ncalendar.c.closed = \"01-01..12-31\"", start), [Code::NeverOpen]);
    assert_eq!(refused("desk.calendar = \"c\"\ncalendar.c.closed = \"06-31\"", start), [Code::ImpossibleCalendar]);
}

#[test]
fn dated_values_go_round_with_the_years() {
    let dated = |text: &str, start| {
        let (mut reading, root, _) = reading(text, start);
        let read = |_: &mut Reading<'_>, node: &Node| node.as_number();
        (reading.dated(root.get("x").unwrap(), read), codes(&reading), reading.clock.clone())
    };
    let start = Some(date(2025, 6, 1));
    let (officers, _, clock) = dated("x = { 01-01 = 3, 10-28 = 6, 11-20 = 4 }", start);
    let officers: Dated<f64> = officers.unwrap();
    let on = |year, month, day| *officers.at(at(&clock, year, month, day, 0));
    assert_eq!((on(2025, 6, 1), on(2025, 10, 27), on(2025, 10, 28), on(2025, 11, 20)), (3.0, 3.0, 6.0, 4.0));
    assert_eq!((on(2025, 12, 31), on(2026, 1, 1), on(2026, 10, 28)), (4.0, 3.0, 6.0));
    assert_eq!(officers.next_change(at(&clock, 2025, 11, 20, 0)), at(&clock, 2026, 1, 1, 0));
    let (wrapped, ..) = dated("x = { 03-01 = 1, 10-01 = 2 }", Some(date(2025, 2, 1)));
    assert_eq!(*wrapped.unwrap().at(SimTime::ZERO), 2.0, "what began in October holds in February");
    let (limit, _, clock) = dated("x = { 2020-01-01 = 5, \"2026-01-01\" = 8, 02-29 = 9 }", start);
    let limit = limit.unwrap();
    let on = |year, month, day| *limit.at(at(&clock, year, month, day, 0));
    assert_eq!((on(2025, 6, 1), on(2026, 1, 1), on(2026, 2, 28), on(2026, 3, 1)), (9.0, 8.0, 8.0, 9.0));
    assert!(dated("x = 5", None).0.unwrap().is_constant());
    assert_eq!(dated("x = { 2026-01-01 = 5 }", start).1, [Code::NoFirstValue], "nothing before it");
    assert_eq!(dated("x = { 01-01 = 5 }", None).1, [Code::NeedsDate]);
    assert_eq!(dated("x = { 01-01 = 5, 02-30 = 6 }", start).1, [Code::ImpossibleCalendar]);
    assert_eq!(dated("x = { \"01-01..02-01\" = 5 }", start).1, [Code::ImpossibleCalendar]);
}
