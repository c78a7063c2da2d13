//! When orders come: by Poisson, by any law of the time between them, or as a list says.

use crate::chain::{Resolver, TimeLaw};
use crate::engine::{EntityKey, Generator, Streams};
use crate::text::{Code, Node, Problem, Reader, Table};
use crate::units::{SimTime, Span, StreamId, Units};
use rand::SeedableRng;
use std::sync::Arc;

/// When orders come.
#[derive(Clone, Debug)]
pub(super) enum Arrivals {
    /// Poisson. The stream starts anew at each midnight, keyed by the date; arrivals have no memory, so this is exact,
    /// and what happens in June leaves July's orders as they were.
    Poisson { between: TimeLaw, generator: Generator, midnight: SimTime, first_day: i64 },
    /// By a law of the time between two orders.
    Renewal { between: TimeLaw, first: Option<Span>, count: u64 },
    /// As listed.
    Listed { times: Arc<[SimTime]>, units: Option<Arc<[Units]>>, count: usize },
}

impl Arrivals {
    pub(super) fn read(node: &Node, reader: &Reader<'_>, resolver: &Resolver<'_>) -> Option<Self> {
        let path = reader.path_of("orders");
        let kinds = ["poisson", "every", "replay"];
        let table = node.as_table();
        let Some((table, (key, law))) = table.and_then(|table| table.iter().find(|(key, _)| kinds.contains(&key.name.as_str())).map(|found| (table, found))) else {
            let problem = Problem::new(Code::OneChoice, node.place, "`orders` come by `poisson`, `every` or `replay`");
            let written = table.and_then(|table| table.iter().next()).map_or("", |(key, _)| key.name.as_str());
            resolver.report(problem.suggest(written, kinds));
            return None;
        };
        let inner = Reader::new(path.clone(), node.place, vec![table]);
        inner.ask(kinds[kinds.iter().position(|kind| *kind == key.name)?]);
        let arrivals = match key.name.as_str() {
            "poisson" => Self::poisson(law, &path, resolver),
            "every" => {
                let first = resolver.time(&inner, "first");
                let between = resolver.law_of_times(law, &path, false);
                between.and_then(|between| Self::renewal(between, first, law, resolver))
            }
            _ => law.as_table().and_then(|table| Self::listed(table, law, &path, resolver)),
        };
        resolver.finish(&inner);
        arrivals
    }

    fn poisson(node: &Node, path: &str, resolver: &Resolver<'_>) -> Option<Self> {
        // `poisson = { rate }` says how the time between orders is distributed: exponentially.
        let between = resolver.law_of_times(&node.clone().under("exponential"), path, false)?;
        Some(Self::Poisson {
            between,
            generator: Generator::seed_from_u64(0),
            midnight: SimTime::ZERO,
            first_day: resolver.first_day,
        })
    }

    fn renewal(between: TimeLaw, first: Option<Span>, node: &Node, resolver: &Resolver<'_>) -> Option<Self> {
        if between.law.mean() <= 0.0 {
            resolver.report(Problem::new(Code::OutOfRange, node.place, "orders cannot come with no time between them"));
            return None;
        }
        Some(Self::Renewal { between, first, count: 0 })
    }

    fn listed(table: &Table, node: &Node, path: &str, resolver: &Resolver<'_>) -> Option<Self> {
        let reader = Reader::new(format!("{path}.replay"), node.place, vec![table]);
        let listed = if reader.get("file").is_some() { from_file(&reader, resolver) } else { from_text(&reader, resolver) };
        resolver.finish(&reader);
        let (times, units) = listed?;
        if let Some(late) = times.windows(2).position(|pair| pair[0] > pair[1]) {
            let cause = format!("times must ascend, but entry {} comes before entry {}", late + 2, late + 1);
            resolver.report(Problem::new(Code::OutOfRange, node.place, cause));
            return None;
        }
        if let Some(units) = &units
            && units.len() != times.len()
        {
            let cause = format!("{} times, but {} entries of `units`", times.len(), units.len());
            resolver.report(Problem::new(Code::OutOfRange, node.place, cause));
            return None;
        }
        Some(Self::Listed { times: times.into(), units: units.map(Into::into), count: 0 })
    }

    /// The units that a list states for its n-th order.
    pub(super) fn listed_units(&self, ordinal: u64) -> Option<Units> {
        let Self::Listed { units: Some(units), .. } = self else { return None };
        units.get(usize::try_from(ordinal).ok()?).copied()
    }

    /// When the first order comes.
    pub(super) fn first(&mut self, origin: EntityKey, streams: &Streams) -> Option<SimTime> {
        match self {
            Self::Poisson { between, generator, midnight, first_day } => {
                *midnight = SimTime::ZERO;
                *generator = day(streams, between.stream, origin, *first_day, *midnight);
                self.next(origin, SimTime::ZERO, streams)
            }
            Self::Renewal { first: Some(first), .. } => Some(SimTime::ZERO + *first),
            Self::Renewal { .. } | Self::Listed { .. } => self.next(origin, SimTime::ZERO, streams),
        }
    }

    /// When the next order comes after one at `now`.
    #[inline]
    pub(super) fn next(&mut self, origin: EntityKey, now: SimTime, streams: &Streams) -> Option<SimTime> {
        match self {
            Self::Poisson { between, generator, midnight, first_day } => {
                let mut next = now + between.next(generator);
                while next >= *midnight + Span::DAY {
                    *midnight = *midnight + Span::DAY;
                    if *midnight >= SimTime::ZERO + Span::LONGEST {
                        return None;
                    }
                    *generator = day(streams, between.stream, origin, *first_day, *midnight);
                    next = *midnight + between.next(generator);
                }
                Some(next)
            }
            Self::Renewal { between, count, .. } => {
                *count += 1;
                Some(now + between.draw(streams, origin.nth(*count)))
            }
            Self::Listed { times, count, .. } => {
                *count += 1;
                times.get(*count - 1).copied()
            }
        }
    }
}

fn day(streams: &Streams, stream: StreamId, origin: EntityKey, first_day: i64, midnight: SimTime) -> Generator {
    let date = first_day + midnight.micros() / Span::DAY.micros();
    streams.generator(stream, origin.nth(date.cast_unsigned()))
}

type Listing = (Vec<SimTime>, Option<Vec<Units>>);

fn from_text(reader: &Reader<'_>, resolver: &Resolver<'_>) -> Option<Listing> {
    let times = resolver.require(reader, "times", "[\"0 h\", \"30 min\"]")?;
    let times: Vec<Option<Span>> = times.items().iter().map(|item| resolver.span(item)).collect();
    let units = reader.get("units").map(|node| {
        let count = |item: &Node| match item.value {
            crate::text::Value::Integer(number) if number >= 0 => Some(Units::new(number)),
            _ => {
                resolver.report(Problem::new(Code::OutOfRange, item.place, "a whole number of pieces, from 0"));
                None
            }
        };
        node.items().iter().map(count).collect::<Option<Vec<Units>>>()
    });
    let times = times.into_iter().collect::<Option<Vec<Span>>>()?;
    Some((times.into_iter().map(|span| SimTime::ZERO + span).collect(), units.unwrap_or(Some(Vec::new())).filter(|units| !units.is_empty())))
}

fn from_file(reader: &Reader<'_>, resolver: &Resolver<'_>) -> Option<Listing> {
    let node = reader.get("file")?;
    let file = node.as_text().unwrap_or("");
    let column = |name: &str| resolver.column(file, name);
    let refuse = |code, cause: String| resolver.report(Problem::new(code, node.place, cause));
    let (times, unit) = column("time").map_err(|cause| refuse(Code::UnreadableFile, cause)).ok()?;
    let one = match unit.as_deref().map(crate::units::Quantity::dimension) {
        Some(crate::units::Dimension::Time(micros)) => micros,
        _ => {
            refuse(Code::WrongUnit, format!("the column `time` of {file} needs a unit of time in its header: `time [d]`"));
            return None;
        }
    };
    let units = column("units").ok().map(|(units, _)| units);
    if let Some(row) = times.iter().position(|time| *time < 0.0) {
        refuse(Code::BadRow, format!("row {} of {file}: a time below zero", row + 1));
        return None;
    }
    if let Some(row) = units.iter().flatten().position(|units| *units < 0.0 || units.fract() != 0.0) {
        refuse(Code::BadRow, format!("row {} of {file}: `units` is no whole number", row + 1));
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole and not negative")]
    let whole = |units: Vec<f64>| units.into_iter().map(|units| Units::new(units as i64)).collect();
    let times = times.into_iter().map(|time| SimTime::ZERO + Span::from_f64_micros(time * one)).collect();
    Some((times, units.map(whole)))
}
