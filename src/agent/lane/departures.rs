//! Departures as a scenario writes them: `"every 2 h"`, `"daily 12:00 20:00"`, `"tue sat 06:00"`.

use crate::chain::{Resolver, Timetable};
use crate::text::{Code, Node, Problem, Value};
use crate::units::Span;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Reads a timetable.
pub(in crate::agent) fn read(node: &Node, resolver: &Resolver<'_>) -> Option<Timetable> {
    let refuse = |cause: String| {
        resolver.report(
            Problem::new(Code::OutOfRange, node.place, cause)
                .help("for instance `\"every 2 h\"`, `\"daily 12:00 20:00\"` or `\"tue sat 06:00\"`"),
        );
        None
    };
    let Some(text) = node.as_text() else {
        return refuse(format!("departures are a text, not {}", node.type_name()));
    };
    if let Some(every) = text.strip_prefix("every ") {
        let span = resolver.span(&Node::new(node.place, Value::Text(every.to_owned())))?;
        if span.is_zero() {
            return refuse("departures need time between them".to_owned());
        }
        return resolver.recurs("departures", span, node.place).map(|_| Timetable::Every(span));
    }
    let (mut days, mut clocks) = (Vec::new(), Vec::new());
    for word in text.split_whitespace() {
        match (word, DAYS.iter().position(|day| *day == word), clock(word)) {
            ("daily", ..) => days.extend(0..7),
            (_, Some(day), _) => days.push(i64::try_from(day).ok()?),
            (_, _, Some(clock)) => clocks.push(clock),
            _ => return refuse(format!("`{word}` is neither a day (mon to sun, daily) nor a time of day (06:00)")),
        }
    }
    if days.is_empty() || clocks.is_empty() {
        return refuse(format!("`{text}` needs days and times of day"));
    }
    let mut times: Vec<i64> =
        days.iter().flat_map(|day| clocks.iter().map(move |clock| day * Span::DAY.micros() + clock)).collect();
    times.sort_unstable();
    times.dedup();
    Some(Timetable::Weekly { times, start: resolver.start_of_week })
}

/// `06:00` in microseconds.
fn clock(word: &str) -> Option<i64> {
    let (hours, minutes) = word.split_once(':')?;
    let (hours, minutes) = (hours.parse::<i64>().ok()?, minutes.parse::<i64>().ok()?);
    ((0..24).contains(&hours) && (0..60).contains(&minutes))
        .then(|| (hours * 60 + minutes) * 60 * Span::SECOND.micros())
}
