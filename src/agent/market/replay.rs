//! Listed orders: their times and, if given, their units, from the scenario itself or from a history in a file.

use super::history::{Came, MOST_PIECES, Stated, day_number, read as read_history};
use super::keys::REPLAY;
use crate::chain::Zone;
use crate::reading::Reading;
use crate::text::{Code, Node, Problem, Reader, Value};
use crate::units::{PlaceId, ProductId, SimTime, Span, Units};

/// Orders sorted by time.
#[derive(Clone, Debug, Default)]
pub(super) struct Listing {
    pub(super) times: Vec<SimTime>,
    /// The details of each order; empty if there are none.
    pub(super) stated: Vec<Stated>,
}

/// Reads `replay`; for a demand row, only what a file has for its product.
pub(super) fn read(
    node: &Node,
    path: &str,
    (only, at): (Option<ProductId>, Option<PlaceId>),
    reading: &mut Reading<'_>,
) -> Option<Listing> {
    let Some(table) = node.as_table() else {
        let cause = format!("`replay` must be a table, not {}", node.type_name());
        reading.report(Problem::new(Code::WrongType, node.place, cause).help(HELP));
        return None;
    };
    let reader = Reader::new(format!("{path}.replay"), node.place, vec![table], REPLAY);
    let listed = match reader.get("file") {
        Some(file) => from_file(file, only, at, reading),
        None => from_text(&reader, reading),
    };
    reading.finish(&reader);
    if let (Some(_), Some((key, _))) = (reader.get("file"), reader.entry("times").or_else(|| reader.entry("units"))) {
        let problem =
            Problem::new(Code::OneChoice, key.place, format!("`{}` cannot be combined with `file`", key.name));
        reading.report(problem.help("the file gives the times and units of its orders"));
    }
    let listing = listed?;
    if listing.times.is_empty() {
        let cause = "a list of orders needs at least one entry".to_owned();
        reading.report(Problem::new(Code::OutOfRange, node.place, cause));
        return None;
    }
    Some(listing)
}

const HELP: &str = "for instance `{ times = [\"0 h\", \"30 min\"], units = [1, 2] }` or `{ file = \"orders.csv\" }`";

fn from_text(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Option<Listing> {
    let mut count = |item: &Node| match item.value {
        Value::Integer(number) if (0..=MOST_PIECES).contains(&number) => Some(Units::new(number)),
        _ => {
            let cause = format!("units must be whole numbers from 0 to 1 billion, not {}", item.shown());
            reading.report(Problem::new(Code::OutOfRange, item.place, cause));
            None
        }
    };
    let units = reader.get("units").map(|node| node.items().iter().map(&mut count).collect::<Vec<_>>());
    let stated = reading.require(reader, "times", "[\"0 h\", \"30 min\"]");
    let stated = stated?;
    let times: Vec<Option<Span>> = stated.items().iter().map(|item| reading.span(item)).collect();
    let times: Option<Vec<SimTime>> = times.into_iter().map(|span| Some(SimTime::ZERO + span?)).collect();
    let units = match units {
        Some(units) => Some(units.into_iter().collect::<Option<Vec<Units>>>()?),
        None => None,
    };
    let times = times?;
    if let Some(late) = times.windows(2).position(|pair| pair[0] > pair[1]) {
        let cause = format!("times must ascend, but entry {} is earlier than entry {}", late + 2, late + 1);
        let place = stated.items().get(late + 1).map_or(stated.place, |at| at.place);
        reading.report(Problem::new(Code::TimeOrder, place, cause).help("sort the entries by time"));
        return None;
    }
    if let Some(units) = units.as_ref().filter(|units| units.len() != times.len()) {
        let cause = format!("there are {} `times` but {} `units`", times.len(), units.len());
        reading.report(Problem::new(Code::OutOfRange, reader.place(), cause));
        return None;
    }
    let of = |units| Stated { units: Some(units), ..Stated::default() };
    Some(Listing { times, stated: units.into_iter().flatten().map(of).collect() })
}

fn from_file(node: &Node, only: Option<ProductId>, at: Option<PlaceId>, reading: &mut Reading<'_>) -> Option<Listing> {
    let history = read_history(node, only, reading)?;
    let zone = if history.dates.is_some() {
        reading.dates(node.place)?;
        reading.zone(at, node.place)?
    } else {
        Zone::default()
    };
    let first = reading.clock.first_day();
    let mut listing = Listing::default();
    let mut before: Option<(usize, SimTime)> = None;
    for (entry, (came, stated)) in history.orders.into_iter().enumerate() {
        let time = match came {
            Came::After(span) => SimTime::ZERO + span,
            Came::On(date, within) => zone.instant((day_number(date) - first) * Span::DAY.micros() + within.micros()),
        };
        if let Some((earlier, at)) = before
            && at > time
        {
            let cause = format!("times must ascend, but entry {} is earlier than entry {}", entry + 1, earlier + 1);
            let problem = Problem::new(Code::TimeOrder, node.place, cause);
            reading.report(problem.help("sort the rows of the file by time"));
            return None;
        }
        before = Some((entry, time));
        // Orders dated before the start are left out.
        if time >= SimTime::ZERO {
            listing.times.push(time);
            listing.stated.push(stated);
        }
    }
    if listing.times.is_empty() {
        let cause = "this file has no order after the start of the run";
        reading.report(Problem::new(Code::OutOfRange, node.place, cause));
        return None;
    }
    Some(listing)
}
