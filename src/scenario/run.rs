//! The keys of `[run]`: the simulated time and the number of replications.

use super::document::Document;
use crate::chain::{Instant, InstantOrder, Window};
use crate::reading::Reading;
use crate::text::{Code, KeySpec, Measure, Node, Place, Problem, Reader, Shape, Value, words_of};
use crate::units::{SimTime, Span};
use jiff::civil::Date;

/// The keys of `[run]`.
pub(super) const KEYS: &[KeySpec] = &[
    KeySpec::new(
        "horizon",
        Shape::Quantity(Measure::Time),
        "The simulated time of a replication, including the warm-up.",
    )
    .required(),
    KeySpec::new("warm_up", Shape::Quantity(Measure::Time), "The time simulated before anything is measured.")
        .or("\"0 d\""),
    KeySpec::new("end", Shape::OneOf(&words_of(&ENDS)), "Whether events exactly at the horizon belong to the window.")
        .or("\"exclusive\""),
    KeySpec::new(
        "drain",
        Shape::Quantity(Measure::Time),
        "The longest time that the simulation continues for orders still open at the horizon.",
    )
    .otherwise("as long as the horizon"),
    KeySpec::new("instant", Shape::List(&Shape::OneOf(&words_of(&WITHIN))), "The order of events within one instant.")
        .or("[\"arrivals\", \"reviews\", \"demands\"]"),
    KeySpec::new(
        "period",
        Shape::Quantity(Measure::Time),
        "The period for measuring how much more orders vary than demand (`bullwhip`).",
    )
    .or("\"1 d\""),
    KeySpec::new("start", Shape::Date, "The date of time 0, at midnight in China.")
        .otherwise("no dates; time 0 is a Monday"),
    KeySpec::new("seed", Shape::Whole(0, i64::MAX), "The seed of all random numbers.").or("1"),
    KeySpec::new("replications", Shape::Whole(1, i64::MAX), "The number of replications.").or("100"),
];

const ENDS: [(&str, bool); 2] = [("inclusive", true), ("exclusive", false)];
const WITHIN: [(&str, Instant); 3] =
    [("arrivals", Instant::Arrivals), ("reviews", Instant::Reviews), ("demands", Instant::Demands)];

/// The values of `[run]`.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) window: Window,
    pub(super) instant: InstantOrder,
    pub(super) seed: u64,
    pub(super) replications: u64,
    /// The period for the bullwhip effect.
    pub(super) period: Span,
    /// The date of the first day.
    pub(super) start: Option<Date>,
}

/// Reads `[run]`.
pub(super) fn read(document: &Document<'_>, top: Place, reading: &mut Reading<'_>) -> Run {
    let node = document.top("run");
    let place = node.map_or(top, |node| node.place);
    let reader = Reader::new("run", place, node.and_then(Node::as_table).into_iter().collect(), KEYS);
    if let Some(node) = node.filter(|node| node.as_table().is_none()) {
        reading.report(Problem::new(
            Code::WrongType,
            node.place,
            format!("`run` must be a table of keys, not {}", node.type_name()),
        ));
    } else {
        reading.require(&reader, "horizon", "\"365 d\"");
    }
    let stated = reading.time(&reader, "horizon");
    let horizon = stated.unwrap_or(Span::DAY);
    let warm_up = reading.time(&reader, "warm_up").unwrap_or(Span::ZERO);
    if horizon.is_zero() {
        let place = reader.get("horizon").map_or(place, |node| node.place);
        reading.report(Problem::new(Code::WindowEmpty, place, "the horizon must be above 0"));
    } else if stated.is_some() && warm_up >= horizon {
        let place = reader.get("warm_up").or_else(|| reader.get("horizon")).map_or(place, |node| node.place);
        let cause = format!("the warm-up ({warm_up}) leaves nothing of the horizon ({horizon}) to measure");
        reading.report(Problem::new(Code::WindowEmpty, place, cause).help("the horizon includes the warm-up"));
    }
    let run = Run {
        window: Window::new(
            SimTime::ZERO + warm_up.min(horizon),
            SimTime::ZERO + horizon,
            reading.choice(&reader, "end", &ENDS).unwrap_or(false),
            // By default the simulation continues for open orders at most as long as it ran before.
            reading.time(&reader, "drain").unwrap_or(horizon),
        ),
        instant: instant(&reader, reading),
        seed: whole(&reader, "seed", 0, reading).unwrap_or(1),
        replications: whole(&reader, "replications", 1, reading).unwrap_or(100),
        period: period(&reader, reading),
        start: start(&reader, reading),
    };
    reading.finish(&reader);
    run
}

fn period(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Span {
    let stated = reading.time(reader, "period");
    if let (Some(Span::ZERO), Some(node)) = (stated, reader.get("period")) {
        reading.report(Problem::new(Code::OutOfRange, node.place, "`period` must be above 0"));
    }
    stated.filter(|period| !period.is_zero()).unwrap_or(Span::DAY)
}

fn whole(reader: &Reader<'_>, key: &'static str, from: i64, reading: &mut Reading<'_>) -> Option<u64> {
    let node = reader.get(key)?;
    match node.value {
        Value::Integer(number) if number >= from => u64::try_from(number).ok(),
        _ => {
            let cause = format!("`{key}` must be a whole number of at least {from}, not {}", node.shown());
            reading.report(Problem::new(Code::OutOfRange, node.place, cause));
            None
        }
    }
}

fn instant(reader: &Reader<'_>, reading: &mut Reading<'_>) -> InstantOrder {
    let Some(node) = reader.get("instant") else { return InstantOrder::default() };
    let words: Vec<&str> = node.items().iter().filter_map(Node::as_text).collect();
    let meaning = |word: &&str| WITHIN.iter().find(|(known, _)| known == word).map(|(_, instant)| *instant);
    let found: Vec<Instant> = words.iter().filter_map(meaning).collect();
    if let [first, second, third] = found[..]
        && first != second
        && second != third
        && first != third
    {
        return InstantOrder::of([first, second, third]);
    }
    reading.report(
        Problem::new(Code::OutOfRange, node.place, "`instant` must list arrivals, reviews and demands once each")
            .help("for instance `instant = [\"demands\", \"reviews\", \"arrivals\"]`"),
    );
    InstantOrder::default()
}

fn start(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Option<Date> {
    let node = reader.get("start")?;
    if let Value::Date(date) = &node.value
        && let (Some(date), None) = (date.date, date.time)
        && let (Ok(year), Ok(month), Ok(day)) =
            (i16::try_from(date.year), i8::try_from(date.month), i8::try_from(date.day))
        && let Ok(date) = Date::new(year, month, day)
    {
        return Some(date);
    }
    reading.report(
        Problem::new(Code::WrongType, node.place, "`start` must be a date")
            .help("for instance `start = 2027-01-01`, without quotes"),
    );
    None
}
