//! Orders as a list says: times, and if stated the units of each, from the scenario itself or from columns of a file.

use super::keys::REPLAY;
use crate::chain::Resolver;
use crate::text::{Code, Node, Problem, Reader, Value};
use crate::units::{Dimension, Quantity, SimTime, Span, Units};

/// Times and units of orders.
pub(super) type Listing = (Vec<SimTime>, Option<Vec<Units>>);

/// The largest number of pieces in one order.
const MOST_PIECES: i64 = 1_000_000_000;

/// Reads `replay`.
pub(super) fn read(node: &Node, path: &str, resolver: &Resolver<'_>) -> Option<Listing> {
    let Some(table) = node.as_table() else {
        let cause = format!("`replay` takes a table, not {}", node.type_name());
        resolver.report(Problem::new(Code::WrongType, node.place, cause).help(HELP));
        return None;
    };
    let reader = Reader::new(format!("{path}.replay"), node.place, vec![table], REPLAY);
    let listed = match reader.get("file") {
        Some(file) => from_file(file, resolver),
        None => from_text(&reader, resolver),
    };
    resolver.finish(&reader);
    if let (Some(_), Some((key, _))) = (reader.get("file"), reader.entry("times").or_else(|| reader.entry("units"))) {
        let problem = Problem::new(Code::OneChoice, key.place, format!("`{}` is not said beside a `file`", key.name));
        resolver.report(problem.help("the file has the columns `time` and `units`"));
    }
    let (times, units) = listed?;
    let refuse = |cause: String| {
        resolver.report(Problem::new(Code::OutOfRange, node.place, cause));
        None
    };
    if times.is_empty() {
        return refuse("a list of orders has one entry at least".to_owned());
    }
    if let Some(late) = times.windows(2).position(|pair| pair[0] > pair[1]) {
        let cause = format!("times must ascend, but entry {} comes before entry {}", late + 2, late + 1);
        let place = reader.get("times").and_then(|times| times.items().get(late + 1)).map_or(node.place, |at| at.place);
        resolver.report(Problem::new(Code::TimeOrder, place, cause).help("sort the entries by time"));
        return None;
    }
    if let Some(units) = units.as_ref().filter(|units| units.len() != times.len()) {
        return refuse(format!("{} times, but {} entries of `units`", times.len(), units.len()));
    }
    Some((times, units))
}

const HELP: &str = "for instance `{ times = [\"0 h\", \"30 min\"], units = [1, 2] }` or `{ file = \"orders.csv\" }`";

fn from_text(reader: &Reader<'_>, resolver: &Resolver<'_>) -> Option<Listing> {
    let count = |item: &Node| match item.value {
        Value::Integer(number) if (0..=MOST_PIECES).contains(&number) => Some(Units::new(number)),
        _ => {
            let cause = format!("units are whole numbers from 0 to a thousand million, not {}", item.shown());
            resolver.report(Problem::new(Code::OutOfRange, item.place, cause));
            None
        }
    };
    let times = resolver.require(reader, "times", "[\"0 h\", \"30 min\"]");
    let units = reader.get("units").map(|node| node.items().iter().map(count).collect::<Vec<_>>());
    let times: Vec<Option<Span>> = times?.items().iter().map(|item| resolver.span(item)).collect();
    let times: Option<Vec<SimTime>> = times.into_iter().map(|span| Some(SimTime::ZERO + span?)).collect();
    let units = match units {
        Some(units) => Some(units.into_iter().collect::<Option<Vec<Units>>>()?),
        None => None,
    };
    Some((times?, units))
}

fn from_file(node: &Node, resolver: &Resolver<'_>) -> Option<Listing> {
    let refuse = |code, cause: String| resolver.report(Problem::new(code, node.place, cause));
    let Some(file) = node.as_text() else {
        refuse(Code::WrongType, format!("`file` is the name of a file, not {}", node.type_name()));
        return None;
    };
    let column = |name: &str| resolver.column(file, name);
    let (times, unit) = column("time").map_err(|(code, cause)| refuse(code, cause)).ok()?;
    let Some(Dimension::Time(one)) = unit.as_deref().map(Quantity::dimension) else {
        refuse(Code::WrongUnit, format!("the column `time` of {file} needs a unit of time in its header: `time [d]`"));
        return None;
    };
    let units = match column("units") {
        Ok((units, _)) => Some(units),
        // The column may be left out; one that is there must be sound.
        Err((Code::MissingColumn, _)) => None,
        Err((code, cause)) => {
            refuse(code, cause);
            return None;
        }
    };
    if let Some(row) = times.iter().position(|time| *time < 0.0) {
        refuse(Code::BadRow, format!("row {} of {file}: the time is below zero", row + 1));
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "a limit far below 2^53")]
    let sound = |units: f64| units.fract() == 0.0 && (0.0..=MOST_PIECES as f64).contains(&units);
    if let Some(row) = units.iter().flatten().position(|units| !sound(*units)) {
        let cause = "`units` is no whole number from 0 to a thousand million";
        refuse(Code::BadRow, format!("row {} of {file}: {cause}", row + 1));
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole and not negative")]
    let whole = |units: Vec<f64>| units.into_iter().map(|units| Units::new(units as i64)).collect();
    let times = times.into_iter().map(|time| SimTime::ZERO + Span::from_f64_micros(time * one)).collect();
    Some((times, units.map(whole)))
}
