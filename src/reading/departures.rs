//! Reads departures: `"every 2 h"`, `"daily 12:00 20:00"`, `"tue sat 06:00"`.

use super::Reading;
use crate::chain::Timetable;
use crate::chain::calendar::{clock_time, weekday};
use crate::text::{Code, Node, Problem, Reader, Value};
use crate::units::{PlaceId, SimTime};

/// Reads `departs`, in the local time of the place of departure, and the `calendar` that closes days.
pub fn departures(reader: &Reader<'_>, from: Option<PlaceId>, reading: &mut Reading<'_>) -> Option<Timetable> {
    departures_of(reader, "departs", "departures", from, reading)
}

/// Reads a timetable like `departs` from another key.
pub fn departures_of(
    reader: &Reader<'_>,
    key: &'static str,
    what: &'static str,
    from: Option<PlaceId>,
    reading: &mut Reading<'_>,
) -> Option<Timetable> {
    let node = reader.get(key)?;
    let closing = reader.get("calendar").map(|node| (node.place, reading.hours(reader, from)));
    let zone = reading.zone(from, node.place)?;
    let calendar = match closing {
        None => None,
        Some((_, hours)) => Some(hours?),
    };
    let refuse = |reading: &mut Reading<'_>, cause: String| {
        reading.report(
            Problem::new(Code::BadTimetable, node.place, cause)
                .help("for instance `\"every 2 h\"`, `\"daily 12:00 20:00\"` or `\"tue sat 06:00\"`"),
        );
        None
    };
    let Some(text) = node.as_text() else {
        return refuse(reading, format!("{what} must be a string, not {}", node.type_name()));
    };
    let timetable = if let Some(every) = text.strip_prefix("every ") {
        let span = reading.span(&Node::new(node.place, Value::Text(every.to_owned())))?;
        if span.is_zero() {
            return refuse(reading, format!("the time between {what} must be above 0"));
        }
        reading.recurs(what, span, node.place)?;
        Timetable::every(span, zone, calendar)
    } else {
        let (mut days, mut clocks) = ([false; 7], Vec::new());
        for word in text.split_whitespace() {
            match (word, weekday(word), clock_time(word)) {
                ("daily", ..) => days = [true; 7],
                (_, Some(day), _) => days[day] = true,
                (_, _, Some(clock)) => clocks.push(clock),
                _ => {
                    return refuse(
                        reading,
                        format!("`{word}` is neither a day (mon to sun, daily) nor a time of day (06:00)"),
                    );
                }
            }
        }
        if !days.contains(&true) || clocks.is_empty() {
            return refuse(reading, format!("`{text}` needs days and times of day"));
        }
        let times = days.map(|named| if named { clocks.clone() } else { Vec::new() });
        Timetable::weekly(times, &reading.clock, zone, calendar)
    };
    if timetable.after(SimTime::ZERO) == SimTime::NEVER {
        let problem = Problem::new(Code::NeverOpen, node.place, format!("all days of the {what} are closed"));
        reading.report(problem.help("the `calendar` next to them closes all of their days"));
        return None;
    }
    Some(timetable)
}
