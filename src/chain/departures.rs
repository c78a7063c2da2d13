//! Departures as a scenario writes them: `"every 2 h"`, `"daily 12:00 20:00"`, `"tue sat 06:00"`.

use super::calendar::{clock_time, weekday};
use super::{Resolver, Timetable};
use crate::text::{Code, Node, Problem, Reader, Value};
use crate::units::{PlaceId, SimTime};

/// Reads `departs`, in the local time of the place left from, and the `calendar` that closes days.
pub fn departures(reader: &Reader<'_>, from: Option<PlaceId>, resolver: &Resolver<'_>) -> Option<Timetable> {
    let node = reader.get("departs")?;
    let closing = reader.get("calendar").map(|node| (node.place, resolver.hours(reader, from)));
    let zone = resolver.zone(from, node.place)?;
    let calendar = match closing {
        None => None,
        Some((_, hours)) => Some(hours?),
    };
    let refuse = |cause: String| {
        resolver.report(
            Problem::new(Code::BadTimetable, node.place, cause)
                .help("for instance `\"every 2 h\"`, `\"daily 12:00 20:00\"` or `\"tue sat 06:00\"`"),
        );
        None
    };
    let Some(text) = node.as_text() else {
        return refuse(format!("departures are a text, not {}", node.type_name()));
    };
    let timetable = if let Some(every) = text.strip_prefix("every ") {
        let span = resolver.span(&Node::new(node.place, Value::Text(every.to_owned())))?;
        if span.is_zero() {
            return refuse("departures need time between them".to_owned());
        }
        resolver.recurs("departures", span, node.place)?;
        Timetable::every(span, zone, calendar)
    } else {
        let (mut days, mut clocks) = ([false; 7], Vec::new());
        for word in text.split_whitespace() {
            match (word, weekday(word), clock_time(word)) {
                ("daily", ..) => days = [true; 7],
                (_, Some(day), _) => days[day] = true,
                (_, _, Some(clock)) => clocks.push(clock),
                _ => return refuse(format!("`{word}` is neither a day (mon to sun, daily) nor a time of day (06:00)")),
            }
        }
        if !days.contains(&true) || clocks.is_empty() {
            return refuse(format!("`{text}` needs days and times of day"));
        }
        let times = days.map(|named| if named { clocks.clone() } else { Vec::new() });
        Timetable::weekly(times, &resolver.clock, zone, calendar)
    };
    if timetable.after(SimTime::ZERO) == SimTime::NEVER {
        let problem = Problem::new(Code::NeverOpen, node.place, "every day of departure is closed");
        resolver.report(problem.help("the `calendar` of the lane leaves none of its days"));
        return None;
    }
    Some(timetable)
}
